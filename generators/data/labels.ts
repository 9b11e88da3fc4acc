import { toText } from "../../src/config/expression.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import type { Order } from "../../src/config/order-settings.ts";
import { lineEnd, lineStart } from "./lines.ts";

const comment = /^\s*(?:\/\/+|#+|\/\*+)\s*(.*?)\s*(?:\*\/)?\s*$/;

/** What the comment right above a line says, from an offset in that; undefined where none stands there. */
export const commentAbove = (text: string, at: number): string | undefined => {
  const start = lineStart(text, at);
  const above = lineStart(text, start - 1);
  return start > above ? comment.exec(text.slice(above, lineEnd(text, above)))?.[1] : undefined;
};

/** Whether a text has a word; one of an ID goes on with a hyphen. */
const names = (text: string, word: string, more = ""): boolean =>
  word !== "" &&
  new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(word)}(?![\\p{L}\\p{N}${more}])`, "u").test(text);

/** What an entry is sorted into, where an order has several parts; "" where it has one. */
export const groupIn = ({ criteria: [first, second] }: Order, { fields }: Pick<Entry, "fields">): string =>
  first === undefined || second === undefined || first.source ? "" : toText(fields.get(first.by));

/** A new element: a text that is its alone, and the group that it is sorted into. */
export type Newcomer = { readonly called: string; readonly group: string };

/** A list as it will be, with what its other elements are sorted into, and which lines may name such besides comments. */
export type Grown = {
  readonly where: string;
  readonly after: string;
  readonly groups: ReadonlySet<string>;
  readonly separators: readonly string[];
};

/** What is told of new elements below a comment or separator that names the group of others. */
export const misplaced = (
  { where, after, groups, separators }: Grown,
  added: readonly Newcomer[],
): readonly Problem[] => {
  const lines = after.split("\n");
  return added.flatMap(({ called, group }): readonly Problem[] => {
    const at = lines.findIndex((line) => names(line, called, "-"));
    const label = lines
      .slice(0, Math.max(0, at))
      .findLast(
        (line) =>
          (comment.test(line) || separators.some((text) => line.includes(text))) &&
          [...groups, group].some((each) => names(line, each)),
      );
    if (label === undefined || names(label, group)) return [];
    const message = `${called} (${group}) comes to stand below ${label.trim()}, which names another group.`;
    return [warning("group-unnamed", where, message, `Put such a line for ${group} above it by hand.`)];
  });
};
