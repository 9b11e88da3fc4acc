import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The texts of a template folder, by their path in it. */
export const readFolder = (folder: string): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>();
  const visit = (inside: string): void => {
    for (const item of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = inside === "" ? item.name : `${inside}/${item.name}`;
      if (item.isDirectory()) visit(path);
      else if (item.name.endsWith(".ejs"))
        texts.set(path, readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n"));
    }
  };
  visit("");
  return texts;
};
