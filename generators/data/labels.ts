import { toText } from "../../src/config/expression.ts";
import type { Order } from "../../src/config/order-settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { commentText } from "../../src/page/markdown/comments.ts";
import { type Edit, splice } from "../../src/page/page.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { lineEnd, lineStart } from "./lines.ts";

const times = (text: string, part: string): number => text.split(part).length - 1;

/** The comments behind what an element of data says, from its first line on. */
const commentsBehind = (lines: readonly string[], first: number): readonly string[] => {
  const indentOf = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;
  const next = lines.findIndex(
    (line, at) => at > first && line.trim() !== "" && indentOf(line) <= indentOf(lines[first] ?? ""),
  );
  return lines.slice(first, next === -1 ? undefined : next).flatMap((line) => {
    const [, comment] = /\S\s+((?:#|\/\/)\s.*)$/.exec(line) ?? [];
    return comment?.trim() ?? [];
  });
};

/** A text of data, and what is written into it. */
type Edited = { readonly path: string; readonly text: string; readonly edits: readonly Edit[] };

/** A comment, and the line that what it stands behind begins in, counted from 0. */
type Behind = readonly [start: number, comment: string];

/** The comments behind rows of data, by the lines that these begin in. */
export const commentsBehindAll = (text: string, starts: readonly number[]): readonly Behind[] => {
  const lines = text.split(/\r\n|[\r\n]/);
  return starts.flatMap((start) => commentsBehind(lines, start).map((comment) => [start, comment] as const));
};

/** What is told of comments behind elements of data that go with these. */
export const commentsGone = (
  { path, text, edits }: Edited,
  behind: readonly Behind[],
): readonly Problem[] => {
  const after = behind.length === 0 ? text : splice(text, edits);
  return behind.flatMap(([start, comment]) => {
    const message = `The comment ${JSON.stringify(comment)} goes with what it stands behind.`;
    const fix = "Write it again where it belongs, if it is of more than that.";
    const isGone = times(after, comment) < times(text, comment);
    return isGone ? [warning("comment-gone", `${path}:${start + 1}`, message, fix)] : [];
  });
};

/** The comments right above elements of data that go, and that stay, as of what follows. */
export const commentsLeft = (
  { path, text, edits }: Edited,
  starts: readonly number[],
): readonly Problem[] => {
  if (starts.length === 0) return [];
  const after = splice(text, edits);
  const lines = text.split(/\r\n|[\r\n]/);
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
