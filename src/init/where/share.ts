import type { ExcludeConfig } from "../../config/config.gen.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { lastPart } from "../join/key-forms.ts";
import { contextOf, pageOf, shownAmong, shownIn } from "../part-name.ts";
import type { Fields, PartDraft, WhereDraft } from "../types.ts";
import { byNames, type Test, testsOf, overlap } from "./atoms.ts";
import { chooseTest, sidesOf, type Chosen, excepting, joinedTests, picked } from "./choose.ts";
import { isGeneral, isKind } from "./general.ts";
import { holdsFor } from "./holds.ts";
import { leaveOut } from "./leave-out.ts";
import { byCallBeside, byNeed, byNeedBeside } from "./needed.ts";
import { keepApart } from "./siblings.ts";
import { groupBy } from "../../text/group-by.ts";

/** The share of a kind's models from which a new one of that kind is likelier here than not. */
const leastOfKind = 0.6;

/** With fewer models of such kinds it is chance. */
const fewest = 3;

/** The makers or kinds of which most models are here, with the others named: what is new stands where most of its kind do. */
const chooseKinds = (here: ReadonlySet<Model>, shape: Shape): Chosen | undefined => {
  const { yes, no } = sidesOf(shape, here, new Set(shape.models));
  const kinds = testsOf(shape).filter((test) => {
    const hit = overlap(test.holds, yes);
    return hit > 1 && hit >= leastOfKind * test.count && isKind(test);
  });
  const sum = (tests: readonly Test[]): number =>
    tests.reduce((count, { holds }) => count + overlap(holds, yes), 0);
  const [best = []] = [...groupBy(kinds, ({ when }) => when.field).values()].sort((a, b) => sum(b) - sum(a));
  if (sum(best) < fewest || sum(best) * 2 <= here.size) return undefined;
  const isOfThem = (index: number): boolean => best.some(({ holds }) => holds[index] === 1);
  const extra = picked(shape.models, (index) => no[index] === 1 && isOfThem(index));
  const lacking = picked(shape.models, (index) => yes[index] === 1 && !isOfThem(index));
  const { when, fields } = joinedTests("any", best);
  return { ...excepting(when, { lacking, extra }, shape), fields };
};

/** Which models go where, as far as the catalog tells. */
export type Sharing = {
  /** One for each part, in the same order. */
  readonly wheres: readonly WhereDraft[];
  readonly exclude: readonly ExcludeConfig[];
  readonly fields: Fields;
  /** Comments on parts of `exclude`. */
  readonly remarks: ReadonlyMap<object, string>;
};

/** Whether a place lists models, and says nothing of each that people would have to write. */
const isList = (part: PartDraft): boolean =>
  part.type === "table" || (part.type === "section" && part.config.body?.length === 0);

/** With a smaller share of the catalog in one place alone, and no reason, its models are a choice. */
const leastShown = 1 / 3;

const byHand =
  "Nothing in the catalog says why only these models are here: a new one comes when its ID is added to `where`.";

/** Just these models, as nothing tells more of them. */
const asListed = (here: ReadonlySet<Model>, shape: Shape): WhereDraft => ({
  where: byNames(shape, [...here]).when,
  remark: byHand,
  fields: {},
});

/** A place with so large a share of the models that are shown is that of all, and few stand elsewhere alone. */
const nearlyAll = 0.9;

/** All models but those that only other places show. */
const allBut = (others: readonly Model[], shape: Shape): WhereDraft => ({
  where: { not: byNames(shape, others).when },
  remark: `Nothing in the catalog says why ${others.length === 1 ? "1 model stands" : `${others.length} models stand`} elsewhere alone: a new one is added here.`,
  fields: {},
});

/** Finds the test of one place among those of the models that are shown somewhere. */
const whereFor = (
  part: PartDraft,
  here: ReadonlySet<Model>,
  shown: ReadonlySet<Model>,
  shape: Shape,
): WhereDraft => {
  if (here.size === shown.size) return { fields: {} };
  const context = contextOf(part);
  const chosen = chooseTest(sidesOf(shape, here, shown), shape, context);
  if (chosen === undefined) {
    const kinds = isList(part) && isGeneral(context) ? chooseKinds(here, shape) : undefined;
    if (kinds !== undefined)
      return {
        where: kinds.when,
        fields: kinds.fields,
        remark: `Nothing in the catalog says why only some models are here: ${kinds.wrong === 1 ? "1 is" : `${kinds.wrong} are`} named one by one, and a new one is added where most of its kind are here.`,
      };
    return here.size >= nearlyAll * shown.size
      ? allBut(
          [...shown].filter((model) => !here.has(model)),
          shape,
        )
      : asListed(here, shape);
  }
  const { when, fields, wrong } = chosen;
  if (wrong === 0) return { where: when, fields };
  const others =
    wrong === 1 ? "1 model stands otherwise, and is" : `${wrong} models stand otherwise, and are`;
  return { where: when, fields, remark: `${others} named one by one.` };
};

