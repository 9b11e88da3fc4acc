import { fromTo } from "../../src/model/note.ts";

/** Of a longer line so many characters are shown. */
const most = 60;

/** The first of some lines that says something, cut short where it is long. */
export const firstLine = (lines: readonly string[]): string => {
  const [first = ""] = lines.filter((line) => line.trim() !== "");
  const text = first.trim();
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};

/** What changes from one text to another, in one line: the first line that differs, and how many do. */
export const bodyChange = (before: string, after: string): string => {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const count = Math.max(gone.length, come.length);
  return `${fromTo(firstLine(gone), firstLine(come))}${count > 1 ? ` (${count} lines)` : ""}`;
};
