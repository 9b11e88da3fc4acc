import { Readable } from "node:stream";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { reading, urlSource } from "./reading.ts";
import { serve, serveRaw } from "./servers.ts";

const MB = 1024 * 1024;
const http = (headers: string, body: string): string => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`;

describe("bodies that a server may send", () => {
  const good = Buffer.from('{"data":[1]}');
  const latin1 = Buffer.from('{"name":"café"}', "latin1");
  test.each<{ name: string; headers: Record<string, string>; body: Buffer | string; codes: string[] }>([
    { name: "plain", headers: {}, body: good, codes: [] },
    { name: "gzip", headers: { "content-encoding": "gzip" }, body: gzipSync(good), codes: [] },
    { name: "deflate", headers: { "content-encoding": "deflate" }, body: deflateSync(good), codes: [] },
    { name: "brotli", headers: { "content-encoding": "br" }, body: brotliCompressSync(good), codes: [] },
    { name: "a BOM", headers: {}, body: '\uFEFF{"data":[1]}', codes: [] },
    { name: "JSON called text", headers: { "content-type": "text/plain" }, body: good, codes: [] },
    { name: "exactly the limit", headers: {}, body: `[1${" ".repeat(MB - 3)}]`, codes: [] },
    {
      name: "one byte more",
      headers: {},
      body: `[1${" ".repeat(MB - 2)}]`,
      codes: ["error catalog-too-large"],
    },
    {
      name: "HTML",
      headers: { "content-type": "text/html" },
      body: "\n<!doctype html><p>Hi",
      codes: ["error catalog-html"],
    },
    {
      name: "HTML called JSON",
      headers: { "content-type": "application/json" },
      body: "<html>",
      codes: ["error catalog-html"],
    },
    { name: "nothing", headers: {}, body: "", codes: ["error catalog-empty"] },
    { name: "white space", headers: {}, body: " \n".repeat(2000), codes: ["error catalog-empty"] },
    { name: "Latin-1", headers: {}, body: latin1, codes: ["error catalog-encoding"] },
    {
      name: "UTF-16",
      headers: {},
      body: Buffer.from("\uFEFF{}", "utf16le"),
      codes: ["error catalog-encoding"],
    },
    {
      name: "overlong UTF-8",
      headers: {},
      body: Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
      codes: ["error catalog-encoding"],
    },
    { name: "half a document", headers: {}, body: '{"data":[', codes: ["error json-syntax"] },
    {
      name: "half a gzip",
      headers: { "content-encoding": "gzip" },
      body: gzipSync(good).subarray(0, 20),
      codes: ["error json-syntax"],
    },
    {
      name: "no gzip at all",
      headers: { "content-encoding": "gzip" },
      body: good,
      codes: ["error catalog-network"],
    },
  ])("$name", async ({ headers, body, codes }) => {
    const { url } = await serve((_, response) => response.writeHead(200, headers).end(body));
    const got = await reading([urlSource(url, { maxBytes: MB })]);
    expect(got.codes).toEqual(codes);
    expect(got.outcome.ok).toBe(codes.length === 0);
  });
});

describe("answers that break off", () => {
  test.each([
    ["shorter than its Content-Length", http("content-length: 100", '{"data":[]}')],
    ["a chunk without an end", http("transfer-encoding: chunked", 'b\r\n{"data":[]}')],
    ["chunks without an end", http("transfer-encoding: chunked", 'b\r\n{"data":[]}\r\n')],
    ["no HTTP", "220 smtp.example.com ESMTP\r\n"],
    ["endless headers", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(20_000)}`],
    ["a hang-up", ""],
  ])("%s", async (_, bytes) => {
    const { url } = await serveRaw((socket) => socket.end(bytes));
    expect((await reading([urlSource(url)])).codes).toEqual(["error catalog-network"]);
  });

  test("longer than its Content-Length: the rest is no part of the answer", async () => {
    const { url } = await serveRaw((socket) => socket.end(http("content-length: 2", "{}, and more")));
    expect((await reading([urlSource(url)])).value).toEqual({});
  });
});

describe("attacks on memory: ended by the limit of 1 MB", () => {
  const gzipped = Buffer.concat(Array.from({ length: 256 }, () => gzipSync(Buffer.alloc(MB))));
  const bombs: [encoding: string, body: Buffer][] = [
    ["gzip", gzipped],
    ["gzip, gzip", gzipSync(gzipped)],
    [
      "br, gzip",
      gzipSync(
        brotliCompressSync(Buffer.alloc(64 * MB), { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
      ),
    ],
  ];
  test.each(bombs)("a bomb of 64 to 256 MB as %s", async (encoding, body) => {
    expect(body.length).toBeLessThan(300_000);
    const { url } = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(body),
    );
    await reading([urlSource(url)]);
    const before = process.resourceUsage().maxRSS;
    const got = await reading([urlSource(url, { maxBytes: MB, timeoutMs: 5000 })]);
    expect(got.codes).toEqual(["error catalog-too-large"]);
    expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(32);
  });

  test("an endless stream", async () => {
    let sent = 0;
    const endless = function* (): Generator<Buffer> {
      for (const chunk = Buffer.alloc(64 * 1024, " "); ; sent += chunk.length) yield chunk;
    };
    const { url } = await serve((_, response) => void Readable.from(endless()).pipe(response));
    const got = await reading([urlSource(url, { maxBytes: MB, retries: 3 })]);
    expect(got).toMatchObject({ codes: ["error catalog-too-large"], waits: [] });
    expect(sent).toBeLessThan(32 * MB);
  });

  test.each([302, 404, 503])("the body of a %i is not waited for", async (status) => {
    const { url, closed } = await serveRaw((socket) => {
      socket.write(`HTTP/1.1 ${status} No\r\nlocation: ftp://x\r\ncontent-length: 1000000\r\n\r\n{`);
    });
    expect((await reading([urlSource(url)])).outcome.ok).toBe(false);
    await expect.poll(closed).toBe(1);
  });

  test("a long chain of encodings", async () => {
    const encoding = Array.from({ length: 200 }, () => "gzip").join(", ");
    const { url } = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end("x"),
    );
    expect((await reading([urlSource(url)])).outcome.ok).toBe(false);
  });
});

describe("attacks on time: ended by the deadline of 150 ms", () => {
  test.each<[string, (write: (text: string) => void) => void]>([
    ["silence", () => undefined],
    ["headers, then silence", (write) => write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{")],
    ["a slow drip of headers", (write) => write("HTTP/1.1 200 OK\r\n")],
    ["a slow drip of body", (write) => write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")],
  ])("%s", async (name, open) => {
    const { url, closed } = await serveRaw((socket) => {
      open((text) => socket.write(text));
      if (!name.includes("drip")) return;
      const drip = setInterval(() => socket.write(name.endsWith("headers") ? "x: y\r\n" : " "), 10);
      socket.on("close", () => clearInterval(drip));
    });
    const start = performance.now();
    const got = await reading([urlSource(url, { timeoutMs: 150, retries: 1 })]);
    expect(got.codes).toEqual(["error catalog-timeout"]);
    expect(got.messages).toContain("(tried 2 times)");
    expect(performance.now() - start).toBeLessThan(1000);
    await expect.poll(closed).toBe(2);
  });

  test("redirects share one deadline", async () => {
    const { url, requests } = await serve((request, response) => {
      const location = `${request.url}x`;
      setTimeout(() => response.writeHead(302, { location }).end(), 60);
    });
    expect((await reading([urlSource(url, { timeoutMs: 150 })])).codes).toEqual(["error catalog-timeout"]);
    expect(requests.length).toBeLessThan(4);
  });
});
