import { matchAt } from "../match-at.ts";
import type { Quote } from "./node.ts";
import { attempt } from "../attempt.ts";

/** A scalar as it is written. */
type Token = {
  readonly length: number;
  readonly value: { readonly text: string; readonly string: boolean; readonly quote: Quote };
};

/** How the scalars of a language are read, keys among them, and what is said where there is none. */
type Literals = {
  readonly tokenAt: (text: string, start: number, isKey: boolean) => Token | undefined;
  readonly wrong: string;
};

const JSON_TOKEN = /-?[0-9][0-9.eE+-]*|true|false|null/y;

const JS_TOKEN =
  /(?:-?(?:0x[\da-f]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)|true|false|null|undefined)(?![\w$.])/iy;

// A pattern would need a stack for strings such as a picture is.
const stringAt = (text: string, start: number): string | undefined => {
  const quote = text[start] ?? "";
  let end = text.indexOf(quote, start + 1);
  while (end !== -1) {
    let slashes = end;
    while (slashes > start + 1 && text[slashes - 1] === "\\") slashes -= 1;
    if ((end - slashes) % 2 === 0) return text.slice(start, end + 1);
    end = text.indexOf(quote, end + 1);
  }
  return undefined;
};

const signs: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["0", "\0"],
]);

/** What a string of JavaScript says, by what stands between its quotes. */
const unescaped = (body: string): string =>
  body.replace(
    /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|(\r?\n)|([^]))/gi,
    (whole: string, braced?: string, four?: string, two?: string, end?: string, sign?: string) => {
      const code = Number.parseInt(braced ?? four ?? two ?? "", 16);
      if (!Number.isNaN(code)) return code > 0x10ffff ? whole : String.fromCodePoint(code);
      return end === undefined ? (signs.get(sign ?? "") ?? sign ?? "") : "";
    },
  );

const quotes: ReadonlyMap<string | undefined, Quote> = new Map([
  ['"', "double"],
  ["'", "single"],
  ["`", "block"],
]);

const jsonToken: Literals["tokenAt"] = (text, start, isKey) => {
  const isString = text[start] === '"';
  const token = isString ? stringAt(text, start) : isKey ? undefined : matchAt(JSON_TOKEN, text, start);
  const value = token === undefined ? undefined : attempt((): unknown => JSON.parse(token));
  if (token === undefined || value === undefined) return undefined;
  return {
    length: token.length,
    value: { text: typeof value === "string" ? value : token, string: isString, quote: "double" },
  };
};

const jsToken: Literals["tokenAt"] = (text, start, isKey) => {
  if (isKey && text[start] === "[") {
    const inner = jsToken(text, start + 1, true);
    const isText =
      inner !== undefined && inner.value.quote !== "plain" && text[start + 1 + inner.length] === "]";
    return isText ? { ...inner, length: inner.length + 2 } : undefined;
  }
  const quote = quotes.get(text[start]);
  if (quote !== undefined) {
    const token = stringAt(text, start);
    const body = token?.slice(1, -1) ?? "";
    // What is filled in, or goes on in the next line, is no literal.
    const isOpen = quote === "block" ? isKey || body.includes("${") : /(?<!\\)(?:\\\\)*\r?\n/.test(body);
    return token === undefined || isOpen
      ? undefined
      : { length: token.length, value: { text: unescaped(body), string: true, quote } };
  }
  const token =
    matchAt(JS_TOKEN, text, start) ||
    (isKey ? matchAt(/[\p{ID_Start}$_][\p{ID_Continue}$]*/uy, text, start) : "");
  if (token === "") return undefined;
  return { length: token.length, value: { text: token, string: isKey, quote: "plain" } };
};

/** The scalars of both languages. */
export const literals: Readonly<Record<"json" | "js", Literals>> = {
  json: { tokenAt: jsonToken, wrong: "This is not JSON." },
  js: {
    tokenAt: jsToken,
    wrong: "Only literals can be read here: lists, objects, strings in quotes, numbers and truth values.",
  },
};
