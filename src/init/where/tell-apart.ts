import type { Predicate } from "../../config/config.gen.ts";
import type { FieldValue } from "../../model/entry.ts";
import { compilePredicate, type Subject } from "../../config/predicate.ts";
import { isList } from "../columns/readings.ts";
import { fieldName } from "../catalog/field-name.ts";
import type { Model } from "../catalog/records.ts";

/** A test of models, and the paths that it reads, by field. */
export type Distinction = { readonly when: Predicate; readonly fields: ReadonlyMap<string, string> };

/** Words for what a model is or can do, in the names of values; others say which model it is. */
const telling = new Set(
  "active architecture audio available capabilities capability category deleted deprecated endpoints feature features finetunable image input json kind lifecycle maturity modalities modality mode multimodal output parameters preview public purpose reasoning stage state status stream streaming structured supported supports tag tags task text tool tools tune type video visibility vision".split(
    " ",
  ),
);

/** Whether a value's name says what a model is or can do. */
export const saysSomething = (path: string): boolean =>
  path
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => telling.has(word));

/** Whether it says what kind or state a model is of: what may keep it out of a documentation altogether. */
export const saysKind = (path: string): boolean =>
  /(?:^|\.)(?:is_?|model_?)?(?:active|available|category|deleted|deprecated|endpoints|kind|mode|preview|public|purpose|state|status|task|type|visibility)$/i.test(
    path,
  );

/** A field of the distinction's own for a path; never one that is called like the ID or the name. */
const field = (path: string): string => {
  const name = fieldName(path);
  return ["id", "name", "slug"].includes(name) ? `${name}Value` : name;
};

const atoms = (path: string, values: ReadonlySet<FieldValue>): readonly Predicate[] => {
  const name = field(path);
  const scalars = [...values].filter((value) => !isList(value) && value !== null && value !== "");
  const items = new Set([...values].filter(isList).flatMap((list) => [...list]));
  return [
    ...(values.has(true) ? [{ field: name, equals: true }] : []),
    ...[...items].map((item) => ({ field: name, includes: item })),
    ...scalars.filter((value) => typeof value === "string").map((value) => ({ field: name, equals: value })),
    ...(values.has(false) ? [{ field: name, equals: false }] : []),
  ];
};

const subject = ({ fields }: Distinction, { leaves }: Model): Subject => ({
  fields: new Map([...fields].map(([name, path]) => [name, leaves.get(path) ?? null])),
  capabilities: [],
});

/** Whether a distinction holds for a model. */
export const holdsFor = (distinction: Distinction, model: Model): boolean =>
  compilePredicate(distinction.when)(subject(distinction, model));

/** The most values that may be needed together. */
const maxParts = 3;

/** A few tests of which one holds for each of `yes`, and none for any of `no`. */
const together = (atoms: readonly Distinction[], yes: readonly Model[]): Distinction | undefined => {
  const chosen: Distinction[] = [];
  let left = yes;
  while (left.length > 0 && chosen.length < maxParts) {
    const open = left;
    const counted = atoms.map((atom) => ({
      atom,
      count: open.filter((model) => holdsFor(atom, model)).length,
    }));
    const [best] = counted.toSorted((a, b) => b.count - a.count);
    if (best === undefined || best.count === 0) return undefined;
    chosen.push(best.atom);
    left = open.filter((model) => !holdsFor(best.atom, model));
  }
  const [first, ...more] = chosen;
  if (first === undefined || left.length > 0) return undefined;
  // As many tests as models would only list them.
  if (more.length > 0 && chosen.length >= yes.length) return undefined;
  return {
    when: more.length === 0 ? first.when : { any: chosen.map(({ when }) => when) },
    fields: new Map(chosen.flatMap(({ fields }) => [...fields])),
  };
};

/**
 * A test that holds for exactly the models of `yes`, and for none of `no`: of one value, or of a few, of
 * those whose paths `says` holds for.
 */
export const tellApart = (
  yes: readonly Model[],
  no: readonly Model[],
  says: (path: string) => boolean = saysSomething,
): Distinction | undefined => {
  if (yes.length === 0 || no.length === 0) return undefined;
  const paths = new Set([...yes, ...no].flatMap(({ leaves }) => [...leaves.keys()]));
  const candidates = [...paths].filter(says).flatMap((path) =>
    atoms(path, new Set(yes.map(({ leaves }) => leaves.get(path) ?? null)))
      .map((when) => ({ when, fields: new Map([[field(path), path]]) }))
      .filter((atom) => !no.some((model) => holdsFor(atom, model))),
  );
  // A word in a list, or a plain yes, says more than one of many texts that are each whole.
  const plainly = ({ when }: Distinction): boolean => when.includes !== undefined || when.equals === true;
  const ranked = [...candidates.filter(plainly), ...candidates.filter((each) => !plainly(each))];
  return ranked.find((atom) => yes.every((model) => holdsFor(atom, model))) ?? together(candidates, yes);
};
