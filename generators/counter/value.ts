import { counterNames } from "../../src/config/rules/counters.ts";
import { fieldsOf, fill, type Part, toText } from "../../src/config/expression.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { comparator } from "../../src/text/order.ts";
import type { CounterSettings } from "../../src/config/settings.ts";
import { ok, type Outcome, refuse } from "../../src/model/problem.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import { sortKey } from "../placing/past.ts";
import { grouped } from "../../src/text/decimal.ts";

const listed = (texts: readonly string[], { separator, last, limit }: CounterSettings["list"]): string => {
  const shown = texts.slice(0, limit);
  const tail = shown.at(-1);
  return tail === undefined || shown.length === 1
    ? (tail ?? "")
    : shown.slice(0, -1).join(separator) + last + tail;
};

/** How a value is written where the counter stands; undefined where it can't be. */
export type CounterEmit = (value: string) => string;

/** What the text of a counter is made from. */
export type CounterSource = {
  readonly entries: readonly Entry[];
  readonly date: string | undefined;
  /** Whether it stands in a code block. */
  readonly isCode?: boolean;
  /** Name of the config, for problems. */
  readonly file: string;
};

/** Whether a counter lists models as code. */
const showsCode = ({ format }: CounterSettings): boolean =>
  format.some((part) =>
    part.type === "span"
      ? part.parts.some((each) => each.type === "field" && each.name === "list")
      : part.type === "field" && part.name === "list" && part.code,
  );

/** What a value would have to end a text in these quotes, or, without quotes, be more than a name in code. */
const unsafeIn = ({ format }: CounterSettings): RegExp => {
  const at = format.findIndex((part) => part.type === "field" && part.name === "list");
  const before = format[at - 1];
  const quote = before?.type === "literal" ? /["']$/.exec(before.text)?.[0] : undefined;
  return quote === undefined
    ? /[^\w.:@/+~-]|^[^\w@~]/
    : new RegExp(`[${quote}\\\\\\p{Cc}\\u2028\\u2029]`, "u");
};

/** The models that are counted and listed: one for each value where that is asked for. */
const counted = (
  models: readonly Entry[],
  { distinct, field }: CounterSettings["list"],
): readonly Entry[] => {
  if (!distinct) return models;
  const byValue = groupBy(models, ({ fields }) => toText(fields.get(field)));
  return [...byValue].flatMap(([value, [first]]) => (value === "" || first === undefined ? [] : [first]));
};

/** The text of a counter; `emit` writes what comes from the catalog, `inSpans` in code too. */
export const counterText = (
  counter: CounterSettings,
  { entries, date, file, isCode: inBlock = false }: CounterSource,
  emit: CounterEmit,
  inSpans = false,
): Outcome<string> => {
  const compare = comparator(counter.order);
  const sorted = entries
    .filter(counter.test)
    .sort((a, b) => compare(sortKey(counter.order, a), sortKey(counter.order, b)) || (a.id < b.id ? -1 : 1));
  const models = counted(sorted, counter.list);
  const wanted = fieldsOf(counter.format);
  const wrong = (code: string, message: string, fix: string) =>
    refuse(code, `${file}: ${counter.where}`, message, fix);
  if (wanted.includes("date") && date === undefined)
    return wrong(
      "date-undeclared",
      `The counter \`${counter.name}\` shows a date, and none is declared.`,
      "Set `date` in the config, --date, or SOURCE_DATE_EPOCH in the environment.",
    );
  const [first] = models;
  const asks = wanted.some((name) => name === "list" || !counterNames.some((known) => known === name));
  if (first === undefined && (counter.empty !== undefined || asks))
    return counter.empty === undefined
      ? wrong(
          "counter-empty",
          `No model of the catalog is one that the counter \`${counter.name}\` asks for.`,
          "Say in `empty` what is to stand there then, or correct `where`.",
        )
      : ok(counter.empty);
  const { list, floor, thousands } = counter;
  const fields = new Map<string, FieldValue>([
    ...(first?.fields ?? []),
    ["count", grouped(String(models.length - (models.length % floor)), thousands)],
    ["list", ""],
    ["date", date ?? ""],
  ]);
  const texts = models.map((entry) => emit(toText(entry.fields.get(list.field))));
  const inCode = models.map((entry) => toText(entry.fields.get(list.field)));
  // In code a sign stands for itself, and these would end it, or the cell that it is in.
  const isSpan = showsCode(counter);
  const ending = isSpan ? /[`|\p{Cc}\u2028\u2029]/u : unsafeIn(counter);
  const unsafe =
    isSpan || (inBlock && wanted.includes("list")) ? inCode.find((text) => ending.test(text)) : undefined;
  if (unsafe !== undefined)
    return wrong(
      "counter-unsafe",
      `The counter \`${counter.name}\` can't show ${JSON.stringify(unsafe)} as code.`,
      "Leave the model out by `where`, or write `{list}` without backticks.",
    );
  const shownInCode = inSpans ? texts : inCode;
  const textOf = (part: Part, isCode = false): string => {
    if (part.type === "span") return `\`${part.parts.map((each) => textOf(each, true)).join("")}\``;
    if (part.type === "literal") return part.text;
    if (part.name === "list")
      return part.code ? `\`${listed(shownInCode, list)}\`` : listed(isCode ? shownInCode : texts, list);
    return fill([part], fields, { text: emit, code: (value) => `\`${emit(value)}\`` });
  };
  return ok(counter.format.map((part) => textOf(part)).join(""));
};
