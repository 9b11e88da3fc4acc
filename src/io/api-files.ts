import { readFileSync, realpathSync } from "node:fs";
import { dirname, join, posix, resolve, sep } from "node:path";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import { errnoOf } from "./errno.ts";

/** No description is larger. */
const maxBytes = 64 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads a file of an API description; `label` is its name in problems. Errors: `api-unreadable`. */
export const readApiFile = (path: string, label: string): Outcome<string> => {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > maxBytes) throw new Error("too large");
    return ok(decoder.decode(bytes));
  } catch (cause) {
    const code = errnoOf(cause) ?? "not UTF-8, or too large";
    return refuse(
      "api-unreadable",
      label,
      `The file can't be read (${code}).`,
      "Correct its path in the config.",
    );
  }
};

/** Reads the files that `$ref`s name, never outside of the description's folder, not through a link either. */
export const localReader = (source: string): ((path: string) => Outcome<string>) => {
  const folder = dirname(resolve(source));
  return (path) => {
    const outside = posix.isAbsolute(path) || posix.normalize(path).startsWith("..");
    try {
      const full = join(folder, path);
      if (!outside && realpathSync.native(full).startsWith(realpathSync.native(folder) + sep))
        return readApiFile(full, path);
    } catch {
      return refuse("api-unreadable", path, "There is no such file.", "Correct the `$ref`.");
    }
    return refuse(
      "api-outside",
      path,
      "The `$ref` leads out of the description's folder.",
      "Move the file into it.",
    );
  };
};
