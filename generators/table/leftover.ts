import { lineNumber } from "../../src/page/page.ts";
import type { Row } from "../../src/page/table.ts";
import { leftoverStatus } from "../placing/left.ts";
import type { Orphan, Past } from "../placing/past.ts";
import type { GoneRow } from "./gone.ts";
import type { Matched } from "./match.ts";

/** A row that is no known model's. */
export const orphanOf = ({ page, place, columns, settings, read }: Matched, { line, cells }: Row): Orphan => {
  const names = cells.map(({ text }) => read(text));
  const title = names[columns[settings.key]?.at ?? 0] ?? "";
  return { what: "row", page: page.path, place, line: lineNumber(page, line), title, names };
};

/** What becomes of a row that is left of a model and asked to go; undefined where it is none. */
export const leftoverRow = (
  matched: Matched,
  row: Row,
  past: Pick<Past, "leftovers" | "claim">,
): Pick<GoneRow, "model" | "remove" | "notes"> | undefined => {
  const status = leftoverStatus(orphanOf(matched, row), matched.settings.claim, past);
  return status === undefined ? undefined : { model: "", ...status };
};
