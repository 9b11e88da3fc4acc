import { expect, test } from "vitest";
import { withTitlesRuled } from "../../../../src/text/emit/rst-titles.ts";

test.each([
  ["a line below", "\nGreat Heron\n====\nText\n", "\nGreat Heron\n===========\nText\n"],
  ["lines on both sides", "=====\n Heron\n=====\n\n", "======\n Heron\n======\n\n"],
  ["wide characters", "苍鹭 1\n-----\n", "苍鹭 1\n------\n"],
])("%s gets as wide as the title", (_, given, want) => {
  expect(withTitlesRuled(given)).toBe(want);
});

test.each([
  ["a line that is wide enough", "Heron\n========\n"],
  ["three signs", "Great Heron\n---\n"],
  ["text of two lines", "a\nGreat Heron\n-----\n"],
  ["text that is indented", "  Great Heron\n-----\n"],
  ["a table of one column", "=====\nModel\n=====\nGreat Heron\nKite\n=====\n"],
  ["its header", "\n=====\nGreat Heron\n=====\nKite\n=====\n"],
])("%s stays", (_, text) => {
  expect(withTitlesRuled(text)).toBe(text);
});
