import type { FieldConfig } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import { compileRules } from "../../text/text-rules.ts";
import type { CatalogView, Fields } from "../types.ts";
import type { ModelPage } from "./align.ts";
import { type Items, localName, position } from "./items.ts";
import type { PlainDesk } from "./lines.ts";

/** What values are looked up in to say whether all that a code of a template gives are plain words. */
export type Words = Map<string, () => boolean>;

const isWord = (text: string): boolean => text === "" || /^[A-Za-z0-9][\w./:@+-]*$/.test(text);

const allWords = (
  { path, rules, when, default: other = "" }: FieldConfig,
  { shape }: CatalogView,
): boolean => {
  if (path === undefined || when !== undefined || !isWord(toText(other))) return false;
  const pipeline = rules === undefined ? undefined : compileRules([...rules]);
  return shape.models.every(({ leaves }) => {
    const value = leaves.get(path) ?? null;
    if (typeof value === "object") return value === null;
    return isWord(pipeline?.apply(toText(value)) ?? toText(value));
  });
};

/** Whether a model may have nothing for a field: none of today's says what the next one lacks. */
const mayLack = ({ path, default: other, else: next }: FieldConfig, { shape }: CatalogView): boolean =>
  path !== undefined && path !== shape.id && path !== shape.name && other === undefined && next === undefined;

/** What is the same for all lines of a template. */
export type Room = Pick<PlainDesk, "catalog" | "rename" | "blank" | "inFront"> & { readonly words: Words };

/** Lines of pages: a field is the model's. */
export const pageDesk = (pages: readonly ModelPage[], room: Room): PlainDesk => {
  const { catalog, rename, words } = room;
  const { shape } = catalog;
  const named = (name: string, config: FieldConfig | undefined): FieldConfig =>
    config ?? { path: name === "name" ? (shape.name ?? shape.id) : shape.id };
  const codeOf = (name: string, config: FieldConfig | undefined): string => {
    const code = `it.fields.${name}`;
    words.set(code, () => allWords(named(name, config), catalog));
    return code;
  };
  return {
    ...room,
    pages,
    codeOf,
    isThere: (name, config) =>
      config !== undefined && mayLack(config, catalog) ? `it.fields.${name} !== null` : undefined,
    conditionOf: (when) => {
      const { field, exists, ...rest } = when;
      if (field !== undefined && exists === true && Object.keys(rest).length === 0)
        return { code: `it.fields.${field} !== null`, fields: {} };
      const name = `${field ?? "some"}Shown`;
      const shown: FieldConfig = { value: true, when, otherwise: false };
      const own = rename({ [name]: shown }).get(name) ?? name;
      return { code: `it.fields.${own}`, fields: { [own]: shown } };
    },
  };
};

/** Lines of the items of a list: `used` takes what they read of those. */
export const itemDesk = (
  pages: readonly ModelPage[],
  { path, catalog }: Items,
  room: Room,
  used: Map<string, string>,
): PlainDesk => {
  const around = pageDesk(pages, room);
  const own = (config: FieldConfig | undefined): string | undefined =>
    config?.path !== undefined && (config.path === position || config.path.startsWith(`${path}[*].`))
      ? config.path
      : undefined;
  const read = (leaf: string): string => {
    if (leaf === position) return "at + 1";
    const name = used.get(leaf) ?? localName(leaf, new Set(used.values()));
    used.set(leaf, name);
    return name;
  };
  const isOwn = (fields: Fields): boolean =>
    Object.values(fields).some((config) => own(config) !== undefined);
  return {
    ...around,
    catalog,
    codeOf: (name, config) => {
      const leaf = own(config);
      if (leaf === undefined) return around.codeOf(name, config);
      if (config?.rules !== undefined || config?.missing !== undefined) return undefined;
      const code =
        config?.default === undefined ? read(leaf) : `(${read(leaf)} || ${JSON.stringify(config.default)})`;
      room.words.set(
        code,
        () => leaf === position || allWords({ path: leaf, default: config?.default ?? "" }, catalog),
      );
      return code;
    },
    isThere: (name, config) => {
      const leaf = own(config);
      if (leaf === undefined) return around.isThere(name, config);
      return config?.default === undefined && leaf !== position ? `${read(leaf)} !== ""` : undefined;
    },
    conditionOf: (when, fields) => {
      const leaf = own(fields[when.field ?? ""]);
      if (leaf === undefined) return isOwn(fields) ? undefined : around.conditionOf(when, fields);
      const { exists, equals } = when;
      if (Object.keys(when).length !== 2) return undefined;
      if (exists === true) return { code: `${read(leaf)} !== ""`, fields: {} };
      return typeof equals === "string" || typeof equals === "number" || typeof equals === "boolean"
        ? { code: `${read(leaf)} === ${JSON.stringify(String(equals))}`, fields: {} }
        : undefined;
    },
  };
};
