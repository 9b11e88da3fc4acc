/** Lines of a text with their ends, and where each begins. */
type Lines = { readonly texts: readonly string[]; readonly starts: readonly number[] };

/** A text that others are written down against. */
export type DeltaSource = Lines & {
  readonly text: string;
  /** The first line of each text. */
  readonly byText: ReadonlyMap<string, number>;
};

/** The line that begins at an offset, with its end. */
const lineAt = (text: string, from: number): string => {
  const end = text.indexOf("\n", from) + 1;
  return text.slice(from, end === 0 ? text.length : end);
};

const linesOf = (text: string): Lines => {
  const texts: string[] = [];
  const starts: number[] = [];
  for (let at = 0; at < text.length; ) {
    const line = lineAt(text, at);
    texts.push(line);
    starts.push(at);
    at += line.length;
  }
  return { texts, starts };
};

/** Prepares a text to write others down against. */
export const deltaSource = (text: string): DeltaSource => {
  const { texts, starts } = linesOf(text);
  const byText = new Map<string, number>();
  for (const [index, line] of texts.entries()) if (!byText.has(line)) byText.set(line, index);
  return { text, texts, starts, byText };
};

/** Half of a character outside of the basic plane, first or second, as a bit of its code unit tells. */
const isHalf = (unit: number, second: boolean): boolean => (unit & 0xfc00) === (second ? 0xdc00 : 0xd800);

/** How many code units two texts begin with in common; never with half a character. */
const sharedStart = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length > 0 && isHalf(a.charCodeAt(length - 1), false) ? length - 1 : length;
};

/** The same of their ends, which are at most so long. */
const sharedEnd = (a: string, b: string, most: number): number => {
  let length = 0;
  while (length < most && a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1))
    length += 1;
  return length > 0 && isHalf(a.charCodeAt(a.length - length), true) ? length - 1 : length;
};

/** Lines with less in common are different lines: saying where that stands takes as many characters. */
const leastShared = 6;

/** How much of a line stands at the beginning and at the end of another one. */
const sharedEnds = (other: string, line: string): readonly [head: number, tail: number] => {
  const head = sharedStart(other, line);
  const tail = sharedEnd(other, line, Math.min(other.length, line.length) - head);
  return head + tail < leastShared ? [0, 0] : [head, tail];
};

/** Joins what follows on from what was written last. Copies the text's own, of which a part would keep all of it. */
const writer = () => {
  const delta: (string | number)[] = [];
  let from = 0;
  let count = 0;
  let added = "";
  const flush = (): void => {
    // A delta always begins so: by that it is known.
    if (count > 0 || delta.length === 0) delta.push("=", from, ",", count);
    if (added !== "") delta.push("+", added.length, ":", added);
    count = 0;
    added = "";
  };
  return {
    copy: (start: number, length: number): void => {
      if (length === 0) return;
      if (added !== "" || from + count !== start) flush();
      if (count === 0) from = start;
      count += length;
    },
    add: (text: string): void => {
      added += text;
    },
    end: (): string => {
      flush();
      return delta.join("");
    },
  };
};

/**
 * Writes a text down as what it takes from another: `=start,length` for a stretch of that, `+length:text` for what
 * is its own. Texts of one template differ in a few words, and a line of the lock shows which.
 */
export const encodeDelta = (source: DeltaSource, text: string): string => {
  const { copy, add, end } = writer();
  // Where the next line is looked for first: below the last one, though it was another.
  let expected = 0;
  for (let from = 0; from < text.length; ) {
    const next = source.texts[expected];
    if (next !== undefined && text.startsWith(next, from)) {
      copy(source.starts[expected] ?? 0, next.length);
      from += next.length;
      expected += 1;
      continue;
    }
    const line = lineAt(text, from);
    const found = source.byText.get(line);
    const at = found ?? expected;
    const start = source.starts[at] ?? source.text.length;
    const other = source.texts[at] ?? "";
    const [head, tail] = found === undefined ? sharedEnds(other, line) : [line.length, 0];
    copy(start, head);
    add(line.slice(head, line.length - tail));
    copy(start + other.length - tail, tail);
    expected = at + 1;
    from += line.length;
  }
  return end();
};

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
