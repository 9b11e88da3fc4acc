import { parseExpression } from "../../config/expression.ts";
import { cellText } from "../../text/emit/markdown.ts";
import type { Candidate } from "./expressions.ts";
import type { Reading } from "./readings.ts";

/** What stands after a value and is of it, what parts it from the next one, and what is of that. */
const between = /^([\p{L}%)\]]*)(\s*[/|,;·•+&→–—-]\s*|\s+)(.*)$/u;

/** A unit behind the last value; a bracket is of the value where it was opened for it. */
const behind = (text: string, before: string): string =>
  (/[([][^)\]]*$/.test(before) ? /^[\p{L}%]*[)\]]?/u : /^[\p{L}%]*/u).exec(text)?.[0] ?? "";

/** A reading with the text around it, which goes where it has nothing. */
export const partReading = (reading: Reading, text: string): Reading => ({
  ...reading,
  name: `${reading.name}Part`,
  config: { text },
  text: (model) => {
    const value = reading.text(model);
    return value === "" ? "" : text.replace(`{${reading.name}}`, () => value);
  },
});

/** The same with what belongs to a value leaving with it, where some lack theirs: `¥{input} / ¥{output}` becomes `¥0.1`. */
export const withParts = (
  { value, readings }: Candidate,
  isLacking: (reading: Reading) => boolean,
): Candidate | undefined => {
  if (!readings.slice(1).some(isLacking)) return undefined;
  const byName = new Map(readings.map((reading) => [reading.name, reading] as const));
  const parts = parseExpression(value);
  const fields = parts.flatMap((each, at) => (each.type === "field" && !each.code ? [{ ...each, at }] : []));
  if (fields.length < 2 || parts.some((each) => each.type !== "literal" && !("name" in each && !each.code)))
    return undefined;
  const textAt = (at: number): string => {
    const each = parts[at];
    return each?.type === "literal" ? each.text : "";
  };
  const made: Reading[] = [];
  let text = "";
  let lead = textAt((fields[0]?.at ?? 0) - 1);
  for (const { name, at } of fields) {
    const reading = byName.get(name);
    if (reading === undefined) return undefined;
    const next = textAt(at + 1);
    const isLast = at === fields.at(-1)?.at;
    const [, own = "", sign = "", of = ""] = isLast ? [] : (between.exec(next) ?? [undefined]);
    if (!isLast && sign === "" && next !== "") return undefined;
    const after = isLast ? behind(next, lead) : own;
    if (lead + after === "" || (after === "" && (made.length === 0 || !isLacking(reading)))) {
      text += `${lead}{${name}}`;
      made.push(reading);
    } else {
      // A value is escaped as a whole.
      const sample = `${lead.trim()}1${after}`;
      if (cellText(sample) !== sample || /[{}`]/.test(sample)) return undefined;
      const whole = partReading(reading, `${lead}{${name}}${after}`);
      text += `{${whole.name}}`;
      made.push(reading, whole);
    }
    lead = isLast ? next.slice(after.length) : sign + of;
  }
  return made.length === fields.length ? undefined : { value: text + lead, readings: made };
};
