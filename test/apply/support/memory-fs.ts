import type { FileSystem } from "../../../src/io/fs.ts";
import { withoutStack } from "./faults.ts";

type FileNode = { kind: "file"; bytes: Uint8Array; durable: Uint8Array; mode: number };
type LinkNode = { kind: "link"; target: string };
/** `history` holds the entries as they were after each change since they last were made durable, oldest first. */
type FolderNode = {
  kind: "folder";
  entries: ReadonlyMap<string, Node>;
  history: ReadonlyMap<string, Node>[];
};
type Node = FileNode | LinkNode | FolderNode;

/** A file tree as a test writes it: text, text with a mode, or a link. Paths are relative; folders follow from them. */
export type Tree = Readonly<
  Record<string, string | { readonly text: string; readonly mode: number } | { readonly link: string }>
>;

export type MemoryDisk = {
  readonly fs: FileSystem;
  /** Every file as `mode text` and every link as `-> target`, by path; empty folders are left out. */
  readonly tree: () => Record<string, string>;
  /** What an editor does: opens a file, emptied, and writes to it later, wherever it has gone meanwhile. */
  readonly truncate: (path: string) => (text: string) => void;
  /** What other editors do: a new file takes the old one's name. */
  readonly replace: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  /**
   * Loses power: each folder falls back to some state since it was last flushed, each file that wasn't flushed
   * to nothing, a part, zeros or all of it. Nothing is ordered that wasn't made to be; real disks lose less.
   */
  readonly losePower: (random: () => number) => void;
  /** Another disk as this one is: what happens to one doesn't to the other. */
  readonly copy: () => MemoryDisk;
};

const fault = (code: string, path: string): Error =>
  withoutStack(() => Object.assign(new Error(`${code}: ${path}`), { code }));

const partsByPath = new Map<string, readonly string[]>();
const partsOf = (path: string): readonly string[] => {
  const parts = partsByPath.get(path) ?? path.split("/").filter((name) => name !== "");
  partsByPath.set(path, parts);
  return parts;
};

const setEntry = (folder: FolderNode, name: string, node: Node | undefined): void => {
  const entries = new Map(folder.entries);
  if (node === undefined) entries.delete(name);
  else entries.set(name, node);
  folder.entries = entries;
  folder.history.push(entries);
};

const newFolder = (): FolderNode => {
  const entries = new Map<string, Node>();
  return { kind: "folder", entries, history: [entries] };
};

const settleFolder = (folder: FolderNode): void => {
  folder.history = [folder.entries];
};

/** Links never change; a file that has two names keeps them. */
const copyOf = (node: Node, copies: Map<Node, Node>): Node => {
  const known = copies.get(node);
  if (known !== undefined || node.kind === "link") return known ?? node;
  if (node.kind === "file") {
    const file = { ...node };
    copies.set(node, file);
    return file;
  }
  const folder = newFolder();
  copies.set(node, folder);
  const copied = (entries: ReadonlyMap<string, Node>) =>
    new Map([...entries].map(([name, child]) => [name, copyOf(child, copies)]));
  folder.entries = copied(node.entries);
  folder.history = node.history.map(copied);
  return folder;
};

/** A file system in memory that does what POSIX says for the calls that an apply makes, rooted at `/root`. */
export const memoryDisk = (tree: Tree): MemoryDisk => diskWith(newFolder(), tree);

