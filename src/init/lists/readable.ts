import { partName } from "../part-name.ts";
import type { SectionDraft } from "../types.ts";

/** Whether items stand below several others, of which nothing in the catalog tells where a new one belongs. */
const isScattered = ({ config: { format, group }, spans = [] }: SectionDraft): boolean =>
  format.startsWith("item-of-stars") &&
  group === undefined &&
  spans.some(({ first }, index) => index > 0 && spans[index - 1]?.last !== first);

/**
 * Whether a new entry is read as one, where it belongs: neither a term without what explains it is, nor an item
 * without what parts its name from it.
 */
export const isReadAgain = (list: SectionDraft): boolean => {
  const { config, format } = list;
  if (isScattered(list)) return false;
  const { open = "", body = [], format: name } = config;
  // A name in bold alone is the title of what follows.
  if (name.startsWith("bold-line") && !/\}[*]{2}\S*\s+\S/.test(open)) return false;
  if (format?.recognise === undefined || !/-term(?:-\d+)?$|^item-before-/.test(name)) return true;
  const lines = [open, ...body.map((line) => (format.indent ?? "") + line)];
  return new RegExp(format.recognise, "u").test(
    lines
      .join("\n")
      .replace("{bullet}", "-")
      .replace(/\{[\w|]+\}/g, "x"),
  );
};

/** What is said of such a list. */
export const unsaidList = (list: SectionDraft): string =>
  `The entries in ${partName(list)} can't be kept: ${
    isScattered(list)
      ? "nothing in the catalog tells which of the items above them a new one belongs below."
      : "nothing in the catalog explains what they say, and a new one would be none without that."
  }`;
