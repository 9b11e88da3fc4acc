import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

test("without a catalog, init writes one of the tables' models and a config that changes nothing with it", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  const rows = ["auk-2b", "heron-7b", "ibis-3b"].map(
    (id, at) => `| \`${id}\` | ${8 * (at + 1)}K | $0.${at + 1} |`,
  );
  const page = ["# Models", "", "| Model ID | Context | Price |", "|---|---|---|", ...rows, ""].join("\n");
  writeFileSync(join(folder, "docs/models.md"), page);
  const init = await commandIn(folder, "init");
  expect([init.code, init.err], init.out).toEqual([0, ""]);
  expect(JSON.parse(readFileSync(join(folder, "catalog.json"), "utf8"))).toEqual({
    data: [
      { id: "auk-2b", context: "8K", price: "$0.1" },
      { id: "heron-7b", context: "16K", price: "$0.2" },
      { id: "ibis-3b", context: "24K", price: "$0.3" },
    ],
  });
  const plan = await commandIn(folder, "plan", "--check");
  const check = await commandIn(folder, "check");
  expect([plan.code, check.code], plan.out + check.out).toEqual([0, 0]);
});
