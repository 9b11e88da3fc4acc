import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { PathPattern } from "../core/path-pattern.ts";
import type { Settings } from "../core/settings.ts";
import { type Snapshot, type SnapshotFile } from "../core/snapshot.ts";
import { digest } from "../core/digest.ts";
import { lockPath } from "../core/lock/file.ts";
import type { Lock } from "../core/lock/types.ts";
import { type Outcome, type Problem, error, fail, ok } from "../problem.ts";
import type { Digest, RelativePath } from "../types.ts";
import { errnoOf } from "./errno.ts";
import { diskFileSystem } from "./fs.ts";

/** A file or folder that isn't there is no problem; everything else is. */
const isAbsent = (cause: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(errnoOf(cause) ?? "");

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const unreadable = (path: RelativePath, cause: unknown): Problem => {
  if (cause instanceof TypeError)
    return error("file-not-utf8", path, "The file is not UTF-8 text.", "Convert it to UTF-8.");
  return error(
    "file-unreadable",
    path,
    `The file can't be read (${errnoOf(cause) ?? ""}).`,
    "Check that it is a file and that you may read it.",
  );
};

/** What an unfinished run will leave at a path: bytes, or null for nothing. */
export type Pending = ReadonlyMap<RelativePath, Uint8Array | null>;

const toFile = (bytes: Uint8Array): SnapshotFile => ({ text: decoder.decode(bytes), digest: digest(bytes) });

/**
 * A file that is as the lock has it: its digest tells all about it that counts, and of very many files the texts
 * would fill the memory. Whoever changes it after it was read makes the plan stale, since `apply` looks again.
 */
const knownFile = (path: string, known: Digest): SnapshotFile => ({
  digest: known,
  get text() {
    const found = diskFileSystem.readPlain(path);
    return typeof found === "string" ? "" : decoder.decode(found.bytes);
  },
});

/** Tells whether a folder is in the documentation, links followed; each is looked at once. */
const insideOf = (root: string): ((folder: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (folder) => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const real = realpathSync.native(folder);
    const inside = real === root || real.startsWith(root + sep);
    known.set(folder, inside);
    return inside;
  };
};

/** Reads files of the documentation. */
type Reader = (path: RelativePath) => SnapshotFile | Problem | undefined;

/** Makes a reader; `recorded` are the digests that the lock has of files, by path. */
const readerOf = (
  root: string,
  pending: Pending,
  recorded: ReadonlyMap<RelativePath, Digest> = new Map(),
): Reader => {
  const isInside = insideOf(root);
  const outside = (path: RelativePath): Problem =>
    error(
      "file-outside",
      path,
      "The path leads out of the documentation through a link.",
      "Use a file inside of it.",
    );
  const readLinked = (path: RelativePath, full: string): SnapshotFile | Problem =>
    // A link that leads out of the documentation is not part of it.
    realpathSync(full).startsWith(root + sep) ? toFile(readFileSync(full)) : outside(path);
  const readPlain = (path: RelativePath): SnapshotFile | Problem | undefined => {
    const full = `${root}/${path}`;
    const found = diskFileSystem.readPlain(full);
    if (found === "absent") return undefined;
    if (found === "other") return readLinked(path, full);
    if (!isInside(full.slice(0, full.lastIndexOf("/")))) return outside(path);
    const { bytes } = found;
    const known = recorded.get(path);
    if (known === undefined || !isUtf8(bytes)) return toFile(bytes);
    const now = digest(bytes);
    return now === known ? knownFile(full, known) : { text: decoder.decode(bytes), digest: now };
  };
  return (path) => {
    const coming = pending.get(path);
    if (coming === null) return undefined;
    try {
      return coming === undefined ? readPlain(path) : toFile(coming);
    } catch (cause) {
      return isAbsent(cause) ? undefined : unreadable(path, cause);
    }
  };
};

/** Folders that are never part of the documentation. */
const foreign: ReadonlySet<string> = new Set([".git", "node_modules"]);

const list = (root: string, folder: RelativePath, deep: boolean): readonly RelativePath[] => {
  const paths: RelativePath[] = [];
  const visit = (inside: RelativePath): void => {
    for (const item of readdirSync(join(root, inside), { withFileTypes: true })) {
      const path = inside === "" ? item.name : `${inside}/${item.name}`;
      if (item.isFile() || item.isSymbolicLink()) paths.push(path);
      else if (deep && item.isDirectory() && !foreign.has(item.name)) visit(path);
    }
  };
  try {
    visit(folder);
  } catch (cause) {
    if (!isAbsent(cause)) throw cause;
  }
  return paths;
};

const patternsOf = ({ snippets }: Settings): readonly PathPattern[] =>
  snippets.flatMap(({ path, aliases }) => [path, ...aliases]);

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
  const patterns = patternsOf(settings);
  const folders = new Map<string, boolean>();
  for (const { folder, deep } of patterns) folders.set(folder, deep || (folders.get(folder) ?? false));
  const found = [...pending.keys(), ...[...folders].flatMap(([folder, deep]) => list(root, folder, deep))];
  for (const path of found)
    if (patterns.some((pattern) => pattern.match(path) !== undefined)) paths.add(path);
  return paths;
};

/**
 * Resolves the documentation's root. Errors: `root-not-found`.
 * @returns its real absolute path
 */
export const openRoot = (root: string, label: string): Outcome<string> => {
  try {
    if (statSync(root).isDirectory()) return ok(realpathSync(root));
  } catch (cause) {
    if (!isAbsent(cause))
      return fail(
        error(
          "root-unreadable",
          label,
          `The folder can't be read (${errnoOf(cause) ?? ""}).`,
          "Check that you may read it.",
        ),
      );
  }
  return fail(
    error("root-not-found", label, "There is no such folder.", "Correct `root` in the config, or --root."),
  );
};

/** The lock's text and digest; null when nothing was ever applied. Errors: `file-not-utf8`, `file-unreadable`. */
export const readLock = (root: string, pending: Pending): Outcome<SnapshotFile | null> => {
  const file = readerOf(root, pending)(lockPath);
  return file === undefined || "digest" in file ? ok(file ?? null) : fail(file);
};

const isPage = (path: RelativePath): boolean => /\.(?:md|mdx|markdown)$/i.test(path);

/** The Markdown files of the documentation that aren't in `known`; those that can't be read refer to nothing. */
export const readOtherPages = (root: string, known: ReadonlySet<RelativePath>): Snapshot => {
  const files = new Map<RelativePath, SnapshotFile>();
  const read = readerOf(root, new Map());
  for (const path of list(root, "", true)) {
    const file = !isPage(path) || known.has(path) ? undefined : read(path);
    if (file !== undefined && "digest" in file) files.set(path, file);
  }
  return files;
};

/**
 * Reads the files that the settings can touch. A snippet that isn't text is left out: it names no model.
 * Errors: `file-not-utf8`, `file-unreadable`, `file-outside`, of pages only.
 */
export const readTree = (
  root: string,
  settings: Settings,
  lock: Lock,
  pending: Pending,
): Outcome<Snapshot> => {
  const pages = new Set(pagesOf(settings));
  const files = new Map<RelativePath, SnapshotFile>();
  const problems: Problem[] = [];
  const recorded = new Map([...lock.files.values()].map(({ path, digest: known }) => [path, known]));
  const read = readerOf(root, pending, recorded);
  for (const path of touchable(root, settings, lock, pending)) {
    const file = read(path);
    if (file === undefined) continue;
    if ("digest" in file) files.set(path, file);
    else if (pages.has(path)) problems.push(file);
  }
  return problems.length > 0 ? fail(...problems) : ok(files);
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
