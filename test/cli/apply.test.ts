import { canonical, digest } from "../../src/text/digest.ts";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { config, kg, project, site, siteTold, writeFiles } from "../support/packed.ts";
import { bytesOf, stateOf } from "../support/tree.ts";

const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

describe("apply", () => {
  test("applies straight away where nobody can be asked, and a second one writes nothing", async () => {
    const folder = project(site);
    const { code, out, err } = await kg(folder, ["apply"]);
    expect({ code, err }).toEqual({ code: 0, err: siteTold });
    expect(out).toMatch(/\nApplied: 2 created, 2 updated, 0 deleted, 0 renamed\.\n$/);
    expect(read(folder, "docs/models.md")).toBe(
      "| Model |\n|-------|\n| Auk 1B |\n| Gone 7B |\n| Wren 2B |\n",
    );
    const state = stateOf(folder);
    expect((await kg(folder, ["apply"])).code).toBe(0);
    expect(stateOf(folder)).toEqual(state);
  });

  test("--quiet and --format json leave stdout to the answer", async () => {
    expect(await kg(project(site), ["apply", "--quiet"])).toEqual({ code: 0, out: "", err: siteTold });
    const { code, out } = await kg(project(site), ["apply", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ formatVersion: 2, summary: { create: 2, update: 2 } });
  });

  test("--replace makes snippets anew, hand-edited ones too; without it they stay", async () => {
    const folder = project({ ...site, "docs/code/auk-1b.py": '# By hand.\nmodel = "acme/Auk-1B"\n' });
    await kg(folder, ["apply"]);
    expect(read(folder, "docs/code/auk-1b.py")).toContain("By hand.");
    const planned = await kg(folder, ["plan", "--replace"]);
    expect(planned.out).toContain("~ code/auk-1b.py");
    expect(planned.out).toContain("Plan: 0 to create, 1 to update");
    await kg(folder, ["apply", "--replace"]);
    expect(read(folder, "docs/code/auk-1b.py")).toContain("client.chat.completions.create");
    expect((await kg(folder, ["plan", "--replace", "--check"])).code).toBe(0);
  });

  test("a blocked change exits with 3, names the path, and the rest is done", async () => {
    const aliased = { ...config, slug: { ...config.slug, aliases: { "old/Auk-1B": "old-auk" } } };
    const folder = project({
      ...site,
      "kluster-onboard.config.json": aliased,
      "catalog.json": {
        data: [{ id: "acme/Auk-1B" }, { id: "old/Auk-1B" }, { id: "acme/Owl-3B" }].map((model) => ({
          ...model,
          name: model.id,
        })),
      },
      "docs/code/auk-1b.py": 'model = "old/Auk-1B"\n',
    });
    const planned = await kg(folder, ["plan", "--check"]);
    expect(planned.code).toBe(3);
    expect(planned.out).toMatch(/! code\/auk-1b\.py .*old\/Auk-1B/);
    const { code, out } = await kg(folder, ["apply"]);
    expect(code).toBe(3);
    expect(out).toContain("1 created");
    expect(read(folder, "docs/code/auk-1b.py")).toBe('model = "old/Auk-1B"\n');
    expect(read(folder, "docs/code/owl-3b.py")).toContain("acme/Owl-3B");
  });
});

type SavedPlan = { readonly changes: readonly unknown[]; readonly lock: string };

const parseSaved: (text: string) => SavedPlan = JSON.parse;

