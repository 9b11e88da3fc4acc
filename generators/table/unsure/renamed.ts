import type { Entry } from "../../../src/model/entry.ts";
import { type Note, noteOf } from "../../../src/model/note.ts";
import { type Problem, error, warning } from "../../../src/model/problem.ts";
import { addressIn } from "../../../src/page/links.ts";
import type { Row } from "../../../src/page/table.ts";
import { groupBy, toMap } from "../../../src/text/group-by.ts";
import { listNames } from "../../../src/text/suggest.ts";
import { type Past, goesUnknown } from "../../placing/past.ts";
import { blockFinder } from "../continued.ts";
import { theirsOf } from "../gone.ts";
import { ownedColumns } from "../match-columns.ts";
import { type Matched, freeRows, rowKey } from "../match.ts";
import type { TableSite } from "../meant.ts";
import { recordOf } from "../records.ts";
import { freshRecord, rowTitle } from "../rows.ts";
import { type CellMaker, type Subject, keysFinder } from "../subjects.ts";

/** A row that is called as one model is, with what the catalog says of others in it. */
type Handed = { readonly row: Row; readonly subject: Subject; readonly others: readonly Subject[] };

/** Whether people wrote something into a row, or below it. */
const hasPeoples = (matched: Matched, row: Row, subject: Subject): boolean => {
  const below = blockFinder(matched.blocks)(row).some((each) => !matched.owners.has(each));
  const record = freshRecord(matched, subject, "people");
  return below || theirsOf(matched, row, record, Object.fromEntries(subject.fields)).cells.size > 0;
};

/** The unrecorded rows that may be another model's, by what stands beside the name; only those with people's words. */
const handedRows = (matched: Matched): readonly Handed[] => {
  const { columns, settings, records, textsOf, rows, subjects } = matched;
  const shown = columns.flatMap(({ column, index, at }) =>
    column.owner === "people" || at === undefined || settings.keys.includes(index) ? [] : [{ index, at }],
  );
  const named = (texts: readonly (readonly [string, string])[]): string => JSON.stringify(texts);
  const ofRow = (row: Row): string =>
    named(
      shown.map(({ index, at }) => [textsOf(row)[index] ?? "", addressIn(row.cells[at]?.text ?? "") ?? ""]),
    );
  const ofSubject = ({ texts, cells }: Subject): string =>
    named(shown.map(({ index }) => [texts[index] ?? "", addressIn(cells[index] ?? "") ?? ""]));
  const differing = [...rows].filter(
    ([subject, row]) =>
      !subject.continues && recordOf(records, subject) === undefined && ofRow(row) !== ofSubject(subject),
  );
  if (differing.length === 0) return [];
  // Whose row says what it should has nothing to look for elsewhere.
  const isLooking = new Set([
    ...differing.map(([subject]) => subject),
    ...subjects.filter((subject) => !subject.continues && !rows.has(subject)),
  ]);
  const wanted = groupBy([...isLooking], ofSubject);
  return differing.flatMap(([subject, row]) => {
    // Of a model that has no row one value alone says little: many are alike.
    const others = (wanted.get(ofRow(row)) ?? []).filter(
      (other) => other.id !== subject.id && (rows.has(other) || shown.length > 1),
    );
    return others.length > 0 && hasPeoples(matched, row, subject) ? [{ row, subject, others }] : [];
  });
};

/** What is said of such rows: the page can't tell, and so nothing is moved. */
export const handedProblems = (
  matched: Matched,
): readonly { readonly row: Row; readonly problem: Problem }[] =>
  handedRows(matched).map(({ row, subject, others }) => {
    const key = rowKey(matched, row);
    const ids = others.map(({ id }) => JSON.stringify(id)).join(" or ");
    const problem = warning(
      "row-handed",
      `${matched.settings.page}, ${matched.place}: ${key}`,
      `The row "${key}" is called as ${JSON.stringify(subject.id)} is and says what ${ids} should: no lock tells for which of them people wrote in it.`,
      "See that what people wrote in it is about the right model; otherwise move it by hand.",
    );
    return { row, problem };
  });

/** The rows that say all that models without a row should, but for their names. */
const alikeButNames = (matched: Matched, missing: readonly Subject[]): readonly Row[] => {
  const { columns, settings, textsOf } = matched;
  const others = [...ownedColumns(columns).values()].filter((index) => !settings.keys.includes(index));
  const saying = (texts: readonly string[]): string => others.map((index) => texts[index] ?? "").join("\n");
  const wanted = new Set(missing.map(({ texts }) => saying(texts)).filter((text) => text.trim() !== ""));
  return freeRows(matched).filter((row) => rowKey(matched, row) !== "" && wanted.has(saying(textsOf(row))));
};

