import { error, fail, ok, type Outcome, type Problem, warning } from "../../../src/model/problem.ts";
import { byCodeUnit } from "../../api/json.ts";
import type { ApiDocument, ApiOperation, Method } from "../../api/types.ts";
import { type Claimant, type Clash, distinctNames, mark } from "./distinct.ts";
import { camel, isIdentifier, isPlural, memberName, pascal, reservedMembers } from "./words.ts";
import type { ClientOptions, NamedOperation } from "../types.ts";
import { addTo } from "../../../src/text/group-by.ts";

/** Names of operations from method and path: `POST /v1/fine_tuning/jobs` → `fineTuning.jobs.create`. */

const onCollection: Readonly<Record<Method, string>> = {
  delete: "delete",
  get: "list",
  head: "head",
  options: "options",
  patch: "update",
  post: "create",
  put: "replace",
  query: "query",
  trace: "trace",
};
const onThing: Readonly<Record<Method, string>> = { ...onCollection, get: "retrieve" };
const onMember: Readonly<Record<Method, string>> = { ...onThing, post: "update" };

/** For something in a group: what is read or posted to is called as it is, `content`, `cancel`; else `deleteLabel`. */
const named = (method: Method, thing: string): string => {
  const verb = onThing[method];
  return method === "get" || method === "post" || thing.startsWith(verb) ? thing : verb + pascal(thing);
};

type Segment = { readonly text: string; readonly parameter: boolean };

/** The parts of a path: `{id}:cancel` and `{base}...{head}` are two, `.json` is none. */
const segmentsOf = (path: string): readonly Segment[] =>
  path
    .split("/")
    .flatMap((segment) => segment.replace(/\.json$/i, "").split(/(\{[^{}]*\})/))
    .map((text) => ({ text, parameter: text.startsWith("{") && text.endsWith("}") }))
    .filter(({ text, parameter }) => parameter || camel(text) !== "");

/** `v1`, `v2beta1`, `2010-04-01`: says when, not what. */
const isVersion = ({ text }: Segment): boolean =>
  /^v\d+(?:(?:alpha|beta)\d*)?$|^\d{4}-\d\d-\d\d$/i.test(text);

const literalsOf = (segments: readonly Segment[]): readonly string[] =>
  segments
    .filter((segment) => !segment.parameter && !isVersion(segment))
    .map((segment) => memberName(segment.text));

/** The group that a path stands for: its literals, or `root`. */
const groupOfPath = (path: string): readonly string[] => {
  const literals = literalsOf(segmentsOf(path));
  return literals.length === 0 ? ["root"] : literals;
};

/**
 * The name that method and path give. No other operation has a say in it, so that none which comes or goes
 * changes it, unless it wants the very same name: `jobs.list` for a plural, `jobs.retrieve` for one of them,
 * `jobs.cancel` and `files.content` for something in it, `jobs.deleteLabel` for what else is done with that.
 */
const nameOfPath = ({ method, path }: ApiOperation): readonly string[] => {
  const segments = segmentsOf(path).filter((segment) => !isVersion(segment));
  const literals = literalsOf(segments);
  const last = literals.at(-1);
  if (last === undefined) return ["root", segments.length > 0 ? onMember[method] : onThing[method]];
  if (segments.at(-1)?.parameter) return [...literals, onMember[method]];
  if (isPlural(last)) return [...literals, onCollection[method]];
  const group = literals.slice(0, -1);
  return group.length > 0 ? [...group, named(method, last)] : [last, onThing[method]];
};

/** `ByThreadId`, `ByOwnerAndRepo`: what the path asks for; nothing when it asks for nothing. */
const byParameters = (path: string): string => {
  const names = segmentsOf(path).filter(({ parameter }) => parameter);
  const said = names.map(({ text }) => pascal(text)).filter((name) => name !== "");
  return said.length === 0 ? "" : `By${said.join("And")}`;
};

/** Method and whole path as one word: `getV1WebhooksIdToken`. */
const wholePath = ({ method, path }: ApiOperation): string => method + pascal(path);

/** Names of operations: as the config says, else from `operationId` or from method and path. */

/** An `operationId` longer than this is no name. */
const longest = 120;

/** The name that `operationId` gives: `/` and `.` in it are groups, or else the tag or path. Undefined without a letter. */
const nameOfId = ({ operationId, tags, path }: ApiOperation): readonly string[] | undefined => {
  const parts = (operationId ?? "")
    .slice(0, longest)
    .split(/[./]/)
    .map(memberName)
    .filter((part) => part !== "");
  if (parts.length !== 1) return parts.length === 0 ? undefined : parts;
  const tag = memberName(tags[0] ?? "");
  return [tag === "" ? (groupOfPath(path)[0] ?? "root") : tag, ...parts];
};

/** How an operation is addressed in the config and in problems: `GET /v1/models`. */
export const operationKey = (operation: ApiOperation): string =>
  `${operation.method.toUpperCase()} ${operation.path}`;

const usable = (name: readonly string[]): boolean =>
  name.length > 1 && name.every((part) => isIdentifier(part) && !reservedMembers.has(part));

