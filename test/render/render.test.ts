import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { command } from "../support/command.ts";
import { parsePlan } from "../support/plan.ts";
import { closeTab, openTab } from "../support/browser.ts";
import { buildSite, canRender, needsBrowser, openDropdown, openPage, rowsOf } from "./site.ts";

const shared = resolve("../shared");
const makeTree = join(shared, "tools/make-docs-tree");
/** Where screenshots are left for whoever wants to look. */
const artifacts = resolve("node_modules/.cache/screenshots");

/** A site for the documentation, before anything is planned. */
type Site = {
  readonly name: string;
  readonly make: (docs: string) => void;
  readonly catalog: string;
  /** Pages that cite lines of a file, or files that aren't here, make warnings. */
  readonly strict: boolean;
  /** The models that are new, by their names in the catalog. */
  readonly models: readonly (readonly [id: string, name: string])[];
};

const sites: readonly Site[] = [
  {
    name: "example",
    make: (docs) => cpSync("examples/docs", docs, { recursive: true }),
    catalog: "examples/catalog.json",
    strict: true,
    models: [
      ["fernwood/fern-vl-3-27b-it", "Fern VL 3 27B"],
      ["quarry-ai/Slate-R1.5-Distill-14B", "Slate R1.5 14B"],
    ],
  },
  {
    name: "real pages",
    make: (docs) => execFileSync(makeTree, [docs]),
    catalog: join(shared, "data/catalogs/kluster-2025-06-11.json"),
    strict: false,
    models: [
      ["mistralai/Magistral-Small-2506", "Magistral Small"],
      ["mistralai/Mistral-Small-24B-Instruct-2501", "Mistral Small"],
    ],
  },
];

/** The example's mkdocs.yml; other pages have no place in its navigation. */
const mkdocsConfig = (strict: boolean): string => {
  const text = readFileSync("examples/mkdocs.yml", "utf8");
  return strict ? text : text.replace(/^nav:\n(?: .*\n)+/m, "");
};

const title = (name: string, text: string): string =>
  name === "real pages" && !existsSync(makeTree)
    ? `NOT RUN, ../shared is missing: ${text}`
    : needsBrowser(text);

describe.each(sites)("$name", ({ name, make, catalog, strict, models }) => {
  const can = canRender && (name === "example" || existsSync(makeTree));
  const folder = emptyFolder();
  const docs = join(folder, "docs");
  let tab: Page | undefined;
  let created: readonly { readonly path: string; readonly models: readonly string[] }[] = [];

  beforeAll(async () => {
    if (!can) return;
    make(docs);
    const on = ["--root", docs, "--catalog", catalog];
    const { changes } = parsePlan((await command("plan", "--format", "json", ...on)).out);
    created = changes.filter(({ action, kind }) => action === "create" && kind === "snippet");
    expect(await command("apply", ...on)).toMatchObject({ code: 0 });
    writeFileSync(join(folder, "mkdocs.yml"), mkdocsConfig(strict));
    buildSite(folder, strict);
    tab = await openTab();
  });
  afterAll(() => closeTab(tab));

  const open = async (path: string): Promise<Page> => {
    if (tab === undefined) throw new Error("no browser");
    await openPage(tab, folder, path);
    return tab;
  };

  const cases = models.flatMap(([id, model]) =>
    ["real-time", "batch"].flatMap((kind) =>
      [
        ["Python", ".py"],
        ["CLI", ".md"],
      ].map(([heading = "", ending = ""]) => ({ id, model, kind, heading, ending })),
    ),
  );

  test.each(cases)(title(name, "$model: $kind, $heading shows the file, highlighted"), async (given) => {
    const { id, model, kind, heading, ending } = given;
    if (!can) return;
    const file = created.find(
      (each) => each.models.includes(id) && each.path.includes(`/${kind}/`) && each.path.endsWith(ending),
    );
    expect(file).toBeDefined();
    const page = await open(`get-started/start-building/${kind}`);
    const dropdown = await openDropdown(page, heading, model);
    expect(dropdown.seen).toEqual([false, true]);
    expect(dropdown.code.trimEnd()).toBe(readFileSync(join(docs, file?.path ?? ""), "utf8").trimEnd());
    expect(dropdown.highlighted).toBeGreaterThan(10);
    mkdirSync(artifacts, { recursive: true });
    const shot = `${name} ${kind} ${heading} ${model}.png`.replaceAll(" ", "-");
    await page.screenshot({ path: join(artifacts, shot) });
  });

  test.each(models)(
    title(name, "%s has a row in both tables of models and in every tier"),
    async (_, model) => {
      if (!can) return;
      const page = await open("get-started/models");
      expect(await rowsOf(page, model)).toBe(6);
    },
  );
});
