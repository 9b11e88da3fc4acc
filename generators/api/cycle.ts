/** Finds named schemas that contain themselves with nothing in between: no value could ever be checked. */
import { type Bundle, refuse } from "./bundle.ts";
import { type JsonSchema, schemaRefName } from "./types.ts";

/** Names that apply to the same value as this schema does. */
const inPlace = (schema: JsonSchema): readonly string[] => {
  if (typeof schema === "boolean") return [];
  const { $ref, allOf = [], anyOf = [], oneOf = [], not } = schema;
  const branches = [...allOf, ...anyOf, ...oneOf, ...(not === undefined ? [] : [not])];
  return [...($ref === undefined ? [] : [schemaRefName($ref)]), ...branches.flatMap(inPlace)];
};

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

const reversed = (edges: Edges): Map<string, Set<string>> => {
  const back = new Map([...edges.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, targets] of edges) for (const target of targets) back.get(target)?.add(name);
  return back;
};

/** Drops names, in linear time, until each that is left has an edge to another that is left. */
const pruned = (edges: Edges): Edges => {
  const back = reversed(edges);
  const left = new Map(
    [...edges].map(([name, targets]) => [name, [...targets].filter((t) => edges.has(t)).length]),
  );
  const ends = [...left].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = ends.pop(); name !== undefined; name = ends.pop()) {
    left.delete(name);
    for (const source of back.get(name) ?? []) {
      const count = (left.get(source) ?? 0) - 1;
      left.set(source, count);
      if (count === 0) ends.push(source);
    }
  }
  return new Map([...edges].filter(([name]) => left.has(name)));
};

/** Reports each schema on such a cycle. Recursion through properties or items is fine and stays. */
export const reportCycles = (schemas: ReadonlyMap<string, JsonSchema>, bundle: Bundle): void => {
  const edges: Edges = new Map([...schemas].map(([name, schema]) => [name, new Set(inPlace(schema))]));
  const cyclic = pruned(reversed(pruned(edges)));
  for (const name of cyclic.keys()) {
    const place = bundle.owners.get(name) ?? { file: "", pointer: "" };
    const message = `The schema ${JSON.stringify(name)} consists of itself.`;
    refuse(bundle, place, { code: "api-reference-cycle", message, fix: "Break the cycle of references." });
  }
};
