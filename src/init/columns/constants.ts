import { parseExpression } from "../../config/expression.ts";
import type { CatalogView } from "../types.ts";
import { type Attempt, fieldsOf, judgeTexts, looksSame, write } from "./agreement.ts";
import { explorerOf } from "./explorer.ts";
import { holesIn } from "./holes.ts";
import { likeness } from "./likeness.ts";
import type { Reading } from "./readings.ts";
import type { Sample } from "./samples.ts";

/** So many models must have a value that their lines don't name, for it to be no chance. */
const leastUnnamed = 3;

/** An amount, as no version and no step of a list is written. */
const isAmount = (text: string): boolean =>
  /^[\p{Sc}~]?\d[\d,.]*\s?\p{L}?$/u.test(text) && /\d{2}|\d\s?\p{L}$/u.test(text);

type Constant = { readonly start: number; readonly end: number; readonly reading: Reading };

/** The amounts in a text that all models have at one place: where the words beside them are called so, or others have other values. */
const constantsIn = (
  text: string,
  models: readonly Sample["model"][],
  isMeant: (reading: Reading) => boolean,
  catalog: CatalogView,
): readonly Constant[] => {
  const [first] = models;
  if (first === undefined || !/\d/.test(text)) return [];
  const { textsOf, isConstant } = explorerOf(catalog);
  const { shape } = catalog;
  const kept: Constant[] = [];
  for (const { start, end, readings } of holesIn(text, textsOf(first))) {
    const shown = text.slice(start, end);
    if (!isAmount(shown) || kept.some((other) => start < other.end && other.start < end)) continue;
    const words = text.slice(0, start) + text.slice(end);
    const like = (reading: Reading): number => likeness(words, reading.path);
    const [reading] = readings
      .filter(({ path }) => path !== shape.id && path !== shape.name)
      .filter(
        (each) => isMeant(each) || like(each) > 0 || (models.length >= leastUnnamed && !isConstant(each)),
      )
      .filter((each) => models.every((model) => each.text(model) === shown))
      .toSorted((a, b) => like(b) - like(a));
    if (reading !== undefined) kept.push({ start, end, reading });
  }
  return kept.toSorted((a, b) => a.start - b.start);
};

const fieldOrBrace = /(\{\{|\}\}|\{[^{}]*\})/;

/** The same with fields in the place of amounts that all texts share and the catalog gives: another model has another one. */
export const withConstants = (best: Attempt, samples: readonly Sample[], catalog: CatalogView): Attempt => {
  const { value, when, fields, readings } = best;
  const before = parseExpression(value);
  const isSaid = ({ model, raw }: Sample): boolean => looksSame(write(before, readings, model), raw);
  const models = samples.filter(isSaid).map(({ model }) => model);
  const asked = fields[when?.field ?? ""]?.path;
  const isMeant = ({ path }: Reading): boolean => path === asked;
  const added: Reading[] = [];
  const made = value.split(fieldOrBrace).map((text, index) => {
    if (index % 2 === 1) return text;
    let written = "";
    let at = 0;
    for (const { start, end, reading } of constantsIn(text, models, isMeant, catalog)) {
      added.push(reading);
      written += `${text.slice(at, start)}{${reading.name}}`;
      at = end;
    }
    return written + text.slice(at);
  });
  if (added.length === 0) return best;
  const used = [...new Set([...readings, ...added])];
  const after = parseExpression(made.join(""));
  const judged = judgeTexts((model) => {
    const text = best.made(model);
    return text === write(before, readings, model) ? write(after, used, model) : text;
  }, samples);
  return judged.exact < best.exact
    ? best
    : { ...best, value: made.join(""), fields: { ...fields, ...fieldsOf(used) }, readings: used, ...judged };
};

/** A text that all samples have, in the same way. */
export const constantText = (
  value: string,
  samples: readonly Sample[],
  catalog: CatalogView,
): Pick<Attempt, "value" | "fields"> => {
  const judged = judgeTexts(() => samples[0]?.raw ?? "", samples);
  return withConstants({ value, fields: {}, readings: [], ...judged }, samples, catalog);
};
