import type { Outcome } from "../model/problem.ts";
import { parseJson } from "./json.ts";

/** A string, or a comment. */
const comments = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n\r]*|\/\*[^]*?\*\//g;

/** A string, or a comma between a value and what closes its list or object. */
const lastCommas = /"(?:[^"\\\n]|\\.)*"|(?<=["\]}\w]\s*),(?=\s*[\]}])/g;

/** The text with spaces for what the pattern finds beside strings: everything else stays where it is. */
const without = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (piece) => (piece.startsWith('"') ? piece : piece.replace(/[^\n\r]/g, " ")));

/**
 * Parses JSON as people edit it: with comments and with commas before a closing bracket, which say nothing. All else
 * is as strict as in `parseJson`, and what it finds is at its place in the text as it was given.
 */
export const parseLenientJson = (text: string, where: string): Outcome<unknown> => {
  const strict = parseJson(text, where);
  if (strict.ok || !strict.problems.some(({ code }) => code === "json-syntax")) return strict;
  const bare = without(without(text, comments), lastCommas);
  return bare === text ? strict : parseJson(bare, where);
};
