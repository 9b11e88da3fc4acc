import type { FieldSettings } from "../config/catalog-settings.ts";
import { type Expression, fieldsOf } from "../config/expression.ts";
import { fieldsTested } from "../config/predicate.ts";
import type { NavItemSettings, SectionSettings, Settings, TableSettings } from "../config/settings.ts";
import { type Entry, isEmpty } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import { error, type Problem, warning } from "../model/problem.ts";
import { canonical } from "../text/digest.ts";
import { nearest } from "../text/suggest.ts";
import { parsePath, readPath, takesAll, type ValuePath, walkPath } from "./value-path.ts";
import { isObject } from "../text/json.ts";

/** A field none of whose paths any record has: what is missing is more likely misspelt than absent everywhere. */
export type Nowhere = {
  readonly field: string;
  readonly problem: Problem;
  /** Whether it is reported in any case: not where the field has another way to a value and nothing is like its path. */
  readonly told: boolean;
  /** Whether the records have a name like its path's: then it is misspelt rather than gone from them. */
  readonly misspelt: boolean;
  /** Whether another of its paths gives it values. */
  readonly valued: boolean;
};

/** A way to a value: its path, and those of what a text for each item shows of it. All of them are needed. */
type Way = readonly ValuePath[];

const wayOf = (path: ValuePath, each: FieldSettings["each"]): Way => [
  path,
  ...fieldsOf(each?.text ?? []).flatMap((name) => {
    const inside = name.startsWith("value.") ? name.slice(5) : undefined;
    return inside === undefined ? [] : (parsePath(`${path.source}${inside}`) ?? []);
  }),
];

const waysOf = ({ path, each, fallback }: FieldSettings): readonly Way[] => [
  ...(path === undefined ? [] : [wayOf(path, each)]),
  ...(fallback === undefined ? [] : waysOf(fallback)),
];

/** Whether something else than a path gives the field a value. */
const hasOther = ({ path, fallback, config }: FieldSettings): boolean =>
  path === undefined || (fallback === undefined ? config.default !== undefined : hasOther(fallback));

/** How deep names are looked for. */
const maxDepth = 3;

const namesIn = (value: unknown, before: string, depth: number, into: Set<string>): void => {
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (into.size >= 2000) return;
    const path = before === "" ? key : `${before}.${key}`;
    into.add(path);
    if (depth < maxDepth) namesIn(inner, path, depth + 1, into);
  }
};

/** How many records are looked at for names that may be meant. */
const sampled = 200;

const problemOf = (where: string, paths: readonly ValuePath[], known: readonly string[]): Problem => {
  const [path] = paths;
  const source = path?.source ?? "";
  const written = paths.map((each) => `\`${each.source}\``).join(" nor ");
  const meant = nearest(source, known);
  return warning(
    "field-path-nowhere",
    where,
    `No record has ${written}.`,
    meant === undefined
      ? "Correct the path, or take the field out."
      : `Did you mean \`${meant}\`? Correct the path, or take the field out.`,
  );
};

const leadsTo = (record: unknown, path: ValuePath): boolean => {
  const value = readPath(record, path);
  return value !== undefined && !(Array.isArray(value) && value.length === 0 && takesAll(path));
};

/** The names that records have, also within the items that a path takes. */
const namesOf = (records: readonly unknown[], ways: readonly Way[]): ReadonlySet<string> => {
  const known = new Set<string>();
  for (const record of records.slice(0, sampled)) {
    namesIn(record, "", 1, known);
    for (const [path, ...inside] of ways)
      if (path !== undefined && inside.length > 0)
        for (const { value } of walkPath(record, path) ?? []) namesIn(value, path.source, maxDepth, known);
  }
  return known;
};

/** The fields whose paths lead nowhere in any record, or whose first does and is like a name that no field reads. */
export const nowhereFields = (
  fields: ReadonlyMap<string, FieldSettings>,
  records: readonly unknown[],
  file: string,
): readonly Nowhere[] => {
  const ways = [...fields.values()].flatMap(waysOf);
  const known = namesOf(records, ways);
  const read = new Set(ways.flat().map(({ source }) => source));
  const unread = new Set([...known].filter((name) => !read.has(name)));
  return [...fields].flatMap(([name, field]): readonly Nowhere[] => {
    const missing = waysOf(field).map((way) =>
      way.filter((path) => !records.some((record) => leadsTo(record, path))),
    );
    const valued = missing.some((way) => way.length === 0);
    const paths = (valued ? missing.slice(0, 1) : missing).flatMap((way) => way.slice(0, 1));
    if (records.length === 0 || paths.length === 0) return [];
    const names = valued ? unread : known;
    const misspelt = paths.some(({ source }) => nearest(source, names) !== undefined);
    if (valued && !misspelt) return [];
    const told = !hasOther(field) || misspelt;
    const problem = problemOf(`${file}: catalog.fields.${name}`, paths, [...names]);
    return [{ field: name, told, misspelt, valued, problem }];
  });
};

type Found = ReadonlyMap<string, Nowhere>;

/**
 * A test that asks for a misspelt field never holds, and what hangs on it would change everywhere; one that asks
 * for what no model has yet is no mistake.
 */
const misspeltIn = (tested: Iterable<string>, all: Found): Nowhere | undefined =>
  [...tested].flatMap((name) => all.get(name) ?? []).find(({ misspelt }) => misspelt);

