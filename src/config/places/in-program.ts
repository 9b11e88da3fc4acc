import { type Find, unquoted } from "./find.ts";

type Token = { readonly text: string; readonly offset: number };

const blank = /^(?:\s|\/\/|\/\*)/;
const pieces =
  /\s+|\/\/.*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`|(?<=[(,=:[!&|?{};]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*|\.\.\.|=>|[A-Za-z_$][\w$]*|\d[\w.]*|[^]/g;

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(pieces)]
    .map(({ 0: piece, index }) => ({ text: piece, offset: index }))
    .filter((token) => !blank.test(token.text));

const isName = (text: string): boolean => /^[A-Za-z_$]/.test(text);
const nameOf = (text: string): string => (/^["'`]/.test(text) ? unquoted(text) : text);

/** How many names of one another are followed: `const a = b` in a circle has no end. */
const mostSteps = 100;

/** The program's tokens by their numbers; what is behind the last is empty. */
type Tokens = (index: number) => string;

/** The number of the token that ends an expression: a comma, or what closes the list or object around it. */
const endOf = (at: Tokens, start: number): number => {
  let depth = 0;
  let typed = false;
  for (let index = start; at(index) !== ""; index += 1) {
    const token = at(index);
    if (depth === 0 && (token === "as" || token === "satisfies")) typed = true;
    // Only types have angle brackets that come in pairs.
    if (/^[([{]$/.test(token) || (typed && token === "<")) depth += 1;
    else if (depth === 0 && /^[,;)\]}]$/.test(token)) return index;
    else if (/^[)\]}]$/.test(token) || (typed && token === ">")) depth -= 1;
  }
  return Number.MAX_SAFE_INTEGER;
};

/** The numbers of the tokens by which the items of a list or object start. */
const itemsOf = (at: Tokens, open: number): readonly number[] => {
  const items: number[] = [];
  let index = open + 1;
  while (!/^[)\]}]?$/.test(at(index))) {
    items.push(index);
    index = endOf(at, index) + 1;
    if (at(index - 1) !== ",") break;
  }
  return items;
};

/** Where the value starts that the program exports: of JSON its only one. */
const exported = (at: Tokens, length: number): number => {
  const starts = ["export default", "export =", "module . exports =", "exports . default ="];
  for (let index = 0; index < length; index += 1)
    for (const start of starts) {
      const words = start.split(" ");
      if (words.every((word, ahead) => at(index + ahead) === word)) return index + words.length;
    }
  return 0;
};

/** Where the constants of a program start, by name. */
const constants = (at: Tokens, length: number): ReadonlyMap<string, number> => {
  const declared = new Map<string, number>();
  for (let index = 0; index < length; index += 1) {
    if (!/^(?:const|let|var)$/.test(at(index)) || !isName(at(index + 1))) continue;
    let value = index + 2;
    while (!/^[=;]?$/.test(at(value))) value += 1;
    if (at(value) === "=") declared.set(at(index + 1), value + 1);
  }
  return declared;
};

/** Reads a config in JSON, JavaScript or TypeScript, to find its places, as far as it is a literal. */
export const openProgram = (text: string): Find => {
  const tokens = tokensOf(text);
  const at: Tokens = (index) => tokens[index]?.text ?? "";
  const declared = constants(at, tokens.length);
  /** The literal that an expression stands for: within brackets and calls such as `defineConfig`, and behind names. */
  const literal = (given: number): number => {
    let index = given;
    for (let step = 0; step < mostSteps; step += 1) {
      let behind = index;
      while (isName(at(behind)) || (behind > index && at(behind) === ".")) behind += 1;
      const named = behind === index + 1 ? declared.get(at(index)) : undefined;
      if (at(behind) === "(") index = behind + 1;
      else if (named !== undefined) index = named;
      else return at(index) === ")" ? given : index;
    }
    return index;
  };
  const elements = (list: number): readonly number[] =>
    at(list) === "["
      ? itemsOf(at, list).flatMap((item) => (at(item) === "..." ? elements(literal(item + 1)) : [item]))
      : [];
  const property = (object: number, name: string): number | undefined => {
    for (const item of at(object) === "{" ? [...itemsOf(at, object)].reverse() : []) {
      const inside = at(item) === "..." ? property(literal(item + 1), name) : undefined;
      if (inside !== undefined) return inside;
      if (nameOf(at(item)) === name && at(item + 1) !== "(") return item;
    }
    return undefined;
  };
  return (path, key) => {
    let index = literal(exported(at, tokens.length));
    for (const segment of path) {
      const item = typeof segment === "number" ? elements(index)[segment] : property(index, segment);
      if (item === undefined) break;
      index = literal(typeof segment === "string" && at(item + 1) === ":" ? item + 2 : item);
    }
    const name = key === undefined ? undefined : property(index, key);
    return tokens[name ?? index]?.offset ?? 0;
  };
};
