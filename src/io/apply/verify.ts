import { dirname } from "node:path";
import type { JournalRecord } from "../../lock/journal.ts";
import type { FileRecord } from "../../lock/file-records.ts";
import { error, fail, ok, type Outcome, type Problem } from "../../model/problem.ts";
import type { RelativePath } from "../../model/file.ts";
import type { FileSystem } from "../fs.ts";
import { type Sight, errnoOf, explainErrno, look } from "./files.ts";
import { parentOf, type Reach, reachInside } from "./reach.ts";

const stale = (path: RelativePath, message: string): Problem =>
  error("plan-stale", path, message, "Run plan again; nothing was written.");

const notFile = (path: RelativePath): Problem =>
  error(
    "path-not-file",
    path,
    "A link, a folder or a device is there, not a file.",
    "Move it out of the way.",
  );

const judge = ({ path, before }: FileRecord, sight: Sight): Problem | undefined => {
  if (sight.kind === "other") return notFile(path);
  if (sight.kind === "absent")
    return before === null
      ? undefined
      : stale(path, "The file was there when the plan was made, and is gone.");
  if (before === null) return stale(path, "The file wasn't there when the plan was made, and is now.");
  return sight.digest === before ? undefined : stale(path, "The file has changed since the plan was made.");
};

const checkFolder = (fs: FileSystem, root: string, folder: string): Problem | undefined => {
  const nearest = fs.lstat(folder) === undefined && folder !== root ? dirname(folder) : folder;
  if (nearest !== folder) return checkFolder(fs, root, nearest);
  try {
    fs.checkWritable(folder);
    return undefined;
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === undefined) throw thrown;
    const { message, fix } = explainErrno(errno);
    return error(
      "path-not-writable",
      folder,
      `The folder can't be written to: ${message}.`,
      `${fix}, then apply again.`,
    );
  }
};

/** Looks at paths of which most are expected to be free: the names in a folder are asked for once. */
const freeOr = (fs: FileSystem, root: string) => {
  const names = new Map<string, ReadonlySet<string>>();
  return (path: RelativePath): Sight => {
    const target = `${root}/${path}`;
    const cut = target.lastIndexOf("/");
    const folder = target.slice(0, cut);
    const taken = names.get(folder) ?? new Set(fs.lstat(folder) === undefined ? [] : fs.readFolder(folder));
    names.set(folder, taken);
    return taken.has(target.slice(cut + 1)) ? look(fs, target) : { kind: "absent" };
  };
};

/** What stands in the way of new files, as an apply would find it: links out of the root, and what is no file. */
export const inTheWay = (
  fs: FileSystem,
  root: string,
  paths: readonly RelativePath[],
): readonly Problem[] => {
  const reach = reachInside(fs, root);
  const lookForFree = freeOr(fs, root);
  const found = paths.flatMap((path): readonly Problem[] => {
    const folder = reach.folderOf(path);
    if (!folder.ok) return folder.problems;
    const sight = lookForFree(path);
    return sight.kind === "other" ? [notFile(path)] : [];
  });
  return [...new Set(found)];
};

/** Paths that lead to one file, which only linked folders can bring about. */
const aliases = (reach: Reach, records: readonly FileRecord[]): readonly Problem[] => {
  const real = new Map<string, RelativePath>();
  const problems: Problem[] = [];
  for (const { path } of records) {
    const folder = reach.folderOf(path);
    if (!folder.ok) continue;
    const place = `${folder.value}/${path.slice(path.lastIndexOf("/") + 1)}`;
    const twin = real.get(place);
    real.set(place, path);
    if (twin === undefined) continue;
    const message = `The path leads to the same file as ${twin}, through a linked folder.`;
    problems.push(error("path-alias", path, message, "Name the file by one of the two paths."));
  }
  return problems;
};

/** Nobody reads more problems than this, and a large tree that changed has very many. */
const mostTold = 1000;

/**
 * Holds the records against the tree, changing nothing: each path inside the root, a plain file or nothing,
 * exactly as planned against, and in a folder that can be written to.
 * @returns the records with the permissions that their new files get; or everything that stands in the way
 */
export const verify = (
  fs: FileSystem,
  root: string,
  reach: Reach,
  records: readonly FileRecord[],
): Outcome<readonly JournalRecord[]> => {
  const problems: Problem[] = [];
  const verified: JournalRecord[] = [];
  const folders = new Set<RelativePath>();
  const lookForFree = freeOr(fs, root);
  let linked = false;
  for (const record of records) {
    if (problems.length >= mostTold) break;
    const { path, before, after, source, like, state } = record;
    const found = reach.folderOf(path);
    if (!found.ok) {
      problems.push(...found.problems);
      continue;
    }
    const folder = parentOf(path);
    if (folder !== found.value) linked = true;
    const sight = before === null ? lookForFree(path) : look(fs, `${root}/${path}`);
    const problem = judge(record, sight);
    if (problem !== undefined) problems.push(problem);
    if (!folders.has(folder)) {
      folders.add(folder);
      const shut = checkFolder(fs, root, dirname(`${root}/${path}`));
      if (shut !== undefined) problems.push(shut);
    }
    const own = sight.kind === "file" ? sight.mode : null;
    const mode = like === path ? own : (fs.lstat(`${root}/${like}`)?.mode ?? null);
    const within = state ? null : (reach.newAbove(path) ?? null);
    verified.push({ path, before, after, source, like, state, mode, within });
  }
  if (linked) problems.push(...aliases(reach, records));
  return problems.length > 0 ? fail(...problems) : ok(verified);
};
