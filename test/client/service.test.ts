/** Keys, servers, answers and messages of a generated client, against a real server. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openapi } from "../unit/generators/api/support.ts";
import { type Answer, clientOf, type Made, type Recorder, startRecorder } from "./recorder.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let server: Recorder;
beforeAll(async () => {
  server = await startRecorder();
});
afterAll(() => server.close());

const json = (schema: object): object => ({ description: "", content: { "application/json": { schema } } });
const responses = { 200: json({ type: "string" }) };

const entriesOf = (pairs: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(pairs);

const failureOf = async (call: Promise<unknown>): Promise<Error> => {
  const failed: unknown = await call.catch((reason: unknown) => reason);
  return failed instanceof Error ? failed : new Error(`no failure but ${JSON.stringify(failed)}`);
};

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

describe("keys go where the security scheme says", () => {
  const securitySchemes = {
    bearer: { type: "http", scheme: "Bearer" },
    basic: { type: "http", scheme: "basic" },
    oauth: { type: "oauth2", flows: {} },
    oidc: { type: "openIdConnect", openIdConnectUrl: "https://example.com" },
    header: { type: "apiKey", in: "header", name: "X-Api-Key" },
    query: { type: "apiKey", in: "query", name: "api key" },
    cookie: { type: "apiKey", in: "cookie", name: "sid" },
    app: { type: "apiKey", in: "header", name: "X-App" },
    digest: { type: "http", scheme: "digest" },
    mutual: { type: "mutualTLS" },
    linked: { $ref: "#/components/securitySchemes/header" },
  };
  type Row = readonly [
    what: string,
    security: readonly object[],
    apiKey: unknown,
    want: Readonly<Record<string, string>>,
  ];
  const bearer = { authorization: "Bearer k" };
  const rows: readonly Row[] = [
    ["bearer", [{ bearer: [] }], "k", bearer],
    ["OAuth 2", [{ oauth: ["read"] }], "k", bearer],
    ["OpenID Connect", [{ oidc: [] }], "k", bearer],
    [
      "basic",
      [{ basic: [] }],
      "usér:pass",
      { authorization: `Basic ${Buffer.from("usér:pass").toString("base64")}` },
    ],
    ["a header", [{ header: [] }], "k", { "x-api-key": "k" }],
    ["a referenced scheme", [{ linked: [] }], "k", { "x-api-key": "k" }],
    ["the query", [{ query: [] }], "k&1", { url: "api%20key=k%261" }],
    ["a cookie", [{ cookie: [] }], "k", { cookie: "sid=k" }],
    ["an async key", [{ header: [] }], () => Promise.resolve("k"), { "x-api-key": "k" }],
    ["optional, given", [{}, { bearer: [] }], "k", bearer],
    ["optional, not given", [{}, { bearer: [] }], undefined, {}],
    ["needed, not given", [{ bearer: [] }], undefined, {}],
    ["nothing asked for", [], "k", {}],
    ["one of two, as one key: the first", [{ header: [] }, { bearer: [] }], "k", { "x-api-key": "k" }],
    ["one of two, by name", [{ header: [] }, { bearer: [] }], { bearer: "k" }, bearer],
    ["two at once", [{ header: [], app: [] }], { header: "k", app: "a" }, { "x-api-key": "k", "x-app": "a" }],
    [
      "two at once, one of them async",
      [{ header: [], query: [] }],
      { header: () => "k", query: "q" },
      { "x-api-key": "k", url: "api%20key=q" },
    ],
    ["two at once or one", [{ header: [], app: [] }, { bearer: [] }], "k", bearer],
    ["with a certificate", [{ mutual: [], bearer: [] }], "k", bearer],
    ["beside one that can't be sent", [{ digest: [] }, { bearer: [] }], "k", bearer],
    ["a name that isn't asked for", [{ bearer: [] }], { other: "k" }, {}],
  ];
  let client: Made;
  beforeAll(async () => {
    const paths = rows.map(
      ([, security], index) => [`/o${index}`, { get: { security, responses } }] as const,
    );
    client = await clientOf(openapi({ paths: entriesOf(paths), components: { securitySchemes } }));
  });
  const indexOf = (what: string): number => rows.findIndex(([name]) => name === what);
  const call = (what: string, apiKey: unknown, more: object = {}): Promise<unknown> =>
    client.call({ baseUrl: server.url, apiKey, ...more }, `o${indexOf(what)}.retrieve`);

  test.each(rows.map((row) => ({ what: row[0], row })))("$what", async ({ what, row }) => {
    await call(what, row[2]);
    const { headers = {}, url = "" } = server.requests.at(-1) ?? {};
    const search = url.split("?")[1];
    const sent = {
      ...(search !== undefined && { url: search }),
      ...Object.fromEntries(
        ["authorization", "x-api-key", "x-app", "cookie"].flatMap((name) =>
          headers[name] === undefined ? [] : [[name, headers[name]]],
        ),
      ),
    };
    expect(sent).toEqual(row[3]);
  });

  test("what can't be sent is told where it is declared", () => {
    expect(client.problems.map(({ code, where }) => `${code} ${where}`)).toContain(
      "api-security-unsupported api.json#/components/securitySchemes/digest",
    );
  });

  test.each([
    ["bearer", "k\n"],
    ["bearer", "ké"],
    ["bearer", " secret"],
    ["bearer", ""],
    ["a header", "k\r\nX-Evil: 1"],
    ["a cookie", "k;admin=1"],
    ["the query", "k\0"],
    ["basic", "no colon"],
    ["basic", "user:pass\n"],
  ])("for %s, the key %j is refused, and not quoted", async (what, key) => {
    const before = server.requests.length;
    const failed = await failureOf(call(what, key));
    expect(failed).toBeInstanceOf(TypeError);
    expect(failed.message).toMatch(
      /^GET \/o\d+: (?:the API key holds a character|the key is not user:password)/,
    );
    if (key !== "") expect(failed.message).not.toContain(key);
    expect(server.requests).toHaveLength(before);
  });

  test("one key where two are needed is refused, with their names", async () => {
    await expect(call("two at once", "k")).rejects.toThrow("a key for each of: header, app");
    await expect(call("two at once", { app: "a" })).rejects.toThrow("a key for each of: header, app");
  });

  test("a header of the caller's own wins", async () => {
    await client.call({ baseUrl: server.url, apiKey: "k" }, `o${indexOf("bearer")}.retrieve`, {
      headers: { Authorization: "Own 1" },
    });
    expect(server.requests.at(-1)?.headers.authorization).toBe("Own 1");
  });
});

describe("servers", () => {
  const urlsOf = async (document: object, options: object): Promise<readonly string[]> => {
    const urls: string[] = [];
    const fetch = (url: string): Promise<Response> => {
      urls.push(url);
      return Promise.resolve(Response.json("ok"));
    };
    const client = await clientOf(openapi({ paths: { "/xs": { get: { responses } } }, ...document }));
    await client.call({ fetch, ...options }, "xs.list");
    return urls;
  };
  const servers = [
    {
      url: "https://{region}.example.com:{port}/{base}",
      variables: {
        region: { default: "eu", enum: ["eu", "us"] },
        port: { default: "8443" },
        base: { default: "v1" },
      },
    },
  ];

  test.each([
    ["defaults", {}, "https://eu.example.com:8443/v1/xs"],
    ["a chosen part", { server: { region: "us" } }, "https://us.example.com:8443/v1/xs"],
    ["all parts", { server: { region: "us", port: "1", base: "a/b" } }, "https://us.example.com:1/a/b/xs"],
    ["a whole address", { baseUrl: "https://x.example/y/" }, "https://x.example/y/xs"],
  ])("%s", async (_, options, want) => {
    expect(await urlsOf({ servers }, options)).toEqual([want]);
  });

  test.each([{ region: "mars" }, { port: "1/@evil.example" }, { base: "a?b" }, { base: 1 }])(
    "%j is refused",
    async (chosen) => {
      await expect(urlsOf({ servers }, { server: chosen })).rejects.toThrow(/can't be the server's/);
    },
  );

  test("an operation's own server is used, unless the caller says where the API is", async () => {
    const paths = {
      "/xs": {
        servers: [{ url: "https://{a}.example/up/", variables: { a: { default: "b" } } }],
        get: { responses },
      },
    };
    expect(await urlsOf({ servers, paths }, {})).toEqual(["https://b.example/up/xs"]);
    expect(await urlsOf({ servers, paths }, { baseUrl: "https://x.example" })).toEqual([
      "https://x.example/xs",
    ]);
  });

  test.each([
    ["a relative server", { servers: [{ url: "/v1" }] }, "client-no-server api.json#/servers"],
    ["no server", {}, "client-no-server api.json#/servers"],
    [
      "a variable without a default",
      { servers: [{ url: "https://{a}.example" }] },
      "api-server-variable api.json#/servers/0",
    ],
    [
      "a relative server of an operation",
      { servers, paths: { "/xs": { get: { responses, servers: [{ url: "/v2" }] } } } },
      "api-server-relative api.json#/paths/~1xs/get/servers",
    ],
  ])("%s is told", async (_, parts, want) => {
    const client = await clientOf(openapi({ paths: { "/xs": { get: { responses } } }, ...parts }));
    expect(client.problems.map(({ code, where }) => `${code} ${where}`)).toEqual([want]);
  });
});

describe("answers", () => {
  type Row = readonly [what: string, responses: object, answer: Answer, want: unknown];
  const none = { description: "" };
  const as = (type: string, schema: object): object => ({ description: "", content: { [type]: { schema } } });
  const object = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
  const rows: readonly Row[] = [
    ["204 beside 200: data", { 200: json(object), 204: none }, { body: '{"a":"b"}' }, { a: "b" }],
    ["204 beside 200: nothing", { 200: json(object), 204: none }, { status: 204 }, undefined],
    ["202 without content beside 201", { 201: json(object), 202: none }, { status: 202 }, undefined],
    ["204 alone", { 204: none }, { status: 204 }, undefined],
    ["202 alone", { 202: none }, { status: 202 }, undefined],
    ["default as the only answer", { default: json(object) }, { body: '{"a":"b"}' }, { a: "b" }],
    ["2XX", { "2XX": json(object) }, { status: 206, body: '{"a":"b"}' }, { a: "b" }],
    ["text", { 200: as("text/plain", { type: "string" }) }, { type: "text/plain", body: "a" }, "a"],
    ["XML", { 200: as("application/xml", object) }, { type: "application/xml", body: "<a/>" }, "<a/>"],
    [
      "JSON, of a 204 that can't have it",
      { 204: as("application/json", object) },
      { status: 204 },
      undefined,
    ],
    ["any type, of an object", { 200: as("*/*", object) }, { body: '{"a":"b"}' }, { a: "b" }],
    [
      "vendor JSON",
      { 200: as("application/vnd.api+json; charset=utf-8", object) },
      { type: "application/vnd.api+json", body: '{"a":"b"}' },
      { a: "b" },
    ],
    [
      "two kinds of JSON",
      { 200: json(object), 201: as("application/hal+json", object) },
      { type: "application/hal+json", body: '{"a":"b"}' },
      { a: "b" },
    ],
  ];
  let client: Made;
  beforeAll(async () => {
    const lines = { "/lines": { get: { responses: { 200: as("application/x-ndjson", object) } } } };
    const file = {
      "/file": { get: { responses: { 200: as("application/pdf", { type: "string", format: "binary" }) } } },
    };
    const head = { "/head": { head: { responses } } };
    const paths = rows.map(([, each], index) => [`/o${index}`, { get: { responses: each } }] as const);
    client = await clientOf(openapi({ paths: { ...lines, ...file, ...head, ...entriesOf(paths) } }), {
      operationNames: { "GET /lines": "lines.get", "GET /file": "file.get", "HEAD /head": "head.get" },
      validators: true,
    });
  });
  const call = (name: string): Promise<unknown> =>
    client.call({ baseUrl: server.url, validate: "throw" }, name);

  test.each(rows.map((row, index) => ({ what: row[0], row, index })))("$what", async ({ row, index }) => {
    server.answers.push(row[2]);
    expect(await call(`o${index}.retrieve`)).toEqual(row[3]);
  });

  test("the type says that there may be nothing; all kinds of JSON are accepted", () => {
    const code = client.files.get("client.ts") ?? "";
    expect(code).toContain("Promise<O0RetrieveResponse | undefined>");
    expect(code).toContain('accept: "application/json, application/hal+json"');
  });

  test("nothing where JSON was due is an error", async () => {
    const index = rows.findIndex(([what]) => what === "2XX");
    server.answers.push({ status: 204 });
    expect((await failureOf(call(`o${index}.retrieve`))).message).toMatch(/not JSON but untyped/);
  });

  test("lines of JSON come one by one, are checked, and one that isn't JSON is told", async () => {
    server.answers.push({ type: "application/x-ndjson", body: '{"a":"1"}\n\n{"a":"2"}\r\n{"a":"3"}' });
    const found: unknown[] = [];
    const read = async (): Promise<void> => {
      const lines = await call("lines.get");
      if (isIterable(lines)) for await (const line of lines) found.push(line);
    };
    await read();
    expect(found).toEqual([{ a: "1" }, { a: "2" }, { a: "3" }]);
    server.answers.push({ type: "application/x-ndjson", body: '{"a":1}\n' });
    expect((await failureOf(read())).name).toBe("ValidationError");
    server.answers.push({ type: "application/x-ndjson", body: "<html>\n" });
    expect((await failureOf(read())).message).toMatch(/a line is not JSON/);
  });

  test("a file is the response itself; HEAD gives nothing", async () => {
    server.answers.push({ type: "application/pdf", body: "%PDF" });
    const response = await call("file.get");
    expect(response instanceof Response && (await response.text())).toBe("%PDF");
    expect(await call("head.get")).toBe(undefined);
  });

  test.each<readonly [what: string, type: string, body: unknown, want: string]>([
    [
      "a problem",
      "application/problem+json",
      { title: "Out of credit", detail: "Your balance is 30", status: 400 },
      "400: Out of credit: Your balance is 30",
    ],
    [
      "a problem with a title only",
      "application/problem+json",
      { title: "Out of credit" },
      "400: Out of credit",
    ],
    [
      "a problem with a detail only",
      "application/problem+json",
      { detail: "Your balance is 30" },
      "400: Your balance is 30",
    ],
    ["OpenAI's shape", "application/json", { error: { message: "bad" } }, "400: bad"],
    ["a message", "application/json", { message: "bad" }, "400: bad"],
    [
      "OAuth's shape",
      "application/json",
      { error: "invalid_grant", error_description: "expired" },
      "400: expired",
    ],
    ["an error in a word", "application/json", { error: "bad" }, "400: bad"],
    [
      "FastAPI's shape",
      "application/json",
      { detail: [{ loc: ["body"], msg: "field required" }] },
      "400: field required",
    ],
    [
      "JSON:API's shape",
      "application/vnd.api+json",
      { errors: [{ title: "Invalid", detail: "too short" }] },
      "400: Invalid: too short",
    ],
    ["texts", "application/json", { errors: ["one", "two"] }, "400: one"],
    ["nothing that is known", "application/json", { code: 7 }, "400: the service gave no reason"],
    ["text", "text/plain", "bad\n thing", "400: bad thing"],
  ])("the message of an error says what the service said: %s", async (_, type, body, want) => {
    server.answers.push({ status: 400, type, body: typeof body === "string" ? body : JSON.stringify(body) });
    expect((await failureOf(call("o0.retrieve"))).message).toBe(want);
  });

  test("a fault is told once, however many branches have it", async () => {
    const either = { anyOf: [object, { ...object, required: ["a", "b"] }] };
    const made = await clientOf(
      openapi({ paths: { "/xs": { get: { responses: { 200: json(either) } } } } }),
      { validators: true },
    );
    server.answers.push({ body: "[]" });
    const failed = await failureOf(made.call({ baseUrl: server.url, validate: "throw" }, "xs.list"));
    const told = failed.message.split(/: |; /).slice(1);
    expect(told).toEqual([...new Set(told)]);
    expect(told[0]).toMatch(/the whole fails type/);
  });
});
