import { join, relative, sep } from "node:path";
import { checkPath } from "../../model/paths.ts";
import { ok, type Outcome, refuse } from "../../model/problem.ts";
import type { RelativePath } from "../../model/file.ts";
import type { FileSystem } from "../fs.ts";
import { errnoOf } from "./files.ts";

/** Where a path's folder really is: relative to the root, links followed, empty for the root itself. */
export type Reach = {
  /** Walks the folders above a path; none may lead out of the root. Folders that aren't there yet are fine. */
  readonly folderOf: (path: RelativePath) => Outcome<RelativePath>;
  /** Makes the missing folders above a path that `folderOf` has walked. */
  readonly makeFoldersOf: (path: RelativePath) => void;
  /** The topmost folder above a path that isn't there yet, when `folderOf` has walked it; undefined when all are. */
  readonly newAbove: (path: RelativePath) => RelativePath | undefined;
  /** Notes that a folder that was missing is there now. */
  readonly arrived: (folder: RelativePath) => void;
  /** Notes that the entries of a path's folder change. */
  readonly touch: (path: RelativePath) => void;
  /** Absolute paths of the folders whose entries changed: those noted, and those above new folders. */
  readonly touched: ReadonlySet<string>;
};

/** The folder that a path is in; empty for the root. */
export const parentOf = (path: RelativePath): RelativePath =>
  path.slice(0, Math.max(0, path.lastIndexOf("/")));

const outside = (path: RelativePath, link: RelativePath) =>
  refuse(
    "path-outside",
    path,
    `The folder ${link} is a link out of the documentation root.`,
    "Replace the link by a folder.",
  );

const notFolder = (path: RelativePath, parent: RelativePath) =>
  refuse("path-not-folder", path, `${parent} is no folder.`, "Move what is there out of the way.");

/** Keeps an apply inside the root (absolute, and trusted), looking at each folder once. */
export const reachInside = (fs: FileSystem, root: string): Reach => {
  const realRoot = fs.realpath(root);
  const known = new Map<RelativePath, Outcome<RelativePath>>([["", ok("")]]);
  const missing = new Set<RelativePath>();
  const touched = new Set<string>();

  const followLink = (folder: RelativePath): Outcome<RelativePath> => {
    const real = relative(realRoot, fs.realpath(join(root, folder)))
      .split(sep)
      .join("/");
    return real !== "" && checkPath(real) !== undefined ? outside(folder, folder) : ok(real);
  };

  const find = (folder: RelativePath): Outcome<RelativePath> => {
    const parent = walk(parentOf(folder));
    if (!parent.ok) return parent;
    const status = fs.lstat(join(root, folder));
    const name = folder.slice(folder.lastIndexOf("/") + 1);
    if (status === undefined) missing.add(folder);
    else if (status.kind === "link") return followLink(folder);
    else if (status.kind !== "folder") return notFolder(folder, folder);
    return ok(parent.value === "" ? name : `${parent.value}/${name}`);
  };

  const walk = (folder: RelativePath): Outcome<RelativePath> => {
    const found = known.get(folder) ?? find(folder);
    known.set(folder, found);
    return found;
  };

  const touch = (path: RelativePath): void => {
    const folder = parentOf(path);
    touched.add(folder === "" ? root : `${root}/${folder}`);
  };

  const make = (folder: RelativePath): void => {
    if (!missing.has(folder)) return;
    make(parentOf(folder));
    try {
      fs.makeFolder(join(root, folder));
    } catch (thrown) {
      // Somebody made it first, which is as good; anything else of that name is not.
      if (errnoOf(thrown) !== "EEXIST" || fs.lstat(join(root, folder))?.kind !== "folder") throw thrown;
    }
    arrived(folder);
  };

  const arrived = (folder: RelativePath): void => {
    missing.delete(folder);
    touch(folder);
  };

  const newAbove = (path: RelativePath): RelativePath | undefined => {
    let top: RelativePath | undefined;
    for (let folder = parentOf(path); missing.has(folder); folder = parentOf(folder)) top = folder;
    return top;
  };

  return {
    folderOf: (path) => walk(parentOf(path)),
    makeFoldersOf: (path) => make(parentOf(path)),
    newAbove,
    arrived,
    touch,
    touched,
  };
};
