import { dirname, join } from "node:path/posix";
import type { Definition, Definitions, RelativePath } from "../../model/file.ts";
import { lineAt } from "../page.ts";
import { scanPage } from "../scan.ts";
import { nameOf, substituted } from "./substitute.ts";
import { toMap } from "../../text/group-by.ts";

/** Gives the text of a file of the documentation; undefined where there is none. */
export type ReadText = (path: RelativePath) => string | undefined;

/** The files that give names to values for all pages of a site, by the markup of these. */
export const definingFiles = { asciidoc: ["antora-playbook.yml", "antora.yml"], rst: ["conf.py"] } as const;

/** Includes that may give values to names: what code or data is in does not. */
const includes = {
  asciidoc: /^include::([^\s[\]]+\.(?:adoc|asciidoc|asc|txt))\[/i,
  rst: /^[ \t]*\.\. include::[ \t]+(\S+\.(?:rst|rest|txt|inc))[ \t]*$/i,
} as const;

/** Where an include of AsciiDoc leads: from the page's folder, or by the names that Antora gives the parts of a module. */
const adocTarget = (path: RelativePath, target: string): RelativePath => {
  const [, module, family, rest = ""] = /^(?:([\w.-]+):)?(partial|example|page)\$(.+)$/.exec(target) ?? [];
  const [, base = "", own = ""] = /^(.*?\/?modules\/)([^/]+)\//.exec(path) ?? [];
  return family === undefined || base === ""
    ? join(dirname(path), target)
    : join(base, module ?? own, `${family}s`, rest);
};

/** A path from the root of Sphinx's sources begins with a slash: nobody says which of the folders above that is. */
const rstTargets = (path: RelativePath, target: string): readonly RelativePath[] =>
  target.startsWith("/")
    ? foldersAbove(path).map((folder) => join(folder, target.slice(1)))
    : [join(dirname(path), target)];

/** The folders that a path is in, the nearest first; the documentation's root is the last. */
export const foldersAbove = (path: RelativePath): readonly RelativePath[] => {
  const parts = path.split("/").slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join("/")), ""];
};

/** The values that included files give names to; `known` are those of the site. Missing files give none. */
export const includedDefinitions = (
  path: RelativePath,
  text: string,
  known: Definitions,
  read: ReadText,
): Definitions => {
  const found = new Map<string, Definition>(known);
  const seen = new Set([path]);
  const visit = (file: RelativePath, content: string): void => {
    const page = scanPage(path, content);
    if (page.markup !== "asciidoc" && page.markup !== "rst") return;
    const pattern = includes[page.markup];
    for (const [index] of page.lines.entries()) {
      const line = lineAt(page, index);
      const [, written] = pattern.exec(line) ?? [];
      if (written === undefined) continue;
      const definitions = new Map([...found, ...(page.definitions ?? [])]);
      const target = substituted({ markup: page.markup, definitions }, written);
      const candidates = page.markup === "rst" ? rstTargets(file, target) : [adocTarget(file, target)];
      const inside = candidates.find((each) => !seen.has(each) && read(each) !== undefined);
      if (inside === undefined) continue;
      seen.add(inside);
      visit(inside, read(inside) ?? "");
    }
    if (file === path) return;
    for (const [name, { value }] of page.definitions ?? [])
      if (found.get(name)?.fixed !== true) found.set(name, { value });
  };
  if (/include::/i.test(text)) visit(path, text);
  return found;
};

/** The texts that `conf.py` of Sphinx puts before and after every page, as a page. */
export const sphinxTexts = (conf: string): string =>
  [...conf.matchAll(/^rst_(?:prolog|epilog)[ \t]*\+?=[ \t]*[rRuU]?("""|''')([^]*?)\1/gm)]
    .map(([, , text = ""]) => text)
    .join("\n");

/** The attributes in the data of Antora's files, which pages may change only where they end with `@`. */
export const antoraDefinitions = (attributes: readonly (readonly [string, string])[]): Definitions =>
  toMap(attributes, ([name, value]) => [
    nameOf(name),
    value.endsWith("@") ? { value: value.slice(0, -1) } : { value, fixed: true },
  ]);
