import { expect, test } from "vitest";
import { loadedBy } from "./support/loaded.ts";
import { config, kg, project, site } from "./support/packed.ts";

const costly =
  /\/(?:@clack|ejs|diff|ajv|jiti|ts-morph|json-schema-to-typescript|typescript)\/|src\/io\/(?:http|catalog\.gen\/|apply\/)/;

test("a plan without changes loads none of what costs time", async () => {
  const folder = project(site);
  await kg(folder, ["apply"]);
  const loaded = await loadedBy(folder, "plan");
  expect(loaded).toContain("src/run/plan.ts");
  expect(loaded).toContain("src/validators.gen.js");
  expect(loaded.filter((name) => costly.test(name))).toEqual([]);
});

test("each is loaded when it is needed, which this test would see", async () => {
  const schema = { type: "object", required: ["id"] };
  const own = { ...config, catalog: { ...config.catalog, recordSchema: "record.json" } };
  const folder = project({ ...site, "kluster-onboard.config.json": own, "record.json": schema });
  const loaded = (await loadedBy(folder, "plan", "--diff")).join("\n");
  for (const name of ["node_modules/ejs/", "node_modules/diff/", "/node_modules/ajv/"])
    expect(loaded).toContain(name);
  expect(loaded).not.toMatch(/src\/io\/http|src\/io\/catalog\.gen|src\/io\/apply\/apply/);
});
