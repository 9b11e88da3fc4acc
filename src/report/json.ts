import { jsonPieces } from "../text/digest.ts";
import type { Note } from "../model/note.ts";
import type { Change, Plan } from "../model/plan.ts";

/** A note as JSON has it. */
export const noteOf = ({ what, action, cause, models, text, group }: Note) => ({
  what,
  action,
  cause,
  models,
  text,
  group,
});

/** Models by what they have in one field. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** A change with its keys in one order; what is undefined is left out of the JSON. */
const changeOf = (change: Change, withTexts: boolean) => {
  const { action, path, from, kind, models, cause, reason, before, after, content, notes, held, conflict } =
    change;
  const about = { action, path, from, kind, models, cause, reason, class: change.class };
  const shown = { ...about, notes: notes?.map(noteOf), held, before, after };
  return withTexts ? { ...shown, content, conflict } : shown;
};

/**
 * A plan as a document in the form of schemas/plan.schema.json; `withTexts` puts in what a saved plan needs: the
 * new texts of files, and which catalog.
 */
export const planDocument = (plan: Plan, withTexts: boolean) => {
  const { formatVersion, inputs, changes, problems, summary } = plan;
  const { config, catalog, templates, lock, source } = inputs;
  return {
    formatVersion,
    inputs: { config, catalog, templates, lock, ...(withTexts ? { source } : {}) },
    changes: changes.map((change) => changeOf(change, withTexts)),
    problems: problems.map(({ code, severity, where, message, fix }) => ({
      code,
      severity,
      where,
      message,
      fix,
    })),
    summary,
  };
};

/** A document as it is printed and saved, in pieces. */
export function* setJson(document: object): Generator<string, void> {
  yield* jsonPieces(document, { write: (value) => JSON.stringify(value, null, 2), indent: "  " });
  yield "\n";
}

/** The same as one text. */
export const toJson = (document: object): string => [...setJson(document)].join("");

/** The plan as JSON, without the texts of files, and its models in groups where they are asked for: the same plan gives the same bytes. */
export const planToJson = (plan: Plan, groups?: Groups): string =>
  toJson({ ...planDocument(plan, false), groups });
