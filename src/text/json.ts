import { escapedUnits } from "./emit/unicode.ts";
import { type Fault, scanJson } from "./json-scan.ts";
import { error, fail, type Outcome, ok, type Problem } from "../model/problem.ts";
import { cutShort } from "./cut-short.ts";

/** How deep arrays and objects may nest: documents in use stay below 30, and every stack holds this much. */
export const MAX_JSON_DEPTH = 64;

const MAX_PROBLEMS = 10;

const position = (text: string, offset: number): string => {
  let line = 1;
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (let at = start; at < offset; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x0a && (code !== 0x0d || text.charCodeAt(at + 1) === 0x0a)) continue;
    line++;
    start = at + 1;
  }
  return `${line}:${offset - start + 1}`;
};

// The document may be an attacker's: what is quoted from it is short and printable ASCII.
const quoted = (part: string): string => JSON.stringify(cutShort(part, 40)).replace(/[^ -~]/g, escapedUnits);

const syntaxMessage = (text: string, offset: number): string => {
  const rest = text.slice(offset, offset + 12);
  if (rest === "") return "The JSON ends too early.";
  const word = /^[-\w.]+/.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return `This is not JSON: ${quoted(word)} can't stand here.`;
};

const problemOf = (text: string, where: string, fault: Fault): Problem => {
  const place = `${where}:${position(text, fault.offset)}`;
  const key = quoted(fault.key ?? "");
  switch (fault.kind) {
    case "syntax":
      return error("json-syntax", place, syntaxMessage(text, fault.offset), "Make the document valid JSON.");
    case "depth":
      return error(
        "json-depth",
        place,
        `Arrays and objects nest more than ${MAX_JSON_DEPTH} levels deep.`,
        "Flatten the document.",
      );
    case "duplicate":
      return error(
        "json-duplicate-key",
        place,
        `The key ${key} occurs twice in one object.`,
        "Keep one of the two.",
      );
    case "proto":
      return error("json-proto-key", place, `The key ${key} is not accepted.`, "Remove or rename the key.");
    case "number":
      return error(
        "json-number",
        place,
        "The number is too large to be represented.",
        "Write a number below 1.8e308, or a string.",
      );
    case "surrogate":
      return error(
        "json-surrogate",
        place,
        "The string holds half a surrogate pair, which no UTF-8 file can hold.",
        "Write the whole character, or remove the half.",
      );
  }
};

/**
 * Parses a JSON text of unknown origin. `where` is the label of the document; problems add `:line:column`
 * to it (both from 1, columns in UTF-16 code units as editors count them).
 *
 * Stricter than `JSON.parse`: nesting is capped before anything is built, a key may occur once in an object,
 * numbers are finite, strings are well-formed, and `__proto__` is no key (so a consumer that assigns keys
 * can't replace a prototype). A byte order mark is skipped. Up to ten problems are shown together.
 */
export const parseJson = (text: string, where: string): Outcome<unknown> => {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const faults = scanJson(text, start, { depth: MAX_JSON_DEPTH, faults: MAX_PROBLEMS });
  if (faults.length > 0) return fail(...faults.map((fault) => problemOf(text, where, fault)));
  const value: unknown = JSON.parse(start === 0 ? text : text.slice(start));
  return ok(value);
};

/** A string, or a comment. */
const comments = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n\r]*|\/\*[^]*?\*\//g;

/** A string, or a comma between a value and what closes its list or object. */
const lastCommas = /"(?:[^"\\\n]|\\.)*"|(?<=["\]}\w]\s*),(?=\s*[\]}])/g;

/** The text with spaces for what the pattern finds beside strings: everything else stays where it is. */
const without = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (piece) => (piece.startsWith('"') ? piece : piece.replace(/[^\n\r]/g, " ")));

/**
 * Parses JSON as people edit it, with comments and trailing commas; all else is as strict as `parseJson`, and places are
 * those of the text.
 */
export const parseLenientJson = (text: string, where: string): Outcome<unknown> => {
  const strict = parseJson(text, where);
  if (strict.ok || !strict.problems.some(({ code }) => code === "json-syntax")) return strict;
  const bare = without(without(text, comments), lastCommas);
  return bare === text ? strict : parseJson(bare, where);
};

/** Whether a value is an object with keys: no list, not null. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
