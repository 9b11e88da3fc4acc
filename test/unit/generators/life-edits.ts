import fc from "fast-check";
import { fromPipes, isRemark, toPipes } from "./life-markups.ts";
import { mark, type Model, names, type Shape } from "./life.ts";

/** The cells of a row as a person sees them. */
const split = (line: string): readonly string[] =>
  line
    .replace(/^[\s>]*\|?/, "")
    .replace(/\|\s*$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** Something that a person does to a page: at which of its rows, to which other. */
export type Edit = {
  readonly what: (typeof kinds)[number];
  readonly at: number;
  readonly to: number;
};

const kinds = [
  ...["note", "price", "move", "delete", "copy", "stranger", "below"],
  ...["column", "uncolumn", "retitle", "line", "remark"],
] as const;

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Edit["what"]>("note", "move", ...kinds),
    at: fc.nat(40),
    to: fc.nat(40),
  }),
  { maxLength: 4 },
);

const isRow = (line: string): boolean => /(?<!\\)\|/.test(line);
const isDelimiter = (line: string): boolean => isRow(line) && /^[\s>|:-]*-[\s>|:-]*$/.test(line);

/** The tables of a page: the lines of each header, and of its rows. */
const tablesIn = (lines: readonly string[]) =>
  lines.flatMap((line, index) => {
    if (!isDelimiter(line)) return [];
    const rest = lines.slice(index + 1).findIndex((each) => !isRow(each));
    const count = rest === -1 ? lines.length - index - 1 : rest;
    const rows = Array.from({ length: count }, (_, n) => index + 1 + n);
    return [{ header: index - 1, rows: rows.filter((row) => !isRemark(lines[row] ?? "")) }];
  });

/** The text that a reader sees of a cell. */
const seen = (cell: string): string =>
  cell
    .replace(/^\*\*(.*)\*\*$/, "$1")
    .replaceAll("&#124;", "|")
    .replaceAll("\\", "");

