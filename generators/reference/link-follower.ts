import { join, relative } from "node:path/posix";
import { encodePath } from "../../src/page/links.ts";
import type { MarkupName } from "../../src/page/page.ts";
import type { RelativePath } from "../../src/model/file.ts";
import { waysOf } from "./destinations.ts";
import { type Renaming, targetsOf, withoutEnding } from "./renaming.ts";
import { attempt } from "../../src/text/attempt.ts";

const decoded = (path: string): string => attempt(() => decodeURI(path)) ?? path;

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
      const target = targets.get(join(folder, isAddress ? decoded(way) : way));
      if (target === undefined) continue;
      const to = relative(join("/", folder), join("/", target.to));
      return { from: target.from, text: lead + (isAddress ? encodePath(to) : to) + tail + rest };
    }
    return undefined;
  };
};
