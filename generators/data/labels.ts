import { toText } from "../../src/config/expression.ts";
import type { Order } from "../../src/config/order-settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { commentText } from "../../src/page/markdown/comments.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { lineEnd, lineStart } from "./lines.ts";

const times = (text: string, part: string): number => text.split(part).length - 1;

const linesOf = (text: string): readonly string[] => text.split(/\r\n|[\r\n]/);

/** A comment, and the line that what it stands behind begins in, counted from 0. */
type Behind = readonly [start: number, comment: string];

/** The comments behind rows of data, in their first line and in what is below that, by the lines that they begin in. */
export const commentsBehind = (text: string, starts: readonly number[]): readonly Behind[] => {
  const lines = linesOf(text);
  const indentOf = (line = ""): number => /^\s*/.exec(line)?.[0].length ?? 0;
  return starts.flatMap((start) => {
    const next = lines.findIndex(
      (line, at) => at > start && line.trim() !== "" && indentOf(line) <= indentOf(lines[start]),
    );
    return lines.slice(start, next === -1 ? undefined : next).flatMap((line): readonly Behind[] => {
      const [, comment] = /\S\s+((?:#|\/\/)\s.*)$/.exec(line) ?? [];
      return comment === undefined ? [] : [[start, comment.trim()]];
    });
  });
};

/** A text of data, and what becomes of it. */
type Edited = { readonly path: string; readonly text: string; readonly after: string };

/** What is told of comments behind elements of data that go with these. */
export const commentsGone = ({ path, text, after }: Edited, behind: readonly Behind[]): readonly Problem[] =>
  behind.flatMap(([start, comment]) => {
    const message = `The comment ${JSON.stringify(comment)} goes with what it stands behind.`;
    const fix = "Write it again where it belongs, if it is of more than that.";
    const isGone = times(after, comment) < times(text, comment);
    return isGone ? [warning("comment-gone", `${path}:${start + 1}`, message, fix)] : [];
  });

/** The comments right above elements of data that go, and that stay, as of what follows. */
export const commentsLeft = (
  { path, text, after }: Edited,
  starts: readonly number[],
): readonly Problem[] => {
  const lines = linesOf(text);
  return starts.flatMap((start) => {
    const comment = lines[start - 1]?.trim() ?? "";
    const isLeft = /^(?:#|\/\/|\/\*)/.test(comment) && times(after, comment) >= times(text, comment);
    const message = `What stands below the comment ${JSON.stringify(comment)} goes, and the comment stays: it reads as of what follows.`;
    const fix = "Take it out by hand if it is of that alone.";
    return isLeft ? [warning("comment-left", `${path}:${start}`, message, fix)] : [];
  });
};

/** What the comment right above a line says, from an offset in that; undefined where none stands there. */
export const commentAbove = (text: string, at: number): string | undefined => {
  const start = lineStart(text, at);
  const above = lineStart(text, start - 1);
  return start > above ? commentText(text.slice(above, lineEnd(text, above))) : undefined;
};

/** Whether a text has a word; one of an ID goes on with a hyphen. */
export const namesWord = (text: string, word: string, more = ""): boolean =>
  word !== "" &&
  new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(word)}(?![\\p{L}\\p{N}${more}])`, "u").test(text);

/** A list as it will be: how it is sorted, what stands in it, and what else than comments may name groups there. */
export type Grown = {
  readonly where: string;
  readonly after: string;
  readonly order: Order;
  readonly shown: Iterable<Pick<Entry, "fields">>;
  readonly separators: readonly string[];
};

/** What is told of new elements, each with a text that is its alone, below what names another group than theirs. */
export const misplaced = (
  { where, after, order: { criteria }, shown, separators }: Grown,
  added: readonly { readonly called: string; readonly entry: Pick<Entry, "fields"> }[],
): readonly Problem[] => {
  const [first, another] = criteria;
  if (first === undefined || another === undefined || first.source || added.length === 0) return [];
  const groupOf = ({ fields }: Pick<Entry, "fields">): string => toText(fields.get(first.by));
  const groups = new Set([...shown].map(groupOf));
  const lines = after.split("\n");
  const isLabel = (line: string): boolean =>
    commentText(line) !== undefined || separators.some((text) => text !== "" && line.includes(text));
  return added.flatMap(({ called, entry }): readonly Problem[] => {
    const group = groupOf(entry);
    const at = lines.findIndex((line) => namesWord(line, called, "-"));
    const label = lines
      .slice(0, Math.max(0, at))
      .findLast((line) => isLabel(line) && [...groups, group].some((each) => namesWord(line, each)));
    if (label === undefined || namesWord(label, group)) return [];
    const whose = group === "" ? "of no group" : group;
    const message = `${called} (${whose}) comes to stand below ${label.trim()}, which names another group.`;
    const fix = group === "" ? "Put it elsewhere by hand." : `Put such a line for ${group} above it by hand.`;
    return [warning("group-unnamed", where, message, fix)];
  });
};
