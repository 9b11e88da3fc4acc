import { expect, test } from "vitest";
import { formats } from "../../../generators/section/formats.ts";
import { shownTitle } from "../../../generators/section/made.ts";

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

test.each<[heading: string, title: string]>([
  ["## Auk 3", "Auk 3"],
  ["## Auk 3 ##", "Auk 3"],
  ["## Auk 3 {#auk}", "Auk 3"],
  ["## Auk 3 [#auk]", "Auk 3"],
  ['## Auk 3 <Badge text="new" />', "Auk 3"],
  ["## Auk 3 [beta]", "Auk 3 [beta]"],
])("the title of %j is %j: anchors and badges aren't of it", (heading, title) => {
  const found = new RegExp(formats.get("heading-2")?.recognise ?? "").exec(heading);
  expect(found?.groups?.title).toBe(title);
});
