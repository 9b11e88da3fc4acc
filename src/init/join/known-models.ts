import { once } from "../../text/once.ts";
import type { Model } from "../catalog/records.ts";
import { bare, lastPart } from "./key-forms.ts";
import { toMap } from "../../text/group-by.ts";

/** Finds the model that a text is about. */
export type ModelFinder = (text: string) => Model | undefined;

/** By text, what only one model has. */
const unique = (models: readonly Model[], textOf: (model: Model) => string): ReadonlyMap<string, Model> => {
  const found = new Map<string, Model | undefined>();
  for (const model of models) {
    const text = textOf(model);
    if (text !== "") found.set(text, found.has(text) ? undefined : model);
  }
  return toMap(found, ([text, model]) => (model === undefined ? undefined : [text, model]));
};

/** Finds models by exactly their ID, their name, or what follows the last slash of the ID. */
export const modelFinder = (models: readonly Model[]): ModelFinder => {
  const maps = [
    unique(models, ({ id }) => id),
    unique(models, ({ name }) => name),
    unique(models, ({ id }) => lastPart(id)),
  ];
  return (text) => maps.map((map) => map.get(text)).find((model) => model !== undefined);
};

/** The models by what they are called, but for case and signs; worked out once for a catalog. */
const byCall = once((models: readonly Model[]): ReadonlyMap<string, ReadonlySet<Model>> => {
  const found = new Map<string, Set<Model>>();
  for (const model of models)
    for (const text of [model.id, lastPart(model.id), model.name].map(bare))
      found.set(text, (found.get(text) ?? new Set()).add(model));
  return found;
});

/** Finds the models whose ID, its last part or name a text is, but for case and signs. */
export const calledFinder = (models: readonly Model[]): ((text: string) => ReadonlySet<Model>) => {
  const found = byCall(models);
  const none: ReadonlySet<Model> = new Set();
  return (text) => found.get(bare(text)) ?? none;
};

/** The model that a shorter or longer form of its name stands for, when it can be only one of `models`. */
export const nearlyNamed = (text: string, models: readonly Model[]): Model | undefined => {
  if (text.length < 4) return undefined;
  const found = models.filter(({ name }) => name.endsWith(` ${text}`) || text.endsWith(` ${name}`));
  return found.length === 1 ? found[0] : undefined;
};
