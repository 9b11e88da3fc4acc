import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const model = (id: string, context: number) => ({ id, context });
const models = [model("auk-2b", 8192), model("heron-7b", 32_768), model("ibis-3b", 65_536)];

const rows = models.map(({ id, context }) => `| \`${id}\` | ${context} |`);
const page = ["# Models", "", "| Model ID | Context |", "|---|---|", ...rows, ""].join("\n");

const catalog = (data: readonly unknown[]): string => JSON.stringify({ data });

test.each([
  ["a new model", [...models, model("wren-1b", 4096)], "+ wren-1b in the page"],
  [
    "another value",
    [model("auk-2b", 16_384), ...models.slice(1)],
    "~ auk-2b, Context: 8192 → 16384 in the page",
  ],
  ["the same", models, "The documentation is in step with the catalog."],
])(
  "init --try tells what the next catalog would change under the config that it writes: %s",
  async (_, data, want) => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "docs/models.md"), page);
    writeFileSync(join(folder, "catalog.json"), catalog(models));
    writeFileSync(join(folder, "next.json"), catalog(data));
    const tried = await commandIn(folder, "init", "--catalog", "catalog.json", "--try", "next.json");
    expect([tried.code, tried.err], tried.out).toEqual([
      0,
      "Nothing was written: --yes, or no --try, writes it.\n",
    ]);
    expect(tried.out).toContain("With next.json, that config would do this:");
    expect(tried.out.split("With next.json")[1]).toContain(want);
    expect(readdirSync(folder).toSorted()).toEqual(["catalog.json", "docs", "next.json"]);
  },
);
