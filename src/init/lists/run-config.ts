import type { CounterConfig } from "../../config/config.gen.ts";
import { scanPage } from "../../page/scan.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { wordName } from "../find/number-patterns.ts";
import type { Run } from "../find/runs.ts";
import type { ListDraft } from "../types.ts";

const patternOf = ({ before, after, isCode }: Run, text: string): string | undefined => {
  // A number there may be one that changes.
  const numbers = (side: string): string => escapePattern(side).replace(/\d[\d,]*/g, "\\d[\\d,]*");
  // Cells of a row may be padded, and otherwise as the longest changes.
  const isRow = isCode !== true && /^\s*\|/.test(before);
  const around = (side: string): string =>
    isRow ? numbers(side).replace(/ *(\\\|) */g, " *$1 *") : numbers(side);
  const inner = isCode === true ? "[^]*?" : isRow ? ".*?" : ".*";
  const pattern = `^${around(before)}(${inner})${around(after)}$`;
  return [...text.matchAll(new RegExp(pattern, "gmu"))].length === 1 ? pattern : undefined;
};

/** A counter that lists what a run names, but for its fields and models; undefined where nothing finds its place again. */
export const listOf = (
  run: Run,
  textOf: (page: string) => string,
  { separator, ...made }: Pick<CounterConfig, "field" | "order"> & { readonly separator: string },
): Pick<ListDraft, "type" | "config" | "lines" | "context"> | undefined => {
  const { page, sign, close = sign, line, until, before, isCode } = run;
  const pattern = patternOf(run, scanPage(page, textOf(page)).text);
  if (pattern === undefined) return undefined;
  return {
    type: "list",
    config: {
      page,
      name: `list-${wordName(before) || line + 1}`,
      pattern,
      format: `${sign}{list}${close}`,
      separator: `${close}${separator}${sign}`,
      ...(run.last === undefined ? {} : { last: `${close}${run.last}${sign}` }),
      ...(isCode === true ? {} : { empty: "-" }),
      ...made,
    },
    lines: { first: line, last: until },
    context: [/\S.*/.exec(before)?.[0].trim() ?? ""],
  };
};