/**
 * Rows of a table that no lock knows, all under other names than models have: where most say else what models do,
 * these would get a second row.
 */
export const renamed = (
  { page, settings, file }: TableSite,
  matched: Matched,
  missing: readonly Subject[],
  {
    entries,
    past: { claim },
    maker,
  }: { readonly entries: readonly Entry[]; readonly past: Past; readonly maker: CellMaker },
): Problem | undefined => {
  const { records, rows, table } = matched;
  if (records.all.length + rows.size > 0 || claim(settings.claim, "") !== "as-made") return undefined;
  const same = alikeButNames(matched, missing);
  if (same.length < 2 || same.length * 2 <= freeRows(matched).length) return undefined;
  const known = new Set(entries.flatMap(keysFinder(settings, maker)));
  if (table.rows.some((row) => known.has(rowKey(matched, row)))) return undefined;
  const some = listNames(same.slice(0, 3).map((row) => rowKey(matched, row)));
  const key = settings.columns[settings.key]?.header ?? "";
  return error(
    "table-renamed",
    `${file}: ${settings.where}`,
    `No row of the table in ${page.path} is called as a model of the catalog is, and ${same.length} of them say all else that models should (${some}): no lock tells whether these have other names now, and they would get a second row.`,
    `Correct how \`${key}\` is written in the config, or the names in the page; rows of other models go with --prune --claim all, and stay with \`claim: "none"\`.`,
  );
};

/** So many cells besides the name say that a row may be a model's. */
const leastTold = 2;

/** The models without a row that may have one under another name: unrecorded, and with all else of theirs. */
export const underOtherNames = (
  matched: Matched,
  past: Pick<Past, "claim" | "prunes" | "selected">,
): ReadonlyMap<Subject, Row> => {
  const { records, settings, rows, subjects, columns, textsOf, table } = matched;
  if (past.claim(settings.claim, "") === "none") return new Map();
  // Such a row goes, and its model gets a new one.
  if (goesUnknown(past, settings.claim, "", () => false)) return new Map();
  const others = [...ownedColumns(columns).values()].filter((index) => !settings.keys.includes(index));
  if (others.length < leastTold) return new Map();
  const saying = (texts: readonly string[]): string =>
    JSON.stringify(others.map((index) => texts[index] ?? ""));
  const isTold = ({ continues, texts }: Subject): boolean =>
    !continues &&
    new Set(others.map((index) => texts[index] ?? "").filter((text) => text !== "")).size >= leastTold;
  const isOpen = (subject: Subject): boolean =>
    !rows.has(subject) && recordOf(records, subject) === undefined;
  const lacking = subjects.filter((subject) => isOpen(subject) && past.selected(subject) && isTold(subject));
  const known = new Set(["", ...records.all.map(({ key }) => key)]);
  const free = new Set(freeRows(matched).filter((row) => !known.has(rowKey(matched, row))));
  if (lacking.length === 0 || free.size === 0) return new Map();
  const standing = groupBy(table.rows, (row) => saying(textsOf(row)));
  const wanted = groupBy(subjects, ({ texts }) => saying(texts));
  return toMap(lacking, (subject) => {
    const said = saying(subject.texts);
    const [row, ...same] = standing.get(said) ?? [];
    const isAlone = same.length === 0 && wanted.get(said)?.length === 1;
    return row !== undefined && free.has(row) && isAlone ? [subject, row] : undefined;
  });
};

/** What is said of one of these: it doesn't get a second row. */
export const unsureProblem = (matched: Matched, subject: Subject, row: Row): Problem =>
  warning(
    "row-renamed",
    `${matched.settings.page}, ${matched.place}: ${rowTitle(subject)}`,
    `The row "${rowKey(matched, row)}" says all that the one of ${JSON.stringify(subject.id)} should but its name, and no lock tells whose it is: no second one is added.`,
    'Correct the name in the page or the catalog; the row of another model goes with --prune --claim all, and stays with `claim: "none"`.',
  );

/** The same as notes of what is in the way. */
export const unsureNotes = (matched: Matched, unsure: ReadonlyMap<Subject, Row>): readonly Note[] =>
  [...unsure].map(([subject, row]) => {
    const text = `${rowTitle(subject)} in ${matched.place}, which may be "${rowKey(matched, row)}"`;
    return noteOf({ what: "row", action: "blocked" }, subject.id, text);
  });
