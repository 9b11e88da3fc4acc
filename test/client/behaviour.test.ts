/**
 * What people expect of a client, tried on the generated one: every operation of the real document against
 * the mock with validation on, then everything that can go wrong on the way.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createApi, type ClientOptions } from "../../generators/client/runtime/api.ts";
import {
  ApiError,
  ConnectionError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
  ResponseError,
  StreamError,
  TimeoutError,
} from "../../generators/client/runtime/errors.ts";
import { sendEvents } from "../../generators/client/runtime/events.ts";
import { sendPages } from "../../generators/client/runtime/pages.ts";
import { formBody } from "../../generators/client/runtime/body.ts";
import type { Call } from "../../generators/client/runtime/address.ts";
import {
  sendAny,
  sendBinary,
  sendJson,
  sendNothing,
  sendText,
} from "../../generators/client/runtime/request.ts";
import { field } from "../../generators/client/runtime/errors.ts";
import { retryAfterMs } from "../../generators/client/runtime/retry.ts";
import { ValidationError, type Validator } from "../../generators/client/runtime/validation.ts";
import { type Mock, startMock } from "../../src/verify/mock/server.ts";
import { hasRealDocument, loadRealApi } from "../unit/verify/mock/support.ts";
import { generate, load } from "./support.ts";
import { faultReader } from "../support/mock-faults.ts";

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 });

/** Follows a dotted name into nested objects; the last part is called. */
const invoke = async (root: unknown, name: string, args: readonly unknown[]): Promise<unknown> => {
  const target = name.split(".").reduce(field, root);
  if (typeof target !== "function") throw new TypeError(`${name} is no function`);
  const result: unknown = await Reflect.apply(target, undefined, [...args]);
  return result;
};

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

