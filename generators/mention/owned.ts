import type { Settings, TableSettings } from "../../src/config/settings.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { RelativePath } from "../../src/model/file.ts";
import { lineAt, lineIndexAt, type Page } from "../../src/page/page.ts";
import { findRegion } from "../../src/page/region.ts";
import { findEntries } from "../../src/page/wrapper.ts";
import { isPage, markupOf } from "../../src/page/scan.ts";
import { frontMatterEnd } from "../../src/page/markdown/scan.ts";
import { numbersIn } from "../../src/page/row-lines.ts";
import { knownTitles, recordedEntries } from "../section/claim.ts";
import { findSpots } from "../counter/spots.ts";
import { meantTables } from "../table/meant.ts";
import { isOfKind } from "../../src/config/path-pattern.ts";

/** Tells the files in which names of models are looked for: none that another output makes, and none that is protected. */
export const mentionFiles = (settings: Settings, lock: Lock): ((path: RelativePath) => boolean) => {
  const { mentions, snippets, navigation, client } = settings;
  if (mentions === undefined) return () => false;
  const recorded = new Set([...lock.files.values()].map(({ path }) => path));
  const lists = new Set(navigation.flatMap(({ file }) => (isPage(file) ? [] : [file])));
  return (path) =>
    mentions.isPage(path) &&
    !recorded.has(path) &&
    !lists.has(path) &&
    !settings.isUntouched(path) &&
    !(client !== undefined && path.startsWith(`${client.out}/`)) &&
    !snippets.some((snippet) => isOfKind(snippet, path));
};

/** The lines of the tables that the config means. */
const rowLines = (page: Page, table: TableSettings, file: string): readonly number[] => {
  const region = findRegion(page, table, file);
  if (!region.ok) return [];
  const { tables, candidates } = meantTables({ page, region: region.value, settings: table }, new Set());
  const bare = tables.filter((each) => each.table.bare === true);
  return [...candidates, ...bare].flatMap(({ page: inner, table: { header, last } }) =>
    numbersIn({ first: header.line, last }).map((line) =>
      // Rows of data that share a line have lines of their own.
      inner.numbers === page.numbers ? line : (inner.numbers?.[line] ?? line),
    ),
  );
};

/** The lines of a page's menus: items of its front matter, or of what its markup has for them. */
export const menuLines = (page: Page): readonly number[] => {
  const front = frontMatterEnd((line) => lineAt(page, line), page.lines.length);
  const isItem = (line: number): boolean => /^\s*-\s|\[/.test(lineAt(page, line));
  return [
    ...(markupOf(page.path).menus?.(page) ?? []).flatMap(({ lines }) => lines),
    ...numbersIn({ first: 0, last: front }).filter(isItem),
  ];
};

/** Which lines of a page are another output's, which tells itself what stays there: tables, entries of sections, values of counters. */
export const ownedLines = (
  page: Page,
  settings: Settings,
  lock: Lock,
  file: string,
): ((line: number) => boolean) => {
  const owned = new Set<number>();
  for (const section of settings.sections) {
    const region = section.page === page.path ? findRegion(page, section, file) : undefined;
    if (region?.ok !== true) continue;
    const titles = knownTitles(section, [], recordedEntries(lock, section));
    const found = findEntries(page, region.value, { section, titles, file });
    // Entries in a block quote have lines of their own count, and the quote's lines are those of the page.
    for (const line of (found.ok ? found.value.blocks : []).flatMap(numbersIn)) owned.add(line);
  }
  for (const table of settings.tables)
    if (table.page === page.path) for (const line of rowLines(page, table, file)) owned.add(line);
  for (const nav of settings.navigation)
    if (nav.file === page.path) for (const line of menuLines(page)) owned.add(line);
  for (const counter of settings.counters) {
    const spots = counter.page === page.path ? findSpots(page, counter, file) : undefined;
    for (const { start, end } of spots?.ok === true ? spots.value : [])
      for (const line of numbersIn({ first: lineIndexAt(page, start), last: lineIndexAt(page, end) + 1 }))
        owned.add(line);
  }
  return (line) => owned.has(line);
};