const groupsAbove = (name: string): readonly string[] => {
  const parts = name.split(".");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("."));
};

/** What an operation may be called: as wanted, by its method, by its parameters, by its whole path. */
const candidates = (operation: ApiOperation, wanted: readonly string[], byId: boolean): readonly string[] => {
  const group = wanted.slice(0, -1);
  const last = wanted.at(-1) ?? "";
  const byMethod = byId
    ? [...group, last + pascal(operation.method)]
    : [...groupOfPath(operation.path), operation.method];
  const [first = "root"] = group;
  return [
    wanted,
    byMethod,
    [...group, last + byParameters(operation.path)],
    [first, wholePath(operation)],
    [first, `${last}_${mark(operationKey(operation))}`],
  ].map((parts) => parts.join("."));
};

const clashNote = ({ name, keys }: Clash, names: ReadonlyMap<string, string>): Problem => {
  const given = keys.map((key) => names.get(key) ?? name);
  return warning(
    "client-operation-name-clash",
    keys.join(", "),
    `${keys.length > 1 ? `These operations would all be called ${name}` : `${name} is a group of operations too`}, so they are called ${given.join(", ")}.`,
    "Nothing need be done; client.operationNames gives them other names.",
  );
};

/** Names that the config itself gives twice, or gives to an operation and a group. */
const declaredTwice = (
  declared: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): readonly Problem[] => {
  const keysByName = new Map<string, string[]>();
  for (const [key, name] of names) addTo(keysByName, name, key);
  const groups = new Map([...names].flatMap(([key, name]) => groupsAbove(name).map((group) => [group, key])));
  const fix = "Give one of them another name under client.operationNames.";
  return [...keysByName].flatMap(([name, keys]) => {
    const inside = groups.get(name);
    if (keys.length < 2 && (inside === undefined || !keys.some((key) => declared.has(key)))) return [];
    const message =
      inside === undefined
        ? `These operations would all be called ${name}.`
        : `${name} would be both an operation and the group of ${inside}.`;
    return [error("client-operation-name-collision", keys.join(", "), message, fix)];
  });
};

const withoutId = (api: ApiDocument, mode: ClientOptions["names"]): readonly Problem[] => {
  const lacking = api.operations.filter((operation) => nameOfId(operation) === undefined);
  if (mode !== "operationId" || lacking.length === 0) return [];
  return [
    warning(
      "client-operation-id-missing",
      lacking.map(operationKey).join(", "),
      "These operations have no operationId, so they are named by their paths.",
      "Add the operationId, in an overlay if the document is not yours.",
    ),
  ];
};

const declaredNames = (
  api: ApiDocument,
  overrides: Readonly<Record<string, string>>,
): Outcome<ReadonlyMap<string, string>> => {
  const keys = new Set(api.operations.map(operationKey));
  const problems = Object.entries(overrides).flatMap(([key, name]) => {
    if (!keys.has(key))
      return [
        warning(
          "client-operation-unknown",
          `client.operationNames: ${key}`,
          `${api.source} has no such operation.`,
          "Remove the line, or correct its method and path.",
        ),
      ];
    if (usable(name.split("."))) return [];
    return [
      error(
        "client-operation-unnamed",
        key,
        `${JSON.stringify(name)} can't be the name of an operation.`,
        'Name it "group.operation" under client.operationNames, with letters and digits.',
      ),
    ];
  });
  const declared = new Map(Object.entries(overrides).filter(([key]) => keys.has(key)));
  return problems.some(({ severity }) => severity === "error") ? fail(...problems) : ok(declared, problems);
};

/**
 * Names every operation; sorted by name. What the config declares is kept; of the others, those that want one
 * name are told apart by their method, their parameters or their whole path, with a note. Only a config that
 * contradicts itself, or declares a name that can't be one, is refused.
 */
export const nameOperations = (
  api: ApiDocument,
  { names: mode = "auto", operationNames = {} }: ClientOptions,
): Outcome<readonly NamedOperation[]> => {
  const declared = declaredNames(api, operationNames);
  if (!declared.ok) return declared;
  const wanted = api.operations.map((operation) => {
    const key = operationKey(operation);
    const given = declared.value.get(key);
    const byPath = given?.split(".") ?? nameOfPath(operation);
    const byId = mode === "path" || given !== undefined ? undefined : nameOfId(operation);
    const names = given === undefined ? candidates(operation, byId ?? byPath, byId !== undefined) : [given];
    const claimant: Claimant = { key, names, holds: groupsAbove };
    return { operation, key, claimant, byPath };
  });
  const { names, clashes } = distinctNames(wanted.map(({ claimant }) => claimant));
  const twice = declaredTwice(declared.value, names);
  if (twice.length > 0) return fail(...twice, ...declared.problems);
  const named = wanted.map(({ operation, key, byPath }): NamedOperation => {
    const name = names.get(key)?.split(".") ?? byPath;
    return { operation, name, about: byPath };
  });
  return ok(
    named.sort((a, b) => byCodeUnit(a.name.join("."), b.name.join("."))),
    [...declared.problems, ...withoutId(api, mode), ...clashes.map((clash) => clashNote(clash, names))],
  );
};
