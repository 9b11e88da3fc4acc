import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const nothing = () => false;

/** Where a document has its models, and what they are called. */
const found = (document: unknown) => {
  const shape = findModels(document, nothing, nothing);
  return shape && [shape.list, shape.key !== undefined, shape.models.map(({ id }) => id)];
};

const alpha = { id: "alpha", name: "Alpha" };
const beta = { id: "beta", name: "Beta" };

describe("the models of a document are those of its providers, and not the providers", () => {
  test.each<readonly [what: string, document: unknown, want: unknown]>([
    [
      "a map of maps",
      {
        acme: { id: "acme", name: "Acme", models: { alpha } },
        zed: { id: "zed", name: "Zed", models: { beta } },
      },
      ["*.models", false, ["alpha", "beta"]],
    ],
    ["one provider alone", { acme: { models: { alpha, beta } } }, ["*.models", false, ["alpha", "beta"]]],
    [
      "a list of providers with lists",
      [
        { id: "acme", models: [alpha] },
        { id: "zed", models: [beta] },
      ],
      ["*.models", false, ["alpha", "beta"]],
    ],
    [
      "in an envelope",
      { providers: { acme: { models: { alpha } }, zed: { models: { beta } } } },
      ["providers.*.models", false, ["alpha", "beta"]],
    ],
    [
      "maps alone",
      { acme: { alpha, gamma: { name: "Gamma" } }, zed: { beta, delta: { name: "Delta" } } },
      ["*", false, ["alpha", "gamma", "beta", "delta"]],
    ],
    ["a list for each provider", { acme: [alpha], zed: [beta] }, ["*", false, ["alpha", "beta"]]],
    [
      "but lists of several things are of one each",
      { models: [alpha, beta], providers: [{ id: "acme", name: "Acme" }] },
      ["models", false, ["alpha", "beta"]],
    ],
    [
      "and lists that are unlike too",
      { small: [alpha, beta], keys: [{ key: "k", hash: "h", owner: "o", day: "d" }] },
      ["small", false, ["alpha", "beta"]],
    ],
    [
      "IDs that recur under several providers",
      { acme: { models: { alpha } }, zed: { models: { alpha } } },
      ["*.models", true, ["acme/alpha", "zed/alpha"]],
    ],
    [
      "but a record may hold maps of its own",
      {
        alpha: { name: "Alpha", limits: { a: {}, b: {} }, price: { a: {}, b: {} } },
        beta: { name: "Beta", limits: { a: {}, b: {} }, price: { a: {}, b: {} } },
      },
      ["", false, ["alpha", "beta"]],
    ],
    [
      "and lists of them",
      { data: [{ ...alpha, endpoints: [{ name: "x" }, { name: "y" }, { name: "z" }] }] },
      ["data", false, ["alpha"]],
    ],
  ])("%s", (_, document, want) => {
    expect(found(document)).toEqual(want);
  });
});

/** A documentation with a table of models, and what `init` and then `plan` say of it. */
const started = async (document: unknown, rows: readonly string[]) => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "docs/p.md"), `# M\n\n| Model | ID |\n|---|---|\n${rows.join("\n")}\n`);
  writeFileSync(join(folder, "api.json"), JSON.stringify(document));
  const { code, err } = await commandIn(folder, "init", "--catalog", "api.json", "--root", "docs", "--yes");
  if (code !== 0) return { code, err };
  const plan = await commandIn(folder, "plan", "--check");
  return {
    code,
    err: plan.err,
    text: readFileSync(join(folder, "kluster-onboard.config.ts"), "utf8"),
    plan: plan.code,
  };
};

describe("init makes a config that reads them", () => {
  const rows = ["| Alpha | `alpha` |", "| Beta | `beta` |"];
  test.each<readonly [what: string, document: unknown, list: string]>([
    ["a map of maps", { acme: { models: { alpha } }, zed: { models: { beta } } }, 'list: "*.models"'],
    ["an envelope", { object: "list", data: [alpha, beta] }, 'list: "data"'],
    ["a map from ID", { alpha: { name: "Alpha" }, beta: { name: "Beta" } }, 'keyField: "id"'],
  ])("%s", async (_, document, list) => {
    const { code, text, plan } = await started(document, rows);
    expect([code, plan]).toEqual([0, 0]);
    expect(text).toContain(list);
  });

  const gamma = { id: "gamma", name: "Gamma" };
  const unique = { acme: { models: { alpha, gamma } }, zed: { models: { beta } } };
  const recurring = { acme: { models: { alpha, beta } }, zed: { models: { alpha } } };
  test.each<readonly [what: string, document: unknown, rows: readonly string[], value: string]>([
    ["unique IDs", unique, ["acme/alpha", "acme/gamma", "zed/beta"], "{provider}/{id}"],
    ["unique IDs after a colon", unique, ["acme:alpha", "acme:gamma", "zed:beta"], "{provider}:{id}"],
    ["IDs that recur", recurring, ["acme/alpha", "acme/beta", "zed/alpha"], "{provider}/{id}"],
    ["IDs that recur after a colon", recurring, ["acme:alpha", "acme:beta", "zed:alpha"], "{provider}:{id}"],
  ])("rows that nothing but provider and ID name: %s", async (_, document, ids, value) => {
    const { text, plan } = await started(
      document,
      ids.map((id) => `| yes | \`${id}\` |`),
    );
    expect([plan, text]).toEqual([0, expect.stringContaining(`value: "\`${value}\`"`)]);
    expect(text).not.toContain("not in the documentation so far");
  });

  test("rows of one ID are told apart by what their providers are called in their own records", async () => {
    const named = {
      acme: { name: "Acme AI", models: { alpha, beta } },
      zed: { name: "Zed Labs", models: { alpha } },
    };
    const own = ["| Acme AI | `alpha` |", "| Acme AI | `beta` |", "| Zed Labs | `alpha` |"];
    const { text, plan, err } = await started(named, own);
    expect([plan, err]).toEqual([0, expect.not.stringContaining("row-duplicate")]);
    expect(text).not.toContain("not in the documentation so far");
    expect(text).not.toContain("exclude");
  });

  test("a page of a list is told, and not taken for the whole", async () => {
    const { code, err } = await started({ data: [alpha, beta], has_more: true, last_id: "beta" }, rows);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining("This is not the whole list: `has_more` is true"),
    ]);
  });
});

const site = resolve("../shared/cases/site/init-nested-map");

test.runIf(existsSync(site))("init-nested-map: the providers aren't taken for the models", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  for (const name of ["api.json", "docs/p.md"])
    writeFileSync(join(folder, name), readFileSync(join(site, name)));
  const { out } = await commandIn(folder, "init", "--catalog", "api.json", "--root", "docs", "--yes");
  expect(out).toContain("2 models in the catalog (of each list at `*.models`)");
  expect(out).toContain("a row would be made as: | Alpha 1 | `alpha-1` |");
});

test.runIf(!existsSync(site))("NOT RUN, ../shared is missing: init-nested-map", () => undefined);
