import { isChange } from "../model/note.ts";
import type { Change } from "../model/plan.ts";
import { placeName } from "../page/region.ts";
import { lineNumber } from "../page/page.ts";
import type { Found, Rule, Scene } from "./types.ts";

type Note = NonNullable<Change["notes"]>[number];

/** Where a row or an entry of a model stands; undefined where none does. */
const lineOf = ({ tables, sections }: Scene, path: string, { models, place }: Note): number | undefined => {
  const isHere = (settings: Parameters<typeof placeName>[0]): boolean =>
    place === undefined || place === placeName(settings);
  const rows = tables
    .filter(({ page, matched }) => page.path === path && isHere(matched.settings))
    .flatMap(({ matched }) =>
      [...matched.owners].map(([{ line }, { id }]) => ({ id, line: lineNumber(matched.page, line) })),
    );
  const entries = sections
    .filter(({ page, settings }) => page.path === path && isHere(settings))
    .flatMap(({ page, owners }) =>
      [...owners].flatMap(([{ first }, own]) => own.map(({ id }) => ({ id, line: lineNumber(page, first) }))),
    );
  return [...rows, ...entries].find(({ id }) => models.includes(id))?.line;
};

const TELLS = "Run `kluster-gen plan`, which says why.";

/**
 * What an apply would change and can't, in the words of `plan`. Counters, and rows of which nobody can tell whose
 * they are, have rules of their own.
 */
const hand: Rule = {
  name: "hand-edit",
  judge: (scene) =>
    (scene.blocked ?? []).flatMap(
      ({ path, kind, action, notes = [], reason, conflict, held }): readonly Found[] => {
        const fix = `Take the edit back, or run \`kluster-gen apply --replace ${path}\`, which makes it as the catalog says.`;
        const told = notes.filter(
          (note) =>
            note.action === "blocked" &&
            !["row", "counter"].includes(note.what) &&
            !note.models.some((model) => scene.held?.(model) !== undefined),
        );
        if (notes.some(isChange))
          return told.flatMap((note): readonly Found[] => {
            const line = lineOf(scene, path, note);
            // Nobody edited an entry that isn't there: what it lacks is told by its rule.
            if (line === undefined && note.what === "entry") return [];
            // What would be read otherwise than it is written is in its own way.
            if (note.what === "unreadable entry")
              return [
                {
                  path,
                  line: line ?? 1,
                  message: `It can't be written so that it is read again: ${note.text}.`,
                  fix: TELLS,
                },
              ];
            const message = `A hand edit is in the way of what the catalog says: ${note.text}.`;
            return [{ path, line: line ?? 1, fix, message }];
          });
        // Nobody edited what is in the way for another reason.
        const own = kind === "snippet" && conflict === undefined ? TELLS : fix;
        // What a guard holds is told as that.
        const isHeld = held !== undefined && conflict === undefined;
        return action === "blocked" && !isHeld ? [{ path, line: 1, message: reason, fix: own }] : [];
      },
    ),
};

/** Rules about what people wrote and the catalog would change. */
export const editRules: readonly Rule[] = [hand];
