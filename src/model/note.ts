/** Why a change is wanted: the catalog, a template, the config, or the tree moved on its own. */
export type Cause = "catalog" | "template" | "config" | "drift";

/** One thing that changes inside a page, or can't, for people. */
export type Note = {
  readonly cause: Cause;
  /** IDs of the models that it is about. */
  readonly models: readonly string[];
  /** What kind of thing it is, in the singular: counted in a change's reason. */
  readonly what: string;
  /** What becomes of it. `blocked`: a hand edit is in the way. `keep`: it stays as people wrote it, although it differs. */
  readonly action: "add" | "change" | "remove" | "move" | "blocked" | "keep";
  /** `Gemma 3 27B in Quickstart snippets › Python`. */
  readonly text: string;
  /** What it is of which the text tells, and from what it goes to what, where that is one value; for reports alone. */
  readonly value?: { readonly name: string; readonly from: string; readonly to: string };
  /** The place of the page that it is in, as the config calls it; left out where it is in none. */
  readonly place?: string;
  /** What is said of all notes like it together: `follow \`chat\``. */
  readonly group?: string;
};

/** What becomes of something of a model, or of none where it is "". */
export const noteOf = (
  { cause = "catalog", ...of }: Omit<Note, "cause" | "models" | "text"> & Partial<Pick<Note, "cause">>,
  model: string,
  text: string,
): Note => ({ cause, models: model === "" ? [] : [model], ...of, text });

/** A file that stays as people wrote it, or with what they edited, although it differs. */
export const keptFile = (path: string, models: readonly string[]): Note => ({
  ...{ cause: "catalog", models, what: "file", action: "keep" },
  text: models.length === 0 ? path : `${path} (${models.join(", ")})`,
});

/** How what is empty is told. */
export const shownValue = (text: string): string => (text.trim() === "" ? "(empty)" : text);

/** What a value was, and what it becomes: `$0.94 → $0.9375`. */
export const fromTo = (before: string, after: string): string =>
  `${shownValue(before)} → ${shownValue(after)}`;

/** A number, or another value in text, that changes. */
export const countNote = (cause: Cause, value: NonNullable<Note["value"]>): Note =>
  noteOf(
    { cause, what: "counter", action: "change", value },
    "",
    `${value.name}: ${fromTo(value.from, value.to)}`,
  );

const plurals: ReadonlyMap<string, string> = new Map([
  ["entry", "entries"],
  ["entry of no model", "entries of no model"],
  ["unreadable entry", "unreadable entries"],
  ["row of no model", "rows of no model"],
  ["element of no model", "elements of no model"],
]);

const deeds = {
  add: "added",
  change: "changed",
  move: "moved",
  remove: "removed",
  blocked: "blocked",
} as const;

/** The order in which things are counted; others follow in the order of their notes. */
const things = ["entry", "row", "cell", "column", "counter", "mention", "reference"];
const actions = ["add", "change", "move", "remove", "blocked"] as const;

/** Whether a note tells of something that changes, or should. */
export const isChange = ({ action }: Note): boolean => action !== "keep";

const amount = (count: number, what: string): string =>
  `${count} ${count === 1 ? what : (plurals.get(what) ?? `${what}s`)}`;

/** What is counted: everything but what changed in an API, which is reported alone. */
const counted = (notes: readonly Note[]): readonly string[] =>
  [...new Set([...things, ...notes.map(({ what }) => what)])].filter((what) => what !== "api");

/** So many things that are no model's are named; all are counted. */
const named = 3;

/** What stands there and is no model's, by its name: nothing else tells which it is. */
const names = (notes: readonly Note[], what: string): string => {
  if (!what.endsWith(" of no model")) return "";
  const some = notes
    .slice(0, named)
    .map(({ text, place }) => JSON.stringify(text.split(` in ${place}`, 1)[0]));
  return ` (${[...some, ...(notes.length > named ? ["…"] : [])].join(", ")})`;
};

/** What stays as people wrote it although it differs, counted: `2 entries, 1 cell`; empty where there is none. */
const countKept = (notes: readonly Note[]): string =>
  counted(notes)
    .map((what) => [notes.filter((note) => note.what === what && !isChange(note)), what] as const)
    .filter(([kept]) => kept.length > 0)
    .map(([kept, what]) => amount(kept.length, what) + names(kept, what))
    .join(", ");

/** The same as a sentence; undefined where there is none. */
export const keptLine = (notes: readonly Note[], verbose: boolean): string | undefined => {
  const counts = countKept(notes);
  if (counts === "") return undefined;
  return `Kept as people wrote it although it differs: ${counts}${verbose ? "" : " (--verbose lists each)"}.`;
};

/** What changes in a page, counted: `4 entries added, 1 cell changed.` */
export const reasonOf = (notes: readonly Note[]): string => {
  const counts = new Map<string, number>();
  for (const { what, action } of notes) {
    const kind = `${what} ${action}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const parts = counted(notes).flatMap((what) =>
    actions.flatMap((action) => {
      const count = counts.get(`${what} ${action}`) ?? 0;
      return count === 0 ? [] : [`${amount(count, what)} ${deeds[action]}`];
    }),
  );
  return `${parts.join(", ")}.`;
};
