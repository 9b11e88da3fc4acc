import { groupBy } from "../../text/group-by.ts";
import type { Model } from "../catalog/records.ts";
import { literal } from "../columns/expressions.ts";
import { draftText } from "../columns/text-draft.ts";
import { cellText } from "../../text/emit/markdown.ts";
import { fieldsOf } from "../columns/agreement.ts";
import { likeness } from "../columns/likeness.ts";
import { pathsOf, readingOf } from "../columns/readings.ts";
import type { Sample } from "../columns/samples.ts";
import { type Below, rowKinds, tellKinds } from "./row-kinds.ts";
import type { CatalogView, ColumnDraft, Fields, TextDraft, FoundTable, Join, RowDraft } from "../types.ts";

/** The rows of a model after its first one, the fields that they read, and what tells all of them apart. */
type MoreRows = {
  readonly rows: readonly RowDraft[];
  /** How many they are in the table. */
  readonly below: number;
  readonly fields: Fields;
  readonly columns: readonly ColumnDraft[];
  readonly keys: Join["keys"];
};

/** The rows without a key below those of models, each with its model. */
const rowsBelow = ({ rows }: FoundTable, { keys, owners }: Join): readonly Below[] => {
  let model: Model | undefined;
  return rows.flatMap((row) => {
    const own = owners.get(row);
    const isContinuing = keys.every((key) => row.cells[key]?.text === "");
    if (own !== undefined || !isContinuing) model = own;
    return isContinuing && model !== undefined ? [{ model, row }] : [];
  });
};

/** The rows after the first one of the same model. */
const rowsAgain = ({ owners }: Join): readonly Below[] => {
  const seen = new Set<Model>();
  return [...owners].flatMap(([row, model]) => {
    if (seen.has(model)) return [{ model, row }];
    seen.add(model);
    return [];
  });
};

/** The column of people whose texts tell the rows of each model apart with the fewest words: `Standard`, `Batch`. */
const labelOf = (columns: readonly ColumnDraft[], below: readonly Below[]): ColumnDraft | undefined => {
  const labels = columns.flatMap((column) => {
    if (column.key === true || column.owner !== "people") return [];
    const said = below.map(({ model, row }) => ({ model, text: row.cells[column.at]?.text ?? "" }));
    const isTelling = [...groupBy(said, ({ model }) => model).values()].every(
      (own) => new Set(own.map(({ text }) => text)).size === own.length,
    );
    return isTelling ? [{ column, count: new Set(said.map(({ text }) => text)).size }] : [];
  });
  return labels.toSorted((a, b) => a.count - b.count)[0]?.column;
};

/** Another value of the catalog in the column's own form: what a price per million is in one row, it is in the others. */
const inForm = (
  { value, fields }: ColumnDraft,
  said: string,
  samples: readonly Sample[],
  { shape }: CatalogView,
): TextDraft | undefined => {
  const [before = "", name = "", after = ""] = value.split(/[{}]/);
  const { path = "", rules, ...more } = fields[name] ?? {};
  const isLone = value === `${before}{${name}}${after}`;
  if (!isLone || path === "" || rules === undefined || Object.keys(more).length > 0) return undefined;
  const plain = readingOf(shape, path, "", []).name;
  const suffix = name.startsWith(plain) ? name.slice(plain.length) : "";
  const [best] = pathsOf(shape)
    .map((other) => readingOf(shape, other, suffix, rules))
    .filter((reading) =>
      samples.every(({ model, raw }) => before + cellText(reading.text(model)) + after === raw),
    )
    .toSorted((a, b) => likeness(said, b.path) - likeness(said, a.path));
  return best === undefined
    ? undefined
    : {
        value: `${before}{${best.name}}${after}`,
        fields: fieldsOf([best]),
        explained: samples.length,
        differing: [],
      };
};

/** The other rows of models that have several (`Standard`, `Batch`); undefined where the catalog doesn't give them. */
export const moreRows = (
  table: FoundTable,
  join: Join,
  columns: readonly ColumnDraft[],
  catalog: CatalogView,
): MoreRows | undefined => {
  const continuing = rowsBelow(table, join);
  const continues = continuing.length > 0;
  const below = continues ? continuing : rowsAgain(join);
  const label = labelOf(columns, below);
  if (below.length === 0 || label === undefined) return undefined;
  const models = new Set(join.owners.values());
  const kinds = rowKinds(below, (row) => row.cells[label.at]?.text ?? "");
  if (kinds === undefined) return undefined;
  const tests = tellKinds(kinds, models, catalog.shape);
  // The key of a row that continues none is as the first one's, and cells of people begin as theirs do.
  const own = columns.filter(
    ({ key, owner, at }) => (continues || key !== true) && (owner !== "people" || at === label.at),
  );
  const others = new Set(below.map(({ row }) => row));
  const firsts = [...join.owners].filter(([row]) => !others.has(row));
  const isAsColumn = ({ at, header, value, differing }: ColumnDraft, samples: readonly Sample[]): boolean => {
    const first = firsts.map(([row, model]) => ({ model, raw: row.cells[at]?.text ?? "" }));
    const both = draftText([...first, ...samples], header, catalog);
    return both.owner !== "people" && both.value === value && both.differing.length === differing.length;
  };
  // Kinds of which the catalog doesn't give the cells stay people's.
  const made = kinds.flatMap((kind): readonly { row: RowDraft; fields: Fields; below: number }[] => {
    const { said, name, members } = kind;
    const { fields: asked, where: when, ...told } = tests.get(kind) ?? { fields: {} };
    const fields: Record<string, Fields[string]> = { ...asked };
    const cells = own.map((column): readonly (readonly [string, string])[] | undefined => {
      const { header, at, key } = column;
      if (key === true) return [[header, ""]];
      const samples = members.map(({ model, row }) => ({ model, raw: row.cells[at]?.text ?? "" }));
      const [first] = samples;
      if (at === label.at || samples.every(({ raw }) => raw === ""))
        return [[header, literal(first?.raw ?? "")]];
      if (isAsColumn(column, samples)) return [];
      const draft = inForm(column, said, samples, catalog) ?? draftText(samples, header, catalog);
      const { value, owner, fields: read } = draft;
      if (owner === "people" || draft.when !== undefined) return undefined;
      Object.assign(fields, read);
      return [[header, value]];
    });
    if (!cells.every((cell) => cell !== undefined)) return [];
    const row = {
      name,
      ...(when === undefined ? {} : { when }),
      ...told,
      ...(continues ? { continues } : {}),
      cells: Object.fromEntries(cells.flat()),
    };
    return [{ row, fields, below: members.length }];
  });
  if (made.length === 0) return undefined;
  const all = {
    rows: [{ name: "first" }, ...made.map(({ row }) => row)],
    fields: made.reduce<Fields>((read, { fields }) => ({ ...read, ...fields }), {}),
    below: made.reduce((sum, { below: count }) => sum + count, 0),
  };
  // One row below the first is known by its empty key.
  if (continues && kinds.length === 1) return { ...all, columns, keys: join.keys };
  return {
    ...all,
    columns: columns.map((column) => (column === label ? { ...column, key: true } : column)),
    keys: [...join.keys, label.at],
  };
};
