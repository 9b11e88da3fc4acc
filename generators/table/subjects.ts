import { cellText, codeSpan } from "../../src/core/emit/markdown.ts";
import { plainText } from "../../src/core/emit/plain-text.ts";
import { type Expression, fill, toText } from "../../src/core/expression.ts";
import type { ColumnSettings, RowSettings, TableSettings } from "../../src/core/settings.ts";
import type { Entry, FieldValue } from "../../src/types.ts";

/** What a row is about: a model, and which of its rows where it has several. */
export type Subject = Entry & {
  /** Empty where the model has one row. */
  readonly variant: string;
  /** The cells that are this row's own. */
  readonly own: ReadonlyMap<ColumnSettings, Expression>;
};

const isList = (value: FieldValue): value is Exclude<FieldValue, string | number | boolean | null> =>
  typeof value === "object" && value !== null;

const variantOf = ({ name, each }: RowSettings, value: FieldValue): string =>
  each === undefined ? name : `${name}=${toText(value)}`;

const variantsOf = (row: RowSettings, entry: Entry): readonly Subject[] => {
  const { each, cells: own } = row;
  if (each === undefined) return [{ ...entry, variant: row.name, own }];
  const value = entry.fields.get(each) ?? null;
  const values = isList(value) ? value : [value];
  const present = values.filter((item) => item !== null && item !== "");
  const byText = new Map(present.map((item) => [toText(item), item] as const));
  return [...byText.values()].map((item) => ({
    ...entry,
    fields: new Map<string, FieldValue>([...entry.fields, ["each", item]]),
    variant: variantOf(row, item),
    own,
  }));
};

/** The rows that a table should have for an entry. */
export const subjectsOf = ({ rows, test }: TableSettings, entry: Entry): readonly Subject[] => {
  if (!test(entry)) return [];
  if (rows.length === 0) return [{ ...entry, variant: "", own: new Map() }];
  return rows.filter(({ when }) => when(entry)).flatMap((row) => variantsOf(row, entry));
};

/** What a row was about, from the fields that its model had. */
export const formerSubject = (
  { rows }: TableSettings,
  fields: Readonly<Record<string, FieldValue>>,
  variant: string,
): Pick<Subject, "fields" | "own"> => {
  const row = rows.find(({ name }) => variant === name || variant.startsWith(`${name}=`));
  const each = row?.each === undefined ? [] : [["each", variant.slice(row.name.length + 1)] as const];
  return {
    fields: new Map<string, FieldValue>([...Object.entries(fields), ...each]),
    own: row?.cells ?? new Map(),
  };
};

/** A text of the config with a row's fields filled in: Markdown with every value escaped. */
const filled = (expression: Expression, { fields }: Pick<Subject, "fields">): string =>
  fill(expression, fields, { text: cellText, code: codeSpan });

/** What a cell should hold: Markdown with every value escaped. */
export const cellOf = (column: ColumnSettings, subject: Subject): string =>
  filled(subject.own.get(column) ?? (column.when(subject) ? column.value : column.otherwise), subject);

/** What a cell may have been made as, as a person sees it, from the fields that its model had. */
export const formerTexts = (
  column: ColumnSettings,
  former: Pick<Subject, "fields" | "own">,
): readonly string[] => {
  const own = former.own.get(column);
  const made = own === undefined ? [column.value, column.otherwise] : [own];
  return made.map((expression) => plainText(filled(expression, former)));
};

/** What a row is recognised by: what a person sees in its key cells. */
export const keyText = (
  { columns, keys }: TableSettings,
  textOf: (column: ColumnSettings, index: number) => string,
): string =>
  keys
    .flatMap((index) => {
      const column = columns[index];
      return column === undefined ? [] : [plainText(textOf(column, index))];
    })
    .join(" | ");
