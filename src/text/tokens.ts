/** A name that stands in a text as a whole token: what is known of it, and [start, end) of the text. */
export type Token<T> = { readonly start: number; readonly end: number; readonly value: T };

/** The signs, besides letters, digits and `_`, that tokens may begin with, and those that they may hold. */
export type TokenSigns = { readonly first: string; readonly inside: string };

/** Tokens of model IDs: `@cf/meta/llama-4:free`. */
export const idSigns: TokenSigns = { first: "@~", inside: "@~._-/:+" };

/** Tokens of paths: a longer path that only begins or ends like another is another. */
export const pathSigns: TokenSigns = { first: "./-", inside: "./-" };

/** What a character is to tokens: 0 parts them; the others are sums of these. */
const [begins, continues, word] = [1, 2, 4] as const;

/** Letters up to here write words with spaces between; what follows a name of other scripts is no part of it. */
const lastLetter = 0x530;

const asciiClasses = ({ first, inside }: TokenSigns): Uint8Array => {
  const classes = new Uint8Array(0x80);
  const set = (characters: string, what: number): void => {
    for (const character of characters) classes[character.charCodeAt(0)] = what;
  };
  set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_", begins | continues | word);
  set("0123456789", begins | continues);
  set(inside, continues);
  for (const sign of first) set(sign, (classes[sign.charCodeAt(0)] ?? 0) | begins);
  return classes;
};

/** The classes beyond ASCII, made when the first such character is met: to test for all letters takes milliseconds. */
let letters: Uint8Array | undefined;

const letterClasses = (): Uint8Array => {
  const isLetter = /[\p{L}\p{M}]/u;
  return Uint8Array.from({ length: lastLetter }, (_, code) =>
    code >= 0x80 && isLetter.test(String.fromCharCode(code)) ? begins | continues | word : 0,
  );
};

/** Makes what tells the class of the character at a place of a text. */
const classifier = (signs: TokenSigns): ((text: string, at: number) => number) => {
  const ascii = asciiClasses(signs);
  return (text, at) => {
    const code = text.charCodeAt(at);
    if (code < 0x80) return ascii[code] ?? 0;
    if (code >= lastLetter) return 0;
    letters ??= letterClasses();
    return letters[code] ?? 0;
  };
};

/** What is kept of a token that is no name. */
const nothing = Symbol("nothing");

/** More distinct tokens than this are looked up anew rather than cached. */
const mostRemembered = 100_000;

/** A sentence ends a name with a full stop or colon that is no part of it. */
const endsSentence = (code: number): boolean => code === 0x2e || code === 0x3a;

/** Makes a test of whether a text is one token from its first character to its last. */
export const tokenTest = (signs: TokenSigns): ((text: string) => boolean) => {
  const classAt = classifier(signs);
  return (text) => {
    const is = (at: number, what: number): boolean => (classAt(text, at) & what) !== 0;
    let at = 1;
    while (at < text.length && is(at, continues)) at += 1;
    return at === text.length && is(0, begins);
  };
};

/** Makes a finder that asks `resolve` once for every token; words of letters alone only where `words` says so. */
export const tokenFinder = <T>(
  resolve: (token: string) => T | undefined,
  signs: TokenSigns,
  words = true,
): ((text: string) => readonly Token<T>[]) => {
  const classAt = classifier(signs);
  const known = new Map<string, T | typeof nothing>();
  const lookUp = (token: string): T | undefined => {
    const before = known.get(token);
    if (before !== undefined) return before === nothing ? undefined : before;
    const value = resolve(token);
    if (known.size >= mostRemembered) known.clear();
    known.set(token, value ?? nothing);
    return value;
  };
  return (text) => {
    const found: Token<T>[] = [];
    for (let start = 0; start < text.length; ) {
      let kind = classAt(text, start);
      if ((kind & begins) === 0) {
        start += 1;
        continue;
      }
      let plain = kind & word;
      let end = start + 1;
      for (; end < text.length; end += 1) {
        kind = classAt(text, end);
        if ((kind & continues) === 0) break;
        plain &= kind;
      }
      if (words || plain === 0) {
        const run = text.slice(start, end);
        const value = lookUp(run);
        if (value !== undefined) found.push({ start, end, value });
        else if (endsSentence(text.charCodeAt(end - 1))) {
          const bare = run.replace(/[.:]+$/, "");
          const other = lookUp(bare);
          if (other !== undefined) found.push({ start, end: start + bare.length, value: other });
        }
      }
      start = end;
    }
    return found;
  };
};
