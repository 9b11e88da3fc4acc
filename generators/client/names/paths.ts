/** Names of operations from method and path: `POST /v1/fine_tuning/jobs` → `fineTuning.jobs.create`. */
import type { ApiOperation, Method } from "../../api/types.ts";
import { camel, isPlural, memberName, pascal } from "./words.ts";

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
export const groupOfPath = (path: string): readonly string[] => {
  const literals = literalsOf(segmentsOf(path));
  return literals.length === 0 ? ["root"] : literals;
};

/**
 * The name that method and path give. No other operation has a say in it, so that none which comes or goes
 * changes it, unless it wants the very same name: `jobs.list` for a plural, `jobs.retrieve` for one of them,
 * `jobs.cancel` and `files.content` for something in it, `jobs.deleteLabel` for what else is done with that.
 */
export const nameOfPath = ({ method, path }: ApiOperation): readonly string[] => {
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
export const byParameters = (path: string): string => {
  const names = segmentsOf(path).filter(({ parameter }) => parameter);
  const said = names.map(({ text }) => pascal(text)).filter((name) => name !== "");
  return said.length === 0 ? "" : `By${said.join("And")}`;
};

/** Method and whole path as one word: `getV1WebhooksIdToken`. */
export const wholePath = ({ method, path }: ApiOperation): string => method + pascal(path);
