import type { Block } from "../../src/page/block.ts";
import { blockLines, writtenTitle } from "../../src/page/block-lines.ts";
import { digest } from "../../src/text/digest.ts";
import type { EntryRecord, Lock } from "../../src/model/lock.ts";
import { lineAt, type Page } from "../../src/page/page.ts";
import { markupOf, scanPage } from "../../src/page/scan.ts";
import { findRegion, placeName } from "../../src/page/region.ts";
import type { SectionSettings, Settings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/file.ts";
import { findEntries } from "../../src/page/wrapper.ts";
import type { Scope } from "../output.ts";
import { includeOf } from "../placing/links.ts";
import { type LeavingFiles, isClaimed } from "../placing/past.ts";
import { hasDigest } from "./bullets.ts";
import { knownTitles, recordedEntries } from "./claim.ts";
import { atDepth, bodyOf, hole, wholeDigest } from "./made.ts";
import { asFirst } from "./numbers.ts";

/** What edited entries are looked for in. */
export type EditedRequest = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly lock: Lock;
  readonly scope: Pick<Scope, "claim" | "reclaims">;
  /** Name of the config, for problems. */
  readonly file: string;
};

/** Finds the block of a model that left: the first with its recorded title or that cites its file, or else with its recorded body. */
export type GoneBlockFinder = (record: EntryRecord, include: string | undefined) => Block | undefined;

/** Makes a finder for many models of one section. */
export const goneBlockFinder = (page: Page, blocks: readonly Block[]): GoneBlockFinder => {
  const byTitle = new Map<string, Block>();
  const byCite = new Map<string, Block>();
  for (const block of blocks) {
    if (!byTitle.has(block.title)) byTitle.set(block.title, block);
    for (const path of block.cites) if (!byCite.has(path)) byCite.set(path, block);
  }
  let byBody: ReadonlyMap<string, Block> | undefined;
  const withBody = (body: string): Block | undefined => {
    byBody ??= new Map([...blocks].reverse().map((block) => [digest(bodyOf(page, block)), block] as const));
    return byBody.get(body);
  };
  return ({ title, key, body }, include) => {
    const name = title ?? key;
    const named = name === undefined ? undefined : byTitle.get(name);
    const citing = include === undefined ? undefined : byCite.get(include);
    // An entry that shows another file is another model's, even one of the same name.
    const isOthers = include !== undefined && named?.cites.length === 1 && !named.cites.includes(include);
    const titled = isOthers ? undefined : named;
    if (titled !== undefined && citing !== undefined) return titled.first < citing.first ? titled : citing;
    return titled ?? citing ?? (body === undefined ? undefined : withBody(body));
  };
};

/** A line with its fence as short as one can be: a fence is lengthened for what is in the file that it shows. */
const ofThree = (line: string): string => line.replace(/^([ \t]*)(`|~)\2{2,}/, "$1$2$2$2");

const linesOf = (page: Page, section: SectionSettings, block: Block, [title, include]: [string, string]) =>
  blockLines(section.format, "", {
    title: () => title,
    escape: markupOf(page.path).escape,
    fence: section.fence,
    include,
    code: "",
    bullet: block.bullet ?? "-",
    fields: new Map(),
    markup: page.markup,
  });

/** All of an entry that shows no file and has nothing of the catalog but its title, as it is made. */
export const bareBody = (page: Page, section: SectionSettings, block: Block): string =>
  asFirst(linesOf(page, section, block, [hole, ""]).join("\n"));

const linesAsMade = (page: Page, section: SectionSettings, block: Block, include: string): boolean => {
  const made = atDepth(page.path, linesOf(page, section, block, [writtenTitle(page, block), include]), block);
  return (
    made.length === block.last - block.first &&
    made.every((line, index) => ofThree(line) === ofThree(lineAt(page, block.first + index).trimEnd()))
  );
};

/** Whether an entry is as it was found when the tool claimed it. */
export const isAsFound = (page: Page, record: EntryRecord | undefined, block: Block): boolean =>
  record?.found !== undefined && record.found === wholeDigest(block.title, bodyOf(page, block));

/** Whether an entry, or what of it would follow the catalog, is people's by what the lock records. */
export const isPeoples = ({ format }: SectionSettings, { title, body }: EntryRecord): boolean =>
  title === null || (format.follows && body === undefined);

/** Whether an entry that people wrote or edited goes with its model all the same. */
export const isClaimedEntry = (
  section: SectionSettings,
  record: EntryRecord,
  scope: Pick<Scope, "claim" | "reclaims">,
): boolean => isClaimed(scope, section.claim, { model: record.model, isTheirs: isPeoples(section, record) });

/** Whether an entry is as the tool made it, or claimed it; `include` is the file that it shows. */
export const isAsMade = (
  { page, section }: { readonly page: Page; readonly section: SectionSettings },
  record: EntryRecord,
  block: Block,
  include: string | undefined,
): boolean => {
  if (isAsFound(page, record, block)) return true;
  if (block.title !== record.title) return false;
  if (section.format.follows) return hasDigest(bodyOf(page, block), record.body);
  return include === undefined || linesAsMade(page, section, block, include);
};

/** The snippets that are to go of which an entry was edited: to delete the file would leave people's words without it. */
export const editedEntries = (
  { settings, snapshot, lock, scope, file }: EditedRequest,
  leaving: LeavingFiles,
): ReadonlyMap<string, string> => {
  const edited = new Map<string, string>();
  for (const section of leaving.size === 0 ? [] : settings.sections) {
    const shown = section.format.code ? undefined : section.snippet;
    const files = [...leaving].filter(([, { snippet }]) => snippet === shown);
    if (files.length === 0) continue;
    const records = recordedEntries(lock, section);
    const whole = scanPage(section.page, snapshot.get(section.page)?.text ?? "");
    const region = findRegion(whole, section, file);
    if (!region.ok) continue;
    const entries = findEntries(whole, region.value, {
      section,
      titles: knownTitles(section, [], records),
      file,
    });
    if (!entries.ok) continue;
    const { page } = entries.value;
    const findGone = goneBlockFinder(page, entries.value.blocks);
    for (const [key, { model, path }] of files) {
      const record = records.get(model);
      const include = includeOf(settings.includeBase, path);
      const block = record === undefined ? undefined : findGone(record, include);
      if (record === undefined || block === undefined || isClaimedEntry(section, record, scope)) continue;
      if (!isAsMade({ page, section }, record, block, include))
        edited.set(key, `${section.page}, ${placeName(section)}`);
    }
  }
  return edited;
};
