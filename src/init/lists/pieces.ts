import type { FieldConfig, Predicate } from "../../config/config.gen.ts";
import { namesIn, parseLine } from "../../page/line-template.ts";
import { fieldName } from "../catalog/field-name.ts";
import { testOf } from "../columns/agreement.ts";
import { isList, readingOf, valueAt } from "../columns/readings.ts";
import type { Model } from "../catalog/records.ts";
import type { FoundEntry } from "../find/entries.ts";
import type { CatalogView, Fields } from "../types.ts";

/** A line of all entries, as the config says it; undefined where the catalog doesn't explain it. */
export type Line = {
  readonly text: string | undefined;
  readonly fields: Fields;
  /** The models whose entries say something else there. */
  readonly others: readonly Model[];
  /** Whether something follows the title that the catalog doesn't explain. */
  readonly isCut?: boolean;
  /** Whether it is a cell that the catalog doesn't explain. */
  readonly isBlank?: boolean;
};

/** A text of a line, and the fields that it reads. */
type Said = { readonly text: string; readonly fields: Fields };

/**
 * Markup with values in it where a test holds, and another text elsewhere: each stretch of it is a field of its own, for
 * a field is either markup or a value.
 */
export const pieces = (name: string, source: string, when: Predicate, otherwise: string): Said => {
  const found = parseLine(source);
  const isText = found.some(({ type }) => type === "text");
  const parts = isText ? found : [...found, { type: "text", text: "" } as const];
  const first = parts.findIndex(({ type }) => type === "text");
  const fields = parts.map((part, at): readonly [string, FieldConfig] => [
    `${name}${at + 1}`,
    part.type === "text"
      ? { value: part.text, when, otherwise: at === first ? otherwise : "" }
      : { text: `{${part.name}}`, when, otherwise: "" },
  ]);
  const text = parts.map((part, at) => `{${name}${at + 1}|${part.type === "text" ? "markup" : part.escape}}`);
  return { text: text.join(""), fields: Object.fromEntries(fields) };
};

/** A line that entries of models have which have its value, where the shorter ones lack it: it leaves with the value. */
export const whereThere = (
  line: Line,
  { same, shorter }: { readonly same: readonly Model[]; readonly shorter: readonly Model[] },
  { shape }: CatalogView,
): Line => {
  const [name = "", another] = line.text === undefined ? [] : namesIn(parseLine(line.text));
  const { path } = line.fields[name] ?? {};
  if (line.text === undefined || path === undefined || another !== undefined || shorter.length === 0)
    return line;
  const plain = readingOf(shape, path, "", []);
  const isEmptyList = shape.models.some((model) => isList(valueAt(plain, model)) && plain.text(model) === "");
  const { when, holds } = testOf(plain, isEmptyList);
  if (!same.every(holds) || !shorter.some((model) => !holds(model))) return line;
  const indent = /^\s*/.exec(line.text)?.[0] ?? "";
  const made = pieces(fieldName(`${path} line`, "Part"), line.text.slice(indent.length), when, "");
  return {
    ...line,
    text: indent + made.text,
    fields: { ...line.fields, [plain.name]: plain.config, ...made.fields },
  };
};

/** The models of entries that have fewer lines than a sample of them. */
export const shorterThan = (
  sample: FoundEntry,
  entries: readonly (readonly [FoundEntry, Model])[],
): readonly Model[] =>
  entries.flatMap(([{ lines, at }, model]) =>
    lines.length < sample.lines.length && at.line === sample.at.line ? [model] : [],
  );
