import type { Expression } from "./expression.ts";
import type { Test } from "./predicate.ts";
import type { RelativePath } from "../model/file.ts";

/** The older models that stand for a role. */
export type FollowSettings = {
  readonly ids: ReadonlySet<string>;
  /** Patterns of IDs, of models that nothing else knows too. */
  readonly patterns: readonly RegExp[];
  /** Predicates over the models that the catalog or the lock knows. */
  readonly tests: readonly Test[];
};

/** A role of models in examples. */
export type RoleSettings = {
  readonly name: string;
  /** Its model's ID, or where it is the newest of some, of which, and by which field. */
  readonly chosen:
    | { readonly type: "model"; readonly id: string }
    | { readonly type: "newest"; readonly test: Test; readonly by: string };
  readonly follows: FollowSettings;
  /** Place in the config, for problems: `mentions.roles.chat`. */
  readonly where: string;
};

/** Where in the documentation names of models are looked for, and what becomes of them. */
export type MentionSettings = {
  readonly isPage: (path: RelativePath) => boolean;
  /** Whether a whole file stays as it is. */
  readonly isKept: (path: RelativePath) => boolean;
  /** The headings of a file under which all stays as it is. */
  readonly keptHeadings: (path: RelativePath) => readonly string[];
  /** Whether inline code is a call site. */
  readonly spans: boolean;
  readonly forms: readonly Expression[];
  readonly roles: readonly RoleSettings[];
  readonly replacesRetired: boolean;
  readonly successors: ReadonlyMap<string, string>;
  readonly left: {
    readonly ids: readonly string[];
    readonly test: Test | undefined;
    readonly successor: string | undefined;
  };
  /** By a parameter's name, what holds of the models that take it. */
  readonly parameters: ReadonlyMap<string, Test>;
  readonly writesPlaceholders: boolean;
};
