import { parseExpression } from "../../../config/expression.ts";
import { cellText } from "../../../text/emit/markdown.ts";
import type { CatalogView } from "../../types.ts";
import { type Attempt, fieldsOf, judgeTexts, write } from "../agreement.ts";
import type { Candidate } from "../expressions.ts";
import { namedBy, wordsFor } from "../labels.ts";
import { isWorded, type Reading, valueAt } from "../readings.ts";
import type { Sample } from "../samples.ts";

/** The share of texts that must be alike but for the name. */
const leastAlike = 0.8;

/** Fewer texts than this for each of three values may have names by chance. */
const leastTexts = 4;

/** An expression without what may be a name of its own for each value of a reading. */
type Framed = {
  readonly before: string;
  readonly after: string;
  readonly reading: Reading;
  /** Whether the value itself stands beside the name, in the address of its link. */
  readonly isLinked: boolean;
};

/** Where an expression may have names: in words made of a value, and in a link that leads to one. */
const framesOf = ({ value, readings }: Candidate, catalog: CatalogView): readonly Framed[] => {
  const label = /\[[^[\]]*\](?=\()/.exec(value);
  return readings.flatMap((reading): readonly Framed[] => {
    const field = `{${reading.name}}`;
    const worded = catalog.readings.find((each) => each.path === reading.path && isWorded(each));
    if (label !== null && value.includes(field, label.index + label[0].length)) {
      const end = label.index + label[0].length - 1;
      return [
        {
          before: value.slice(0, label.index + 1),
          after: value.slice(end),
          reading: worded ?? reading,
          isLinked: true,
        },
      ];
    }
    const at = value.indexOf(field);
    return isWorded(reading)
      ? [{ before: value.slice(0, at), after: value.slice(at + field.length), reading, isLinked: false }]
      : [];
  });
};

const attemptAt = (
  { before, after, reading, isLinked }: Framed,
  { readings }: Candidate,
  samples: readonly Sample[],
  { shape }: CatalogView,
): Attempt | undefined => {
  const [front, back] = [before, after].map((each) => parseExpression(each));
  if (front === undefined || back === undefined) return undefined;
  const said = samples.flatMap(({ model, raw }) => {
    const [start, end] = [write(front, readings, model), write(back, readings, model)];
    const name = raw.slice(start.length, raw.length - end.length);
    const isFramed = raw.startsWith(start) && raw.endsWith(end) && name !== "" && cellText(name) === name;
    return isFramed ? [{ model, raw: name }] : [];
  });
  if (said.length < leastAlike * samples.length) return undefined;
  const words = wordsFor(reading, said, isLinked);
  // A part of an address is no name that the next one may go by.
  const areAddresses = said.some(({ model }) => /^https?:/.test(String(valueAt(reading, model))));
  const most = areAddresses ? said.length : said.length * 3;
  if (words.size < 2 || words.size * leastTexts > most) return undefined;
  const named = namedBy(reading, words, shape);
  if (named === undefined) return undefined;
  const value = `${before}{${named.name}}${after}`;
  const used = [...readings.filter(({ name }) => value.includes(`{${name}}`)), named];
  const expression = parseExpression(value);
  const judged = judgeTexts((model) => write(expression, used, model), samples);
  return { value, fields: fieldsOf(used), readings: used, ...judged };
};

/** Texts in which a value has a name that no rule gives: the `xAI Grok` of `[xAI Grok](/providers/xai)`. */
export const byNames = (
  best: Attempt | undefined,
  samples: readonly Sample[],
  catalog: CatalogView,
): Attempt | undefined => {
  if (best === undefined || best.when !== undefined) return undefined;
  const { id, name } = catalog.shape;
  return framesOf(best, catalog)
    .filter(({ reading: { path } }) => path !== id && path !== name)
    .flatMap((framed) => attemptAt(framed, best, samples, catalog) ?? [])
    .find(({ explained }) => explained > best.explained);
};
