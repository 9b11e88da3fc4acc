import { toText } from "../../config/expression.ts";
import { likeness } from "../columns/likeness.ts";
import type { Shape } from "../catalog/records.ts";
import { contextOf, pageOf } from "../part-name.ts";
import type { PartDraft, WhereDraft } from "../types.ts";
import { butNot } from "./atoms.ts";
import { chooseTest, sidesOf } from "./choose.ts";
import { holdsFor } from "./holds.ts";

/** Paths whose values say that a model goes, or has gone. */
const leaving = /deprecat|retire|sunset|legacy|expir|shutdown|status|state|lifecycle|end_?of_?life|\beol/i;

type Placed = { readonly part: PartDraft; readonly own: WhereDraft };

/** The places beside one on its page that show none of its models. */
const beside = ({ part }: Placed, all: readonly Placed[]): readonly Placed[] => {
  const here = new Set(part.models);
  return all.filter(
    ({ part: other, own }) =>
      other !== part &&
      pageOf(other) === pageOf(part) &&
      own.where !== undefined &&
      !other.models.some((model) => here.has(model)),
  );
};

const draftOf = ({ own }: Placed): WhereDraft => own;

const isTold = ({ own }: Placed): boolean => own.remark === undefined;

/** The value that a test asks for, and whether the place is called after it. */
const askedBy = ({ part, own: { where = {}, fields } }: Placed, test = where) => {
  const path = fields[test.field ?? ""]?.path;
  const about = `${path} ${toText(test.equals ?? test.includes)}`;
  return { path, isCalled: path !== undefined && contextOf(part).some((text) => likeness(text, about) > 0) };
};

/**
 * Whether a test holds by chance: the places beside it are called after theirs, which ask for something else; or it is
 * of several parts, where one test tells each place beside it.
 */
const isChance = (placed: Placed, others: readonly Placed[]): boolean => {
  const { path, isCalled } = askedBy(placed);
  const theirs = others.map((other) => askedBy(other));
  const parts = placed.own.where?.all ?? [];
  if (parts.length > 0 && parts.every((part) => !askedBy(placed, part).isCalled))
    return theirs.every((each) => each.path !== undefined);
  return path !== undefined && !isCalled && theirs.every((each) => each.isCalled && each.path !== path);
};

/** A place of what the places beside it don't hold, of all models or of a kind, where nothing else says why. */
const asRest = (placed: Placed, all: readonly Placed[], shape: Shape): WhereDraft => {
  const { part, own } = placed;
  const others = beside(placed, all).filter(isTold);
  if (part.models.length < 2 || (isTold(placed) && !isChance(placed, others))) return own;
  const theirs = new Set(others.flatMap((other) => other.part.models));
  const shown = new Set(all.flatMap(({ part: { models } }) => models).filter((model) => !theirs.has(model)));
  const here = new Set(part.models);
  if (others.length === 0) return own;
  if (shown.size === here.size) return butNot({ fields: {} }, others.map(draftOf));
  if (isTold(placed)) return own;
  const kind = chooseTest(sidesOf(shape, here, shown), shape, contextOf(part));
  if (kind === undefined || kind.wrong > 0) return own;
  const holds = holdsFor(kind.when, kind.fields, shape);
  const inKind = others.filter((other) => other.part.models.some(holds));
  if (inKind.length === 0) return own;
  return butNot({ where: kind.when, fields: kind.fields }, inKind.map(draftOf));
};

/** Without the models that a place for leaving ones takes, where a test asks for neither. */
const withoutLeaving = (placed: Placed, all: readonly Placed[]): WhereDraft => {
  const { own } = placed;
  if (own.where === undefined || !isTold(placed)) return own;
  const others = beside(placed, all.filter(isTold)).filter(({ own: { where = {}, fields } }) => {
    const path = fields[where.field ?? ""]?.path;
    return (
      path !== undefined &&
      leaving.test(path) &&
      !Object.values(own.fields).some((each) => each.path === path)
    );
  });
  return others.length === 0 ? own : butNot(own, others.map(draftOf));
};

/** Tests that keep the places of a page apart as they are today: what moves to one leaves the others. */
export const keepApart = (
  parts: readonly PartDraft[],
  wheres: readonly WhereDraft[],
  shape: Shape,
): readonly WhereDraft[] => {
  const placed = (owns: readonly WhereDraft[]): readonly Placed[] =>
    parts.flatMap((part, index) => {
      const own = owns[index];
      return own === undefined ? [] : [{ part, own }];
    });
  const told = placed(wheres);
  const rested = placed(told.map((each) => asRest(each, told, shape)));
  return rested.map((each) => withoutLeaving(each, rested));
};
