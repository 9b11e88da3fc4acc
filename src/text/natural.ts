/** Compares by code unit, as no language does and every machine. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isDigit = (text: string, at: number): boolean => text[at] !== undefined && /\d/.test(text[at]);

/** Runs of digits compare as numbers, everything else by code unit. */
export const naturally = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  // Most texts differ in a letter, or one begins with the other.
  if (at === a.length || at === b.length) return a.length - b.length;
  if (!isDigit(a, at) && !isDigit(b, at)) return byCodeUnit(a.slice(at), b.slice(at));
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const numbers = /\d/.test(part) && /\d/.test(other);
    const order = (numbers ? Number(part) - Number(other) : 0) || byCodeUnit(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
};
