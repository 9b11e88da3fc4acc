import type { Settings } from "../config/settings.ts";
import { lockPath } from "../lock/file.ts";
import type { Digest, RelativePath, Snapshot, SnapshotFile } from "../model/file.ts";
import type { Lock } from "../model/lock.ts";
import { type Outcome, type Problem, fail, ok, refuse, warning } from "../model/problem.ts";
import { isPageOrPart } from "../page/scan.ts";
import { countEach } from "../text/group-by.ts";
import { errnoOf } from "./errno.ts";
import { type Pending, isAbsent, readBytes, readerOf } from "./reader.ts";
import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** Folders that are never part of the documentation. */
export const foreign: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** How far into a folder is looked: at what is right in it, at all below it, or through linked folders as well. */
type Depth = "flat" | "deep" | "linked";

/** Whether a link leads to a folder of the documentation, and to none that it is in itself: that would be a circle. */
const isLinkedFolder = (root: string, path: RelativePath): boolean => {
  try {
    const real = realpathSync.native(join(root, path));
    const parts = path.split("/").slice(0, -1);
    const around = parts.map((_, index) => realpathSync.native(join(root, ...parts.slice(0, index + 1))));
    return statSync(real).isDirectory() && real.startsWith(root + sep) && !around.includes(real);
  } catch (cause) {
    if (!isAbsent(cause)) throw cause;
    return false;
  }
};

/** The files of a folder of the documentation, in no order. */
export const list = (root: string, folder: RelativePath, depth: Depth): readonly RelativePath[] => {
  const paths: RelativePath[] = [];
  const visit = (inside: RelativePath): void => {
    for (const item of readdirSync(join(root, inside), { withFileTypes: true })) {
      const path = inside === "" ? item.name : `${inside}/${item.name}`;
      if (depth === "linked" && item.isSymbolicLink() && isLinkedFolder(root, path)) visit(path);
      else if (item.isFile() || item.isSymbolicLink()) paths.push(path);
      else if (depth !== "flat" && item.isDirectory() && !foreign.has(item.name)) visit(path);
    }
  };
  try {
    visit(folder);
  } catch (cause) {
    if (!isAbsent(cause)) throw cause;
  }
  return paths;
};

/** The pages and navigation files that the settings name. */
const pagesOf = ({ sections, tables, counters, navigation }: Settings): readonly RelativePath[] => [
  ...[...sections, ...tables, ...counters].map(({ page }) => page),
  ...navigation.map(({ file }) => file),
];

/** Every path that the settings can touch and that may be there: the pages, and the files that look like snippets. */
const touchable = (
  root: string,
  settings: Settings,
  lock: Lock,
  pending: Pending,
): ReadonlySet<RelativePath> => {
  const recorded = [...lock.files.values()].map(({ path }) => path);
  const paths = new Set([...pagesOf(settings), ...recorded]);
  const patterns = settings.snippets.flatMap(({ path, aliases }) => [path, ...aliases]);
  const folders = new Map<string, boolean>();
  for (const { folder, deep } of patterns) folders.set(folder, deep || (folders.get(folder) ?? false));
  const found = [
    ...pending.keys(),
    ...[...folders].flatMap(([folder, deep]) => list(root, folder, deep ? "linked" : "flat")),
  ];
  for (const path of found)
    if (patterns.some((pattern) => pattern.match(path) !== undefined)) paths.add(path);
  return paths;
};

/** Resolves the documentation's root to its real path. Errors: `root-not-found`. */
export const openRoot = (root: string, label: string): Outcome<string> => {
  try {
    if (statSync(root).isDirectory()) return ok(realpathSync.native(root));
  } catch (cause) {
    if (!isAbsent(cause))
      return refuse(
        "root-unreadable",
        label,
        `The folder can't be read (${errnoOf(cause) ?? ""}).`,
        "Check that you may read it.",
      );
  }
  return refuse(
    "root-not-found",
    label,
    "There is no such folder.",
    "Correct `root` in the config, or --root.",
  );
};

/** The lock's bytes; null when nothing was ever applied. Errors: `file-not-utf8`, `file-unreadable`. */
export const readLock = (root: string, pending: Pending): Outcome<Uint8Array | null> => {
  const bytes = readBytes(root, pending, lockPath);
  return bytes !== undefined && "code" in bytes ? fail(bytes) : ok(bytes ?? null);
};

/** How many files of the documentation have each ending. */
export const countEndings = (root: string): ReadonlyMap<string, number> =>
  countEach(list(root, "", "deep").flatMap((path) => /\.\w+$/.exec(path)?.[0].toLowerCase() ?? []));

