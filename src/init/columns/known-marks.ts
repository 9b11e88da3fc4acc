import { plainText } from "../../text/emit/plain-text.ts";
import type { CatalogView, ColumnDraft, TableDraft } from "../types.ts";
import { explorerOf } from "./explorer.ts";
import { fromLiteral, literal } from "./expressions.ts";
import { likeness } from "./likeness.ts";
import { type Atom, isMark } from "./marks.ts";

/** Texts of columns that stand for yes and no. */
type Marks = { readonly yes: string; readonly no: string };

/** How much of a header the name of a value must say: a column in which all cells are the same shows no more of it. */
const leastLikeness = 0.8;

/** Whether an expression without fields is a mark. */
const saysYesOrNo = (value: string): boolean => isMark(plainText(fromLiteral(value)));

const marksIn = ({ columns }: TableDraft): readonly Marks[] =>
  columns.flatMap(({ value, when, otherwise = "" }) =>
    when !== undefined && saysYesOrNo(value) && saysYesOrNo(otherwise) ? [{ yes: value, no: otherwise }] : [],
  );

/** The test that a column is called after, if all its models pass it, or all fail it. */
const namedAfter = (
  header: string,
  isYes: boolean,
  { models }: TableDraft,
  atoms: readonly Atom[],
): Atom | undefined =>
  atoms
    .filter(({ when, about }) => when.equals !== false && likeness(header, about) >= leastLikeness)
    .filter(({ holds }) => models.every((model) => holds(model) === isYes))
    .toSorted((a, b) => likeness(header, b.about) - likeness(header, a.about) || a.rank - b.rank)[0];

const withMarks = (
  column: ColumnDraft,
  draft: TableDraft,
  marks: readonly Marks[],
  atoms: readonly Atom[],
): ColumnDraft => {
  const texts = new Set([...draft.join.owners.keys()].map(({ cells }) => cells[column.at]?.text ?? ""));
  const [text = ""] = texts;
  if (column.owner !== "people" || texts.size !== 1 || text === "") return column;
  const written = literal(text);
  const pair = marks.find(({ yes, no }) => written === yes || written === no);
  const atom = pair === undefined ? undefined : namedAfter(column.header, written === pair.yes, draft, atoms);
  if (pair === undefined || atom === undefined) return column;
  const { header, at } = column;
  const other = written === pair.yes ? pair.no : pair.yes;
  return {
    header,
    at,
    value: pair.yes,
    when: atom.when,
    otherwise: pair.no,
    fields: { [atom.field]: { path: atom.path } },
    explained: draft.join.owners.size,
    differing: [],
    remark: `All cells are the same, as \`${atom.path}\` is of these models; elsewhere ${other === "" ? "an empty cell" : `\`${other}\``} is the other mark.`,
  };
};

/**
 * Drafts in which a column of one mark alone follows the value that it is called after, where other columns tell
 * which two marks the documentation has.
 */
export const withKnownMarks = (
  drafts: readonly TableDraft[],
  catalog: CatalogView,
): readonly TableDraft[] => {
  const all = drafts.flatMap(marksIn);
  if (all.length === 0) return drafts;
  const { atoms } = explorerOf(catalog);
  return drafts.map((draft) => {
    const marks = [...marksIn(draft), ...all];
    return { ...draft, columns: draft.columns.map((column) => withMarks(column, draft, marks, atoms)) };
  });
};
