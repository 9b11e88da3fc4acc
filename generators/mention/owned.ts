import type { Settings } from "../../src/config/settings.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { RelativePath } from "../../src/model/file.ts";
import { lineIndexAt, type Page } from "../../src/page/page.ts";
import { findRegion } from "../../src/page/region.ts";
import { findEntries } from "../../src/page/wrapper.ts";
import { hasFrontMatter } from "../../src/page/page-path.ts";
import { findSpots } from "../counter/spots.ts";
import { meantTables } from "../table/meant.ts";
import { isOfKind } from "../../src/config/path-pattern.ts";

/** Tells the files in which names of models are looked for: none that another output makes, and none that is protected. */
export const mentionFiles = (settings: Settings, lock: Lock): ((path: RelativePath) => boolean) => {
  const { mentions, snippets, navigation, client } = settings;
  if (mentions === undefined) return () => false;
  const recorded = new Set([...lock.files.values()].map(({ path }) => path));
  const lists = new Set(navigation.flatMap(({ file }) => (hasFrontMatter(file) ? [] : [file])));
  return (path) =>
    mentions.isPage(path) &&
    !recorded.has(path) &&
    !lists.has(path) &&
    !settings.isUntouched(path) &&
    !(client !== undefined && path.startsWith(`${client.out}/`)) &&
    !snippets.some((snippet) => isOfKind(snippet, path));
};

/** Which lines of a page are another output's, which tells itself what stays there: tables, entries of sections, values of counters. */
export const ownedLines = (page: Page, settings: Settings, file: string): ((line: number) => boolean) => {
  const owned = new Set<number>();
  for (const section of settings.sections) {
    const region = section.page === page.path ? findRegion(page, section, file) : undefined;
    if (region?.ok !== true) continue;
    const found = findEntries(page, region.value, { section, titles: new Set(), file });
    // Entries in a block quote have lines of their own count, and the quote's lines are those of the page.
    for (const { first, last } of found.ok ? found.value.blocks : [])
      for (let line = first; line < last; line += 1) owned.add(line);
  }
  for (const table of settings.tables) {
    const region = table.page === page.path ? findRegion(page, table, file) : undefined;
    if (region?.ok !== true) continue;
    for (const found of meantTables({ page, region: region.value, settings: table }, new Set()).candidates)
      for (let { line } = found.table.header; line < found.table.last; line += 1) owned.add(line);
  }
  for (const counter of settings.counters) {
    const spots = counter.page === page.path ? findSpots(page, counter, file) : undefined;
    for (const { start } of spots?.ok === true ? spots.value : []) owned.add(lineIndexAt(page, start));
  }
  return (line) => owned.has(line);
};
