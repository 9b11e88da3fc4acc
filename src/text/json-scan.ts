import { endAt, matchAt } from "./match-at.ts";

/** What the scan can find wrong. `syntax` and `depth` end it, the others don't. */
export type FaultKind = "syntax" | "depth" | "duplicate" | "proto" | "number" | "surrogate";

/** One thing that is wrong: its kind, where it begins (in UTF-16 code units), and the key concerned. */
export type Fault = { readonly kind: FaultKind; readonly offset: number; readonly key?: string };

/** Bounds of a scan: nesting levels allowed, and how many faults are told. */
export type ScanLimits = { readonly depth: number; readonly faults: number };

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const spaces = /[ \n\r\t]*/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
/** A number goes on in a way that has no end. */
const openEnd = /\.|[eE][-+]?/y;
/** Whole pairs of surrogates as they are escaped, other escapes, and halves, which are captured. */
const halves =
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(\\u[dD][89a-fA-F][\da-fA-F]{2}|\p{Cs})|\\./gu;

const skipSpace = (text: string, at: number): number => endAt(spaces, text, at);

type Note = (fault: Fault) => void;

// `endOf…` functions return the index after what they read or, when it is malformed at offset n, -1 - n.
const broken = (offset: number): number => -1 - offset;

// One expression for all would need a stack for strings such as a picture is.
const endOfString = (text: string, start: number, note: Note): number => {
  let at = start + 1;
  for (;;) {
    at = endAt(plain, text, at);
    if (text.charCodeAt(at) === QUOTE) break;
    const escaped = matchAt(escape, text, at);
    if (escaped === "") return broken(at);
    at += escaped.length;
  }
  const body = text.slice(start + 1, at);
  if (body.includes("\\u") || !body.isWellFormed())
    for (const { 1: half, index } of body.matchAll(halves))
      if (half !== undefined) note({ kind: "surrogate", offset: start + 1 + index });
  return at + 1;
};

const endOfScalar = (text: string, at: number, note: Note): number => {
  if (text.charCodeAt(at) === QUOTE) return endOfString(text, at, note);
  const written = matchAt(scalar, text, at);
  if (written === "") return broken(text[at] === "-" ? at + 1 : at);
  const end = at + written.length;
  if (!/\d$/.test(written)) return end;
  const more = matchAt(openEnd, text, end);
  if (more !== "") return broken(end + more.length);
  if (!Number.isFinite(Number(written))) note({ kind: "number", offset: at });
  return end;
};

const keyBetween = (text: string, start: number, end: number): string => {
  const raw = text.slice(start + 1, end - 1);
  if (!raw.includes("\\")) return raw;
  const decoded: unknown = JSON.parse(text.slice(start, end));
  return typeof decoded === "string" ? decoded : raw;
};

/**
 * Reads a JSON text once, without building values, and says what is wrong with it: an empty answer means that it
 * is well-formed by RFC 8259 and keeps the bounds of I-JSON (RFC 7493) that matter here. Time is linear in the text.
 */
export const scanJson = (text: string, start: number, limits: ScanLimits): readonly Fault[] => {
  const faults: Fault[] = [];
  const note: Note = (fault) => {
    if (faults.length < limits.faults) faults.push(fault);
  };
  let ending: FaultKind = "syntax";
  /** Reads what stands between brackets or braces: `each` reads one of its parts and says where it ends. */
  const inside = (open: number, close: number, each: (at: number) => number): number => {
    let at = skipSpace(text, open + 1);
    while (text.charCodeAt(at) !== close) {
      const end = each(at);
      if (end < 0) return end;
      at = skipSpace(text, end);
      if (text.charCodeAt(at) === close) break;
      if (text.charCodeAt(at) !== COMMA) return broken(at);
      at = skipSpace(text, at + 1);
      // What follows a comma is no end.
      if (text.charCodeAt(at) === close) return broken(at);
    }
    return at + 1;
  };
  const member = (at: number, seen: Set<string>, depth: number): number => {
    const end = text.charCodeAt(at) === QUOTE ? endOfString(text, at, note) : broken(at);
    if (end < 0) return end;
    const key = keyBetween(text, at, end);
    if (key === "__proto__") note({ kind: "proto", offset: at, key });
    else if (seen.has(key)) note({ kind: "duplicate", offset: at, key });
    seen.add(key);
    const colon = skipSpace(text, end);
    return text.charCodeAt(colon) === COLON ? endOfValue(skipSpace(text, colon + 1), depth) : broken(colon);
  };
  const endOfValue = (at: number, depth: number): number => {
    const code = text.charCodeAt(at);
    if (code !== OPEN_OBJECT && code !== OPEN_ARRAY) return endOfScalar(text, at, note);
    if (depth === limits.depth) {
      ending = "depth";
      return broken(at);
    }
    if (code === OPEN_ARRAY) return inside(at, CLOSE_ARRAY, (item) => endOfValue(item, depth + 1));
    const seen = new Set<string>();
    return inside(at, CLOSE_OBJECT, (key) => member(key, seen, depth + 1));
  };
  const end = endOfValue(skipSpace(text, start), 0);
  const rest = end < 0 ? -1 - end : skipSpace(text, end);
  if (end < 0 || rest < text.length) note({ kind: ending, offset: rest });
  return faults;
};
