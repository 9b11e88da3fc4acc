import { expect, test } from "vitest";
import { planClient } from "../../../generators/client/plan.ts";
import { tree } from "../given.ts";

const files = [
  { path: "a.ts", text: "export const a = 2;\n" },
  { path: "b.ts", text: "export const b = 2;\n" },
];
const edited = tree({ "api/a.ts": "export const a = 1;\n", "api/b.ts": "export const b = 1;\n" });

test.each<[replaced: readonly string[], actions: readonly string[]]>([
  [
    ["api/a.ts", "api/b.ts"],
    ["update", "update"],
  ],
  // A client is of one piece: while an edit stays in one file, no other changes.
  [["api/a.ts"], ["blocked", "blocked"]],
  [["guide.md"], ["blocked", "blocked"]],
])("--replace of %j makes of edited files of a client %j", (replaced, actions) => {
  const changes = planClient(files, edited, {
    out: "api",
    apiChanges: [],
    replaces: (path) => replaced.includes(path),
  });
  expect(changes.map(({ action }) => action)).toEqual(actions);
});
