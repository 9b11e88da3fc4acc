import { cellText } from "../../text/emit/markdown.ts";
import { type Part, parseExpression } from "../../config/expression.ts";
import type { Candidate } from "./expressions.ts";
import { orElse, type Reading } from "./readings.ts";
import { type Sample, tally } from "./samples.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { addTo } from "../../text/group-by.ts";

/** What stands in a cell in the place of each value that its model lacks; undefined where it is built otherwise. */
const gapsIn = (
  { value, readings }: Candidate,
  { raw, model }: Sample,
): readonly (readonly [Reading, string])[] | undefined => {
  const byName = new Map(readings.map((reading) => [reading.name, reading] as const));
  const open: Reading[] = [];
  const patternOf = (part: Part): string => {
    if (part.type === "span") return `\`${part.parts.map(patternOf).join("")}\``;
    if (part.type === "literal") return escapePattern(part.text);
    const reading = byName.get(part.name);
    const text = reading?.text(model) ?? "";
    if (text !== "" || reading === undefined)
      return `(?:${escapePattern(text)}|${escapePattern(cellText(text))})`;
    open.push(reading);
    return "(.*?)";
  };
  const pattern = parseExpression(value).map(patternOf).join("");
  const found = open.length === 0 ? null : new RegExp(`^${pattern}$`, "u").exec(raw);
  return found === null
    ? undefined
    : open.map((reading, index) => [reading, found[index + 1] ?? ""] as const);
};

/** The same with what cells show in the place of values that are missing: `In: -; Out: text`. */
export const withGaps = (candidate: Candidate, samples: readonly Sample[]): Candidate | undefined => {
  const shown = new Map<Reading, string[]>();
  for (const sample of samples)
    for (const [reading, text] of gapsIn(candidate, sample) ?? []) addTo(shown, reading, text);
  const others = new Map(
    [...shown].flatMap(([reading, texts]) => {
      const text = tally(texts)[0]?.[0] ?? "";
      return text === "" || cellText(text) !== text ? [] : [[reading, orElse(reading, false, text)] as const];
    }),
  );
  if (others.size === 0) return undefined;
  return {
    value: [...others].reduce(
      (value, [before, after]) => value.replaceAll(`{${before.name}}`, `{${after.name}}`),
      candidate.value,
    ),
    readings: candidate.readings.map((reading) => others.get(reading) ?? reading),
  };
};
