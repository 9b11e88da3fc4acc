import { quoted, wideEscape } from "./literals.ts";
import { hasScissors, hasUnseen, wellFormed } from "./unicode.ts";

const double = quoted(wideEscape);

/** A text as a string of TOML on one line, between the quotes that it is to have where that is safe. */
export const tomlString = (text: string, quote: "single" | "double"): string => {
  const formed = wellFormed(text);
  const isSafe = !formed.includes("'") && !hasUnseen(formed) && !hasScissors(formed);
  return quote === "single" && isSafe ? `'${formed}'` : double(formed);
};

/** A text as a key of TOML: bare where that is possible. */
export const tomlKey = (text: string): string =>
  /^[A-Za-z0-9_-]+$/.test(text) ? text : tomlString(text, "double");
