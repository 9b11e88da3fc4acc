import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { errnoOf } from "./errno.ts";
import { packageFolder } from "./package-folder.ts";

/** Node can't load the file itself: another module format, a missing extension, the package not installed beside it. */
const isLoaderError = (cause: unknown): boolean =>
  errnoOf(cause)?.startsWith("ERR_") === true || cause instanceof SyntaxError;

/** Loads a module through jiti: TypeScript and helper files of any format, and nothing is written to disk. */
const importThroughJiti = async (path: string): Promise<unknown> => {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(path, {
    fsCache: false,
    moduleCache: false,
    alias: { "kluster-gen": join(packageFolder, "dist", "index.js") },
  });
  return jiti.import(path, { default: true });
};

const defaultOf = (module: unknown): unknown =>
  typeof module === "object" && module !== null && "default" in module ? module.default : module;

/** Evaluates a config module and returns its default export. Throws what the module throws. */
export const importConfig = async (path: string): Promise<unknown> => {
  if (/\.[cm]?ts$/.test(path)) return importThroughJiti(path);
  try {
    return defaultOf(await import(pathToFileURL(path).href));
  } catch (cause) {
    if (!isLoaderError(cause)) throw cause;
    return importThroughJiti(path);
  }
};
