import { fromTo } from "../../src/model/note.ts";
import { sharedStart } from "../../src/text/shared-start.ts";

/** Of a longer line so many characters are shown. */
const most = 60;

/** How much is shown before what differs. */
const before = 20;

const firstFilled = (lines: readonly string[]): string =>
  lines.find((line) => line.trim() !== "")?.trim() ?? "";

/** A line cut short where it is long, so that what stands at a place is seen. */
const cut = (line: string, at = 0): string => {
  const start = at < most - 1 ? 0 : at - before;
  const text = line.slice(start, start + most - 1);
  return line.length <= most
    ? line
    : `${start > 0 ? "…" : ""}${text}${start + most - 1 < line.length ? "…" : ""}`;
};

/** The first of some lines that says something, cut short where it is long. */
export const firstLine = (lines: readonly string[]): string => cut(firstFilled(lines));

/** What changes from one text to another, in one line: the first line that differs, and how many do. */
export const bodyChange = (former: string, after: string): string => {
  const [old, now] = [former.split("\n"), after.split("\n")];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const count = Math.max(gone.length, come.length);
  const [from, to] = [firstFilled(gone), firstFilled(come)];
  const at = sharedStart(from, to);
  return `${fromTo(cut(from, at), cut(to, at))}${count > 1 ? ` (${count} lines)` : ""}`;
};
