import type { Predicate } from "../../config/config.gen.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import type { CatalogView, ColumnDraft, Fields, TableDraft } from "../types.ts";
import { explorerOf } from "./explorer.ts";
import { fromLiteral, literal } from "./expressions.ts";
import { likeness } from "./likeness.ts";
import { type Atom } from "./marks.ts";
import { isMark, saysNo, saysYes } from "./kinds.ts";
import { tally } from "./samples.ts";

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

/** What cells that say no have, the commonest first. */
const denialsIn = (drafts: readonly TableDraft[]): readonly string[] =>
  tally(
    drafts.flatMap(({ table: { rows } }) =>
      rows.flatMap(({ cells }) => cells.flatMap(({ text }) => (saysNo(plainText(text)) ? [text] : []))),
    ),
  ).map(([text]) => literal(text));

/** A mark that says yes, with one that says no and is written as it is; without one nothing stands for no. */
const pairFor = (text: string, denials: readonly string[]): Marks | undefined => {
  if (!saysYes(plainText(text))) return undefined;
  // Words go with words, and components with components.
  const signOf = (mark: string): string => mark.slice(0, 1).replace(/\p{L}/u, "a");
  return { yes: literal(text), no: denials.find((denial) => signOf(denial) === signOf(text)) ?? "" };
};

/** The test that a column is called after, if all its models pass it, or all fail it. */
const namedAfter = (
  header: string,
  isYes: boolean,
  { models }: TableDraft,
  atoms: readonly Atom[],
): Atom | undefined => {
  const like = ({ about }: Atom): number => Math.max(likeness(header, about), likeness(spare(header), about));
  return atoms
    .filter((atom) => atom.when.equals !== false && like(atom) >= leastLikeness)
    .filter(({ holds }) => models.every((model) => holds(model) === isYes))
    .toSorted((a, b) => like(b) - like(a) || a.rank - b.rank)[0];
};

/** A test, what it reads, and what it says of the models of a column that is one mark. */
type Asked = { readonly when: Predicate; readonly fields: Fields; readonly said: string };

/** Words of a header that say no more of what a model can do: `Tool Usage` is about tools. */
const fillers = /\b(?:calling|inputs?|support(?:ed|s)?|usage|use)\b/giu;

/** A header without such words, where it has others. */
const spare = (header: string): string => {
  const rest = header.replace(fillers, "").trim();
  return rest === "" ? header : rest;
};

const wordsOf = (header: string): readonly string[] => header.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How lists of catalogs spell what headers say: `Image Input` is `image_input`. */
const spellings = ["_", "-", " ", ""].map(
  (sign) =>
    (header: string): string =>
      wordsOf(header).join(sign),
);

/** A test for what a list has of no model so far, spelled as it spells what two columns of several words are called. */
const unheard = (header: string, columns: readonly ColumnDraft[]): Asked | undefined => {
  const listed = columns.filter(({ when }) => typeof when?.includes === "string");
  for (const spell of spellings) {
    const alike = listed.filter(
      (column) => wordsOf(column.header).length > 1 && column.when?.includes === spell(column.header),
    );
    const [field = "", another] = new Set(alike.map(({ when }) => when?.field));
    const headers = new Set(alike.map((column) => column.header));
    const fields = alike[0]?.fields;
    if (fields === undefined || another !== undefined || headers.size < 2) continue;
    const item = spell(header);
    return { when: { field, includes: item }, fields, said: `\`${fields[field]?.path}\` has no \`${item}\`` };
  }
  return undefined;
};

/** What tables have in common: the marks that they show, the tests that there are, and all of their columns. */
type Known = {
  readonly marks: readonly Marks[];
  readonly denials: readonly string[];
  readonly atoms: readonly Atom[];
  readonly columns: readonly ColumnDraft[];
};

const withMarks = (
  column: ColumnDraft,
  draft: TableDraft,
  { marks, denials, atoms, columns }: Known,
): ColumnDraft => {
  const texts = new Set([...draft.join.owners.keys()].map(({ cells }) => cells[column.at]?.text ?? ""));
  const [text = ""] = texts;
  if (column.owner !== "people" || texts.size !== 1 || text === "") return column;
  const written = literal(text);
  const pair = marks.find(({ yes, no }) => written === yes || written === no) ?? pairFor(text, denials);
  if (pair === undefined) return column;
  const atom = namedAfter(column.header, written === pair.yes, draft, atoms);
  const asked: Asked | undefined =
    atom !== undefined
      ? { when: atom.when, fields: { [atom.field]: { path: atom.path } }, said: `\`${atom.path}\` is` }
      : written === pair.no
        ? unheard(column.header, columns)
        : undefined;
  if (asked === undefined) return column;
  const { header, at } = column;
  const other = written === pair.yes ? pair.no : pair.yes;
  return {
    header,
    at,
    value: pair.yes,
    when: asked.when,
    otherwise: pair.no,
    fields: asked.fields,
    explained: draft.join.owners.size,
    differing: [],
    remark: `All cells are the same, as ${asked.said} of these models; elsewhere ${other === "" ? "an empty cell" : `\`${other}\``} is the other mark.`,
  };
};

/** Drafts in which a column of one mark alone follows the value that it is called after, with the marks of other columns. */
export const withKnownMarks = (
  drafts: readonly TableDraft[],
  catalog: CatalogView,
): readonly TableDraft[] => {
  const all = drafts.flatMap(marksIn);
  const denials = denialsIn(drafts);
  const { atoms } = explorerOf(catalog);
  const columns = drafts.flatMap((draft) => draft.columns);
  return drafts.map((draft) => {
    const known = { marks: [...marksIn(draft), ...all], denials, atoms, columns };
    return { ...draft, columns: draft.columns.map((column) => withMarks(column, draft, known)) };
  });
};
