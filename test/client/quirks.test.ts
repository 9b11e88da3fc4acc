/** Oddities of documents in the wild: each still gives a client that compiles and loads, and what is bent is told. */
import { beforeAll, expect, test, vi } from "vitest";
import { loadText, told } from "../unit/generators/api/support.ts";
import { load, tryGenerate, typeErrors } from "./support.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
const json = (schema: object): object => ({ description: "", content: { "application/json": { schema } } });
const document = (parts: object, version = "3.0.3"): string =>
  JSON.stringify({ openapi: version, info: {}, servers: [{ url: "https://example.com" }], ...parts });
/** The first of the schemas is what an operation takes and gives. */
const schemas = (named: object, version = "3.1.0"): string => {
  const [first = ""] = Object.keys(named);
  const put = { requestBody: json(ref(first)), responses: { 200: json(ref(first)) } };
  return document({ paths: { "/x": { put } }, components: { schemas: named } }, version);
};
const gets = (operations: Readonly<Record<string, unknown>>): string =>
  document({ paths: Object.fromEntries(Object.entries(operations).map(([path, get]) => [path, { get }])) });
const deep = (levels: number): object => (levels === 0 ? text : object({ a: deep(levels - 1) }));

const yaml = `openapi: 3.0
x-base: &base
  type: object
  properties: { a: { type: string } }
servers: [{ url: "https://example.com" }]
paths:
  /x:
    get:
      requestBody:
      parameters:
      responses: &all
        200: { description: ok, content: { application/json: { schema: { <<: *base, required: [a] } } } }
    post:
      responses: *all
  /y:
    get:
  /z:
`;

