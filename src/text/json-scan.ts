/** What the scan can find wrong. `syntax` and `depth` end it, the others don't. */
export type FaultKind = "syntax" | "depth" | "duplicate" | "proto" | "number" | "surrogate";

/** One thing that is wrong: its kind, where it begins (in UTF-16 code units), and the key concerned. */
export type Fault = { readonly kind: FaultKind; readonly offset: number; readonly key?: string };

/** Bounds of a scan: nesting levels allowed, and after how many faults it stops looking. */
export type ScanLimits = { readonly depth: number; readonly faults: number };

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

// `endOf…` functions return the index after what they read or, when it is malformed at offset n, -1 - n.
const broken = (offset: number): number => -1 - offset;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isSurrogate = (code: number): boolean => (code & 0xf800) === 0xd800;
const isHighSurrogate = (code: number): boolean => (code & 0xfc00) === 0xd800;
const isLowSurrogate = (code: number): boolean => (code & 0xfc00) === 0xdc00;

/** Most of a document is such characters. */
const plain = /[^"\\\u0000-\u001f\ud800-\udfff]*/y;

const skipPlain = (text: string, start: number): number => {
  plain.lastIndex = start;
  plain.test(text);
  return plain.lastIndex;
};

const skipSpace = (text: string, start: number): number => {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
};

const skipDigits = (text: string, start: number): number => {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
};

/** The code unit of the `\uXXXX` that begins at `at`, or -1. */
const unicodeEscape = (text: string, at: number): number => {
  if (text.charCodeAt(at) !== BACKSLASH || text.charCodeAt(at + 1) !== 0x75) return -1;
  const digits = text.slice(at + 2, at + 6);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
};

const endOfEscape = (text: string, at: number, faults: Fault[]): number => {
  if (text.charCodeAt(at + 1) !== 0x75) {
    return at + 1 < text.length && '"\\/bfnrt'.includes(text.charAt(at + 1)) ? at + 2 : broken(at);
  }
  const unit = unicodeEscape(text, at);
  if (unit < 0) return broken(at);
  if (isHighSurrogate(unit) && isLowSurrogate(unicodeEscape(text, at + 6))) return at + 12;
  if (isSurrogate(unit)) faults.push({ kind: "surrogate", offset: at });
  return at + 6;
};

const endOfString = (text: string, start: number, faults: Fault[]): number => {
  let at = start + 1;
  for (;;) {
    at = skipPlain(text, at);
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      return at + 1;
    } else if (code === BACKSLASH) {
      at = endOfEscape(text, at, faults);
      if (at < 0) return at;
    } else if (!isSurrogate(code)) {
      return broken(at);
    } else if (isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(at + 1))) {
      at += 2;
    } else {
      faults.push({ kind: "surrogate", offset: at });
      at++;
    }
  }
};

const endOfNumber = (text: string, start: number, faults: Fault[]): number => {
  let at = text.charCodeAt(start) === 0x2d ? start + 1 : start;
  const first = at;
  at = skipDigits(text, at);
  if (at === first) return broken(at);
  if (text.charCodeAt(first) === 0x30 && at > first + 1) return broken(first + 1);
  if (text.charCodeAt(at) === 0x2e) {
    const fraction = at + 1;
    at = skipDigits(text, fraction);
    if (at === fraction) return broken(at);
  }
  let exponentDigits = 0;
  if ((text.charCodeAt(at) | 0x20) === 0x65) {
    const sign = text.charCodeAt(at + 1);
    const exponent = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
    at = skipDigits(text, exponent);
    if (at === exponent) return broken(at);
    exponentDigits = at - exponent;
  }
  // Below 200 digits and an exponent of 99 nothing overflows, so most numbers need no conversion.
  const mayOverflow = exponentDigits > 2 || at - start > 200;
  if (mayOverflow && !Number.isFinite(Number(text.slice(start, at)))) {
    faults.push({ kind: "number", offset: start });
  }
  return at;
};

const endOfScalar = (text: string, at: number, faults: Fault[]): number => {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return endOfString(text, at, faults);
  if (isDigit(code) || code === 0x2d) return endOfNumber(text, at, faults);
  if (text.startsWith("true", at) || text.startsWith("null", at)) return at + 4;
  return text.startsWith("false", at) ? at + 5 : broken(at);
};

const keyBetween = (text: string, start: number, end: number): string => {
  const raw = text.slice(start + 1, end - 1);
  if (!raw.includes("\\")) return raw;
  const decoded: unknown = JSON.parse(text.slice(start, end));
  return typeof decoded === "string" ? decoded : raw;
};

/**
 * Reads a JSON text once, without recursion and without building values, and says what is wrong with it:
 * an empty answer means that it is well-formed by RFC 8259 and keeps the bounds of I-JSON (RFC 7493) that
 * matter here. Time and memory are linear in the text.
 */
export const scanJson = (text: string, start: number, limits: ScanLimits): readonly Fault[] => {
  const faults: Fault[] = [];
  const ended = (kind: FaultKind, offset: number): readonly Fault[] => [...faults, { kind, offset }];
  // One map per level says in which object a key was last seen, so that records of one shape allocate nothing.
  const seen: Map<string, number>[] = [];
  // The object open at each level by number; 0 for an array.
  const open: number[] = [];
  let objects = 0;
  let object = 0;
  let at = start;
  let next: "value" | "key" | "end" = "value";
  let justOpened = false;
  while (faults.length < limits.faults) {
    at = skipSpace(text, at);
    const code = text.charCodeAt(at);
    if (next === "end" && open.length === 0) {
      return at === text.length ? faults : ended("syntax", at);
    }
    if (next !== "value" || justOpened) {
      const closes = object > 0 ? CLOSE_OBJECT : CLOSE_ARRAY;
      if (code === closes && (next === "end" || justOpened)) {
        open.pop();
        object = open[open.length - 1] ?? 0;
        next = "end";
        justOpened = false;
        at++;
        continue;
      }
    }
    justOpened = false;
    if (next === "end") {
      if (code !== COMMA) return ended("syntax", at);
      next = object > 0 ? "key" : "value";
      at++;
      continue;
    }
    if (next === "key") {
      const end = code === QUOTE ? endOfString(text, at, faults) : broken(at);
      if (end < 0) return ended("syntax", -1 - end);
      const key = keyBetween(text, at, end);
      const level = (seen[open.length] ??= new Map());
      if (key === "__proto__") faults.push({ kind: "proto", offset: at, key });
      else if (level.get(key) === object) faults.push({ kind: "duplicate", offset: at, key });
      else level.set(key, object);
      at = skipSpace(text, end);
      if (text.charCodeAt(at) !== COLON) return ended("syntax", at);
      next = "value";
      at++;
      continue;
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (open.length === limits.depth) return ended("depth", at);
      object = code === OPEN_OBJECT ? ++objects : 0;
      open.push(object);
      next = code === OPEN_OBJECT ? "key" : "value";
      justOpened = true;
      at++;
      continue;
    }
    const end = endOfScalar(text, at, faults);
    if (end < 0) return ended("syntax", -1 - end);
    next = "end";
    at = end;
  }
  return faults;
};
