import { runtimeSources } from "../runtime.gen.ts";

/** English words in identifiers: splitting, casing, and telling a collection from a thing. */

/** Longest text that is looked at for a name; a longer one would make no readable identifier. */
const longest = 120;

const irregular: readonly (readonly [plural: string, singular: string])[] = [
  ["children", "child"],
  ["people", "person"],
  ["indices", "index"],
  ["matrices", "matrix"],
  ["vertices", "vertex"],
  ["caches", "cache"],
  ["pricing", "price"],
];

/** The words of a text, in any script: `fine_tuning` and `fineTuning` give `fine`, `tuning`. Only what code may hold. */
export const words = (text: string): readonly string[] =>
  text
    .slice(0, longest)
    .normalize("NFC")
    .replace(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, "$1 $2")
    .replace(/(?<![\p{L}\p{N}])[+-](?=\d)/gu, (sign) => (sign === "+" ? " plus " : " minus "))
    .split(/[^\p{ID_Continue}]|[_\p{DI}]/u)
    .filter((word) => word !== "");

/** A word with a capital. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `fine_tuning.job` → `FineTuningJob`. Empty when the text has no letter or digit. */
export const pascal = (text: string): string => words(text).map(capital).join("");

/** `async-batches` → `asyncBatches`. Empty when the text has no letter or digit. */
export const camel = (text: string): string => {
  const [first = "", ...rest] = words(text);
  const lower =
    first === first.toUpperCase() ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return [lower, ...rest.map(capital)].join("");
};

const lastWord = (text: string): string => words(text).at(-1)?.toLowerCase() ?? "";

/** Whether a name stands for a collection, judged by its last word: `batches` yes, `status` and `cancel` no. */
export const isPlural = (text: string): boolean => {
  const last = lastWord(text);
  if (irregular.some(([plural]) => plural === last)) return last !== "pricing";
  return last.endsWith("s") && !/(?:ss|us|is)$/.test(last) && !/^(?:alias|atlas|bias|canvas|gas)$/.test(last);
};

/** The thing in a collection: `batches` → `batch`, `stop_words` → `stop_word`; other words stay. */
export const singular = (text: string): string => {
  const last = lastWord(text);
  const known = irregular.find(([plural]) => plural === last);
  if (known) return text.slice(0, text.length - known[0].length) + known[1];
  if (!isPlural(text)) return text;
  if (last.endsWith("ies") && last.length > 4) return `${text.slice(0, -3)}y`;
  return /(?:ss|sh|ch|x|z)es$/.test(last) ? text.slice(0, -2) : text.slice(0, -1);
};

/** Words that TypeScript doesn't accept as the name of a function or parameter in a module. */
const reservedWords: ReadonlySet<string> = new Set(
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
