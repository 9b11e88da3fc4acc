import type { Digest, RelativePath } from "./file.ts";
import type { Held, Lock } from "./lock.ts";
import type { Cause, Note } from "./note.ts";
import type { Problem } from "./problem.ts";

/** What a command may be limited to. */
export const parts = ["snippets", "sections", "tables", "client", "mentions", "documents"] as const;

/** One of the parts. */
export type Part = (typeof parts)[number];

/** What happens to a path. `keep` leaves it, `blocked` leaves it although it should change. */
export type Action = "create" | "update" | "delete" | "rename" | "keep" | "blocked";

/** What a path is to the tool: the name of an output kind, as the registry of the generators has it. */
export type Kind = string;
/** What stands against what, where a hand edit is in the way: the text as it was made, as it is, and as it would be. */
export type Conflict = { readonly base: string | undefined; readonly mine: string; readonly wanted: string };

/** Whether a change may go through unseen, is to be looked at, or waits. */
export type ChangeClass = "routine" | "review" | "held";

/** One change to one path; a plan holds at most one for each path. */
export type Change = {
  readonly action: Action;
  readonly path: RelativePath;
  /** Where a renamed file was; only for `rename`. */
  readonly from?: RelativePath;
  readonly kind: Kind;
  /** IDs of the models that the change is about, sorted. */
  readonly models: readonly string[];
  readonly cause: Cause;
  /** One sentence for people. Display only: nothing may decide by it. */
  readonly reason: string;
  /** Digest of the file as it was planned against (at `from` for a rename); null where there was none. */
  readonly before: Digest | null;
  /** Digest of the file as it will be; null for a deletion. */
  readonly after: Digest | null;
  /** The whole new text, for create, update and rename. */
  readonly content?: string;
  /** What changes inside the file, where that has parts. */
  readonly notes?: readonly Note[];
  /** Of what class it is; left out of what stays, and where the config declares no classes. */
  readonly class?: ChangeClass;
  /** What guards hold in it, each until it is accepted. */
  readonly held?: readonly Held[];
  /** What a hand edit stands against, where one blocks the whole file. */
  readonly conflict?: Conflict;
};

/** Whether something of a change should be and can't: the path, a part of it, or what a guard holds. */
export const isBlockedChange = ({ action, notes = [], held }: Change): boolean =>
  action === "blocked" || held !== undefined || notes.some((note) => note.action === "blocked");

/** What a plan was made from, as digests; null for what could not be read or isn't there. */
export type Inputs = {
  readonly config: Digest | null;
  readonly catalog: Digest | null;
  readonly templates: Digest | null;
  readonly lock: Digest | null;
  /** What the command line named in place of the config's catalog: the file, or the origin of the URL. */
  readonly source?: string;
};

/** Every change, sorted by path in code-unit order, everything that is wrong, and the lock as it will be. */
export type Plan = {
  readonly formatVersion: 2;
  readonly inputs: Inputs;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  readonly summary: Readonly<Record<Action, number>>;
  /** The lock when all of it is applied; left out of a plan that is only shown, and of one that the lock has no part in. */
  readonly lock?: Lock;
};

/** Whether applying the plan would change anything. */
export const hasChanges = ({ summary }: Pick<Plan, "summary">): boolean =>
  summary.create + summary.update + summary.delete + summary.rename > 0;

/** What became of one change when it was applied. */
export type Result = {
  readonly path: RelativePath;
  /** `done`: the path now is as planned. `kept`: a person's save came in between and stays. */
  readonly outcome: "done" | "kept";
};
