/**
 * Names of operations from method and path: `POST /v1/fine_tuning/jobs` → `fineTuning.jobs.create`.
 */
import { error, fail, ok, type Outcome, type Problem, warning } from "../../src/model/problem.ts";
import { byCodeUnit } from "../api/json.ts";
import type { ApiDocument, ApiOperation, Method } from "../api/types.ts";
import { reservedMembers } from "./reserved.ts";
import type { NamedOperation } from "./types.ts";
import { camel, isPlural, pascal } from "./words.ts";

const onCollection: Readonly<Record<Method, string>> = {
  delete: "delete",
  get: "list",
  head: "head",
  options: "options",
  patch: "update",
  post: "create",
  put: "replace",
  trace: "trace",
};
const onThing: Readonly<Record<Method, string>> = { ...onCollection, get: "retrieve" };
const onMember: Readonly<Record<Method, string>> = { ...onThing, post: "update" };

/** How an operation is addressed in the config and in problems: `GET /v1/models`. */
export const operationKey = (operation: ApiOperation): string =>
  `${operation.method.toUpperCase()} ${operation.path}`;

type Segment = { readonly text: string; readonly parameter: boolean };

/** The parts of a path that mean something: no versions, and `{id}:cancel` is two parts. */
const segmentsOf = (path: string): readonly Segment[] =>
  path
    .split("/")
    .filter((segment) => !/^v\d+(?:(?:alpha|beta)\d*)?$/i.test(segment))
    .flatMap((segment) => segment.split(/(\{[^{}]*\})/))
    .map((text) => ({ text, parameter: text.startsWith("{") && text.endsWith("}") }))
    .filter(({ text, parameter }) => parameter || camel(text) !== "" || text.trim() !== "");

const derive = (operation: ApiOperation, all: readonly ApiOperation[]): readonly string[] => {
  const segments = segmentsOf(operation.path);
  const literals = segments.filter((segment) => !segment.parameter).map((segment) => camel(segment.text));
  const last = literals.at(-1);
  if (last === undefined)
    return ["root", segments.length > 0 ? onMember[operation.method] : onThing[operation.method]];
  if (segments.at(-1)?.parameter) return [...literals, onMember[operation.method]];
  const holdsThings = all.some(
    (other) =>
      /^\/\{[^{}]*\}$/.test(other.path.slice(operation.path.length)) && other.path.startsWith(operation.path),
  );
  if (isPlural(last) || holdsThings) return [...literals, onCollection[operation.method]];
  const alone = all.every(
    (other) => other === operation || !`${other.path}/`.startsWith(`${operation.path}/`),
  );
  return literals.length > 1 && alone ? literals : [...literals, onThing[operation.method]];
};

const usable = (name: readonly string[]): boolean =>
  name.length > 1 && name.every((part) => /^[a-z]\w*$/i.test(part) && !reservedMembers.has(part));

const collisions = (named: readonly NamedOperation[]): readonly Problem[] => {
  const keysByName = new Map<string, string[]>();
  for (const { operation, name } of named) {
    const keys = keysByName.get(name.join(".")) ?? [];
    keysByName.set(name.join("."), [...keys, operationKey(operation)]);
  }
  const fix = "Give one of them another name under client.operationNames.";
  const twins = [...keysByName]
    .filter(([, keys]) => keys.length > 1)
    .map(([name, keys]) =>
      error(
        "client-operation-name-collision",
        keys.join(", "),
        `These operations would all be called ${name}.`,
        fix,
      ),
    );
  const groups = new Map(
    named.flatMap(({ operation, name }) =>
      name
        .slice(0, -1)
        .map((_, index) => [name.slice(0, index + 1).join("."), operationKey(operation)] as const),
    ),
  );
  const shadows = [...keysByName].flatMap(([name, keys]) => {
    const inside = groups.get(name);
    if (inside === undefined) return [];
    const message = `${name} would be both an operation and the group of ${inside}.`;
    return [error("client-operation-name-collision", keys.join(", "), message, fix)];
  });
  // Groups become functions, whose names have no dots left to tell them apart.
  const pathsByFunction = new Map<string, Set<string>>();
  for (const { name } of named) {
    const key = name.slice(0, -1).map(pascal).join("");
    pathsByFunction.set(key, (pathsByFunction.get(key) ?? new Set()).add(name.slice(0, -1).join(".")));
  }
  const alike = [...pathsByFunction.values()].flatMap((paths) => {
    const message = "These groups of operations differ in nothing but their dots.";
    return paths.size > 1
      ? [error("client-operation-name-collision", [...paths].join(", "), message, fix)]
      : [];
  });
  return [...twins, ...shadows, ...alike];
};

/**
 * Names every operation, by the config where it says so, else from method and path.
 * Sorted by name; two operations with one name, or a name that can't be one, are problems.
 */
export const nameOperations = (
  api: ApiDocument,
  overrides: Readonly<Record<string, string>>,
): Outcome<readonly NamedOperation[]> => {
  const wanted = new Map(Object.entries(overrides));
  const named = api.operations.map((operation) => ({
    operation,
    name: wanted.get(operationKey(operation))?.split(".") ?? derive(operation, api.operations),
  }));
  const unusable = named
    .filter(({ name }) => !usable(name))
    .map(({ operation, name }) =>
      error(
        "client-operation-unnamed",
        operationKey(operation),
        `${JSON.stringify(name.join("."))} can't be the name of an operation.`,
        'Name it "group.operation" under client.operationNames, with ASCII letters and digits.',
      ),
    );
  const keys = new Set(api.operations.map(operationKey));
  const unknown = [...wanted.keys()]
    .filter((key) => !keys.has(key))
    .map((key) =>
      warning(
        "client-operation-unknown",
        `client.operationNames: ${key}`,
        `${api.source} has no such operation.`,
        "Remove the line, or correct its method and path.",
      ),
    );
  const problems = [...unusable, ...collisions(named)];
  if (problems.length > 0) return fail(...problems, ...unknown);
  return ok(
    named.sort((a, b) => byCodeUnit(a.name.join("."), b.name.join("."))),
    unknown,
  );
};
