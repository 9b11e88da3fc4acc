/** Sisters of the small documents of others: the same kinds of fault in other clothes, against a recording server. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadText, openapi, told, valueOf } from "../unit/generators/api/support.ts";
import { type Answer, clientOf, type Made, type Recorded, type Recorder, startRecorder } from "./recorder.ts";
import { bundle, fileOf, tryGenerate, typeErrors } from "./support.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const string = { type: "string" };
const strings = { type: "array", items: string };
const jsonOf = (schema: object): object => ({ content: { "application/json": { schema } } });
const ok = { "200": { description: "", ...jsonOf({}) } };
const parameter = (more: object): object => ({ parameters: [{ name: "p", in: "query", ...more }] });
const ref = (kind: string, name: string): object => ({ $ref: `#/components/${kind}/${name}` });

type Row = {
  readonly what: string;
  /** The operation, and its method where that isn't POST. */
  readonly operation: object;
  readonly method?: string;
  readonly args?: readonly unknown[];
  readonly options?: object;
  readonly answer?: Answer;
  readonly want?: Partial<Omit<Recorded, "headers">> & { readonly headers?: object };
  readonly query?: string;
  readonly result?: unknown;
  readonly failed?: string;
};

const rows: readonly Row[] = [
  // 12: styles of the query
  {
    what: "a list that is a reference, in a parameter that is one",
    operation: { parameters: [ref("parameters", "Tags")] },
    args: [{ tags: ["a,b", "c"] }],
    query: "?tags=a%2Cb,c",
  },
  {
    what: "nothing of an empty list, in any style",
    operation: {
      parameters: ["form", "spaceDelimited", "pipeDelimited"].map((style) => ({
        name: style,
        in: "query",
        style,
        explode: false,
        schema: strings,
      })),
    },
    args: [{ form: [], spaceDelimited: [], pipeDelimited: ["a"] }],
    query: "?pipeDelimited=a",
  },
  {
    what: "a name in brackets, and what is reserved in values",
    operation: { parameters: [{ name: "ids[]", in: "query", schema: strings }] },
    args: [{ "ids[]": ["&", "ä"] }],
    query: "?ids%5B%5D=%26&ids%5B%5D=%C3%A4",
  },
  {
    what: "brackets in brackets",
    operation: parameter({ style: "deepObject", schema: { type: "object" } }),
    args: [{ p: { a: { b: [{ c: "1" }, { c: "2" }] }, d: null } }],
    query: "?p%5Ba%5D%5Bb%5D%5B0%5D%5Bc%5D=1&p%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=2",
  },
  // 13: headers
  {
    what: "a list of numbers in a header",
    operation: parameter({ in: "header", name: "X-N", schema: { type: "array", items: { type: "number" } } }),
    args: [{ "X-N": [1, 2.5] }],
    want: { headers: { "x-n": "1,2.5" } },
  },
  {
    what: "an object in a header, exploded",
    operation: parameter({ in: "header", name: "X-O", explode: true, schema: { type: "object" } }),
    args: [{ "X-O": { a: 1, b: "c" } }],
    want: { headers: { "x-o": "a=1,b=c" } },
  },
  {
    what: "a header of a path item",
    operation: { parameters: [ref("parameters", "Trace")] },
    args: [{ "X-Trace": true }],
    want: { headers: { "x-trace": "true" } },
  },
  // 19: nothing beside something
  {
    what: "a 204 beside a 201",
    operation: { responses: { "201": { description: "", ...jsonOf(string) }, "204": { description: "" } } },
    answer: { status: 204 },
    result: undefined,
  },
  {
    what: "a 202 without a body beside any other success",
    operation: { responses: { "202": { description: "" }, "2XX": { description: "", ...jsonOf(string) } } },
    answer: { status: 202 },
    result: undefined,
  },
  {
    what: "a 205 beside the default",
    operation: { responses: { "205": { description: "" }, default: { description: "", ...jsonOf(string) } } },
    answer: { status: 205 },
    result: undefined,
  },
  // 35, A7: keys
  {
    what: "a key in a header called Authorization, as it is",
    operation: { security: [{ raw: [] }] },
    options: { apiKey: "Token k" },
    want: { headers: { authorization: "Token k" } },
  },
  {
    what: "two keys at once",
    operation: { security: [{ raw: [], second: [] }] },
    options: { apiKey: { raw: "a", second: "b" } },
    want: { headers: { authorization: "a", "x-second": "b" } },
  },
  {
    what: "a key with a line break is refused",
    operation: { security: [{ second: [] }] },
    options: { apiKey: "a\r\nx-evil: 1" },
    failed: "key",
  },
  {
    what: "an optional key, said after the key",
    operation: { security: [{ bearer: [] }, {}] },
    options: { apiKey: "k" },
    want: { headers: { authorization: "Bearer k" } },
  },
  {
    what: "an optional key in the query",
    operation: { security: [{}, { query: [] }] },
    options: { apiKey: "k" },
    query: "?key=k",
  },
  { what: "an optional key that isn't given", operation: { security: [{}, { query: [] }] }, query: "" },
  {
    what: "no key where the operation takes back what holds for all",
    operation: { security: [] },
    options: { apiKey: "k" },
    query: "",
  },
  // 39: bodies that may be left out
  { what: "an optional list", operation: { requestBody: jsonOf(strings) }, want: { body: "" } },
  {
    what: "an optional body beside a query that is needed",
    operation: { requestBody: jsonOf({ type: "object" }), ...parameter({ required: true, schema: string }) },
    args: [{ p: "a" }, { b: 1 }],
    want: { body: '{"b":1}' },
    query: "?p=a",
  },
  {
    what: "false as a body",
    operation: { requestBody: jsonOf({ type: "boolean" }) },
    args: [false],
    want: { body: "false" },
  },
  {
    what: "null as a body",
    operation: { requestBody: jsonOf({ type: ["string", "null"] }) },
    args: [null],
    want: { body: "null" },
  },
  {
    what: "a body with PATCH that is a reference",
    operation: { requestBody: ref("requestBodies", "Names") },
    method: "patch",
    args: [["a"]],
    want: { method: "PATCH", body: '["a"]' },
  },
  // 41: what an error says
  {
    what: "a problem with a title alone",
    operation: {},
    answer: { status: 409, type: "application/problem+json; charset=utf-8", body: '{"title":"Gone by"}' },
    failed: "409: Gone by",
  },
  {
    what: "a problem in an error",
    operation: {},
    answer: { status: 500, body: '{"error":{"title":"T","detail":"D"}}' },
    failed: "500: T: D",
  },
  {
    what: "a problem whose title is no text",
    operation: {},
    answer: { status: 400, type: "application/problem+json", body: '{"title":{"a":1},"detail":"D"}' },
    failed: "400: D",
  },
  {
    what: "a problem cut off",
    operation: {},
    answer: { status: 400, type: "application/problem+json", body: '{"title":"T' },
    failed: '400: {"title":"T',
  },
];

