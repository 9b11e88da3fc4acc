import type { FieldValue } from "../../model/entry.ts";
import { toText } from "../../config/expression.ts";
import { countEach } from "../../text/group-by.ts";
import { fieldName } from "./field-name.ts";
import { leavesOf, type RecordObject } from "./leaves.ts";
import { type List, listsIn } from "./lists.ts";

/** A model of the catalog as `init` looks at it: every value of its record, by path. */
export type Model = {
  /** What tells it apart: its ID, or the fields of the shape's `key` with `/` between them. */
  readonly id: string;
  readonly name: string;
  readonly leaves: ReadonlyMap<string, FieldValue>;
  /** The record itself, for lists of objects in it. */
  readonly record?: RecordObject;
};

/** A field that is a part of what tells models apart. */
export type KeyField = { readonly name: string; readonly path: string };

/** Where a document has its models, and what identifies and names them. */
export type Shape = {
  /** Path of the list; "" when the document is the list. */
  readonly list: string;
  /** Where the list is a map: what its keys are called in the records. */
  readonly keyField: string | undefined;
  readonly id: string;
  /** What a model's provider is called, where records have that. */
  readonly owner?: KeyField;
  /** The fields that tell models apart together, where an ID recurs. */
  readonly key?: readonly KeyField[];
  /** Undefined when records have no display name. */
  readonly name: string | undefined;
  readonly models: readonly Model[];
  /** A record for each ID that recurs, though nothing tells its records apart: those are no models. */
  readonly again?: readonly Model[];
};

type Leaves = Model["leaves"];

/** What a value is called, in small letters: `modelId` and `ModelID` are one. */
export const lastPart = (path: string): string => (path.split(".").at(-1) ?? "").toLowerCase();

export const idNames = [
  "id",
  "model_id",
  "modelid",
  "model_name",
  "modelname",
  "model",
  "slug",
  "name",
  "key",
];
/** `modelRef`, `deployment_id`: what isn't called an ID alone may be one where it is unique. */
const refers = /(?:Id|Ref|Slug|_id|_ref|_slug)$/;
const displayNames = ["display_name", "displayname", "name", "title", "label", "short_name", "id"];
/** What else is a name beside an ID, where the documentation has it. */
const modelNames = ["model_name", "modelname", "model"];

/** What a model's provider is called, where several have models of one ID. */
const ownerNames = [
  ...["provider", "$key", "litellm_provider", "vendor", "owner", "owned_by", "organization"],
  ...["developer", "creator", "author", "publisher", "company"],
];

/** What tells models of one ID apart: the versions of one model are models, too. */
const apartNames = [...ownerNames, "version"];

/** Whether a value is what a model's maker is called: `providerName`, `owner.name`, `organization`. */
export const isMaker = (path: string): boolean =>
  ownerNames.includes(lastPart(path.replace(/[._]?name$/i, "")));

const preference = (names: readonly string[], path: string): number => {
  const at = names.indexOf(lastPart(path));
  return (at === -1 ? names.length : at) + path.split(".").length * 100;
};

/** What a provider is called in its own record: one without a name is called by its key. */
export const providerName = /^\$parent\.(?:name|title|label|display_?name)$/i;

/** The paths of text that is in every record of its own, and not in an object of a list. */
export const textPaths = (records: readonly Leaves[]): readonly string[] =>
  [...(records[0]?.keys() ?? [])].filter(
    (path) =>
      !/^\$parent\.|\[0\]/.test(path) &&
      records.every((record) => {
        const value = record.get(path);
        return typeof value === "string" && value !== "";
      }),
  );

/** How often values of a path are found in the documentation; `isKnown` says whether one of them is. */
const found = (records: readonly Leaves[], path: string, isKnown: (text: string) => boolean): number =>
  records.filter((record) => isKnown(toText(record.get(path)))).length;

const textAt = (record: Leaves, path: string): string => toText(record.get(path));

/** The share of records with an ID of their own, for the others to be left out. */
const mostAlone = 0.8;

/** Whether so many records have something for themselves that the others may be left out. */
const areMostly = (counts: Iterable<number>, of: number): boolean =>
  [...counts].filter((count) => count === 1).length >= mostAlone * of;

/** The field that tells most records of one ID apart; undefined where there is none. */
const ownerOf = (records: readonly Leaves[], texts: readonly string[], id: string): KeyField | undefined => {
  const own = new Set(records.map((record) => textAt(record, id))).size;
  const [best] = texts
    .filter((path) => path !== id && apartNames.includes(lastPart(path)))
    .map((path) => {
      const counts = countEach(
        records.map((record) => JSON.stringify([textAt(record, path), textAt(record, id)])),
      );
      return { path, counts };
    })
    .filter(
      ({ counts }) =>
        counts.size === records.length || (counts.size > own && areMostly(counts.values(), records.length)),
    )
    .sort(
      (a, b) =>
        b.counts.size - a.counts.size || preference(apartNames, a.path) - preference(apartNames, b.path),
    );
  if (best === undefined) return undefined;
  const { path } = best;
  const name = fieldName(path);
  return { name: ["id", "name", "slug"].includes(name) ? `owner${name}` : name, path };
};

/** How often records have each text. */
export const countsOf = (records: readonly Leaves[], path: string): ReadonlyMap<string, number> =>
  countEach(records.map((record) => textAt(record, path)));

/** How many models the documentation must name by a value for that to be their ID, whatever it is called. */
const leastShown = 2;

