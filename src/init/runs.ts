import { groupBy } from "../text/group-by.ts";
import type { Model } from "./catalog/records.ts";
import { fieldName } from "./catalog/field-name.ts";
import { loneField } from "./columns/expressions.ts";
import { draftText } from "./columns/text-draft.ts";
import { leastInCode, type Run } from "./find/runs.ts";
import { calledFinder } from "./join/known-models.ts";
import { joinRows } from "./join/rows.ts";
import { draftValues, listOf } from "./lists/values.ts";
import { draftOrders } from "./order/orders.ts";
import type { CatalogView, Fields, FoundRow, ListDraft } from "./types.ts";
import { tellsPast } from "./texts.ts";
import { chooseTest, sidesOf } from "./where/choose.ts";

type Owned = { readonly run: Run; readonly models: readonly Model[] };

/** The runs of one kind in a page whose items are all models, if one of them has several. */
const owned = (runs: readonly Run[], { shape }: CatalogView): readonly Owned[] => {
  const [first] = runs;
  if (first === undefined || !runs.some(({ items }) => items.length > 1)) return [];
  const rows = new Map<Run, readonly FoundRow[]>(
    runs.map((run) => [
      run,
      run.items.map((text) => ({
        line: run.line,
        cells: [{ text, shown: text, start: 0, end: text.length }],
      })),
    ]),
  );
  const table = {
    page: first.page,
    place: {},
    context: [],
    headers: ["Model"],
    rows: [...rows.values()].flat(),
  };
  const join = joinRows(table, shape);
  if (join === undefined) return [];
  const all = [...rows].flatMap(([run, own]): readonly Owned[] => {
    const models = own.flatMap((row) => join.owners.get(row) ?? []);
    return new Set(models).size < own.length ? [] : [{ run, models }];
  });
  return all.some(({ models }) => models.length > 1) ? all : [];
};

/** Whether the catalog tells the models of a run from those of the others. */
const isTold = ({ run, models }: Owned, all: readonly Owned[], { shape }: CatalogView): boolean => {
  // One line alone names just these for a reason only if the catalog has no others of their sort.
  const shown = new Set(all.length === 1 ? shape.models : all.flatMap((each) => each.models));
  const sides = sidesOf(shape, new Set(models), shown);
  return shown.size === models.length || chooseTest(sides, shape, [run.before])?.wrong === 0;
};

/** How many runs name models of the catalog, whichever of several of a name these are. */
const namingIn = (runs: readonly Run[], { shape }: CatalogView): number => {
  const called = calledFinder(shape.models);
  return runs.filter(({ items }) =>
    items.every((item) => called(item.replace(/\s+\([^()]*\)$/, "")).size > 0),
  ).length;
};

/** What runs that are written alike have in common: in code of several blocks, what stands between their names. */
const kindOf = ({ page, kind, sign, isCode, separator }: Run, ofBlocks: boolean): string =>
  JSON.stringify([page, ofBlocks && isCode === true ? `code ${separator}` : kind, sign]);

/** The lists that runs of models make, of those of one kind alike; `ofBlocks`: of several blocks of code together. */
const listsIn = (
  runs: readonly Run[],
  textOf: (page: string) => string,
  catalog: CatalogView,
  ofBlocks = false,
): readonly ListDraft[] => {
  const kinds = groupBy(runs, (run) => kindOf(run, ofBlocks));
  return [...kinds.values()].flatMap((alike) => {
    const all = owned(alike, catalog);
    // Code and sentences with less than half of the models are examples.
    const count = all.reduce((sum, { models }) => sum + models.length, 0);
    const told = all.filter(
      (each) =>
        isTold(each, all, catalog) &&
        ((each.run.isCode ?? each.run.isAmongWords) !== true ||
          (ofBlocks ? count : each.models.length) * 2 >= catalog.shape.models.length),
    );
    // Lists below lines of their own have nothing in common but that.
    if (told.length < all.length && alike[0]?.kind !== "below") return [];
    // Where most of those beside it name models that several makers have, one may be called so by chance.
    if (told.length === 0 || told.length * 2 < namingIn(alike, catalog)) return [];
    const samples = told.flatMap(({ run, models }) =>
      models.map((model, index) => ({ model, raw: run.items[index] ?? "" })),
    );
    const { value, when, owner, fields, differing } = draftText(samples, "", catalog, { byId: true });
    const lone = loneField(value);
    if (when !== undefined || owner !== undefined || differing.length > 0) return [];
    // `maker:auk-3` is made of two.
    const field = lone ?? fieldName(value.replace(/[{}]/g, " "), "Text");
    const own: Fields = lone === undefined ? { ...fields, [field]: { text: value } } : fields;
    const orders = draftOrders(
      told.map(({ run: { page }, models }) => ({ page, models })),
      catalog,
    );
    const usual = told.find(({ models }) => models.length > 1)?.run.separator ?? ", ";
    return told.flatMap(({ run, models }, index): readonly ListDraft[] => {
      const order = orders[index];
      if (order?.order.position !== undefined) return [];
      const draft = listOf(run, textOf, {
        field,
        separator: run.items.length > 1 ? run.separator : usual,
        ...(order === undefined ? {} : { order: order.order }),
      });
      return draft === undefined ? [] : [{ ...draft, fields: { ...own, ...order?.fields }, models }];
    });
  });
};

/** What the config can say of runs of a page's models: counters that list them. `isTaken`: lines that are in the config otherwise. */
export const draftRuns = (
  runs: readonly Run[],
  textOf: (page: string) => string,
  isTaken: (run: Run) => boolean,
  catalog: CatalogView,
): readonly ListDraft[] => {
  const free = runs.filter((run) => !isTaken(run) && !tellsPast(run.page));
  const isOpen =
    (drafts: readonly ListDraft[]) =>
    ({ page, line }: Run): boolean =>
      !drafts.some(({ config, lines }) => config.page === page && line >= lines.first && line < lines.last);
  const whole = free.filter(({ isAmongWords }) => isAmongWords !== true);
  const inBlocks = listsIn(
    whole.filter(({ isCode }) => isCode === true),
    textOf,
    catalog,
    true,
  );
  const others = whole.filter(
    (run) => isOpen(inBlocks)(run) && (run.isCode !== true || run.items.length >= leastInCode),
  );
  const alone = [...inBlocks, ...listsIn(others, textOf, catalog)];
  const amongWords = free.filter(({ isAmongWords }) => isAmongWords === true).filter(isOpen(alone));
  const ofModels = [...alone, ...listsIn(amongWords, textOf, catalog)];
  return [...ofModels, ...draftValues(free.filter(isOpen(ofModels)), textOf, catalog)];
};
