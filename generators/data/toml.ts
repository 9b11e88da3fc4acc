import { endAt } from "../../src/text/match-at.ts";
import { parse, TomlError } from "smol-toml";
import type { DataNode, MapNode, Quote, ReadData, Scalar } from "../../src/text/data/node.ts";

/** More levels than this are no data of people. */
const MAX_DEPTH = 200;

/** A part whose place is known: what it says is yet to be told by the parser. */
type Part = Table | Items | Scalar;
/** A map: in braces, or in lines of its own, which may be anywhere. `end` is that of the braces or of its heading. */
type Table = Pick<MapNode, "style" | "start" | "end"> & {
  readonly type: "table";
  readonly parts: Map<string, readonly [key: Scalar, part: Part, again: Scalar[]]>;
};
/** A list: in brackets, or of maps that have a heading each. */
type Items = {
  readonly type: "items";
  readonly style: "block" | "flow";
  readonly start: number;
  end: number;
  readonly items: Part[];
};

const common = { shared: false, tag: "" } as const;

const tableAt = (start: number, end: number): Table => ({
  type: "table",
  style: "lines",
  start,
  end,
  parts: new Map(),
});

/** Ends the reading of a text whose parts can't be told apart. */
const unclear = (): never => {
  throw new RangeError();
};

/** Where the string that begins at an offset ends. */
const stringEnd = (text: string, start: number): number => {
  const sign = text[start] ?? "";
  const mark = text.startsWith(sign.repeat(3), start) ? sign.repeat(3) : sign;
  const body = start + mark.length;
  for (let at = text.indexOf(mark, body); at !== -1; at = text.indexOf(mark, at + 1)) {
    let slashes = at;
    while (sign === '"' && slashes > body && text[slashes - 1] === "\\") slashes -= 1;
    if ((at - slashes) % 2 === 1) continue;
    let end = at + mark.length;
    // Quotes before the last three belong to the text.
    while (mark.length === 3 && text[end] === sign) end += 1;
    return end;
  }
  return unclear();
};

const SPACE = /(?:[\s\ufeff]+|#[^\n]*)+/y;
const KEY = /[^\s.=\]]+/y;
const WORD = /\d{4}-\d\d-\d\d[Tt ]\d\d:[^\s,\]}#]+|[^\s,\]}#]+/y;

const quotes: ReadonlyMap<string | undefined, Quote> = new Map([
  ['"', "double"],
  ["'", "single"],
]);

const scalarAt = (text: string, start: number, bare: RegExp): Scalar => {
  const quote = quotes.get(text[start]) ?? "plain";
  const string = quote !== "plain";
  const end = string ? stringEnd(text, start) : endAt(bare, text, start);
  return { type: "scalar", text: text.slice(start, end), string, quote, start, end, ...common };
};

