import { counted } from "../text/counted.ts";
import { groupBy } from "../text/group-by.ts";
import { fromTo, isChange, type Note } from "../model/note.ts";
import type { Change } from "../model/plan.ts";
import { type ModelReview, type Review, reviewModels } from "./review.ts";

/** What becomes of a model: it comes, it changes, or it goes. */
export type Standing = "new" | "changed" | "gone";

/** What is said of one model, or of what is of none, and the files that it is in. */
export type CardLine = {
  readonly name: string;
  readonly text: string;
  readonly paths: readonly string[];
};

/** One thing that a reader wants to know of a plan: a model, or an equal change to many. */
export type Card = {
  readonly standing: Standing | "other";
  readonly title: string;
  readonly lines: readonly CardLine[];
  /** The model, where it is about one. */
  readonly model?: ModelReview;
};

/** From so many on, models of which the same is said share a card. */
const many = 13;

const isComing = ({ action }: Change, id: string, notes: readonly Note[]): boolean =>
  action === "create" || notes.some((note) => note.models.includes(id) && note.action === "add");

const notesOf = ({ notes = [] }: Change): readonly Note[] => notes.filter(isChange);

/** What becomes of each model that something changes for. Without a lock one is new when nothing of it is there yet. */
export const standings = (review: Review): ReadonlyMap<string, Standing> => {
  const { plan, entries, known = new Set() } = review;
  const inCatalog = new Set(entries.map(({ id }) => id));
  const kept = new Set(plan.changes.flatMap(({ action, models }) => (action === "keep" ? models : [])));
  const touching = new Map<string, { comes: boolean; goes: boolean }>();
  for (const change of plan.changes) {
    if (change.action === "keep") continue;
    const inside = notesOf(change);
    for (const id of new Set([...change.models, ...inside.flatMap(({ models }) => models)])) {
      const of = touching.get(id) ?? { comes: true, goes: true };
      const own = inside.filter(({ models }) => models.includes(id));
      of.comes &&=
        isComing(change, id, inside) && own.every(({ action }) => action === "add" || action === "blocked");
      of.goes &&=
        change.action === "delete" || (own.length > 0 && own.every(({ action }) => action === "remove"));
      touching.set(id, of);
    }
  }
  const standing = (id: string, { comes, goes }: { comes: boolean; goes: boolean }): Standing => {
    if (inCatalog.size > 0 ? !inCatalog.has(id) : goes) return "gone";
    if (known.size > 0 ? !known.has(id) : comes && !kept.has(id)) return "new";
    return "changed";
  };
  return new Map([...touching].map(([id, of]) => [id, standing(id, of)]));
};

type Told = {
  readonly model: string | undefined;
  readonly what: string;
  readonly detail: string;
  readonly path: string;
};

const plurals: ReadonlyMap<string, string> = new Map([
  ["add", "added"],
  ["change", "changed"],
  ["move", "moved"],
  ["remove", "removed"],
  ["blocked", "blocked"],
  ["create", "created"],
  ["update", "updated"],
  ["delete", "deleted"],
  ["rename", "renamed"],
]);

const deed = (action: string): string => plurals.get(action) ?? action;

/** What a change says of each model, or of none: `what` is the same for equal changes. */
const toldBy = (change: Change): readonly Told[] => {
  const { path, models, kind, action, reason, from } = change;
  const inside = notesOf(change);
  const of = (ids: readonly string[], what: string, detail: string): readonly Told[] =>
    (ids.length === 0 ? [undefined] : ids).map((model) => ({ model, what, detail, path }));
  if (inside.length === 0)
    return of(models, `${kind} ${deed(action)}`, from === undefined ? reason : fromTo(from, path));
  return inside.flatMap(({ models: ids, what, action: done, text, value }) =>
    value === undefined
      ? of(ids, `${what} ${deed(done)}`, text)
      : of(ids, done === "blocked" ? `${value.name}, blocked` : value.name, fromTo(value.from, value.to)),
  );
};

/** Lines that say the same of the same are one, with all their files. */
const linesOf = (
  told: readonly Told[],
  shown: (one: Told) => Omit<CardLine, "paths">,
): readonly CardLine[] => {
  const lines = new Map<string, Omit<CardLine, "paths"> & { readonly paths: Set<string> }>();
  for (const one of told) {
    const key = JSON.stringify([one.model, one.what, one.detail]);
    const line = lines.get(key) ?? { ...shown(one), paths: new Set<string>() };
    line.paths.add(one.path);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ paths, ...line }) => ({ ...line, paths: [...paths] }));
};

const whole = ({ what, detail }: Told) => ({ name: "", text: `${what}: ${detail}` });

/** Models that come or go, one card each; where many have the same said of them, one for all. */
const wholeCards = (models: readonly ModelReview[], standing: "new" | "gone"): readonly Card[] =>
  [...groupBy(models, ({ gets }) => gets)].flatMap(([gets, alike]): readonly Card[] => {
    const line = ({ name, paths }: ModelReview): CardLine => ({ name, text: gets, paths });
    return alike.length < many
      ? alike.map((model) => ({ standing, title: model.name, lines: [line(model)], model }))
      : [
          {
            standing,
            title: `${standing === "new" ? "New: " : "Gone: "}${counted(alike.length, "model")}`,
            lines: alike.map(line),
          },
        ];
  });

const changedCards = (told: readonly Told[], models: ReadonlyMap<string, ModelReview>): readonly Card[] => {
  const nameOf = (id: string | undefined): string => models.get(id ?? "")?.name ?? id ?? "";
  const single: Told[] = [];
  const folded = [...groupBy(told, ({ what }) => what)].flatMap(([what, alike]): readonly Card[] => {
    const count = new Set(alike.map(({ model }) => model)).size;
    if (count === 1) single.push(...alike);
    if (count === 1) return [];
    const lines = linesOf(alike, ({ model, detail }) => ({ name: nameOf(model), text: detail }));
    return [{ standing: "changed", title: `${what} of ${counted(count, "model")}`, lines }];
  });
  const alone = [...groupBy(single, ({ model }) => model ?? "")].map(([id, own]): Card => {
    const model = models.get(id);
    return { standing: "changed", title: nameOf(id), lines: linesOf(own, whole), ...(model && { model }) };
  });
  return [...folded, ...alone];
};

/** What a reader wants to know of a plan, new models first, then what changes, what goes, and what is of no model. */
export const cardsOf = (review: Review): readonly Card[] => {
  const of = standings(review);
  const models = reviewModels(review);
  const byId = new Map(models.map((model) => [model.id, model]));
  const those = (standing: Standing): readonly ModelReview[] =>
    models.filter(({ id }) => of.get(id) === standing);
  const told = review.plan.changes.filter(({ action }) => action !== "keep").flatMap(toldBy);
  const others = [
    ...groupBy(
      told.filter(({ model }) => model === undefined),
      ({ path }) => path,
    ),
  ].map(([path, own]): Card => ({ standing: "other", title: path, lines: linesOf(own, whole) }));
  return [
    ...wholeCards(those("new"), "new"),
    ...changedCards(
      told.filter(({ model }) => model !== undefined && of.get(model) === "changed"),
      byId,
    ),
    ...wholeCards(those("gone"), "gone"),
    ...others,
  ];
};
