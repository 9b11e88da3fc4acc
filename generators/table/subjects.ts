import { once, onceEach } from "../../src/text/once.ts";
import { cellsAsIn } from "../../src/page/markdown/line-breaks.ts";
import type { Page } from "../../src/page/page.ts";
import { cellOf } from "../data/table.ts";
import type { CellText } from "../../src/page/markup.ts";
import { type Emitters, type Expression, fill, toText } from "../../src/config/expression.ts";
import type { ColumnSettings, RowSettings, TableSettings } from "../../src/config/settings.ts";
import { type Entry, entryOf, type FieldValue, isList } from "../../src/model/entry.ts";

/** What a row is about: a model, and which of its rows where it has several; and what should stand in it. */
export type Subject = Entry & {
  /** Empty where the model has one row. */
  readonly variant: string;
  /** Whether its row belongs to the model of the row above it. */
  readonly continues: boolean;
  /** What each cell should hold, in the order of the config's columns: markup with every value escaped. */
  readonly cells: readonly string[];
  /** The same as a person sees it. */
  readonly texts: readonly string[];
  /** What the row is recognised by. */
  readonly key: string;
  /** Key cells as people write them who escape nothing, by the column's place, where that differs. */
  readonly asWritten: ReadonlyMap<number, string>;
};

/** Which row of a model it is, and what its fields and own cells are. */
type Variant = {
  readonly variant: string;
  readonly continues: boolean;
  readonly fields: Entry["fields"];
  readonly own: RowSettings["cells"];
};

/** What stands between the name of a template's row and its label: a row of its own, or one that continues another. */
const ownMark = "=";
const continuingMark = "+";

const madeVariants = (row: RowSettings, entry: Entry): readonly Variant[] | undefined => {
  const made = row.make?.(entry);
  if (made === undefined) return undefined;
  return (made.ok ? made.value : []).map(({ label, continues, cells }) => ({
    fields: entry.fields,
    variant: row.name + (continues ? continuingMark : ownMark) + label,
    continues,
    own: cells,
  }));
};

const variantsOf = (row: RowSettings, entry: Entry): readonly Variant[] => {
  const { each, continues, cells: own } = row;
  const { fields } = entry;
  const made = madeVariants(row, entry);
  if (made !== undefined) return made;
  if (each === undefined) return [{ fields, variant: row.name, continues, own }];
  const value = fields.get(each) ?? null;
  const values = isList(value) ? value : [value];
  const present = values.filter((item) => item !== null && item !== "");
  const byText = new Map(present.map((item) => [toText(item), item] as const));
  return [...byText.values()].map((item) => ({
    fields: new Map<string, FieldValue>([...fields, ["each", item]]),
    variant: row.each === undefined ? row.name : `${row.name}=${toText(item)}`,
    continues,
    own,
  }));
};

/** A text of the config with a row's fields filled in: markup with every value escaped. */
const filled = (expression: Expression, fields: Entry["fields"], cell: CellText): string =>
  cell.whole(fill(expression, fields, cell));

/** A cell as it is written, and as a person sees it. */
type Made = { readonly cell: string; readonly text: string };

/** Makes the cells of pages in one markup. */
export type CellMaker = (cell: CellText) => (expression: Expression, fields: Entry["fields"]) => Made;

/** A maker of cells that makes each once: most tables of a config share their columns. */
export const cellMaker = (): CellMaker =>
  onceEach((cell) => {
    const ofFields = once((fields: Entry["fields"]) =>
      onceEach((expression: Expression): Made => {
        const written = filled(expression, fields, cell);
        return { cell: written, text: cell.read(written) };
      }),
    );
    return (expression, fields) => ofFields(fields)(expression);
  });

/** What a row is recognised by: what a person sees in its key cells, of those of all columns of the config. */
export const keyText = (
  { columns, keys }: Pick<TableSettings, "columns" | "keys">,
  texts: readonly string[],
): string =>
  keys
    .filter((index) => columns[index] !== undefined)
    .map((index) => texts[index] ?? "")
    .join(" | ");

const plain: Emitters = { text: (value) => value, code: (value) => `\`${value}\`` };

const nothingWritten: Subject["asWritten"] = new Map();

const noCells: RowSettings["cells"] = new Map();

/** The rows of an entry. What continues nothing isn't made: nobody could tell whose it is. */
export const toldVariants = ({ rows }: Pick<TableSettings, "rows">, entry: Entry): readonly Variant[] => {
  if (rows.length === 0) return [{ fields: entry.fields, variant: "", continues: false, own: noCells }];
  const variants = rows.filter(({ when }) => when(entry)).flatMap((row) => variantsOf(row, entry));
  const first = variants.findIndex(({ continues }) => !continues);
  return first === -1 ? [] : variants.slice(first);
};

