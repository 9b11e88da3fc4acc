import { tally } from "../columns/samples.ts";
import type { Slot } from "./align.ts";

/** What asks people for a text. */
export const todo = "Write this: nothing in the catalog says it.";

/** Lines that ask people for what the catalog doesn't say, in a markup's comments. */
export const blankIn = (language: string, label: string, inFront: boolean): readonly string[] => {
  const row = /^\s*\|/.test(label) ? " |" : "";
  const indent = /^\s*/.exec(label)?.[0] ?? "";
  // A key without a value would be a null, which few take.
  if (inFront)
    return [`${indent}# ${label === "" ? todo : todo.replace("this", label.trim().replace(/\s*[:=]$/, ""))}`];
  const lead = label === "" || /\s$/.test(label) ? label : `${label} `;
  if (language === "markdown") return [`${lead}<!-- ${todo} -->${row}`];
  if (language === "mdx") return [`${lead}{/* ${todo} */}${row}`];
  const own = language === "rst" ? [`${indent}  .. ${todo}`] : [`// ${todo}`];
  return label === "" ? own.map((line) => line.trimStart()) : [label.trimEnd(), ...own];
};

/** The number that most have. */
export const mode = (numbers: readonly number[]): number => tally(numbers)[0]?.[0] ?? 0;

/** So many blank lines. */
export const blanks = (count: number): readonly string[] => Array.from({ length: count }, () => "");

/** Lines with the blank ones that follow: those go with a line that only some pages have, where no other takes their place. */
export const spaced = (
  text: readonly string[],
  slot: Slot,
  before: Slot | undefined,
  after: Slot | undefined,
): readonly string[] => {
  if (text.length === 0) return [];
  const counts = [...slot.blanks].filter(([page]) => after === undefined || after.lines.has(page));
  const own = blanks(mode((counts.length > 0 ? counts : [...slot.blanks]).map(([, count]) => count)));
  const isOptional = text[0]?.startsWith("<% if") === true && !text.includes("<% } else { -%>");
  const around = [...(before?.lines.keys() ?? [])];
  const isOften = around.every((page) => slot.lines.has(page));
  const [here = [], elsewhere = []] = [true, false].map((has) =>
    around.flatMap((page) => (slot.lines.has(page) === has ? (before?.blanks.get(page) ?? []) : [])),
  );
  const isAlike = [here, elsewhere].some(({ length }) => length === 0) || mode(here) === mode(elsewhere);
  return isOptional && !isOften && isAlike
    ? [...text.slice(0, -1), ...own, ...text.slice(-1)]
    : [...text, ...own];
};