type Row = readonly [what: string, text: string, told?: readonly string[], types?: string];
const rows: readonly Row[] = [
  ["a byte order mark", `\ufeff${schemas({ A: text })}`],
  ["YAML: anchors, merge keys, nothing below a key", yaml],
  [
    "allOf in a circle",
    schemas({
      A: { allOf: [ref("B"), object({ x: text })] },
      B: { allOf: [ref("A"), object({ y: text })] },
    }),
    ["api-reference-cycle", "api-reference-cycle"],
  ],
  ["a choice of itself", schemas({ A: { anyOf: [ref("A"), text] } }), ["api-reference-cycle"]],
  [
    "rules beside a reference, 3.0",
    schemas({ A: object({ b: { ...ref("B"), minLength: 1, nullable: true } }), B: text }, "3.0.0"),
    ["api-reference-siblings"],
    "b?: B | null;",
  ],
  ["rules beside a reference, 3.1", schemas({ A: object({ b: { ...ref("B"), minLength: 3 } }), B: text })],
  [
    "nullable with an enum",
    schemas({ A: { ...text, nullable: true, enum: ["a"] } }, "3.0.0"),
    [],
    'A = "a" | null;',
  ],
  [
    "values of another type",
    schemas({ A: { type: "integer", nullable: true, enum: ["a", "b"] } }, "3.0.0"),
    ["api-schema-values"],
    'A = "a" | "b" | null;',
  ],
  [
    "the values of items, in the list",
    schemas({ A: { type: "array", items: text, enum: ["a"] } }),
    ["api-schema-values"],
    'A = ("a")[];',
  ],
  [
    "names that the runtime has",
    document({
      paths: {
        "/x/{chosenBody}/{type}": {
          put: {
            operationId: "chosenBody",
            parameters: ["chosenBody", "type"].map((name) => ({ name, in: "path", schema: text })),
            requestBody: {
              content: { "application/json": { schema: text }, "text/plain": { schema: text } },
            },
          },
        },
      },
    }),
  ],
  ["no paths", document({ components: { schemas: { A: text } } })],
  ["empty paths", document({ paths: {} })],
  ["no responses", gets({ "/a": {}, "/b": { responses: {} }, "/c": { responses: { 200: null } } })],
  [
    "an operationId twice",
    gets({ "/a": { operationId: "o", responses: {} }, "/b": { operationId: "o", responses: {} } }),
    ["api-operation-id-twice"],
  ],
  [
    "parameters that say little",
    gets({
      "/a/{id}/{no}": {
        parameters: [
          { name: "id", in: "path" },
          { name: "q", in: "query" },
          { name: "q", in: "header", type: "string" },
          { name: "b", in: "body", schema: {} },
        ],
      },
    }),
    ["api-parameter-place", "api-parameter-undeclared"],
  ],
  [
    "types that go without saying",
    schemas({ A: { properties: { a: { items: {} } }, required: ["a", "b"] } }),
  ],
  [
    "additionalProperties with allOf",
    schemas({
      A: object({ x: text }, { additionalProperties: false, allOf: [ref("B")] }),
      B: object({ y: text }, { additionalProperties: { type: "integer" } }),
    }),
  ],
  ["a hundred levels", schemas({ A: deep(100) })],
  [
    "words of 3.1",
    schemas({
      A: object(
        { c: { const: "x" }, t: { prefixItems: [text], items: false }, u: { type: ["string", "null"] } },
        { if: object({ c: { const: "x" } }), then: { required: ["t"] }, $defs: { Z: text } },
      ),
    }),
    ["api-schema-keyword", "api-schema-keyword"],
    "t?: [string?]; u?: string | null;",
  ],
  [
    "patterns that are none",
    schemas({ A: object({ a: { pattern: "[a-" }, b: { pattern: "(?i)abc" }, c: { pattern: "^\\p{Foo}" } }) }),
    ["api-schema-keyword", "api-schema-keyword", "api-schema-keyword"],
  ],
  ["formats of one's own", schemas({ A: { ...text, format: "snowflake" } }), [], "A = string;"],
  ["a type of Swagger 2", schemas({ A: object({ f: { type: "file" } }) }), ["api-schema-type"]],
  [
    "wrong examples and defaults",
    schemas({ A: { type: "integer", example: "x", examples: "y", default: "z" } }),
  ],
  [
    "3.2",
    document(
      {
        paths: {
          "/x": {
            query: { responses: { 200: { content: { "text/event-stream": { itemSchema: object({}) } } } } },
            additionalOperations: { COPY: {} },
          },
        },
      },
      "3.2.0",
    ),
    ["api-method"],
  ],
  [
    "Discord: null among branches, constants with titles, unions, lists or null",
    schemas({
      A: object({
        id: { ...text, pattern: "^(0|[1-9][0-9]*)$" },
        n: { oneOf: [{ type: "null" }, ref("B")] },
        m: { type: ["array", "null"], items: ref("T"), maxItems: 1521, uniqueItems: true },
        u: { oneOf: [ref("B"), ref("C")], "x-discord-union": "oneOf" },
      }),
      B: object({ type: { type: "integer", enum: [1], allOf: [ref("T")], format: "int32" } }),
      C: object({ type: { type: "integer", enum: [2], allOf: [ref("T")] } }),
      T: {
        type: "integer",
        oneOf: [
          { title: "A", const: 1 },
          { title: "B", const: 2 },
        ],
      },
    }),
    [],
    "n?: null | B;",
  ],
  [
    "Cohere: events with an inherited discriminator, beside JSON",
    document({
      paths: {
        "/v1/chat": {
          post: {
            operationId: "chat",
            "x-fern-streaming": { "stream-condition": "$request.stream" },
            requestBody: json(object({ stream: { type: "boolean" } })),
            responses: {
              200: {
                content: { "application/json": { schema: {} }, "text/event-stream": { schema: ref("E") } },
              },
            },
          },
        },
      },
      components: {
        schemas: {
          E: {
            type: "object",
            oneOf: [ref("Start"), ref("End")],
            discriminator: {
              propertyName: "event_type",
              mapping: { start: "#/components/schemas/Start", end: "#/components/schemas/End", gone: "Gone" },
            },
          },
          Base: object({ event_type: { ...text, enum: ["start", "end"] } }, { required: ["event_type"] }),
          Start: { allOf: [ref("Base"), object({ generation_id: text })] },
          End: { allOf: [ref("Base"), object({ reason: text })] },
        },
      },
    }),
    ["api-mapping-missing"],
    'E = ((Start & { event_type: "start"; }) | (End & { event_type: "end"; }));',
  ],
  [
    "names of all sorts",
    schemas({
      größe: text,
      "1st": object({}),
      Error: object({}),
      class: text,
      "": text,
      日本: text,
      Schema: object({}),
    }),
  ],
];

let compiled: readonly string[] = [];
const made = new Map<
  string,
  { readonly files: ReadonlyMap<string, string>; readonly told: readonly string[] }
>();
beforeAll(async () => {
  for (const [what, source] of rows) {
    const loaded = await loadText(source, { label: source === yaml ? "api.yaml" : "api.json" });
    const outcome = loaded.ok ? await tryGenerate(loaded.value, { validators: true }) : loaded;
    const files = outcome.ok ? outcome.value.map(({ path, text }) => [path, text] as const) : [];
    made.set(what, { files: new Map(files), told: [...(loaded.ok ? told(loaded) : []), ...told(outcome)] });
  }
  const all = [...made.values()].flatMap(({ files }, index) =>
    [...files].map(([path, source]) => [`v${index}/${path}`, source] as const),
  );
  compiled = typeErrors(new Map(all));
});

const wanted = rows.map(([what, , codes = [], types = ""]) => ({ what, codes, types }));

test.each(wanted)("$what", async ({ what, codes, types }) => {
  const { files, told: said } = made.get(what) ?? { files: new Map<string, string>(), told: [] };
  expect(
    said.filter((line) => !/ client-[a-z-]*name-clash /.test(line)).map((line) => line.split(" ")[1]),
  ).toEqual(codes);
  expect(files.get("types.ts")?.replace(/\s+/g, " ")).toContain(types);
  expect(
    await load(files, `export * from "./client.js"; export * as validators from "./validators.js";`),
  ).toBeDefined();
});

test("all of them compile", () => {
  expect(compiled).toEqual([]);
});
