import { type Model, type Shape, providerName } from "../catalog/records.ts";
import type { FoundRow, FoundTable } from "../types.ts";
import { bare, lastPart } from "./key-forms.ts";
import { toText } from "../../config/expression.ts";

/** Who provides a model, where the catalog has several of one ID. */
const ownerOf = ({ leaves }: Model, { key: [owner] = [] }: Shape): string =>
  owner === undefined ? "" : toText(leaves.get(owner.path));

const known = new WeakMap<Model, ReadonlySet<string>>();

/** What the provider of a model may be called: as its ID has it, or as its own record. */
const ownerNames = (model: Model, shape: Shape): ReadonlySet<string> => {
  const before = known.get(model);
  if (before !== undefined) return before;
  const names = new Set(
    [
      ownerOf(model, shape),
      model.id.slice(0, Math.max(0, model.id.indexOf("/"))),
      ...[...model.leaves].flatMap(([path, value]) => (providerName.test(path) ? toText(value) : [])),
    ].map(bare),
  );
  names.delete("");
  known.set(model, names);
  return names;
};

/** A row, and the models that it may be of. */
export type Named = { readonly row: FoundRow; readonly models: readonly Model[] };

/** A row of one model, and the column that told it from others of its ID. */
export type Told = { readonly row: FoundRow; readonly model: Model; readonly at: number | undefined };

/** What a cell shows. */
export const textAt = (row: FoundRow, column: number): string => row.cells[column]?.shown ?? "";

/** The parts of the addresses that a cell links to, with a title or without. */
const addressParts = (row: FoundRow, column: number): readonly string[] =>
  [...(row.cells[column]?.text ?? "").matchAll(/\]\(<?([^()\s<>]+)>?(?:\s+"[^"]*")?\)/g)].flatMap(
    ([, to = ""]) => to.split(/[/#?]/),
  );

/** What stands around a table, the nearest first: its headings without a count, and what its page and folders are called. */
const around = ({ page, context }: FoundTable): readonly string[] =>
  [
    ...page.replace(/\.\w+$/, "").split("/"),
    ...context.map((text) => text.replace(/\s*\(\d[\d,.]*\)\s*$/, "")),
  ].reverse();

/** Tells the models of one ID apart by what their provider is called in the row, or around the table. */
const tellOwner = ({ row, models }: Named, shape: Shape, table: FoundTable): Told | undefined => {
  const [only, another] = models;
  if (only === undefined) return undefined;
  if (another === undefined) return { row, model: only, at: undefined };
  const owners = models.map((model) => [model, ownerNames(model, shape)] as const);
  const alone = (text: string): Model | undefined => {
    const word = bare(text);
    const [own, other] = owners.filter(([, names]) => names.has(word));
    return other === undefined ? own?.[0] : undefined;
  };
  // The cells beside an ID say whose it is only where the catalog has one ID several times.
  const columns = shape.key === undefined ? [] : [...table.headers.keys()];
  const isName = (text: string): boolean =>
    models.some(({ leaves, name }) =>
      [name, lastPart(toText(leaves.get(shape.id)))].map(bare).includes(bare(text)),
    );
  const said = [
    ...columns.map((at) => [at, textAt(row, at)] as const),
    // `[Acme Cloud](/providers/acme)`; where a model's own name leads says who made it.
    ...columns
      .filter((at) => !isName(textAt(row, at)))
      .flatMap((at) => addressParts(row, at).map((part) => [at, part] as const)),
  ];
  for (const [at, text] of said) {
    const model = alone(text);
    if (model !== undefined) return { row, model, at };
  }
  for (const text of around(table)) {
    const model = alone(text);
    if (model !== undefined) return { row, model, at: undefined };
  }
  return undefined;
};

/** Whether a row, or what stands `beside` it, says whose its model is. */
const namesOwner = ({ row, model }: Told, shape: Shape, beside: readonly string[]): boolean => {
  const names = ownerNames(model, shape);
  return [...row.cells.map(({ shown }) => shown), ...beside].some((text) => names.has(bare(text)));
};

/** The rows whose models are told from all others; where these are one provider's, others of its IDs are, too. */
export const tellRows = (named: readonly Named[], shape: Shape, table: FoundTable): readonly Told[] => {
  const told = new Map(named.map((each) => [each, tellOwner(each, shape, table)] as const));
  const owners = new Set(
    [...told.values()].flatMap((own) => own?.model ?? []).map((own) => ownerOf(own, shape)),
  );
  const [owner = "", another] = owners;
  const all = named.flatMap((each) => {
    const own = told.get(each);
    if (own !== undefined || owner === "" || another !== undefined) return own ?? [];
    const [model, other] = each.models.filter((of) => ownerOf(of, shape) === owner);
    return model === undefined || other !== undefined ? [] : [{ row: each.row, model, at: undefined }];
  });
  const isOpen = another !== undefined && all.length < named.length;
  const beside = around(table);
  return isOpen ? all.filter((each) => namesOwner(each, shape, beside)) : all;
};

/** Whether a table is called after the one provider of all its models: others' that have the same IDs aren't meant. */
export const isCalledAfter = (told: readonly Told[], shape: Shape, table: FoundTable): boolean => {
  const words = around(table).map(bare);
  const [first, ...more] = told.map(({ model }) => ownerNames(model, shape));
  return words.some((word) => first?.has(word) === true && more.every((names) => names.has(word)));
};
