import type { FileSystem } from "../../../src/io/fs.ts";

/** A file system as Windows and macOS have it: a name finds what is there in whatever case, and what is new keeps its own. */
export const folded = (base: FileSystem): FileSystem => {
  const spelled = (path: string): string => {
    let real = "";
    for (const part of path.split("/").slice(1)) {
      const status = base.lstat(real === "" ? "/" : real);
      const names =
        status?.kind === "folder" || status?.kind === "link" ? base.readFolder(real === "" ? "/" : real) : [];
      real = `${real}/${names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part}`;
    }
    return real;
  };
  return {
    ...base,
    lstat: (path) => base.lstat(spelled(path)),
    realpath: (path) => base.realpath(spelled(path)),
    checkWritable: (folder) => base.checkWritable(spelled(folder)),
    readFile: (path) => base.readFile(spelled(path)),
    readPlain: (path) => base.readPlain(spelled(path)),
    readFolder: (path) => base.readFolder(spelled(path)),
    create: (path, mode) => base.create(spelled(path), mode),
    link: (from, to) => base.link(spelled(from), spelled(to)),
    rename: (from, to) => base.rename(spelled(from), spelled(to)),
    unlink: (path) => base.unlink(spelled(path)),
    makeFolder: (path) => base.makeFolder(spelled(path)),
    removeFolder: (path) => base.removeFolder(spelled(path)),
    flush: (path) => base.flush(spelled(path)),
  };
};
