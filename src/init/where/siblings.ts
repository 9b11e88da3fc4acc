import { pageOf } from "../part-name.ts";
import type { Fields, PartDraft, WhereDraft } from "../types.ts";

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

const isTold = ({ own }: Placed): boolean => own.remark === undefined;

const but = ({ where, fields: read }: WhereDraft, others: readonly Placed[]): WhereDraft => {
  const nots = others.flatMap(({ own }) => (own.where === undefined ? [] : [{ not: own.where }]));
  const tests = [...(where === undefined ? [] : [where]), ...nots];
  const fields = others.reduce<Fields>((sum, { own }) => ({ ...sum, ...own.fields }), read);
  const [first, second] = tests;
  return {
    ...(first !== undefined && second === undefined ? { where: first } : { where: { all: tests } }),
    fields,
  };
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
  if (others.length === 0) return own;
  return but(own, others);
};

/** Tests that keep the places of a page apart as they are today: what moves to one leaves the others. */
export const keepApart = (
  parts: readonly PartDraft[],
  wheres: readonly WhereDraft[],
): readonly WhereDraft[] => {
  const placed = parts.flatMap((part, index): readonly Placed[] => {
    const own = wheres[index];
    return own === undefined ? [] : [{ part, own }];
  });
  return placed.map((each) => withoutLeaving(each, placed));
};
