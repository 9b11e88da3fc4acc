import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const page = "# M\n\n| Model | Price |\n|---|---|\n| `a-1` | $1 |\n| `b-2` | $99 |\n| `c-3` | $0.875 |\n";

/** A documentation with a cell that differs from the catalog, in a folder of its own. */
const site = (): string => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "docs/p.md"), page);
  const records = [
    { id: "a-1", usd: 1 },
    { id: "b-2", usd: 98 },
    { id: "c-3", usd: 0.875 },
  ];
  writeFileSync(join(folder, "c.json"), JSON.stringify(records));
  return folder;
};

const init = (folder: string, ...options: readonly string[]) =>
  commandIn(folder, "init", "--catalog", "c.json", "--root", "docs", "--yes", ...options);

describe("planning changes nothing with the config", () => {
  test.each([["tools/kluster.config.ts"], ["tools/kluster.config.json"], ["kluster.yaml"]])(
    "in %s",
    async (file) => {
      const folder = site();
      const { code, out } = await init(folder, "--config", file);
      expect([code, out]).toEqual([
        0,
        expect.stringContaining(
          `Planning with it changes nothing; read it, then: kluster-gen plan --config ${file}\n`,
        ),
      ]);
      const plan = await commandIn(folder, "plan", "--check", "--config", file);
      expect([plan.code, plan.err]).toEqual([0, ""]);
    },
  );
});

test("a link to a page is no page of its own, and the catalog may be a file for each model", async () => {
  const folder = site();
  symlinkSync("p.md", join(folder, "docs/link.md"));
  mkdirSync(join(folder, "models"));
  for (const [file, usd] of [
    ["a-1", 1],
    ["b-2", 98],
    ["c-3", 0.875],
  ])
    writeFileSync(join(folder, `models/${file}.json`), JSON.stringify({ usd }));
  const { code, out } = await init(folder, "--catalog", "models/*.json");
  expect([code, out]).toEqual([0, expect.stringMatching(/3 models(?!.*link\.md).*table in p\.md/s)]);
  const config = readFileSync(join(folder, "kluster-onboard.config.ts"), "utf8");
  expect(config).toContain('sources: [{ files: "models/*.json" }]');
  writeFileSync(join(folder, "models/d-4.json"), '{"usd":7}');
  expect((await commandIn(folder, "apply", "--yes")).code).toBe(0);
  expect(readFileSync(join(folder, "docs/p.md"), "utf8")).toContain("| `d-4` | $7 |");
});

test("a lock that was there stays, and nothing is promised", async () => {
  const folder = site();
  mkdirSync(join(folder, "docs/.kluster-gen"));
  const lock = join(folder, "docs/.kluster-gen/lock.jsonl");
  writeFileSync(lock, '{"formatVersion":2}\n');
  const { out } = await init(folder);
  expect(out).toContain(
    "Wrote kluster-onboard.config.ts. It was tried without docs/.kluster-gen/lock.jsonl, which was there before, so planning with it may change something;",
  );
  expect(readFileSync(lock, "utf8")).toBe('{"formatVersion":2}\n');
  expect(readFileSync(join(folder, "kluster-onboard.config.ts"), "utf8")).not.toContain("changes nothing");
});

test("the columns of three tables that are alike stand once, and the config is one for the compiler", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  const records = ["acme", "birch", "cedar"].flatMap((owner) => {
    const models = [1, 2, 3].map((at) => ({ id: `${owner}-${at}`, owner, usd: at + owner.length }));
    const rows = models.map(({ id, usd }) => `| \`${id}\` | $${usd} |  |\n`).join("");
    writeFileSync(
      join(folder, `docs/${owner}.md`),
      `# M\n\n| Model | Price | Notes |\n|---|---|---|\n${rows}`,
    );
    return models;
  });
  writeFileSync(join(folder, "c.json"), JSON.stringify(records));
  expect(await init(folder)).toMatchObject({ code: 0 });
  const config = readFileSync(join(folder, "kluster-onboard.config.ts"), "utf8");
  expect(config.match(/header: "Price"/g)).toHaveLength(1);
  expect(config.match(/ columns,\n| columns: columns,\n/g)).toHaveLength(3);
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [] };
  const project = new Project({ compilerOptions: { ...compilerOptions, allowImportingTsExtensions: true } });
  // What the package exports for configs, without all else that it does.
  const [types, define] = ["config.gen.ts", "define-config.ts"].map((each) => resolve("src/config", each));
  const exports = `export type * from "${types}"; export { defineConfig } from "${define}";`;
  project.createSourceFile(join(folder, "exports.ts"), exports);
  const source = config.replace('"kluster-gen"', '"./exports.ts"');
  const found = project.createSourceFile(join(folder, "typed.ts"), source).getPreEmitDiagnostics();
  expect(found.map((each) => each.getMessageText())).toEqual([]);
});