/** What the file of a place is called: `free-models.md` says as much as a heading. */
const stemOf = (part: PartDraft): string => lastPart(pageOf(part)).replace(/\.\w+$/, "");

/** The test of the whole catalog that a place is called after, where its models are those that it holds for. */
const byCall = (
  here: ReadonlySet<Model>,
  shape: Shape,
  context: readonly string[],
): WhereDraft | undefined => {
  const chosen = chooseTest(sidesOf(shape, here, new Set(shape.models)), shape, context);
  return chosen?.isCalled === true ? { where: chosen.when, fields: chosen.fields } : undefined;
};

/** The test of a place of few models by the value that tells the other places apart, where theirs is one of its own. */
const asOthers = (
  here: readonly Model[],
  wheres: readonly WhereDraft[],
  shape: Shape,
): WhereDraft | undefined => {
  const shown = new Set(here);
  for (const { where = {}, fields, remark } of wheres) {
    const { field = "", equals } = where;
    const path = fields[field]?.path;
    const [first] = here;
    if (remark !== undefined || equals === undefined || path === undefined || first === undefined) continue;
    const value = first.leaves.get(path) ?? null;
    if (typeof value !== "string" || fields[field]?.rules !== undefined) continue;
    const holds = ({ leaves }: Model): boolean => leaves.get(path) === value;
    if (here.every(holds) && shape.models.every((model) => shown.has(model) || !holds(model)))
      return { where: { field, equals: value }, fields };
  }
  return undefined;
};

/** Finds out why places show their models, and why some stand nowhere; `isWhole`: those are counted all the same. */
export const shareModels = (parts: readonly PartDraft[], shape: Shape, isWhole = false): Sharing => {
  const shown = isWhole ? new Set(shape.models) : shownAmong(parts, shape.models);
  const hidden = shape.models.filter((model) => !shown.has(model));
  const all = leaveOut(hidden, [...shown], shape);
  /** Whether nothing in the catalog tells why some models stand nowhere. */
  const isUntold = all.exclude.includes(all.listed);
  const isPicked = isUntold && parts.length === 1 && shown.size < leastShown * (shown.size + all.count);
  const known = new Map<string, WhereDraft>();
  const wheres = parts.map((part) => {
    const context = contextOf(part);
    const here = part.type === "pages" ? [...part.models, ...part.absent] : part.models;
    const name = JSON.stringify([context, isList(part), here.map(({ id }) => id).toSorted()]);
    const own = new Set(here);
    const among = shownIn(part).length === 0 ? new Set([...shown, ...here]) : shown;
    const where = known.get(name) ?? whereFor(part, own, among, shape);
    known.set(name, where);
    const isLoose = where.remark !== undefined || (where.where === undefined && isUntold);
    if (!isLoose) return where;
    const found = byNeed(part, own, shape) ?? byCall(own, shape, [...context, stemOf(part)]) ?? where;
    return isPicked && found.where === undefined && part.type !== "pages" ? asListed(own, shape) : found;
  });
  const shared = keepApart(
    parts,
    parts.map((part, index) => {
      const own = wheres[index] ?? { fields: {} };
      if (own.remark !== undefined) return asOthers(part.models, wheres, shape) ?? own;
      if (own.where !== undefined) return own;
      const beside = parts.flatMap((other, at) => {
        const where = wheres[at];
        return where === undefined || pageOf(other) !== pageOf(part) ? [] : [[other, where] as const];
      });
      const asked = beside.map(([, where]) => where);
      return byNeedBeside(part, beside, shape) ?? byCallBeside(part, contextOf(part), asked, shape) ?? own;
    }),
    shape,
  );
  if (isWhole && shared.some(({ remark }) => remark !== undefined)) return shareModels(parts, shape);
  // A snippet is made for each model, wherever it is shown.
  const everywhere = parts.some((part) => part.type === "section" && part.snippet !== undefined);
  const tests = shared.map(({ where, fields }) => holdsFor(where, fields, shape));
  const left = hidden.filter((model) => everywhere || tests.some((test) => test(model)));
  // What names its models holds for no other: without a rule these would be told as forgotten ever after.
  const isNamed = isUntold && shared.some(({ remark }) => remark === byHand);
  const out = left.length === hidden.length || isNamed ? all : leaveOut(left, [...shown], shape);
  return {
    wheres: shared,
    exclude: out.exclude,
    fields: out.fields,
    remarks: new Map([
      [out.listed, "Take an ID out of this list, and the next plan adds its model wherever it belongs."],
    ]),
  };
};
