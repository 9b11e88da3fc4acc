import type { FieldValue } from "../../src/model/entry.ts";
import { addressIn, withAddresses } from "../../src/page/links.ts";
import type { Cell } from "../../src/page/table.ts";
import { cellOf } from "../data/table.ts";
import type { ColumnMatch } from "./match-columns.ts";
import type { Matched } from "./match.ts";
import { formerCells, formerSubject, type Subject } from "./subjects.ts";

/** A cell whose text is right, and whose row it is in. */
type RightCell = {
  readonly match: ColumnMatch;
  readonly cell: Cell;
  readonly subject: Subject;
  /** The fields that the model had when the row was made. */
  readonly fields: Readonly<Record<string, FieldValue>> | undefined;
  /** Whether no lock knows the row, and it isn't declared as people's. */
  readonly isUnknown: boolean;
};

/** What a cell may have been made as, from the fields that its model had. */
const madeBefore = (
  { settings }: Matched,
  { match: { column }, subject }: Pick<RightCell, "match" | "subject">,
  known: Readonly<Record<string, FieldValue>>,
): readonly string[] => {
  const all = { ...Object.fromEntries(subject.fields), ...known };
  return formerCells(column, formerSubject(settings, all, subject.variant), cellOf(settings));
};

/** Whether people changed what a cell with a link doesn't show, its title or address: its text is as it was made. */
export const isEditedUnseen = (matched: Matched, asked: Omit<RightCell, "isUnknown">): boolean => {
  const { fields, cell } = asked;
  const { notes = () => "" } = cellOf(matched.settings);
  const written = cell.text.trim();
  if (fields === undefined || addressIn(written) === undefined || notes(cell.text) !== "") return false;
  const made = madeBefore(matched, asked, fields);
  return !made.includes(written) && made.map(matched.read).includes(matched.read(written));
};

/**
 * A cell whose text is right as it is made now; undefined unless it was made with other addresses, those that it has,
 * or, where no lock knows it, as its column makes it in the other case: with a mark behind a name, or without.
 */
export const asMadeNow = (matched: Matched, asked: RightCell): string | undefined => {
  const {
    match: { column, index },
    cell,
    subject,
    fields,
    isUnknown,
  } = asked;
  const wanted = subject.cells[index] ?? "";
  const written = cell.text.trim();
  const mayBeOther = isUnknown && column.otherwise.length > 0 && written !== wanted;
  if (mayBeOther && madeBefore(matched, asked, {}).includes(written)) return wanted;
  if (fields === undefined || addressIn(cell.text + wanted) === undefined) return undefined;
  return withAddresses(written, wanted, madeBefore(matched, asked, fields));
};
