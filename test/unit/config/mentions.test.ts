import { expect, test } from "vitest";
import { formats } from "../../../generators/section/formats.ts";
import { ruleNames } from "../../../src/config/checks.ts";
import type { MentionsConfig } from "../../../src/config/config.gen.ts";
import { crossCheck } from "../../../src/config/rules.ts";
import { config, settings } from "../given.ts";

const known = { languages: ["python"], formats, checks: ruleNames };

test.each<readonly [mentions: Partial<MentionsConfig>, problems: readonly string[]]>([
  [{ roles: { chat: { model: "a/b", follows: ["a/c", "a/d*", "^x", "/^y(?:1|2)$/"] } } }, []],
  [{ roles: { chat: {} } }, ["config-missing-key at mentions.roles.chat"]],
  [{ roles: { chat: { model: "a", newest: { by: "name" } } } }, ["config-duplicate at mentions.roles.chat"]],
  [
    { roles: { chat: { newest: { by: "date" } } } },
    ["config-unknown-field at mentions.roles.chat.newest.by"],
  ],
  [{ roles: { "two words": { model: "a" } } }, ["config-role-name at mentions.roles.two words"]],
  [{ roles: { chat: { model: "a", follows: "(" } } }, ["config-bad-pattern at mentions.roles.chat.follows"]],
  [
    { roles: { chat: { model: "a", follows: [{ field: "date", exists: true }] } } },
    ["config-unknown-field at mentions.roles.chat.follows[0].field"],
  ],
  [{ successors: { a: "b", b: "c" } }, []],
  [{ successors: { a: "b", b: "c", c: "a" } }, ['config-successor-circle at mentions.successors["a"]']],
  [{ successors: { a: "a" } }, ['config-successor-circle at mentions.successors["a"]']],
  [{ left: { successor: "next" } }, ["config-unknown-field at mentions.left.successor"]],
  [{ forms: ["{nam}"] }, ["config-unknown-field at mentions.forms[0]"]],
  [{ forms: ["a {id}"] }, ["config-form at mentions.forms[0]"]],
])("%j", (mentions, problems) => {
  const found = crossCheck(config({ mentions: { pages: ["**"], ...mentions } }), "c", known);
  expect(found.map(({ code, where }) => `${code} at ${where.replace("c: ", "")}`)).toEqual(problems);
});

test.each<readonly [path: string, want: "page" | "kept" | "none"]>([
  ["a.md", "page"],
  ["guides/a.mdx", "page"],
  ["guides/old.mdx", "kept"],
  ["blog/a.md", "none"],
  ["a.png", "none"],
  ["CHANGELOG.md", "none"],
  ["docs/changelog/2026.md", "none"],
  ["release-notes.md", "none"],
  ["package-lock.json", "none"],
  ["node_modules/a/README.md", "none"],
])("%s is %s", (path, want) => {
  const { mentions } = settings({
    mentions: { pages: ["**/*.{md,mdx,json}"], ignore: ["blog/**"], keep: ["**/old.*", "a.md#Older"] },
  });
  const found = mentions?.isPage(path) !== true ? "none" : mentions.isKept(path) ? "kept" : "page";
  expect(found).toBe(want);
  expect(mentions?.keptHeadings(path)).toEqual(path === "a.md" ? ["Older"] : []);
});
