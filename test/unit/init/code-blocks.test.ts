import { expect, test } from "vitest";
import { codeToWrite } from "../../../src/init/pages/code.ts";

const todo = "Write this: nothing in the catalog says it.";
const some = ["<% if (it.fields.chat) { -%>", "print(1)", "<% } -%>"];

test.each<readonly [what: string, opening: string, lines: readonly string[], want: readonly string[]]>([
  ["nothing", "```python", [], [`# ${todo}`]],
  ["lines of some models", "```ts", some, ["<% if (!((it.fields.chat))) { -%>", `// ${todo}`, "<% } -%>"]],
  ["a line of all", "```python", ["import os", ...some], []],
  ["a line in either case", "```python", [...some.slice(0, 2), "<% } else { -%>", "x", "<% } -%>"], []],
  ["a language whose comments aren't known", "```text", [], []],
])("where a template has %s between fences, it asks people for code", (_, opening, lines, want) => {
  expect(codeToWrite(opening, lines)).toEqual(want);
});
