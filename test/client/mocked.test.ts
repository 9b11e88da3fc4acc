/** The mock understands what the client sends, however the document has it written, and answers in kind. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Mock, startMock } from "../../src/verify/mock/server.ts";
import { loadText, openapi, valueOf } from "../unit/generators/api/support.ts";
import { clientOf, type Made } from "./recorder.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const text = { type: "string" };
const integer = { type: "integer" };
const list = { type: "array", items: integer };
const object = {
  type: "object",
  required: ["R"],
  additionalProperties: false,
  properties: { R: integer, G: text },
};
const color = { R: 100, G: "x" };
const json = { 200: { description: "", content: { "application/json": { schema: object } } } };

type Row = readonly [what: string, operation: object, args: readonly unknown[], wrong?: readonly unknown[]];

const parameter = (place: string, declared: object): object => ({
  parameters: [{ name: "p", in: place, required: true, ...declared }],
});
const body = (type: string, schema: object, encoding?: object): object => ({
  requestBody: { required: true, content: { [type]: { schema, ...(encoding && { encoding }) } } },
});
const form = { type: "object", additionalProperties: false, properties: { a: integer, l: list, o: object } };
const filled = { a: 1, l: [1, 2], o: color };
const wrongForm = [{ a: "x" }];

const rows: readonly Row[] = [
  ["a list in the query", parameter("query", { schema: list }), [{ p: [1, 2] }], [{ p: ["x"] }]],
  [
    "a list, commas",
    parameter("query", { schema: list, explode: false }),
    [{ p: [1, 2] }],
    [{ p: [1, "x"] }],
  ],
  [
    "a list, pipes",
    parameter("query", { schema: list, style: "pipeDelimited" }),
    [{ p: [1, 2] }],
    [{ p: [1, "x"] }],
  ],
  [
    "a list, spaces",
    parameter("query", { schema: list, style: "spaceDelimited" }),
    [{ p: [1, 2] }],
    [{ p: [1, "x"] }],
  ],
  ["an object, spread", parameter("query", { schema: object }), [{ p: color }], [{ p: { R: "x" } }]],
  [
    "an object, commas",
    parameter("query", { schema: object, explode: false }),
    [{ p: color }],
    [{ p: { R: "x" } }],
  ],
  [
    "an object, deep",
    parameter("query", { schema: object, style: "deepObject" }),
    [{ p: color }],
    [{ p: { G: "x" } }],
  ],
  [
    "an object, JSON",
    parameter("query", { content: { "application/json": { schema: object } } }),
    [{ p: color }],
    [{ p: { R: "x" } }],
  ],
  ["a list in a header", parameter("header", { schema: list }), [{ p: [1, 2] }], [{ p: [1, "x"] }]],
  [
    "an object in a header",
    parameter("header", { schema: object, explode: true }),
    [{ p: color }],
    [{ p: { R: "x" } }],
  ],
  ["a cookie", parameter("cookie", { schema: integer }), [{ p: 1 }], [{ p: "x" }]],
  [
    "a list in a cookie",
    parameter("cookie", { schema: list, explode: false }),
    [{ p: [1, 2] }],
    [{ p: [1, "x"] }],
  ],
  ["a form", body("application/x-www-form-urlencoded", form), [filled], wrongForm],
  [
    "a form, deep",
    body("application/x-www-form-urlencoded", form, { o: { style: "deepObject" } }),
    [filled],
    wrongForm,
  ],
  [
    "a form, commas",
    body("application/x-www-form-urlencoded", form, { l: { explode: false } }),
    [filled],
    wrongForm,
  ],
  ["multipart", body("multipart/form-data", form), [filled], wrongForm],
  ["text", body("text/plain", text), ["a"]],
  ["XML", body("application/xml", object), ["<a/>"]],
  ["lines", body("application/x-ndjson", object), [[color]]],
  ["vendor JSON", body("application/vnd.a+json", object), [color], [{ G: "x" }]],
  ["a key in a header", { security: [{ header: [] }] }, []],
  ["a key in the query", { security: [{ query: [] }] }, []],
  ["a key in a cookie", { security: [{ cookie: [] }] }, []],
  ["a key or none", { security: [{}, { header: [] }] }, []],
];

const securitySchemes = {
  header: { type: "apiKey", in: "header", name: "X-Key" },
  query: { type: "apiKey", in: "query", name: "key" },
  cookie: { type: "apiKey", in: "cookie", name: "sid" },
};

const pathRows: readonly Row[] = [
  ["a list in the path", parameter("path", { schema: list }), [[1, 2]], [["x"]]],
  ["a label", parameter("path", { schema: integer, style: "label" }), [1], ["x"]],
  [
    "a label, exploded list",
    parameter("path", { schema: list, style: "label", explode: true }),
    [[1, 2]],
    [["x"]],
  ],
  ["a matrix", parameter("path", { schema: integer, style: "matrix" }), [1], ["x"]],
  ["a matrix, list", parameter("path", { schema: list, style: "matrix" }), [[1, 2]], [["x"]]],
  [
    "a matrix, exploded list",
    parameter("path", { schema: list, style: "matrix", explode: true }),
    [[1, 2]],
    [["x"]],
  ],
  [
    "a matrix, exploded object",
    parameter("path", { schema: object, style: "matrix", explode: true }),
    [color],
    [{ R: "x" }],
  ],
];

const paths = [
  ...rows.map((row, index) => [`/o${index}`, row] as const),
  ...pathRows.map((row, index) => [`/p${index}/{p}`, row] as const),
];

let mock: Mock;
let client: Made;
beforeAll(async () => {
  const document = openapi({
    paths: Object.fromEntries(
      paths.map(([path, [, operation]]) => [path, { put: { ...operation, responses: json } }]),
    ),
    components: { securitySchemes },
  });
  mock = await startMock({ api: valueOf(await loadText(document)), key: "k" });
  client = await clientOf(document, {
    validators: true,
    operationNames: Object.fromEntries(paths.map(([path], index) => [`PUT ${path}`, `o${index}.put`])),
  });
});
afterAll(() => mock.close());

test.each(paths.map(([, row], index) => ({ what: row[0], row, index })))("$what", async ({ row, index }) => {
  const [, , args, wrong] = row;
  const options = { baseUrl: mock.url, apiKey: "k", validate: { responses: "throw" } };
  await client.call(options, `o${index}.put`, ...args);
  expect(mock.requests.at(-1)).toMatchObject({ status: 200, problems: [] });
  if (wrong)
    await expect(client.call(options, `o${index}.put`, ...wrong)).rejects.toMatchObject({ status: 400 });
});

test.each([
  ["the wrong key", "other", /isn't the key that was given/],
  ["no key", undefined, /has no key "X-Key"/],
])("%s is a 401", async (_, apiKey, want) => {
  const index = rows.findIndex(([what]) => what === "a key in a header");
  await expect(client.call({ baseUrl: mock.url, apiKey }, `o${index}.put`)).rejects.toThrow(want);
});
