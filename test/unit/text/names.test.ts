import { expect, test } from "vitest";
import { plainText } from "../../../src/text/emit/plain-text.ts";
import { bareName } from "../../../src/text/mentions.ts";

test.each([
  ["GPT-4 Turbo", "gpt4turbo"],
  ["Command R+", "commandr+"],
  ["Ｑwen 2.5_VL", "qwen25vl"],
  ["Модель №1", "модельno1"],
  ["…", ""],
])("%j is %j however people write it", (name, want) => {
  expect(bareName(name)).toBe(want);
});

test.each([
  ["plain", "plain"],
  ["`a`", "a"],
  ["[a](b)", "a"],
  ["**a** _b_", "a b"],
  ["a<br>b", "a b"],
  ["<b>a</b>", "a"],
  ["<Icon /> a", "<Icon/> a"],
  ["<Icon>a</Icon>", "a"],
  ["<icon /> a", "a"],
  ["a &amp; b &#65; &#x42; &nope;", "a & b A B &nope;"],
  ["\\*a", "*a"],
])("a person sees of %j: %j", (markup, want) => {
  expect(plainText(markup)).toBe(want);
});
