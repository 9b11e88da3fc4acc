import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { config, kg, packageFolder, project, site, sitePlan, siteTold } from "../support/packed.ts";
import { parsePlan, writesOf } from "../support/plan.ts";
import { stateOf } from "../support/tree.ts";

const parseSchema: (text: string) => object = JSON.parse;
const schema = parseSchema(readFileSync(join(packageFolder, "schemas/plan.schema.json"), "utf8"));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const planOf = async (folder: string, ...args: readonly string[]) =>
  parsePlan((await kg(folder, ["plan", "--format", "json", ...args])).out);
const pathsOf = async (folder: string, ...args: readonly string[]) =>
  writesOf(await planOf(folder, ...args)).map(({ path }) => path);

describe("plan", () => {
  test("shows every change, and writes nothing even where it couldn't", async () => {
    const folder = project(site);
    const before = stateOf(folder);
    for (const path of ["", "docs"]) chmodSync(join(folder, path), 0o555);
    const { code, out, err } = await kg(folder, ["plan"]);
    expect({ code, err }).toEqual({ code: 0, err: siteTold });
    expect(out).toMatch(
      /^Snippets\n {2}\+ code\/auk-1b\.py\n {2}\+ code\/wren-2b\.py\n\nPage sections\n {2}~ chat\.md {2}2 entries added\./,
    );
    expect(out.trimEnd().split("\n").at(-1)).toBe(sitePlan);
    expect(stateOf(folder)).toEqual(before);
  });

  test.each([
    ["--only", "snippets"],
    ["--model", "acme/Auk-1B"],
    ["--filter", "cause=template"],
  ])("%s %s says nothing of what it didn't look at", async (...args) => {
    const folder = project(site);
    await kg(folder, ["apply", ...(args[0] === "--filter" ? [] : args)]);
    const { out } = await kg(folder, ["plan", ...args]);
    expect(out).toMatch(/^Nothing to change in what was asked for\.$/m);
    expect(out).not.toContain("in step");
  });

  test("--check exits with 2 when there are changes, and with 0 when there are none", async () => {
    const folder = project(site);
    expect((await kg(folder, ["plan", "--check"])).code).toBe(2);
    expect((await kg(folder, ["apply"])).code).toBe(0);
    const { code, out } = await kg(folder, ["plan", "--check"]);
    expect(code).toBe(0);
    expect(out).toBe(
      "Nothing to change; what is left stays, as told.\nPlan: 0 to create, 0 to update, 0 to delete, 0 renamed, 4 unchanged.\n",
    );
  });

  test("--format json is a valid plan without texts; --out saves it with them", async () => {
    const folder = project(site);
    const { out } = await kg(folder, ["plan", "--format", "json", "--out", "saved.json"]);
    const shown: unknown = JSON.parse(out);
    const saved: unknown = JSON.parse(readFileSync(join(folder, "saved.json"), "utf8"));
    for (const plan of [shown, saved]) expect(validate(plan) ? [] : validate.errors).toEqual([]);
    expect(parsePlan(out).changes.every(({ content }) => content === undefined)).toBe(true);
    expect(writesOf(parsePlan(JSON.stringify(saved))).every(({ content }) => content !== undefined)).toBe(
      true,
    );
    expect(out + JSON.stringify(saved), "no path of this machine").not.toContain(folder);
  });

  test("problems are part of the JSON too, which stays valid", async () => {
    const folder = project({ ...site, "kluster-onboard.config.json": { ...config, root: "elsewhere" } });
    const { code, out, err } = await kg(folder, ["plan", "--format", "json"]);
    expect(code).toBe(1);
    expect(validate(JSON.parse(out)) ? [] : validate.errors).toEqual([]);
    expect(parsePlan(out).problems.map(({ code }) => code)).toEqual(["root-not-found"]);
    expect(err).toContain("root-not-found");
  });

  test("--only limits the kinds", async () => {
    const folder = project(site);
    expect(await pathsOf(folder, "--only", "snippets")).toEqual(["code/auk-1b.py", "code/wren-2b.py"]);
    expect(await pathsOf(folder, "--only", "sections,tables")).toEqual(["chat.md", "models.md"]);
    expect(await pathsOf(folder, "--only", "tables")).toEqual(["models.md"]);
  });

  test("--model limits the models, may be repeated, and must name some", async () => {
    const folder = project(site);
    expect(await pathsOf(folder, "--model", "acme/Auk-1B")).toEqual([
      "chat.md",
      "code/auk-1b.py",
      "models.md",
    ]);
    expect(await pathsOf(folder, "--model", "acme/Auk-1B", "--model", "acme/Wren-2B")).toHaveLength(4);
    const { code, err } = await kg(folder, ["plan", "--model", "acme/Auk-1b", "--model", "nobody/Nothing"]);
    expect(code).toBe(1);
    expect(err).toContain("Did you mean `acme/Auk-1B`?");
    expect(err).toContain("--model nobody/Nothing");
  });

  test("--root and --catalog come before the config's", async () => {
    const folder = project({
      ...site,
      "other.json": { data: [{ id: "acme/Owl-3B", name: "Owl 3B" }] },
      "copy/chat.md": "# Chat\n## Examples\n",
      "copy/models.md": "| Model |\n|---|\n",
    });
    expect(await pathsOf(folder, "--root", "copy", "--catalog", "other.json")).toEqual([
      "chat.md",
      "code/owl-3b.py",
      "models.md",
    ]);
  });

  test("--diff shows unified diffs that say what would be written", async () => {
    const { out } = await kg(project(site), ["plan", "--diff"]);
    expect(out).toContain("--- a/models.md\n      +++ b/models.md\n");
    expect(out).toContain("--- /dev/null\n      +++ b/code/auk-1b.py\n");
    expect(out).toContain("+| Auk 1B |");
  });

  test("--quiet says nothing but problems; --verbose lists unchanged files and reasons", async () => {
    const folder = project(site);
    expect(await kg(folder, ["plan", "--quiet"])).toEqual({ code: 0, out: "", err: siteTold });
    expect((await kg(folder, ["plan", "--quiet", "--check"])).code).toBe(2);
    expect((await kg(folder, ["plan", "--quiet", "--model", "x"])).err).toContain("model-unknown");
    await kg(folder, ["apply", "--model", "acme/Auk-1B"]);
    const { out } = await kg(folder, ["plan", "--verbose"]);
    expect(out).toContain("= code/auk-1b.py  The real-time/python snippet is there.");
    expect(out).toContain("+ code/wren-2b.py  No real-time/python snippet names the model yet.");
  });

  test("no colour in a pipe", async () => {
    const { out, err } = await kg(project(site), ["plan", "--verbose", "--diff"]);
    expect(out + err).not.toContain("\u001b");
  });
});

describe("the catalog", () => {
  test.each([
    ["an empty file", "", "catalog-empty"],
    ["an empty list", '{"data": []}', "catalog-empty"],
    ["no list", '{"models": [1]}', "catalog-"],
    ["a web page", "<!doctype html>", "catalog-html"],
    ["half a document", '{"data": [', "json-"],
    ["a record without its ID", '{"data": [{"name": "x"}, {"id": 7}]}', "catalog-"],
    ["one ID twice", '{"data": [{"id": "a"}, {"id": "a"}]}', "catalog-"],
  ])("%s is a problem, and nothing is written", async (_, text, code) => {
    const folder = project({ ...site, "catalog.json": text });
    const before = stateOf(folder);
    const run = await kg(folder, ["apply"]);
    expect(run.code).toBe(1);
    expect(run.err).toContain(`[${code}`);
    expect(run.err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(stateOf(folder)).toEqual(before);
  });
});
