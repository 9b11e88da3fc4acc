import type { RelativePath } from "../../src/model/file.ts";
import { foldersAbove } from "../../src/page/definitions/included.ts";
import { encodePath } from "../../src/page/links.ts";
import { isPage, pageName } from "../../src/page/scan.ts";
import type { MarkupName } from "../../src/page/page.ts";
import { attempt } from "../../src/text/attempt.ts";
import { type Renaming, targetsOf, withoutEnding } from "./renaming.ts";
import { dirname, join, relative } from "node:path/posix";

/** The destination of a link, an image, a reference definition or an element of Markdown, with what stands before it. */
const ofMarkdown =
  /(?<=\]\(\s{0,9}<?|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?)[^\s()<>]+|(?<=\s(?:href|to|src)=\{?["'])[^\s"'<>]+/gm;

/** Those of roles, directives and links of reStructuredText. */
const ofRst =
  /(?<=:(?:doc|download|any):`(?:[^`<>\n]{0,200}<)?)[^`<>\n]+(?=>?`)|(?<=^[ \t]{0,40}\.\. (?:include|literalinclude|image|figure)::[ \t]{1,9}|^[ \t]{1,40}:file:[ \t]{1,9})\S+|(?<=`[^`<>\n]{1,200}<)[^`<>\s]+(?=>`_)/gm;

/** Those of macros and cross references of AsciiDoc. */
const ofAsciidoc =
  /(?<=(?<![\w\\])(?:xref|link|include|image|video|audio)::?)(?!:)[^\s[\]{}]+(?=\[)|(?<=<<)[^\s<>,#]{1,500}\.(?:adoc|asciidoc)(?:#[^\s<>,]*)?(?=[,>])/gm;

/** Where pages name other files. */
export const destinations: Readonly<Record<MarkupName, RegExp>> = {
  markdown: ofMarkdown,
  csv: ofMarkdown,
  data: ofMarkdown,
  rst: ofRst,
  asciidoc: ofAsciidoc,
};

/** A folder that a link may start from, what stands before the path from there, and that path. */
export type Way = { readonly folder: RelativePath; readonly lead: string; readonly path: string };

/** Antora's names of what is in a module: `module:family$path`, from the folder of that family; pages need no family. */
const inModule = (link: string, page: RelativePath): readonly Way[] => {
  const [, modules, own = ""] = /^((?:.*\/)?modules\/)([^/]+)\//.exec(page) ?? [];
  const [, lead = "", module = own, family = "page", path = ""] =
    /^((?:([\w.-]+):)?(?:(page|partial|example|attachment|image)\$)?)(.+)$/.exec(link) ?? [];
  return modules === undefined || path.startsWith("./")
    ? []
    : [{ folder: `${modules}${module}/${family}s`, lead, path }];
};

/** The ways that a link of a page may mean, the likeliest first. */
export const waysOf = (link: string, page: RelativePath, markup: MarkupName): readonly Way[] => {
  const [, lead = "", path = ""] = /^((?:\.\/)?)(.*)$/s.exec(link) ?? [];
  const folder = dirname(page) === "." ? "" : dirname(page);
  if (markup === "rst" && path.startsWith("/"))
    return foldersAbove(page).map((above) => ({ folder: above, lead: "/", path: path.slice(1) }));
  const modular = markup === "asciidoc" ? inModule(link, page) : [];
  if (path.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(path)) return modular;
  // Where sites have a folder for each page, an address starts in that of its own.
  const own = markup === "markdown" && !isPage(path) ? [{ folder: pageName(page), lead, path }] : [];
  return [...modular, { folder, lead, path }, ...own];
};

/** Where a link leads: the files that it may mean, and the link as it will be. */
export type Followed = { readonly from: readonly RelativePath[]; readonly text: string };

/** A link, and the page that it stands in. */
type Link = { readonly written: string; readonly page: RelativePath; readonly markup: MarkupName };

/** Follows the links of pages to renamed files, with or without ending, query or fragment; or undefined. */
export const linkFollower = (renamings: readonly Renaming[]): ((link: Link) => Followed | undefined) => {
  const targets = targetsOf(renamings, withoutEnding);
  return ({ written, page, markup }) => {
    const [, link = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(written) ?? [];
    if (link === "") return undefined;
    // Only Markdown has addresses; others write a path as it is.
    const isAddress = markup !== "rst" && markup !== "asciidoc";
    // A page is led to as the site has it, too: by its folder, or as HTML.
    const [, path = "", tail = ""] = isAddress ? (/^(.*?)(\/|\.html)?$/s.exec(link) ?? []) : [link, link];
    for (const { folder, lead, path: way } of waysOf(path, page, markup)) {
      const target = targets.get(join(folder, isAddress ? (attempt(() => decodeURI(way)) ?? way) : way));
      if (target === undefined) continue;
      const to = relative(join("/", folder), join("/", target.to));
      return { from: target.from, text: lead + (isAddress ? encodePath(to) : to) + tail + rest };
    }
    return undefined;
  };
};
