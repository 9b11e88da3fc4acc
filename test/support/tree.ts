import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Every file of a documentation, hidden ones too, as sorted relative paths; the tool's own lock isn't one. */
export const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => !item.isDirectory())
    .map((item) => join(item.parentPath, item.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith(".kluster-gen/"))
    .sort();

/** Path → bytes of every file below a folder. */
export const bytesOf = (folder: string): Readonly<Record<string, Buffer>> =>
  Object.fromEntries(filesOf(folder).map((path) => [path, readFileSync(join(folder, path))]));

/** Path → digest and modification time in nanoseconds of every file and folder: equal only when nothing was touched. */
export const stateOf = (folder: string): Readonly<Record<string, string>> => {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths.map((path) => {
      const full = join(folder, path);
      const { mtimeNs } = lstatSync(full, { bigint: true });
      const status = lstatSync(full);
      if (status.isDirectory()) return [path, `folder ${mtimeNs}`];
      const bytes = status.isSymbolicLink() ? readlinkSync(full) : readFileSync(full);
      return [path, `${createHash("sha256").update(bytes).digest("hex")} ${mtimeNs}`];
    }),
  );
};
