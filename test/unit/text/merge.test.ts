import { expect, test } from "vitest";
import { givingWay, judge } from "../../../src/text/three-way.ts";
import { merge3 } from "../../../src/text/merge.ts";

test.each<[what: string, base: string, mine: string, theirs: string, merged: string | undefined]>([
  ["changes of different lines are joined", "a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"],
  ["the same change of both sides is one", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", "a\nB\nc\n"],
  ["beside others, too", "a\nb\nc\nd\ne\n", "A\nb\nC\nd\ne\n", "a\nb\nC\nd\nE\n", "A\nb\nC\nd\nE\n"],
  ["different changes of one line aren't", "a\nb\nc\n", "a\nB\nc\n", "a\nX\nc\n", undefined],
  ["a line taken out and changed isn't either", "a\nb\nc\n", "a\nc\n", "a\nX\nc\n", undefined],
  ["changes of neighbouring lines are joined", "a\nb\nc\n", "a\nB\nc\n", "A\nb\nC\n", "A\nB\nC\n"],
  ["but not where one is the same", "a\nb\nc\n", "A\nB\nc\n", "a\nX\nC\n", undefined],
  ["a line that came below one that changed stays below it", "a\nb\n", "a\nm\nb\n", "A\nb\n", "A\nm\nb\n"],
  ["and above it", "a\nb\n", "m\na\nb\n", "A\nb\n", "m\nA\nb\n"],
  ["on either side", "a\nb\n", "A\nb\n", "a\nt\nb\n", "A\nt\nb\n"],
  ["but not two at one place", "a\nb\n", "a\nm\nb\n", "a\nt\nb\n", undefined],
  ["nor where its neighbour changed twice", "a\nb\n", "X\nm\nb\n", "A\nb\n", undefined],
  ["cells of a row are joined", "| a | b |\n", "| A | b |\n", "| a | B |\n", "| A | B |\n"],
  ["but not two of one cell", "| a | b |\n", "| A | b |\n", "| X | B |\n", undefined],
  [
    "a bar behind a backslash divides none",
    "| a\\|b | c |\n",
    "| A\\|b | c |\n",
    "| a\\|B | c |\n",
    undefined,
  ],
  ["nor are cells where one came", "| a | b |\n", "| A | b |\n", "| a | b | c |\n", undefined],
  ["nor bars in other lines", "a | b\n", "A | b\n", "a | B\n", undefined],
  ["line ends of Windows stay", "a\nb\nc\n", "A\r\nb\r\nc\r\n", "a\nb\nC\n", "A\r\nb\r\nC\r\n"],
  ["mixed ones are changes of their lines", "a\nb\nc\n", "a\r\nb\nc\n", "a\nb\nC\n", "a\r\nb\nC\n"],
  ["line ends of Windows merge nothing more", "a\nb\n", "a\r\nB\r\n", "a\nX\n", undefined],
  ["they are no change where the base has them", "a\r\nb\r\n", "A\r\nb\r\n", "a\r\nB\r\n", "A\r\nB\r\n"],
  ["nor apart from it", "a\r\nb\r\nc\r\n", "A\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n", "A\r\nb\r\nC\r\n"],
  ["a text that was taken out stays out", "a\n", "", "a\n", ""],
  ["one that came stays", "", "a\n", "", "a\n"],
  ["which is one line, too", "abc", "Xbc", "abX", undefined],
  ["what follows a last line without an end is no change of it", "a\nb", "a\nb\nc", "A\nb", "A\nb\nc"],
  ["an end that both give it is there", "a\nb", "A\nb\n", "a\nb\n", "A\nb\n"],
  ["an end that one side gives it, too", "a\nb", "A\nb", "a\nb\n", "A\nb\n"],
  ["one that a side takes is gone", "a\nb\n", "A\nb", "a\nb\n", "A\nb"],
  ["a last line without its end stays one", "a\nb\nc", "A\nb\nc", "a\nb\nc", "A\nb\nc"],
])("%s", (_, base, mine, theirs, merged) => {
  expect(merge3(base, mine, theirs)).toBe(merged);
});

test.each<[base: string | undefined, present: string, wanted: string, verdict: string]>([
  [undefined, "a", "a", "same"],
  [undefined, "a", "b", "conflict"],
  ["a", "a", "a", "same"],
  ["a", "b", "b", "same"],
  ["a", "a", "b", "write"],
  ["a", "b", "a", "hand-edited"],
  ["a", "b", "c", "conflict"],
])("a value made as %j that is %j and should be %j: %s", (base, present, wanted, verdict) => {
  expect(judge(base, present, wanted, "conflict")).toBe(verdict);
});

test.each([
  ["conflict", true, "write"],
  ["conflict", false, "conflict"],
  ["hand-edited", true, "hand-edited"],
  ["same", true, "same"],
] as const)("%s, where people give way (%s): %s", (verdict, replace, want) => {
  expect(givingWay(verdict, replace)).toBe(want);
});
