import { diff3Merge } from "node-diff3";

/** The lines of a text with their endings. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** Whether every line ends as Windows writes it: an editor's or git's doing, and no change of any line. */
const isCrlf = (text: string): boolean => text.includes("\r\n") && !/(?<!\r)\n/.test(text);

const toLf = (text: string): string => text.replaceAll("\r\n", "\n");

const isEnded = (text: string): boolean => text === "" || text.endsWith("\n");

const ended = (text: string): string => (isEnded(text) ? text : `${text}\n`);

const areSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, at) => line === other[at]);

/** Lines that one side changed, with those that the other put before or after them. */
const withAdded = (
  changed: readonly string[],
  base: readonly string[],
  more: readonly string[],
): readonly string[] | undefined => {
  const added = more.length - base.length;
  if (added < 1 || changed.length !== base.length || base.length === 0) return undefined;
  if (areSame(more.slice(0, base.length), base)) return [...changed, ...more.slice(base.length)];
  return areSame(more.slice(added), base) ? [...more.slice(0, added), ...changed] : undefined;
};

/** The cells of a line that is a row of a table; another line is one piece. */
const cellsOf = (line: string): readonly string[] =>
  line.trimStart().startsWith("|") ? line.split(/(?<!\\)\|/) : [line];

/** What two sides made of one line: rows of tables are merged cell by cell. */
const lineBeside = (own: string, line: string, other: string): readonly string[] => {
  if (own === line || own === other) return [other];
  if (other === line) return [own];
  const [mine, base, theirs] = [cellsOf(own), cellsOf(line), cellsOf(other)];
  if (base.length === 1 || mine.length !== base.length || theirs.length !== base.length) return [];
  const cells = beside(mine, base, theirs);
  return cells === undefined ? [] : [cells.join("|")];
};

/** What two sides made of the same lines, where each changed lines beside those of the other. */
const beside = (
  mine: readonly string[],
  base: readonly string[],
  theirs: readonly string[],
): readonly string[] | undefined => {
  if (mine.length !== base.length || theirs.length !== base.length)
    return withAdded(theirs, base, mine) ?? withAdded(mine, base, theirs);
  const merged = base.flatMap((line, at) => lineBeside(mine[at] ?? "", line, theirs[at] ?? ""));
  return merged.length === base.length ? merged : undefined;
};

/** Merges two sides line by line, with the line ends of `mine`; undefined where both changed the same line. */
export const merge3 = (base: string, mine: string, theirs: string): string | undefined => {
  if (isCrlf(mine) && !isCrlf(base)) return merge3(base, toLf(mine), theirs)?.replaceAll("\n", "\r\n");
  // What follows a last line doesn't change it.
  const regions = diff3Merge(linesOf(ended(mine)), linesOf(ended(base)), linesOf(ended(theirs)));
  const parts = regions.map(({ ok, conflict }) =>
    conflict === undefined ? ok : beside(conflict.a, conflict.o, conflict.b),
  );
  if (parts.includes(undefined)) return undefined;
  const merged = parts.flatMap((part) => part ?? []).join("");
  const endsOpen = !isEnded(isEnded(mine) === isEnded(base) ? theirs : mine);
  return endsOpen ? merged.replace(/\n$/, "") : merged;
};
