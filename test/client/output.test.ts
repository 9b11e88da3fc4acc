/** The generated files as a compiler, a bundler and a second run see them. */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { ApiDocument } from "../../generators/api/types.ts";
import {
  clientDigest,
  isCurrent,
  readClientFiles,
  readSeal,
} from "../../generators/client/summary/digest.ts";
import { field } from "../../generators/client/runtime/errors.ts";
import { embedRuntime } from "../../generators/client/embed.ts";
import { runtimeSources } from "../../generators/client/runtime.gen.ts";
import { loadText, openapi, valueOf } from "../unit/generators/api/support.ts";
import { hasRealDocument, loadRealApi } from "../unit/verify/mock/support.ts";
import { bundle, fileOf, type Files, generate, inputsFor, load, typeErrors } from "./support.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const lines = (text: string): number => text.split("\n").length;

test("the embedded runtime is the one in runtime/", () => {
  const folder = new URL("../../generators/client/runtime/", import.meta.url);
  const sources = new Map(
    readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
  );
  const current = readFileSync(new URL("../../generators/client/runtime.gen.ts", import.meta.url), "utf8");
  expect(current).toBe(embedRuntime(sources));
  expect(runtimeSources.map(([name]) => name)).toEqual([...sources.keys()].sort());
});

describe.runIf(hasRealDocument)("the client of the real document", () => {
  let api: ApiDocument;
  let files: Files;

  beforeAll(async () => {
    api = await loadRealApi();
    files = await generate(api, { validators: true });
  });

  test("has no error under the strictest flags", () => {
    expect(typeErrors(files)).toEqual([]);
  });

  test("has at most 1,400 lines of types, and every other file can be read", () => {
    expect(lines(fileOf(files, "types.ts"))).toBeLessThanOrEqual(1400);
    expect(lines(fileOf(files, "client.ts"))).toBeLessThanOrEqual(700);
  });

  test("is the same on every run", async () => {
    expect(await generate(await loadRealApi(), { validators: true })).toEqual(files);
  });

  test("needs nothing when it runs", () => {
    const specifiers = [...files.values()].flatMap((text) =>
      [...text.matchAll(/(?:from|import|require)\s*\(?"([^"]+)"/g)].map((found) => found[1]),
    );
    expect(specifiers.filter((each) => !/^\.\.?\//.test(each ?? ""))).toEqual([]);
    expect(specifiers.length).toBeGreaterThan(10);
  });

  test("imports with the ending that the program wants", async () => {
    const other = await generate(api, { validators: true, importEnding: ".ts" });
    const specifiers = [...other.values()].flatMap((text) =>
      [...text.matchAll(/from "([^"]+)"/g)].map((found) => found[1]),
    );
    // Validators are JavaScript.
    const others = [...new Set(specifiers)].filter((each) => !each?.endsWith(".ts"));
    expect(others.filter((each) => !/^\.\/(?:validators\/)?[\w-]+\.js$/.test(each ?? ""))).toEqual([]);
    expect(await bundle(other, `export { createClient } from "./client.ts";`)).toContain("/v1/batches");
  });

  test("shrinks to the groups that a program uses", async () => {
    const whole = await bundle(files, `export { createClient } from "./client.js";`);
    const part = await bundle(files, `export { createApi, models } from "./client.js";`);
    expect(part.length).toBeLessThan(whole.length / 2);
    expect(part).not.toContain("/v1/batches");
  });

  test.each([
    ["unchanged", {}, (same: Files) => same, true],
    ["made by another version", { generator: "9" }, (same: Files) => same, false],
    ["made from another source", { source: "0" }, (same: Files) => same, false],
    ["corrected by another overlay", { overlays: ["0"] }, (same: Files) => same, false],
    [
      "edited by hand",
      {},
      (same: Files) => new Map([...same, ["client.ts", `${fileOf(same, "client.ts")}\n`]]),
      false,
    ],
    [
      "incomplete",
      {},
      (same: Files) => new Map([...same].filter(([path]) => path !== "validators.js")),
      false,
    ],
  ])("%s: current is %#", (_, change, edit, want) => {
    const inputs = { ...inputsFor(api, { validators: true }), ...change };
    expect(isCurrent(inputs, edit(files), true)).toBe(want);
  });

  test("each file carries the digest of its inputs, and of itself", () => {
    const digest = clientDigest(inputsFor(api, { validators: true }));
    expect([...files.keys()]).toEqual(["api.json", ...readClientFiles(fileOf(files, "api.json"))]);
    for (const text of files.values()) expect(readSeal(text)).toEqual({ inputs: digest, intact: true });
    expect(readSeal(fileOf(files, "types.ts").replace("Batch", "Bitch"))?.intact).toBe(false);
  });
});

const answer = (schema: object): object => ({
  200: { description: "", content: { "application/json": { schema } } },
});

const text = { type: "string" };
const number = { type: "number" };
const object = (properties: object, ...required: readonly string[]): object => ({
  type: "object",
  properties,
  required,
});
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

test("nothing is printed where VERBOSE is set for another program", async () => {
  vi.stubEnv("VERBOSE", "1");
  const printed = vi.spyOn(console, "debug").mockImplementation(() => undefined);
  const api = valueOf(await loadText(openapi({ components: { schemas: { A: { type: "object" } } } })));
  await generate(api);
  expect([printed.mock.calls, process.env.VERBOSE]).toEqual([[], "1"]);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("schemas as types", () => {
  const cases: Readonly<Record<string, readonly [schema: object, want: string]>> = {
    Scalar: [{ type: "integer" }, "number"],
    ListOfTypes: [{ type: ["string", "null"] }, "string | null"],
    Nullable: [{ anyOf: [text, { type: "null" }] }, "string | null"],
    Values: [{ enum: ["a", 1, null, true] }, `"a" | 1 | null | true`],
    OneValue: [{ const: { a: [1] } }, `{ "a": [1] }`],
    ListOfValues: [{ type: "array", items: { enum: ["a", "b"] } }, `("a" | "b")[]`],
    OptionalAndRequired: [object({ a: text, b: text }, "a"), "{ a: string; b?: string; }"],
    RequiredOnly: [{ type: "object", required: ["a"] }, "{ a: unknown; }"],
    Closed: [{ type: "object", additionalProperties: false }, "Record<string, never>"],
    Open: [{ type: "object" }, "Record<string, unknown>"],
    Dictionary: [{ type: "object", additionalProperties: number }, "{ [k: string]: number; }"],
    NamesAndMore: [
      { ...object({ a: text }, "a"), additionalProperties: number },
      "{ a: string; [k: string]: number | string; }",
    ],
    ByPattern: [{ type: "object", patternProperties: { "^x": number } }, "{ [k: string]: number; }"],
    Tuple: [{ type: "array", prefixItems: [text, number], items: false, minItems: 2 }, "[string, number]"],
    TupleWithRest: [
      { type: "array", prefixItems: [text], items: number, minItems: 1 },
      "[string, ...number[]]",
    ],
    ShorterTuple: [{ type: "array", prefixItems: [text, number], items: false }, "[string?, number?]"],
    AtLeastOne: [{ type: "array", items: text, minItems: 1 }, "string[]"],
    AllOf: [{ allOf: [object({ a: text }), object({ b: text })] }, "({ a?: string; } & { b?: string; })"],
    Condition: [
      { ...object({ a: text, c: text }), anyOf: [{ required: ["a"] }, { required: ["c"] }] },
      "{ a?: string; c?: string; }",
    ],
    AnythingAmongOthers: [{ anyOf: [text, {}] }, "unknown"],
    Negation: [{ not: {} }, "unknown"],
    Recursive: [
      object({ children: { type: "array", items: ref("Recursive") } }),
      "{ children?: Recursive[]; }",
    ],
    References: [
      object({ d: { ...ref("Open"), description: "one" }, e: { ...ref("Open"), description: "two" } }),
      "{ /** one */ d?: Open; /** two */ e?: Open; }",
    ],
    Old: [{ ...object({ f: text }), deprecated: true, description: "gone soon" }, "{ f?: string; }"],
    Cat: [object({ kind: text, lives: number }, "kind"), "{ kind: string; lives?: number; }"],
    Dog: [object({ kind: text }, "kind"), "{ kind: string; }"],
    Pet: [
      {
        oneOf: [ref("Cat"), ref("Dog")],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
      },
      `((Cat & { kind: "cat"; }) | (Dog & { kind: "Dog"; }))`,
    ],
  };
  let types = "";

  beforeAll(async () => {
    const schemas = Object.fromEntries(Object.entries(cases).map(([name, [schema]]) => [name, schema]));
    const files = await generate(valueOf(await loadText(openapi({ components: { schemas } }))), {
      validators: true,
    });
    expect(typeErrors(files)).toEqual([]);
    types = fileOf(files, "types.ts").replace(/\s+/g, " ");
  });

  test.each(Object.entries(cases))("%s", (name, [, want]) => {
    expect(types).toContain(
      want.startsWith("{") && !want.includes(`"a": `)
        ? `interface ${name} ${want}`
        : `type ${name} = ${want};`,
    );
  });
});

test("3.0 spells nullable and bounds its own way", async () => {
  const schema = object({
    a: { type: "string", nullable: true },
    b: { type: "number", minimum: 0, exclusiveMinimum: true },
  });
  const api = valueOf(await loadText(openapi({ components: { schemas: { S: schema } } }, "3.0.3")));
  const files = await generate(api, { validators: true });
  expect(fileOf(files, "types.ts")).toContain("a?: string | null;");
  const loaded = await load(
    files,
    `import { validateS } from "./validators.js";
     export const faults = [{ b: 0 }, { a: null, b: 1 }].map((each) => (validateS(each), validateS.errors));`,
  );
  const params = { comparison: ">", limit: 0 };
  expect(field(loaded, "faults")).toEqual([
    [{ instancePath: "/b", keyword: "exclusiveMinimum", params }],
    null,
  ]);
});

test("JSON that is described as a file stays a file", async () => {
  const content = { "application/json": { schema: { type: "string", format: "binary" } } };
  const paths = { "/exports": { get: { responses: { 200: { description: "", content } } } } };
  const files = await generate(valueOf(await loadText(openapi({ paths }))));
  expect(typeErrors(files)).toEqual([]);
  expect(fileOf(files, "client.ts")).toContain("Promise<Response>");
  expect(fileOf(files, "client.ts")).toContain('accept: "application/json"');
});

test("parameters in path, query and header are typed arguments, required ones first", async () => {
  const parameter = (name: string, place: string, required: boolean): object => ({
    name,
    in: place,
    required,
    schema: text,
  });
  const parameters = [
    parameter("thing-id", "path", true),
    parameter("page", "query", false),
    parameter("X-Mode", "header", true),
  ];
  const api = valueOf(
    await loadText(
      openapi({ paths: { "/things/{thing-id}": { get: { parameters, responses: answer(text) } } } }),
    ),
  );
  const files = await generate(api);
  expect(typeErrors(files)).toEqual([]);
  const signature =
    "retrieve(thingId: string, headers: ThingsRetrieveHeaders, query?: ThingsRetrieveQuery, options?: RequestOptions): Promise<string>";
  expect(fileOf(files, "client.ts")).toContain(signature);
});

test.runIf(hasRealDocument)(
  "a program is checked against the client as against hand-written types",
  async () => {
    const files = await generate(await loadRealApi());
    const usage = `
    import { type Batch, createClient } from "./client.js";
    const client = createClient({ apiKey: async () => "key" });
    export const batch: Promise<Batch> = client.batches.retrieve("id");
    export const stream = await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: "hi" }], stream: true });
    for await (const chunk of stream) chunk.choices[0]?.delta.content?.at(0);
    const whole = await client.chat.completions.create({ model: "m", messages: [] });
    whole.choices[0]?.message.content?.at(0);
    for await (const each of client.batches.list({ limit: 2 })) each.request_counts.total.toFixed();
    export const count = (await client.batches.list()).data.length;
    await client.files.create({ file: new File(["x"], "x.jsonl"), purpose: "batch" });
    export const bytes = await (await client.files.content("id")).arrayBuffer();`;
    const wrong = (code: string): Files => new Map([...files, ["usage.ts", `${usage}\n${code}`]]);
    expect(typeErrors(wrong(""))).toEqual([]);
    const mistakes = [
      `client.batches.retrieve(1);`,
      `client.batches.list({ limit: "2" });`,
      `client.chat.completions.create({ model: "m", messages: [{ role: "nobody", content: "hi" }] });`,
      `client.files.create({ file: "x", purpose: "batch" });`,
      `whole.choices[0].message;`,
    ];
    expect(typeErrors(wrong(mistakes.join("\n")))).toHaveLength(mistakes.length);
  },
);
