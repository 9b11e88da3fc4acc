/** Names that generated code must not take. */
import { runtimeSources } from "../runtime.gen.ts";
import { camel } from "./words.ts";

/** Words that TypeScript doesn't accept as the name of a function or parameter in a module. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package " +
    "private protected public return static super switch this throw true try typeof undefined var void while " +
    "with yield"
  ).split(" "),
);

/** Members that would change how an object behaves: `then` makes it awaitable. */
export const reservedMembers: ReadonlySet<string> = new Set([
  "constructor",
  "hasOwnProperty",
  "prototype",
  "then",
  "toJSON",
  "toString",
  "valueOf",
]);

/** Whether a text can stand in code as a name, in any script; what no reader sees is no part of one. */
export const isIdentifier = (text: string): boolean =>
  /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text) && !/\p{DI}/u.test(text);

/** Type names that would hide a global or a name of the client's own runtime. */
export const reservedTypes: ReadonlySet<string> = new Set(
  (
    "AbortController AbortSignal Array ArrayBuffer AsyncIterable AsyncIterator BigInt Blob Boolean Buffer Date " +
    "Document Element Error Event EventSource EventTarget Exclude Extract File FileList FormData Function " +
    "Headers Infinity Intl Iterable Iterator JSON Location Map Math NaN Node NonNullable Number Object Omit " +
    "Parameters Partial Pick Plugin Promise PromiseLike Proxy Readonly Record Reflect RegExp Request Required " +
    "Response ReturnType Set Storage String Symbol Text URL URLSearchParams Uint8Array WeakMap WeakSet Window " +
    "Api ApiError AuthenticationError BadRequestError Call Client ClientOptions ConflictError ConnectionError Ending ErrorBodies Failure " +
    "InternalServerError NotFoundError Paged PermissionDeniedError RateLimitError RequestOptions " +
    "ResponseError StreamError TimeoutError UnprocessableEntityError ValidationError " +
    "Integers Validation ValidationFault Validator"
  ).split(" "),
);

/** Values that generated code takes from the runtime; an argument of that name would hide them. */
const runtimeValues: ReadonlySet<string> = new Set([
  ...["api", "createApi", "createClient"],
  ...runtimeSources.flatMap(([name, source]) =>
    name === "index.ts"
      ? [...source.matchAll(/\{([^}]*)\}/g)].flatMap(([names]) => names.match(/\b(?!type\b)[a-z]\w*/g) ?? [])
      : [],
  ),
]);

/** A name that is safe for a function or an argument: itself, or with a word added. */
export const safeName = (name: string, addition: string): string =>
  reservedWords.has(name) || runtimeValues.has(name) || name.startsWith("validate")
    ? `${name}${addition}`
    : name;

/** The member of the client that a text stands for: `list-tags` → `listTags`, `0` → `_0`, `then` → `then_`; or "". */
export const memberName = (text: string): string => {
  const name = camel(text);
  if (name === "") return "";
  const started = isIdentifier(name) ? name : `_${name}`;
  // `delete` is made by a function `deleteOperation`, which is why no other may be called so.
  const stem = started.replace(/Operation$/, "");
  const hidden = stem !== started && safeName(stem, "Operation") === started;
  return reservedMembers.has(started) || hidden ? `${started}_` : started;
};
