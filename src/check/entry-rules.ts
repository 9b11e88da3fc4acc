import type { Block } from "../page/block.ts";
import { lineNumber } from "../page/page.ts";
import { placeName } from "../page/region.ts";
import type { RelativePath } from "../model/file.ts";
import { titleOf } from "../../generators/section/made.ts";
import { getsEntry, isMarked } from "./held.ts";
import { targetsOf } from "./includes.ts";
import type { Found, Rule, Scene, SectionScene } from "./types.ts";
import { groupBy } from "../text/group-by.ts";
import { isOfKind } from "../config/path-pattern.ts";

const at = ({ page }: SectionScene, { first }: Block) => ({
  path: page.path,
  line: lineNumber(page, first),
});

/** The models that have an entry in a section, or that it cites in a form of people's own. */
export const shownIn = ({ owners, items, stray, elsewhere }: SectionScene): ReadonlySet<string> => {
  const cited = items.filter(({ includes }) => includes.some((include) => stray.has(include)));
  const shown = [...[...owners.values()].flat(), ...cited.map(({ entry }) => entry)];
  return new Set([...shown.map(({ id }) => id), ...elsewhere.keys()]);
};

const missing: Rule = {
  name: "entry-missing",
  judge: (scene) =>
    scene.sections
      // What a fence that is never closed swallows can't be seen.
      .filter(({ page }) => page.unclosed === undefined)
      .flatMap((section): readonly Found[] => {
        const shown = shownIn(section);
        const { page, region, settings, items } = section;
        return items
          .filter(({ entry }) => !shown.has(entry.id))
          .map((item) => ({
            path: page.path,
            line: lineNumber(page, Math.max(0, region.first - 1)),
            message: `There is no entry for "${titleOf(settings, item.entry)}" (${item.entry.id}) in ${placeName(settings)}.`,
            fix: getsEntry(scene, section, item),
          }));
      }),
};

/** Files of the section's own kind that a block cites, people's own left out: such a block is about a model. */
export const kindFiles = (
  scene: Scene,
  { settings }: SectionScene,
  { cites }: Block,
): readonly RelativePath[] => {
  const snippet = scene.settings.snippets.find(({ id }) => id === settings.snippet);
  if (snippet === undefined) return [];
  return cites
    .flatMap((path) => targetsOf(scene.settings.includeBase, path))
    .filter((path) => isOfKind(snippet, path) && !scene.settings.isProtected(path));
};

const orphan: Rule = {
  name: "entry-orphan",
  judge: (scene) => {
    const names = new Map(scene.catalog.entries.map((entry) => [entry.name, entry]));
    const excluded = new Map(scene.catalog.excluded.map(({ record, reason }) => [record.name, reason]));
    const located = new Set(scene.jobs.map(({ location }) => location.path));
    return scene.sections.flatMap((section) =>
      section.blocks.flatMap((block): readonly Found[] => {
        const owned = (section.owners.get(block) ?? []).length > 0;
        if (owned || names.has(block.title) || isMarked(scene.settings, block.title)) return [];
        const files = kindFiles(scene, section, block);
        // The file of a model that the section isn't for is no leftover.
        if (files.length === 0 || files.some((path) => located.has(path))) return [];
        const reason = excluded.get(block.title);
        const why =
          reason === undefined ? "which the catalog doesn't have" : `which the config leaves out (${reason})`;
        // It shows what may stay.
        const stays = files.some((path) => scene.stays?.has(path));
        return [
          {
            ...at(section, block),
            ...(stays ? { severity: "warning" } : {}),
            message: `The entry "${block.title}" is about a model ${why}.`,
            fix: "Take the entry and its snippet out, or let `removal` in the config say what becomes of such models.",
          },
        ];
      }),
    );
  },
};

const duplicate: Rule = {
  name: "entry-duplicate",
  judge: ({ sections }) =>
    sections.flatMap((section) => {
      const seen = new Map<string, Block>();
      return section.blocks.flatMap((block): readonly Found[] => {
        const owners = section.owners.get(block) ?? [];
        // A block about several models compares them: it repeats none.
        const [owner] = owners;
        if (owner === undefined || owners.length > 1) return [];
        const first = seen.get(owner.id);
        if (first === undefined) {
          seen.set(owner.id, block);
          return [];
        }
        const message = `The entry "${block.title}" is the second for ${owner.id}, after line ${lineNumber(section.page, first.first)}.`;
        return [{ ...at(section, block), message, fix: "Take one of the two out." }];
      });
    }),
};

const title: Rule = {
  name: "entry-title",
  judge: ({ sections }) =>
    sections.flatMap((section) => {
      const entries = section.items.map(({ entry }) => entry);
      const titled = groupBy(entries, (entry) => titleOf(section.settings, entry));
      return section.blocks.flatMap((block): readonly Found[] => {
        const named = titled.get(block.title) ?? [];
        const owners = section.owners.get(block) ?? [];
        if (named.length === 0 || named.some((entry) => owners.includes(entry))) return [];
        const about = owners.map(({ id }) => id).join(", ");
        const called = `The entry is called "${block.title}", and`;
        const [message, fix] =
          block.cites.length > 0
            ? [`${called} shows the snippet of ${about}.`, "Correct the title or the include."]
            : [`${called} is that of ${about}.`, "Correct the title."];
        return [{ ...at(section, block), message, fix }];
      });
    }),
};

/** Rules about whose entry each is. */
export const entryRules: readonly Rule[] = [missing, orphan, duplicate, title];
