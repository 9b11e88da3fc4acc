import { counted } from "../../text/counted.ts";
import { htmlText } from "../../text/emit/html.ts";
import { type Change, hasChanges } from "../../model/plan.ts";
import { hasErrors, type Problem } from "../../model/problem.ts";
import { type Card, cardsOf, standings, type CardLine } from "../cards.ts";
import { blockedOf, deeds, type Review, reviewModels } from "../review.ts";
import { classLines, groupLines, summaryLine } from "../text.ts";
import { type Jump, figures, filterBar, htmlDocument, section } from "./document.ts";
import { fileCard, type Files } from "./file-card.ts";

/** A problem as an item of a list. */
const problemItem = ({ code, severity, where, message, fix, excerpt = [] }: Problem): string => {
  const lines = excerpt.length === 0 ? "" : `<pre class="excerpt">${excerpt.map(htmlText).join("\n")}</pre>`;
  return `<li><b>${severity}</b> <code>${htmlText(where)}</code>: ${htmlText(message)} ${htmlText(fix)} <span class="soft">[${htmlText(code)}]</span>${lines}</li>`;
};

/** What a person has to look at, as a section of its own; nothing where there is nothing. */
const peopleSection = (items: readonly string[]): string =>
  items.length === 0
    ? ""
    : `<section class="people" id="people"><h2>Needs a person</h2><ul>${items.join("\n")}</ul></section>`;

/** Problems, errors first. */
const problemItems = (problems: readonly Problem[], severity: Problem["severity"]): readonly string[] =>
  problems.filter((problem) => problem.severity === severity).map(problemItem);

/** So many lines of a card are shown at once. */
const maxLines = 6;
/** So many files of a line are links. */
const maxLinks = 4;

const linksOf = (paths: readonly string[], anchors: ReadonlyMap<string, string>): string => {
  const links = paths
    .slice(0, maxLinks)
    .map(
      (path) =>
        `<a href="#${anchors.get(path) ?? ""}">${htmlText(path.slice(path.lastIndexOf("/") + 1))}</a>`,
    );
  const more = paths.length > maxLinks ? `<span class="soft">and ${paths.length - maxLinks} more</span>` : "";
  return `<span class="links">${[...links, more].filter((link) => link !== "").join(" ")}</span>`;
};

const lineItem = ({ name, text, paths }: CardLine, anchors: ReadonlyMap<string, string>): string =>
  `<li>${name === "" ? "" : `<b>${htmlText(name)}</b> `}${htmlText(text)} ${linksOf(paths, anchors)}</li>`;

const isLeft = ({ standing }: Card): boolean => standing === "new" || standing === "gone";

/** A card: its title leads to the first of its diffs, and each line to its own. */
const cardHtml = (card: Card, id: string, anchors: ReadonlyMap<string, string>): string => {
  const { title, lines, model } = card;
  const first = anchors.get(lines[0]?.paths[0] ?? "") ?? "";
  const said = isLeft(card) && model !== undefined ? lines.map((line) => ({ ...line, name: "" })) : lines;
  const shown = said.slice(0, maxLines).map((line) => lineItem(line, anchors));
  const rest = said.slice(maxLines).map((line) => lineItem(line, anchors));
  const more =
    rest.length === 0
      ? ""
      : `<details><summary>${rest.length} more</summary><ul>${rest.join("")}</ul></details>`;
  const tags = (model?.entry?.capabilities ?? [])
    .map((each) => `<span class="tag">${htmlText(each)}</span>`)
    .join("");
  const about = model === undefined ? "" : `<code class="soft">${htmlText(model.id)}</code>`;
  return `<li id="${id}" class="${card.standing}"><h3><a href="#${first}">${htmlText(title)}</a></h3>${about}<ul>${shown.join("")}</ul>${more}${tags}</li>`;
};

/** Up to so many files are shown open. */
const maxOpen = 12;
/** From so many files on, only those in view are laid out. */
const maxPainted = 100;
/** So many characters of pages are shown as they will look, the first pages first. */
const maxPreviewed = 1_000_000;

/** What becomes of models and files, in numbers. */
const numbers = (review: Review): string => {
  const { plan } = review;
  // They are no headline where none of it is applied: the line above says that.
  if (hasErrors(plan.problems)) return "";
  const models = [...standings(review).values()];
  const count = (standing: string): number => models.filter((each) => each === standing).length;
  const { blocked } = plan.summary;
  const files = deeds.reduce((sum, [action]) => sum + (action === "blocked" ? 0 : plan.summary[action]), 0);
  const fresh = count("new");
  return figures([
    { count: fresh, label: fresh === 1 ? "new model" : "new models", look: "create" },
    { count: count("changed"), label: "changed", look: "update" },
    { count: count("gone"), label: "gone", look: "delete" },
    { count: files, label: files === 1 ? "file to write" : "files to write" },
    ...(blocked === 0 ? [] : [{ count: blocked, label: "blocked", look: "blocked" }]),
  ]);
};

