// Earlier versions wrote some merge bases as deltas: `=start,length` for a stretch of another text, and
// `+length:text` for what is the text's own. They are still read.
const operation = /=(\d+),(\d+)|\+(\d+):/y;

/** Makes the text again; undefined when the delta is damaged, or claims more than `most` characters. */
export const decodeDelta = (source: string, delta: string, most: number): string | undefined => {
  let text = "";
  for (let at = 0; at < delta.length; ) {
    operation.lastIndex = at;
    const [whole, start, length, own] = operation.exec(delta) ?? [];
    if (whole === undefined) return undefined;
    at += whole.length;
    const size = Number(own ?? length);
    const from = own === undefined ? Number(start) : at;
    const piece = (own === undefined ? source : delta).slice(from, from + size);
    if (piece.length !== size || text.length + size > most) return undefined;
    text += piece;
    if (own !== undefined) at += size;
  }
  return text;
};
