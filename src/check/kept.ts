import { recordedEntries } from "../../generators/section/claim.ts";
import { titleOf } from "../../generators/section/title.ts";
import { updateRow } from "../../generators/table/rows.ts";
import { fromTo, type Note } from "../model/note.ts";
import { placeName } from "../page/region.ts";
import type { Scene } from "./types.ts";

/** The titles of entries that stay as people wrote them. */
const keptTitles = ({ sections, lock }: Scene): readonly Note[] =>
  sections.flatMap(({ settings, blocks, owners }) => {
    const records = recordedEntries(lock, settings);
    return blocks.flatMap((block): readonly Note[] => {
      const [owner, second] = owners.get(block) ?? [];
      if (owner === undefined || second !== undefined) return [];
      const wanted = titleOf(settings, owner);
      const made = records.get(owner.id)?.title ?? wanted;
      // What the next apply changes is no person's choice.
      if (block.title === wanted || made !== wanted) return [];
      const text = `${fromTo(block.title, wanted)} in ${placeName(settings)}`;
      return [{ cause: "catalog", models: [owner.id], what: "entry", action: "keep", text }];
    });
  });

/** The cells that the catalog owns and that stay as people wrote them. */
const keptCells = ({ tables }: Scene): readonly Note[] =>
  tables.flatMap(({ matched }) =>
    [...matched.owners].flatMap(([row, subject]) => {
      const { claim } = matched.settings;
      const { notes } = updateRow(matched, row, subject, {
        replace: false,
        claim,
        pins: false,
        fields: undefined,
      });
      return notes.filter(({ action }) => action === "keep");
    }),
  );

/** What stays as people wrote it although it differs from what would be made. */
export const keptIn = (scene: Scene): readonly Note[] => [...keptTitles(scene), ...keptCells(scene)];