const people = ({ plan: { changes, problems } }: Review): string => {
  const blocked = blockedOf(changes).map(
    ({ place, path, why }) =>
      `<li><b>blocked</b> ${place}<code>${htmlText(path)}</code>: ${htmlText(why)}</li>`,
  );
  return peopleSection([
    ...problemItems(problems, "error"),
    ...blocked,
    ...problemItems(problems, "warning"),
  ]);
};

const filesOf = (review: Review, changes: readonly Change[]): Files => {
  const texts = new Map([...review.files].map(([path, { text }]) => [path, text]));
  for (const { path, content } of changes) if (content !== undefined) texts.set(path, content);
  let room = maxPreviewed;
  const previewed = changes.filter(({ path, kind, content = "" }) => {
    // A snippet is shown where its page includes it.
    if (kind === "snippet" || !/\.(?:md|mdx|markdown)$/i.test(path) || content.length > room) return false;
    room -= content.length;
    return true;
  });
  const ends = new Map<string, string>();
  for (const path of [...texts.keys()].sort().reverse()) {
    const parts = path.split("/");
    for (const [at] of parts.entries()) ends.set(parts.slice(at).join("/"), path);
  }
  return {
    review,
    anchors: new Map(changes.map(({ path }, index) => [path, `file-${index + 1}`])),
    previewed: new Set(previewed.map(({ path }) => path)),
    // Where includes start from is the site generator's business: the end of the path tells which file it is.
    textOf: (path) => texts.get(ends.get(path.replace(/^\.?\//, "")) ?? ""),
  };
};

const groups: readonly (readonly [Card["standing"], string])[] = [
  ["new", "New models"],
  ["changed", "Changed"],
  ["gone", "Gone"],
  ["other", "Of no single model"],
];

/** The plan as one HTML document that loads nothing: what changes for each model, and every file. */
export const planToHtml = (review: Review): string => {
  const { plan } = review;
  const changes = plan.changes.filter(({ action }) => action !== "keep");
  const ordered = review.kinds.flatMap(({ kind }) => changes.filter((change) => change.kind === kind));
  const files = filesOf(review, ordered);
  const cards = cardsOf(review).map((card, index) => ({ card, id: `card-${index + 1}` }));
  const open = changes.length <= maxOpen;
  const strips = groups.flatMap(([standing, title]) => {
    const own = cards.filter(({ card }) => card.standing === standing);
    const html = own.map(({ card, id }) => cardHtml(card, id, files.anchors));
    return own.length === 0
      ? []
      : [
          {
            jump: {
              id: standing,
              label: title,
              inside: own.map(({ card, id }) => ({ id, label: card.title })),
            },
            html: section(standing, title, [`<ul class="cards">${html.join("\n")}</ul>`]),
          },
        ];
  });
  const kinds = review.kinds.flatMap(({ kind, title }) => {
    const own = changes.filter((change) => change.kind === kind);
    const html = own.map((change) =>
      fileCard(change, files, open || (kind !== "snippet" && own.length <= 4)),
    );
    return own.length === 0
      ? []
      : [{ jump: { id: kind, label: `${title} (${own.length})` }, html: section(kind, title, html) }];
  });
  const needed = people(review);
  const facets = [
    { label: "Model", values: reviewModels(review).map(({ id, name }) => [id, name] as const) },
    {
      label: "Action",
      values: deeds.filter(([action]) => changes.some((change) => change.action === action)),
    },
  ];
  const jumps: readonly Jump[] = [
    ...(needed === "" ? [] : [{ id: "people", label: "Needs a person" }]),
    ...[...strips, ...kinds].map(({ jump }) => jump),
  ];
  const unchanged = !hasChanges(plan) && plan.summary.blocked === 0 && !hasErrors(plan.problems);
  return htmlDocument({
    title: "What changes in the documentation",
    lead: `<p class="soft">${[summaryLine(plan), ...groupLines(plan), ...classLines(plan)].map(htmlText).join("<br>")}</p>${numbers(review)}`,
    jumps,
    main: [
      needed,
      ...strips.map(({ html }) => html),
      changes.length === 0 ? "" : filterBar("files", facets, true),
      ...kinds.map(({ html }) => html),
      `<footer>${unchanged ? "Nothing changes. " : ""}${counted(plan.summary.keep, "file")} unchanged.</footer>`,
    ],
    many: changes.length > maxPainted,
  });
};
