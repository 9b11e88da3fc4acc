import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { error, type Problem } from "../../model/problem.ts";
import { errnoOf } from "../errno.ts";

/** Writes files that aren't there yet, all or none. Returns what went wrong: `file-exists`, `save-failed`. */
export const writeNewFiles = (folder: string, files: ReadonlyMap<string, string>): Problem | undefined => {
  const written: string[] = [];
  for (const [path, text] of files)
    try {
      const full = join(folder, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text, { flag: "wx" });
      written.push(full);
    } catch (cause) {
      for (const full of written) rmSync(full, { force: true });
      return errnoOf(cause) === "EEXIST"
        ? error(
            "file-exists",
            path,
            "There is such a file already.",
            "Move it away, or name another with --config.",
          )
        : error(
            "save-failed",
            path,
            `The file can't be written (${errnoOf(cause) ?? ""}).`,
            "Check that you may write to its folder.",
          );
    }
  return undefined;
};