/** What a list of records is, if it is one of models; `hits` is how many of them the documentation names. */
const shapeOf = (
  { path: list, keyField, records }: List,
  isId: (text: string) => boolean,
  isName: (text: string) => boolean,
): { readonly shape: Shape; readonly hits: number } | undefined => {
  const leaves = records.map(leavesOf);
  const texts = textPaths(leaves);
  const isUnique = (path: string): boolean =>
    new Set(leaves.map((record) => record.get(path))).size === records.length;
  const isSolid = (path: string): boolean => leaves.every((record) => !/\s/.test(textAt(record, path)));
  const best = (paths: readonly string[], names: readonly string[], known: (text: string) => boolean) =>
    paths
      .map((path) => ({ path, hits: found(leaves, path, known) }))
      .sort((a, b) => b.hits - a.hits || preference(names, a.path) - preference(names, b.path))[0];
  const named = texts.filter((path) => idNames.includes(lastPart(path)));
  const pick = (paths: readonly string[]) => {
    // What has spaces in it is a display name, however often the documentation shows it.
    const solid = paths.filter(isSolid);
    return best(solid.length > 0 ? solid : paths, idNames, isId);
  };
  const called = pick(texts.filter((path) => isUnique(path) && (named.includes(path) || refers.test(path))));
  // What few have for themselves is of what kind they are: a `task.name`.
  const isOwn = (path: string): boolean => countsOf(leaves, path).size * 2 > records.length;
  const titlesOf = (names: readonly string[]): readonly string[] =>
    texts.filter((path) => names.includes(lastPart(path)) && isOwn(path));
  const isShown = (path: string): boolean =>
    path !== called?.path && (called?.hits === 0 || found(leaves, path, isName) > 0);
  const own = titlesOf(displayNames);
  const isCalled = own.some((path) => lastPart(path) !== "id");
  const titles = isCalled ? own : [...own, ...titlesOf(modelNames).filter(isShown)];
  const titled = called === undefined ? undefined : best(titles, displayNames, isName);
  // An ID that is called otherwise is known by the pages alone: they show it where they show no name.
  const least = Math.max(leastShown, (titled?.hits ?? 0) + 1);
  const mayBeId = (path: string): boolean =>
    isUnique(path) &&
    !apartNames.includes(lastPart(path)) &&
    found(leaves, path, isId) >= least &&
    // Versions, dates and numbers are those of models, however apart.
    leaves.filter((record) => /^\p{L}/u.test(textAt(record, path))).length * 2 > records.length;
  const isOther = (path: string): boolean =>
    called === undefined ||
    // Beside an ID in one word no sentence is one.
    ((isSolid(path) || !isSolid(called.path)) &&
      !(titles.includes(path) || textAt(leaves[0] ?? new Map(), path).includes("://")));
  const shown =
    (called?.hits ?? 0) > 0 ? undefined : pick(texts.filter((path) => isOther(path) && mayBeId(path)));
  const unique = shown ?? called;
  const shared = pick(named.filter((path) => !isUnique(path)));
  const apart = shared === undefined ? undefined : ownerOf(leaves, texts, shared.path);
  // An ID that recurs goes before a unique text only where the documentation has it and not the other.
  const recurs = apart !== undefined && (unique === undefined || (shared?.hits ?? 0) > 2 * unique.hits);
  const areAlone = areMostly(countsOf(leaves, shared?.path ?? "").values(), records.length);
  const id = recurs ? shared : (unique ?? (areAlone ? shared : undefined));
  if (id === undefined) return undefined;
  const owner = recurs ? apart : ownerOf(leaves, texts, id.path);
  // Where providers hold their models, the next one may have a model of another's ID: readers who see both know whose it is.
  const isHeld =
    owner !== undefined &&
    /^\$(?:key|parent)\b/.test(owner.path) &&
    found(leaves, owner.path, isId) === records.length;
  const name = best(
    titles.filter((path) => path !== id.path),
    displayNames,
    isName,
  );
  const key = owner !== undefined && (recurs || isHeld) ? [owner, { name: "id", path: id.path }] : undefined;
  const all = leaves.map((record, index) => ({
    id: (key ?? [id]).map(({ path }) => textAt(record, path)).join("/"),
    name: textAt(record, name?.path ?? id.path),
    leaves: record,
    record: records[index] ?? {},
  }));
  const counts = countEach(all.map((model) => model.id));
  const again = [
    ...new Map(all.flatMap((model) => (counts.get(model.id) === 1 ? [] : [[model.id, model]]))).values(),
  ];
  const shape = {
    list,
    keyField,
    id: id.path,
    ...(owner === undefined ? {} : { owner }),
    ...(key === undefined ? {} : { key }),
    name: name?.path,
    models: again.length === 0 ? all : all.filter((model) => counts.get(model.id) === 1),
    ...(again.length === 0 ? {} : { again }),
  };
  return { shape, hits: Math.max(id.hits, name?.hits ?? 0) };
};

/** Finds the models in a catalog's document: the list of which the documentation names most, and of two the longest. */
export const findModels = (
  document: unknown,
  isId: (text: string) => boolean,
  isName: (text: string) => boolean,
): Shape | undefined =>
  listsIn(document)
    .flatMap((list) => shapeOf(list, isId, isName) ?? [])
    .sort((a, b) => b.hits - a.hits || b.shape.models.length - a.shape.models.length)[0]?.shape;
