/** YAML 1.2 by the yaml package; like it, load this module only for YAML. */
import {
  CST,
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  Lexer,
  LineCounter,
  parseDocument,
} from "yaml";
import { MAX_JSON_DEPTH, isObject } from "../../../text/json.ts";
import { error, fail, ok, type Outcome, type Problem, refuse, warning } from "../../../model/problem.ts";
import { checkPlain, shown } from "./plain.ts";

/** Largest document accepted: the parser takes some seconds for it, a hundred times as long as JSON's. */
export const maxYamlBytes = 2 * 1024 * 1024;

const maxProblems = 10;

type Place = (offset: number) => string;

/**
 * Keys that occur twice in one map: most readers of YAML take the last, and so does this one. The parser's own
 * check compares each key with each other.
 */
const repeatedKeys = (document: Document.Parsed, place: Place): readonly Problem[] => {
  const problems: Problem[] = [];
  const pending: unknown[] = [document.contents];
  while (pending.length > 0 && problems.length < maxProblems) {
    const node = pending.pop();
    if (isPair(node)) pending.push(node.key, node.value);
    if (!isCollection(node)) continue;
    if (isMap(node)) {
      const seen = new Set<unknown>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name !== undefined && seen.has(name))
          problems.push(
            warning(
              "yaml-duplicate-key",
              place(isScalar(key) ? (key.range?.[0] ?? 0) : 0),
              `The key "${shown(name)}" occurs twice in one map; the last one counts.`,
              "Keep one of the two.",
            ),
          );
        else if (name !== undefined) seen.add(name);
      }
    }
    pending.push(...node.items);
  }
  return problems;
};

/** More keys than this that maps take from others are refused. */
const maxMerged = 200_000;

/** Maps with the keys that `<<` merges, below their own. What aliases share is made once; undefined where it is too much. */
const withMerges = (document: unknown): unknown => {
  const made = new Map<object, unknown>();
  let merged = 0;
  const of = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const known = made.get(value);
    if (known !== undefined) return known;
    const own = Array.isArray(value) ? value.map(of) : ofMap(value);
    made.set(value, own);
    return own;
  };
  const ofMap = (value: object): unknown => {
    const { "<<": named, ...own } = Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, of(inner)] as const),
    );
    const from = Array.isArray(named) ? named : [named];
    if (!from.every(isObject)) return named === undefined ? own : { "<<": named, ...own };
    const taken = merged > maxMerged ? [] : from.toReversed().flatMap((each) => Object.entries(each));
    merged += taken.length;
    return Object.fromEntries([...taken, ...Object.entries(own)]);
  };
  const whole = of(document);
  return merged > maxMerged ? undefined : whole;
};

/** More columns of indentation than any document of the allowed depth needs. */
const maxIndent = 8 * MAX_JSON_DEPTH;

/** Whether YAML nests so deep that its parser, which recurses, would take minutes or end the process. It only lexes. */
const nestsTooDeep = (text: string): boolean => {
  let brackets = 0;
  let inLine = 0;
  let lineStart = true;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    if (type === "flow-seq-start" || type === "flow-map-start") brackets += 1;
    else if (type === "flow-seq-end" || type === "flow-map-end") brackets -= 1;
    else if (type === "space" && lineStart && lexeme.length > maxIndent) return true;
    else if (type === "anchor" || type === "tag") inLine += 1;
    else if (type === "seq-item-ind" || type === "explicit-key-ind" || type === "map-value-ind")
      inLine += brackets > 0 ? 0 : 1;
    else if (type === "newline" || type === "comma") inLine = 0;
    lineStart = type === "newline";
    if (brackets > MAX_JSON_DEPTH || inLine > MAX_JSON_DEPTH) return true;
  }
  return false;
};

const exhausted = (label: string, what: string): Problem =>
  error("yaml-exhausting", label, `The document can't be read whole: ${what}.`, "Flatten the document.");

/**
 * Parses one YAML document of unknown origin: the core schema of YAML 1.2 (so `no` and dates stay text), no
 * tags, keys that are text, `<<` for a map's other keys, and few aliases, so that none multiply. Of a key that occurs twice the last one counts.
 * Problems: `yaml-syntax`, `yaml-tag`, `yaml-exhausting`, those of `checkPlain`, and `yaml-duplicate-key` as a warning.
 */
export const parseYaml = (text: string, label: string): Outcome<unknown> => {
  if (Buffer.byteLength(text) > maxYamlBytes)
    return refuse(
      "catalog-too-large",
      label,
      `A YAML document may have ${maxYamlBytes} bytes at most.`,
      "Write it as JSON, or as several files.",
    );
  if (nestsTooDeep(text)) return fail(exhausted(label, "it nests too deep"));
  const lineCounter = new LineCounter();
  const place: Place = (offset) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${label}:${line}:${col}`;
  };
  try {
    const document = parseDocument(text, {
      lineCounter,
      logLevel: "error",
      merge: false,
      prettyErrors: false,
      resolveKnownTags: false,
      schema: "core",
      stringKeys: true,
      uniqueKeys: false,
      version: "1.2",
    });
    const deep = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
    if (deep !== undefined) return fail(exhausted(label, "it nests too deep"));
    if (document.errors.length > 0)
      return fail(
        ...document.errors
          .slice(0, maxProblems)
          .map(({ pos, message }) =>
            error(
              "yaml-syntax",
              place(pos[0]),
              `This is not YAML: ${shown(message)}`,
              "Correct the document.",
            ),
          ),
      );
    if (document.warnings.length > 0)
      return fail(
        ...document.warnings
          .slice(0, maxProblems)
          .map(({ pos, message }) =>
            error("yaml-tag", place(pos[0]), `This isn't accepted: ${shown(message)}`, "Write plain values."),
          ),
      );
    const repeated = repeatedKeys(document, place);
    const value: unknown = document.toJS({ maxAliasCount: 1000 });
    const checked = checkPlain(value, "yaml", label);
    if (!checked.ok) return checked;
    const whole = withMerges(checked.value);
    return whole === undefined
      ? fail(exhausted(label, "its maps take too much of others"))
      : ok(whole, repeated);
  } catch (cause) {
    // The parser recurses (RangeError) and counts aliases (ReferenceError).
    if (cause instanceof RangeError) return fail(exhausted(label, "it nests too deep"));
    if (cause instanceof ReferenceError)
      return fail(exhausted(label, "its aliases multiply or name nothing"));
    throw cause;
  }
};
