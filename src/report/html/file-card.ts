import { structuredPatch, diffWordsWithSpace } from "diff";
import { htmlText } from "../../text/emit/html.ts";
import type { Change } from "../../model/plan.ts";
import { comparisons, type Comparison, type Review } from "../review.ts";
import { facetsOf, scrolling } from "./document.ts";
import { highlight } from "./highlight.ts";
import { previewOf } from "./preview.ts";

type Half = { readonly line: number; readonly html: string; readonly mark: "del" | "ins" | "" } | undefined;

const cell = (half: Half): string =>
  half === undefined
    ? '<td class="no"></td><td class="gap"></td>'
    : `<td class="no">${half.line}</td><td class="${half.mark}">${half.html === "" ? " " : half.html}</td>`;

const row = (left: Half, right: Half, same = false): string =>
  `<tr${same ? ' class="same"' : ""}>${cell(left)}${cell(right)}</tr>`;

/** The words that differ between two lines, marked in both; long lines are shown whole. */
const words = (before: string, after: string): readonly [string, string] => {
  if (before.length + after.length > 4000) return [htmlText(before), htmlText(after)];
  const parts = diffWordsWithSpace(before, after);
  const side = (tag: "del" | "ins"): string =>
    parts
      .filter(({ added, removed }) => (tag === "del" ? !added : !removed))
      .map(({ added, removed, value }) =>
        added || removed ? `<${tag}>${htmlText(value)}</${tag}>` : htmlText(value),
      )
      .join("");
  return [side("del"), side("ins")];
};

type Numbered = { readonly line: number; readonly text: string };

const pairRows = (removed: readonly Numbered[], added: readonly Numbered[]): readonly string[] =>
  Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
    const [old, fresh] = [removed[index], added[index]];
    const [left, right] =
      old !== undefined && fresh !== undefined
        ? words(old.text, fresh.text)
        : [htmlText(old?.text ?? ""), htmlText(fresh?.text ?? "")];
    return row(
      old === undefined ? undefined : { line: old.line, html: left, mark: "del" },
      fresh === undefined ? undefined : { line: fresh.line, html: right, mark: "ins" },
    );
  });

/** Two texts side by side: a table with the lines that differ and three around them. */
const sideBySide = (label: string, before: string, after: string): string => {
  const { hunks } = structuredPatch("", "", before, after, undefined, undefined, { context: 3 });
  const bodies = hunks.map(({ oldStart, newStart, lines }) => {
    const rows: string[] = [];
    let [old, fresh] = [oldStart, newStart];
    let removed: Numbered[] = [];
    let added: Numbered[] = [];
    const flush = (): void => {
      rows.push(...pairRows(removed, added));
      removed = [];
      added = [];
    };
    for (const line of lines) {
      const text = line.slice(1);
      if (line.startsWith("-")) removed.push({ line: old++, text });
      else if (line.startsWith("+")) added.push({ line: fresh++, text });
      else if (line.startsWith(" ")) {
        flush();
        const html = htmlText(text);
        rows.push(row({ line: old++, html, mark: "" }, { line: fresh++, html, mark: "" }, true));
      }
    }
    flush();
    return `<tbody>${rows.join("\n")}</tbody>`;
  });
  const columns = `<colgroup>${'<col class="no"><col>'.repeat(2)}</colgroup>`;
  const head =
    '<thead><tr><th scope="col" colspan="2">Before</th><th scope="col" colspan="2">After</th></tr></thead>';
  return scrolling(label, `<table class="diff">${columns}${head}${bodies.join("")}</table>`);
};

/** Where the files of a report are. */
export type Files = {
  readonly review: Review;
  /** The anchor of each, by its path. */
  readonly anchors: ReadonlyMap<string, string>;
  /** The pages that are also shown as they will look. */
  readonly previewed: ReadonlySet<string>;
  /** Texts of files as they will be, by path. */
  readonly textOf: (path: string) => string | undefined;
};

const codeBlock = (path: string, text: string): string => {
  const lines = highlight(path, text.replace(/\n$/, "")).map(
    (line) => `<span class="l">${line === "" ? " " : line}</span>`,
  );
  return scrolling(path, `<pre class="code"><code>${lines.join("")}</code></pre>`);
};

/** The lines of the text as it will be that aren't in it as it is, and those after which some are gone. */
const freshLines = (before: string | null, after: string) => {
  const { hunks } = structuredPatch("", "", before ?? "", after, undefined, undefined, { context: 0 });
  const changed = hunks.flatMap(({ newStart, newLines }) =>
    Array.from({ length: newLines }, (_, at) => newStart + at),
  );
  const cut = hunks.flatMap(({ newStart, newLines }) => (newLines === 0 ? [newStart] : []));
  return { changed: new Set(changed), cut: new Set(cut) };
};

const source = ({ change: { path }, before, after }: Comparison): string => {
  if (before === null) return codeBlock(path, after ?? "");
  return before === after ? "" : sideBySide(path, before, after ?? "");
};

const contentOf = (change: Change, { review, previewed, textOf }: Files): string => {
  const { conflict, path } = change;
  if (conflict !== undefined)
    return `<p>As it is, and as it would be without the hand edit:</p>${sideBySide(path, conflict.mine, conflict.wanted)}`;
  const [compared] = comparisons({ ...review, plan: { ...review.plan, changes: [change] } });
  if (compared === undefined) return "";
  const { before, after } = compared;
  if (after === null || !previewed.has(path)) return source(compared);
  const look = previewOf(after, { ...freshLines(before, after), textOf });
  return `<div class="pair"><div><h4>Source</h4>${source(compared)}</div><div><h4>As it will look</h4>${scrolling(`${path} as it will look`, look, "look")}</div></div>`;
};

/** All of what becomes of one file. */
export const fileCard = (change: Change, files: Files, open: boolean): string => {
  const { action, path, from, models, reason, notes: inside = [] } = change;
  const about = [...new Set([...models, ...inside.flatMap((note) => note.models)])].sort();
  const notes = inside.map(({ action: deed, text }) => `<li>${htmlText(`${deed}: ${text}`)}</li>`).join("");
  const name = from === undefined ? path : `${from} → ${path}`;
  return `<details class="card file" id="${files.anchors.get(path) ?? ""}" ${facetsOf(about, [action])}${open ? " open" : ""}>
<summary><span class="act ${action}">${action}</span><code>${htmlText(name)}</code></summary>
<div class="body"><p class="soft">${htmlText(reason)}</p>${notes === "" ? "" : `<ul>${notes}</ul>`}${contentOf(change, files)}</div></details>`;
};
