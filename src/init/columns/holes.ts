import { cellText } from "../../text/emit/markdown.ts";
import type { Model } from "../catalog/records.ts";
import { toText } from "../../config/expression.ts";
import { isList, type Reading, valueAt } from "./readings.ts";

/** A stretch of a cell that is what some readings give. */
export type Hole = { readonly start: number; readonly end: number; readonly readings: readonly Reading[] };

/** How a cell goes on in another line. */
const lineEnds = ["<br>", "<br/>", "<br />"] as const;

/** What stands between items of which each is code of its own, in Markdown and in reStructuredText. */
const codes = ["`, `", "``, ``", "`, :code:`", "`, :literal:`"] as const;

/** What readings give for a model, by text. */
export type Texts = ReadonlyMap<string, readonly Reading[]>;

/** Everything that readings give for each model, worked out once. */
export const textsFinder = (readings: readonly Reading[]): ((model: Model) => Texts) => {
  const known = new Map<Model, Texts>();
  return (model) => {
    const before = known.get(model);
    if (before !== undefined) return before;
    const texts = new Map<string, Reading[]>();
    const add = (text: string, reading: Reading): void => {
      const same = texts.get(text);
      if (same === undefined) texts.set(text, [reading]);
      else same.push(reading);
    };
    for (const reading of readings) {
      const text = reading.text(model);
      if (text === "") continue;
      add(text, reading);
      const written = cellText(text);
      if (written !== text)
        for (const lineEnd of written.includes("<br>") ? lineEnds : ["<br>"])
          add(written.replaceAll("<br>", lineEnd), reading);
      // Between backticks each item of a list is code of its own.
      const value = valueAt(reading, model);
      if (isList(value) && reading.rules.length === 0)
        for (const between of codes) add(value.map((item) => toText(item)).join(between), reading);
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

/** Where the text of a cell holds what readings give for its model: the longest first. */
export const holesIn = (raw: string, texts: Texts): readonly Hole[] => {
  const holes: Hole[] = [];
  for (const [text, readings] of texts)
    for (let start = raw.indexOf(text); start !== -1; start = raw.indexOf(text, start + 1)) {
      const end = start + text.length;
      if (isEdge(raw, start) && isEdge(raw, end)) holes.push({ start, end, readings });
    }
  return holes.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
};
