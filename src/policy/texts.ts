import type { FieldSettings } from "../config/catalog-settings.ts";
import type { FieldValue } from "../model/entry.ts";
import { readNumber } from "../text/numbers.ts";

/** A number as catalogs and rules write it: `$0.15`, `131k`, `~1,000`, `0.5 / 1M tokens`, `17.5%`. */
const written =
  /^[~≈<>≤≥]?\s?(-?)\s?(?:[$€£¥]\s?)?(-?[\d.,]+(?:e[-+]?\d+)?\s?[kmgtb]?i?)\s?(?:%|tokens?|per\b.*|\/.*)?$/iu;

const digits = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;

/** The number that a value is or shows; undefined where it is none. */
export const numberIn = (
  value: FieldValue | undefined,
  field: FieldSettings | undefined,
): number | undefined => {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  for (const rule of field?.config.rules ?? []) {
    // What the config writes for these is a number still.
    if (rule.op !== "price") continue;
    if (value === rule.zero) return 0;
    if (value === rule.negative) return -1;
  }
  const [, sign = "", text = ""] = written.exec(value.trim()) ?? [];
  const plain = readNumber(text);
  return digits.test(plain) ? Number(`${sign}${plain}`) : undefined;
};

/** Texts that stand where none was made, without what stands around them. */
const nothing =
  /^(?:tb[acd]|to be (?:announced|confirmed|decided|defined|determined)|todo|fixme|n[./]?an?|null|nil|undefined|nan|-?infinity|placeholder(?: text)?|loading|fetching|please wait|coming soon|\?{2,}|x{3,}|#(?:ref|n\/a|value|name|div\/0)|(?:\d{3} )?not found|no description(?: available| provided)?|lorem ipsum\b.*|(?:insert|add|enter|your|\w+ goes)\b.*\bhere)$/i;

/** Brackets and quotes around a text, and stops after it. */
const around = /^[\s([{<"'*_`]+|[\s)\]}>"'*_`.!…]+$/g;

/** What an unfilled template, a careless join or a failed request leaves in a text. */
const leftover =
  /\[object Object\]|\{\{[^{}]*\}\}|\$\{[^{}]*\}|<%|%[sd](?![\w])|(?<![\w-])(?:undefined|NaN)(?![\w-])|lorem ipsum|\b(?:TBD|TODO|FIXME)\b|^\s*(?:<[\w -]+>|\[[\w -]+\])\s*$|<(?:!DOCTYPE|!doctype|html)\b/;

/** Code in a text: what stands in it is meant. */
const code = /(?<!`)`[^`\n]+`(?!`)/g;

/** Whether a value is a text that nobody wrote for readers. */
export const isPlaceholder = (value: unknown): boolean =>
  typeof value === "string" &&
  (nothing.test(value.replace(around, "")) || leftover.test(value.replace(code, "x")));

/** Whether a text says that something isn't known, which is news only where something was. */
export const isNoAnswer = (value: unknown): boolean =>
  typeof value === "string" && /^(?:none|unknown|untitled|error|string|[-–—.…]+)$/i.test(value.trim());

/** Whether a text has nothing to be seen in it. */
export const isBlank = (value: unknown): boolean =>
  typeof value === "string" && /^(?:[\s\p{Cf}]|&nbsp;)*$/u.test(value);

const ascii = /^[\x00-\x7f]*$/;

/** The script that most letters of a text are of; undefined where it has no letters. */
const scriptOf = (text: string): string | undefined => {
  if (ascii.test(text)) return /[A-Za-z]/.test(text) ? "Latin" : undefined;
  const scripts = [
    ["Latin", /\p{Script=Latin}/gu],
    ["Cyrillic", /\p{Script=Cyrillic}/gu],
    ["Greek", /\p{Script=Greek}/gu],
    ["Han", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
    ["Hangul", /\p{Script=Hangul}/gu],
    ["Arabic", /\p{Script=Arabic}/gu],
    ["Hebrew", /\p{Script=Hebrew}/gu],
    ["Devanagari", /\p{Script=Devanagari}/gu],
    ["Thai", /\p{Script=Thai}/gu],
  ] as const;
  const counts = scripts.map(([name, letters]) => ({ name, count: text.match(letters)?.length ?? 0 }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return most === undefined || most.count === 0 ? undefined : most.name;
};

/** Whether a text has words of letters of two scripts that look alike. Such patterns take long to make: few need them. */
export const isMixed = (text: string): boolean =>
  !ascii.test(text) &&
  /(?:\p{Script=Latin}[\p{L}\p{M}]{0,40}[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}][\p{L}\p{M}]{0,40}\p{Script=Latin})/u.test(
    text.replace(/[µμ]/g, "u"),
  );

/** Whether a text is in another script than it was, or its words mix some. */
export const isOtherScript = (before: unknown, after: unknown): boolean => {
  if (typeof after !== "string") return false;
  const was = typeof before === "string" ? before : "";
  if (isMixed(after)) return !isMixed(was);
  const [old, now] = [scriptOf(was), scriptOf(after)];
  return old !== undefined && now !== undefined && old !== now;
};

/** Letters that look like others, by what they look like. */
const alike: ReadonlyMap<string, string> = new Map(
  Object.entries({
    l: "1іıӏιʟ|",
    o: "0оοօ",
    a: "аαɑ",
    e: "еε",
    c: "сϲ",
    p: "рρ",
    x: "хχ",
    y: "уγ",
    h: "һհ",
    s: "ѕ",
    j: "ј",
    k: "кκ",
    m: "м",
    t: "тτ",
    v: "ν",
    b: "в",
    n: "пո",
    u: "υս",
    g: "ɡց",
    "-": "‐–—−",
    "/": "∕",
  }).flatMap(([plain, others]) => Array.from(others, (other) => [other, plain] as const)),
);

/** A text as it looks: the same for all that differ only in case or look-alike letters. */
export const looksOf = (text: string): string =>
  Array.from(
    text
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}\s]/gu, "")
      .toLowerCase()
      .replaceAll("i", "l"),
    (letter) => alike.get(letter) ?? letter,
  )
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
