import type { Claim, RowRecord } from "../../src/model/lock.ts";
import { leadElsewhere } from "../../src/page/links.ts";
import type { Edit } from "../../src/page/page.ts";
import type { Cell, Row } from "../../src/page/table.ts";
import type { ColumnStyle } from "../../src/page/table-style.ts";
import { givingWay, judge } from "../../src/text/three-way.ts";
import { fromTo, type Note } from "../../src/model/note.ts";
import type { Problem } from "../../src/model/problem.ts";
import { isUnclaimed, ownText, recordOf } from "./records.ts";
import type { FieldValue } from "../../src/model/entry.ts";
import { cellOf } from "../data/table.ts";
import type { Past } from "../placing/past.ts";
import { cellAt, cellEdit, goOn } from "./insert.ts";
import { makesNotes } from "./read-cells.ts";
import type { Matched } from "./match.ts";
import type { ColumnMatch } from "./match-columns.ts";
import { asMadeNow, isEditedUnseen } from "./made-now.ts";
import type { Subject } from "./subjects.ts";

/** A cell that the catalog owns and that gets another text, is pinned, or should change and can't because people edited it. */
type ChangedCell = {
  readonly match: ColumnMatch;
  readonly cell: Cell;
  readonly style: ColumnStyle;
  readonly base: string | undefined;
  readonly verdict: "write" | "conflict" | "pin";
  /** What is written, where it isn't the whole cell as it would be made. */
  readonly text?: string;
  /** Whether people changed something of it that its text doesn't show. */
  readonly unseen?: boolean;
};

/** A cell that stays although it differs: people edited it, or it is pinned. */
type Differing = Pick<ChangedCell, "match" | "text"> & { readonly pinned: boolean; readonly cell?: Cell };

/** What people call a row. */
export const rowTitle = ({ name, variant }: Subject): string =>
  variant === "" ? name : `${name} (${variant})`;

/** What becomes of the cells of one row. */
export type RowUpdate = {
  readonly changed: readonly ChangedCell[];
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  /** What is said of cells that are left alone. */
  readonly problems: readonly Problem[];
};

/** The columns of a row that the catalog owns, as a person sees them, by header. */
const wantedCells = ({ columns }: Matched, { texts }: Subject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns
      .filter(({ column }) => column.owner === "catalog")
      .map(({ header, index }) => [header, texts[index] ?? ""]),
  );

/** The record of a row as the tool would make it now, or of one that stands there with another key. */
export const freshRecord = (
  matched: Matched,
  subject: Subject,
  owner: RowRecord["owner"],
  key = subject.key,
): RowRecord => ({
  type: "row",
  model: subject.id,
  page: matched.settings.page,
  place: matched.place,
  key,
  ...(subject.variant === "" ? {} : { variant: subject.variant }),
  cells: wantedCells(matched, subject),
  owner,
});

/** How a row is brought up to date. */
export type UpdateOptions = {
  readonly replace: boolean;
  readonly claim: Claim;
  /** Whether cells that differ and that no lock knows are pinned: they stay until the catalog says something else. */
  readonly pins: boolean;
  /** The fields that the model had when the row was made. */
  readonly fields: Readonly<Record<string, FieldValue>> | undefined;
};

/** The fields that the model of a row had when that was made, be it under another ID. */
export const rowFields =
  ({ records }: Matched, { lock, gone, slugOf }: Pick<Past, "lock" | "gone" | "slugOf">) =>
  (subject: Subject): UpdateOptions["fields"] => {
    const { model } = recordOf(records, subject) ?? { model: subject.id };
    if (model === subject.id) return lock.models.get(model)?.fields;
    // Of one that left the links to its files are known, too.
    const { fields } =
      gone.find(({ record }) => record.model === model)?.record ?? lock.models.get(model) ?? {};
    return fields === undefined ? undefined : { ...fields, slug: slugOf(model) };
  };

const asItIs: RowUpdate = { changed: [], edits: [], notes: [], problems: [] };

