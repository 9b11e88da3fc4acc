import type { FieldConfig } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import { compileRules } from "../../text/text-rules.ts";
import type { Model } from "../catalog/records.ts";
import type { CatalogView, Fields } from "../types.ts";
import type { ModelPage } from "./align.ts";
import { type Items, localName, position } from "./items.ts";
import type { PlainDesk } from "./lines.ts";
import { quoted } from "./written.ts";

/**
 * What all texts are that a code of a template gives: plain words, of these numbers, truth values and dates that the
 * template has as texts, and values that it has as no texts.
 */
export type Look = "word" | "number" | "flag" | "date" | "value" | "other";

/** What is looked up to say what a code of a template gives. */
export type Looks = Map<string, () => Look>;

const isWord = (text: string): boolean => text === "" || /^[A-Za-z0-9][\w./:@+-]*$/.test(text);

const lookOf = ({ path, rules, when, default: other = "" }: FieldConfig, { shape }: CatalogView): Look => {
  if (path === undefined || when !== undefined || !isWord(toText(other))) return "other";
  const pipeline = rules === undefined ? undefined : compileRules([...rules]);
  const values = shape.models.map(({ leaves }) => leaves.get(path) ?? null);
  const texts = values.map((value) =>
    value === null
      ? ""
      : typeof value === "object"
        ? undefined
        : (pipeline?.apply(toText(value)) ?? toText(value)),
  );
  if (!texts.every((text) => text !== undefined && isWord(text))) return "other";
  const isText = pipeline !== undefined || values.some((value) => typeof value === "string");
  if (!isText) return "value";
  if (texts.every((text) => text === "" || /^\d{4}-\d\d-\d\d$/.test(text ?? ""))) return "date";
  return texts.every((text) => text === "" || String(Number(text)) === text) ? "number" : "word";
};

/** Whether a model may have nothing for a field: none of today's says what the next one lacks. */
const mayLack = ({ path, default: other, else: next }: FieldConfig, { shape }: CatalogView): boolean =>
  path !== undefined && path !== shape.id && path !== shape.name && other === undefined && next === undefined;

/** What is the same for all lines of a template. */
export type Room = Pick<PlainDesk, "catalog" | "rename" | "blank" | "inFront"> & { readonly looks: Looks };

/** Lines of pages: a field is the model's. */
export const pageDesk = (pages: readonly ModelPage[], room: Room): PlainDesk => {
  const { catalog, rename, looks } = room;
  const { shape } = catalog;
  const named = (name: string, config: FieldConfig | undefined): FieldConfig =>
    config ?? { path: name === "name" ? (shape.name ?? shape.id) : shape.id };
  const codeOf = (name: string, config: FieldConfig | undefined): string => {
    const code = `it.fields.${name}`;
    looks.set(code, () => lookOf(named(name, config), catalog));
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
  // What items have is read from a text.
  const asText = (path: string, look: Look): Look => {
    const isFlag = (model: Model): boolean => typeof (model.leaves.get(path) ?? true) === "boolean";
    return look !== "value" ? look : catalog.shape.models.every(isFlag) ? "flag" : "number";
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
      const other = own(config?.else);
      if (config?.else !== undefined && other === undefined) return undefined;
      const shown = config?.default;
      const plain = shown === undefined ? "" : quoted(shown);
      const instead = other === undefined ? plain : read(other);
      const code = instead === "" ? read(leaf) : `(${read(leaf)} || ${instead})`;
      room.looks.set(code, () => {
        const looks = [leaf, ...(other === undefined ? [] : [other])].map((path) =>
          path === position ? "word" : asText(path, lookOf({ path, default: shown ?? "" }, catalog)),
        );
        return looks.every((look) => look === looks[0]) ? (looks[0] ?? "other") : "other";
      });
      return code;
    },
    isThere: (name, config) => {
      const leaf = own(config);
      if (leaf === undefined) return around.isThere(name, config);
      const other = own(config?.else);
      if (config?.default !== undefined || leaf === position) return undefined;
      return other === undefined ? `${read(leaf)} !== ""` : `(${read(leaf)} || ${read(other)}) !== ""`;
    },
    conditionOf: (when, fields) => {
      const leaf = own(fields[when.field ?? ""]);
      if (leaf === undefined) return isOwn(fields) ? undefined : around.conditionOf(when, fields);
      const { exists, equals } = when;
      if (Object.keys(when).length !== 2) return undefined;
      if (exists === true) return { code: `${read(leaf)} !== ""`, fields: {} };
      return typeof equals === "string" || typeof equals === "number" || typeof equals === "boolean"
        ? { code: `${read(leaf)} === ${quoted(String(equals))}`, fields: {} }
        : undefined;
    },
  };
};
