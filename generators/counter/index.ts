import { countNote, fromTo, type Note } from "../../src/model/note.ts";
import { fieldsOf, fill, type Part, toText } from "../../src/config/expression.ts";
import { type Edit, eolAt, lineIndexAt, type Page } from "../../src/page/page.ts";
import { markupOf } from "../../src/page/scan.ts";
import type { CounterSettings } from "../../src/config/settings.ts";
import { fail, ok, type Outcome, type Problem, refuse, warning } from "../../src/model/problem.ts";
import { type Changes, sortKey } from "../placing/past.ts";
import { findSpots } from "./spots.ts";
import { counterNames } from "../../src/config/rules/counters.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { comparator } from "../../src/text/order.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import { grouped } from "../../src/text/decimal.ts";

const listed = (texts: readonly string[], { separator, last, limit }: CounterSettings["list"]): string => {
  const shown = texts.slice(0, limit);
  const tail = shown.at(-1);
  return tail === undefined || shown.length === 1
    ? (tail ?? "")
    : shown.slice(0, -1).join(separator) + last + tail;
};

/** How a value is written where the counter stands; undefined where it can't be. */
type CounterEmit = (value: string) => string;

/** What the text of a counter is made from. */
type CounterSource = {
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
const counterText = (
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

/** What counters are made from. */
type CounterRequest = CounterSource & {
  /** Whether what is there may follow the catalog at all. */
  readonly follows: boolean;
  /** Whether the run is for some models only: then a counter that stays as it is is told. */
  readonly limited: boolean;
};

const oneLine = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** What is said of a number that stays as it is because the run is for some models only. */
export const staleCount = (page: string, name: string, change: string): Problem =>
  warning(
    "count-stale",
    `${page}: ${name}`,
    `The number isn't right any more (${change}), and stays: this run is for some of the models only.`,
    "Run for all models, without --model.",
  );

/** Plans one counter of a page: its value is the tool's, and written wherever it differs. */
export const planCounter = (
  page: Page,
  counter: CounterSettings,
  request: CounterRequest,
): Outcome<Changes> => {
  const { follows, limited, file } = request;
  const found = findSpots(page, counter, file);
  if (!found.ok) return found;
  const edits: Edit[] = [];
  const notes: Note[] = [];
  const stale: Problem[] = [];
  const { cell } = markupOf(page.path);
  const isAsciidoc = page.markup === "asciidoc";
  for (const { start, end, isText, code } of found.value) {
    const emit = (value: string): string => (isText ? cell.text(oneLine(value)) : oneLine(value));
    // In AsciiDoc what stands in code is read as other text is.
    const made = counterText(counter, { ...request, isCode: code }, emit, isAsciidoc && isText);
    if (!made.ok) return made;
    const text = made.value.replaceAll("\n", eolAt(page, lineIndexAt(page, start)));
    // The values of a list in code were looked at.
    const isListed = code && fieldsOf(counter.format).every((name) => name === "list");
    if (!isText && !isListed && !/^[\p{L}\p{N} .,+()_-]*$/u.test(text))
      return refuse(
        "counter-unsafe",
        `${file}: ${counter.where}`,
        `What \`${counter.name}\` would write into ${page.path} may mean something else there.`,
        "Show only numbers, dates and plain words outside of a page's running text.",
      );
    const before = page.text.slice(start, end);
    if (before === text) continue;
    if (!follows && limited) stale.push(staleCount(page.path, counter.name, fromTo(before, text)));
    if (!follows) continue;
    if (counter.suspect !== undefined && before !== "") return fail(counter.suspect);
    edits.push({ start, end, text });
    notes.push(countNote("catalog", { name: counter.name, from: before, to: text }));
  }
  return ok({ edits, notes }, stale);
};
