import { widthOf } from "./width.ts";

/** Whether a line is of one sign over and over, so many times or more, as stands below a title and maybe above it. */
export const isUnderline = (line: string, least = 3): boolean =>
  line.length >= least && /^([!-/:-@[-`{-~])\1*$/.test(line);

/** A page whose titles fit: what stands below one, and above it, is made as wide as the title where that is wider. */
export const withTitlesRuled = (text: string): string => {
  const lines = text.split("\n");
  const isBlank = (at: number): boolean => (lines[at] ?? "").trim() === "";
  for (const [at, title] of lines.entries()) {
    const [above = "", below = ""] = [lines[at - 1], lines[at + 1]];
    const width = widthOf(title.trimEnd());
    if (title.trim() === "" || isUnderline(title, 4) || !isUnderline(below, 4) || below.length >= width)
      continue;
    const isOver = above === below;
    // A table of one column has lines like these, and text right above or below them.
    if (isOver ? !isBlank(at - 2) || !isBlank(at + 2) : !isBlank(at - 1) || /^\s/.test(title)) continue;
    lines[at + 1] = below.slice(0, 1).repeat(width);
    if (isOver) lines[at - 1] = lines[at + 1] ?? "";
  }
  return lines.join("\n");
};
