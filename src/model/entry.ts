/** A JSON value that holds no other. */
export type Scalar = string | number | boolean | null;

/** What a catalog field holds once it was mapped: a JSON value without objects. */
export type FieldValue = Scalar | readonly Scalar[];

/** Whether a value is a list. */
export const isList = (value: FieldValue): value is readonly Scalar[] => Array.isArray(value);

/** Whether a value says nothing. */
export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === "" || (isList(value) && value.length === 0);

/** One model of the catalog: validated, mapped, classified and named. */
export type Entry = {
  /** The model's exact, case-sensitive ID. */
  readonly id: string;
  /** Display name. */
  readonly name: string;
  /** File-name part that stands for the model: safe on every platform, unique in the catalog. */
  readonly slug: string;
  /** Its slug by the rules of before, where the config declares them and it was another. */
  readonly formerSlug?: string;
  /** Its place in the catalog, counted from 0. */
  readonly position: number;
  /** Where the catalog has the first model with the same value of a field, for the fields that an order asks it of. */
  readonly firsts?: ReadonlyMap<string, number>;
  /** Every mapped field, `id` and `name` included. */
  readonly fields: ReadonlyMap<string, FieldValue>;
  /** The declared capabilities that hold, in the order of their declaration. */
  readonly capabilities: readonly string[];
  /** The template set that the first matching capability chose. */
  readonly templates: string;
};

/** A model by its fields alone, as the lock has it; one that is in no catalog has no place there. */
export const entryOf = (fields: Readonly<Record<string, FieldValue>>): Entry => {
  const text = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  return {
    ...{ id: text("id"), name: text("name"), slug: text("slug"), position: 0 },
    ...{ fields: new Map(Object.entries(fields)), capabilities: [], templates: "" },
  };
};

/** Who provides a model: by its own field, or by its ID; empty where neither says so. */
export const providerOf = (id: string, provider: FieldValue | undefined): string => {
  if (typeof provider === "string" && provider !== "") return provider;
  return id.includes("/") ? id.slice(0, id.indexOf("/")) : "";
};

/** A model as it was called by the slug rules of before; undefined where nothing changed. */
export const formerEntry = (entry: Entry): Entry | undefined => {
  const { formerSlug, fields } = entry;
  if (formerSlug === undefined) return undefined;
  return { ...entry, slug: formerSlug, fields: new Map([...fields, ["slug", formerSlug]]) };
};
