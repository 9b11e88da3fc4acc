import { quoted, wideEscape } from "./literals.ts";
import { hasUnseen, wellFormed } from "./unicode.ts";

/** How a scalar of YAML is written: as it is, or between quotes. */
export type YamlQuote = "plain" | "single" | "double";

const double = quoted(wideEscape);

/** What some version of YAML reads as a truth value, as nothing, or as a special number or key. */
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null|~|\.?inf|\.?nan|<<|=)$/i;

/** What some version of YAML may read as a number or a date. */
const NUMBER = /^(?=.*[0-9.])[-+.,:0-9_][-+.,:0-9a-fox_tz ]*$|^e[-+]?[0-9_.]*$/i;

// Some readers end a text inside of brackets at any of these.
const BREAKS = /\s#|[,[\]{}?:]/;

const BREAKS_OUTSIDE = /:(?=\s|$)|\s#/;

/** Whether every reader of YAML takes the text, unquoted, for that text; `flow`: inside of brackets or braces. */
const isPlain = (text: string, flow: boolean): boolean =>
  // What begins no structure: letters, digits, and the beginnings of paths.
  /^[\p{L}\p{N}/_(.$]/u.test(text) &&
  !hasUnseen(text) &&
  text.trim() === text &&
  !WORDS.test(text) &&
  !NUMBER.test(text) &&
  !/^(?:\.{3}|---)/.test(text) &&
  !(flow ? BREAKS : BREAKS_OUTSIDE).test(text);

/** A text as a scalar of YAML on one line that every version reads back; with `quote` where that is safe. */
export const yamlScalar = (text: string, quote: YamlQuote = "plain", flow = false): string => {
  const formed = wellFormed(text);
  if (quote === "plain" && isPlain(formed, flow)) return formed;
  if (quote !== "double" && quote !== "plain" && !hasUnseen(formed))
    return `'${formed.replaceAll("'", "''")}'`;
  return double(formed);
};
