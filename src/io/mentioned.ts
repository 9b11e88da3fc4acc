import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { RelativePath, Snapshot, SnapshotFile } from "../model/file.ts";
import { type Problem, warning } from "../model/problem.ts";
import { type Pending, readerOf } from "./reader.ts";
import { list } from "./tree.ts";

/** A longer file is no page and no code that people wrote. */
const maxBytes = 4 * 1024 * 1024;

/** How many files are named that were left out. */
const shown = 5;

/** The files of a kind in the documentation that are text and no links. Problems: `mention-skipped`, one for all that isn't. */
export const readMentioned = (
  root: string,
  isAsked: (path: RelativePath) => boolean,
  pending: Pending,
): { readonly files: Snapshot; readonly problems: readonly Problem[] } => {
  const files = new Map<RelativePath, SnapshotFile>();
  const skipped: RelativePath[] = [];
  const read = readerOf(root, pending);
  const asked = new Set([...list(root, "", "deep"), ...pending.keys()].filter(isAsked));
  for (const path of [...asked].sort()) {
    const file =
      (lstatSync(join(root, path), { throwIfNoEntry: false })?.size ?? 0) > maxBytes ? "large" : read(path);
    if (file === undefined) continue;
    if (file === "large" || !("digest" in file) || file.text.includes("\0")) skipped.push(path);
    // Its target is read where it lies.
    else if (file.linked === undefined) files.set(path, file);
  }
  if (skipped.length === 0) return { files, problems: [] };
  const named = skipped.slice(0, shown).join(", ");
  const rest = skipped.length > shown ? ` and ${skipped.length - shown} more` : "";
  const message = `No names of models are looked for in ${named}${rest}: not UTF-8 text, or longer than ${maxBytes / 1024 / 1024} MB.`;
  return {
    files,
    problems: [
      warning(
        "mention-skipped",
        "mentions.pages",
        message,
        "Leave them out by `mentions.ignore`, or convert them.",
      ),
    ],
  };
};
