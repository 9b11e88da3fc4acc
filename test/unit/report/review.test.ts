import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { command } from "../../support/command.ts";
import { parsePlan, writesOf } from "../../support/plan.ts";

/** The example in a folder of its own, and commands on it; the catalog may be another one. */
const site = () => {
  const root = join(emptyFolder(), "docs");
  cpSync("examples/docs", root, { recursive: true });
  const run = (name: string, catalog: string, ...more: readonly string[]) =>
    command(name, "--root", root, "--catalog", catalog, ...more);
  const edit = (path: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(join(root, path), "utf8");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    writeFileSync(join(root, path), changed);
  };
  return { root, run, edit, read: (path: string) => readFileSync(join(root, path), "utf8") };
};

type Document = { readonly data: readonly { readonly id: string; readonly name?: string }[] };
const parse: (text: string) => Document = JSON.parse;
const full = "examples/catalog.json";

const changed = (change: (data: Document["data"]) => readonly unknown[]): string => {
  const file = join(emptyFolder(), "catalog.json");
  writeFileSync(file, JSON.stringify({ data: change(parse(readFileSync(full, "utf8")).data) }));
  return file;
};

const page = "get-started/start-building/real-time.md";
const newcomer = "quarry-ai/Slate-R1.5-Distill-14B";
const without = (id: string): string => changed((data) => data.filter((model) => model.id !== id));

test("a snippet that another page cites isn't pruned", async () => {
  const { run, edit, read } = site();
  expect((await run("apply", full)).code).toBe(0);
  const path = ".snippets/code/get-started/start-building/real-time/real-time-slate-r1-5-distill-14b.py";
  edit(
    "index.md",
    /$/,
    "\n--8<-- 'code/get-started/start-building/real-time/real-time-slate-r1-5-distill-14b.py:1:3'\n",
  );
  const { code, err } = await run("apply", without(newcomer), "--prune");
  expect(code).toBe(0);
  expect(err).toContain("index.md still cites it");
  expect(read(path)).toContain(newcomer);
});

test("files stay when their entries aren't part of the run", async () => {
  const { run } = site();
  await run("apply", full);
  const { out } = await run("plan", without(newcomer), "--prune", "--only", "snippets", "--format", "json");
  expect(writesOf(parsePlan(out))).toEqual([]);
});

test("a dropdown that a person gave another look isn't added a second time", async () => {
  const { run, edit } = site();
  await run("apply", full);
  edit(page, '??? example "Slate R1.5 14B"', '??? tip "Slate R1.5, distilled"');
  const { out } = await run("plan", full, "--format", "json");
  expect(writesOf(parsePlan(out))).toEqual([]);
});

test("a new ID of the same name gets an entry of its own", async () => {
  const { run, read } = site();
  await run("apply", full);
  const renewed = changed((data) =>
    data.map((model) => (model.id === newcomer ? { ...model, id: `${newcomer}-v2` } : model)),
  );
  await run("apply", renewed);
  expect(read(page).match(/real-time-slate-r1-5-distill-14b-v2\.py/g)).toHaveLength(1);
});

test("a column that people put in the place of one of ours keeps its header and its cells", async () => {
  const { run, edit, read } = site();
  edit("get-started/models.md", "Fine-tuning<br>support", "Price");
  for (const mark of [":white_check_mark:", ":x:"])
    edit("get-started/models.md", new RegExp(`^((?:\\|[^|\\n]*){4})\\| ${mark} `, "gm"), "$1| $$1 ");
  await run("apply", full);
  expect(read("get-started/models.md")).toMatch(/\| Price +\|.*Fine-tuning|Fine-tuning.*\| Price +\|/);
  expect(read("get-started/models.md").match(/\| \$1 /g)).toHaveLength(4);
});

test("a header that people reworded after an apply stays", async () => {
  const { run, edit } = site();
  await run("apply", full);
  edit("get-started/models.md", "Image<br>analysis", "Sees images");
  edit("get-started/models.md", "| Description |", "| What it is good for |");
  expect(writesOf(parsePlan((await run("plan", full, "--format", "json")).out))).toEqual([]);
});

test("nothing is called in step beside an error", async () => {
  const { run, edit } = site();
  await run("apply", full);
  edit(".snippets/text/get-started/rate-limit.md", '=== "Enterprise"', '=== "Business"');
  const { code, out, err } = await run("apply", full);
  expect(code).toBe(1);
  expect(out).not.toContain("in step");
  expect(err).toContain("Nothing was written.");
});

test("--replace gets past a cell that a hand edit blocks, and one gone model can be pruned by name", async () => {
  const { run, edit, read } = site();
  await run("apply", full);
  const limits = ".snippets/text/get-started/rate-limit.md";
  edit(limits, /(=== "Core"[^]*?Tern 405B\*\*\|)131k/, "$1131k (beta)");
  const larger = changed((data) =>
    data.map((model) => (model.id.includes("Tern") ? { ...model, context_length: 200_000 } : model)),
  );
  expect((await run("apply", larger)).code).toBe(3);
  expect(read(limits)).toContain("131k (beta)");
  expect(
    (await run("apply", larger, "--replace", "--model", "klusterai/Tern-405B-Instruct-Turbo")).code,
  ).toBe(0);
  expect(read(limits)).not.toContain("beta");

  expect(
    (await run("apply", without(newcomer), "--prune", "--model", newcomer, "--accept-catalog")).code,
  ).toBe(0);
  expect(read(page)).not.toContain("Slate R1.5 14B");
});
