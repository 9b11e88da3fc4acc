/** Whole documents: kinds, files, operations, limits, and the real one. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apiDigest } from "../../../../generators/api/load.ts";
import { loadText, openapi, told, valueOf } from "./support.ts";

const small = {
  servers: [{ url: "https://{region}.example.com/v1" }, {}],
  security: [{ token: [] }],
  components: {
    securitySchemes: {
      token: { type: "http", scheme: "Bearer" },
      key: { type: "apiKey", in: "header", name: "k" },
    },
    parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
    responses: { Failed: { description: "f", content: { "text/plain": { schema: { type: "string" } } } } },
    requestBodies: { Body: { required: true, content: { "application/json": {}, "a b": {} } } },
  },
  paths: {
    "/z/{b}/{a}": {
      parameters: [
        { name: "a", in: "path", schema: { type: "string" } },
        { name: "limit", in: "query", required: true, schema: { type: "string" } },
      ],
      post: {
        operationId: "make",
        summary: "s",
        tags: ["t", 1],
        deprecated: true,
        parameters: [
          { $ref: "#/components/parameters/Limit" },
          { name: "Accept", in: "header", schema: { type: "string" } },
          { name: "sid", in: "cookie", schema: { type: "string" } },
          {
            name: "filter",
            in: "query",
            style: "deepObject",
            content: { "application/json": { schema: { type: "object" } } },
          },
        ],
        requestBody: { $ref: "#/components/requestBodies/Body" },
        responses: {
          default: { $ref: "#/components/responses/Failed" },
          200: {},
          "4xx": {},
          "20": {},
          "x-a": {},
        },
      },
      get: { security: [], responses: {} },
      "x-trace": {},
    },
    "/a": { get: { security: [{ key: [] }] }, put: { security: [{}, { token: [] }] } },
    "x-paths": {},
  },
};

describe("operations", () => {
  test("are sorted, with merged parameters, followed references, and what keeps them from being whole", async () => {
    const outcome = await loadText(openapi(small));
    const api = valueOf(outcome);
    expect(api.servers.map(({ url }) => url)).toEqual(["https://{region}.example.com/v1"]);
    const token = { scheme: "token", kind: "bearer" };
    expect(api.operations.map(({ method, path, security }) => [method, path, security])).toEqual([
      ["get", "/a", [[{ scheme: "key", kind: "key", in: "header", name: "k" }]]],
      ["put", "/a", [[], [token]]],
      ["get", "/z/{b}/{a}", []],
      ["post", "/z/{b}/{a}", [[token]]],
    ]);
    const post = "api.json#/paths/~1z~1{b}~1{a}/post";
    const a = "api.json#/paths/~1z~1{b}~1{a}/parameters/0";
    const simple = { style: "simple", explode: false, reserved: false };
    expect(api.operations[3]).toEqual({
      method: "post",
      path: "/z/{b}/{a}",
      operationId: "make",
      summary: "s",
      tags: ["t"],
      deprecated: true,
      security: [[{ scheme: "token", kind: "bearer" }]],
      parameters: [
        { name: "b", in: "path", required: true, schema: { type: "string" }, style: simple, pointer: post },
        { name: "a", in: "path", required: true, schema: { type: "string" }, style: simple, pointer: a },
        {
          name: "filter",
          in: "query",
          required: false,
          schema: { type: "object" },
          style: { style: "json", explode: false, reserved: false },
          pointer: `${post}/parameters/3`,
        },
        {
          name: "limit",
          in: "query",
          required: false,
          schema: { type: "integer" },
          style: { style: "form", explode: true, reserved: false },
          pointer: "api.json#/components/parameters/Limit",
        },
        {
          name: "sid",
          in: "cookie",
          required: false,
          schema: { type: "string" },
          style: { style: "form", explode: true, reserved: false },
          pointer: `${post}/parameters/2`,
        },
      ],
      body: { required: true, media: [{ type: "application/json", schema: true }] },
      responses: [
        { status: "200", media: [] },
        { status: "4XX", media: [] },
        { status: "default", description: "f", media: [{ type: "text/plain", schema: { type: "string" } }] },
      ],
      pointer: "/paths/~1z~1{b}~1{a}/post",
    });
    expect([...told(outcome)].sort()).toEqual([
      `warning api-media-type api.json#/components/requestBodies/Body/content/a b`,
      "warning api-parameter-undeclared api.json#/paths/~1z~1{b}~1{a}/get",
      `warning api-parameter-undeclared ${post}`,
      "warning api-server-variable api.json#/servers/0",
      `warning api-status ${post}/responses/20`,
    ]);
  });

  const get = (parameters: unknown[]) => ({ get: { parameters } });
  const id = { name: "id", in: "path", schema: {} };
  test.each([
    ["a path without its slash", { a: {} }, ["api-path-invalid /paths/a"]],
    ["unbalanced braces", { "/{a": {} }, ["api-path-invalid /paths/~1{a"]],
    ["a name twice in a path", { "/{a}/{a}": {} }, ["api-path-invalid /paths/~1{a}~1{a}"]],
    ["an operation that is a list", { "/a": { get: [] } }, ["api-operation-invalid /paths/~1a/get"]],
    [
      "a header name with a newline",
      { "/a": get([{ name: "a\r\nb", in: "header" }]) },
      ["api-parameter-invalid /paths/~1a/get/parameters/0"],
    ],
    [
      "parameters that lead in a circle",
      { "/a": get([{ $ref: "#/paths/~1a/get/parameters/0" }]) },
      ["api-reference-cycle /paths/~1a/get/parameters/0"],
    ],
  ])("%s is an error at its place", async (_, paths, want) => {
    const outcome = await loadText(openapi({ paths }));
    expect(outcome.ok).toBe(false);
    expect(told(outcome)).toEqual(want.map((line) => `error ${line.replace(" /", " api.json#/")}`));
  });

  test.each([
    [
      "paths that no request can tell apart",
      { "/{id}": get([id]), "/{ID}": get([{ ...id, name: "ID" }]) },
      "api-path-ambiguous /paths/~1{id}/get",
      ["get /{ID}", "get /{id}"],
    ],
    [
      "a path parameter that the path lacks",
      { "/a": get([id]) },
      "api-parameter-stray /paths/~1a/get",
      ["get /a"],
    ],
    [
      "a parameter twice",
      { "/{id}": get([id, id]) },
      "api-parameter-twice /paths/~1{id}/get/parameters/1",
      ["get /{id}"],
    ],
  ])("%s is a warning, and the rest is generated", async (_, paths, want, operations) => {
    const outcome = await loadText(openapi({ paths }));
    expect(told(outcome)).toEqual([`warning ${want.replace(" /", " api.json#/")}`]);
    expect(valueOf(outcome).operations.map(({ method, path }) => `${method} ${path}`)).toEqual(operations);
  });
});

describe("kinds of document", () => {
  test("a plain JSON Schema has no operations; its definitions are its schemas", async () => {
    const schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Tree",
      type: "object",
      properties: {
        left: { $ref: "#" },
        leaf: { $ref: "#/$defs/Leaf" },
        inner: { $ref: "#/properties/leaf" },
      },
      $defs: { Leaf: { type: "string" } },
    };
    const api = valueOf(await loadText(JSON.stringify(schema)));
    expect(api.operations).toEqual([]);
    expect(Object.fromEntries(api.schemas)).toEqual({
      Leaf: { type: "string" },
      Tree: {
        title: "Tree",
        type: "object",
        properties: {
          left: { $ref: "#/components/schemas/Tree" },
          leaf: { $ref: "#/components/schemas/Leaf" },
          inner: { $ref: "#/components/schemas/properties_leaf" },
        },
      },
      properties_leaf: { $ref: "#/components/schemas/Leaf" },
    });
  });

  test.each([
    ["Swagger 2", '{"swagger":"2.0"}', ["error api-version api.json#/swagger"]],
    ["OpenAPI 4", '{"openapi":"4.0.0"}', ["error api-version api.json#/openapi"]],
    ["OpenAPI 3.20", '{"openapi":"3.20.0"}', ["error api-version api.json#/openapi"]],
    ["OpenAPI 3.10", '{"openapi":"3.10.0"}', ["error api-version api.json#/openapi"]],
    ["another object", '{"data":[]}', ["error api-kind api.json#"]],
    ["a list", "[]", ["error api-kind api.json#"]],
    ["a page of HTML", "<html>\n<body>: [</body>", ["error api-syntax api.json"]],
    ["a word", "word", ["error api-kind api.json#"]],
    ["broken JSON", '{"openapi": "3.0.0",, }', ["error api-syntax api.json"]],
    ["broken YAML", "a: [", ["error api-syntax api.json"]],
    ["a number that is not finite", '{"openapi":"3.0.0","x":1e400}', ["error api-content api.json"]],
    ["JSON that is too deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, ["error api-content api.json"]],
    [
      "YAML that is too deep",
      `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`,
      ["error api-content api.json"],
    ],
    [
      "an alias bomb",
      ["a0: &a0 [x]", ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`)].join(
        "\n",
      ),
      ["error api-content api.json"],
    ],
    ["an alias that contains itself", "a: &a [*a]", ["error api-content api.json"]],
  ])("%s is refused", async (_, text, want) => {
    const outcome = await loadText(text);
    expect(told(outcome)).toEqual(want);
    expect(outcome.ok).toBe(false);
  });

  test("YAML and JSON of the same content are the same document", async () => {
    const yaml =
      "# note\nopenapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n    A: &a {type: string}\n    B: *a\n";
    const fromYaml = valueOf(await loadText(`\ufeff${yaml}`));
    const fromJson = valueOf(
      await loadText(openapi({ components: { schemas: { B: { type: "string" }, A: { type: "string" } } } })),
    );
    expect(fromYaml).toEqual(fromJson);
  });

  test("the digest changes with what counts, and only with that", async () => {
    const digest = async (schema: object): Promise<string> =>
      apiDigest(
        valueOf(
          await loadText(
            JSON.stringify({ components: { schemas: { S: schema } }, info: {}, openapi: "3.1.0" }, null, 3),
          ),
        ),
      );
    const base = await digest({ type: "string", description: "d" });
    expect(await digest({ description: "d", type: "string", "x-a": 1, example: "e" })).toBe(base);
    expect(await digest({ type: "string", description: "e" })).not.toBe(base);
  });
});

describe("documents of several files", () => {
  const source = openapi({
    paths: { "/a": { $ref: "paths/a.yaml#/item" } },
    components: { schemas: { Pet: { $ref: "schemas/pet.yaml" }, Local: { type: "string" } } },
  });
  const files = {
    "paths/a.yaml":
      "item:\n  get:\n    responses:\n      '200':\n        content:\n          application/json:\n            schema: {$ref: ../schemas/pet.yaml}\n",
    "schemas/pet.yaml":
      "type: object\nproperties:\n  owner: {$ref: './owner.json#/definitions/Owner'}\n  own: {$ref: '../api.json#/components/schemas/Local'}\n",
    "schemas/owner.json": '{"definitions":{"Owner":{"properties":{"pets":{"items":{"$ref":"pet.yaml"}}}}}}',
  };

  test("become one, with each schema under the name that the source gives it, or its own", async () => {
    const api = valueOf(await loadText(source, { files }));
    expect(Object.fromEntries(api.schemas)).toEqual({
      Local: { type: "string" },
      Owner: { properties: { pets: { items: { $ref: "#/components/schemas/Pet" } } } },
      Pet: {
        type: "object",
        properties: {
          owner: { $ref: "#/components/schemas/Owner" },
          own: { $ref: "#/components/schemas/Local" },
        },
      },
    });
    expect(api.operations[0]?.responses[0]?.media).toEqual([
      { type: "application/json", schema: { $ref: "#/components/schemas/Pet" } },
    ]);
    expect(api.operations[0]?.pointer).toBe("paths/a.yaml#/item/get");
    expect(api.files.map(({ path }) => path)).toEqual([
      "paths/a.yaml",
      "schemas/owner.json",
      "schemas/pet.yaml",
    ]);
  });

  test.each([
    [
      "a file that is missing",
      { ...files, "schemas/owner.json": undefined },
      ["error no-file schemas/pet.yaml#/properties/owner/$ref"],
    ],
    [
      "a file that is broken",
      { ...files, "schemas/owner.json": "{" },
      ["error api-syntax schemas/owner.json"],
    ],
    [
      "a remote reference in another file",
      { ...files, "schemas/owner.json": '{"definitions":{"Owner":{"$ref":"http://a/b"}}}' },
      ["error api-reference-remote schemas/owner.json#/definitions/Owner/$ref"],
    ],
  ])("%s is an error at its place", async (_, given, want) => {
    const known = Object.fromEntries(
      Object.entries(given).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
    );
    expect(told(await loadText(source, { files: known }))).toEqual(want);
  });

  test("two schemas of one name: the second is called by its place as well, with a note", async () => {
    const outcome = await loadText(source, {
      files: {
        ...files,
        "schemas/owner.json": '{"definitions":{"Owner":{"$ref":"b.json#/$defs/Local"}}}',
        "schemas/b.json": '{"$defs":{"Local":{}}}',
      },
    });
    expect(told(outcome)).toEqual(["warning api-name-clash schemas/b.json#/$defs/Local"]);
    expect([...valueOf(outcome).schemas.keys()]).toEqual(["Local", "Owner", "Pet", "b_defs_Local"]);
  });
});

const real = new URL("../../../../../shared/data/openapi/kluster-openapi.json", import.meta.url);

describe.skipIf(!existsSync(real))("the real document", () => {
  const text = existsSync(real) ? readFileSync(real, "utf8") : "";
  const overlay = readFileSync(new URL("../../../../schemas/kluster.overlay.json", import.meta.url), "utf8");
  const load = (withOverlay: boolean) => {
    const overlays: unknown = JSON.parse(overlay);
    return loadText(text, {
      overlays: withOverlay && typeof overlays === "object" && overlays !== null ? [overlays] : [],
    });
  };

  test("is read although it calls itself 3.0.0; what accepts anything is told", async () => {
    const outcome = await load(false);
    expect(valueOf(outcome).operations).toHaveLength(29);
    expect(new Set(outcome.problems.map(({ code }) => code))).toEqual(new Set(["api-schema-collapses"]));
    expect(JSON.stringify(valueOf(outcome).operations)).not.toContain('"example');
  });

  test("has nothing left to warn of with the project's overlay, each action of which matches", async () => {
    const outcome = await load(true);
    expect(outcome.problems).toEqual([]);
    const { operations } = valueOf(outcome);
    expect(operations.filter(({ responses }) => responses.length < 3)).toEqual([]);
    expect(
      operations.flatMap(({ parameters }) =>
        parameters.filter((p) => p.in === "path" && JSON.stringify(p.schema).includes("anyOf")),
      ),
    ).toEqual([]);
  });
});
