import type { Shape } from "../catalog/records.ts";
import { type Attempt, attempt, write } from "./agreement.ts";
import { wordsFor } from "./labels.ts";
import { type Reading, readingOf } from "./readings.ts";
import type { Sample } from "./samples.ts";
import { parseExpression } from "../../config/expression.ts";

/** The field of a link's target, with the expression before and after it. */
type Target = { readonly reading: Reading; readonly before: string; readonly after: string };

const targetOf = ({ value, readings }: Attempt): Target | undefined => {
  for (const { 0: whole, 1: name, index } of value.matchAll(/\{([^{}]+)\}/g)) {
    const reading = readings.find((each) => each.name === name);
    const before = value.slice(0, index);
    if (reading !== undefined && /\]\([^()\s]*$/.test(before))
      return { reading, before, after: value.slice(index + whole.length) };
  }
  return undefined;
};

/** What stands in the place of the field in each cell that is otherwise as the expression makes it. */
const standing = (
  { before, after }: Target,
  readings: readonly Reading[],
  samples: readonly Sample[],
): readonly Sample[] => {
  const [start, end] = [before, after].map((text) => parseExpression(text));
  if (start === undefined || end === undefined) return [];
  return samples.flatMap(({ model, raw }) => {
    const [head, tail] = [write(start, readings, model), write(end, readings, model)];
    const fits = raw.length > head.length + tail.length && raw.startsWith(head) && raw.endsWith(tail);
    return fits ? [{ model, raw: raw.slice(head.length, raw.length - tail.length) }] : [];
  });
};

/** The same value as it goes into an address: in small letters, with hyphens for spaces. */
const addressed = (reading: Reading, shape: Shape): Reading | undefined =>
  JSON.stringify(reading.rules) === JSON.stringify([{ op: "lowercase" }])
    ? readingOf(shape, reading.path, "Slug", [...reading.rules, { op: "replace", find: " ", with: "-" }])
    : undefined;

/** The same value with what cells have for some of its values, where these are several models'. */
const asWritten = (target: Target, texts: readonly Sample[], shape: Shape): Reading | undefined => {
  const { reading } = target;
  if (reading.path === shape.id || reading.path === shape.name) return undefined;
  const others = [...wordsFor(reading, texts)].filter(
    ([value, word]) => value !== "" && value !== word && !/[\s()]/.test(word),
  );
  if (others.length === 0) return undefined;
  const values = Object.fromEntries(others.sort(([a], [b]) => (a < b ? -1 : 1)));
  const made = readingOf(shape, reading.path, "", [...reading.rules, { op: "map", values }]);
  return { ...made, name: `${reading.name}Link` };
};

/** A cell whose links lead where those of the same value do: readers see no difference, and one of them leads nowhere. */
export const withTargets = (best: Attempt, samples: readonly Sample[], shape: Shape): Attempt => {
  const target = best.when === undefined ? targetOf(best) : undefined;
  if (target === undefined) return best;
  const using = (reading: Reading): Attempt | undefined =>
    attempt(
      {
        value: `${target.before}{${reading.name}}${target.after}`,
        readings: [
          ...best.readings.filter(({ name }) => (target.before + target.after).includes(`{${name}}`)),
          reading,
        ],
      },
      samples,
    );
  const isAsGood = (made: Attempt | undefined): made is Attempt =>
    made !== undefined &&
    made.when === undefined &&
    made.exact >= best.exact &&
    made.explained >= best.explained;
  const slug = addressed(target.reading, shape);
  const reading = slug !== undefined && isAsGood(using(slug)) ? slug : target.reading;
  const texts = best.exact === samples.length ? [] : standing(target, best.readings, samples);
  const written = asWritten({ ...target, reading }, texts, shape);
  const named = written === undefined ? undefined : using(written);
  if (isAsGood(named) && named.exact > best.exact) return named;
  const made = reading === target.reading ? undefined : using(reading);
  return isAsGood(made) ? made : best;
};
