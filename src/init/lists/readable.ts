import { partName } from "../part-name.ts";
import type { SectionDraft } from "../types.ts";

/** Whether a new entry is read as one: neither a term without what explains it is, nor an item without what parts its name from it. */
export const isReadAgain = ({ config, format }: SectionDraft): boolean => {
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
  `The entries in ${partName(list)} can't be kept: nothing in the catalog explains what they say, and a new one would be none without that.`;
