import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const find = (folder: string): string => {
  if (existsSync(join(folder, "generators", "templates"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? folder : find(parent);
};

/** Where this package is installed: the same for the sources and for the bundle in dist/. */
export const packageFolder = find(import.meta.dirname);
