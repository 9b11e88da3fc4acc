import { byCodeUnit } from "../../api/json.ts";
import { mark } from "../names/distinct.ts";
import { alone, inLists, inMaps, reached } from "../shapes/walk.ts";
import { addTo, countEach, toMap } from "../../../src/text/group-by.ts";
import { type JsonSchema, type SchemaObject, schemaRefName } from "../../api/types.ts";
import { dataCode, memberName } from "../code/literal.ts";
import { namesIn } from "../code/typetext.ts";

/** Schemas as code: what the client's judge (`runtime/schema.ts`) reads, a constant for each type. */

/** A type's constant, and those that it refers to. */
export type Unit = {
  readonly type: string;
  readonly name: string;
  readonly code: string;
  readonly calls: readonly string[];
};

/** No type's name begins so. */
const constant = (type: string): string => `$${type}`;

/** Keywords whose values are no schemas; annotations are none of a validator's. */
const plain = [
  ...(["type", "enum", "const", "required", "pattern", "int64", "multipleOf", "uniqueItems"] as const),
  ...(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"] as const),
  ...(["minItems", "maxItems", "minProperties", "maxProperties"] as const),
];

const schemaCode = (schema: JsonSchema, isKnown: (type: string) => boolean): string => {
  if (typeof schema === "boolean") return String(schema);
  if (schema.$ref !== undefined) {
    const type = schemaRefName(schema.$ref);
    // A type may be written further below, or refer to itself.
    return isKnown(type) ? `() => ${constant(type)}` : "true";
  }
  const inner = (child: JsonSchema): string => schemaCode(child, isKnown);
  const written = <Keyword extends keyof SchemaObject>(
    keywords: readonly Keyword[],
    write: (value: NonNullable<SchemaObject[Keyword]>) => string,
  ): readonly string[] =>
    keywords.flatMap((keyword) => {
      const value = schema[keyword];
      return value === undefined ? [] : [`${keyword}: ${write(value)}`];
    });
  const members = [
    ...written(plain, dataCode),
    ...written(inMaps, (map) => {
      const entries = Object.entries(map).map(([name, child]) => `${memberName(name)}: ${inner(child)}`);
      return `{ ${entries.join(", ")} }`;
    }),
    ...written(alone, inner),
    ...written(inLists, (list) => `[${list.map(inner).join(", ")}]`),
  ];
  return members.length === 0 ? "true" : `{ ${members.join(", ")} }`;
};

/** The constant of each type. */
export const unitsOf = (types: ReadonlyMap<string, JsonSchema>): readonly Unit[] =>
  [...types].map(([type, schema]) => ({
    type,
    name: constant(type),
    code: `const ${constant(type)} = ${schemaCode(schema, (name) => types.has(name))};`,
    calls: namesIn(schema)
      .filter((name) => types.has(name))
      .map(constant),
  }));

/** Which validators stand in which module: a group's in its own, shared ones in one, all others in `validators.js`. */

/** A module's units, the types that it offers, and the names that it takes from others, by their paths. */
export type ValidatorModule = {
  /** Relative to the output folder, without an ending: `validators`, `validators/models`. */
  readonly path: string;
  readonly units: readonly Unit[];
  readonly offers: readonly Unit[];
  readonly imports: ReadonlyMap<string, readonly string[]>;
};

/** The module of what several groups need. */
export const sharedPath = "validators/shared";
/** The module of all. */
export const wholePath = "validators";

/** Path of a group's module; names alike but for capitals are one on some disks, so those get a mark. */
export const modulePaths = (groups: readonly string[]): ReadonlyMap<string, string> => {
  const plain = (group: string): string =>
    group
      .replace(/([a-z\d])([A-Z])/g, "$1-$2")
      .replaceAll(".", "-")
      .toLowerCase();
  const count = countEach(groups.map(plain));
  const isUsable = (name: string): boolean =>
    /^[a-z][a-z\d-]*$/.test(name) && !/^(?:aux|com\d|con|lpt\d|nul|prn|shared)$/.test(name);
  return toMap(groups, (group) => {
    const name = plain(group);
    const own = isUsable(name) && count.get(name) === 1 ? name : `group-${mark(group)}`;
    return [group, `validators/${own}`];
  });
};

/** Arranges units; `uses` are the types that each group of operations validates. */
export const arrangeModules = (
  units: readonly Unit[],
  uses: ReadonlyMap<string, ReadonlySet<string>>,
): readonly ValidatorModule[] => {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const names = new Map(units.map(({ type, name }) => [type, name]));
  const paths = modulePaths([...uses.keys()]);
  const home = new Map<string, string>();
  for (const [group, types] of uses)
    for (const name of reached(
      [...types].flatMap((type) => names.get(type) ?? []),
      (name) => byName.get(name)?.calls ?? [],
    ))
      home.set(name, home.has(name) ? sharedPath : (paths.get(group) ?? sharedPath));
  const pathOf = (name: string): string => home.get(name) ?? wholePath;
  const members = new Map<string, Unit[]>([[wholePath, []]]);
  for (const unit of units) addTo(members, pathOf(unit.name), unit);
  const offered = toMap(uses, ([group, types]) => [
    paths.get(group) ?? sharedPath,
    [...types].sort(byCodeUnit).flatMap((type) => byName.get(names.get(type) ?? "") ?? []),
  ]);
  for (const path of offered.keys()) if (!members.has(path)) members.set(path, []);
  return [...members]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([path, own]) => {
      const offers = path === wholePath ? units : (offered.get(path) ?? []);
      const needed = [...own.flatMap(({ calls }) => calls), ...offers.map(({ name }) => name)];
      const imports = new Map<string, string[]>();
      for (const name of [...new Set(needed)].sort(byCodeUnit)) {
        const from = pathOf(name);
        if (from !== path) addTo(imports, from, name);
      }
      return { path, units: own, offers, imports };
    });
};
