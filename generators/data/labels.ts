import { toText } from "../../src/config/expression.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { commentText } from "../../src/page/markdown/comments.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import type { Order } from "../../src/config/order-settings.ts";
import { lineEnd, lineStart } from "./lines.ts";

/** What the comment right above a line says, from an offset in that; undefined where none stands there. */
export const commentAbove = (text: string, at: number): string | undefined => {
  const start = lineStart(text, at);
  const above = lineStart(text, start - 1);
  return start > above ? commentText(text.slice(above, lineEnd(text, above))) : undefined;
};

/** Whether a text has a word; one of an ID goes on with a hyphen. */
const names = (text: string, word: string, more = ""): boolean =>
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
    const at = lines.findIndex((line) => names(line, called, "-"));
    const label = lines
      .slice(0, Math.max(0, at))
      .findLast((line) => isLabel(line) && [...groups, group].some((each) => names(line, each)));
    if (label === undefined || names(label, group)) return [];
    const message = `${called} (${group}) comes to stand below ${label.trim()}, which names another group.`;
    return [warning("group-unnamed", where, message, `Put such a line for ${group} above it by hand.`)];
  });
};