/** The fields that are made of those, or made so only where a test of them holds, too. */
const withDerived = (fields: Settings["fields"], nowhere: readonly Nowhere[]): Found => {
  const all = new Map(nowhere.map((each) => [each.field, each]));
  for (const [name, { config, text = [] }] of fields) {
    // Made of several, it says less where all of them do.
    const parts = config.of === undefined ? fieldsOf(text) : [config.of];
    const source = parts.every((part) => all.has(part)) ? all.get(parts[0] ?? "") : undefined;
    const found = source ?? misspeltIn(fieldsTested(config.when), all);
    if (found !== undefined && !all.has(name)) all.set(name, found);
  }
  return all;
};

const emptying = ({ where, message, fix }: Problem, what: string): Problem =>
  error(
    "field-path-empties",
    where,
    `${message.replace(/\.$/, "")}, and ${what} would lose what it says.`,
    fix,
  );

/** Whether it is no news that records lack the path: a model had the field's default already, or none had a value. */
const lackedBefore = (field: FieldSettings | undefined, name: string, lock: Lock): boolean => {
  const usual = field?.config.default;
  const models = [...lock.models.values()];
  if (usual !== undefined) return models.some(({ fields }) => canonical(fields[name]) === canonical(usual));
  return (
    models.length > 0 && models.every(({ fields }) => Object.hasOwn(fields, name) && isEmpty(fields[name]))
  );
};

const suspectOf = (key: "suspect" | "bodySuspect", found: Problem | undefined, what: string) =>
  found === undefined ? {} : { [key]: emptying(found, what) };

/** The fields that an entry shows beside its title. */
const shownBy = ({ format: { open, body, close = [] } }: SectionSettings): readonly string[] =>
  [open, ...body, close].flatMap((line) =>
    line.flatMap((piece) => (piece.type === "value" ? [piece.name] : [])),
  );

const expressionsOf = (item: NavItemSettings): readonly Expression[] =>
  item.type === "text"
    ? [item.value]
    : item.pairs.flat().flatMap((part) => (typeof part === "object" ? [part] : []));

/**
 * Settings under which cells, titles, entries, elements and counters that show such a field aren't written over,
 * and an error is reported instead.
 */
export const withSuspects = (settings: Settings, all: readonly Nowhere[], lock: Lock): Settings => {
  const nowhere = all.filter(
    ({ field, valued }) => !valued && !lackedBefore(settings.fields.get(field), field, lock),
  );
  if (nowhere.length === 0) return settings;
  const fields = withDerived(settings.fields, nowhere);
  const suspectNamed = (names: readonly string[]): Problem | undefined =>
    names.flatMap((name) => fields.get(name)?.problem ?? [])[0];
  const suspectIn = (...shown: readonly Expression[]): Problem | undefined =>
    suspectNamed(shown.flatMap(fieldsOf));
  const columnsOf = ({ columns, rows, page }: TableSettings) =>
    columns.flatMap((column, index) => {
      const cells = rows.flatMap((row): readonly Expression[] => {
        const own = row.cells.get(column);
        return own === undefined ? [] : [own];
      });
      const found =
        suspectIn(column.value, column.otherwise, ...cells) ?? misspeltIn(column.tested, fields)?.problem;
      const what = `the column \`${column.header}\` in ${page}`;
      return found === undefined ? [] : [[index, emptying(found, what)] as const];
    });
  return {
    ...settings,
    tables: settings.tables.map((table) => ({ ...table, suspects: new Map(columnsOf(table)) })),
    sections: settings.sections.map((section) => ({
      ...section,
      ...suspectOf("suspect", suspectIn(section.title), `a title in ${section.page}`),
      ...suspectOf("bodySuspect", suspectNamed(shownBy(section)), `an entry in ${section.page}`),
    })),
    navigation: settings.navigation.map((nav) => ({
      ...nav,
      ...suspectOf("suspect", suspectIn(...expressionsOf(nav.item)), `an element in ${nav.file}`),
    })),
    counters: settings.counters.map((counter) => ({
      ...counter,
      ...suspectOf(
        "suspect",
        suspectNamed(fieldsOf(counter.format).map((name) => (name === "list" ? counter.list.field : name))),
        `the counter \`${counter.name}\` in ${counter.page}`,
      ),
    })),
  };
};

/** What is said of each `where` that selects nothing because it tests such a field: an error where entries or rows would go. */
export const emptySelections = (
  { wheres, fields }: Settings,
  found: readonly Nowhere[],
  { entries, lock, file }: { entries: readonly Entry[]; lock: Lock; file: string },
): readonly Problem[] => {
  const nowhere = found.filter(({ valued }) => !valued);
  if (nowhere.length === 0 || entries.length === 0) return [];
  const all = withDerived(fields, nowhere);
  const pages = new Set([...lock.entries.values(), ...lock.rows.values()].map(({ page }) => page));
  return wheres.flatMap(({ place, fields: tested, test, page }): readonly Problem[] => {
    const found = [...tested].find((name) => all.has(name));
    if (found === undefined || entries.some((entry) => test(entry))) return [];
    const message = `This selects no model: \`${found}\` has no value in any record.`;
    const made = page === undefined ? lock.files.size > 0 : pages.has(page);
    // A field that went from the records with the last model that had it is no mistake of the config.
    const tell = made && all.get(found)?.misspelt === true;
    const fix = `${all.get(found)?.problem.fix ?? ""} If it is right, run again with --accept-catalog.`;
    return [(tell ? error : warning)("where-selects-nothing", `${file}: ${place}`, message, fix)];
  });
};
