import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { MentionsConfig } from "../../../../src/config/config.gen.ts";
import { command } from "../../../support/command.ts";
import { emptyFolder } from "../../../support/hostile/interpreters.ts";

const models = [
  { id: "orca-6", name: "Orca 6", replaced_by: null },
  { id: "orca-5", name: "Orca 5", replaced_by: null },
  { id: "kelp-1", name: "Kelp 1", replaced_by: "orca-6" },
];

const roles = { chat: { model: "orca-6", follows: ["orca-5"] } };

/** A documentation with these files, and what starts a command in it. */
const site = (
  files: Readonly<Record<string, string | Uint8Array>>,
  mentions: MentionsConfig,
  rules: Readonly<Record<string, string>> = {},
) => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, "docs", path), content);
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(models));
  const fields = { id: { path: "id" }, name: { path: "name" }, replaced_by: { path: "replaced_by" } };
  const config = {
    root: "docs",
    catalog: { sources: [{ file: "catalog.json" }], fields },
    mentions,
    check: { rules },
  };
  writeFileSync(join(folder, "kluster-onboard.config.json"), JSON.stringify(config));
  const at = ["--config", join(folder, "kluster-onboard.config.json")];
  return {
    root: join(folder, "docs"),
    run: (name: string, ...more: readonly string[]) => command(name, ...more, ...at),
    read: (path: string) => readFileSync(join(folder, "docs", path), "utf8"),
  };
};

const page = '# Orca\n\nAsk kelp-1.\n\n```python\nchat("orca-5")\nchat("kelp-1")\n```\n';

describe("check", () => {
  const left: MentionsConfig = { pages: ["*.md"], roles, left: { successor: "replaced_by" } };

  test("tells of models that left, with their successor", async () => {
    const { out, code } = await site({ "a.md": page }, left).run("check");
    expect(out).toContain("A model that left is named: kelp-1 → orca-6.");
    expect(out).toMatch(/a\.md:3\b[^]*a\.md:7\b/);
    expect(out).not.toContain("orca-5");
    expect(code).toBe(0);
  });

  test("tells of what is behind a role where it is asked to", async () => {
    const { out, code } = await site({ "a.md": page }, left, { "mention-behind": "error" }).run("check");
    expect(out).toContain("An older model stands for the role `chat`: orca-5 → orca-6.");
    expect(code).toBe(2);
  });
});

test("explain lists every name by kind, with file and line", async () => {
  const { run } = site({ "a.md": `${page}\n{{model:chat}} and orca-6\n` }, { pages: ["*.md"], roles });
  expect((await run("explain", "orca-5")).out).toContain("a.md:6  orca-5  code");
  const { out } = await run("explain", "orca-6", "--format", "json");
  const parsed: unknown = JSON.parse(out);
  expect(parsed).toMatchObject({
    mentions: [
      { page: "a.md", line: 10, kind: "prose", text: "orca-6" },
      { page: "a.md", line: 10, kind: "placeholder", text: "{{model:chat}}" },
    ],
  });
});

test("explain lists the names of a model that left, known from the lock or from lists of the config", async () => {
  const { run, root } = site(
    { "a.md": page },
    { pages: ["*.md"], roles, successors: { "kelp-0": "orca-6" }, left: { ids: ["squid-0"] } },
  );
  writeFileSync(join(root, "b.md"), "Ask kelp-0.\n\n```python\nchat('squid-0')\n```\n\nAnd kelp-9.\n");
  const listed = await run("explain", "kelp-0");
  expect([listed.code, listed.out]).toEqual([
    0,
    expect.stringContaining("the catalog has it no longer; its successor is orca-6."),
  ]);
  expect(listed.out).toContain("b.md:1  kelp-0  prose");
  expect((await run("explain", "squid-0")).out).toContain("b.md:4  squid-0  code");
  const unknown = await run("explain", "kelp-9");
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining("The catalog has no such model.")]);
  // The lock remembers what the catalog had.
  await run("apply");
  writeFileSync(join(root, "../catalog.json"), JSON.stringify(models.slice(0, 2)));
  expect((await run("explain", "kelp-1")).out).toMatch(/a\.md:7 {2}kelp-1 {2}code\n {2}a\.md:3/);
});

test("a run tells how many names follow a role, and files that are no text are skipped and named", async () => {
  const { run, read } = site(
    { "a.md": page, "b.md": page, "c.md": new Uint8Array([0, 1, 255]), "d.md": "a\0b orca-5" },
    { pages: ["*.md"], roles },
  );
  const { out, err, code } = await run("apply", "--only", "mentions", "--role", "chat");
  expect(out).toContain("2 mentions in 2 files follow `chat`.");
  expect(err).toContain(
    "No names of models are looked for in c.md, d.md: not UTF-8 text, or longer than 4 MB.",
  );
  expect([code, read("b.md")]).toEqual([0, page.replace("orca-5", "orca-6")]);
  expect((await run("apply", "--role", "chatt")).err).toContain("Did you mean `chat`?");
});

describe("a saved plan that was edited and sealed anew", () => {
  test.each<readonly [what: string, content: string]>([
    ["changes more than names", page.replace('chat("orca-5")', 'system("orca-6")')],
    ["puts in a line", `${page.replace("orca-5", "orca-6")}import os\n`],
  ])("is refused where it %s", async (_, content) => {
    const { digest } = await import("../../../../src/text/digest.ts");
    const { canonical } = await import("../../../../src/text/digest.ts");
    const { run, root, read } = site({ "a.md": page }, { pages: ["*.md"], roles });
    const file = join(emptyFolder(), "plan.json");
    await run("plan", "--role", "chat", "--out", file);
    const parse: (text: string) => {
      changes: { path: string; content?: string; after: string }[];
      seal?: string;
    } = JSON.parse;
    const plan = parse(readFileSync(file, "utf8"));
    for (const change of plan.changes)
      if (change.path === "a.md") Object.assign(change, { content, after: digest(content) });
    delete plan.seal;
    writeFileSync(file, JSON.stringify({ ...plan, seal: digest(canonical(plan)) }));
    const copy = emptyFolder();
    cpSync(root, copy, { recursive: true });
    const { err, code } = await run("apply", file);
    expect(err).toContain("The config has no mention at this path.");
    expect([code, read("a.md")]).toEqual([1, page]);
  });
});
