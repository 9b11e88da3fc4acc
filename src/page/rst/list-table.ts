import {
  areColumnsSame,
  bareHeader,
  lifted,
  perColumn,
  type SourceRow,
  type SourceTable,
  type Wanted,
} from "../lifted.ts";
import type { FoundTable } from "../markup.ts";
import {
  type Edit,
  type Page,
  indentAt,
  indentOf,
  isBlankLine,
  lineAt,
  spaceBefore,
  textEnd,
} from "../page.ts";
import { type LineRange, linesIn, replaceLines } from "../row-lines.ts";
import { writeRows } from "../rows/write-rows.ts";
import { brokenAt, cellLines } from "./columns.ts";
import type { Directive } from "./directives.ts";

/** A cell: its lines, what stands before its text in the first, and the column that its text begins in. */
type Cell = LineRange & { readonly lead: string; readonly indent: number; readonly text: string };

/** A row with where its cells are. */
type ListRow = SourceRow & { readonly parts: readonly Cell[] };

const rowOpening = /^([ \t]*[*+-][ \t]+)([*+-])(?=[ \t]|$)/;

const dedented = (page: Page, range: LineRange, lead: string, indent: number): string =>
  linesIn(page, range)
    .map((line, at) => line.slice(at === 0 ? lead.length : Math.min(indent, indentOf(line))).trimEnd())
    .join("\n");

/** A row's cells: each begins with a bullet in the same column. */
const rowIn = (page: Page, first: number, limit: number): ListRow | undefined => {
  const opening = rowOpening.exec(lineAt(page, first));
  if (opening === null) return undefined;
  const [, before = "", bullet = "-"] = opening;
  const starts: number[] = [];
  for (let line = first; line < limit; line += 1) {
    const text = lineAt(page, line);
    const isCell = indentOf(text) === before.length && /^\s*\S(?:\s|$)/.test(text);
    if (line === first || (isCell && text.trimStart().startsWith(bullet))) starts.push(line);
  }
  const last = textEnd(page, first, limit);
  const parts = starts.map((line, index): Cell => {
    const end = textEnd(page, line, starts[index + 1] ?? last);
    const text = lineAt(page, line);
    const bulleted = before.length + 1;
    const lead = text.slice(0, bulleted) + spaceBefore(text.slice(bulleted));
    const indent = lead.length > bulleted ? lead.length : bulleted + 1;
    return {
      first: line,
      last: end,
      lead,
      indent,
      text: dedented(page, { first: line, last: end }, lead, indent),
    };
  });
  return { first, last, cells: parts.map(({ text }) => text), parts };
};

/** The rows of a list in the content of a directive. */
const rowsIn = (page: Page, { content }: Directive): readonly ListRow[] => {
  const starts: number[] = [];
  for (let line = content.first; line < content.last; line += 1)
    if (!isBlankLine(page, line) && indentAt(page, line) === content.indent) starts.push(line);
  return starts.flatMap((line, index) => rowIn(page, line, starts[index + 1] ?? content.last) ?? []);
};

const withText = ({ lead, indent }: Pick<Cell, "lead" | "indent">, text: string): readonly string[] => {
  const [first = "", ...rest] = text.split("\n");
  if (text === "") return [lead.trimEnd()];
  const begin = lead.length < indent ? lead.padEnd(indent) : lead;
  return [begin + first, ...rest.map((line) => (line === "" ? "" : " ".repeat(indent) + line))];
};

/** A cell's lead where another row has the cell in that place: the first has the row's bullet before its own. */
const leadOf = (like: ListRow, index: number): Pick<Cell, "lead" | "indent"> => {
  const [head, second = head] = like.parts;
  const cell = index === 0 ? head : second;
  const lead = cell?.lead ?? "";
  const bare =
    index > 0 && second === head
      ? " ".repeat(Math.max(0, lead.trimEnd().length - 1)) + lead.trimEnd().slice(-1)
      : lead;
  const text = bare.endsWith(" ") ? bare : `${bare} `;
  return { lead: text, indent: text.length };
};

/** The edit of the widths that a directive says, where a column is added or taken out. */
export const widthsEdit = (
  page: Page,
  { options }: Directive,
  columns: Wanted["columns"],
): readonly Edit[] => {
  const widths = options.get("widths");
  if (widths === undefined || !/\d/.test(widths.value)) return [];
  const numbers = widths.value.split(/[\s,]+/);
  if (columns.length === numbers.length && !columns.includes(undefined)) return [];
  const made = perColumn(numbers, columns);
  const line = lineAt(page, widths.line);
  const text = line.slice(0, line.indexOf(widths.value)) + made.join(widths.value.includes(",") ? ", " : " ");
  const { line: at } = widths;
  return replaceLines(page, { first: at, last: at + 1 }, [{ text }]);
};

/** A `list-table`, with a header row or without. */
export const listTable = (page: Page, directive: Directive): FoundTable | undefined => {
  const count = Number(directive.options.get("header-rows")?.value ?? 0);
  const all = rowsIn(page, directive);
  const rows = all.slice(count);
  const [first] = rows;
  const bare =
    count > 0 || first === undefined
      ? undefined
      : { ...bareHeader(first.first - 1, first.cells.length), parts: [] };
  const header = bare ?? all[count - 1];
  if (header === undefined) return undefined;
  const like = first ?? header;
  const source: SourceTable<ListRow> = {
    header,
    rows,
    bare: bare !== undefined,
    last: rows.at(-1)?.last ?? header.last,
    write: (wanted) => {
      const breaks = wanted.columns.map((at) => brokenAt(rows.map(({ cells }) => cells[at ?? -1] ?? "")));
      // As of other rows of the header in a `csv-table`.
      if (count !== 1 && !areColumnsSame(wanted.columns, header.cells.length)) return undefined;
      return [
        ...widthsEdit(page, directive, wanted.columns),
        ...writeRows(page, source, wanted, {
          gap: [],
          row: (cells, own) =>
            cells.flatMap((whole, index) => {
              const at = wanted.columns[index];
              const text =
                own?.cells[at ?? -1] === whole ? whole : cellLines(whole, breaks[index]).join("\n");
              const part = at === undefined ? undefined : own?.parts[at];
              const isMoved = part !== undefined && (at === 0) !== (index === 0);
              if (part === undefined || isMoved) return withText(leadOf(own ?? like, index), text);
              return part.text === text ? linesIn(page, part) : withText(part, text);
            }),
        }),
      ];
    },
  };
  return { ...lifted(page, source), lines: directive };
};
