import type { ClassConfig } from "./config.gen.ts";

/** The names of the guards of `policy.guards`. */
export const guardNames: readonly string[] = [
  "emptied",
  "factor",
  "longer",
  "lookalike",
  "minAge",
  "negative",
  "outlier",
  "placeholder",
  "range",
  "script",
  "shrink",
  "vanished",
  "zero",
];

/** What of an acceptance (`GUARD` or `GUARD:MODEL`) is no guard's name; undefined where it is one. */
export const unknownGuard = (accepted: string): string | undefined => {
  const name = accepted.split(":", 1)[0] ?? "";
  return guardNames.includes(name) ? undefined : name;
};

/** What becomes of models that left the catalog. */
export type RemovalSettings = {
  readonly policy: "keep" | "deprecate" | "prune";
  /** Whether the config says so: otherwise nobody decided. */
  readonly isDeclared: boolean;
  readonly mark: string;
  readonly after: number;
  readonly maxShare: number;
  /** The share of the models that may lose a field at once, where it has a limit of its own. */
  readonly fields: ReadonlyMap<string, number>;
};

/** How strict a guard is. */
export type GuardSettings = {
  readonly on: boolean;
  /** Undefined: the guard's own. */
  readonly limit: number | undefined;
  /** By a field's name: its own limit, or whether the guard looks at it. */
  readonly fields: ReadonlyMap<string, number | boolean>;
  readonly ranges: ReadonlyMap<string, { readonly min?: number; readonly max?: number }>;
};

/** What may go through without anybody looking at it. */
export type PolicySettings = {
  /** The guards that the config says something of, by name. */
  readonly guards: ReadonlyMap<string, GuardSettings>;
  /** Undefined: a new model may be of today. */
  readonly minAge: { readonly days: number; readonly field: string } | undefined;
  /** The rules that say of what class a change is; undefined where the config doesn't ask. */
  readonly classes: readonly ClassConfig[] | undefined;
  /** `GUARD` or `GUARD:MODEL`. */
  readonly accept: readonly string[];
};
