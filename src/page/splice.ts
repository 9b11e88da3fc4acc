/** Replaces [start, end) of a text; start = end inserts. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

const isReplacement = ({ start, end }: Edit): number => (end > start ? 1 : 0);

const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  // Those that begin at one offset keep their order.
  [...edits].sort((a, b) => a.start - b.start || isReplacement(a) - isReplacement(b));

/** Whether two edits change the same text, so that they can't be applied together. */
export const overlap = (edits: readonly Edit[]): boolean => {
  const sorted = inOrder(edits);
  return sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0));
};

/** Applies edits in one pass; insertions at one offset keep their order, before what is replaced there. */
export const splice = (text: string, edits: readonly Edit[]): string => {
  const parts: string[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < at) throw new RangeError(`Edits overlap at offset ${edit.start}.`);
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
};
