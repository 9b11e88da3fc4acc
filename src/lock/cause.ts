import { type Cause, shownValue } from "../model/note.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { ModelRecord } from "../model/lock.ts";
import { toText } from "../config/expression.ts";

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
