import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { countEndings } from "../tree.ts";
import { attempt } from "../../text/attempt.ts";

/** A documentation as its own files describe it. */
export type Site = {
  /** What it is made with, for people. */
  readonly kind: string;
  /** The folder of its pages, relative to the one that was looked at. */
  readonly root: string;
  /** Folders, relative to `root`, that include paths may start from; the likeliest first. */
  readonly includeBases: readonly string[];
  /** What it calls itself. */
  readonly name: string;
};

/** What pages of these endings are written in. */
const markups = [
  ["Markdown", [".md", ".mdx", ".markdown"]],
  ["reStructuredText", [".rst"]],
  ["AsciiDoc", [".adoc", ".asciidoc"]],
  ["notebook", [".ipynb"]],
] as const;

/** What most of a folder's pages are written in. */
const writtenIn = (folder: string): string => {
  const counts = countEndings(folder);
  const [[most] = ["Markdown"]] = markups
    .map(
      ([name, endings]) =>
        [name, endings.reduce((sum, ending) => sum + (counts.get(ending) ?? 0), 0)] as const,
    )
    .sort(([, a], [, b]) => b - a);
  return most;
};

const textOf = (folder: string, name: string): string =>
  attempt(() => readFileSync(join(folder, name), "utf8")) ?? "";

const isFolder = (path: string): boolean => attempt(() => statSync(path).isDirectory()) ?? false;

/** The value of a key at the start of a line, unquoted: all that is needed of a site's settings. */
const setting = (text: string, key: string): string | undefined =>
  new RegExp(`^\\s*-?\\s*["']?${key}["']?\\s*:\\s*["']?([^"'\\n#,]+?)["']?\\s*,?\\s*(?:#.*)?$`, "m").exec(
    text,
  )?.[1];

const relativeTo = (root: string, path: string): string =>
  path === root ? "" : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;

const usual = ["", ".snippets", "snippets", "includes", "_snippets"];

const bases = (root: string, declared: readonly string[]): readonly string[] => [
  ...new Set([...declared.map((path) => relativeTo(root, path)), ...usual]),
];

const within = (folder: string, name: string): string => (isFolder(join(folder, name)) ? name : ".");

const mkdocs = (folder: string, file: string, given: string | undefined): Site => {
  const text = textOf(folder, file);
  const pages = setting(text, "docs_dir") ?? "docs";
  const root = given ?? within(folder, pages);
  const list = /base_path:\s*\n((?:\s*-\s*.+\n?)+)/.exec(text)?.[1] ?? "";
  const declared = [
    ...[...list.matchAll(/-\s*["']?([^"'\n]+?)["']?\s*$/gm)].map(([, path = ""]) => path),
    ...(setting(text, "base_path") === undefined ? [] : [setting(text, "base_path") ?? ""]),
  ];
  return {
    kind: "MkDocs",
    root,
    includeBases: [
      ...new Set([
        ...bases(root, declared),
        ...(root === "." ? usual.map((name) => `${pages}/${name}`) : []),
      ]),
    ],
    name: setting(text, "site_name") ?? basename(folder),
  };
};

/** Finds out what a documentation is made with, by files that tools have; `root` is where its pages are, if known. */
export const findSite = (folder: string, root: string | undefined): Site => {
  const names = readdirSync(folder);
  const has = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  const plain = (kind: string, pages: string, name: string | undefined): Site => ({
    kind,
    root: root ?? pages,
    includeBases: bases(root ?? pages, []),
    name: name ?? basename(folder),
  });
  const mkdocsFile = has(/^mkdocs\.ya?ml$/);
  if (mkdocsFile !== undefined) return mkdocs(folder, mkdocsFile, root);
  const docusaurus = has(/^docusaurus\.config\.[cm]?[jt]s$/);
  if (docusaurus !== undefined) {
    // Pages in other languages stand beside the folder of the pages.
    const translated = countEndings(join(folder, "i18n"));
    const pages = translated.has(".md") || translated.has(".mdx") ? "." : within(folder, "docs");
    return plain("Docusaurus", pages, setting(textOf(folder, docusaurus), "title"));
  }
  const mintlify = ["mint.json", "docs.json"].find((name) => existsSync(join(folder, name)));
  if (mintlify !== undefined) return plain("Mintlify", ".", setting(textOf(folder, mintlify), "name"));
  if (has(/^(?:SUMMARY\.md|\.gitbook\.ya?ml)$/) !== undefined) {
    const inside = setting(textOf(folder, ".gitbook.yaml"), "root")?.replace(/^\.\/|\/$/g, "");
    return plain("GitBook", inside === undefined || inside === "" ? "." : within(folder, inside), undefined);
  }
  const pages = within(folder, "docs");
  return plain(writtenIn(join(folder, root ?? pages)), pages, undefined);
};
