import { isList } from "../../model/entry.ts";
import { cellText } from "../../text/emit/markdown.ts";
import { addTo, groupBy } from "../../text/group-by.ts";
import type { Model } from "../catalog/records.ts";
import { toText } from "../../config/expression.ts";
import { type Reading, valueAt } from "./readings.ts";

/** A stretch of a cell that is what some readings give. */
export type Hole = { readonly start: number; readonly end: number; readonly readings: readonly Reading[] };

/** In longer cells each text is looked for, and what is as short as a word of prose by chance isn't. */
const mostPlaces = 60;
const leastInLong = 3;

/** How a cell goes on in another line. */
const lineEnds = ["<br>", "<br/>", "<br />"] as const;

/** What stands between items of which each is one of a list of HTML, or code of its own, in Markdown and in reStructuredText. */
const betweenItems = [
  "</li><li>",
  "`</li><li>`",
  "`, `",
  "``, ``",
  "`, :code:`",
  "`, :literal:`",
  "`:code:, `",
  "`:literal:, `",
] as const;

/** What readings give for a model, by text. */
export type Texts = ReadonlyMap<string, readonly Reading[]>;

/** Everything that readings of a path give for what a model has there. */
const textsAt = (readings: readonly Reading[], model: Model): Texts => {
  const texts = new Map<string, Reading[]>();
  for (const reading of readings) {
    const text = reading.text(model);
    if (text === "") continue;
    addTo(texts, text, reading);
    const written = cellText(text);
    if (written !== text)
      for (const lineEnd of written.includes("<br>") ? lineEnds : ["<br>"])
        addTo(texts, written.replaceAll("<br>", lineEnd), reading);
    // Between backticks each item of a list is code of its own, and between elements an element.
    const value = valueAt(reading, model);
    if (isList(value) && reading.rules.length === 0)
      for (const between of betweenItems)
        addTo(texts, value.map((item) => toText(item)).join(between), reading);
  }
  return texts;
};

/** Everything that readings give for each model, worked out once for each value. */
export const textsFinder = (readings: readonly Reading[]): ((model: Model) => Texts) => {
  const known = new Map<Model, Texts>();
  const byPath = [...groupBy(readings, ({ path }) => path)].map(([path, all]) => ({
    path,
    all,
    byValue: new Map<string, Texts>(),
  }));
  return (model) => {
    const before = known.get(model);
    if (before !== undefined) return before;
    const texts = new Map<string, readonly Reading[]>();
    for (const { path, all, byValue } of byPath) {
      const value = valueAt({ path }, model);
      if (value === null || value === "") continue;
      const name = JSON.stringify(value);
      const own = byValue.get(name) ?? textsAt(all, model);
      byValue.set(name, own);
      for (const [text, found] of own) {
        const others = texts.get(text);
        texts.set(text, others === undefined ? found : [...others, ...found]);
      }
    }
    known.set(model, texts);
    return texts;
  };
};

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= "0" && char <= "9";

/** Whether a value may begin or end between two characters: not within a word or a number. */
const isEdge = (text: string, at: number): boolean => {
  const [before, after] = [text[at - 1], text[at]];
  if (before === undefined || after === undefined) return true;
  if (isDigit(before) && isDigit(after)) return false;
  // `1.5`, `1,500`
  if ((before === "." || before === ",") && isDigit(after)) return !isDigit(text[at - 2]);
  if ((after === "." || after === ",") && isDigit(before)) return !isDigit(text[at + 1]);
  // `5s`: a unit may follow a number, and nothing else may be cut out of a word.
  return !(isWord(before) && isWord(after)) || (isDigit(before) && !isDigit(after));
};

/** How long a value is that another word may follow right away: the `DeleteModel` of `DeleteModelCommand`. */
const leastBefore = 8;

/** Whether a long value may end within a word: another one begins there in capitals. */
const goesOn = (raw: string, start: number, end: number): boolean =>
  end - start >= leastBefore && /^\p{Ll}\p{Lu}/u.test(raw.slice(end - 1, end + 1));

/** The same of a long cell, in which there are more stretches than texts. */
const holesOfTexts = (raw: string, edges: ReadonlySet<number>, texts: Texts): Hole[] =>
  [...texts].flatMap(([text, readings]) => {
    const found: Hole[] = [];
    if (text.length < leastInLong) return found;
    for (let start = raw.indexOf(text); start !== -1; start = raw.indexOf(text, start + 1)) {
      const end = start + text.length;
      if (edges.has(start) && (edges.has(end) || goesOn(raw, start, end)))
        found.push({ start, end, readings });
    }
    return found;
  });

/** Where the text of a cell holds what readings give for its model: the longest first. */
export const holesIn = (raw: string, texts: Texts): readonly Hole[] => {
  const edges: number[] = [];
  for (let at = 0; at <= raw.length; at += 1) if (isEdge(raw, at)) edges.push(at);
  const holes: Hole[] = edges.length > mostPlaces ? holesOfTexts(raw, new Set(edges), texts) : [];
  const within = [...raw.matchAll(/(?<=\p{Ll})(?=\p{Lu})/gu)].map(({ index }) => index);
  if (edges.length <= mostPlaces)
    for (const start of edges)
      for (const end of [...edges, ...within.filter((at) => goesOn(raw, start, at))]) {
        if (end <= start) continue;
        const readings = texts.get(raw.slice(start, end));
        if (readings !== undefined) holes.push({ start, end, readings });
      }
  return holes.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
};