/** A plan that was edited, with its seal made anew, as whoever edits it can. */
const resealed = (plan: string | SavedPlan): string => {
  const document = { ...(typeof plan === "string" ? parseSaved(plan) : plan), seal: undefined };
  return JSON.stringify({ ...document, seal: digest(canonical(document)) });
};
const withChange = (plan: string, change: object): string => {
  const saved = parseSaved(plan);
  return resealed({ ...saved, changes: [...saved.changes, change] });
};
const withLock = (plan: string, record: object): string => {
  const saved = parseSaved(plan);
  return resealed({ ...saved, lock: `${saved.lock}${JSON.stringify(record)}\n` });
};
const about = { models: [], cause: "catalog", reason: "Because." };
const deletion = (folder: string, path: string): object => ({
  ...about,
  action: "delete",
  path,
  kind: path.startsWith("code/") ? "snippet" : "section",
  before: digest(read(folder, `docs/${path}`)),
  after: null,
});
const workflow = {
  ...about,
  action: "create",
  path: ".github/workflows/x.yml",
  kind: "snippet",
  before: null,
  after: digest("on: push"),
  content: "on: push",
};
const invented = {
  type: "file",
  model: "x",
  snippet: "chat/python",
  path: "code/mine.py",
  owner: "tool",
  named: true,
  digest: "0".repeat(64),
  older: null,
  made: null,
  template: null,
  base: null,
};