/** The files of the documentation that are wanted; those that can't be read are left out. */
export const readMatching = (root: string, isWanted: (path: RelativePath) => boolean): Snapshot =>
  readFiles(root, list(root, "", "deep").filter(isWanted));

/** The same without links to other files: nothing is written through them, and those files are read where they are. */
export const readUnlinked: typeof readMatching = (root, isWanted) =>
  new Map([...readMatching(root, isWanted)].filter(([, { linked }]) => linked === undefined));

/** The pages of the documentation that aren't in `known`; those that can't be read refer to nothing. */
export const readOtherPages = (root: string, known: ReadonlySet<RelativePath>): Snapshot =>
  readUnlinked(root, (path) => isPageOrPart(path) && !known.has(path));

/** Reads what the settings can touch. Errors, of pages only: `file-not-utf8`, `file-unreadable`, `file-outside`. */
export const readTree = (
  root: string,
  { settings, lock, pending }: { settings: Settings; lock: Lock; pending: Pending },
  step: (done: number, total: number) => void,
): Outcome<Snapshot> => {
  const pages = new Set(pagesOf(settings));
  const files = new Map<RelativePath, SnapshotFile>();
  const problems: Problem[] = [];
  const read = readerOf(root, pending);
  const paths = touchable(root, settings, lock, pending);
  let done = 0;
  for (const path of paths) {
    step(done++, paths.size);
    const file = read(path);
    if (file === undefined) continue;
    if ("digest" in file) files.set(path, file);
    else if (pages.has(path)) problems.push(file);
  }
  return problems.length > 0 ? fail(...problems) : ok(files);
};

/** Reads texts of the documentation, each once; what can't be read isn't there. */
export const textReader = (root: string, pending: Pending): ((path: RelativePath) => string | undefined) => {
  const read = readerOf(root, pending);
  const known = new Map<RelativePath, string | undefined>();
  return (path) => {
    if (!known.has(path)) {
      const file = read(path);
      known.set(path, file !== undefined && "text" in file ? file.text : undefined);
    }
    return known.get(path);
  };
};

/** Whether an apply was stopped in this tree: hardly ever, and then nothing more of it is loaded. */
export const hasJournal = (root: string): boolean =>
  ["journal", "journal.tmp"].some((name) => existsSync(join(root, dirname(lockPath), name)));

/** Digest of a file as it is now; null when there is none. */
export const digestAt = (root: string, path: RelativePath): Digest | null => {
  const file = readerOf(root, new Map())(path);
  return file !== undefined && "digest" in file ? file.digest : null;
};

/** The files of `paths` that are there and can be read as text. */
export const readFiles = (root: string, paths: readonly RelativePath[]): Snapshot => {
  const files = new Map<RelativePath, SnapshotFile>();
  const read = readerOf(root, new Map());
  for (const path of paths) {
    const file = read(path);
    if (file !== undefined && "digest" in file) files.set(path, file);
  }
  return files;
};

/** A longer file is no page and no code that people wrote. */
const maxBytes = 4 * 1024 * 1024;

/** How many files are named that were left out. */
const shown = 5;

/** The files of a kind in the documentation that are text and no links. Problems: `mention-skipped`, one for all that isn't. */
export const readMentioned = (
  root: string,
  isAsked: (path: RelativePath) => boolean,
  pending: Pending,
): { readonly files: Snapshot; readonly problems: readonly Problem[] } => {
  const files = new Map<RelativePath, SnapshotFile>();
  const skipped: RelativePath[] = [];
  const read = readerOf(root, pending);
  const asked = new Set([...list(root, "", "deep"), ...pending.keys()].filter(isAsked));
  for (const path of [...asked].sort()) {
    const file =
      (lstatSync(join(root, path), { throwIfNoEntry: false })?.size ?? 0) > maxBytes ? "large" : read(path);
    if (file === undefined) continue;
    if (file === "large" || !("digest" in file) || file.text.includes("\0")) skipped.push(path);
    // Its target is read where it lies.
    else if (file.linked === undefined) files.set(path, file);
  }
  if (skipped.length === 0) return { files, problems: [] };
  const named = skipped.slice(0, shown).join(", ");
  const rest = skipped.length > shown ? ` and ${skipped.length - shown} more` : "";
  const message = `No names of models are looked for in ${named}${rest}: not UTF-8 text, or longer than ${maxBytes / 1024 / 1024} MB.`;
  return {
    files,
    problems: [
      warning(
        "mention-skipped",
        "mentions.pages",
        message,
        "Leave them out by `mentions.ignore`, or convert them.",
      ),
    ],
  };
};
