import { countEndings } from "../io/tree.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { groupBy } from "../text/group-by.ts";
import type { Read } from "./tell.ts";

/** Endings of pages that documentations are written in, and of their translations. */
const endings =
  ".md .mdx .markdown .qmd .rst .inc .adoc .asciidoc .html .htm .ipynb .org .textile .wiki .po".split(" ");

/** What of a documentation was read. */
export const readOf = (root: string, pages: Snapshot, tables: Read["tables"]): Read => {
  const all = countEndings(root);
  const read = groupBy([...pages.keys()], (path) => /\.\w+$/.exec(path)?.[0].toLowerCase() ?? "");
  const order = [...endings, ...read.keys()];
  const unread = endings.filter((ending) => all.has(ending) && !read.has(ending));
  return {
    pages: new Map(
      order.flatMap((ending) => (read.has(ending) ? [[ending, read.get(ending)?.length ?? 0]] : [])),
    ),
    unread: new Map(unread.map((ending) => [ending, all.get(ending) ?? 0])),
    tables,
  };
};
