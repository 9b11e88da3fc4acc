import type { Predicate } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import { likeness } from "../columns/likeness.ts";
import { pageOf } from "../part-name.ts";
import type { Model } from "../catalog/records.ts";
import type { Fields, PartDraft, WhereDraft } from "../types.ts";

/** Paths whose values say that a model goes, or has gone. */
const leaving = /deprecat|retire|sunset|legacy|expir|shutdown|status|state|lifecycle|end_?of_?life|\beol/i;

type Placed = { readonly part: PartDraft; readonly own: WhereDraft };

/** The places beside one on its page that show none of its models, and tell theirs by the catalog. */
const beside = ({ part }: Placed, all: readonly Placed[]): readonly Placed[] => {
  const here = new Set(part.models);
  return all.filter(
    ({ part: other, own }) =>
      other !== part &&
      pageOf(other) === pageOf(part) &&
      own.where !== undefined &&
      own.remark === undefined &&
      !other.models.some((model) => here.has(model)),
  );
};

const but = (where: Predicate | undefined, others: readonly Placed[]): WhereDraft => {
  const nots = others.flatMap(({ own }) => (own.where === undefined ? [] : [{ not: own.where }]));
  const tests = [...(where === undefined ? [] : [where]), ...nots];
  const fields = others.reduce<Fields>((sum, { own }) => ({ ...sum, ...own.fields }), {});
  const [first, second] = tests;
  return {
    ...(first !== undefined && second === undefined ? { where: first } : { where: { all: tests } }),
    fields,
  };
};

/** The value that a test asks for, and whether the place is called after it. */
const askedBy = ({ part, own: { where = {}, fields } }: Placed) => {
  const path = fields[where.field ?? ""]?.path;
  const context = part.type === "table" ? part.table.context : part.context;
  const about = `${path} ${toText(where.equals ?? where.includes)}`;
  return { path, isCalled: path !== undefined && context.some((text) => likeness(text, about) > 0) };
};

/** Whether a test holds by chance: the places beside it are called after theirs, which ask for something else. */
const isChance = (placed: Placed, others: readonly Placed[]): boolean => {
  const { path, isCalled } = askedBy(placed);
  const theirs = others.map(askedBy);
  return path !== undefined && !isCalled && theirs.every((each) => each.isCalled && each.path !== path);
};

/** A place of what the places beside it don't hold, where nothing else says why its models are there. */
const asRest = (placed: Placed, all: readonly Placed[], shown: ReadonlySet<Model>): WhereDraft => {
  const { part, own } = placed;
  const others = beside(placed, all);
  const theirs = new Set(others.flatMap((other) => other.part.models));
  const isRest = others.length > 0 && theirs.size + new Set(part.models).size === shown.size;
  if (part.models.length < 2 || !isRest) return own;
  return own.remark === undefined && !isChance(placed, others) ? own : but(undefined, others);
};

/** Without the models that a place for leaving ones takes, where a test asks for neither. */
const withoutLeaving = (placed: Placed, all: readonly Placed[]): WhereDraft => {
  const { own } = placed;
  if (own.where === undefined || own.remark !== undefined) return own;
  const others = beside(placed, all).filter(({ own: { where = {}, fields } }) => {
    const path = fields[where.field ?? ""]?.path;
    return (
      path !== undefined &&
      leaving.test(path) &&
      !Object.values(own.fields).some((each) => each.path === path)
    );
  });
  if (others.length === 0) return own;
  const made = but(own.where, others);
  return { ...made, fields: { ...own.fields, ...made.fields } };
};

/** Tests that keep the places of a page apart as they are today: what moves to one leaves the others. */
export const keepApart = (
  parts: readonly PartDraft[],
  wheres: readonly WhereDraft[],
): readonly WhereDraft[] => {
  const shown = new Set(parts.flatMap(({ models }) => models));
  const placed = (owns: readonly WhereDraft[]): readonly Placed[] =>
    parts.flatMap((part, index) => {
      const own = owns[index];
      return own === undefined ? [] : [{ part, own }];
    });
  const told = placed(wheres);
  const rested = placed(told.map((each) => asRest(each, told, shown)));
  return rested.map((each) => withoutLeaving(each, rested));
};
