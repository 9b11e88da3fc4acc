import { createServer, request as ask } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { proxyFor, shownProxy } from "../../../../src/io/http/http.ts";
import { PASSWORD, reading, urlSource } from "./reading.ts";
import { deadUrl, serve } from "./servers.ts";

/** A proxy that forwards whole addresses and tunnels; `asked` is what it was asked for. */
const startProxy = async () => {
  const asked: string[] = [];
  const auth: (string | undefined)[] = [];
  const proxy = createServer((from, to) => {
    asked.push(`${from.method} ${from.url}`);
    auth.push(from.headers["proxy-authorization"]);
    const own = Object.entries(from.headers).filter(([name]) => !name.startsWith("proxy-"));
    ask(from.url ?? "", { headers: Object.fromEntries(own) }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    }).end();
  });
  proxy.on("connect", (from, socket) => {
    asked.push(`CONNECT ${from.url}`);
    const [host = "", port = ""] = (from.url ?? "").split(":");
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
  const address: AddressInfo | string | null = proxy.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { host: `127.0.0.1:${address.port}`, asked, auth };
};

describe("which proxy a request goes through", () => {
  const env = {
    HTTPS_PROXY: "http://p:1",
    HTTP_PROXY: "q:2",
    NO_PROXY: "internal.example.com, .corp,10.0.0.1:8443",
  };
  test.each<readonly [url: string, more: Record<string, string>, want: string | undefined]>([
    ["https://api.example.com/", {}, "http://p:1"],
    ["http://127.0.0.1:8000/", {}, "http://q:2"],
    ["https://api.example.com/", { https_proxy: "http://small:3" }, "http://small:3"],
    ["https://internal.example.com/", {}, undefined],
    ["https://a.internal.example.com/", {}, undefined],
    ["https://notinternal.example.com/", {}, "http://p:1"],
    ["https://models.corp/", {}, undefined],
    ["https://10.0.0.1:8443/", {}, undefined],
    ["https://10.0.0.1/", {}, "http://p:1"],
    ["https://api.example.com/", { no_proxy: "*" }, undefined],
    ["https://api.example.com/", { HTTPS_PROXY: "" }, undefined],
    ["https://10.1.2.3/", { no_proxy: "localhost, 10.0.0.0/8" }, undefined],
    ["https://11.1.2.3/", { no_proxy: "10.0.0.0/8" }, "http://p:1"],
    ["https://10.1.2.3/", { no_proxy: "10.1.2.3/32" }, undefined],
    ["https://10.1.2.3/", { no_proxy: "10.1.2.3/33" }, "http://p:1"],
    ["https://api.example.com/", { no_proxy: "0.0.0.0/0,::/0" }, "http://p:1"],
    ["https://[fd12::1]/", { no_proxy: "fd00::/8" }, undefined],
    ["https://[fe80::1]/", { no_proxy: "fd00::/8,10.0.0.0/8" }, "http://p:1"],
    ["https://[fd12:0::1]/", { no_proxy: "fd12::1" }, undefined],
    ["https://[fd12::1]:8443/", { no_proxy: "[fd12::1]:8443" }, undefined],
    ["https://[fd12::1]/", { no_proxy: "[fd12::1]:8443" }, "http://p:1"],
  ])("%s with %j: %s", (url, more, want) => {
    expect(proxyFor(new URL(url), { ...env, ...more })?.url).toBe(want);
  });

  test("is named without its password", () => {
    expect(shownProxy({ url: `http://me:${PASSWORD}@proxy:3128/`, variable: "HTTPS_PROXY" })).toBe(
      "through the proxy proxy:3128 of HTTPS_PROXY",
    );
    expect(shownProxy({ url: `http://${PASSWORD}:x:y`, variable: "HTTPS_PROXY" })).not.toContain(PASSWORD);
  });
});

describe("a catalog is read through a proxy", () => {
  test("from plain http by asking for the whole address, pages and keys included", async () => {
    const proxy = await startProxy();
    const server = await serve((request, response) => {
      const data = [{ id: request.url?.includes("after_id") === true ? "b" : "a" }];
      const has_more = request.url === "/models";
      response.end(JSON.stringify({ data, has_more, last_id: "a" }));
    });
    const env = { HTTP_PROXY: `http://me:${PASSWORD}@${proxy.host}`, K: "k1" };
    const headers = new Map([["x-api-key", { env: "K" }]]);
    const got = await reading([urlSource(`${server.url}/models`, { headers })], { env });
    expect(got.codes).toEqual([]);
    expect(got.value).toMatchObject({ data: [{ id: "a" }, { id: "b" }] });
    expect(proxy.asked).toEqual([`GET ${server.url}/models`, `GET ${server.url}/models?after_id=a`]);
    expect(proxy.auth[0]).toBe(`Basic ${Buffer.from(`me:${PASSWORD}`).toString("base64")}`);
    expect(server.requests.map((request) => request.headers["x-api-key"])).toEqual(["k1", "k1"]);
  });

  test("from https by a tunnel", async () => {
    const proxy = await startProxy();
    const { port } = new URL(await deadUrl());
    const got = await reading([urlSource(`https://localhost:${port}/models`)], {
      env: { HTTPS_PROXY: proxy.host },
    });
    expect(proxy.asked).toEqual([`CONNECT localhost:${port}`]);
    expect(got.codes).toEqual(["error catalog-network"]);
    expect(got.messages).toContain(`through the proxy ${proxy.host} of HTTPS_PROXY`);
  });

  test("but not from where NO_PROXY says", async () => {
    const proxy = await startProxy();
    const { url } = await serve((_, response) => response.end("[]"));
    const env = { HTTP_PROXY: proxy.host, NO_PROXY: "127.0.0.1" };
    expect((await reading([urlSource(url)], { env })).codes).toEqual([]);
    expect(proxy.asked).toEqual([]);
  });

  test("and one that doesn't answer is named, without its password", async () => {
    const proxy = new URL(await deadUrl());
    const env = { HTTP_PROXY: `http://me:${PASSWORD}@${proxy.host}` };
    const got = await reading([urlSource("http://127.0.0.1:9/models")], { env });
    expect(got.codes).toEqual(["error catalog-network"]);
    expect(got.messages).toContain(`through the proxy ${proxy.host} of HTTP_PROXY`);
  });

  test.each(["http://", "nonsense://[", "ftp://proxy:21"])(
    "%s is no proxy, and says so",
    async (HTTP_PROXY) => {
      const { url } = await serve((_, response) => response.end("[]"));
      expect((await reading([urlSource(url)], { env: { HTTP_PROXY } })).codes).toEqual([
        "error catalog-network",
      ]);
    },
  );
});
