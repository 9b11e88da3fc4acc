import fc from "fast-check";
import { NASTY_TEXTS } from "./corpus.ts";

const SPECIAL = Array.from(
  "\"'`\\$!#{}()[]<>|&;:*_~^=+-/%?@\n\r\t\0\u001B\u0085\u2028\u202E\u200D\uFEFFé",
).concat("\uD83D", "\uDC2C");

/** Texts as nasty as chance makes them: special signs, whole Unicode, lone surrogates, pieces of the corpus. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom(...SPECIAL, "a", "1", " "), maxLength: 24 }) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 24 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...NASTY_TEXTS.map((nasty) => nasty.text.slice(0, 80))), { maxLength: 3 })
      .map((parts) => parts.join("")),
  },
);
