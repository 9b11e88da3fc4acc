import { diffIndices } from "node-diff3";
import type { Edit } from "../splice.ts";
import { linesOf } from "../../text/merge.ts";

/** An edit as edits to the lines that it really changes. */
export const narrowed = (text: string, edit: Edit): readonly Edit[] => {
  const before = linesOf(text.slice(edit.start, edit.end));
  const offsets = [edit.start];
  for (const line of before) offsets.push((offsets.at(-1) ?? 0) + line.length);
  return diffIndices(before, linesOf(edit.text)).map(({ buffer1: [at, count], buffer2Content }) => ({
    start: offsets[at] ?? edit.end,
    end: offsets[at + count] ?? edit.end,
    text: buffer2Content.join(""),
  }));
};
