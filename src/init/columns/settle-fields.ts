import type { FieldConfig, Predicate } from "../../config/config.gen.ts";
import type { Fields, PartDraft, TextDraft } from "../types.ts";

/** Fields that each config has, whatever is found. */
const given: ReadonlySet<string> = new Set(["id", "name"]);

type Names = ReadonlyMap<string, string>;

/** Says which of some fields need other names than their own, for these are of other definitions. */
export type Renamer = (fields: Fields) => Names;

const inText = (text: string, names: Names): string =>
  text.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const other = names.get(name);
    return other === undefined ? whole : `{${other}}`;
  });

const inPredicate = (when: Predicate, names: Names): Predicate => ({
  ...when,
  ...(when.field === undefined ? {} : { field: names.get(when.field) ?? when.field }),
  ...(when.all === undefined ? {} : { all: when.all.map((each) => inPredicate(each, names)) }),
  ...(when.any === undefined ? {} : { any: when.any.map((each) => inPredicate(each, names)) }),
  ...(when.not === undefined ? {} : { not: inPredicate(when.not, names) }),
});

const inField = (config: FieldConfig, names: Names): FieldConfig => ({
  ...config,
  ...(config.text === undefined ? {} : { text: inText(config.text, names) }),
  ...(config.when === undefined ? {} : { when: inPredicate(config.when, names) }),
});

const inFields = (fields: Fields, names: Names): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, config]) => [names.get(name) ?? name, inField(config, names)]),
  );

const inGroup = <T extends { readonly by: string }>(group: T, names: Names): T => ({
  ...group,
  by: names.get(group.by) ?? group.by,
});

/** What the definitions of one name are in a whole draft: another one of a name that is taken gets a number. */
export const renamer = (): Renamer => {
  const known = new Map<string, string>();
  return (fields) => {
    const names = new Map<string, string>();
    for (const [name, config] of Object.entries(fields)) {
      if (given.has(name)) continue;
      const definition = JSON.stringify(inField(config, names));
      let free = name;
      for (let number = 2; (known.get(free) ?? definition) !== definition; number += 1)
        free = `${name}${number}`;
      known.set(free, definition);
      if (free !== name) names.set(name, free);
    }
    return names;
  };
};

/** A text with its fields under other names. */
export const renamed = <T extends TextDraft>(draft: T, names: Names): T => {
  if (names.size === 0) return draft;
  const { value, when, otherwise, fields } = draft;
  return {
    ...draft,
    value: inText(value, names),
    ...(when === undefined ? {} : { when: inPredicate(when, names) }),
    ...(otherwise === undefined ? {} : { otherwise: inText(otherwise, names) }),
    fields: inFields(fields, names),
  };
};

/** Gives fields that are made otherwise in one place than in another names of their own. */
export const settleFields = (parts: readonly PartDraft[]): readonly PartDraft[] => {
  const rename = renamer();
  // What orders read is the catalog's own value, under its plain name.
  for (const part of parts) if (part.type === "table") rename(part.fields);
  return parts.map((part): PartDraft => {
    if (part.type === "list") {
      const names = rename(part.fields);
      const { field = "" } = part.config;
      const config = { ...part.config, field: names.get(field) ?? field };
      return { ...part, config, fields: inFields(part.fields, names) };
    }
    if (part.type === "pages") {
      const names = rename(part.fields);
      const template = part.template.replace(
        /\bit\.fields\.(\w+)/g,
        (_, name: string) => `it.fields.${names.get(name) ?? name}`,
      );
      const config = { ...part.config, path: inText(part.config.path, names) };
      return { ...part, config, template, fields: inFields(part.fields, names) };
    }
    if (part.type === "section") {
      const names = rename(part.title.fields);
      const { title, open, body, group } = part.config;
      const config = {
        ...part.config,
        ...(group === undefined ? {} : { group: inGroup(group, names) }),
        ...(title === undefined ? {} : { title: inText(title, names) }),
        ...(open === undefined ? {} : { open: inText(open, names) }),
        ...(body === undefined ? {} : { body: body.map((line) => inText(line, names)) }),
      };
      return { ...part, config, title: renamed(part.title, names) };
    }
    if (part.type === "navigation") {
      const names = rename(part.fields);
      const { item, group } = part.config;
      const inItem =
        typeof item === "string"
          ? inText(item, names)
          : Object.fromEntries(
              Object.entries(item).map(([key, value]) => [
                inText(key, names),
                typeof value === "string" ? inText(value, names) : value,
              ]),
            );
      const config = {
        ...part.config,
        item: inItem,
        ...(group === undefined ? {} : { group: inGroup(group, names) }),
      };
      return { ...part, config, fields: inFields(part.fields, names) };
    }
    const names = rename(part.fields);
    const { group, rows } = part;
    const inCells = (cells: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(cells).map(([header, text]) => [header, inText(text, names)]));
    return {
      ...part,
      ...(rows === undefined
        ? {}
        : {
            rows: rows.map((row) => (row.cells === undefined ? row : { ...row, cells: inCells(row.cells) })),
          }),
      ...(group === undefined ? {} : { group: inGroup(group, names) }),
      fields: inFields(part.fields, names),
      columns: part.columns.map((column) => renamed(column, rename(column.fields))),
    };
  });
};
