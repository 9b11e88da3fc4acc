import { join } from "node:path";
import { packageFolder } from "../../io/cache/package-folder.ts";
import { readText } from "../../io/text-file.ts";
import { parseJson } from "../../text/json.ts";

/** The version of this package, for who doesn't know it. */
export const packageVersion = (): string => {
  const text = readText(join(packageFolder, "package.json"), "package.json", "package-unreadable");
  const read = text.ok ? parseJson(text.value, "package.json") : text;
  const manifest = read.ok ? read.value : undefined;
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown";
};
