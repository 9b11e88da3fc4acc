import { type Note, noteOf } from "../../src/model/note.ts";
import type { Edit } from "../../src/page/page.ts";
import type { Row } from "../../src/page/table.ts";
import type { Changes } from "../placing/past.ts";
import { ownText, recordOf } from "./records.ts";
import { type Matched, rowKey } from "./match.ts";

/** The edit that takes a cell out of a row, with a pipe; at the edge a blank cell needs one, or it is none. */
const withoutCell = ({ cells, lead, closed }: Row, at: number): readonly Edit[] => {
  const cell = cells[at];
  if (cell === undefined) return [];
  const { start, end } = cell;
  const last = at === cells.length - 1;
  if (last && !closed) return [{ start, end, text: "" }];
  const opens = at === 0 && !lead.includes("|");
  return [{ start, end: end + 1, text: opens ? "|" : "" }];
};

/** The cells that a row loses. Headers of groups, and the row of an empty table, are known by their first cells. */
const losing = ({ removed, headers, empty, read }: Matched, row: Row): readonly number[] => {
  if (!headers.has(row) && row !== empty) return removed;
  const isBlank = (at: number): boolean => read(row.cells[at]?.text ?? "") === "";
  const blank = row.cells.map((_, at) => at).filter(isBlank);
  return blank.slice(Math.max(0, blank.length - removed.length));
};

/** What people wrote in the cells of a column: what the tool didn't, as far as a lock tells. */
const theirs = (matched: Matched, at: number, header: string): readonly Note[] => {
  const { table, owners, headers, empty, records, read, place } = matched;
  return table.rows.flatMap((row): readonly Note[] => {
    const text = read(row.cells[at]?.text ?? "");
    const subject = owners.get(row);
    const made = subject === undefined ? undefined : ownText(recordOf(records, subject)?.cells, header);
    if (text === "" || text === made || headers.has(row) || row === empty) return [];
    const told = `${rowKey(matched, row)}, ${header}: ${text} in ${place}`;
    return [noteOf({ cause: "config", what: "cell", action: "remove" }, subject?.id ?? "", told)];
  });
};

/** The note of a column. */
export const columnNote = (action: Note["action"], text: string): Note =>
  noteOf({ cause: "config", what: "column", action }, "", `column ${text}`);

/** Takes out the columns that the config names, and tells first what goes with them that people wrote. */
export const removeColumns = (matched: Matched): Changes => {
  const { table, removed, read, place } = matched;
  const headerOf = (at: number): string => read(table.header.cells[at]?.text ?? "");
  return {
    edits: [table.header, table.delimiter, ...table.rows].flatMap((row) =>
      losing(matched, row).flatMap((at) => withoutCell(row, at)),
    ),
    notes: removed.flatMap((at): readonly Note[] => [
      ...theirs(matched, at, headerOf(at)),
      columnNote("remove", `${headerOf(at)} in ${place}`),
    ]),
  };
};
