import type { RelativePath } from "../../model/file.ts";
import { scanMarkdown } from "../markdown/scan.ts";
import { type Heading, type Page, splitLines } from "../page.ts";
import { type Notebook, readNotebook } from "./cells.ts";
import { cellEdits, type Segment } from "./edits.ts";
import { ticks } from "../../text/emit/fence.ts";

/** The text of a notebook as a page of Markdown: its cells one below the other, code in fences. */
const segmentsOf = ({
  cells,
  language,
}: Notebook): { readonly text: string; readonly segments: readonly Segment[] } => {
  let text = "";
  const segments: Segment[] = [];
  for (const cell of cells) {
    if (text !== "") text += "\n";
    const open = text.length;
    const fence = cell.kind === "code" ? ticks(cell.text, 3) : undefined;
    if (fence !== undefined) text += `${fence}${language}\n`;
    const start = text.length;
    text += cell.text === "" || cell.text.endsWith("\n") ? cell.text : `${cell.text}\n`;
    const last = text.length;
    if (fence !== undefined) text += `${fence}\n`;
    segments.push({ cell, open, start, end: start + cell.text.length, last, close: text.length });
  }
  return { text, segments };
};

/** Scans each cell on its own: what one leaves open ends with it. */
const scanCells = (path: RelativePath, text: string, segments: readonly Segment[]): Page => {
  const lines = splitLines(text);
  const opaque = lines.map(() => false);
  const headings: Heading[] = [];
  const fences = new Map<number, number>();
  let line = 0;
  for (const { open, close } of segments) {
    while ((lines[line]?.start ?? close) < open) line += 1;
    const first = line;
    const inside = scanMarkdown(path, text.slice(open, close));
    for (const [at, is] of inside.opaque.entries()) opaque[first + at] = is;
    for (const heading of inside.headings)
      headings.push({ ...heading, first: heading.first + first, line: heading.line + first });
    for (const [from, to] of inside.fences) fences.set(from + first, to + first);
  }
  return { path, markup: "markdown", text, lines, opaque, headings, fences, unclosed: undefined };
};

/** The line of the file that each line of the page is in. */
const numbersOf = ({ json }: Notebook, { lines }: Page, segments: readonly Segment[]): readonly number[] => {
  const ends = splitLines(json).map(({ next }) => next);
  let at = 0;
  const lineOf = (offset: number): number => {
    while ((ends[at] ?? Infinity) <= offset) at += 1;
    return at;
  };
  const numbers: number[] = [];
  for (const { cell, open, start, close } of segments) {
    while ((lines[numbers.length]?.start ?? open) < open) numbers.push(lineOf(cell.source.start));
    if (start > open) numbers.push(lineOf(cell.source.start));
    const items = cell.source.type === "list" ? cell.source.items : [];
    for (const item of items) if (numbers.length < lines.length) numbers.push(lineOf(item.start));
    while ((lines[numbers.length]?.start ?? close) < close) numbers.push(at);
  }
  return numbers;
};

/** Scans a notebook as the page of Markdown that it is to readers; its edits become edits of the JSON. */
export const scanNotebook = (path: RelativePath, text: string): Page => {
  const notebook = /^\ufeff?\s*\{/.test(text) ? readNotebook(text) : undefined;
  if (notebook === undefined) return scanMarkdown(path, text);
  if (typeof notebook === "string")
    return { ...scanMarkdown(path, ""), text, fault: `is no notebook. ${notebook}` };
  const { text: read, segments } = segmentsOf(notebook);
  const page = scanCells(path, read, segments);
  return {
    ...page,
    numbers: numbersOf(notebook, page, segments),
    file: (edits) => cellEdits(notebook, { text: read, segments }, edits),
  };
};
