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
const file = { type: "string", format: "binary" };
const account = {
  type: "object",
  additionalProperties: false,
  required: ["id", "name", "password"],
  properties: { id: { ...integer, readOnly: true }, name: text, password: { ...text, writeOnly: true } },
};
/** Of the form that basic credentials have. */
const key = "user:k";
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
  [
    "multipart with parts of JSON",
    body("multipart/form-data", form, { o: { contentType: "application/json" } }),
    [filled],
    wrongForm,
  ],
  [
    "multipart with a file",
    body("multipart/form-data", { type: "object", required: ["f"], properties: { f: file, a: integer } }),
    [{ f: new Blob(["abc"]), a: 1 }],
    [{ f: new Blob(["abc"]), a: "x" }],
  ],
  ["bytes", body("application/octet-stream", file), [new Blob(["abc"])]],
  [
    "a form in place of JSON",
    {
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: object },
          "application/x-www-form-urlencoded": { schema: object },
        },
      },
    },
    [color, { mediaType: "application/x-www-form-urlencoded" }],
    [{ R: "x" }, { mediaType: "application/x-www-form-urlencoded" }],
  ],
  [
    "an object whose ID only the service writes",
    {
      requestBody: { required: true, content: { "application/json": { schema: account } } },
      responses: { 200: { description: "", content: { "application/json": { schema: account } } } },
    },
    [{ name: "a", password: "p" }],
    [{ name: "a" }],
  ],
  ["nothing in answer", { responses: { 204: { description: "" } } }, []],
  [
    "text in answer",
    { responses: { 200: { description: "", content: { "text/plain": { schema: text } } } } },
    [],
  ],
  ["a bearer token", { security: [{ bearer: [] }] }, []],
  ["basic credentials", { security: [{ basic: [] }] }, []],
  ["OAuth 2", { security: [{ oauth: [] }] }, []],
  ["two keys at once", { security: [{ header: [], query: [] }] }, []],
  ["a key in a header", { security: [{ header: [] }] }, []],
  ["a key in the query", { security: [{ query: [] }] }, []],
  ["a key in a cookie", { security: [{ cookie: [] }] }, []],
  ["a key or none", { security: [{}, { header: [] }] }, []],
];

const securitySchemes = {
  header: { type: "apiKey", in: "header", name: "X-Key" },
  query: { type: "apiKey", in: "query", name: "key" },
  cookie: { type: "apiKey", in: "cookie", name: "sid" },
  bearer: { type: "http", scheme: "bearer" },
  basic: { type: "http", scheme: "basic" },
  oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://example.com", scopes: {} } } },
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
      paths.map(([path, [, operation]]) => [path, { put: { responses: json, ...operation } }]),
    ),
    components: { securitySchemes },
  });
  mock = await startMock({ api: valueOf(await loadText(document)), key });
  client = await clientOf(document, {
    validators: true,
    operationNames: Object.fromEntries(paths.map(([path], index) => [`PUT ${path}`, `o${index}.put`])),
  });
});
afterAll(() => mock.close());

test.each(paths.map(([, row], index) => ({ what: row[0], row, index })))("$what", async ({ row, index }) => {
  const [, , args, wrong] = row;
  const keys = Object.fromEntries(Object.keys(securitySchemes).map((name) => [name, key]));
  const options = { baseUrl: mock.url, apiKey: keys, validate: { responses: "throw" } };
  await client.call(options, `o${index}.put`, ...args);
  expect(mock.requests.at(-1)).toMatchObject({
    status: row[0].startsWith("nothing") ? 204 : 200,
    problems: [],
  });
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