describe("a saved plan", () => {
  const saved = async (files: Readonly<Record<string, unknown>> = site): Promise<string> => {
    const folder = project(files);
    expect((await kg(folder, ["plan", "--out", "saved.json"])).code).toBe(0);
    return folder;
  };

  test("does exactly what the plan said, even where the catalog is gone", async () => {
    const folder = await saved();
    const direct = project(site);
    await kg(direct, ["apply"]);
    rmSync(join(folder, "catalog.json"));
    const { code, out } = await kg(folder, ["apply", "saved.json"]);
    expect(code).toBe(0);
    expect(out).toContain("Applied: 2 created, 2 updated");
    expect(bytesOf(join(folder, "docs"))).toEqual(bytesOf(join(direct, "docs")));
  });

  const stale: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
    [
      "a page changed",
      { "docs/chat.md": "# Chat\n\n## Examples\n\nReworded.\n" },
      ["chat.md", "changed since the plan was made"],
    ],
    [
      "two files changed",
      { "docs/models.md": "| Model |\n|---|\n", "docs/code/wren-2b.py": "mine\n" },
      ["models.md", "code/wren-2b.py", "was made since"],
    ],
    [
      "the config changed",
      { "kluster-onboard.config.json": { ...config, vars: { ...config.vars, platform: "Zoo" } } },
      ["another config"],
    ],
    ["the catalog changed", { "catalog.json": { data: [{ id: "acme/Auk-1B" }] } }, ["another catalog"]],
    [
      "the catalog can't be read and a page changed",
      { "catalog.json": "{", "docs/chat.md": "# Chat\n" },
      ["[json-syntax]", "chat.md", "changed since the plan was made"],
    ],
  ];

  test.each(stale)("is refused when %s, and nothing is written", async (_, files, said) => {
    const folder = await saved();
    writeFiles(folder, files);
    const before = stateOf(folder);
    const { code, err } = await kg(folder, ["apply", "saved.json"]);
    expect(code).toBe(1);
    expect(err).toContain("[plan-stale]");
    for (const text of said) expect(err).toContain(text);
    expect(stateOf(folder)).toEqual(before);
  });

  test("is held against the catalog that the plan was given, and its order doesn't count", async () => {
    const other = { data: [{ id: "acme/Auk-1B" }, { id: "acme/Wren-2B" }] };
    const folder = project({ ...site, "other.json": other });
    await kg(folder, ["plan", "--catalog", "other.json", "--out", "saved.json"]);
    writeFiles(folder, { "other.json": { data: [{ id: "acme/Auk-1B", name: "Auk" }, other.data[1]] } });
    expect((await kg(folder, ["apply", "saved.json"])).err).toContain("another catalog");
    writeFiles(folder, { "other.json": { data: [...other.data].reverse() } });
    expect((await kg(folder, ["apply", "saved.json"])).code).toBe(0);
  });

  const edits: readonly (readonly [string, (plan: string, folder: string) => string, string])[] = [
    ["its text was edited", (plan) => plan.replace("| Auk 1B |", "| Eagle 9B |"), "plan-edited"],
    ["a reason was edited", (plan) => plan.replace('"reason": "', '"reason": "Not '), "plan-edited"],
    ["its text was taken out", (plan) => plan.replace(/,\n\s*"content": .*/, ""), "plan-edited"],
    [
      "a path leads out of the documentation",
      (plan) => resealed(plan.replace('"code/auk-1b.py"', '"../auk-1b.py"')),
      "plan-untrusted",
    ],
    [
      "a path is absolute",
      (plan) => resealed(plan.replace('"code/auk-1b.py"', '"/tmp/auk-1b.py"')),
      "plan-untrusted",
    ],
    [
      "a path leads into .git",
      (plan) => resealed(plan.replace('"code/auk-1b.py"', '".git/hooks/pre-commit"')),
      "plan-untrusted",
    ],
    [
      "it deletes a page that people wrote",
      (plan, folder) => withChange(plan, deletion(folder, "chat.md")),
      "plan-untrusted",
    ],
    [
      "it deletes a snippet that people wrote",
      (plan, folder) => {
        writeFiles(folder, { "docs/code/mine.py": "mine\n" });
        return withChange(plan, deletion(folder, "code/mine.py"));
      },
      "plan-untrusted",
    ],
    ["it makes a workflow", (plan) => withChange(plan, workflow), "plan-untrusted"],
    ["its lock records what it doesn't make", (plan) => withLock(plan, invented), "plan-untrusted"],
    [
      "a digest was edited",
      (plan) => resealed(plan.replace(/"before": "[0-9a-f]{64}"/, `"before": "${"0".repeat(64)}"`)),
      "plan-stale",
    ],
    [
      "its format is newer",
      (plan) => plan.replace('"formatVersion": 2', '"formatVersion": 3'),
      "plan-version",
    ],
    ["it is no plan", () => "{}", "plan-invalid"],
    ["it is no JSON", () => "plan", "json-"],
    ["it is shown, not saved", (plan) => plan.replaceAll(/,\n\s*"content": .*/g, ""), "plan-edited"],
  ];

  test.each(edits)("is refused when %s, and nothing is written", async (_, edit, code) => {
    const folder = await saved();
    const plan = read(folder, "saved.json");
    const edited = edit(plan, folder);
    expect(edited).not.toBe(plan);
    writeFiles(folder, { "saved.json": edited });
    const before = stateOf(folder);
    const run = await kg(folder, ["apply", "saved.json"]);
    expect(run.code).toBe(1);
    expect(run.err).toContain(`[${code}`);
    expect(run.err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(stateOf(folder)).toEqual(before);
  });

  test("can't be applied twice, isn't changed by options, and must be there", async () => {
    const folder = await saved();
    const limited = await kg(folder, ["apply", "saved.json", "--model", "acme/Auk-1B"]);
    expect(limited).toMatchObject({ code: 1, out: "" });
    expect(limited.err).toContain("--model can't change it");
    await kg(folder, ["apply", "saved.json"]);
    expect((await kg(folder, ["apply", "saved.json"])).err).toContain("[plan-stale]");
    expect((await kg(folder, ["apply", "nowhere.json"])).err).toContain("[plan-unreadable]");
  });

  test("isn't saved when there are errors, and says so when it can't be", async () => {
    const folder = project({ ...site, "docs/chat.md": "# Nothing here\n" });
    const before = stateOf(folder);
    expect((await kg(folder, ["plan", "--out", "saved.json"])).code).toBe(1);
    expect(stateOf(folder)).toEqual(before);
    const unsaved = await kg(project(site), ["plan", "--out", "no/such/folder.json"]);
    expect(unsaved.code).toBe(1);
    expect(unsaved.err).toContain("[save-failed]");
  });
});
