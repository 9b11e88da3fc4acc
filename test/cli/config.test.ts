import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  bin,
  catalog,
  config,
  docs,
  installFolder,
  kg,
  project,
  site,
  sitePlan,
  siteTold,
  writeFiles,
} from "../support/packed.ts";
import { stateOf } from "../support/tree.ts";

const literal = JSON.stringify(config, null, 2);
const rest = { "catalog.json": catalog, ...docs };

const enumConfig = `
import { defineConfig } from "kluster-gen";
import { rules } from "./slug-rules";
import { Page } from "./pages.ts";

const base = ${literal} as const;
export default defineConfig({
  ...base,
  slug: { rules: [...rules] },
  sections: [{ ...base.sections[0], heading: ["Examples"], page: Page.Chat }],
  tables: [{ page: Page.Models, columns: [{ header: "Model", value: "{name}" }] }],
} satisfies object);
`;

const formats: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "ts, with an enum and helpers with and without an extension": {
    "kluster-onboard.config.ts": enumConfig,
    "slug-rules.ts": `export const rules: { op: "take"; separator: string; part: number }[] | { op: "lowercase" }[] = ${JSON.stringify(config.slug.rules)} as never;`,
    "pages.ts": 'export enum Page { Chat = "chat.md", Models = "models.md" }\n',
  },
  mts: { "kluster-onboard.config.mts": `const config: object = ${literal};\nexport default config;\n` },
  "js in a package of ES modules": {
    "package.json": { type: "module" },
    "kluster-onboard.config.js": `import { defineConfig } from "kluster-gen";\nexport default defineConfig(${literal});\n`,
  },
  "js in a CommonJS package": {
    "package.json": {},
    "kluster-onboard.config.js": `module.exports = ${literal};\n`,
  },
  mjs: {
    "kluster-onboard.config.mjs": `import { rules } from "./rules.mjs";\nexport default { ...${literal}, slug: { rules } };\n`,
    "rules.mjs": `export const rules = ${JSON.stringify(config.slug.rules)};\n`,
  },
  cjs: {
    "kluster-onboard.config.cjs": `const { rules } = require("./rules.cjs");\nmodule.exports = { ...${literal}, slug: { rules } };\n`,
    "rules.cjs": `exports.rules = ${JSON.stringify(config.slug.rules)};\n`,
  },
  "json with $schema": {
    "kluster-onboard.config.json": {
      $schema: "./node_modules/kluster-gen/schemas/config.schema.json",
      ...config,
    },
  },
  yaml: {
    "kluster-onboard.config.yaml": `# yaml-language-server: $schema=./node_modules/kluster-gen/schemas/config.schema.json\n${literal}\n`,
  },
  "a key in package.json": { "package.json": { name: "docs", "kluster-onboard": config } },
};

