import { normalize } from "node:path/posix";
import type { RelativePath } from "../model/file.ts";

/** Lines [first, last] of a file, counted from 1; an open end is undefined, and what counts from the end is negative. */
export type LineRange = { readonly first: number | undefined; readonly last: number | undefined };

/** One `--8<--` of a page: what it cites, as written, and how much of it. */
export type Include = {
  readonly page: RelativePath;
  /** Counts from 1. */
  readonly line: number;
  /** Undefined for a multi-line form that is never closed. */
  readonly path: string | undefined;
  readonly ranges: readonly LineRange[];
  /** The named section of the file. */
  readonly section: string | undefined;
};

const single = /^[ \t]*-+8<-+[ \t]+(?:"((?:\\"|[^"])+?)"|'((?:\\'|[^'])+?)')[ \t]*$/;
const fence = /^[ \t]*-+8<-+[ \t]*$/;
const range = /^(-?\d*)(?::(-?\d*))?$/;

const numberOf = (digits: string | undefined): number | undefined =>
  digits === undefined || digits === "" || digits === "-" ? undefined : Number.parseInt(digits, 10);

/** `file.py:79:81`, `file.py:25:`, `file.py:1:3,7:9` and `file.py:name`, taken apart. */
const parse = (target: string): Pick<Include, "path" | "ranges" | "section"> => {
  const whole = { path: target, ranges: [], section: undefined };
  const colon = target.indexOf(":");
  if (colon <= 0) return whole;
  const path = target.slice(0, colon);
  const rest = target.slice(colon + 1);
  if (/^[a-z][-\w]*$/i.test(rest)) return { path, ranges: [], section: rest };
  const matches = rest.split(",").map((part) => range.exec(part));
  if (matches.includes(null)) return whole;
  const ranges = matches.map((match) => ({ first: numberOf(match?.[1]), last: numberOf(match?.[2]) }));
  return { path, ranges, section: undefined };
};

/** The includes of a page, in code too, as the renderer expands them; escaped ones, comments and addresses are none. */
export const includesOf = (page: RelativePath, text: string): readonly Include[] => {
  if (!text.includes("8<-")) return [];
  const found: Include[] = [];
  const add = (line: number, target: string): void => {
    if (!/^https?:\/\//i.test(target)) found.push({ page, line, ...parse(target) });
  };
  const lines = text.split(/\r?\n/);
  let opened: { readonly line: number; readonly before: number } | undefined;
  for (const [index, line] of lines.entries()) {
    if (fence.test(line)) {
      opened = opened === undefined ? { line: index + 1, before: found.length } : undefined;
      continue;
    }
    const target = line.trim();
    if (opened !== undefined) {
      if (target !== "" && !target.startsWith(";")) add(index + 1, target);
      continue;
    }
    const match = single.exec(line);
    if (match !== null) add(index + 1, match[1] ?? match[2] ?? "");
  }
  if (opened === undefined) return found;
  // All that follows would be read as paths: reported once.
  const unclosed = { page, line: opened.line, path: undefined, ranges: [], section: undefined };
  return [...found.slice(0, opened.before), unclosed];
};

/** The files that an include may mean, the likeliest first: below the base, or below the root. */
export const targetsOf = (base: string, path: string): readonly RelativePath[] => {
  const candidates = base === "" ? [path] : [`${base}/${path}`, path];
  return candidates.map((each) => normalize(each)).filter((each) => !/^(?:\.\.(?:\/|$)|\/)/.test(each));
};

/** The file that an include means; undefined when there is none. */
export const resolveInclude = (
  base: string,
  { path }: Include,
  exists: (path: RelativePath) => boolean,
): RelativePath | undefined => (path === undefined ? undefined : targetsOf(base, path).find(exists));
