import type { Block } from "../../src/core/block.ts";
import { blockLines, writtenTitle } from "../../src/core/block-lines.ts";
import { digest } from "../../src/core/digest.ts";
import { type EntryRecord, fileKey, type Lock, placeKey } from "../../src/core/lock/types.ts";
import { lineAt, type Page, scanPage } from "../../src/core/markdown.ts";
import { findRegion, placeName } from "../../src/core/region.ts";
import type { SectionSettings, Settings } from "../../src/core/settings.ts";
import type { Snapshot } from "../../src/core/snapshot.ts";
import type { RelativePath } from "../../src/types.ts";
import { findEntries } from "../../src/core/wrapper.ts";
import { includeOf } from "../items.ts";
import { bodyOf } from "./made.ts";

/** What edited entries are looked for in. */
export type EditedRequest = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly lock: Lock;
  /** Name of the config, for problems. */
  readonly file: string;
};

/** The block of a model that left, by its recorded title, by the file that it cites, or by its recorded body. */
export const findGoneBlock = (
  page: Page,
  blocks: readonly Block[],
  record: EntryRecord,
  include: string | undefined,
): Block | undefined =>
  blocks.find(
    ({ title, cites }) => title === record.title || (include !== undefined && cites.includes(include)),
  ) ??
  (record.body === undefined
    ? undefined
    : blocks.find((block) => digest(bodyOf(page, block)) === record.body));

const isAsMade = (page: Page, section: SectionSettings, block: Block, include: string): boolean => {
  const title = writtenTitle(page, block);
  const made = blockLines(section.format, block.lead, {
    title: () => title,
    fence: section.fence,
    include,
    code: "",
    bullet: block.bullet ?? "-",
    fields: new Map(),
  });
  return (
    made.length === block.last - block.first &&
    made.every((line, index) => line === lineAt(page, block.first + index).trimEnd())
  );
};

/** The entries of models that left. */
export type GoneEntries = {
  /**
   * The snippets, by key, of which an entry isn't as the tool made it, with the place: to delete the file
   * would leave a person's words without it.
   */
  readonly edited: ReadonlyMap<string, string>;
  /** In how many entries that are as they were made a page cites a snippet: by `citeKey`. */
  readonly made: ReadonlyMap<string, number>;
};

/** Key of the citations of a file in a page. */
export const citeKey = (page: RelativePath, path: RelativePath): string => JSON.stringify([page, path]);

/** Looks at the entries of models that left. */
export const entriesOfGone = (
  { settings, snapshot, lock, file }: EditedRequest,
  models: readonly string[],
): GoneEntries => {
  const edited = new Map<string, string>();
  const made = new Map<string, number>();
  for (const section of models.length === 0 ? [] : settings.sections) {
    const page = scanPage(section.page, snapshot.get(section.page)?.text ?? "");
    const region = findRegion(page, section, file);
    if (!region.ok) continue;
    const entries = findEntries(page, region.value, section, file);
    if (!entries.ok || section.snippet === undefined || section.format.code) continue;
    const { blocks } = entries.value;
    for (const model of models) {
      const key = fileKey(section.snippet, model);
      const record = lock.entries.get(placeKey(section.page, placeName(section), model));
      const path = lock.files.get(key)?.path;
      if (record === undefined || path === undefined) continue;
      const include = includeOf(settings.includeBase, path);
      const block = findGoneBlock(page, blocks, record, include);
      if (block === undefined) continue;
      if (block.title !== record.title || !isAsMade(page, section, block, include))
        edited.set(key, `${section.page}, ${placeName(section)}`);
      else {
        const cite = citeKey(section.page, path);
        made.set(cite, (made.get(cite) ?? 0) + 1);
      }
    }
  }
  return { edited, made };
};
