import { expect, test } from "vitest";
import { bodyChange } from "../../../generators/section/body.ts";

const long = "a long line that begins alike, says much the same in its middle, and ends in";

test.each<readonly [what: string, before: string, after: string, want: string]>([
  ["a word", "a\nb\nc", "a\nd\nc", "b → d"],
  ["lines that go", "a\nb\n\nc\nd", "a\nd", "b → (empty) (3 lines)"],
  [
    "the end of a long line",
    `a\n${long} tools: yes.`,
    `a\n${long} tools: no.`,
    "… and ends in tools: yes. → … and ends in tools: no.",
  ],
  [
    "the start of one",
    `x ${long}`,
    `y ${long}`,
    "x a long line that begins alike, says much the same in its … → y a long line that begins alike, says much the same in its …",
  ],
])("%s: the first line that differs, where it differs", (_, before, after, want) => {
  expect(bodyChange(before, after)).toBe(want);
});
