/**
 * Names of operations from method and path: `POST /v1/fine_tuning/jobs` → `fineTuning.jobs.create`.
 */
import type { ApiOperation, Method } from "../../api/types.ts";
import { memberName } from "./reserved.ts";
import { camel, isPlural, pascal } from "./words.ts";

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

/** The name that method and path give, beside the other operations of the API. */
export const nameOfPath = (operation: ApiOperation, all: readonly ApiOperation[]): readonly string[] => {
  const { method, path } = operation;
  const segments = segmentsOf(path).filter((segment) => !isVersion(segment));
  const literals = literalsOf(segments);
  const last = literals.at(-1);
  if (last === undefined) return ["root", segments.length > 0 ? onMember[method] : onThing[method]];
  if (segments.at(-1)?.parameter) return [...literals, onMember[method]];
  const holdsThings = all.some(
    (other) => other.path.startsWith(path) && /^\/\{[^{}]*\}$/.test(other.path.slice(path.length)),
  );
  if (isPlural(last) || holdsThings) return [...literals, onCollection[method]];
  const alone = all.every((other) => other === operation || !`${other.path}/`.startsWith(`${path}/`));
  return literals.length > 1 && alone ? literals : [...literals, onThing[method]];
};

/** `ByThreadId`, `ByOwnerAndRepo`: what the path asks for; nothing when it asks for nothing. */
export const byParameters = (path: string): string => {
  const names = segmentsOf(path).filter(({ parameter }) => parameter);
  const said = names.map(({ text }) => pascal(text)).filter((name) => name !== "");
  return said.length === 0 ? "" : `By${said.join("And")}`;
};

/** Method and whole path as one word: `getV1WebhooksIdToken`. */
export const wholePath = ({ method, path }: ApiOperation): string => method + pascal(path);
