import { expect, it } from "vitest";
import { markdown } from "../../../../src/page/markdown/markup.ts";

const { cell } = markdown;

it.each([
  ["Auk [dev]", "", "Auk [dev]"],
  ["Auk [dev] 2", "", "Auk [dev] 2"],
  ["Auk [dev]", "(https://x.example)", "Auk &#91;dev&#93;(https://x.example)"],
  ["Auk [dev]", "[ref]", "Auk &#91;dev&#93;&#91;ref&#93;"],
  ["Auk ![dev]", "", "Auk !&#91;dev&#93;"],
  ["Auk [x](y)", "", "Auk &#91;x&#93;(y)"],
  ["[dev] Auk", "", "&#91;dev&#93; Auk"],
  ["Auk [^1]", "", "Auk &#91;^1&#93;"],
])("a word in brackets: %j beside %j → %j", (name, beside, want) => {
  expect(cell.whole(cell.text(name) + cell.text(beside))).toBe(want);
});

it("a word in brackets within a link", () => {
  expect(cell.whole(`[${cell.text("Auk [dev]")}](auk.md)`)).toBe("[Auk &#91;dev&#93;](auk.md)");
});
