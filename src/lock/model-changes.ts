import type { FieldSettings } from "../config/catalog-settings.ts";
import { toText } from "../config/expression.ts";
import type { Settings } from "../config/settings.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { Lock, ModelRecord } from "../model/lock.ts";
import { type Cause, shownValue } from "../model/note.ts";
import { canonical } from "../text/digest.ts";

/** Why something that was made has to be made anew, and the same as a sentence. */
export type Why = { readonly cause: Cause; readonly reason: string };

const shown = (value: FieldValue | undefined): string => {
  const plain = toText(value);
  if (plain === "") return shownValue(plain);
  const text = JSON.stringify(plain);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
};

/** The fields that the catalog has otherwise than before: `context: "65k" → "131k"`, of those that anything was made by. */
export const changedFields = (before: ModelRecord | undefined, entry: Entry): readonly string[] => {
  if (before === undefined) return [];
  const old = new Map(Object.entries(before.fields));
  return [...old.keys()]
    .filter((name) => name !== "slug")
    .sort()
    .filter(
      (name) => JSON.stringify(old.get(name) ?? null) !== JSON.stringify(entry.fields.get(name) ?? null),
    )
    .map((name) => `${name}: ${shown(old.get(name))} → ${shown(entry.fields.get(name))}`);
};

/** Tells a change of the catalog, of the template and of the config apart. */
export const whyChanged = (before: ModelRecord | undefined, entry: Entry, sameTemplate: boolean): Why => {
  const fields = changedFields(before, entry);
  if (fields.length > 0) return { cause: "catalog", reason: `The catalog changed ${fields.join(", ")}.` };
  return sameTemplate
    ? { cause: "config", reason: "The config changed." }
    : { cause: "template", reason: "The template changed." };
};

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
