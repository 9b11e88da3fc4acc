import type { FieldSettings } from "../config/catalog-settings.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import type { Settings } from "../config/settings.ts";

/** One field of a model, as the lock has it and as the catalog has it now. */
export type FieldChange = {
  readonly name: string;
  readonly field: FieldSettings | undefined;
  /** Undefined for a new model, or a field that is new. */
  readonly before: FieldValue | undefined;
  readonly after: FieldValue;
};

/** A model, and what of it changed. */
export type ModelChange = {
  readonly entry: Entry;
  readonly isNew: boolean;
  readonly changes: readonly FieldChange[];
};

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
  /** Whether the field's change is doubtful. */
  readonly judge: (change: FieldChange, limit: number) => boolean;
};
