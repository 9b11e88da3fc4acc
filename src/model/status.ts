/** How a model stands at a place: as it should, not yet as the catalog has it, not there, or held back for a person. */
export type PlaceState = "in step" | "behind" | "missing" | "blocked";

/** A place that models belong in: a kind of snippet, a section, or a table. */
export type StatusPlace = {
  readonly part: "snippet" | "section" | "table";
  /** As reports name it: `models.md › Prices`. */
  readonly name: string;
};

/** What a model has at one place. */
export type StatusCell = StatusPlace & {
  readonly state: PlaceState;
  /** How many rows or files of it are there. */
  readonly count: number;
};

/** What one model of the catalog has in the documentation. */
export type ModelStatus = {
  readonly id: string;
  readonly name: string;
  /** The places that it belongs in, in the order of the config. */
  readonly cells: readonly StatusCell[];
  /** How often it is named in the files of `mentions`; null where the config has none. */
  readonly mentions: number | null;
  /** Whether all of its snippets passed `verify` as they are now; null where it has none, or nothing says how. */
  readonly verified: boolean | null;
};

/** Models and the places that they belong in. */
export type Status = { readonly places: readonly StatusPlace[]; readonly models: readonly ModelStatus[] };

/** How a model stands in all: `nowhere` where it belongs in no place. */
export type Standing = "in step" | "behind" | "nowhere";

/** Whether a model is everywhere as it should be. */
export const standingOf = ({ cells }: ModelStatus): Standing => {
  if (cells.length === 0) return "nowhere";
  return cells.every(({ state }) => state === "in step") ? "in step" : "behind";
};

/** How many models stand so. */
export const countStanding = ({ models }: Pick<Status, "models">, standing: Standing): number =>
  models.filter((model) => standingOf(model) === standing).length;
