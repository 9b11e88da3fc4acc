import { expect, test } from "vitest";
import { likenessTo } from "../../../../generators/placing/likeness.ts";

const models = ["Context: 32K, tools: yes", "Context: 8K, tools: no", "Context: 1M, tools: yes"];

test.each<readonly [texts: readonly string[], text: string, want: boolean | undefined]>([
  [models, "Context: 64K, tools: maybe", true],
  [models, "The context is large", false],
  [models, "tools alone", true],
  [models, "", false],
  [models.slice(0, 1), "Context, tools", undefined],
  [["one", "two"], "one", undefined],
  [[], "one", undefined],
  [["a b", "a c", "a d", "a e", "a f", "none of it"], "a", true],
])("%j: %s", (texts, text, want) => {
  expect(likenessTo(texts)?.(text)).toBe(want);
});
