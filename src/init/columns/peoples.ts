import { plainText } from "../../text/emit/plain-text.ts";
import type { CatalogView, TextDraft } from "../types.ts";
import { calledFinder } from "../join/known-models.ts";
import { type Attempt, fieldsOf } from "./agreement.ts";
import { isDash } from "./dashes.ts";
import { explorerOf } from "./explorer.ts";
import { literal } from "./expressions.ts";
import { tells } from "./marks.ts";
import { isMark } from "./kinds.ts";
import type { Reading } from "./readings.ts";
import { type Sample, tally } from "./samples.ts";

/** The share from which an expression is better than nothing for what people own. */
const usefulShare = 0.3;

/** The share of the cells from which what they have is likely what a new one has. */
const nearlyAll = 0.8;

/** The value that is called like the texts are: a `Description` begins with the catalog's, with its code as code. */
const namesake = (label: string, { readings, shape }: CatalogView): Reading | undefined => {
  const name = plainText(label).toLowerCase().replace(/\W+/g, "_");
  const called = readings.filter(({ path }) => path.toLowerCase().split(".").at(-1) === name);
  const plain = called.find(({ rules }) => rules.some(({ op }) => op === "stripTags"));
  const whole = called.find(({ rules }) => rules.length === 0);
  const isMarked = whole !== undefined && shape.models.some((model) => /`[^`]+`/.test(whole.text(model)));
  return isMarked && plain !== undefined ? { ...whole, rich: true } : plain;
};

/** As many cells that say the same day, or name the same model, may do so by chance. */
const fewAlike = 4;

/** Whether a text is a day or a model: what cells say of another one needn't be so of a new one. */
const isOfOne = (text: string, { shape }: CatalogView): boolean =>
  /\d[-/.]\d\d?[-/.]\d/.test(text) || calledFinder(shape.models)(plainText(text)).size > 0;

/** What is said of cells that number their rows. */
export const numbersRows =
  "These cells number the rows, which nothing keeps: a new row has no number, and people correct those below it.";

/** Whether texts do so. */
export const areNumbers = (texts: readonly string[]): boolean =>
  texts.length > 2 && texts.every((text, at) => /^\d+$/.test(text) && Number(text) === Number(texts[0]) + at);

/** So many of all cells, in words. */
export const shareOf = (part: number, of: number): string => `${part} of ${of} cells`;

/** What people own, and what a new one begins with. */
export const peoples = (
  samples: readonly Sample[],
  label: string,
  best: Attempt | undefined,
  catalog: CatalogView,
): TextDraft => {
  const texts = tally(samples.map(({ raw }) => raw));
  const [common = "", count = 0] = texts[0] ?? [];
  const all = { owner: "people", explained: 0, differing: [] } as const;
  const isAlike = count > fewAlike || !isOfOne(common, catalog);
  if (count === samples.length && samples.length > 1 && common !== "" && isAlike)
    return {
      ...all,
      value: literal(common),
      fields: {},
      remark: `All ${count} cells are the same, and nothing in the catalog says why: a new row begins so, correct it there.`,
    };
  if (best !== undefined && best.explained >= usefulShare * samples.length && best.explained > 1) {
    const { value, when, otherwise, fields, explained } = best;
    return {
      ...all,
      value,
      ...(when === undefined ? {} : { when }),
      ...(otherwise === undefined ? {} : { otherwise }),
      fields,
      remark: `Only ${shareOf(explained, samples.length)} are what the catalog gives: it fills a new row, and people own the cells from then on.`,
    };
  }
  const filler = namesake(label, catalog);
  if (filler !== undefined)
    return {
      ...all,
      value: `{${filler.name}${filler.rich === true ? "|rich" : ""}}`,
      fields: fieldsOf([filler]),
      remark: "The catalog fills a new row; people own the cells from then on.",
    };
  // What models can do its neighbours can, as newer ones can more; a word of another model's may be wrong, as programs
  // read it, and so is a mark that one value of the catalog tells, be it by chance.
  const areMarks =
    texts.length === 2 &&
    samples.length >= 4 &&
    texts.every(([text]) => isMark(plainText(text)) && !/^(?:true|false)$/.test(text)) &&
    !explorerOf(catalog).atoms.some((atom) => tells(atom, samples));
  const copied = areMarks ? ({ copied: true } as const) : {};
  const least = isDash(common) ? 0.5 : nearlyAll;
  if (count > least * samples.length && common !== "" && samples.length > 2)
    return {
      ...all,
      ...copied,
      value: literal(common),
      fields: {},
      remark: `Nothing in the catalog explains these cells: a new row begins with what ${shareOf(count, samples.length)} have, correct it there.`,
    };
  return {
    ...all,
    ...copied,
    value: "",
    fields: {},
    remark: areNumbers(samples.map(({ raw }) => raw))
      ? numbersRows
      : "Nothing in the catalog explains these cells: they are empty in a new row, and people fill them.",
  };
};
