import type { FieldChange, ModelChange } from "../lock/model-changes.ts";
import type { Entry } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import type { Settings } from "../config/settings.ts";

/** What guards look at. */
export type Scene = {
  readonly settings: Pick<Settings, "fields" | "policy" | "date">;
  readonly lock: Lock;
  readonly entries: readonly Entry[];
  readonly models: readonly ModelChange[];
};

/** What a guard says of one field, by its limit for that field. */
export type FieldGuard = {
  readonly name: string;
  /** Its limit where the config says none. */
  readonly limit: number;
  /** Whether the field's change is doubtful; `isNamed` where the config names the field for this guard. */
  readonly judge: (
    change: FieldChange,
    limit: number,
    about: { readonly model: ModelChange; readonly isNamed: boolean },
  ) => boolean;
};
