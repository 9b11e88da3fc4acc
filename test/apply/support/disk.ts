import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import type { Tree } from "./memory-fs.ts";

/** A new folder on the real disk, as far from the repository as the system's temporary folder is. */
export const newFolder = (): string => mkdtempSync(join(process.env.KLUSTER_GEN_DISK ?? tmpdir(), "apply-"));

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Makes a tree in a folder that is there. */
export const writeTree = (folder: string, tree: Tree): void => {
  for (const [path, value] of Object.entries(tree)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof value === "string") writeFileSync(target, value);
    else if ("link" in value) symlinkSync(value.link, target);
    else {
      writeFileSync(target, value.text);
      chmodSync(target, value.mode);
    }
  }
};

/** Every file as `mode text` and every link as `-> target`, by path; empty folders are left out. */
export const readTree = (folder: string): Record<string, string> => {
  const found: [string, string][] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isSymbolicLink()) found.push([name, `-> ${readlinkSync(path)}`]);
    else if (entry.isFile())
      found.push([name, `${(lstatSync(path).mode & 0o777).toString(8)} ${readFileSync(path, "utf8")}`]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** How a tree reads on this disk, with this user's mask. */
export const readingOnDisk = (tree: Tree): Record<string, string> => {
  const folder = newFolder();
  writeTree(folder, tree);
  const reading = readTree(folder);
  removeFolder(folder);
  return reading;
};

/** Makes the program that tests run as processes of their own. */
export const buildChild = (folder: string): string => {
  const outfile = join(folder, "child.mjs");
  buildSync({
    entryPoints: [new URL("child.ts", import.meta.url).pathname],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return outfile;
};
