import { expect, test } from "vitest";
import { merge3 } from "../../../src/text/merge.ts";

test.each<[what: string, base: string, mine: string, theirs: string, merged: string | undefined]>([
  ["changes of different lines are joined", "a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"],
  ["the same change of both sides is one", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", "a\nB\nc\n"],
  ["beside others, too", "a\nb\nc\nd\ne\n", "A\nb\nC\nd\ne\n", "a\nb\nC\nd\nE\n", "A\nb\nC\nd\nE\n"],
  ["different changes of one line aren't", "a\nb\nc\n", "a\nB\nc\n", "a\nX\nc\n", undefined],
  ["a line taken out and changed isn't either", "a\nb\nc\n", "a\nc\n", "a\nX\nc\n", undefined],
  ["line ends of Windows stay", "a\nb\nc\n", "A\r\nb\r\nc\r\n", "a\nb\nC\n", "A\r\nb\r\nC\r\n"],
  ["mixed ones are changes of their lines", "a\nb\nc\n", "a\r\nb\nc\n", "a\nb\nC\n", "a\r\nb\nC\n"],
  ["a last line without its end stays one", "a\nb\nc", "A\nb\nc", "a\nb\nc", "A\nb\nc"],
])("%s", (_, base, mine, theirs, merged) => {
  expect(merge3(base, mine, theirs)).toBe(merged);
});
