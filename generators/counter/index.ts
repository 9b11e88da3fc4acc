import { type Note, countNote, fromTo } from "../../src/model/note.ts";
import { fieldsOf } from "../../src/config/expression.ts";
import { type Edit, type Page, eolAt, lineIndexAt } from "../../src/page/page.ts";
import { markupOf } from "../../src/page/scan.ts";
import type { CounterSettings } from "../../src/config/settings.ts";
import { fail, ok, type Outcome, type Problem, refuse, warning } from "../../src/model/problem.ts";
import type { Changes } from "../placing/past.ts";
import { findSpots } from "./spots.ts";
import { type CounterSource, counterText } from "./value.ts";

/** What counters are made from. */
export type CounterRequest = CounterSource & {
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
