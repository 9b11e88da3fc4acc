import { type Edit, splice } from "../page.ts";
import type { Cell, Notebook } from "./cells.ts";
import { type NewCell, removeItems, writeCells, writeSource } from "./write.ts";
import { addTo } from "../../text/group-by.ts";
import { diffIndices } from "node-diff3";
import { linesOf } from "../../text/merge.ts";

/** An edit as edits to the lines that it really changes. */
const narrowed = (text: string, edit: Edit): readonly Edit[] => {
  const before = linesOf(text.slice(edit.start, edit.end));
  const offsets = [edit.start];
  for (const line of before) offsets.push((offsets.at(-1) ?? 0) + line.length);
  return diffIndices(before, linesOf(edit.text)).map(({ buffer1: [at, count], buffer2Content }) => ({
    start: offsets[at] ?? edit.end,
    end: offsets[at + count] ?? edit.end,
    text: buffer2Content.join(""),
  }));
};

/** A cell as it stands in the page: [open, close) with its fence, [start, end) its text, whose lines go to `last`. */
export type Segment = {
  readonly cell: Cell;
  readonly open: number;
  readonly start: number;
  readonly end: number;
  readonly last: number;
  readonly close: number;
};

/** The page that a notebook is to its readers. */
export type Shown = { readonly text: string; readonly segments: readonly Segment[] };

/** What is to become of cells: edits to their texts, those that go, and those that come after one (-1: before all). */
type Changes = {
  readonly texts: Map<Segment, Edit[]>;
  readonly removed: Set<Segment>;
  readonly added: Map<number, NewCell[]>;
};

const fence = /^(`{3,}|~{3,})[ \t]*\{?\.?([\w+#-]*).*\n([^]*?)^\1[ \t]*$/gm;

/** A text as cells of its own: what is code of the notebook's language becomes code. */
const cellsOf = (text: string, language: string, splits: boolean): readonly NewCell[] => {
  const cells: NewCell[] = [];
  const say = (part: string): void => {
    const trimmed = part.replace(/^(?:[ \t]*\n)+|\s+$/g, "");
    if (trimmed !== "") cells.push({ kind: "markdown", text: trimmed });
  };
  let at = 0;
  for (const { 0: all, 2: info = "", 3: code = "", index } of splits ? text.matchAll(fence) : []) {
    if (info.toLowerCase() !== language.toLowerCase()) continue;
    say(text.slice(at, index));
    cells.push({ kind: "code", text: code.replace(/\n$/, "") });
    at = index + all.length;
  }
  say(text.slice(at));
  return cells;
};

/** Puts a text in: into the cell that it stands in or right below, or as cells of its own. */
const insert = (
  notebook: Notebook,
  { segments }: Shown,
  { start: at, text }: Edit,
  changes: Changes,
): void => {
  const within = segments.find(({ start, last }) => start <= at && at <= last);
  const isEdge =
    within === undefined || (within.cell.kind === "markdown" && (at === within.start || at >= within.end));
  if (within !== undefined && !(isEdge && /^\s*#{1,6}[ \t]/.test(text))) {
    addTo(changes.texts, within, { start: at - within.start, end: at - within.start, text });
    return;
  }
  // The end of the line below a code is still its cell.
  const before = segments.findLast(
    (each) => each.close <= at || at > each.last || (each === within && at > each.start),
  );
  // Entries that hold their code as Markdown get another that does.
  const splits = !/^(?:`{3}|~{3})/m.test(before?.cell.kind === "markdown" ? before.cell.text : "");
  addTo(changes.added, before?.cell.index ?? -1, ...cellsOf(text, notebook.language, splits));
};

/** Puts a text in place of another; false where it would leave half of a cell. */
const replace = (notebook: Notebook, shown: Shown, edit: Edit, changes: Changes): boolean => {
  const touched = shown.segments.filter(({ open, close }) => open < edit.end && edit.start < close);
  let rest = edit.text;
  for (const segment of touched) {
    const { cell, open, start, end, last, close } = segment;
    const isWhole = edit.start <= open && edit.end >= (cell.kind === "code" ? close : end);
    if (isWhole && (rest === "" || cell.kind === "code")) {
      changes.removed.add(segment);
      continue;
    }
    const fences =
      shown.text.slice(Math.max(edit.start, open), Math.max(edit.start, start)) +
      shown.text.slice(Math.min(edit.end, last), Math.min(edit.end, close));
    if (fences.trim() !== "") return false;
    const from = Math.min(Math.max(edit.start, start), last) - start;
    addTo(changes.texts, segment, { start: from, end: Math.min(edit.end, last) - start, text: rest });
    rest = "";
  }
  if (rest !== "") insert(notebook, shown, { start: edit.start, end: edit.start, text: rest }, changes);
  return true;
};

/** A cell's new text; its last line ends without a line end, as it did before. */
const newText = ({ cell }: Segment, edits: readonly Edit[]): string => {
  const isEnded = cell.text.endsWith("\n");
  const made = splice(isEnded ? cell.text : `${cell.text}\n`, edits);
  return isEnded ? made : made.replace(/\n+$/, "");
};

/** Edits to the page that a notebook is to its readers, as edits to its JSON; undefined where one would leave half of a cell. */
export const cellEdits = (
  notebook: Notebook,
  shown: Shown,
  edits: readonly Edit[],
): readonly Edit[] | undefined => {
  const changes: Changes = { texts: new Map(), removed: new Set(), added: new Map() };
  for (const edit of edits.flatMap((each) => narrowed(shown.text, each)))
    if (edit.start === edit.end) insert(notebook, shown, edit, changes);
    else if (!replace(notebook, shown, edit, changes)) return undefined;
  const gone = new Set([...changes.removed].map(({ cell }) => cell.index));
  return [
    ...[...changes.texts].flatMap(([segment, own]) =>
      gone.has(segment.cell.index)
        ? []
        : writeSource(notebook.json, segment.cell.source, newText(segment, own)),
    ),
    ...removeItems(notebook.items, gone),
    ...[...changes.added].flatMap(([after, cells]) => writeCells(notebook, after, cells)),
  ];
};
