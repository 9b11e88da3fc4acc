import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { attempt } from "../../text/attempt.ts";
import { excerptOf, type Position, positionAt, withinText } from "../../config/places/excerpt.ts";

/** Why a config can't be loaded, and where in it, as far as that is known. */
export type LoadFault = {
  readonly reason: string;
  /** The file, and the line and column where they are known. */
  readonly where: string;
  /** The line of the source, with a mark under the place. */
  readonly excerpt?: readonly string[];
};

/** What jiti leaves as a module's only export when its source can't be parsed. */
type ParseFault = Position & { readonly message: string };

const isParseFault = (value: unknown): value is ParseFault =>
  typeof value === "object" &&
  value !== null &&
  "line" in value &&
  typeof value.line === "number" &&
  "column" in value &&
  typeof value.column === "number" &&
  "message" in value &&
  typeof value.message === "string";

/** A syntax error, with its place. */
export class ConfigSyntaxError extends Error {
  readonly position: Position;

  constructor({ message, line, column }: ParseFault) {
    super(message.replace(/^.*?: /, "").trim());
    this.position = { line, column: column + 1 };
  }
}

/** Throws the syntax error that jiti hands over as an export. */
export const refuseParseFault = (value: unknown): unknown => {
  if (typeof value === "object" && value !== null && "__JITI_ERROR__" in value) {
    const { __JITI_ERROR__: fault } = value;
    if (isParseFault(fault)) throw new ConfigSyntaxError(fault);
  }
  return value;
};

/**
 * The first place that an error's text gives: `(4:1)` or `(FILE:4:1)` as the readers of YAML, TypeScript and JSON
 * write it, or `FILE:4:1` of a stack.
 */
const positionIn = (cause: unknown, path: string): Position | undefined => {
  if (cause instanceof ConfigSyntaxError) return cause.position;
  if (!(cause instanceof Error)) return undefined;
  const stack = (cause.stack ?? "").replaceAll(pathToFileURL(path).href, path);
  const at = stack.indexOf(`${path}:`);
  const found =
    /\((?:[^()]*:)?(\d+):(\d+)\)/.exec(cause.message) ??
    (at === -1 ? null : /^:(\d+)(?::(\d+))?/.exec(stack.slice(at + path.length)));
  if (found === null) return undefined;
  // Babel, by which jiti parses, counts columns from 0.
  const first = cause.message.startsWith("ParseError") ? 1 : 0;
  return { line: Number(found[1]), column: Number(found[2] ?? 1) + first };
};

/** The sentence that says what is wrong: YAML's reader has it in its second line, after the file. */
const reasonOf = (cause: unknown): string => {
  const [first = "", second = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
  const reason = first.startsWith("YAML Error in ") ? second : first;
  return reason
    .replace(/^ParseError: /, "")
    .replace(/\s*\((?:[^()]*:)?\d+:\d+\)\s*$/, "")
    .trim();
};

/** Where a text names the module that wasn't found: of transpiled code the stack's own place is another one. */
const importIn = (cause: unknown, text: string): Position | undefined => {
  if (!(cause instanceof Error) || !/^Cannot find (?:module|package) /.test(cause.message)) return undefined;
  const name = /'([^']+)'/.exec(cause.message)?.[1] ?? "";
  const last = basename(name);
  const named = [...text.matchAll(/(["'])([^"'\n]+)\1/g)].find(
    ([, , each]) => each === name || basename(each ?? "") === last,
  );
  return named === undefined ? undefined : positionAt(text, named.index);
};

/** Reads from an error what is wrong with the config at `path`, and where. */
export const loadFault = (cause: unknown, path: string): LoadFault => {
  const reason = reasonOf(cause);
  const text = attempt(() => readFileSync(path, "utf8")) ?? "";
  const told = importIn(cause, text) ?? positionIn(cause, path);
  if (told === undefined) return { reason, where: basename(path) };
  const position = withinText(text, told);
  const early = position !== told && reason.startsWith("Unexpected token");
  return {
    reason: early ? "it ends too early" : reason,
    where: `${basename(path)}:${position.line}:${position.column}`,
    excerpt: excerptOf(text, position),
  };
};
