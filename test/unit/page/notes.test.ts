import { expect, test } from "vitest";
import { nameIn, notesIn } from "../../../src/page/notes.ts";
import { processorSince } from "../../support/processor.ts";

test.each([
  ["markdown", "$5[^1]", "[^1]"],
  ["markdown", " 128K<sup>2</sup> ", "<sup>2</sup>"],
  ["markdown", "yes\\*", "\\*"],
  ["markdown", "yes \\*\\*", " \\*\\*"],
  ["markdown", "$5*", "*"],
  ["markdown", "`id`[^1] [^2]", "[^1] [^2]"],
  ["markdown", "x†‡", "†‡"],
  ["markdown", "*x*", ""],
  ["markdown", "**x**", ""],
  ["markdown", "[^1]", ""],
  ["markdown", "*", ""],
  ["markdown", "`a*`", ""],
  ["markdown", "10<sup>6</sup> tokens", ""],
  ["markdown", "plain", ""],
  ["markdown", "Auk 3 🆕", " 🆕"],
  ["markdown", "✅ ✅", ""],
  ["rst", "$5 [1]_", " [1]_"],
  ["markdown", "x†††††††", "††††††"],
  ["markdown", `x[^${"a".repeat(398)}]`, ""],
  ["markdown", `x[^${"a".repeat(397)}]`, `[^${"a".repeat(397)}]`],
  ["rst", "name_", ""],
  ["rst", "a*", ""],
  ["rst", "a [#]_ [#b]_ [*]_", " [#]_ [#b]_ [*]_"],
  ["asciidoc", "$5footnote:[In May.]", "footnote:[In May.]"],
  ["asciidoc", "$5", ""],
] as const)("in %s, %o ends with the notes %o", (markup, written, want) => {
  expect(notesIn(markup)(written)).toBe(want);
});

test.each([
  ["Auk 3 *(new)*", "Auk 3"],
  ["Auk 3 `beta` 🆕[^1]", "Auk 3"],
  ["~~Auk 3~~", "Auk 3"],
  ['[Auk 3](auk.md) <Badge text="new" />', "[Auk 3](auk.md)"],
  ["**Auk 3** (v2)", "**Auk 3**"],
  ["Auk 3 v2", "Auk 3 v2"],
  ["`auk-3`", "`auk-3`"],
  ["*(new)*", "*(new)*"],
])("%o calls %o", (written, want) => {
  expect(nameIn(written)).toBe(want);
});

test("long cells cost no more than their length", () => {
  const all = ["a*", "[^", "<sup>", "a ", "†", "[^1]"].map((part) => part.repeat(20_000));
  const start = process.cpuUsage();
  for (const text of all) notesIn("markdown")(text);
  expect(processorSince(start)).toBeLessThan(2000);
});
