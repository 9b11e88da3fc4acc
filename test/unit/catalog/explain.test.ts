import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { command } from "../../support/command.ts";

const config = {
  root: "docs",
  vars: { platform: "Acme", baseUrl: "https://api.example.com/v1", imageUrls: ["https://example.com/a.jpg"] },
  catalog: {
    sources: [{ file: "catalog.json" }],
    merge: [{ source: { file: "own.yaml" }, keyField: "id" }],
    fields: {
      id: { path: "id", required: true },
      name: { path: "title" },
      rpm: { path: "limits.rpm" },
      tpm: { path: "limits.tpm" },
      tags: { path: "tags", default: [] },
      maker: { of: "id", rules: [{ op: "take", separator: "/", part: 0 }] },
      gone: { path: "gone" },
      platform: { value: "Acme" },
    },
  },
  exclude: [{ name: "too old", when: { field: "tags", includes: "old" } }],
  slug: { rules: [{ op: "take", separator: "/", part: -1 }, { op: "lowercase" }] },
  capabilities: [
    { name: "vision", when: { field: "tags", includes: "vision" }, templates: "vision" },
    { name: "text", templates: "text" },
  ],
  snippets: [{ kind: "real-time", language: "python", path: "code/{slug}.py" }],
  sections: [
    {
      page: "chat.md",
      heading: ["Examples"],
      kind: "real-time",
      language: "python",
      format: "mkdocs-details",
    },
  ],
  tables: [
    {
      page: "models.md",
      columns: [
        { header: "Model", value: "{name}" },
        { header: "RPM", value: "{rpm}" },
        { header: "TPM", value: "{tpm}" },
      ],
    },
  ],
};

const files = {
  "config.json": JSON.stringify(config),
  "catalog.json": JSON.stringify([
    { id: "acme/Auk", title: "auk-1", limits: { rpm: 1, tpm: 2 } },
    { id: "acme/Rail", tags: ["old"] },
  ]),
  "own.yaml": "acme/Auk:\n  title: Auk\n  limits: {rpm: 9}\n",
  "docs/chat.md": "# Chat\n\n## Examples\n",
  "docs/models.md": "| Model | RPM | TPM |\n|---|---|---|\n",
};

const site = (): string => {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return join(folder, "config.json");
};

const readSchema: (text: string) => object = JSON.parse;
const schema = readSchema(readFileSync("schemas/explain.schema.json", "utf8"));
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

const asJson = async (file: string, model: string): Promise<unknown> => {
  const { out } = await command("explain", model, "--config", file, "--format", "json");
  const value: unknown = JSON.parse(out);
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  return value;
};

describe("explain", () => {
  test("as JSON says what every field came from, and finds the model where it was put", async () => {
    const file = site();
    expect(await asJson(file, "acme/Auk")).toMatchObject({
      record: { id: "acme/Auk", title: "Auk", limits: { rpm: 9, tpm: 2 } },
      sources: ["catalog.json", "own.yaml"],
      fields: { rpm: 9, tpm: 2, tags: [], maker: "acme", gone: null, platform: "Acme" },
      origins: {
        id: { from: "record", path: "id", sources: ["catalog.json"] },
        name: { from: "record", path: "title", sources: ["own.yaml"] },
        rpm: { from: "record", path: "limits.rpm", sources: ["own.yaml"] },
        tpm: { from: "record", path: "limits.tpm", sources: ["catalog.json"] },
        tags: { from: "default", sources: [] },
        maker: { from: "field", field: "id", sources: [] },
        gone: { from: "nothing", sources: [] },
        platform: { from: "value", sources: [] },
      },
      capabilities: [
        { name: "vision", holds: false, when: { field: "tags", includes: "vision" } },
        { name: "text", holds: true, when: null },
      ],
      slug: [
        { name: "id", text: "acme/Auk" },
        { name: "take", text: "Auk" },
        { name: "lowercase", text: "auk" },
      ],
      snippets: [{ path: "code/auk.py", state: "absent" }],
      places: [{ line: null }, { line: null }],
    });
    expect((await command("apply", "--config", file)).code).toBe(0);
    expect(await asJson(file, "acme/Auk")).toMatchObject({
      snippets: [{ path: "code/auk.py", state: "present" }],
      places: [
        { page: "chat.md", kind: "section", line: 5 },
        { page: "models.md", kind: "table", line: 3 },
      ],
    });
  });

  test("finds a row whose text a person changed, by the lock", async () => {
    const file = site();
    await command("apply", "--config", file);
    const page = join(dirname(file), "docs/models.md");
    writeFileSync(page, readFileSync(page, "utf8").replace("Auk", "The Auk"));
    expect(await asJson(file, "acme/Auk")).toMatchObject({ places: [{}, { page: "models.md", line: 3 }] });
  });

  test("says why a model is left out, and of what it was made", async () => {
    const left = await asJson(site(), "acme/Rail");
    expect(left).toMatchObject({
      excluded: "too old",
      sources: ["catalog.json"],
      origins: { tags: { from: "record", path: "tags", sources: ["catalog.json"] } },
    });
  });

  test("for people names the source beside the path", async () => {
    const { out } = await command("explain", "acme/Auk", "--config", site());
    expect(out).toMatch(/^ {2}rpm +9 {2}← limits\.rpm in own\.yaml$/m);
    expect(out).toMatch(/^ {2}maker +acme {2}← field id$/m);
  });
});