describe.runIf(hasRealDocument)("the client of the real document and its mock", () => {
  let mock: Mock;
  let makeClient: (options: ClientOptions) => unknown;

  beforeAll(async () => {
    const api = await loadRealApi();
    mock = await startMock({ api, faults: faultReader() });
    const loaded = await load(
      await generate(api, { validators: true }),
      `export { createClient } from "./client.js";`,
    );
    const createClient = field(loaded, "createClient");
    if (typeof createClient !== "function") throw new TypeError("no createClient");
    makeClient = (options) => {
      const client: unknown = Reflect.apply(createClient, undefined, [
        { baseUrl: mock.url, apiKey: "key", validate: "throw", ...options },
      ]);
      return client;
    };
  });
  afterAll(() => mock.close());

  const chat = { model: "m", messages: [{ role: "user", content: "hi" }] };
  const jsonl = (): File =>
    new File(
      [`${JSON.stringify({ custom_id: "a", method: "POST", url: "/v1/chat/completions", body: chat })}\n`],
      "requests.jsonl",
    );

  /** Name, arguments; `$x` stands for the ID that `=> x` kept. */
  const calls: readonly (readonly [name: string, ...args: unknown[]])[] = [
    ["files.create => file", { file: jsonl(), purpose: "batch" }],
    ["files.list", { purpose: "batch", limit: 2 }],
    ["files.retrieve", "$file"],
    [
      "batches.create => batch",
      {
        input_file_id: "$file",
        endpoint: "/v1/chat/completions",
        completion_window: "24h",
        metadata: { a: "b" },
      },
    ],
    ["batches.list", { limit: 1 }],
    ["asyncBatches.list", { page: 1, status: "validating" }],
    ["batches.retrieve", "$batch"],
    ["batches.cancel", "$batch"],
    ["batches.delete", "$batch", { deleteFiles: false }],
    ["embeddings.create", { input: ["a", "b"], model: "m" }],
    [
      "fineTuning.jobs.create => job",
      { training_file: "$file", model: "m", hyperparameters: { n_epochs: "auto" } },
    ],
    ["fineTuning.jobs.list", { labels: ["a", "b"] }],
    ["fineTuning.jobs.retrieve", "$job"],
    ["fineTuning.jobs.labels.create", "$job", { label: "a" }],
    ["fineTuning.jobs.labels.delete", "$job", { label: "a" }],
    ["fineTuning.jobs.events.list", "$job", { limit: 2 }],
    ["fineTuning.jobs.checkpoints.list", "$job"],
    ["fineTuning.jobs.cancel", "$job"],
    ["fineTuning.jobs.delete", "$job"],
    ["models.list", { extended: true }],
    ["models.retrieve", "meta-llama/Llama"],
    ["models.delete", "mine"],
    ["chat.completions.create", chat],
    [
      "uploads.create => upload",
      { filename: "a.jsonl", purpose: "batch", bytes: 3, mime_type: "text/plain" },
    ],
    ["uploads.parts.create => part", "$upload", { data: new Blob(["abc"]) }],
    ["uploads.complete", "$upload", { part_ids: ["$part"] }],
    ["uploads.create => other", { filename: "a.jsonl", purpose: "batch", bytes: 3, mime_type: "text/plain" }],
    ["uploads.cancel", "$other"],
    ["verify.reliability", { prompt: "p", output: "o" }],
    ["files.content", "$file"],
    ["files.delete", "$file"],
  ];

  test("all 29 operations, and one that the overlay adds, round-trip with validation on", async () => {
    const client = makeClient({});
    const ids = new Map<string, string>();
    const filled = (value: unknown): unknown => {
      if (typeof value === "string") return value.startsWith("$") ? ids.get(value.slice(1)) : value;
      if (Array.isArray(value)) return value.map(filled);
      if (typeof value !== "object" || value === null || value instanceof Blob) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
    };
    for (const [call, ...args] of calls) {
      const [name = "", id] = call.split(" => ");
      const result = await invoke(client, name, args.map(filled));
      if (id !== undefined) ids.set(id, String(field(result, "id")));
    }
    const operations = new Set(mock.requests.map(({ operation }) => operation));
    expect(operations.size).toBe(30);
    expect(mock.requests.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test("a stream arrives event by event", async () => {
    const stream = await invoke(makeClient({}), "chat.completions.create", [{ ...chat, stream: true }]);
    const chunks = isIterable(stream) ? await collect(stream) : [];
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.every((chunk) => field(chunk, "object") === "chat.completion.chunk")).toBe(true);
  });

  test("an upload keeps its name and bytes; a download gives them back", async () => {
    const client = makeClient({});
    const made = await invoke(client, "files.create", [{ file: jsonl(), purpose: "batch" }]);
    const sent = mock.requests.at(-1)?.files[0];
    expect([sent?.name, sent?.filename, sent?.bytes.toString()]).toEqual([
      "file",
      "requests.jsonl",
      await jsonl().text(),
    ]);
    const content = await invoke(client, "files.content", [field(made, "id")]);
    expect(content instanceof Response && (await content.text())).toBe(await jsonl().text());
  });

  test("pages follow one another to the end", async () => {
    const client = makeClient({});
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () =>
        field(
          await invoke(client, "batches.create", [
            { input_file_id: "x", endpoint: "/v1/chat/completions", completion_window: "24h" },
          ]),
          "id",
        ),
      ),
    );
    const target = ["batches", "list"].reduce<unknown>(field, client);
    const list: unknown =
      typeof target === "function" ? Reflect.apply(target, undefined, [{ limit: 2 }]) : undefined;
    const found = isIterable(list) ? await collect(list) : [];
    expect(found.map((item) => field(item, "id"))).toEqual(expect.arrayContaining(ids));
  });

  test.each<
    readonly [
      what: string,
      headers: Record<string, string>,
      want: new (...args: never) => Error,
      extra: object,
    ]
  >([
    [
      "429",
      { "x-mock-status": "429", "x-mock-retry-after": "7200" },
      RateLimitError,
      { status: 429, retryAfterMs: 7_200_000 },
    ],
    [
      "502 with HTML",
      { "x-mock-status": "502", "x-mock-body": "html" },
      InternalServerError,
      { status: 502 },
    ],
    ["404", { "x-mock-status": "404" }, NotFoundError, { status: 404 }],
    ["418", { "x-mock-status": "418" }, ApiError, { status: 418 }],
    ["a connection that closes", { "x-mock-fault": "drop" }, ConnectionError, {}],
    ["an answer that breaks off", { "x-mock-fault": "break" }, ConnectionError, {}],
    ["an answer that never comes", { "x-mock-fault": "hang" }, TimeoutError, {}],
  ])("%s is an error of its own", async (_, headers, want, extra) => {
    const failed: unknown = await invoke(makeClient({ maxRetries: 0, timeoutMs: 300 }), "models.list", [
      {},
      { headers },
    ]).catch((reason: unknown) => reason);
    expect(failed).toMatchObject({ name: want.name, ...extra });
  });

  test("a page of HTML is the body of its error, and its title the message", async () => {
    const headers = { "x-mock-status": "502", "x-mock-body": "html" };
    const failed = await invoke(makeClient({ maxRetries: 0 }), "models.list", [{}, { headers }]).catch(
      (reason: unknown) => reason,
    );
    expect(field(failed, "body")).toMatch(/^\s*<.*html/is);
    expect(String(failed)).toMatch(/^InternalServerError: 502: [^<]+$/);
  });

  test("a retry waits as long as Retry-After says, then succeeds", async () => {
    const before = mock.requests.length;
    const headers = {
      "x-mock-status": "429",
      "x-mock-retry-after": "1",
      "x-mock-times": "1",
      "x-mock-key": "retry",
    };
    const started = performance.now();
    await invoke(makeClient({}), "models.list", [{}, { headers }]);
    expect(performance.now() - started).toBeGreaterThan(990);
    expect(mock.requests.slice(before).map(({ status }) => status)).toEqual([429, 200]);
  });

  test("an aborted request rejects with the caller's reason", async () => {
    const reason = new Error("changed my mind");
    const signal = AbortSignal.abort(reason);
    await expect(invoke(makeClient({}), "models.list", [{}, { signal }])).rejects.toBe(reason);
    const controller = new AbortController();
    const pending = invoke(makeClient({}), "models.list", [
      {},
      { signal: controller.signal, headers: { "x-mock-fault": "hang" } },
    ]);
    setTimeout(() => controller.abort(), 50);
    await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  });

  test.each([
    ["no-done", /ended before it was done/],
    ["break", /broke off/],
    ["bad-event", /not JSON/],
    ["error-event", /POST \/v1\/chat\/completions: /],
  ])("a stream with %s is reported", async (fault, message) => {
    const stream = await invoke(makeClient({}), "chat.completions.create", [
      { ...chat, stream: true },
      { headers: { "x-mock-fault": fault } },
    ]);
    const failed: unknown = isIterable(stream)
      ? await collect(stream).catch((reason: unknown) => reason)
      : undefined;
    expect(failed).toBeInstanceOf(Error);
    expect(String(failed)).toMatch(message);
    expect(field(failed, "name")).toBe("StreamError");
  });

  test.each(["", ".", ".."])("an ID of %j never leaves", async (id) => {
    const before = mock.requests.length;
    await expect(invoke(makeClient({}), "files.delete", [id])).rejects.toThrow(/can't stand in a path/);
    expect(mock.requests.length).toBe(before);
  });

  test("a path value is encoded", async () => {
    await invoke(makeClient({}), "models.retrieve", ["a/../b?c#d%2F"]);
    expect(mock.requests.at(-1)?.path).toBe("/v1/models/a%2F..%2Fb%3Fc%23d%252F");
  });

  test.each<readonly [mode: ClientOptions["validate"], thrown: boolean, warned: number]>([
    ["throw", true, 0],
    [{ requests: "throw" }, true, 0],
    [{ responses: "throw" }, false, 0],
    ["warn", false, 1],
    ["off", false, 0],
  ])("validation %j", async (validate, thrown, warned) => {
    const warnings: string[] = [];
    const client = makeClient({ validate, maxRetries: 0, onWarning: (message) => warnings.push(message) });
    const failed: unknown = await invoke(client, "batches.list", [{ limit: 0 }]).catch(
      (reason: unknown) => reason,
    );
    // Whatever passes the client is refused by the mock.
    expect(failed).toMatchObject({ name: thrown ? "ValidationError" : "BadRequestError" });
    expect(warnings).toHaveLength(warned);
  });
});

describe("the runtime", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** Settings for a service that answers as the listener does. */
  const serve = async (
    listener: RequestListener,
    options: ClientOptions = {},
  ): Promise<ReturnType<typeof createApi>> => {
    const started = createServer(listener);
    server = started;
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    const address = started.address();
    const port = typeof address === "object" ? address?.port : undefined;
    return createApi({ maxRetries: 0, ...options }, `http://127.0.0.1:${port}`);
  };
  const answering =
    (body: string | Buffer, type = "application/json", status = 200): RequestListener =>
    (request, response) => {
      request.resume();
      response.writeHead(status, { "content-type": type }).end(body);
    };
  const token = { scheme: "token", in: "header", name: "authorization", prefix: "Bearer " } as const;
  const call: Call<unknown> = { method: "GET", path: ["/x"], accept: "*/*", security: [[token]] };

  test.each<readonly [what: string, body: string, type: string, want: RegExp]>([
    ["HTML with 200", "<html>", "text/html", /not JSON but text\/html/],
    ["nothing", "", "application/json", /not JSON/],
    ["too much", JSON.stringify("x".repeat(2000)), "application/json", /larger than 1000 bytes/],
  ])("%s where JSON was due is a ResponseError", async (_, body, type, want) => {
    const api = await serve(answering(body, type), { maxBytes: 1000 });
    const failed: unknown = await sendJson(api, call).catch((reason: unknown) => reason);
    expect(failed).toBeInstanceOf(ResponseError);
    expect(String(failed)).toMatch(want);
  });

  test("a compressed bomb is stopped at the limit", async () => {
    const { gzipSync } = await import("node:zlib");
    const bomb = gzipSync(Buffer.alloc(10_000_000, " "));
    const api = await serve(
      (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
      { maxBytes: 100_000 },
    );
    await expect(sendJson(api, call)).rejects.toThrow(/larger than 100000 bytes/);
  });

  test.each<readonly [header: string | undefined, want: number | undefined]>([
    ["3", 3000],
    ["0.5", 500],
    ["-1", 0],
    ["Thu, 01 Jan 1970 00:01:00 GMT", 60_000],
    ["Thu, 01 Jan 1960 00:00:00 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ])("Retry-After: %s is %s ms", (header, want) => {
    expect(retryAfterMs(new Headers(header === undefined ? {} : { "retry-after": header }), 0)).toBe(want);
  });

  test.each<readonly [method: string, status: number, attempts: number]>([
    ["GET", 500, 3],
    ["POST", 503, 3],
    ["GET", 408, 3],
    ["GET", 400, 1],
    ["GET", 501, 3],
  ])("%s with %i is tried %i times", async (method, status, attempts) => {
    let seen = 0;
    const api = await serve(
      (request, response) => {
        seen++;
        request.resume();
        response.writeHead(status, { "retry-after-ms": "1" }).end();
      },
      { maxRetries: 2 },
    );
    await expect(sendJson(api, { ...call, method })).rejects.toMatchObject({ status });
    expect(seen).toBe(attempts);
  });

  test.each([
    ["GET", 3],
    ["POST", 1],
  ])("a broken connection is tried again for %s: %i attempts", async (method, attempts) => {
    let seen = 0;
    const api = await serve(
      (request) => {
        seen++;
        request.socket.destroy();
      },
      { maxRetries: 2 },
    );
    await expect(sendJson(api, { ...call, method })).rejects.toBeInstanceOf(ConnectionError);
    expect(seen).toBe(attempts);
  });

  test("the key is asked for before each attempt, and not sent where the operation takes none", async () => {
    const seen: (string | undefined)[] = [];
    const api = await serve(
      (request, response) => {
        seen.push(request.headers.authorization);
        response.writeHead(seen.length === 1 ? 500 : 200, { "retry-after-ms": "1" }).end("1");
      },
      { maxRetries: 1, apiKey: () => Promise.resolve(`key ${seen.length}`) },
    );
    await sendJson(api, call);
    await sendJson(api, { ...call, security: [] });
    expect(seen).toEqual(["Bearer key 0", "Bearer key 1", undefined]);
  });

  test("query, headers and forms are encoded", async () => {
    const seen: string[] = [];
    const api = await serve(
      (request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          seen.push(
            request.url ?? "",
            String(request.headers["x-mode"]),
            request.headers["content-type"] ?? "",
            Buffer.concat(chunks).toString(),
          );
          response.end();
        });
      },
      { headers: { "x-mode": "base" } },
    );
    const query = { list: ["a", "b c"], none: undefined, nested: { k: 1 }, yes: true };
    await sendNothing(
      api,
      {
        ...call,
        method: "POST",
        query,
        headers: { "x-mode": "call" },
        body: { encode: formBody, mediaType: "application/x-www-form-urlencoded", value: { a: "1&2" } },
      },
      { headers: { "x-mode": "request" } },
    );
    expect(seen).toEqual([
      "/x?list=a&list=b%20c&k=1&yes=true",
      "request",
      "application/x-www-form-urlencoded",
      "a=1%262",
    ]);
  });

  test.each<readonly [what: string, body: string, want: unknown]>([
    ["JSON", "[1]", [1]],
    ["text", "hello", "hello"],
    ["nothing", "", undefined],
  ])("an answer that no schema describes may be %s", async (_, body, want) => {
    expect(await sendAny(await serve(answering(body)), call)).toEqual(want);
  });

  test("text and bytes come as they are", async () => {
    const api = await serve(answering("é\n", "text/plain; charset=utf-8"));
    expect(await sendText(api, { ...call, responseCheck: undefined })).toBe("é\n");
    expect(new Uint8Array(await (await sendBinary(api, call)).arrayBuffer())).toEqual(
      new Uint8Array([0xc3, 0xa9, 0x0a]),
    );
  });

  test("a download can be aborted while it runs, and may take longer than the time limit", async () => {
    const api = await serve((_request, response) => void response.write("begin"), { timeoutMs: 100 });
    const controller = new AbortController();
    const response = await sendBinary(api, call, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 200);
    await expect(response.text()).rejects.toThrow("enough");
  });

  const done = { sentinel: true };
  test.each<readonly [what: string, body: string, want: readonly unknown[]]>([
    ["LF", "data: 1\n\ndata: 2\n\ndata: [DONE]\n\n", [1, 2]],
    ["CRLF", "data: 1\r\n\r\ndata: [DONE]\r\n\r\n", [1]],
    ["CR", "data: 1\r\rdata: [DONE]\r\r", [1]],
    ["comments, names and IDs", ": ping\n\nevent: x\nid: 1\nretry: 5\ndata: 1\n\ndata: [DONE]\n\n", [1]],
    ["data on several lines", 'data: {"a":\ndata: 1}\n\ndata:[DONE]\n\n', [{ a: 1 }]],
    ["anything after the end", "data: [DONE]\n\ndata: 2\n\n", []],
  ])("events with %s, cut anywhere", async (_, body, want) => {
    for (let cut = 1; cut < body.length; cut += 3) {
      const api = await serve((_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(body.slice(0, cut));
        setImmediate(() => response.end(body.slice(cut)));
      });
      expect(await collect(await sendEvents(api, call, done))).toEqual(want);
      server?.close();
    }
  });

  test("an answer that is no stream is refused, a silent one times out, one left early is closed", async () => {
    const plain = await serve(answering("{}"));
    await expect(sendEvents(plain, call, done)).rejects.toBeInstanceOf(ResponseError);
    server?.close();
    let closed: (() => void) | undefined;
    const wasClosed = new Promise<void>((resolve) => (closed = resolve));
    const api = await serve(
      (request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("data: 1\n\n");
        request.on("close", () => closed?.());
      },
      { timeoutMs: 200 },
    );
    const silent: unknown = await collect(await sendEvents(api, call, done)).catch(
      (reason: unknown) => reason,
    );
    expect(silent).toBeInstanceOf(StreamError);
    expect(silent instanceof StreamError && silent.cause).toBeInstanceOf(TimeoutError);
    for await (const each of await sendEvents(api, call, done)) {
      expect(each).toBe(1);
      break;
    }
    await wasClosed;
  });

  type Page = {
    readonly data: readonly { readonly id: string }[];
    readonly has_more?: boolean;
    readonly last_id?: string;
  };
  const isPage: Validator<Page> = (value): value is Page => Array.isArray(field(value, "data"));
  const paging =
    (answer: (after: string | null) => Page): RequestListener =>
    (request, response) => {
      response.end(JSON.stringify(answer(new URL(request.url ?? "", "http://x").searchParams.get("after"))));
    };
  const item = (id: string): { id: string } => ({ id });

  test.each<readonly [what: string, answer: (after: string | null) => Page, ids: readonly string[]]>([
    [
      "has_more",
      (after) =>
        after === null
          ? { data: [item("a"), item("b")], has_more: true }
          : { data: [item("c")], has_more: false },
      ["a", "b", "c"],
    ],
    [
      "last_id",
      (after) => ({ data: after === "z" ? [] : [item("a")], last_id: "z", has_more: after !== "z" }),
      ["a"],
    ],
    [
      "an empty page",
      (after) => ({ data: after === "b" ? [] : [item(after === null ? "a" : "b")] }),
      ["a", "b"],
    ],
    ["a cursor that comes back", () => ({ data: [item("a"), item("b")], has_more: true }), ["a", "b"]],
    ["items without an ID", () => ({ data: [{ ...item("") }], has_more: true }), [""]],
  ])("a list ends at %s", async (_, answer, ids) => {
    const api = await serve(paging(answer));
    const list = sendPages(
      api,
      { ...call, responseCheck: () => Promise.resolve(isPage) },
      (page: Page) => page.data,
    );
    expect((await collect(list)).map(({ id }) => id)).toEqual(ids);
    expect((await list).data.length).toBeGreaterThan(0);
    expect((await collect(list.pages())).length).toBeGreaterThan(0);
  });

  test("a response that doesn't fit its schema is refused only where that is wanted", async () => {
    const api = await serve(answering("[]"), { validate: { responses: "throw" } });
    await expect(
      sendJson(api, { ...call, responseCheck: () => Promise.resolve(isPage) }),
    ).rejects.toBeInstanceOf(ValidationError);
    expect(
      await sendJson({ ...api, responses: "off" }, { ...call, responseCheck: () => Promise.resolve(isPage) }),
    ).toEqual([]);
  });

  test.each(["", "/relative", "javascript:alert(1)", "file:///etc/passwd"])(
    "a base URL of %j is refused",
    (baseUrl) => {
      expect(() => createApi({}, baseUrl)).toThrow(TypeError);
    },
  );

  test("a custom fetch takes the place of the global one", async () => {
    const urls: unknown[] = [];
    const api = createApi(
      { fetch: (input) => Promise.resolve((urls.push(input), Response.json(1))) },
      "https://example.com/base/",
    );
    expect(await sendJson(api, call)).toBe(1);
    expect(urls).toEqual(["https://example.com/base/x"]);
  });
});
