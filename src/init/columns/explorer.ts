import { once, onceEach } from "../../text/once.ts";
import type { CatalogView } from "../types.ts";
import { type Texts, textsFinder } from "./holes.ts";
import { type Atom, atomsIn, namesake } from "./marks.ts";
import type { Reading } from "./readings.ts";
import type { Model } from "../catalog/records.ts";

/** What is worked out once for a catalog, whatever texts are looked at. */
export type Explorer = {
  readonly textsOf: (model: Model) => Texts;
  readonly atoms: readonly Atom[];
  /** Whether a reading gives the same for all models, so that a text that has it may have it by chance. */
  readonly isConstant: (reading: Reading) => boolean;
  /** The readings that may tell of what kind a model is. */
  readonly plain: readonly Reading[];
};

const constantsAmong = (models: readonly Model[]): Explorer["isConstant"] =>
  onceEach((reading) => {
    const text = models[0] === undefined ? "" : reading.text(models[0]);
    return models.length > 1 && models.every((model) => reading.text(model) === text);
  });

/** A catalog as texts are explained by it. */
export const explorerOf = once(
  ({ shape, readings }: CatalogView): Explorer => ({
    textsOf: textsFinder(readings),
    atoms: atomsIn(shape).filter(({ rank }) => rank < namesake),
    isConstant: constantsAmong(shape.models),
    plain: readings.filter(
      ({ rules, name }) =>
        rules.length === 0 || name === "idOwner" || (rules.length === 2 && name.endsWith("Title")),
    ),
  }),
);
