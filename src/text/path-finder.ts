import { escapedUnits } from "./emit/unicode.ts";
import { matchAt } from "./match-at.ts";

/** A known path in a text, and where it begins. */
export type FoundPath = { readonly path: string; readonly start: number };

/** Finds where a text names known paths, from its beginning to its end; no two of them overlap. */
export type PathFinder = (text: string) => readonly FoundPath[];

/** What a longer path goes on with: then it is another file's. */
const goesOn = /[\w-]|\.\w|\//y;

/** So many characters of a path are compared before it is looked up: most of what begins alike isn't one. */
const headLength = 8;

/** Makes a finder of paths, once for all: thousands of alternatives in a pattern take a second. The longest is found. */
export const pathFinder = (paths: Iterable<string>): PathFinder => {
  const known = new Set(paths);
  known.delete("");
  const lengths = [...new Set([...known].map(({ length }) => length))].sort((a, b) => b - a);
  const least = Math.min(headLength, lengths.at(-1) ?? 0);
  const heads = new Set([...known].map((path) => path.slice(0, least)));
  const first = escapedUnits([...new Set([...known].map((path) => path.charAt(0)))].join(""));
  const begins = new RegExp(`(?<![\\w./-])[${first}]`, "g");
  return (text) => {
    const found: FoundPath[] = [];
    begins.lastIndex = 0;
    for (let match = begins.exec(text); match !== null; match = begins.exec(text)) {
      const start = match.index;
      if (!heads.has(text.slice(start, start + least))) continue;
      const length = lengths.find(
        (each) => known.has(text.slice(start, start + each)) && matchAt(goesOn, text, start + each) === "",
      );
      if (length === undefined) continue;
      found.push({ path: text.slice(start, start + length), start });
      begins.lastIndex = start + length;
    }
    return found;
  };
};
