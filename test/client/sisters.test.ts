/** Sisters of the small documents of others: the same kinds of fault in other clothes, against a recording server. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Answer, clientOf, type Made, type Recorded, type Recorder, startRecorder } from "./recorder.ts";

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
