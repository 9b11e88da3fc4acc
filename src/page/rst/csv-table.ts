import { lifted, type SourceRow, type SourceTable } from "../lifted.ts";
import type { FoundTable } from "../markup.ts";
import { isBlankLine, lineAt, type Page } from "../page.ts";
import { writeRows } from "../write-rows.ts";
import type { Directive } from "./directives.ts";
import { widthsEdit } from "./list-table.ts";

/** A cell as it is written, quotes and the space before it included, and what it says. */
type Cell = { readonly written: string; readonly text: string; readonly quoted: boolean };

/** The cells of a line; undefined where a quote isn't closed in it. */
const cellsIn = (line: string, delimiter: string): readonly Cell[] | undefined => {
  const cells: Cell[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^[ \t]*"((?:[^"]|"")*)"[ \t]*/.exec(rest);
    const end = quoted === null ? rest.indexOf(delimiter) : quoted[0].length;
    if (quoted === null && /^[ \t]*"/.test(rest)) return undefined;
    const written = rest.slice(0, end === -1 ? rest.length : end);
    const text = quoted === null ? written.trim() : (quoted[1] ?? "").replaceAll('""', '"');
    cells.push({ written, text, quoted: quoted !== null });
    if (written.length === rest.length) return cells;
    if (!rest.startsWith(delimiter, written.length)) return undefined;
    rest = rest.slice(written.length + delimiter.length);
  }
};

type CsvRow = SourceRow & { readonly lead: string; readonly parts: readonly Cell[] };

const rowOf = (line: number, lead: string, text: string, delimiter: string): CsvRow | undefined => {
  const parts = cellsIn(text, delimiter);
  return parts === undefined
    ? undefined
    : { first: line, last: line + 1, lead, parts, cells: parts.map((part) => part.text) };
};

const delimiters: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["space", " "],
]);

/** A `csv-table` with its rows on the page, each on a line, and a header. */
export const csvTable = (page: Page, directive: Directive): FoundTable | undefined => {
  const { options, content } = directive;
  if (["file", "url", "quote", "escape"].some((name) => options.has(name))) return undefined;
  const said = options.get("delim")?.value ?? ",";
  const delimiter = delimiters.get(said) ?? said;
  const named = options.get("header");
  const count = Number(options.get("header-rows")?.value ?? 0);
  const all: CsvRow[] = [];
  for (let line = content.first; line < content.last; line += 1) {
    if (isBlankLine(page, line)) continue;
    const text = lineAt(page, line);
    const lead = /^[ \t]*/.exec(text)?.[0] ?? "";
    const row = rowOf(line, lead, text.slice(lead.length), delimiter);
    if (row === undefined) return undefined;
    all.push(row);
  }
  const option = named === undefined ? "" : lineAt(page, named.line);
  const at = option.indexOf(named?.value ?? "");
  const header =
    named === undefined
      ? all[count - 1]
      : rowOf(named.line, option.slice(0, at), option.slice(at), delimiter);
  if (header === undefined) return undefined;
  const rows = all.slice(named === undefined ? count : 0);
  const like = rows[0] ?? header;
  const lead = rows[0]?.lead ?? " ".repeat(content.indent);
  const source: SourceTable<CsvRow> = {
    header,
    rows,
    last: rows.at(-1)?.last ?? header.last,
    write: (wanted) => [
      ...widthsEdit(page, directive, wanted.columns),
      ...writeRows(page, source, wanted, {
        gap: [],
        headGap: named === undefined ? [] : [""],
        row: (cells, own) => {
          const texts = cells.map((text, index) => {
            const place = wanted.columns[index];
            const part = place === undefined ? undefined : (own ?? like).parts[place];
            if (own !== undefined && part?.text === text) return part.written;
            const space = /^[ \t]*/.exec((part ?? like.parts[index === 0 ? 0 : 1])?.written ?? "")?.[0] ?? "";
            const quoted =
              part?.quoted === true ||
              text.includes(delimiter) ||
              /^\s|\s$|["\n]/.test(text) ||
              cells.length === 1;
            const line = text.replace(/\s*\n\s*/g, " ");
            return space + (quoted ? `"${line.replaceAll('"', '""')}"` : line);
          });
          return [(own?.lead ?? lead) + texts.join(delimiter)];
        },
      }),
    ],
  };
  return { ...lifted(page, source), lines: directive };
};
