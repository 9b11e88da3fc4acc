import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { error, type Problem } from "../../model/problem.ts";
import { errnoOf, writeFix } from "../errno.ts";

/** Writes files that aren't there yet, all or none. Returns what went wrong: `file-exists`, `save-failed`. */
export const writeNewFiles = (folder: string, files: ReadonlyMap<string, string>): Problem | undefined => {
  const written: string[] = [];
  for (const [path, text] of files) {
    const full = join(folder, path);
    try {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text, { flag: "wx" });
      written.push(full);
    } catch (cause) {
      const isThere = errnoOf(cause) === "EEXIST";
      // What was begun on a full disk goes as well.
      for (const each of isThere ? written : [...written, full]) rmSync(each, { force: true });
      return isThere
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
            writeFix(cause, "Check that you may write to its folder."),
          );
    }
  }
  return undefined;
};
