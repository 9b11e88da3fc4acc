import { expect, test } from "vitest";
import { shownTitle } from "../../../generators/section/title.ts";

test.each<[title: string, shown: string]>([
  ["Auk 3", "Auk 3"],
  ["Auk 3 (", "Auk 3"],
  ["Auk 3 [beta] (new)", "Auk 3 [beta] (new)"],
  ["✅ [Auk 3", "✅ Auk 3"],
  ["Auk 3]", "Auk 3"],
  [":robot: [Auk 3", "Auk 3"],
  [":material-robot:{ .lg } Auk 3 –", "Auk 3"],
  ["🤖 https://x.example/auk[Auk 3", "🤖 Auk 3"],
  ["Auk) (3", "Auk 3"],
  ["(", "("],
])("%j is shown as %j", (title, shown) => {
  expect(shownTitle(title)).toBe(shown);
});