/** The cells of a row that don't hold what they should, unless it was people alone who changed them. */
const changedCells = (
  matched: Matched,
  row: Row,
  subject: Subject,
  { replace, claim, pins, fields }: UpdateOptions,
): Pick<RowUpdate, "changed"> & { readonly differing: readonly Differing[] } => {
  const texts = matched.textsOf(row);
  const { columns, styleOf, records } = matched;
  const changed: ChangedCell[] = [];
  const differing: Differing[] = [];
  const record = recordOf(records, subject);
  const theirs = claim === "none" && isUnclaimed(record);
  for (const match of columns) {
    const { column, index, header, at = -1 } = match;
    const wanted = subject.texts[index] ?? "";
    const cell = cellAt(matched, row, at);
    if (cell === undefined || column.owner === "people") continue;
    const asked = { match, cell, subject, fields, isUnknown: record === undefined && !theirs && !pins };
    const text = texts[index] === wanted ? asMadeNow(matched, asked) : undefined;
    if (texts[index] === wanted && text === undefined) {
      // Nothing tells whose another address is.
      const made = subject.cells[index] ?? "";
      if (leadElsewhere(cell.text, made)) differing.push({ match, pinned: false, cell, text: made });
      continue;
    }
    const style = styleOf(at);
    if (style === undefined) continue;
    const base = ownText(record?.cells, header);
    if (text !== undefined) {
      changed.push({ match, cell, style, base, verdict: "write", text });
      continue;
    }
    const present = texts[index] ?? "";
    if (pins && base === undefined && !theirs) {
      changed.push({ match, cell, style, base, verdict: "pin" });
      continue;
    }
    // What was found so, claimed or pinned, is nobody's edit: it stays as long as nothing else is wanted.
    const pinned = ownText(record?.found, header) === present;
    const claimed = pinned ? judge(base, base ?? "", wanted, "write") : undefined;
    // Without a record the declared owner decides: the cell follows the catalog.
    const verdict = givingWay(
      claimed ?? judge(base, present, wanted, theirs ? "hand-edited" : "write"),
      replace && !theirs,
    );
    if (verdict === "write" || verdict === "conflict")
      changed.push({ match, cell, style, base, verdict, unseen: isEditedUnseen(matched, asked) });
    else differing.push({ match, pinned });
  }
  return { changed, differing };
};

const editsOf = (
  matched: Matched,
  row: Row,
  subject: Subject,
  cells: readonly ChangedCell[],
): readonly Edit[] => {
  const { notes = () => "" } = cellOf(matched.settings);
  // What people noted stays beside what they noted it of.
  const textOf = ({ match, cell, text }: ChangedCell): string => {
    const made = subject.cells[match.index] ?? "";
    const mark = made === "" ? "" : notes(cell.text);
    return text ?? (mark === "" || makesNotes(match, matched.subjects, notes) ? made : made + mark);
  };
  const isLacking = ({ match: { at = -1 } }: ChangedCell): boolean => at >= row.cells.length;
  const there = cells
    .filter((each) => !isLacking(each))
    .map((each) => cellEdit(row, each.cell, each.style, textOf(each)));
  const lacking = new Map(cells.filter(isLacking).map((each) => [each.match.at ?? -1, textOf(each)]));
  return lacking.size === 0 ? there : [...there, goOn(matched, row, lacking)];
};

/** Judges the cells of a row: those of the catalog follow it unless edited; where both changed, the edit stays and is told. */
export const updateRow = (
  matched: Matched,
  row: Row,
  subject: Subject,
  options: UpdateOptions,
): RowUpdate => {
  const suspects = matched.settings.suspects ?? new Map<number, Problem>();
  const { changed: all, differing } = changedCells(matched, row, subject, options);
  if (all.length + differing.length === 0) return asItIs;
  // A field that no record has must not take away what a cell says.
  const kept = all.filter(({ match, cell }) => suspects.has(match.index) && matched.read(cell.text) !== "");
  const changed = all.filter((cell) => !kept.includes(cell));
  const problems = kept.flatMap(({ match }) => suspects.get(match.index) ?? []);
  const noteOf = (
    { match, cell, text, unseen }: Pick<ChangedCell, "match" | "text" | "unseen"> & { readonly cell?: Cell },
    action: Note["action"],
    what = "cell",
  ): Note => {
    const [from, to] =
      text === undefined && unseen !== true
        ? [matched.textsOf(row)[match.index] ?? "", subject.texts[match.index] ?? ""]
        : [cell?.text.trim() ?? "", text ?? subject.cells[match.index] ?? ""];
    return {
      cause: "catalog",
      models: [subject.id],
      what,
      action,
      text: `${rowTitle(subject)}${match.header === "" ? "" : `, ${match.header}`}: ${fromTo(from, to)} in ${matched.place}`,
      place: matched.place,
      value: { name: match.header, from, to },
    };
  };
  const written = changed.filter(({ verdict }) => verdict === "write");
  const conflicts = changed.filter(({ verdict }) => verdict === "conflict");
  const pinned = changed.filter(({ verdict }) => verdict === "pin");
  return {
    changed,
    problems,
    edits: editsOf(matched, row, subject, written),
    notes: [
      ...written.map((cell) => noteOf(cell, "change")),
      ...conflicts.map((cell) => noteOf(cell, "blocked")),
      ...pinned.map((cell) => noteOf(cell, "keep", "pinned cell")),
      ...differing.map((each) => noteOf(each, "keep", each.pinned ? "pinned cell" : "cell")),
    ],
  };
};
