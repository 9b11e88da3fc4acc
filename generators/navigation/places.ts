import { emptyLock } from "../../src/model/lock.ts";
import { isMenu, scanPage } from "../../src/page/scan.ts";
import type { RelativePath, Snapshot } from "../../src/model/file.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Linker } from "../placing/links.ts";
import { claimElements } from "./claim.ts";
import { dataIn, menuLine } from "./menu.ts";
import { findNavList, navPlace } from "./find.ts";
import { listedIn } from "./index.ts";
import type { DataReaders } from "../../src/text/data/node.ts";

/** A list of a navigation file that an entry belongs in; `line` counts from 0, undefined where it isn't there. */
export type NavPlace = {
  readonly page: RelativePath;
  readonly place: string;
  readonly line: number | undefined;
};

/** What navigation files are looked through with. */
export type NavSearch = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly readers: DataReaders;
  readonly linker: Linker;
  readonly file: string;
};

/** Every list of a navigation file that an entry belongs in. */
export const navPlaces = (
  { settings, snapshot, readers, linker, file }: NavSearch,
  entry: Entry,
): readonly NavPlace[] =>
  settings.navigation.flatMap((nav) => {
    const entries = listedIn(nav, [entry], linker);
    if (entries.length === 0) return [];
    const text = snapshot.get(nav.file)?.text ?? "";
    if (isMenu(nav)) {
      const line = menuLine(scanPage(nav.file, text), nav, entries, { lock: emptyLock, gone: [] });
      return [{ page: nav.file, place: navPlace(nav), line }];
    }
    const data = dataIn(scanPage(nav.file, text));
    const root = readers[data.language]?.(data.text);
    const list = root === undefined || "message" in root ? undefined : findNavList(root, nav, file);
    const found = list?.ok === true && list.value.type === "list" ? list.value : undefined;
    const index =
      found === undefined
        ? undefined
        : claimElements(found, nav, { entries, unwanted: [] }, { lock: emptyLock, gone: [] }).owned.get(
            entry.id,
          );
    const at = index === undefined ? undefined : found?.items[index]?.start;
    const line = at === undefined ? undefined : text.slice(0, data.start + at).split("\n").length - 1;
    return [{ page: nav.file, place: navPlace(nav), line }];
  });
