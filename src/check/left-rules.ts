import { valueEntries } from "../../generators/placing/values.ts";
import { asksFor } from "../../generators/section/output.ts";
import { titleOf } from "../../generators/section/made.ts";
import { freeRows, rowKey } from "../../generators/table/match.ts";
import { cellMaker, keysFinder } from "../../generators/table/subjects.ts";
import type { Entry } from "../model/entry.ts";
import type { Block } from "../page/block.ts";
import { lineNumber } from "../page/page.ts";
import { toText } from "../config/expression.ts";
import { placeName } from "../page/region.ts";
import { unlikeBlocks } from "../../generators/section/unlike.ts";
import { bareName, mentionFinder } from "../text/mentions.ts";
import { kindFiles } from "./entry-rules.ts";
import { gets, isMarked } from "./held.ts";
import { besideOf } from "./row-rules.ts";
import { recordedEntries } from "../../generators/section/claim.ts";
import type { Found, Rule, Scene, SectionScene, TableScene } from "./types.ts";

const left = (
  scene: Pick<Scene, "held">,
  id: string,
  what: string,
  place: string,
): Pick<Found, "message" | "fix"> => ({
  message: `${id} isn't asked for in ${place}, and has ${what} there.`,
  fix: gets(scene, id, "takes out what is the tool's; what people wrote is theirs to take out"),
});

/** The model of the catalog that an entry of no model of its section is about. */
const modelOf = (scene: Scene, section: SectionScene, block: Block): Entry | undefined => {
  const files = kindFiles(scene, section, block);
  const job = scene.jobs.find(({ location }) => files.includes(location.path));
  const name = bareName(block.title);
  return (
    job?.entry ??
    scene.catalog.entries.find((entry) => name !== "" && bareName(titleOf(section.settings, entry)) === name)
  );
};

const entryLeft: Rule = {
  name: "entry-left",
  judge: (scene) => {
    const mentions = mentionFinder(scene.catalog.entries.map(({ id }) => id));
    const namesNone = ({ cites, title }: Block): boolean =>
      cites.length === 0 &&
      bareName(title) !== "" &&
      !isMarked(scene.settings, title) &&
      mentions(title).length === 0;
    return scene.sections.flatMap((section) => {
      const { page, blocks, owners, settings } = section;
      const asked = asksFor(scene.settings, settings);
      // An entry that shows no file where others do is people's.
      const showsFiles = scene.settings.snippets.some(({ id }) => id === settings.snippet);
      const records = [...recordedEntries(scene.lock, settings).values()];
      const why = records.length > 0 ? "by the lock it is people's" : "no lock tells whose it is";
      // What the lock knows of a model that left is the policy's.
      const recorded = new Set(
        records.flatMap(({ title, model }) => [
          title ?? "",
          toText(scene.lock.models.get(model)?.fields.name),
        ]),
      );
      const owned = new Set(blocks.filter((block) => (owners.get(block) ?? []).length > 0));
      const { prose } = unlikeBlocks(section.page, settings.format, blocks, owned);
      // Another section may reach into this one.
      const known = new Set(
        scene.sections
          .filter((other) => other.page === page)
          .flatMap((other) =>
            other.blocks
              .filter((block) => (other.owners.get(block) ?? []).length > 0)
              .map(({ first }) => first),
          ),
      );
      return blocks.flatMap((block): readonly Found[] => {
        if (owned.has(block) || known.has(block.first)) return [];
        const entry = modelOf(scene, section, block);
        const at = { path: page.path, line: lineNumber(page, block.first) };
        if (
          entry === undefined &&
          !showsFiles &&
          !recorded.has(block.title) &&
          !prose.has(block) &&
          namesNone(block)
        ) {
          const message = `The entry "${block.title}" names no model of the catalog, and ${why}.`;
          return [{ ...at, message, fix: "Take it out by hand if it is left of a model, or leave it." }];
        }
        if (entry === undefined || asked(entry)) return [];
        const said = left(scene, entry.id, `the entry "${block.title}"`, placeName(settings));
        return [{ ...at, ...said }];
      });
    });
  },
};

const rowLeft: Rule = {
  name: "row-left",
  judge: ({ tables, catalog, held }) => {
    const maker = cellMaker();
    return tables.flatMap((scene) => {
      const { matched, page } = scene;
      const { settings, subjects } = matched;
      // A row that stands twice is told as that.
      const own = new Set([...subjects.map(({ key }) => key), ...besideOf(scene, tables).keys()]);
      const lent = [...matched.owners]
        .filter(([, { continues, ...entry }]) => !continues && !settings.test(entry))
        .map(([row, { id, key }]) => ({ row, key, id }));
      const known = new Set(
        tables
          .filter((other: TableScene) => other.page === page)
          .flatMap((other) => [...other.matched.owners.keys()].map(({ line }) => line)),
      );
      const rows = freeRows(matched)
        .map((row) => ({ row, key: rowKey(matched, row) }))
        .filter(({ row, key }) => !known.has(row.line) && !own.has(key) && bareName(key) !== "");
      // Most tables have none: keys of all other models would be made in vain.
      const keysOf = keysFinder(settings, maker);
      const unasked = rows.length === 0 ? [] : catalog.entries.filter((entry) => !settings.test(entry));
      const others = valueEntries(settings.distinct, unasked);
      const byKey = new Map(
        others.flatMap((entry) => keysOf(entry).map((key) => [bareName(key), entry.id] as const)),
      );
      const unknown = rows.flatMap(({ row, key }) => {
        const id = byKey.get(bareName(key));
        return id === undefined ? [] : [{ row, key, id }];
      });
      return [...lent, ...unknown].map(({ row, key, id }) => ({
        path: page.path,
        line: lineNumber(matched.page, row.line),
        ...left({ held }, id, `the row "${key}"`, placeName(settings)),
      }));
    });
  },
};

/** Rules about what stands there although nothing asks for it. */
export const leftRules: readonly Rule[] = [entryLeft, rowLeft];
