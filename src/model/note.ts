import type { Cause } from "./cause.ts";

/** One thing that changes inside a page, or can't, for people. */
export type Note = {
  readonly cause: Cause;
  /** IDs of the models that it is about. */
  readonly models: readonly string[];
  /** What kind of thing it is, in the singular: counted in a change's reason. */
  readonly what: string;
  /** What becomes of it; `blocked` means that a hand edit is in the way. */
  readonly action: "add" | "change" | "remove" | "move" | "blocked";
  /** `Gemma 3 27B in Quickstart snippets › Python`. */
  readonly text: string;
};

const plurals: ReadonlyMap<string, string> = new Map([["entry", "entries"]]);

const deeds = {
  add: "added",
  change: "changed",
  move: "moved",
  remove: "removed",
  blocked: "blocked by a hand edit",
} as const;

/** The order in which things are counted; others follow in the order of their notes. */
const things = ["entry", "row", "cell", "column", "counter", "reference"];

const actions: readonly Note["action"][] = ["add", "change", "move", "remove", "blocked"];

/** What changes in a page, counted: `4 entries added, 1 cell changed.` */
export const reasonOf = (notes: readonly Note[]): string => {
  const counts = new Map<string, number>();
  for (const { what, action } of notes) {
    const kind = `${what} ${action}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  // What changed in an API is told, and not counted.
  const whats = new Set([...things, ...notes.map(({ what }) => what)].filter((what) => what !== "api"));
  const counted = [...whats].flatMap((what) =>
    actions.flatMap((action) => {
      const count = counts.get(`${what} ${action}`) ?? 0;
      return count === 0
        ? []
        : [`${count} ${count === 1 ? what : (plurals.get(what) ?? `${what}s`)} ${deeds[action]}`];
    }),
  );
  return `${counted.join(", ")}.`;
};
