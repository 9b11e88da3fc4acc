import type { RelativePath } from "../../model/file.ts";
import { lineAt } from "../../page/page.ts";
import { scanPage } from "../../page/scan.ts";

/** Models one after another in a line: in a cell, or behind what an item or sentence begins with. */
export type Run = {
  readonly page: RelativePath;
  readonly line: number;
  /** What stands around them in their line. */
  readonly before: string;
  readonly after: string;
  readonly items: readonly string[];
  readonly separator: string;
  /** What stands before the last, where that is something else. */
  readonly last?: string;
  /** Whether each is written as code. */
  readonly code: boolean;
  /** What those that are written alike have in common: the column, or the bullet. */
  readonly kind: string;
};

const separators = [", ", "<br>", "<br/>", "<br />", " / ", " · ", " • ", " | ", "; "] as const;

type Segment = Pick<Run, "before" | "after" | "kind"> & { readonly text: string };

/** The cells of a row, or what follows a colon. */
const segmentsOf = (line: string): readonly Segment[] => {
  if (/^\s*\|/.test(line)) {
    const cells = line.split("|");
    return cells.flatMap((cell, at) => {
      const text = cell.trim();
      const start = cells.slice(0, at).join("|").length + 1 + cell.indexOf(text);
      if (at === 0 || text === "") return [];
      return [
        { text, before: line.slice(0, start), after: line.slice(start + text.length), kind: `cell ${at}` },
      ];
    });
  }
  const [, before = "", text = "", after = ""] =
    /^(.*?:(?:\*\*|__)?\s+)(\S.*?)([.\s]*)$/u.exec(line) ??
    /^([^`*]*?\s(?:are|includ(?:es?|ing)|supports?|offers?|serves?|between)\s+)(\S.*?)([.\s]*)$/u.exec(
      line,
    ) ??
    /^(\s*[-*+]\s+)(\S.*?)([.\s]*)$/u.exec(line) ??
    [];
  const bullet = /^\s*[-*+]?/.exec(before)?.[0] ?? "";
  return text === "" ? [] : [{ text, before, after, kind: `line ${bullet}` }];
};

type Items = Pick<Run, "items" | "separator" | "last" | "code">;

/** What people write before the last of several. */
const lasts = [", and ", ", or ", " and ", " or ", " & "] as const;

/** The texts of a segment as they stand there. */
const partsOf = (text: string): Pick<Run, "separator" | "last"> & { readonly raw: readonly string[] } => {
  const separator = separators.find((each) => text.includes(each)) ?? separators[0];
  const raw = text.split(separator);
  const end = raw.at(-1) ?? "";
  const last = separator === ", " ? lasts.find((each) => `, ${end}`.split(each).length === 2) : undefined;
  if (last === undefined) return { separator, raw };
  const pair = `, ${end}`.split(last).map((part) => part.replace(/^, /, ""));
  return { separator, last, raw: [...raw.slice(0, -1), ...pair.filter((part) => part !== "")] };
};

/** The texts of a segment, where all are code or none is. */
const itemsOf = (text: string): Items | undefined => {
  const { raw, ...between } = partsOf(text);
  const codes = raw.flatMap((item) => /^`([^`]+)`$/.exec(item)?.[1] ?? []);
  if (codes.length === raw.length) return { items: codes, ...between, code: true };
  return codes.length > 0 || /[`[\]<>*]/.test(text) ? undefined : { items: raw, ...between, code: false };
};

/** What may be models one after another, in the lines of a page that aren't code. */
export const runsOf = (path: RelativePath, text: string): readonly Run[] => {
  const page = scanPage(path, text);
  return page.lines.flatMap((_, line) => {
    if (page.opaque[line] === true || page.markup !== "markdown") return [];
    return segmentsOf(lineAt(page, line)).flatMap(({ text: segment, ...around }): readonly Run[] => {
      const items = itemsOf(segment);
      return items === undefined ? [] : [{ page: path, line, ...around, ...items }];
    });
  });
};