/** Where the parts of a text are that is TOML. */
const placesIn = (text: string): Table => {
  const skip = (at: number): number => endAt(SPACE, text, at);
  let at = 0;
  /** The key that comes next, which may be several with dots between. */
  const keys = (): readonly Scalar[] => {
    const found: Scalar[] = [];
    do {
      const key = scalarAt(text, skip(found.length === 0 ? at : at + 1), KEY);
      const said = key.string ? (Object.keys(parse(`${key.text}=0`))[0] ?? "") : key.text;
      found.push({ ...key, text: said, string: true });
      at = skip(key.end);
    } while (text[at] === "." && found.length < MAX_DEPTH);
    return found;
  };
  /** The map that is called so within one; what has no heading of its own begins where it is named first. */
  const within = (outer: Table, key: Scalar, start: number): Table => {
    const [, part, again] = outer.parts.get(key.text) ?? [];
    const found = part?.type === "items" ? part.items.at(-1) : part;
    again?.push(key);
    if (found?.type === "table") return found;
    const made = tableAt(start, start);
    outer.parts.set(key.text, [key, made, []]);
    return made;
  };
  const pair = (table: Table, depth: number): void => {
    const names = keys();
    const [last = unclear()] = names.slice(-1);
    const owner = names.slice(0, -1).reduce((outer, key) => within(outer, key, key.start), table);
    if (text[at] !== "=") unclear();
    at = skip(at + 1);
    owner.parts.set(last.text, [last, value(depth), []]);
  };
  const value = (depth: number): Part => {
    const start = at;
    const [sign] = text.slice(at, at + 1);
    if (depth > MAX_DEPTH) unclear();
    if (sign !== "[" && sign !== "{") {
      const found = scalarAt(text, at, WORD);
      at = found.end === start ? unclear() : found.end;
      return found;
    }
    const items: Part[] = [];
    const table: Table = { ...tableAt(start, start), style: "flow" };
    at = skip(at + 1);
    while (text[at] !== "]" && text[at] !== "}") {
      if (sign === "[") items.push(value(depth + 1));
      else pair(table, depth + 1);
      at = skip(at);
      if (text[at] === ",") at = skip(at + 1);
    }
    at += 1;
    return sign === "[" ? { type: "items", style: "flow", start, end: at, items } : { ...table, end: at };
  };
  const heading = (root: Table): Table => {
    const start = at;
    const width = text[at + 1] === "[" ? 2 : 1;
    at += width;
    const names = keys();
    const [last = unclear()] = names.slice(-1);
    const outer = names.slice(0, -1).reduce((table, key) => within(table, key, start), root);
    at += width;
    if (width === 1) {
      const table = tableAt(start, at);
      const [, known, again] = outer.parts.get(last.text) ?? [];
      // A map that lines above were within.
      again?.push(last);
      if (known?.type === "table") return known;
      outer.parts.set(last.text, [last, table, []]);
      return table;
    }
    const [, list] = outer.parts.get(last.text) ?? [];
    const own = tableAt(start, at);
    if (list?.type === "items") list.items.push(own);
    else
      outer.parts.set(last.text, [last, { type: "items", style: "block", start, end: at, items: [own] }, []]);
    return own;
  };
  const root = tableAt(0, 0);
  let table = root;
  for (at = skip(0); at < text.length; at = skip(at)) {
    if (text[at] === "[") table = heading(root);
    else pair(table, 0);
  }
  return root;
};

const isMap = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** A part with what the parser says of it; both must have the same parts. */
const nodeOf = (part: Part, said: unknown, inFlow: boolean): DataNode => {
  if (part.type === "scalar") {
    if (part.string !== (typeof said === "string") || isMap(said) || Array.isArray(said)) unclear();
    return typeof said === "string" ? { ...part, text: said } : part;
  }
  const { start, end, style } = part;
  const within = inFlow || style === "flow";
  if (part.type === "items") {
    const values: readonly unknown[] = Array.isArray(said) ? said : unclear();
    if (values.length !== part.items.length) unclear();
    const items = part.items.map((item, index) => ({
      node: nodeOf(item, values[index], within),
      start: item.start,
    }));
    return { type: "list", style: part.style, inFlow, items, start, end, ...common };
  }
  const values = isMap(said) ? new Map<string, unknown>(Object.entries(said)) : unclear();
  if (values.size !== part.parts.size) unclear();
  const pairs = [...part.parts].map(([name, [key, inner, again]]) => ({
    key,
    again,
    value: nodeOf(inner, values.get(name) ?? unclear(), within),
  }));
  return { type: "map", style: part.style, pairs, start, end, ...common };
};

/** Reads TOML into parts with their places: what it says, and whether it is TOML, says smol-toml. */
export const readToml: ReadData = (text) => {
  try {
    const said = parse(text.replace(/^\ufeff/, ""), { maxDepth: MAX_DEPTH, integersAsBigInt: "asNeeded" });
    return nodeOf(placesIn(text), said, false);
  } catch (thrown) {
    if (thrown instanceof RangeError)
      return { message: "The structure of the file can't be worked out.", offset: 0 };
    if (!(thrown instanceof TomlError)) throw thrown;
    const message = (thrown.message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
    const lines = text.split("\n").slice(0, thrown.line - 1);
    return { message, offset: lines.reduce((sum, line) => sum + line.length + 1, 0) };
  }
};
