import type { FieldSettings } from "../config/catalog-settings.ts";
import type { Settings } from "../config/settings.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import { canonical } from "../text/digest.ts";

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

/** What changed of the models of the catalog since the lock, as far as it is known. */
export const changesOf = (
  { fields }: Pick<Settings, "fields">,
  lock: Lock,
  entries: readonly Entry[],
): readonly ModelChange[] =>
  entries.flatMap((entry): readonly ModelChange[] => {
    const record = lock.models.get(entry.id);
    const changes = [...entry.fields].flatMap(([name, after]): readonly FieldChange[] => {
      const before = record?.fields[name];
      // What the config has added since is nobody's change, and the slug follows the ID.
      const isNew = before === undefined && record !== undefined;
      if (name === "slug" || isNew || before === after || canonical(before) === canonical(after)) return [];
      // A name that is now the bare ID is what stands in for one that is missing.
      const isMissing = name === "name" && before !== undefined && after === entry.fields.get("id");
      return [{ name, field: fields.get(name), before, after: isMissing ? null : after }];
    });
    return changes.length === 0 ? [] : [{ entry, isNew: record === undefined, changes }];
  });
