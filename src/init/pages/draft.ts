import type { SnippetConfig, TextRule } from "../../config/config.gen.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Model } from "../catalog/records.ts";
import { renamer } from "../columns/settle-fields.ts";
import { lastPart } from "../join/key-forms.ts";
import { patternsOf } from "../slugs.ts";
import type { CatalogView, Fields, PagesDraft } from "../types.ts";
import { alignPages, type ModelPage } from "./align.ts";
import type { FoundPages } from "./find.ts";
import { hole, linesOf } from "./lines.ts";
import { templateOf } from "./template.ts";

/** More pages than this tell nothing new. */
const mostPages = 60;

/** The share of the lines of pages that a template must give. */
const leastShare = 0.4;

const languages: ReadonlyMap<string, string> = new Map([
  ["md", "markdown"],
  ["markdown", "markdown"],
  ["mdx", "mdx"],
  ["rst", "rst"],
  ["adoc", "asciidoc"],
  ["asciidoc", "asciidoc"],
]);

const todo = "Write this: nothing in the catalog says it.";

/** Lines that ask people for what the catalog doesn't say, in a markup's comments. */
const blankIn = (language: string, label: string, inFront: boolean): readonly string[] => {
  if (inFront) return [`${label === "" ? "" : `${label} `}# ${todo}`];
  const row = /^\s*\|/.test(label) ? " |" : "";
  const indent = /^\s*/.exec(label)?.[0] ?? "";
  const lead = label === "" || /\s$/.test(label) ? label : `${label} `;
  if (language === "markdown") return [`${lead}<!-- ${todo} -->${row}`];
  if (language === "mdx") return [`${lead}{/* ${todo} */}${row}`];
  const own = language === "rst" ? [`${indent}  .. ${todo}`] : [`// ${todo}`];
  return label === "" ? own.map((line) => line.trimStart()) : [label.trimEnd(), ...own];
};

const isFence = (line: string): boolean => /^\s*(?:`{3,}|~{3,}|-{4,}$)/.test(line);

/** The number that most have. */
const mode = (numbers: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0] ?? 0;
};

/** A template of what pages have in common, and the share of their lines that it gives. */
const draftTemplate = (pages: readonly ModelPage[], language: string, catalog: CatalogView) => {
  const rename = renamer();
  let fields: Fields = {};
  let explained = 0;
  let inFront = false;
  let inCode = false;
  const lines: string[] = [];
  const blank = (label: string): readonly string[] => (inCode ? [] : blankIn(language, label, inFront));
  const slots = alignPages(pages);
  for (const [index, slot] of slots.entries()) {
    const [first = ""] = slot.lines.values();
    // What most pages tell in words of their own is people's.
    if (slot.loose * 2 > pages.length && !inCode && !inFront) lines.push(...blankIn(language, "", false), "");
    if (slot.lines.size === 0) continue;
    if (first === "---" && index === 0) inFront = true;
    else if (first === "---") inFront = false;
    const made = linesOf(slot, { pages, catalog, rename, blank });
    if (isFence(first) && !inFront) inCode = !inCode;
    fields = { ...fields, ...made.fields };
    explained += made.explained;
    lines.push(...made.text);
    if (made.text.length > 0)
      lines.push(...Array.from({ length: mode([...slot.blanks.values()]) }, () => ""));
  }
  const all = pages.reduce((sum, page) => sum + page.lines.filter((line) => line.trim() !== "").length, 0);
  while (lines.at(-1) === "") lines.pop();
  const isMade = lines.some((line) => line.includes(hole));
  return { text: templateOf(lines, language, fields, catalog), fields, share: isMade ? explained / all : 0 };
};

/** What can be said of pages, one for each model; undefined where they have too little in common. */
export const draftPages = (
  { folder, pages }: FoundPages,
  slug: readonly TextRule[],
  catalog: CatalogView,
  textOf: (path: RelativePath) => string,
): PagesDraft | undefined => {
  const files = [...pages].map(([model, path]) => ({ model, path }));
  const path = patternsOf(files, slug)[0]?.[0] ?? "";
  const language = languages.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
  if (language === undefined) return undefined;
  const named = files.filter((file) => patternsOf([file], slug)[0]?.[0] === path);
  const read = named.slice(0, mostPages).map(({ model, path: own }): ModelPage => {
    const text = textOf(own).replace(/\r\n?/g, "\n").replace(/\s+$/, "");
    return { model, stem: lastPart(own).replace(/\.\w+$/, ""), lines: text.split("\n") };
  });
  if (read.length < 2) return undefined;
  const { text, fields, share } = draftTemplate(read, language, catalog);
  if (share < leastShare) return undefined;
  const models: readonly Model[] = named.map(({ model }) => model);
  const kind = folder.split("/").findLast((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part)) ?? "page";
  const config: SnippetConfig & { path: string } = { kind, language, path };
  return {
    type: "pages",
    config,
    context: folder.split("/").filter((part) => part !== ""),
    fields,
    models,
    template: text,
  };
};
