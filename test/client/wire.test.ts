/**
 * What a generated client sends, row by row: a declaration and a value, and the request as a real server
 * received it. A row's `told` are the warnings that its declaration gives.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openapi } from "../unit/generators/api/support.ts";
import { clientOf, type Made, type Recorder, startRecorder } from "./recorder.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let server: Recorder;
beforeAll(async () => {
  server = await startRecorder();
});
afterAll(() => server.close());

const responses = {
  200: { description: "", content: { "application/json": { schema: { type: "string" } } } },
};
const text = { type: "string" };
const list = { type: "array", items: text };
const object = { type: "object", properties: { R: { type: "integer" }, G: { type: "integer" } } };
const color = { R: 100, G: 200 };

/** One document with an operation for each row, so that it is generated once. */
const documentOf = (operations: readonly object[], more: object = {}): string =>
  openapi({
    paths: Object.fromEntries(operations.map((item, index) => [`/o${index}`, item])),
    ...more,
  });

/** That an operation was warned about as its row says: the first of each kind stands for all of it. */
const expectTold = (client: Made, index: number, told: string | undefined): void => {
  const own = client.problems
    .filter(({ where }) => new RegExp(`~1o${index}(?!\\d)`).test(where))
    .map(({ code }) => code);
  if (told === undefined) expect(own).toEqual([]);
  else expect(client.problems.map(({ code }) => code)).toContain(told);
};

