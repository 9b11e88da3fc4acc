import type { CounterConfig } from "../../config/config.gen.ts";
import type { Page } from "../../page/page.ts";
import { scanPage } from "../../page/scan.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { byCodeUnit } from "../../text/natural.ts";
import type { Model } from "../catalog/records.ts";
import type { Reading } from "../columns/readings.ts";
import { wordName } from "../find/value-counts.ts";
import type { Run } from "../find/runs.ts";
import { draftOrders } from "../order/orders.ts";
import type { CatalogView, ListDraft } from "../types.ts";

const patternOf = ({ before, after, isCode }: Run, text: string): string | undefined => {
  // A number there may be one that changes.
  const numbers = (side: string): string => escapePattern(side).replace(/\d[\d,]*/g, "\\d[\\d,]*");
  // Cells of a row may be padded, and otherwise as the longest changes.
  const isRow = isCode !== true && /^\s*\|/.test(before);
  const around = (side: string): string =>
    isRow ? numbers(side).replace(/ *(\\\|) */g, " *$1 *") : numbers(side);
  const inner = isCode === true ? "[^]*?" : isRow ? ".*?" : ".*";
  const pattern = `^${around(before)}(${inner})${around(after)}$`;
  return [...text.matchAll(new RegExp(pattern, "gmu"))].length === 1 ? pattern : undefined;
};

/** So many lines above a list in code are asked for one that no other has. */
const mostAbove = 8;

/** The pattern of a list: of code with as many lines above it as tell it from others of the page. */
const placeOf = (run: Run, page: Page): string | undefined => {
  const start = run.line - (run.before.split("\n").length - 1);
  const least = run.isCode === true ? Math.max(0, start - mostAbove) : start;
  for (let above = start; above >= least; above -= 1) {
    const lead = page.text.slice(page.lines[above]?.start, page.lines[start]?.start);
    const pattern = patternOf({ ...run, before: lead + run.before }, page.text);
    if (pattern !== undefined) return pattern;
  }
  return undefined;
};

/** A counter that lists what a run names, but for its fields and models; undefined where nothing finds its place again. */
export const listOf = (
  run: Run,
  textOf: (page: string) => string,
  { separator, ...made }: Pick<CounterConfig, "field" | "order"> & { readonly separator: string },
): Pick<ListDraft, "type" | "config" | "lines" | "context"> | undefined => {
  const { page, sign, close = sign, line, until, before, isCode } = run;
  const pattern = placeOf(run, scanPage(page, textOf(page)));
  if (pattern === undefined) return undefined;
  return {
    type: "list",
    config: {
      page,
      name: `list-${wordName(before) || line + 1}`,
      pattern,
      format: `${sign}{list}${close}`,
      separator: `${close}${separator}${sign}`,
      ...(run.last === undefined ? {} : { last: `${close}${run.last}${sign}` }),
      ...(isCode === true ? {} : { empty: "-" }),
      ...made,
    },
    lines: { first: line, last: until },
    context: [/\S.*/.exec(before)?.[0].trim() ?? ""],
  };
};

/** Fewer values may be named for another reason. */
const leastValues = 3;

type Values = {
  readonly reading: Reading;
  /** The first model of each value. */
  readonly first: ReadonlyMap<string, Model>;
};

/** What each reading gives, once for all runs; what each model has for itself says which it is, and counts nothing. */
const valuesOf = ({ shape: { models, id, name }, readings }: CatalogView): readonly Values[] =>
  readings.flatMap((reading) => {
    if (reading.path === id || reading.path === name) return [];
    const first = new Map<string, Model>();
    for (const model of models) {
      const value = reading.text(model);
      if (value !== "" && !first.has(value)) first.set(value, model);
      if (first.size * 3 > models.length * 2) return [];
    }
    return [{ reading, first }];
  });

/**
 * The models that stand for the values of a run, where it names all that a reading gives and nothing else; or most of them:
 * the others may be of models that stand nowhere.
 */
const valuesIn = (
  { items }: Run,
  all: readonly Values[],
): { readonly reading: Reading; readonly owners: readonly Model[] } | undefined => {
  const found = all.flatMap(({ reading, first }) => {
    const owners = items.flatMap((item) => first.get(item) ?? []);
    const isMost = owners.length === items.length && items.length * 2 > first.size;
    return isMost ? [{ reading, owners, left: first.size - items.length }] : [];
  });
  return found.toSorted((a, b) => a.left - b.left)[0];
};

/** Whether texts are in order as they are compared: then it is by these, and not by models that have them. */
const isRising = (texts: readonly string[]): boolean =>
  texts.every((text, index) => index === 0 || byCodeUnit(texts[index - 1] ?? "", text) < 0);

/** Runs that name all makers, languages or the like that models have: counters that list the different values. */
export const draftValues = (
  runs: readonly Run[],
  textOf: (page: string) => string,
  catalog: CatalogView,
): readonly ListDraft[] => {
  const asked = runs.filter(
    ({ items, isCode }) =>
      isCode !== true && items.length >= leastValues && new Set(items).size === items.length,
  );
  if (asked.length === 0) return [];
  const all = valuesOf(catalog);
  const found = asked.flatMap((run) => {
    const values = valuesIn(run, all);
    return values === undefined ? [] : [{ run, ...values }];
  });
  const orders = draftOrders(
    found.map(({ run: { page }, owners }) => ({ page, models: owners })),
    catalog,
  );
  return found.flatMap(({ run, reading }, index) => {
    const byValue = { order: { by: reading.name }, fields: {} };
    const order = isRising(run.items) ? byValue : orders[index];
    const draft = listOf(run, textOf, {
      field: reading.name,
      separator: run.separator,
      ...(order === undefined ? {} : { order: order.order }),
    });
    if (draft === undefined) return [];
    return [
      {
        ...draft,
        config: { ...draft.config, distinct: true },
        fields: { [reading.name]: reading.config, ...order?.fields },
        models: catalog.shape.models.filter((model) => run.items.includes(reading.text(model))),
      },
    ];
  });
};