const document = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Sisters", version: "1" },
  servers: [{ url: "https://example.com" }],
  security: [{ bearer: [] }, {}],
  paths: Object.fromEntries(
    rows.map(({ operation, method = "post" }, index) => [
      `/o${index}`,
      { [method]: { responses: ok, ...operation, operationId: `o.n${index}` } },
    ]),
  ),
  components: {
    parameters: {
      Tags: { name: "tags", in: "query", explode: false, schema: ref("schemas", "Tags") },
      Trace: { name: "X-Trace", in: "header", schema: { type: "boolean" } },
    },
    requestBodies: { Names: jsonOf(ref("schemas", "Tags")) },
    schemas: { Tags: strings },
    securitySchemes: {
      bearer: { type: "http", scheme: "Bearer" },
      raw: { type: "apiKey", in: "header", name: "Authorization" },
      second: { type: "apiKey", in: "header", name: "X-Second" },
      query: { type: "apiKey", in: "query", name: "key" },
    },
  },
});

describe("on the wire", () => {
  let server: Recorder;
  let made: Made;
  beforeAll(async () => {
    server = await startRecorder();
    made = await clientOf(document);
  });
  afterAll(() => server.close());

  test.each(rows.map((row, index) => ({ ...row, index })))("$what", async (row) => {
    server.answers.length = 0;
    if (row.answer) server.answers.push(row.answer);
    const sent = made.call({ baseUrl: server.url, ...row.options }, `o.n${row.index}`, ...(row.args ?? []));
    if (row.failed !== undefined) {
      await expect(sent).rejects.toThrow(row.failed);
      return;
    }
    expect(await sent).toEqual("result" in row ? row.result : "ok");
    const last = server.requests.at(-1);
    if (row.query !== undefined) expect(last?.url).toBe(`/o${row.index}${row.query}`);
    if (row.want) expect(last).toMatchObject(row.want);
    expect(made.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

const schemas = (named: object): object => ({ components: { schemas: named } });
const schema = (name: string): object => ref("schemas", name);
const gets = (paths: Readonly<Record<string, object>>): object => ({
  paths: Object.fromEntries(
    Object.entries(paths).map(([path, more]) => [path, { get: { responses: ok, ...more } }]),
  ),
});
const a = { type: "object", properties: { a: string } };
const both = (body: object): object => ({
  paths: {
    "/u": {
      post: {
        operationId: "u.c",
        requestBody: { required: true, ...jsonOf(body) },
        responses: { "200": { description: "", ...jsonOf(schema("U")) } },
      },
    },
  },
});

/** What the document is, its parts, what `types.ts` says or how operations are named, and the warnings. */
type Described = readonly [what: string, parts: object, want: readonly string[], told?: readonly string[]];

const described: readonly Described[] = [
  // A1, A2, A4, A5: names
  [
    "one id for two paths",
    gets({ "/a": { operationId: "getX" }, "/b": { operationId: "getX" } }),
    ["a.getX", "b.getX"],
    ["api-operation-id-twice"],
  ],
  [
    "ids that are reserved",
    gets({
      "/a": { operationId: "constructor" },
      "/b": { operationId: "__proto__" },
      "/c": { operationId: "then" },
    }),
    ["a.constructor_", "b.proto", "c.then_"],
  ],
  [
    "an operation that is a group as well",
    gets({ "/a": { operationId: "users.list" }, "/b": { operationId: "users.list.all" } }),
    ["users.listGet", "users.list.all"],
    ["client-operation-name-clash"],
  ],
  [
    "paths of digits",
    gets({ "/2010-04-01/Accounts.json": {}, "/Accounts.json": {}, "/folders/0": {} }),
    ["accounts.get20100401AccountsJson", "accounts.getAccountsJson", "folders._0"],
    ["client-operation-name-clash"],
  ],
  [
    "dots between names",
    gets({ "/c/{a}.{b}": {}, "/c/{base}...{head}": {}, "/c/{id}:cancel": {} }),
    ["c.retrieveByAAndB", "c.retrieveByBaseAndHead", "c.cancel"],
    ["api-parameter-undeclared", "client-operation-name-clash"],
  ],
  // A8: mappings
  [
    "mappings to another file, to no schema, and to a name that isn't there",
    schemas({
      A: { ...a, required: ["k"], properties: { k: string } },
      B: a,
      U: {
        anyOf: [schema("A"), schema("B")],
        discriminator: {
          propertyName: "k",
          mapping: { a: "A", b: "other.yaml#/B", c: "#/paths", d: "Nope" },
        },
      },
    }),
    ['U = ((A & { k: "a"; }) | (B & { k: "B"; }));'],
    ["api-mapping-missing"],
  ],
  // 05: what is required
  [
    "requirements of requirements",
    schemas({
      Base: a,
      Mid: { allOf: [schema("Base"), { required: ["a"] }] },
      X: { allOf: [schema("Mid"), { required: ["nowhere"] }] },
    }),
    ["Mid = (Base & { a: string; });", "X = (Mid & { nowhere: unknown; });"],
  ],
  [
    "requirements beside allOf",
    schemas({ Base: a, X: { type: "object", allOf: [schema("Base")], required: ["a"] } }),
    ["X = ({ a: string; } & Base);"],
  ],
  [
    "requirements of a member",
    schemas({
      Base: { type: "object", properties: { in: schema("In") } },
      In: a,
      X: { allOf: [schema("Base"), { properties: { in: { required: ["a"] } }, required: ["in"] }] },
    }),
    ["X = (Base & { in:"],
  ],
  // 15: what is read or written only
  [
    "an ID in the items of a list",
    {
      ...both({ type: "array", items: schema("U") }),
      ...schemas({
        U: {
          type: "object",
          required: ["id", "in"],
          properties: { id: { ...string, readOnly: true }, in: a },
        },
      }),
    },
    ["UInput[]", "interface UInput { in: UIn; }"],
  ],
  [
    "a reference that is read only",
    {
      ...both(schema("U")),
      ...schemas({
        Id: string,
        U: { ...a, required: ["id"], properties: { id: { ...schema("Id"), readOnly: true }, a: string } },
      }),
    },
    ["interface U { id: UId; a?: string; }", "interface UInput { a?: string; }"],
  ],
  [
    "a password in a part of the whole",
    {
      ...both(schema("U")),
      ...schemas({
        U: {
          allOf: [
            a,
            { type: "object", required: ["pw"], properties: { pw: { ...string, writeOnly: true } } },
          ],
        },
      }),
    },
    ["UInput = (", "{ pw: string; }"],
  ],
  // 24: tuples
  [
    "a tuple as it was spelled before",
    schemas({
      X: { type: "array", items: [string, { type: "number" }], additionalItems: false, minItems: 1 },
    }),
    ["X = [string, number?];"],
  ],
  [
    "a tuple in a tuple, or null",
    schemas({
      X: {
        type: ["array", "null"],
        prefixItems: [
          { type: "array", prefixItems: [string], items: false, minItems: 1 },
          { enum: ["a", "b"] },
        ],
        minItems: 2,
      },
    }),
    ['X = [[string], "a" | "b", ...unknown[]] | null;'],
  ],
  [
    "a tuple with more of another kind",
    schemas({ X: { type: "array", prefixItems: [string], items: { type: "number" }, minItems: 1 } }),
    ["X = [string, ...number[]];"],
  ],
  // 30: names of schemas
  [
    "names alike but for capitals",
    schemas({ "a.b": a, "A.B": { ...a, required: ["a"] } }),
    ["interface AB_"],
    ["client-type-name-clash"],
  ],
  [
    "names in other scripts",
    schemas({ größe: a, 日本: { ...a, required: ["a"] } }),
    ["interface Größe {", "interface 日本 {"],
  ],
  [
    "names of generics",
    schemas({ "Page«User»": a, "List[User]": { ...a, required: ["a"] }, "a/b": { ...a, minProperties: 1 } }),
    ["interface PageUser {", "interface ListUser {", "interface AB {"],
  ],
  // What validators can't judge
  [
    "two files",
    schemas({
      A: { ...string, format: "binary" },
      B: { ...string, format: "binary" },
      C: true,
      D: true,
      E: false,
    }),
    ["A = Blob;", "B = Blob;", "E = never;"],
  ],
  // 50: OpenAPI 3.2
  [
    "methods of one's own",
    {
      paths: {
        "/x": {
          query: { operationId: "x.q", responses: ok },
          additionalOperations: { LINK: { responses: ok } },
        },
      },
    },
    ["x.q"],
    ["api-method"],
  ],
  [
    "the whole query",
    gets({
      "/x": {
        operationId: "x.g",
        parameters: [
          { name: "q", in: "querystring", content: { "application/x-www-form-urlencoded": { schema: a } } },
        ],
      },
    }),
    ["interface XQ {"],
  ],
  [
    "items of a stream",
    {
      paths: {
        "/x": {
          get: {
            operationId: "x.s",
            responses: { "200": { description: "", content: { "text/event-stream": { itemSchema: a } } } },
          },
        },
      },
    },
    ["interface XSEvent {"],
  ],
];

test.each(described.map((row) => ({ what: row[0], row })))("described: $what", async ({ row }) => {
  const [, parts, want, warnings = []] = row;
  const loaded = await loadText(openapi({ servers: [{ url: "https://example.com" }], ...parts }, "3.2.0"));
  const made = await tryGenerate(valueOf(loaded), { validators: true });
  const files = new Map(valueOf(made).map(({ path, text }) => [path, text]));
  const [named = ""] = fileOf(files, "api.json").split('  "types": {');
  const text = `${fileOf(files, "types.ts").replace(/\s+/g, " ")} ${named}`;
  for (const each of want) expect(text).toContain(each);
  const codes = [...told(loaded), ...told(made)].map((line) => line.split(" ")[1]);
  expect([...new Set(codes)].sort()).toEqual([...warnings].sort());
  expect(typeErrors(files)).toEqual([]);
  await bundle(files, 'import * as all from "./validators.js"; console.log(all);');
});

test.each([
  ['swagger: "2.0"\ninfo: {title: a, version: "1"}\npaths: {}\n', /Convert it .*swagger2openapi/],
  ['{"swagger": 2.0, "info": {}, "paths": {}}', /Convert it .*swagger2openapi/],
  ['{"swaggerVersion": "1.2", "apis": []}', /Use an OpenAPI 3/],
])("%s is refused with the way out", async (text, fix) => {
  const loaded = await loadText(text);
  expect(loaded.ok).toBe(false);
  expect(loaded.problems.map((problem) => problem.fix).join()).toMatch(fix);
});

const served = (servers: readonly object[], operation: object = {}): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Served", version: "1" },
    servers,
    paths: { "/x": { get: { operationId: "x.g", responses: ok, ...operation } } },
  });
const variables = { v: { default: "v1/a b", enum: ["v1/a b", "v2"] } };

// 26: variables of servers
test.each<readonly [what: string, document: string, options: object, url: string]>([
  [
    "a default with a slash",
    served([{ url: "https://e.com/{v}", variables }]),
    {},
    "https://e.com/v1/a%20b/x",
  ],
  [
    "another value",
    served([{ url: "https://e.com/{v}", variables }]),
    { server: { v: "v2" } },
    "https://e.com/v2/x",
  ],
  [
    "a variable that nothing describes",
    served([{ url: "https://{host}/a" }]),
    { server: { host: "h.com" } },
    "https://h.com/a/x",
  ],
  [
    "the server of an operation",
    served([{ url: "https://e.com" }], {
      servers: [{ url: "https://{v}.e.com", variables: { v: { default: "op" } } }],
    }),
    {},
    "https://op.e.com/x",
  ],
])("a server: %s", async (_, document, options, url) => {
  const urls: string[] = [];
  const fetch = (to: string): Promise<Response> => {
    urls.push(to);
    return Promise.resolve(Response.json("ok"));
  };
  const made = await clientOf(document);
  await made.call({ fetch, ...options }, "x.g");
  expect(urls.map((each) => new URL(each).href)).toEqual([url]);
});
