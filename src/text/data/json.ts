import type { ListItem, DataNode, Pair, ReadData, Unread } from "./node.ts";

/** More levels than this are no data of people. */
const MAX_DEPTH = 200;

const plain = { shared: false, tag: "" } as const;

const TOKEN = /-?[0-9][0-9.eE+-]*|true|false|null/y;

const SPACE = /(?:[ \t\r\n]+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;

type Step = { readonly node: DataNode; readonly next: number } | Unread;

const parsed = (token: string): unknown => {
  try {
    return JSON.parse(token);
  } catch {
    return undefined;
  }
};

/** Reads JSON, with comments and commas at the end of lists as editors allow them, into parts with their places. */
export const readJsonc: ReadData = (text) => {
  const skip = (at: number): number => {
    SPACE.lastIndex = at;
    return at + (SPACE.exec(text)?.[0].length ?? 0);
  };
  const wrong = (offset: number, message = "This is not JSON."): Unread => ({ message, offset });

  // A pattern would need a stack for strings such as a picture is.
  const string = (start: number): string | undefined => {
    let at = text.indexOf('"', start + 1);
    while (at !== -1) {
      let slashes = at;
      while (slashes > start + 1 && text[slashes - 1] === "\\") slashes -= 1;
      if ((at - slashes) % 2 === 0) return text.slice(start, at + 1);
      at = text.indexOf('"', at + 1);
    }
    return undefined;
  };

  const scalar = (start: number): Step => {
    TOKEN.lastIndex = start;
    const token = text[start] === '"' ? string(start) : TOKEN.exec(text)?.[0];
    const value = token === undefined ? undefined : parsed(token);
    if (token === undefined || value === undefined) return wrong(start);
    const isString = typeof value === "string";
    const node = {
      type: "scalar",
      text: isString ? value : token,
      string: isString,
      quote: "double",
    } as const;
    const end = start + token.length;
    return { node: { ...node, ...plain, start, end }, next: end };
  };

  /** Reads what stands between brackets or braces: `each` reads one of its parts and says where it ends. */
  const inside = (start: number, close: string, each: (at: number) => number | Unread): number | Unread => {
    let at = skip(start + 1);
    while (text[at] !== close) {
      const next = each(at);
      if (typeof next !== "number") return next;
      at = skip(next);
      if (text[at] === ",") at = skip(at + 1);
      else if (text[at] !== close) return wrong(at);
    }
    return at + 1;
  };

  const value = (start: number, depth: number): Step => {
    const open = text[start];
    if (open !== "[" && open !== "{") return scalar(start);
    if (depth >= MAX_DEPTH) return wrong(start, "This is nested too deeply.");
    const items: ListItem[] = [];
    const pairs: Pair[] = [];
    const item = (at: number): number | Unread => {
      const found = value(at, depth + 1);
      if ("message" in found) return found;
      items.push({ node: found.node, start: at });
      return found.next;
    };
    const pair = (at: number): number | Unread => {
      const key = text[at] === '"' ? scalar(at) : wrong(at);
      if ("message" in key) return key;
      const colon = skip(key.next);
      const found = text[colon] === ":" ? value(skip(colon + 1), depth + 1) : wrong(colon);
      if ("message" in found) return found;
      pairs.push({ key: key.node, value: found.node });
      return found.next;
    };
    const end = open === "[" ? inside(start, "]", item) : inside(start, "}", pair);
    if (typeof end !== "number") return end;
    const span = { start, end, style: "flow", ...plain } as const;
    const node: DataNode =
      open === "[" ? { type: "list", items, inFlow: true, ...span } : { type: "map", pairs, ...span };
    return { node, next: end };
  };

  const root = value(skip(text.startsWith("\ufeff") ? 1 : 0), 0);
  if ("message" in root) return root;
  const end = skip(root.next);
  return end === text.length ? root.node : wrong(end);
};
