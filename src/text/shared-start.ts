/** How many signs two texts begin with alike. */
export const sharedStart = (one: string, other: string): number => {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
};

const reversed = (text: string): string => Array.from(text).reverse().join("");

/** How many signs two texts end with alike. */
export const sharedEnd = (one: string, other: string): number => sharedStart(reversed(one), reversed(other));
