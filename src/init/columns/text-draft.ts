import { plainText } from "../../text/emit/plain-text.ts";
import type { CatalogView, TextDraft } from "../types.ts";
import { type Attempt, leavingOut } from "./agreement.ts";
import { withConstants } from "./constants.ts";
import { fromLiteral } from "./expressions.ts";
import { isAmount } from "./kinds.ts";
import { saysOfMakers } from "./labels.ts";
import type { Reading } from "./readings.ts";
import { peoples, shareOf } from "./peoples.ts";
import { type Sample, tally } from "./samples.ts";
import { bestOf, type How, leastShare } from "./tried/best.ts";

/** What is to be said of texts that the catalog gives, where some differ. */
export const remarkOn = (explained: number, differing: number): string | undefined =>
  differing === 0
    ? undefined
    : `The catalog gives ${shareOf(explained, explained + differing)}; the others are pinned until it changes them.`;

/** Of fewer texts one alone may well be what others have, too. */
const fewSamples = 8;

/** What is to be said where other models get an amount that is no value of theirs, or words that one alone has. */
const constantRemark = (otherwise = "", samples: readonly Sample[]): string | undefined => {
  const isWords = samples.length > fewSamples && /\p{L}{3}/u.test(otherwise) && !otherwise.includes("{");
  const alone = isWords && samples.filter(({ raw }) => raw === fromLiteral(otherwise)).length === 1;
  return alone || /\d/.test(otherwise.replace(/\{[^{}]*\}/g, ""))
    ? `Other models get "${otherwise}", which is no value of the catalog: correct it in a new row.`
    : undefined;
};

/** An expression whose values that are Markdown are written as such. */
const withRich = (value: string, readings: readonly Reading[]): string =>
  readings.reduce(
    (text, { name, rich }) => (rich === true ? text.replaceAll(`{${name}}`, `{${name}|rich}`) : text),
    value,
  );

const joinedRemarks = (...remarks: readonly (string | undefined)[]): string | undefined => {
  const said = remarks.filter((each) => each !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
};

const owned = (best: Attempt, samples: readonly Sample[]): TextDraft => {
  const { when, otherwise, fields, raw, explained, differing, made, readings } = best;
  return {
    value: withRich(best.value, readings),
    ...(raw === undefined ? {} : { raw }),
    ...(when === undefined ? {} : { when }),
    ...(otherwise === undefined ? {} : { otherwise: withRich(otherwise, readings) }),
    fields,
    explained,
    differing,
    made,
    remark: joinedRemarks(remarkOn(explained, differing.length), constantRemark(otherwise, samples)),
  };
};

/** Whether what gives one of two words or marks is wrong of more than half of those that have the rarer one. */
const isChanceOfTwo = ({ kinds, differing }: Attempt, samples: readonly Sample[]): boolean => {
  const texts = tally(samples.map(({ raw }) => raw));
  const [[, count] = ["", 0]] = texts;
  const isOfTwo = kinds === 2 && texts.length === 2 && !texts.some(([text]) => isAmount(plainText(text)));
  return isOfTwo && differing.length * 2 > samples.length - count;
};

/** How texts, one for each of several models and called `label`, follow from the catalog. */
export const draftText = (
  samples: readonly Sample[],
  label: string,
  catalog: CatalogView,
  how: How = {},
): TextDraft => {
  const found = bestOf(samples, label, catalog, how);
  const best = found !== undefined && isChanceOfTwo(found, samples) ? undefined : found;
  const isTold = best !== undefined && !best.readings.some(saysOfMakers);
  return isTold && best.explained >= leastShare * samples.length
    ? owned(withConstants(leavingOut(best, samples, catalog.shape.models), samples, catalog), samples)
    : peoples(samples, label, best, catalog);
};
