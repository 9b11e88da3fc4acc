import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandIn } from "../support/command.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { writeTree } from "./write-tree.ts";

type Snippet = { readonly prefix: string; readonly body: string | readonly string[] };
const parseSnippets: (text: string) => Readonly<Record<string, Snippet>> = JSON.parse;
const parseEntry: (text: string) => { readonly fileMatch: readonly string[]; readonly url: string } =
  JSON.parse;
const parseSchema: (text: string) => { readonly $id: string } = JSON.parse;

const snippets = parseSnippets(readFileSync("docs/editors/kluster-gen.code-snippets", "utf8"));

/** A snippet as it stands when nothing is typed over its defaults, with a text at its end. */
const expand = (prefix: string, end = ""): string => {
  const { body } = Object.values(snippets).find((each) => each.prefix === prefix) ?? { body: "" };
  return (typeof body === "string" ? body : body.join("\n"))
    .replaceAll(/\$\{\d:([^}]*)\}/g, "$1")
    .replaceAll("$0", end);
};

const site = {
  "catalog.json": '{ "data": [{ "id": "acme/swift-8b", "name": "Swift 8B", "context": 32768 }] }\n',
  "docs/quickstart.md": "# Quickstart\n\n## Examples\n",
  "docs/models.md": "# Models\n\n| Model | API name | Context |\n|---|---|---|\n",
  "docs/index.md": "<!-- kluster-gen count models -->0<!-- /count --> models.\n",
};

test("VS Code's snippets make a config that is planned as it stands", async () => {
  const parts = [
    'vars: { platform: "Acme", baseUrl: "https://api.acme.example/v1" },',
    `snippets: [${expand("kg-snippet")}],`,
    `sections: [${expand("kg-section")}],`,
    `tables: [${expand("kg-table", expand("kg-column"))}],`,
    `counters: [${expand("kg-counter")}],`,
  ];
  const config = expand("kg-config", parts.join("\n"))
    .replace("catalog: {", 'catalog: { preset: "openai",')
    .replace("name: { path", 'context: { path: "context" }, name: { path');
  const folder = emptyFolder();
  writeTree(folder, { ...site, "kluster-onboard.config.ts": config });
  const { code, out, err } = await commandIn(folder, "plan");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("Plan: 1 to create, 3 to update");
  expect(expand("kg-source")).toBe('{ url: "https://api.acme.example/v1/models", authEnv: "ACME_KEY" },');
});

const entry = parseEntry(readFileSync("docs/editors/schema-store.json", "utf8"));

test.each(entry.fileMatch)("%s, which the schema store's entry names, is found as a config", async (name) => {
  const folder = emptyFolder();
  const config =
    '{ "root": "docs", "catalog": { "sources": [{ "file": "catalog.json" }], "list": "data", "fields": { "id": { "path": "id" } } } }';
  writeTree(folder, { ...site, [name]: config });
  expect(await commandIn(folder, "plan")).toMatchObject({ code: 0 });
});

test("the schema store's entry names the schema by its address", () => {
  expect(entry.url).toBe(parseSchema(readFileSync("schemas/config.schema.json", "utf8")).$id);
});
