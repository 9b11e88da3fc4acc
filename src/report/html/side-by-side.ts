import { diffWordsWithSpace, structuredPatch } from "diff";
import { htmlText } from "../../text/emit/html.ts";
import { scrolling } from "./document.ts";

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
export const sideBySide = (label: string, before: string, after: string): string => {
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
