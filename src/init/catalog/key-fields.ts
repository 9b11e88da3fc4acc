import type { CatalogConfig } from "../../config/config.gen.ts";
import type { FieldValue } from "../../model/entry.ts";
import type { Fields } from "../types.ts";
import type { Model, Shape } from "./records.ts";

/** What the config says of where the records are and what tells them apart. */
export const envelopeConfig = ({
  list,
  keyField,
  key,
}: Shape): Pick<CatalogConfig, "list" | "keyField" | "key"> => ({
  ...(list === "" ? {} : { list }),
  ...(keyField === undefined ? {} : { keyField }),
  ...(key === undefined ? {} : { key: key.map(({ name }) => name) }),
});

/** The fields that tell models apart, besides the ID. */
export const keyFields = ({ key = [] }: Shape): Fields =>
  Object.fromEntries(key.filter(({ name }) => name !== "id").map(({ name, path }) => [name, { path }]));

/** What tells a model apart, as fields of its own. */
export const idOfField = (
  { id, key = [] }: Shape,
  { leaves }: Model,
): readonly (readonly [name: string, value: FieldValue])[] => [
  ["id", leaves.get(id) ?? null],
  ...key.map(({ name, path }) => [name, leaves.get(path) ?? null] as const),
];