/** Whose each row and each line of an entry is: what names it, be it a model's or not. */
const ownersOf = (lines: readonly string[], { rows: kind }: Shape): ReadonlyMap<number, string> => {
  const owners = new Map<number, string>();
  for (const { header, rows } of tablesIn(lines)) {
    const key = split(lines[header] ?? "").indexOf("Model");
    let above = "";
    for (const row of rows) {
      const cells = split(lines[row] ?? "");
      const words = cells.filter((cell) => cell !== "");
      const isGroup = words.length === 1 && /^\*\*(?:Text|Vision|Other)\*\*$/.test(words[0] ?? "");
      const own = seen(cells[key] ?? "");
      // A row that has no key but begins with words is about something of its own, but for a config with such rows.
      const isBelow = kind === "continued" || kind === "each" || cells[0] === "";
      above = isGroup || (own === "" && !isBelow) ? "" : own === "" ? above : own;
      owners.set(row, above);
    }
  }
  let block: readonly number[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^(?:\?\?\? |=== |#)/.test(line)) block = [];
    block = [...block, index];
    const slug = /'x\/(s\d+)\.py'/.exec(line)?.[1];
    if (slug !== undefined) for (const each of block) owners.set(each, slug);
    else if (
      owners.get(block[0] ?? 0)?.startsWith("s") === true &&
      /^(?:\?\?\?|===) /.test(lines[block[0] ?? 0] ?? "")
    )
      owners.set(index, owners.get(block[0] ?? 0) ?? "");
  }
  return owners;
};

/** Beside whom each mark of a page stands. */
export const marksIn = (text: string, shape: Shape): ReadonlyMap<string, readonly string[]> => {
  const lines = toPipes(text, shape.markup).split(/\r?\n/);
  const owners = ownersOf(lines, shape);
  const found = new Map<string, readonly string[]>();
  for (const [index, line] of lines.entries())
    for (const [each] of line.matchAll(/\b[a-z]\d+v\d+\b/g))
      found.set(each, [...(found.get(each) ?? []), owners.get(index) ?? ""]);
  return found;
};

const prefixOf = (line: string): string => /^[\s>]*/.exec(line)?.[0] ?? "";
const rowIn = (line: string, cells: readonly string[]): string => `${prefixOf(line)}| ${cells.join(" | ")} |`;

/** The page after a person's edit; what is written has a number of its own. */
export const edited = (text: string, edit: Edit, version: number, { markup }: Shape): string =>
  // A row of a simple table whose first cell is empty goes on with the one above.
  (markup === "simple" && edit.what === "below") || (markup !== "asciidoc" && edit.what === "remark")
    ? text
    : fromPipes(editedPipes(toPipes(text, markup), edit, version), markup);

const editedPipes = (text: string, { what, at, to }: Edit, version: number): string => {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(end);
  const word = mark("z", 0, version);
  if (what === "retitle")
    return text.replace(at % 2 === 0 ? /^([#=])\1 Models/m : /^([#=]) All/m, "$1 Retitled");
  if (what === "line") {
    const blocks = lines.flatMap((line, index) => (/^(?:\?\?\? |=== "(?!All"))/.test(line) ? [index] : []));
    const block = blocks[at % Math.max(1, blocks.length)];
    return block === undefined ? text : lines.toSpliced(block + 1, 0, "", `    Word ${word}.`).join(end);
  }
  const all = tablesIn(lines).flatMap((table) => table.rows.map((row) => ({ table, row })));
  const chosen = all[at % Math.max(1, all.length)];
  const other = all[to % Math.max(1, all.length)];
  if (chosen === undefined || other === undefined) return text;
  const { table, row } = chosen;
  const line = lines[row] ?? "";
  const columns = split(lines[table.header] ?? "");
  const put = (column: string, cell: string): readonly string[] =>
    lines.with(
      row,
      rowIn(
        line,
        columns.map((each, index) => (each === column ? cell : (split(line)[index] ?? ""))),
      ),
    );
  const below = (name: string): readonly string[] => {
    const words = columns.map((each) => ({ Model: name, Mode: "Spot", Note: word })[each] ?? "");
    return lines.toSpliced(row + 1, 0, rowIn(line, words));
  };
  const eachRow = (
    change: (cells: readonly string[], index: number) => readonly string[],
  ): readonly string[] =>
    lines.map((each, index) => {
      if (index === table.header + 1)
        return rowIn(
          each,
          change(
            columns.map(() => "---"),
            index,
          ),
        );
      const mine = index === table.header || table.rows.includes(index);
      return mine
        ? rowIn(
            each,
            change(
              columns.map((_, at) => split(each)[at] ?? ""),
              index,
            ),
          )
        : each;
    });
  const mine = columns.indexOf("Mine");
  const place = to % (columns.length + 1);
  const changes: Readonly<Record<Exclude<Edit["what"], "retitle" | "line">, () => readonly string[]>> = {
    note: () => put("Note", word),
    price: () => put("Price", word.replace("z", "h")),
    move: () => lines.toSpliced(row, 1).toSpliced(other.row, 0, line),
    remark: () => lines.toSpliced(row, 0, `| // ${word} |`),
    delete: () => lines.toSpliced(row, 1),
    copy: () => lines.toSpliced(other.row, 0, line),
    stranger: () => below(`Yak ${version}`),
    below: () => below(""),
    column: () =>
      eachRow((cells, index) => {
        const cell =
          index === table.header
            ? `More ${version}`
            : index === table.header + 1
              ? "---"
              : mark("z", index, version);
        return cells.toSpliced(place, 0, cell);
      }),
    uncolumn: () => (mine === -1 ? lines : eachRow((cells) => cells.toSpliced(mine, 1))),
  };
  return changes[what]().join(end);
};

/** Whose what is, by what a page calls it: the cell of a name, or the slug of a file. */
export const ownersByCall = (
  catalogs: readonly (readonly Model[])[],
): ReadonlyMap<string, readonly string[]> => {
  const owners = new Map<string, readonly string[]>();
  for (const { at, name } of catalogs.flat())
    for (const call of [names[name]?.[0] ?? "", `s${at}`])
      owners.set(call, [...(owners.get(call) ?? []), String(at)]);
  return owners;
};
