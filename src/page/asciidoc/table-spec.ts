import { perColumn, type Wanted } from "../lifted.ts";
import { type Edit, type Page, lineAt } from "../page.ts";
import { replaceLines } from "../row-lines.ts";
import { attachedAbove, textAt } from "./blocks.ts";

/** What the lines above a table say of it, and its first. */
export type TableSpec = {
  readonly header: boolean | undefined;
  /** The line that gives its columns, what it says of them, and each. */
  readonly cols:
    | { readonly line: number; readonly written: string; readonly each: readonly string[] }
    | undefined;
  /** What stands between its cells. */
  readonly sign: string;
  /** Whether its cells are data: with quotes, or with backslashes. */
  readonly data: "csv" | "dsv" | undefined;
};

const signs = { csv: ",", tsv: "\t", dsv: ":", psv: "|" } as const;

/** A number, or a number of columns that are alike. */
const alike = /^(\d+)(?:\*([^,;]*))?$/;

const eachColumn = (written: string): readonly string[] =>
  (/^\d+$/.test(written) ? `${written}*1` : written)
    .split(/[,;]/)
    .map((part) => part.trim())
    .flatMap((part) => {
      const [, times, one = part] = /^(\d+)\*(.*)/.exec(part) ?? [];
      return Array.from({ length: Number(times ?? 1) }, () => one);
    });

/** What is said of the table that begins in a line. */
export const specAt = (page: Page, table: number): TableSpec => {
  let header: boolean | undefined;
  let cols: TableSpec["cols"];
  let sign: string | undefined;
  const opening = textAt(page, table).slice(0, 1);
  let format: keyof typeof signs = opening === "," ? "csv" : opening === ":" ? "dsv" : "psv";
  for (let line = attachedAbove(page, table); line < table; line += 1) {
    const text = textAt(page, line);
    if (!/^\[(?!\[).*\]$/.test(text)) continue;
    if (/%noheader|[^\w]opt(?:ion)?s="?[^"\]]*noheader/.test(text)) header = false;
    else if (/%header|opt(?:ion)?s=(?:"[^"]*\bheader|header)/.test(text)) header = true;
    const [, quoted, bare] = /\bcols=(?:"([^"]*)"|([^,\]]+))/.exec(text) ?? [];
    const written = quoted ?? bare;
    if (written !== undefined) cols = { line, written, each: eachColumn(written) };
    sign = /\bseparator="?(\\t|[^"\]])/.exec(text)?.[1]?.replace("\\t", "\t") ?? sign;
    const named = /\bformat="?([cdt]sv)/.exec(text)?.[1];
    if (named === "csv" || named === "tsv" || named === "dsv") format = named;
  }
  const usual = opening === "!" ? "!" : signs[format];
  const data = format === "psv" ? undefined : format === "dsv" ? "dsv" : "csv";
  return { header, cols, sign: sign ?? usual, data };
};

/** The edit of the columns that the line above says, where one is added or taken out. */
export const colsEdit = (page: Page, { cols }: TableSpec, columns: Wanted["columns"]): readonly Edit[] => {
  if (cols === undefined) return [];
  const { line, written, each } = cols;
  if (columns.length === each.length && !columns.includes(undefined)) return [];
  const made = perColumn(each, columns);
  const [all, , one] = alike.exec(written) ?? [];
  const text = lineAt(page, line);
  const bare = text.includes(`cols=${written}`);
  const many = `${made.length}${one === undefined ? "" : `*${one}`}`;
  const list = all !== undefined ? many : made.join(/,\s/.test(written) ? ", " : ",");
  const at = text.indexOf(written, text.indexOf("cols="));
  const fresh = bare && list.includes(",") ? `"${list}"` : list;
  return replaceLines(page, { first: line, last: line + 1 }, [
    { text: text.slice(0, at) + fresh + text.slice(at + written.length) },
  ]);
};
