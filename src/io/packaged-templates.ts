import { join } from "node:path";
import { packageFolder } from "./cache/package-folder.ts";
import { readFolder } from "./template-folder.ts";

let texts: ReadonlyMap<string, string> | undefined;

/** The templates of the package. The build puts their texts in place of this: one file is read sooner than fifty. */
export const packaged = (): ReadonlyMap<string, string> =>
  (texts ??= readFolder(join(packageFolder, "generators", "templates")));