describe("query parameters", () => {
  type Row = readonly [what: string, declared: object, value: unknown, want: string, told?: string];
  const nested = { type: "object", properties: { a: { type: "object", properties: { b: list } } } };
  const rows: readonly Row[] = [
    ["a text", { schema: text }, "a b&c=d/é", "?p=a%20b%26c%3Dd%2F%C3%A9"],
    ["an empty text", { schema: text }, "", "?p="],
    ["a number", { schema: { type: "number" } }, 1.5, "?p=1.5"],
    ["a boolean", { schema: { type: "boolean" } }, false, "?p=false"],
    ["nothing", { schema: text }, undefined, ""],
    ["null", { schema: text }, null, ""],
    ["a list, as usual", { schema: list }, ["a", "b,c"], "?p=a&p=b%2Cc"],
    ["an empty list", { schema: list }, [], ""],
    ["form, not exploded: a list", { schema: list, explode: false }, ["a", "b,c"], "?p=a,b%2Cc"],
    ["form, not exploded: an empty list", { schema: list, explode: false }, [], ""],
    ["form, not exploded: one item", { schema: list, explode: false }, ["a"], "?p=a"],
    ["form: an object", { schema: object }, color, "?R=100&G=200"],
    ["form, not exploded: an object", { schema: object, explode: false }, color, "?p=R,100,G,200"],
    ["spaceDelimited: a list", { schema: list, style: "spaceDelimited" }, ["a", "b"], "?p=a%20b"],
    ["spaceDelimited: an object", { schema: object, style: "spaceDelimited" }, color, "?p=R%20100%20G%20200"],
    [
      "spaceDelimited, exploded: a list",
      { schema: list, style: "spaceDelimited", explode: true },
      ["a", "b"],
      "?p=a&p=b",
    ],
    ["pipeDelimited: a list", { schema: list, style: "pipeDelimited" }, ["a", "b"], "?p=a%7Cb"],
    ["pipeDelimited: an object", { schema: object, style: "pipeDelimited" }, color, "?p=R%7C100%7CG%7C200"],
    [
      "pipeDelimited, exploded: an object",
      { schema: object, style: "pipeDelimited", explode: true },
      color,
      "?R=100&G=200",
      "client-style-explode",
    ],
    ["deepObject", { schema: object, style: "deepObject" }, color, "?p%5BR%5D=100&p%5BG%5D=200"],
    [
      "deepObject, nested",
      { schema: nested, style: "deepObject", explode: true },
      { a: { b: ["x"] } },
      "?p%5Ba%5D%5Bb%5D=x",
    ],
    [
      "deepObject with a list",
      { schema: { type: "object", properties: { b: list } }, style: "deepObject" },
      { b: ["x", "y"] },
      "?p%5Bb%5D=x&p%5Bb%5D=y",
      "client-style-deep",
    ],
    [
      "deepObject of a list",
      { schema: list, style: "deepObject" },
      ["x", "y"],
      "?p%5B0%5D=x&p%5B1%5D=y",
      "client-style-deep",
    ],
    [
      "deepObject with a list of objects",
      {
        schema: { type: "object", properties: { i: { type: "array", items: object } } },
        style: "deepObject",
      },
      { i: [{ R: 1 }, { R: 2 }] },
      "?p%5Bi%5D%5B0%5D%5BR%5D=1&p%5Bi%5D%5B1%5D%5BR%5D=2",
      "client-style-deep",
    ],
    [
      "an object that holds a list",
      { schema: { type: "object", properties: { b: list } } },
      { b: ["x", "y"] },
      "?b=x&b=y",
    ],
    [
      "a list of objects",
      { schema: { type: "array", items: object } },
      [{ R: 1 }],
      "?p=%7B%22R%22%3A1%7D",
      "client-style-nested",
    ],
    [
      "content: JSON",
      { content: { "application/json": { schema: object } } },
      color,
      "?p=%7B%22R%22%3A100%2C%22G%22%3A200%7D",
    ],
    [
      "content: vendor JSON, a list",
      { content: { "application/vnd.x+json": { schema: list } } },
      ["a"],
      "?p=%5B%22a%22%5D",
    ],
    ["content: text", { content: { "text/plain": { schema: text } } }, "a,b", "?p=a%2Cb"],
    [
      "content: something else",
      { content: { "application/xml": { schema: text } } },
      "<a/>",
      "?p=%3Ca%2F%3E",
      "api-parameter-content",
    ],
    ["allowReserved", { schema: text, allowReserved: true }, "/a:b?c@d&e=f#g%", "?p=/a:b?c@d%26e%3Df%23g%25"],
    [
      "a style of another place",
      { schema: list, style: "matrix" },
      ["a", "b"],
      "?p=a&p=b",
      "api-parameter-style",
    ],
    [
      "OpenAPI 3.2's whole query",
      { in: "querystring", content: { "application/x-www-form-urlencoded": { schema: object } } },
      color,
      "?R=100&G=200",
    ],
  ];
  let client: Made;
  beforeAll(async () => {
    client = await clientOf(
      documentOf(
        rows.map(([, declared]) => ({
          get: { parameters: [{ name: "p", in: "query", ...declared }], responses },
        })),
      ),
    );
  });

  test.each(rows.map((row, index) => ({ what: row[0], row, index })))("$what", async ({ row, index }) => {
    const [, , value, want, told] = row;
    await client.call({ baseUrl: server.url }, `o${index}.retrieve`, { p: value });
    expect(server.requests.at(-1)?.url).toBe(`/o${index}${want}`);
    expectTold(client, index, told);
  });

  test("a value that holds the delimiter of its style is refused, for nobody could tell it from two", async () => {
    const at = (style: string): number => rows.findIndex(([what]) => what === `${style}: a list`);
    const sent = (style: string, value: string) =>
      client.call({ baseUrl: server.url }, `o${at(style)}.retrieve`, { p: [value, "z"] });
    await expect(sent("pipeDelimited", "a|b")).rejects.toThrow(/can't be told from two/);
    await expect(sent("spaceDelimited", "a b")).rejects.toThrow(/can't be told from two/);
  });
});

describe("path parameters", () => {
  type Row = readonly [what: string, declared: object, value: unknown, want: string];
  const rows: readonly Row[] = [
    ["simple: a text", { schema: text }, "a/b c", "a%2Fb%20c"],
    ["simple: a number", { schema: { type: "integer" } }, 5, "5"],
    ["simple: a boolean", { schema: { type: "boolean" } }, true, "true"],
    ["simple: a list", { schema: list }, ["a", "b,c"], "a,b%2Cc"],
    ["simple: an object", { schema: object }, color, "R,100,G,200"],
    ["simple, exploded: an object", { schema: object, explode: true }, color, "R=100,G=200"],
    ["label: a text", { schema: text, style: "label" }, "a", ".a"],
    ["label: a list", { schema: list, style: "label" }, ["a", "b"], ".a,b"],
    ["label, exploded: a list", { schema: list, style: "label", explode: true }, ["a", "b"], ".a.b"],
    ["label: an object", { schema: object, style: "label" }, color, ".R,100,G,200"],
    ["label, exploded: an object", { schema: object, style: "label", explode: true }, color, ".R=100.G=200"],
    ["matrix: a text", { schema: text, style: "matrix" }, "a", ";p=a"],
    ["matrix: a list", { schema: list, style: "matrix" }, ["a", "b"], ";p=a,b"],
    ["matrix, exploded: a list", { schema: list, style: "matrix", explode: true }, ["a", "b"], ";p=a;p=b"],
    ["matrix: an object", { schema: object, style: "matrix" }, color, ";p=R,100,G,200"],
    [
      "matrix, exploded: an object",
      { schema: object, style: "matrix", explode: true },
      color,
      ";R=100;G=200",
    ],
    [
      "content: JSON",
      { content: { "application/json": { schema: object } } },
      color,
      "%7B%22R%22%3A100%2C%22G%22%3A200%7D",
    ],
  ];
  let client: Made;
  beforeAll(async () => {
    const paths = Object.fromEntries(
      rows.map(([, declared], index) => [
        `/2010-04-01/o${index}/{p}.json`,
        { get: { parameters: [{ name: "p", in: "path", required: true, ...declared }], responses } },
      ]),
    );
    const operationNames = Object.fromEntries(
      rows.map((_, index) => [`GET /2010-04-01/o${index}/{p}.json`, `o${index}.get`]),
    );
    client = await clientOf(openapi({ paths }), { operationNames });
  });

  test.each(rows.map((row, index) => ({ what: row[0], row, index })))("$what", async ({ row, index }) => {
    await client.call({ baseUrl: server.url }, `o${index}.get`, row[2]);
    expect(server.requests.at(-1)?.url).toBe(`/2010-04-01/o${index}/${row[3]}.json`);
    expectTold(client, index, undefined);
  });

  test.each([
    ["a text", 0, ""],
    ["an empty list", 3, []],
    ["a list of nothing but a dot", 3, ["."]],
  ])("%s that would lead elsewhere is refused", async (_, index, value) => {
    const before = server.requests.length;
    await expect(client.call({ baseUrl: server.url }, `o${index}.get`, value)).rejects.toThrow(
      /can't stand in a path/,
    );
    expect(server.requests).toHaveLength(before);
  });
});

describe("header and cookie parameters", () => {
  type Row = readonly [
    what: string,
    declared: object,
    value: unknown,
    want: string | undefined,
    told?: string,
  ];
  const header = { in: "header", name: "X-P" };
  const cookie = { in: "cookie", name: "p" };
  const told = "client-cookie";
  const rows: readonly Row[] = [
    ["header: a text", { ...header, schema: text }, "a b", "a b"],
    ["header: a number", { ...header, schema: { type: "integer" } }, 7, "7"],
    ["header: a boolean", { ...header, schema: { type: "boolean" } }, true, "true"],
    ["header: a list", { ...header, schema: list }, ["a", "b"], "a,b"],
    ["header: an object", { ...header, schema: object }, color, "R,100,G,200"],
    ["header, exploded: an object", { ...header, schema: object, explode: true }, color, "R=100,G=200"],
    [
      "header, content: JSON",
      { ...header, content: { "application/json": { schema: text } } },
      "é",
      '"\\u00e9"',
    ],
    ["header: nothing", { ...header, schema: text }, undefined, undefined],
    ["cookie: a text", { ...cookie, schema: text }, "a;b", "p=a%3Bb", told],
    ["cookie: a list", { ...cookie, schema: list }, ["a", "b"], "p=a; p=b", told],
    ["cookie, not exploded: a list", { ...cookie, schema: list, explode: false }, ["a", "b"], "p=a,b", told],
    ["cookie: an object", { ...cookie, schema: object }, color, "R=100; G=200", told],
    [
      "cookie, not exploded: an object",
      { ...cookie, schema: object, explode: false },
      color,
      "p=R,100,G,200",
      told,
    ],
    [
      "cookie, content: JSON",
      { ...cookie, content: { "application/json": { schema: object } } },
      { R: 1 },
      "p=%7B%22R%22%3A1%7D",
      told,
    ],
    [
      "cookie: OpenAPI 3.2's style of its own",
      { ...cookie, schema: text, style: "cookie" },
      "a",
      "p=a",
      told,
    ],
  ];
  let client: Made;
  beforeAll(async () => {
    client = await clientOf(
      documentOf(rows.map(([, declared]) => ({ get: { parameters: [declared], responses } }))),
    );
  });

  test.each(rows.map((row, index) => ({ what: row[0], row, index })))("$what", async ({ row, index }) => {
    const [what, , value, want, told] = row;
    const name = what.startsWith("header") ? "X-P" : "p";
    await client.call({ baseUrl: server.url }, `o${index}.retrieve`, { [name]: value });
    const { headers } = server.requests.at(-1) ?? {};
    expect(headers?.[what.startsWith("header") ? "x-p" : "cookie"]).toBe(want);
    expectTold(client, index, told);
  });

  test("cookies of the client, the operation and its key stand together", async () => {
    const made = await clientOf(
      documentOf(
        [{ get: { parameters: [{ ...cookie, schema: text }], responses, security: [{ sid: [] }] } }],
        {
          components: { securitySchemes: { sid: { type: "apiKey", in: "cookie", name: "SID" } } },
        },
      ),
    );
    const options = { baseUrl: server.url, apiKey: "k", headers: { cookie: "own=1" } };
    await made.call(options, "o0.retrieve", { p: "a" });
    expect(server.requests.at(-1)?.headers.cookie).toBe("own=1; p=a; SID=k");
  });
});

describe("bodies", () => {
  type Row = readonly [
    what: string,
    content: object,
    value: unknown,
    type: string | undefined,
    body: string | RegExp,
    told?: string,
  ];
  const json = { schema: { type: "object", properties: { a: text } } };
  const form = (properties: object, encoding?: object): object => ({
    "application/x-www-form-urlencoded": { schema: { type: "object", properties }, encoding },
  });
  const multipart = (properties: object, encoding?: object): object => ({
    "multipart/form-data": { schema: { type: "object", properties }, encoding },
  });
  const binary = { schema: { type: "string", format: "binary" } };
  const part = (head: string, content: string): RegExp =>
    new RegExp(`^--\\S+\\r\\n${head}\\r\\n\\r\\n${content}\\r\\n--\\S+--\\r\\n$`, "i");
  const disposition = 'Content-Disposition: form-data; name="p"';
  const formData = "multipart/form-data";
  const urlEncoded = "application/x-www-form-urlencoded";
  const rows: readonly Row[] = [
    ["JSON", { "application/json": json }, { a: "é" }, "application/json", '{"a":"\u00c3\u00a9"}'],
    ["JSON: a list", { "application/json": { schema: list } }, ["a"], "application/json", '["a"]'],
    ["JSON: a text", { "application/json": { schema: text } }, "a", "application/json", '"a"'],
    ["JSON: null", { "application/json": { schema: { type: "null" } } }, null, "application/json", "null"],
    [
      "vendor JSON",
      { "application/vnd.api+json; charset=utf-8": json },
      { a: "b" },
      "application/vnd.api+json; charset=utf-8",
      '{"a":"b"}',
    ],
    ["any type of an object", { "*/*": json }, { a: "b" }, "application/json", '{"a":"b"}'],
    ["text", { "text/plain": { schema: text } }, "a b", "text/plain", "a b"],
    ["XML", { "application/xml": { schema: { type: "object" } } }, "<a/>", "application/xml", "<a/>"],
    [
      "bytes",
      { "application/octet-stream": binary },
      new Blob(["\u0001"]),
      "application/octet-stream",
      "\u0001",
    ],
    [
      "bytes without a schema",
      { "application/octet-stream": {} },
      new Blob(["x"]),
      "application/octet-stream",
      "x",
    ],
    [
      "bytes as an array",
      { "application/octet-stream": binary },
      new Uint8Array([65, 66]),
      "application/octet-stream",
      "AB",
    ],
    ["any image", { "image/*": binary }, new Blob(["x"], { type: "image/png" }), "image/png", "x"],
    [
      "lines of JSON",
      { "application/x-ndjson": json },
      [{ a: "b" }, { a: "c" }],
      "application/x-ndjson",
      '{"a":"b"}\n{"a":"c"}\n',
    ],
    [
      "lines of JSON, described as a list",
      { "application/jsonl": { schema: list } },
      ["a", "b"],
      "application/jsonl",
      '"a"\n"b"\n',
    ],
    ["a form", form({ p: text, q: list }), { p: "a b&", q: ["x", "y"] }, urlEncoded, "p=a+b%26&q=x&q=y"],
    ["a form with an object: JSON", form({ p: object }), { p: { R: 1 } }, urlEncoded, "p=%7B%22R%22%3A1%7D"],
    [
      "a form, deepObject",
      form({ p: object }, { p: { style: "deepObject", explode: true } }),
      { p: { R: 1 } },
      urlEncoded,
      "p%5BR%5D=1",
    ],
    [
      "a form, exploded object",
      form({ p: object }, { p: { style: "form" } }),
      { p: color },
      urlEncoded,
      "R=100&G=200",
    ],
    [
      "a form, a list in one",
      form({ p: list }, { p: { explode: false } }),
      { p: ["a", "b"] },
      urlEncoded,
      "p=a,b",
    ],
    [
      "a form, pipes",
      form({ p: list }, { p: { style: "pipeDelimited" } }),
      { p: ["a", "b"] },
      urlEncoded,
      "p=a%7Cb",
    ],
    ["multipart: a text", multipart({ p: text }), { p: "a" }, formData, part(disposition, "a")],
    [
      "multipart: a number",
      multipart({ p: { type: "integer" } }),
      { p: 1 },
      formData,
      part(disposition, "1"),
    ],
    [
      "multipart: a file",
      multipart({ p: { type: "string", format: "binary" } }),
      { p: new File(["x"], "a b.txt", { type: "text/plain" }) },
      formData,
      part(`${disposition}; filename="a b.txt"\r\nContent-Type: text/plain`, "x"),
    ],
    [
      "multipart: a list of texts",
      multipart({ p: list }),
      { p: ["a", "b"] },
      formData,
      /name="p"\r\n\r\na\r\n--\S+\r\nContent-Disposition: form-data; name="p"\r\n\r\nb\r\n/,
    ],
    [
      "multipart: a list of files",
      multipart({ p: { type: "array", items: { type: "string", format: "binary" } } }),
      { p: [new File(["x"], "1"), new File(["y"], "2")] },
      formData,
      /filename="1"[^]*\r\nx\r\n[^]*filename="2"[^]*\r\ny\r\n/,
    ],
    [
      "multipart: an object is JSON",
      multipart({ p: object }),
      { p: { R: 1 } },
      formData,
      part(`${disposition}\r\nContent-Type: application/json`, '\\{"R":1\\}'),
    ],
    [
      "multipart: a list of objects is parts of JSON",
      multipart({ p: { type: "array", items: object } }),
      { p: [{ R: 1 }] },
      formData,
      part(`${disposition}\r\nContent-Type: application/json`, '\\{"R":1\\}'),
    ],
    [
      "multipart: a declared type",
      multipart({ p: text }, { p: { contentType: "text/csv" } }),
      { p: "a,b" },
      formData,
      part(`${disposition}\r\nContent-Type: text/csv`, "a,b"),
    ],
    [
      "multipart: a file of a declared type",
      multipart({ p: { type: "string", format: "binary" } }, { p: { contentType: "image/png, image/jpeg" } }),
      { p: new File(["x"], 'a"\r\n.png') },
      formData,
      part(`${disposition}; filename="a%22%0D%0A.png"\r\nContent-Type: image/png`, "x"),
    ],
    [
      "multipart: deepObject",
      multipart({ p: object }, { p: { style: "deepObject" } }),
      { p: { R: 1 } },
      formData,
      part('Content-Disposition: form-data; name="p\\[R\\]"', "1"),
    ],
    [
      "multipart: headers of a part",
      multipart({ p: text }, { p: { headers: { "X-A": { schema: text } } } }),
      { p: "a" },
      formData,
      part(disposition, "a"),
      "api-encoding-headers",
    ],
  ];
  let client: Made;
  beforeAll(async () => {
    client = await clientOf(
      documentOf(
        rows.map(([, content]) => ({ put: { requestBody: { required: true, content }, responses } })),
      ),
      { operationNames: Object.fromEntries(rows.map((_, index) => [`PUT /o${index}`, `o${index}.put`])) },
    );
  });

  test.each(rows.map((row, index) => ({ what: row[0], row, index })))("$what", async ({ row, index }) => {
    const [, , value, type, body, told] = row;
    await client.call({ baseUrl: server.url }, `o${index}.put`, value);
    const sent = server.requests.at(-1);
    expect(sent?.headers["content-type"]?.replace(/; boundary=\S+$/, "")).toBe(type);
    if (typeof body === "string") expect(sent?.body).toBe(body);
    else expect(sent?.body).toMatch(body);
    expectTold(client, index, told);
  });

  test("a body that is no text and no bytes is refused where it would be sent as it stands", async () => {
    const index = rows.findIndex(([what]) => what === "bytes");
    await expect(client.call({ baseUrl: server.url }, `o${index}.put`, { a: 1 })).rejects.toThrow(
      /is text or a Blob/,
    );
  });

  test("an optional body may be left out; a DELETE carries one; a GET can't, and that is told", async () => {
    const requestBody = { content: { "application/json": json } };
    const methods = {
      post: { requestBody, responses },
      delete: { requestBody, responses },
      get: { requestBody, responses },
    };
    const made = await clientOf(documentOf([methods]), {
      operationNames: { "POST /o0": "o.post", "DELETE /o0": "o.remove", "GET /o0": "o.get" },
    });
    const options = { baseUrl: server.url };
    await made.call(options, "o.post");
    expect(server.requests.at(-1)).toMatchObject({ method: "POST", body: "" });
    expect(server.requests.at(-1)?.headers["content-type"]).toBe(undefined);
    await made.call(options, "o.remove", { a: "b" });
    expect(server.requests.at(-1)).toMatchObject({ method: "DELETE", body: '{"a":"b"}' });
    await made.call(options, "o.get");
    expect(made.problems.map(({ code, where }) => `${code} ${where}`)).toContain(
      "client-body-unsent api.json#/paths/~1o0/get/requestBody",
    );
  });
});