describe("a config of the user's own", () => {
  test("the package brings no compiler along", () => {
    expect(existsSync(join(installFolder, "node_modules", "typescript"))).toBe(false);
  });

  test.each(Object.entries(formats))("%s", async (_, files) => {
    const folder = project({ ...files, ...rest });
    const before = stateOf(folder);
    const { code, out, err } = await kg(folder, ["plan"]);
    expect({ code, err }).toEqual({ code: 0, err: siteTold });
    expect(out).toContain(sitePlan);
    expect(out).toContain("+ code/auk-1b.py");
    expect(stateOf(folder), "loading a config writes nothing").toEqual(before);
  });

  test("the nearest one upward is used, and its paths start from its own folder", async () => {
    const folder = project(site);
    const other = { ...config, root: "elsewhere" };
    writeFiles(folder, { "docs/deep/er/notes.md": "", "package.json": { name: "no-key-here" } });
    expect((await kg(join(folder, "docs/deep/er"), ["plan"])).out).toContain(sitePlan);
    writeFiles(folder, { "docs/deep/kluster-onboard.config.json": other });
    const { code, err } = await kg(join(folder, "docs/deep/er"), ["plan"]);
    expect(code).toBe(1);
    expect(err).toContain("elsewhere");
  });

  test("--config names one, relative to where the command runs", async () => {
    const folder = project({
      "settings/mine.json": {
        ...config,
        root: "../docs",
        catalog: { ...config.catalog, sources: [{ file: "../catalog.json" }] },
      },
      ...rest,
    });
    expect((await kg(folder, ["plan", "--config", "settings/mine.json"])).out).toContain(sitePlan);
    const missing = await kg(folder, ["plan", "--config", "settings/other.json"]);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain("config-not-found");
  });

  test("an empty folder is told what is missing", async () => {
    const { code, out, err } = await kg(project(), ["plan"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/There is no kluster-onboard\.config\.ts.*\[config-not-found\]/);
  });

  test("a symbolic link to the command works as the command does", async () => {
    expect(bin).toContain("node_modules");
    expect((await kg(project(site), ["plan"])).code).toBe(0);
  });
});

describe("a wrong config", () => {
  test("every problem is shown at once, on stderr, with its place and a way out", async () => {
    const wrong = {
      ...config,
      snipets: [],
      root: 7,
      catalog: { ...config.catalog, lst: "data" },
      slug: { rules: [{ op: "lowercas" }] },
    };
    const folder = project({ ...site, "kluster-onboard.config.json": wrong });
    const { code, out, err } = await kg(folder, ["plan"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.match(/^error:/gm)?.length).toBeGreaterThanOrEqual(4);
    expect(err).toMatch(/`snipets`.*\n.*\n(?: .*\| .*\n){2}.*Did you mean `snippets`\?/);
    expect(err).toMatch(/`lst`.*\n.*: catalog\n(?: .*\| .*\n){2}.*Did you mean `list`\?/);
    expect(err).toMatch(
      /`op` lowercas.*\n.*: slug\.rules\[0\]\n(?: .*\| .*\n){2}.*Did you mean `lowercase`\?/,
    );
    expect(err).toMatch(/must be text, not the number 7.*\n.*: root\n/);
    expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  const wrongs: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
    [
      "names that refer to nothing",
      {
        ...config,
        sections: [{ ...config.sections[0], format: "mkdocs-detail", title: "{nam}" }],
        tables: [{ ...config.tables[0], order: { by: "sizes" } }],
      },
      [
        "config-unknown-format",
        "Did you mean `mkdocs-details`?",
        "config-unknown-field",
        "tables[0].order.by",
      ],
    ],
    [
      "a template that doesn't exist",
      { ...config, capabilities: [{ name: "text", templates: "txt" }] },
      ["config-no-template", "real-time/text/python.ejs"],
    ],
    [
      "two outputs with one path",
      {
        ...config,
        snippets: [...config.snippets, { kind: "batch", language: "python", path: "code/{slug}.py" }],
      },
      ["config-same-path", "snippets[1].path"],
    ],
    [
      "a section whose heading isn't in the page",
      { ...config, sections: [{ ...config.sections[0], heading: ["Exampels"] }] },
      ["section-not-found", "Did you mean `Examples`?"],
    ],
  ];

  test.each(wrongs)("%s", async (_, wrong, said) => {
    const folder = project({ ...site, "kluster-onboard.config.json": wrong });
    const before = stateOf(folder);
    const { code, err } = await kg(folder, ["apply"]);
    expect(code).toBe(1);
    for (const text of said) expect(err).toContain(text);
    expect(stateOf(folder)).toEqual(before);
  });

  test.each([
    ["a syntax error", "kluster-onboard.config.ts", "export default {{"],
    ["an exception", "kluster-onboard.config.ts", 'throw new Error("on purpose");'],
    ["a missing helper", "kluster-onboard.config.mjs", 'import "./nowhere.mjs";\nexport default {};'],
    ["broken JSON", "kluster-onboard.config.json", '{ "root": '],
    ["broken YAML", "kluster-onboard.config.yaml", "root: [\n"],
    ["nothing at all", "kluster-onboard.config.json", ""],
    ["a list", "kluster-onboard.config.json", "[]"],
  ])("%s is one problem and no stack trace", async (_, name, text) => {
    const { code, out, err } = await kg(project({ ...rest, [name]: text }), ["plan"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^error: /);
    expect(err).toContain(name);
    expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  test.each([
    [
      "kluster-onboard.config.ts",
      'export default {\n  root: "docs"\n  catalog: {},\n};\n',
      "3:3",
      "  catalog: {},",
      "  ^",
    ],
    ["kluster-gen.config.yaml", "root: docs\ncatalog: [a\nx: 1\n", "3:1", "x: 1", "^"],
    [
      "kluster-onboard.config.json",
      '{"root": "docs",\n "catalog": {"a": 1,,}}',
      "2:21",
      ' "catalog": {"a": 1,,}}',
      "                    ^",
    ],
    ["kluster-onboard.config.mjs", "export default {};\nnull.x;\n", "2:6", "null.x;", "     ^"],
  ])("a fault in %s is shown with its line and a mark", async (name, text, place, line, mark) => {
    const { err } = await kg(project({ ...rest, [name]: text }), ["plan"]);
    const number = place.split(":")[0] ?? "";
    expect(err).toContain(`at:  ${name}:${place}\n       ${number} | ${line}\n         | ${mark}\n`);
    expect(err).not.toMatch(/JITI|is missing/);
  });
});
