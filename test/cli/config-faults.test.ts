import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installFolder, kg, writeFiles } from "../support/packed.ts";

/** A program's config with a fault; « stands where the mark must be. */
const program = (start: string, other: string): Readonly<Record<string, string>> => ({
  "cut off": `${start} {\n  root: "docs",\n  catalog: {\n    sources: [«\n\n\n`,
  "of a wrong type": `${start} {\n  root: «7,\n  catalog: { sources: [{ file: "catalog.json" }] },\n};\n`,
  "with a misspelt key": `${start} {\n  root: "docs",\n  «catalgo: { sources: [] },\n};\n`,
  "without a key": `${start} {\n  root: "docs",\n  catalog: «{ fields: { id: { path: "id" } } },\n};\n`,
  "that throws": `const key = () => {\n  throw «new Error("no key");\n};\n${start} { root: key() };\n`,
  "with an import that isn't there": `const one = 1;\n${other}\n${start} { root: root };\n`,
});

const modules = program("export default", 'import { root } from «"./nowhere.mjs";');
const common = program("module.exports =", 'const { root } = require(«"./nowhere.cjs");');
const json = {
  "cut off": '{\n  "root": "docs",\n  "catalog": {\n    "sources": [«\n\n\n',
  "of a wrong type": '{\n  "root": «7,\n  "catalog": { "sources": [{ "file": "catalog.json" }] }\n}\n',
  "with a misspelt key": '{\n  "root": "docs",\n  «"catalgo": { "sources": [] }\n}\n',
  "without a key": '{\n  "root": "docs",\n  "catalog": «{ "fields": { "id": { "path": "id" } } }\n}\n',
};
const inManifest = Object.entries(json).map(
  ([fault, text]) =>
    [fault, `{\n  "name": "docs",\n  "kluster-onboard": ${text}${fault === "cut off" ? "" : "}\n"}`] as const,
);
const yaml = {
  "cut off": "root: docs\ncatalog:\n  sources: [«\n\n\n",
  "of a wrong type": "root: «7\ncatalog:\n  sources:\n    - file: catalog.json\n",
  "with a misspelt key": "root: docs\n«catalgo:\n  sources: []\n",
  "without a key": "root: docs\ncatalog:\n  «fields:\n    id: { path: id }\n",
};

const formats: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "kluster-onboard.config.ts": modules,
  "kluster-onboard.config.mts": modules,
  "kluster-onboard.config.js": common,
  "kluster-onboard.config.mjs": modules,
  "kluster-onboard.config.cjs": common,
  "kluster-onboard.config.json": json,
  "kluster-gen.config.yaml": yaml,
  "package.json": Object.fromEntries(inManifest),
};

/** What is said of each fault. */
const said: Readonly<Record<string, RegExp>> = {
  "cut off": /ends too early|unexpected end/,
  "of a wrong type": /^error: This must be text, not the number 7\. /,
  "with a misspelt key": /^error: `catalgo` is not a key.*\n[^]*\n {2}fix: Did you mean `catalog`\?\n$/,
  "without a key": /^error: The key `sources` is missing\. /,
  "that throws": /: no key /,
  "with an import that isn't there": /: Cannot find module '.*nowhere/,
};

const table = Object.entries(formats).flatMap(([file, faults]) =>
  Object.entries(faults).map(([fault, text]) => ({ file, fault, text })),
);

test.concurrent.each(table)(
  "$file $fault is shown with its line and a mark",
  async ({ file, fault, text }) => {
    // Of a folder whose name is written otherwise in the address of a module.
    const folder = join(mkdtempSync(join(installFolder, "faults-")), "my docs é");
    mkdirSync(folder);
    writeFiles(folder, { [file]: text.replace("«", ""), "docs/models.md": "" });
    const before = text.slice(0, text.indexOf("«")).split("\n");
    const [line, column] = [before.length, (before.at(-1) ?? "").length + 1];
    const source = text.replace("«", "").split("\n")[line - 1] ?? "";
    const { code, out, err } = await kg(folder, ["plan"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(said[fault] ?? /no such fault/);
    expect(err.match(/^error:/gm)).toHaveLength(1);
    expect(err.replace(/^( {2}at: .*:\d+:\d+): .*$/m, "$1")).toContain(
      `  at:  ${file}:${line}:${column}\n       ${line} | ${source}\n         | ${" ".repeat(column - 1)}^\n`,
    );
  },
);

test("a module that a JSON config imports is no part of it, and isn't passed over", async () => {
  const folder = mkdtempSync(join(installFolder, "imports-"));
  writeFiles(folder, {
    "kluster-onboard.config.json":
      '{ "$import": "./base.ts", "root": "docs", "catalog": { "preset": "openai", "sources": [{ "file": "c.json" }] } }',
    "base.ts": "export default { templates: 'mine' };\n",
    "docs/models.md": "",
  });
  const { code, err } = await kg(folder, ["plan"]);
  expect(code).toBe(1);
  expect(err).toMatch(/base\.ts` is not a key that is known here/);
});
