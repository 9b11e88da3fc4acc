/** Replaces [start, end) of a text; start = end inserts. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/**
 * Applies edits, in one pass. Insertions at one offset keep their order and come before what is replaced there.
 * Everything outside of the edits stays as it is; edits must not overlap.
 */
export const splice = (text: string, edits: readonly Edit[]): string => {
  const length = ({ start, end }: Edit): number => Math.min(1, end - start);
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || length(a.edit) - length(b.edit) || a.index - b.index);
  const parts: string[] = [];
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.start < at) throw new RangeError(`Edits overlap at offset ${edit.start}.`);
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
};
