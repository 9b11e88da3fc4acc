import type { JournalRecord } from "../../lock/journal.ts";
import type { RelativePath } from "../../model/file.ts";
import { failsWith, writeNew } from "./files.ts";
import { parentOf } from "./reach.ts";
import { type ApplyContext, ownName } from "./settle.ts";

/** A folder that isn't there yet, and all the records that put a file into it. */
export type NewFolder = {
  readonly folder: RelativePath;
  /** Where it is filled before it gets its name: beside that. */
  readonly staged: RelativePath;
  readonly records: readonly JournalRecord[];
};

/** The new folders of a journal, by path. */
export const newFoldersOf = (
  token: string,
  records: readonly JournalRecord[],
): ReadonlyMap<RelativePath, NewFolder> => {
  const folders = new Map<RelativePath, NewFolder & { readonly records: JournalRecord[] }>();
  for (const [index, record] of records.entries()) {
    const { within } = record;
    if (within === null) continue;
    const known = folders.get(within);
    if (known !== undefined) known.records.push(record);
    else {
      const parent = parentOf(within);
      const name = `${ownName(token, index)}.new`;
      const staged = parent === "" ? name : `${parent}/${name}`;
      folders.set(within, { folder: within, staged, records: [record] });
    }
  }
  return folders;
};

/** The folder itself and those in it, each after the one that it is in, relative to it. */
const foldersIn = ({ folder, records }: NewFolder): readonly string[] => {
  const known = new Set([""]);
  const add = (inside: string): void => {
    if (known.has(inside)) return;
    add(parentOf(inside));
    known.add(inside);
  };
  for (const { path } of records) add(parentOf(path.slice(folder.length + 1)));
  return [...known];
};

const at = (folder: string, inside: string): string => (inside === "" ? folder : `${folder}/${inside}`);

/** Removes what a stopped run left of a folder that it was filling; what isn't ours in it stays, and so does the folder then. */
export const clear = ({ fs, root, reach }: ApplyContext, folder: NewFolder): void => {
  const { staged } = folder;
  if (!reach.folderOf(staged).ok || fs.lstat(`${root}/${staged}`)?.kind !== "folder") return;
  for (const { path } of folder.records) {
    const file = at(staged, path.slice(folder.folder.length + 1));
    if (reach.folderOf(file).ok) failsWith(["ENOENT", "ENOTDIR"], () => fs.unlink(`${root}/${file}`));
  }
  for (const inside of [...foldersIn(folder)].reverse())
    if (reach.folderOf(at(staged, inside)).ok)
      failsWith(["ENOENT", "ENOTDIR", "ENOTEMPTY", "EEXIST"], () =>
        fs.removeFolder(`${root}/${at(staged, inside)}`),
      );
};

/** How a file system says that there is something at the new name, or that folders can't be renamed. */
const taken: readonly string[] = ["EEXIST", "ENOTEMPTY", "ENOTDIR", "EISDIR", "EPERM", "EACCES", "EBUSY"];

/**
 * Makes a new folder with its files in it under another name, then gives it its own: three calls a file and no
 * more. Nobody sees it half filled, and what somebody put there first stays: an empty folder at most is replaced.
 * @param pause called before each file; true ends the work there
 * @returns whether the folder is in place; `taken` when something else is, and nothing of ours is left
 */
export const makeFolder = async (
  context: ApplyContext,
  folder: NewFolder,
  pause: () => Promise<boolean>,
): Promise<"done" | "taken" | "interrupted"> => {
  const { fs, root, reach } = context;
  const inside = foldersIn(folder);
  for (const name of inside) fs.makeFolder(`${root}/${at(folder.staged, name)}`);
  for (const { path, source, mode } of folder.records) {
    if (await pause()) return "interrupted";
    const place = `${root}/${folder.staged}${path.slice(folder.folder.length)}`;
    if (source !== null) writeNew(fs, place, source.content, { mode, durable: false });
  }
  if (
    failsWith(taken, () => fs.rename(`${root}/${folder.staged}`, `${root}/${folder.folder}`)) !== undefined
  ) {
    clear(context, folder);
    return "taken";
  }
  for (const { path } of folder.records) reach.touch(path);
  for (const name of inside) reach.arrived(at(folder.folder, name));
  return "done";
};