/** The same, of what is there already where no tree is given. */
const diskWith = (top: FolderNode, tree?: Tree): MemoryDisk => {
  const open = new Map<number, FileNode>();
  let lastFile = 2;

  const walk = (path: string, depth = 0): { node: Node; path: string } | undefined => {
    if (depth > 20) throw fault("ELOOP", path);
    let node: Node = top;
    let real = "";
    for (const part of partsOf(path)) {
      if (node.kind === "link") {
        const target: { node: Node; path: string } | undefined = walk(resolve(real, node.target), depth + 1);
        if (target === undefined) return undefined;
        ({ node, path: real } = target);
      }
      if (node.kind !== "folder") throw fault("ENOTDIR", path);
      const next: Node | undefined = node.entries.get(part);
      if (next === undefined) return undefined;
      node = next;
      real = `${real}/${part}`;
    }
    return { node, path: real };
  };

  const resolve = (link: string, target: string): string => {
    const parts = target.startsWith("/") ? [] : link.split("/").slice(1, -1);
    for (const part of target.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
  };

  const follow = (path: string): { node: Node; path: string } => {
    const found = walk(path);
    if (found === undefined) throw fault("ENOENT", path);
    return found.node.kind === "link" ? follow(resolve(found.path, found.node.target)) : found;
  };

  const parent = (path: string): [FolderNode, string] => {
    const cut = path.lastIndexOf("/");
    const { node } = follow(path.slice(0, cut));
    if (node.kind !== "folder") throw fault("ENOTDIR", path);
    return [node, path.slice(cut + 1)];
  };

  const entry = (path: string): Node => {
    const [folder, name] = parent(path);
    const node = folder.entries.get(name);
    if (node === undefined) throw fault("ENOENT", path);
    return node;
  };

  const add = (path: string, node: Node): void => {
    const [folder, name] = parent(path);
    if (folder.entries.has(name)) throw fault("EEXIST", path);
    setEntry(folder, name, node);
  };

  const opened = (file: number): FileNode => {
    const node = open.get(file);
    if (node === undefined) throw fault("EBADF", String(file));
    return node;
  };

  const flush = (node: Node): void => {
    if (node.kind === "file") node.durable = node.bytes;
    if (node.kind === "folder") settleFolder(node);
  };

  const fs: FileSystem = {
    lstat: (path) => {
      let found: ReturnType<typeof walk>;
      try {
        found = walk(path);
      } catch {
        return undefined;
      }
      if (found === undefined) return undefined;
      return { kind: found.node.kind, mode: found.node.kind === "file" ? found.node.mode : 0o755 };
    },
    realpath: (path) => follow(path).path,
    checkWritable: (folder) => {
      follow(folder);
    },
    readFile: (path) => {
      const { node } = follow(path);
      if (node.kind !== "file") throw fault("EISDIR", path);
      return node.bytes;
    },
    readPlain: (path) => {
      const status = fs.lstat(path);
      if (status === undefined) return "absent";
      return status.kind === "file" ? { bytes: fs.readFile(path), mode: status.mode } : "other";
    },
    readFolder: (path) => {
      const { node } = follow(path);
      if (node.kind !== "folder") throw fault("ENOTDIR", path);
      return [...node.entries.keys()];
    },
    create: (path, mode) => {
      const empty = new Uint8Array();
      const node: FileNode = { kind: "file", bytes: empty, durable: empty, mode: mode & ~0o022 };
      add(path, node);
      lastFile += 1;
      open.set(lastFile, node);
      return lastFile;
    },
    write: (file, content) => {
      const node = opened(file);
      const bytes = Buffer.from(content);
      node.bytes = Buffer.concat([node.bytes, bytes]);
      return bytes.length;
    },
    changeMode: (file, mode) => {
      opened(file).mode = mode;
    },
    sync: (file) => flush(opened(file)),
    close: (file) => {
      opened(file);
      open.delete(file);
    },
    link: (from, to) => {
      const node = entry(from);
      if (node.kind === "folder") throw fault("EPERM", from);
      add(to, node);
    },
    rename: (from, to) => {
      const node = entry(from);
      const [source, oldName] = parent(from);
      const [target, newName] = parent(to);
      const there = target.entries.get(newName);
      if (there === node) return;
      if (there !== undefined && node.kind === "folder") {
        if (there.kind !== "folder") throw fault("ENOTDIR", to);
        if (there.entries.size > 0) throw fault("ENOTEMPTY", to);
      }
      if (there?.kind === "folder" && node.kind !== "folder") throw fault("EISDIR", to);
      const entries = new Map(source.entries);
      entries.delete(oldName);
      if (source !== target) throw fault("EXDEV", from);
      entries.set(newName, node);
      source.entries = entries;
      source.history.push(entries);
    },
    unlink: (path) => {
      const [folder, name] = parent(path);
      if (entry(path).kind === "folder") throw fault("EISDIR", path);
      setEntry(folder, name, undefined);
    },
    makeFolder: (path) => add(path, newFolder()),
    removeFolder: (path) => {
      const [folder, name] = parent(path);
      const node = entry(path);
      if (node.kind !== "folder") throw fault("ENOTDIR", path);
      if (node.entries.size > 0) throw fault("ENOTEMPTY", path);
      setEntry(folder, name, undefined);
    },
    flush: (path) => {
      try {
        flush(follow(path).node);
        return Promise.resolve();
      } catch (thrown) {
        return Promise.reject(thrown instanceof Error ? thrown : fault("EIO", path));
      }
    },
  };

  const makeFolders = (path: string): void => {
    const parts = path.split("/").slice(1, -1);
    for (let count = 1; count <= parts.length; count++) {
      const folder = `/${parts.slice(0, count).join("/")}`;
      if (walk(folder) === undefined) fs.makeFolder(folder);
    }
  };

  const put = (path: string, text: string, mode: number): void => {
    makeFolders(path);
    const [folder, name] = parent(path);
    const bytes = Buffer.from(text);
    setEntry(folder, name, { kind: "file", bytes, durable: bytes, mode });
  };

  const each = (node: Node, path: string, visit: (node: Node, path: string) => void): void => {
    visit(node, path);
    if (node.kind === "folder")
      for (const [name, child] of node.entries) each(child, `${path}/${name}`, visit);
  };

  if (tree !== undefined) fs.makeFolder("/root");
  for (const [path, value] of Object.entries(tree ?? {})) {
    const target = `/root/${path}`;
    makeFolders(target);
    if (typeof value === "string") put(target, value, 0o644);
    else if ("text" in value) put(target, value.text, value.mode);
    else add(target, { kind: "link", target: value.link });
  }
  if (tree !== undefined) each(top, "", flush);

  return {
    fs,
    copy: () => {
      const copy = copyOf(top, new Map());
      return diskWith(copy.kind === "folder" ? copy : newFolder());
    },
    tree: () => {
      const found: [string, string][] = [];
      each(top, "", (node, path) => {
        const name = path.slice("/root/".length);
        if (node.kind === "file")
          found.push([name, `${node.mode.toString(8)} ${Buffer.from(node.bytes).toString()}`]);
        if (node.kind === "link") found.push([name, `-> ${node.target}`]);
      });
      return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    truncate: (path) => {
      const node = walk(path)?.node;
      if (node?.kind === "file") node.bytes = new Uint8Array();
      else put(path, "", 0o644);
      const file = entry(path);
      return (text) => {
        if (file.kind === "file") file.bytes = Buffer.from(text);
      };
    },
    replace: (path, text) => put(path, text, 0o644),
    remove: (path) => {
      if (walk(path) !== undefined) fs.unlink(path);
    },
    losePower: (random) => {
      open.clear();
      const some = (count: number): number => Math.floor(random() * count);
      const fallBack = (node: Node): void => {
        if (node.kind === "folder") {
          node.entries = node.history[some(node.history.length)] ?? node.entries;
          for (const child of node.entries.values()) fallBack(child);
          settleFolder(node);
        }
        if (node.kind !== "file" || node.bytes === node.durable) return;
        const { bytes, durable } = node;
        const part = bytes.subarray(0, some(bytes.length + 1));
        const zeros = new Uint8Array(bytes.length);
        zeros.set(part);
        node.bytes = [durable, part, zeros, bytes][some(4)] ?? bytes;
        node.durable = node.bytes;
      };
      fallBack(top);
    },
  };
};
