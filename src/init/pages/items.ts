import type { FieldValue } from "../../model/entry.ts";
import type { TextRule } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import { compileRules } from "../../text/text-rules.ts";
import { isObject } from "../../text/json.ts";
import { leavesOf, type RecordObject, step } from "../catalog/leaves.ts";
import type { Model } from "../catalog/records.ts";
import { readingOf, readingsOf } from "../columns/readings.ts";
import { fieldName } from "../catalog/field-name.ts";
import type { CatalogView } from "../types.ts";
import { toMap } from "../../text/group-by.ts";

/** Where an item stands among those of its model, counted from 1. */
export const position = "position";

/** More models than this tell nothing new of what their items have. */
const mostModels = 300;

/** What a value that is an item is called, as if it were one of an object's. */
const lone = "value";

const isScalar = (value: unknown): boolean => ["string", "number"].includes(typeof value);

const listsIn = (
  record: RecordObject,
  prefix = "",
): readonly (readonly [string, readonly RecordObject[]])[] =>
  Object.entries(record).flatMap(([key, value]) => {
    const path = step(prefix, key);
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const objects = items.filter(isObject);
      if (items.length > 0 && items.every(isScalar))
        return [[path, items.map((item) => ({ [lone]: item }))] as const];
      return objects.length === items.length && items.length > 0 ? [[path, objects] as const] : [];
    }
    return isObject(value) && prefix === "" ? listsIn(value, path) : [];
  });

/** The lists of objects that records of models have: what each model has there, by path. */
export const listsOfItems = (models: readonly Model[]): ReadonlyMap<string, ItemsByModel> => {
  const lists = new Map<string, Map<Model, readonly RecordObject[]>>();
  for (const model of models)
    for (const [path, items] of listsIn(model.record ?? {}))
      lists.set(path, (lists.get(path) ?? new Map<Model, readonly RecordObject[]>()).set(model, items));
  return lists;
};

/** The items of a list of records, each as a model: with what its model has, but what other items have. */
export type Items = {
  readonly path: string;
  /** What is made of each item of a list of plain values. */
  readonly rules: readonly TextRule[];
  readonly catalog: CatalogView;
  readonly of: (model: Model) => readonly Model[];
};

export const itemsOf = (
  path: string,
  lists: ItemsByModel,
  catalog: CatalogView,
  rules: readonly TextRule[] = [],
): Items => {
  const pipeline = compileRules([...rules]);
  const worded = (value: FieldValue): FieldValue =>
    rules.length === 0 ? value : pipeline.apply(toText(value));
  const own = toMap([...lists].slice(0, mostModels), ([model, items]) => {
    const around = [...model.leaves].filter(([leaf]) => !leaf.startsWith(`${path}[*]`));
    return [
      model,
      items.map((item, at): Model => {
        const leaves = [...leavesOf(item)].map(([leaf, value]): readonly [string, FieldValue] => [
          `${path}[*].${leaf}`,
          worded(value),
        ]);
        return {
          ...model,
          id: `${model.id} ${at}`,
          leaves: new Map<string, FieldValue>([...leaves, ...around, [position, at + 1]]),
        };
      }),
    ];
  });
  const models = [...own.values()].flat();
  const shape = { ...catalog.shape, models };
  const paths = new Set(models.flatMap(({ leaves }) => [...leaves.keys()]));
  const plain = [...paths]
    .filter((leaf) => leaf.startsWith(`${path}[*].`) || leaf === position)
    .map((leaf) => readingOf(shape, leaf, "", []));
  const others = readingsOf(catalog.shape).filter((reading) => !reading.path.startsWith(`${path}[*]`));
  return {
    path,
    rules,
    catalog: { shape, readings: [...plain, ...others] },
    of: (model) => own.get(model) ?? [],
  };
};

const words: TextRule = { op: "words" };

/** How pages write the words of a list of values: `function_calling` as they are, in words, or with capitals. */
export const wordings: readonly (readonly TextRule[])[] = [
  [],
  [words],
  [words, { op: "sentenceCase" }],
  [words, { op: "titleCase" }],
  [{ op: "uppercase" }],
];

/** What each model has in a list. */
export type ItemsByModel = ReadonlyMap<Model, readonly RecordObject[]>;

/** Whether the items of lists are plain values. */
export const areLone = (lists: ItemsByModel): boolean =>
  [...lists.values()].every((items) => items.every((item) => lone in item));

/** What an item's value is called in a template beside others: no helper there is called so, and no word of JavaScript. */
export const localName = (leaf: string, others: ReadonlySet<string>): string => {
  const name = fieldName(`its ${leaf.slice(leaf.indexOf("[*].") + 4)}`);
  return others.has(name) ? `${name}${others.size + 1}` : name;
};

/** The text that a field has of each item: its values that are read, with tabs between them. */
export const textOfItem = ({ path, catalog: { shape } }: Items, leaves: readonly string[]): string => {
  if (leaves.length === 0) return "{key}";
  const isLone = shape.models.every(({ leaves: own }) => own.has(`${path}[*].${lone}`));
  return leaves.map((leaf) => (isLone ? "{value}" : `{value.${leaf.slice(path.length + 4)}}`)).join("\t");
};
