import type { Orphan } from "../../../generators/placing/past.ts";
import type { Settings } from "../../config/settings.ts";
import type { RelativePath, Snapshot } from "../../model/file.ts";
import { withoutPageEnding } from "../../page/scan.ts";
import { bareName, mentionFinder } from "../../text/mentions.ts";
import type { Orphans } from "./orphans.ts";

/** Where files of models are looked for. */
type Known = { readonly settings: Settings; readonly snapshot: Snapshot };

/** What of all that is left is of models that nobody knows: what has their IDs or names, and what shows their files. */
export const orphansOf = (
  orphans: Orphans,
  ids: readonly string[],
  { settings, snapshot }: Known,
): Orphans => {
  const mentions = mentionFinder(ids);
  const calls = new Set(
    ids.flatMap((id) => [id, id.slice(id.lastIndexOf("/") + 1)].map(bareName)).filter((call) => call !== ""),
  );
  const names = (text: string): boolean => calls.has(bareName(text)) || mentions(text).length > 0;
  const slugsOf = (path: RelativePath): readonly string[] =>
    settings.snippets.flatMap(({ path: own, aliases }) =>
      [own, ...aliases].flatMap((pattern) => pattern.match(path) ?? []),
    );
  const isFile = (path: RelativePath): boolean =>
    slugsOf(path).some(names) || mentions(snapshot.get(path)?.text ?? "").length > 0;
  const base = settings.includeBase === "" ? "" : `${settings.includeBase}/`;
  const isEntry = ({ title, names: cites }: Orphan): boolean =>
    names(title) || cites.some((cite) => isFile(base + cite) || isFile(cite));
  const entries = [...orphans.entries, ...orphans.nameless].filter(
    (orphan) => orphan.what === "entry" && isEntry(orphan),
  );
  const titles = new Set(entries.map(({ title }) => bareName(title)));
  const isCalled = (text: string): boolean => names(text) || (text !== "" && titles.has(bareName(text)));
  const files = orphans.files.filter(isFile);
  const pages = new Set(files.flatMap((path) => [path, withoutPageEnding(path)]));
  const isRow = (row: Orphan): boolean => row.names.some(isCalled);
  return {
    ...{
      files,
      entries,
      unknown: [],
      nameless: [],
      recorded: new Set(),
      declared: new Set(),
      unasked: new Map(),
    },
    rows: [...orphans.rows, ...orphans.unknown].filter(isRow),
    elements: orphans.elements.filter(
      ({ title, names: leads }) => isCalled(title) || leads.some((path) => pages.has(path)),
    ),
  };
};

/** Whether nothing is left. */
export const isNothing = ({ files, entries, rows, elements }: Orphans): boolean =>
  files.length + entries.length + rows.length + elements.length === 0;
