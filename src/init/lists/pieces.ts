import type { FieldConfig, Predicate } from "../../config/config.gen.ts";
import { namesIn, parseLine } from "../../page/line-template.ts";
import { choiceName, fieldName } from "../catalog/field-name.ts";
import { testOf } from "../columns/agreement.ts";
import { constantText } from "../columns/constants.ts";
import { fromLiteral, literal } from "../columns/expressions.ts";
import { readingOf } from "../columns/readings.ts";
import type { Model } from "../catalog/records.ts";
import { draftText } from "../columns/text-draft.ts";
import { isSided } from "../pages/lines.ts";
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

/** A text of each entry, and whose it is. */
export type Texts = readonly (readonly [text: string, model: Model])[];

/** A text of a line, and the fields that it reads. */
type Said = { readonly text: string; readonly fields: Fields };

/** Where markup stands that has values in it: by which test, what stands there else, and the fields of the values. */
type Choice = { readonly when: Predicate; readonly otherwise: string; readonly fields: Fields };

/** Markup with values in it where a test holds: each stretch is a field of its own, which is either markup or a value. */
export const pieces = (name: string, source: string, { when, otherwise, fields }: Choice): Said => {
  // A list stays one: its items may be code each.
  const valueOf = (part: string): FieldConfig => {
    const { [part]: own } = fields;
    return own?.path !== undefined && own.when === undefined && source.includes(`\`{${part}}\``)
      ? own
      : { text: `{${part}}` };
  };
  const found = parseLine(source);
  const isText = found.some(({ type }) => type === "text");
  const parts = isText ? found : [...found, { type: "text", text: "" } as const];
  const first = parts.findIndex(({ type }) => type === "text");
  const own = parts.map((part, at): readonly [string, FieldConfig] => [
    `${name}${at + 1}`,
    part.type === "text"
      ? { value: part.text, when, otherwise: at === first ? otherwise : "" }
      : { ...valueOf(part.name), when, otherwise: "" },
  ]);
  const text = parts.map((part, at) => `{${name}${at + 1}|${part.type === "text" ? "markup" : part.escape}}`);
  return { text: text.join(""), fields: Object.fromEntries(own) };
};

/** Entries that have a line, and those that lack it. */
type Sides = { readonly there: readonly Model[]; readonly absent: readonly Model[] };

/** The test that tells entries with certain lines from those without, and the fields that it reads; undefined where none does. */
export const testFor = (
  lines: readonly Line[],
  { there, absent }: Sides,
  catalog: CatalogView,
): { readonly when: Predicate; readonly fields: Fields } | undefined => {
  const { shape } = catalog;
  for (const { text = "", fields } of lines) {
    const [name = "", another] = namesIn(parseLine(text));
    const { path } = fields[name] ?? {};
    if (path === undefined || another !== undefined) continue;
    const plain = readingOf(shape, path, "", []);
    const { when, holds } = testOf(plain, shape.models);
    if (there.every(holds) && !absent.some(holds)) return { when, fields: { [plain.name]: plain.config } };
  }
  const label = lines.map(({ text = "" }) => text).join(" ");
  const samples = [
    ...there.map((model) => ({ model, raw: "yes" })),
    ...absent.map((model) => ({ model, raw: "" })),
  ];
  const draft = draftText(samples, label, catalog);
  const { when, value, owner, differing, fields } = draft;
  const isExact = owner === undefined && when !== undefined && differing.length === 0;
  if (!isExact || !isSided(draft, label, Math.min(there.length, absent.length))) return undefined;
  return { when: value === "" ? { not: when } : when, fields };
};

/** A line that only some entries have: it leaves with what a test asks for. */
export const whereThere = (line: Line, { when, fields }: { when: Predicate; fields: Fields }): Line => {
  if (line.text === undefined) return line;
  const indent = /^\s*/.exec(line.text)?.[0] ?? "";
  const text = line.text.slice(indent.length);
  // A blank line is there, and nothing isn't.
  const made = pieces(choiceName(when, text === "" ? "blank" : text, ""), text === "" ? " " : text, {
    when,
    otherwise: "",
    fields: { ...line.fields, ...fields },
  });
  return { ...line, text: indent + made.text, fields: { ...line.fields, ...fields, ...made.fields } };
};

/** A line that all entries have, with the amounts in it that are the catalog's. */
export const sameLine = (text: string, samples: Texts, catalog: CatalogView): Line => {
  const { value, fields } = constantText(
    literal(text),
    samples.map(([raw, model]) => ({ model, raw })),
    catalog,
  );
  if (value !== literal(text)) return { text: fromLiteral(value), fields, others: [] };
  // `:::{dropdown}` has no field in it.
  const names = [...new Set(namesIn(parseLine(text)))].map(
    (name) => [name, fieldName(`${name} sign`)] as const,
  );
  return {
    text: names.reduce((said, [name, own]) => said.replaceAll(`{${name}}`, `{${own}|markup}`), text),
    fields: Object.fromEntries(names.map(([name, own]) => [own, { value: `{${name}}` }])),
    others: [],
  };
};