/** Whether there is nothing of a model to show: the text around its fields would stand alone. */
const showsNothing = (expression: Expression, fields: Entry["fields"]): boolean =>
  expression.some(({ type }) => type !== "literal") &&
  expression.every((part) => {
    if (part.type === "literal") return true;
    return part.type === "span" ? showsNothing(part.parts, fields) : toText(fields.get(part.name)) === "";
  });

/** What of a column stands in a row. */
const expressionOf = (column: ColumnSettings, about: Entry, { own }: Variant): Expression =>
  own.get(column) ??
  (column.when(about) && !showsNothing(column.value, about.fields) ? column.value : column.otherwise);

const aboutOf = (entry: Entry, { fields }: Variant): Entry =>
  fields === entry.fields ? entry : { ...entry, fields };

/** The rows that a table should have for entries. */
export const subjectsOf = (
  settings: Pick<TableSettings, "page" | "rows" | "test" | "columns" | "keys">,
  entries: readonly Entry[],
  maker = cellMaker(),
): readonly Subject[] => {
  const { test, columns, keys } = settings;
  const make = maker(cellOf(settings));
  return entries.filter(test).flatMap((entry) =>
    toldVariants(settings, entry).map((told): Subject => {
      const { fields, variant, continues } = told;
      const about = aboutOf(entry, told);
      const made = columns.map((column) => expressionOf(column, about, told));
      const both = made.map((expression) => make(expression, fields));
      const cells = both.map(({ cell }) => cell);
      const texts = both.map(({ text }) => text);
      // What is escaped has an entity in it.
      const escaped = keys.filter((index) => cells[index]?.includes("&") === true);
      const asWritten =
        escaped.length === 0
          ? nothingWritten
          : new Map(escaped.map((index) => [index, fill(made[index] ?? [], fields, plain).trim()]));
      return { ...about, variant, continues, cells, texts, key: keyText(settings, texts), asWritten };
    }),
  );
};

/** The keys of the rows that an entry would have, whether or not the table asks for it; no other cell is made. */
export const keysFinder = (
  settings: TableSettings,
  maker = cellMaker(),
): ((entry: Entry) => readonly string[]) => {
  const { columns, keys } = settings;
  const make = maker(cellOf(settings));
  const texts: string[] = [];
  return (entry) =>
    toldVariants(settings, entry).map((told) => {
      const about = aboutOf(entry, told);
      for (const index of keys) {
        const column = columns[index];
        if (column !== undefined) texts[index] = make(expressionOf(column, about, told), told.fields).text;
      }
      return keyText(settings, texts);
    });
};

/** Which of the config's rows a model's row is. */
export const rowOf = ({ rows }: TableSettings, variant: string): RowSettings | undefined =>
  rows.find(
    ({ name }) =>
      variant === name || [ownMark, continuingMark].some((mark) => variant.startsWith(name + mark)),
  );

/** Whether a row that was made belongs to the model of the row above it. */
export const isContinuing = (settings: TableSettings, variant = ""): boolean => {
  const row = rowOf(settings, variant);
  return row?.continues === true || (row !== undefined && variant[row.name.length] === continuingMark);
};

/** What a row was about, as far as it is known: the fields that its model had, and the cells that are its own. */
export type Former = Pick<Variant, "fields" | "own">;

/** What a row was about, from the fields that its model had. */
export const formerSubject = (
  settings: TableSettings,
  fields: Readonly<Record<string, FieldValue>>,
  variant: string,
): Former => {
  const row = rowOf(settings, variant);
  const made = row === undefined ? undefined : madeVariants(row, entryOf(fields));
  const each = row?.each === undefined ? [] : [["each", variant.slice(row.name.length + 1)] as const];
  return {
    fields: new Map<string, FieldValue>([...Object.entries(fields), ...each]),
    own: made?.find((one) => one.variant === variant)?.own ?? row?.cells ?? noCells,
  };
};

/** What a cell may have been made as, as it is written, from the fields that its model had. */
export const formerCells = (column: ColumnSettings, former: Former, cell: CellText): readonly string[] => {
  const own = former.own.get(column);
  const made = own === undefined ? [column.value, column.otherwise] : [own];
  return made.map((expression) => filled(expression, former.fields, cell));
};

/** The same as a person sees it. */
export const formerTexts = (column: ColumnSettings, former: Former, cell: CellText): readonly string[] =>
  formerCells(column, former, cell).map((written) => cell.read(written));

/** Subjects whose cells break lines as their page does. */
export const brokenAsIn = (page: Page, subjects: readonly Subject[]): readonly Subject[] =>
  subjects.some(({ cells }) => cells.some((cell) => cell.includes("<br>")))
    ? subjects.map((subject) => ({ ...subject, cells: cellsAsIn(page, subject.cells) }))
    : subjects;
