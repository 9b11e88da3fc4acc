import { createTwoFilesPatch } from "diff";
import { printable } from "../text/emit/printable.ts";
import type { Paint } from "./style.ts";

const paintLine = (line: string, paint: Paint): string => {
  if (line.startsWith("+")) return paint("green", line);
  if (line.startsWith("-")) return paint("red", line);
  return line.startsWith("@@") ? paint("cyan", line) : line;
};

/** A unified diff between two texts of a file; null stands for a file that isn't there. */
export const unifiedDiff = (
  path: string,
  before: string | null,
  after: string | null,
  paint: Paint,
): string => {
  const names = [
    before === null ? "/dev/null" : `a/${path}`,
    after === null ? "/dev/null" : `b/${path}`,
  ] as const;
  const patch = createTwoFilesPatch(...names, before ?? "", after ?? "", undefined, undefined, {
    context: 3,
  });
  return patch
    .replace(/^=+\n/, "")
    .split("\n")
    .map((line) => paintLine(printable(line), paint))
    .join("\n");
};
