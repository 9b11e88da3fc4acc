import { counted } from "../../text/counted.ts";
import { createHash } from "node:crypto";
import { htmlText } from "../../text/emit/html.ts";
import { type Change, hasChanges } from "../../model/plan.ts";
import { comparisons, deeds, type ModelReview, type Review, reviewModels } from "../review.ts";
import { hasErrors } from "../../model/problem.ts";
import { summaryLine } from "../text.ts";
import { groupLines } from "../together.ts";
import { highlight } from "./highlight.ts";
import { sideBySide } from "./side-by-side.ts";
import { script, style } from "./style.ts";

/** Up to so many files are shown open. */
const maxOpen = 12;

/** From so many files on, only those in view are laid out. */
const maxPainted = 100;

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const numbers = ({ plan: { summary, problems } }: Review): string => {
  // They are no headline where none of it is applied: the line above says that.
  if (hasErrors(problems)) return "";
  const items = deeds
    .filter(([action]) => action !== "blocked" || summary.blocked > 0)
    .map(([action, deed]) => `<li><b class="${action}">${summary[action]}</b>${deed}</li>`);
  return `<ul class="numbers">${items.join("")}<li><b>${summary.keep}</b>unchanged</li></ul>`;
};

const forPeople = ({ plan: { changes, problems } }: Review): string => {
  const told = (severity: string): readonly string[] =>
    problems
      .filter((problem) => problem.severity === severity)
      .map(
        ({ code, where, message, fix }) =>
          `<li><b>${severity}</b> <code>${htmlText(where)}</code>: ${htmlText(message)} ${htmlText(fix)} <span class="soft">[${htmlText(code)}]</span></li>`,
      );
  const blocked = changes.flatMap(({ action, path, reason, notes = [] }) => [
    ...(action === "blocked"
      ? [`<li><b>blocked</b> <code>${htmlText(path)}</code>: ${htmlText(reason)}</li>`]
      : []),
    ...notes
      .filter((note) => note.action === "blocked")
      .map(({ text }) => `<li><b>blocked</b> in <code>${htmlText(path)}</code>: ${htmlText(text)}</li>`),
  ]);
  const items = [...told("error"), ...blocked, ...told("warning")];
  return items.length === 0
    ? ""
    : `<section class="people"><h2>Needs a person</h2><ul>${items.join("\n")}</ul></section>`;
};

const modelCard = ({ id, name, gets, entry }: ModelReview): string => {
  const tags = (entry?.capabilities ?? [])
    .map((each) => `<span class="tag">${htmlText(each)}</span>`)
    .join("");
  return `<li><strong>${htmlText(name)}</strong><code class="soft">${htmlText(id)}</code><p>${htmlText(gets)}</p>${tags}</li>`;
};

const codeBlock = (path: string, text: string): string => {
  const lines = highlight(path, text.replace(/\n$/, "")).map(
    (line) => `<span class="l">${line === "" ? " " : line}</span>`,
  );
  return `<div class="scroll" tabindex="0"><pre class="code"><code>${lines.join("")}</code></pre></div>`;
};

const content = (change: Change, review: Review): string => {
  const { conflict } = change;
  if (conflict !== undefined)
    return `<p>As it is, and as it would be without the hand edit:</p>${sideBySide(conflict.mine, conflict.wanted)}`;
  const [compared] = comparisons({ ...review, plan: { ...review.plan, changes: [change] } });
  if (compared === undefined) return "";
  const { before, after } = compared;
  if (before === null) return codeBlock(change.path, after ?? "");
  return before === after ? "" : sideBySide(before, after ?? "");
};

const fileCard = (change: Change, review: Review, open: boolean): string => {
  const { action, path, from, models, reason, notes: inside = [] } = change;
  const about = [...new Set([...models, ...inside.flatMap((note) => note.models)])].sort();
  const notes = inside.map(({ action: deed, text }) => `<li>${htmlText(`${deed}: ${text}`)}</li>`).join("");
  const name = from === undefined ? path : `${from} → ${path}`;
  return `<details class="file" data-action="${action}" data-models="${htmlText(JSON.stringify(about))}"${open ? " open" : ""}>
<summary><span class="act ${action}">${action}</span><code>${htmlText(name)}</code></summary>
<div class="body"><p class="soft">${htmlText(reason)}</p>${notes === "" ? "" : `<ul>${notes}</ul>`}${content(change, review)}</div></details>`;
};

const filterBar = (models: readonly ModelReview[], changes: readonly Change[]): string => {
  const option = (value: string, label: string): string =>
    `<option value="${htmlText(value)}">${htmlText(label)}</option>`;
  const actions = deeds.filter(([action]) => changes.some((change) => change.action === action));
  return `<form class="bar" hidden role="search" aria-label="Filter the files">
<label>Model<select autocomplete="off">${option("", "All models")}${models.map(({ id, name }) => option(id, name)).join("")}</select></label>
<label>Action<select autocomplete="off">${option("", "All actions")}${actions.map(([action, deed]) => option(action, deed)).join("")}</select></label>
<label>Search<input type="search" autocomplete="off" placeholder="path or text"></label>
<button type="button">Open all</button><button type="button">Close all</button><output aria-live="polite"></output></form>`;
};

/** The plan as one HTML document that loads nothing: what changes for each model, and every file. */
export const planToHtml = (review: Review): string => {
  const { plan } = review;
  const changes = plan.changes.filter(({ action }) => action !== "keep");
  const models = reviewModels(review);
  const open = changes.length <= maxOpen;
  const groups = review.kinds.flatMap(({ kind, title }) => {
    const files = changes.filter((change) => change.kind === kind);
    const cards = files.map((change) =>
      fileCard(change, review, open || (kind !== "snippet" && files.length <= 4)),
    );
    return files.length === 0 ? [] : [`<section><h2>${title}</h2>`, ...cards, "</section>"];
  });
  const csp = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  const strip =
    models.length === 0
      ? ""
      : `<section><h2>${counted(models.length, "model")}</h2><ul class="models">${models.map(modelCard).join("\n")}</ul></section>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Documentation plan</title>
<style>${style}</style>
</head>
<body${changes.length > maxPainted ? ' class="many"' : ""}>
<header><h1>What changes in the documentation</h1><p class="soft">${[summaryLine(plan), ...groupLines(plan)].map(htmlText).join("<br>")}</p>${numbers(review)}</header>
<main>
${[forPeople(review), strip, changes.length === 0 ? "" : filterBar(models, changes), ...groups].filter((part) => part !== "").join("\n")}
<footer>${hasChanges(plan) || plan.summary.blocked > 0 || hasErrors(plan.problems) ? "" : "Nothing changes. "}${counted(plan.summary.keep, "file")} unchanged.</footer>
</main>
<script>${script}</script>
</body>
</html>
`;
};
