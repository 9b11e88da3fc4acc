import { expect, test } from "vitest";
import { githubText } from "../../../../src/text/emit/github.ts";

test.each([
  ["Run with --prune, set `removal.policy`.", "Run with `--prune`, set `removal.policy`."],
  ["Ask @octo, see #1.", "Ask `@octo,` see `#1.`"],
  ["--prune,@octo", "`--prune,@octo`"],
])("a sentence for GitHub: %s", (text, want) => {
  expect(githubText(text)).toBe(want);
});
