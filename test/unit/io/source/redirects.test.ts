import { describe, expect, test } from "vitest";
import { hostKind, redirectRefusal, urlLabel } from "../../../../src/io/http/address.ts";
import { KEY, PASSWORD, reading, urlSource } from "./reading.ts";
import { serve } from "./servers.ts";

const catalog = '{"data":[]}';

describe("redirects between loopback servers", () => {
  test.each([
    // path → Location, codes, paths asked for
    { name: "relative", map: { "/a": "b" }, codes: [], paths: ["/a", "/b"] },
    {
      name: "five in a row",
      map: { "/a": "1", "/1": "2", "/2": "3", "/3": "4", "/4": "5" },
      codes: [],
      paths: ["/a", "/1", "/2", "/3", "/4", "/5"],
    },
    {
      name: "six in a row",
      map: { "/a": "1", "/1": "2", "/2": "3", "/3": "4", "/4": "5", "/5": "6" },
      codes: ["error catalog-redirect-limit"],
      paths: ["/a", "/1", "/2", "/3", "/4", "/5"],
    },
    { name: "to itself", map: { "/a": "/a#again" }, codes: ["error catalog-redirect-loop"], paths: ["/a"] },
    {
      name: "in a circle",
      map: { "/a": "b", "/b": "a" },
      codes: ["error catalog-redirect-loop"],
      paths: ["/a", "/b"],
    },
    { name: "to nowhere", map: { "/a": "" }, codes: ["error catalog-redirect-invalid"], paths: ["/a"] },
    {
      name: "to no URL",
      map: { "/a": "http://[" },
      codes: ["error catalog-redirect-invalid"],
      paths: ["/a"],
    },
    {
      name: "to a file",
      map: { "/a": "file:///etc/hostname" },
      codes: ["error catalog-redirect-scheme"],
      paths: ["/a"],
    },
    {
      name: "to data",
      map: { "/a": "data:application/json,{}" },
      codes: ["error catalog-redirect-scheme"],
      paths: ["/a"],
    },
    {
      name: "to plain http elsewhere",
      map: { "/a": "http://example.com/" },
      codes: ["error catalog-redirect-scheme"],
      paths: ["/a"],
    },
    {
      name: "to credentials",
      map: { "/a": `https://me:${PASSWORD}@example.com/` },
      codes: ["error catalog-redirect-credentials"],
      paths: ["/a"],
    },
    {
      name: "to a private address",
      map: { "/a": "https://10.0.0.1/" },
      codes: ["error catalog-redirect-private"],
      paths: ["/a"],
    },
  ])("$name", async ({ map, codes, paths }) => {
    const targets = new Map<string, string>(Object.entries(map));
    const { url, requests } = await serve((request, response) => {
      const location = targets.get(request.url ?? "");
      if (location === undefined) response.end(catalog);
      else response.writeHead(302, { location }).end("moved");
    });
    const got = await reading([urlSource(`${url}/a`, { retries: 3 })]);
    expect({ codes: got.codes, paths: requests.map((r) => r.path), waits: got.waits }).toEqual({
      codes,
      paths,
      waits: [],
    });
  });

  test.each([301, 302, 303, 307, 308])("%i is followed, with GET", async (status) => {
    const { url } = await serve((request, response) => {
      if (request.url === "/a") response.writeHead(status, { location: "/b" }).end();
      else response.end(JSON.stringify({ method: request.method }));
    });
    expect((await reading([urlSource(`${url}/a`)])).value).toEqual({ method: "GET" });
  });

  test("the key goes along within one origin, leaves at the first other one, and doesn't come back", async () => {
    const home = { url: "" };
    const away = await serve((_, response) =>
      response.writeHead(307, { location: `${home.url}/back` }).end(),
    );
    const server = await serve((request, response) => {
      if (request.url === "/a") response.writeHead(307, { location: "/b" }).end();
      else if (request.url === "/b") response.writeHead(307, { location: `${away.url}/c` }).end();
      else if (request.url === "/back") response.writeHead(307, { location: "/end" }).end();
      else response.end(catalog);
    });
    home.url = server.url;
    const got = await reading([urlSource(`${server.url}/a`, { authEnv: "API_KEY" })]);
    expect(got.codes).toEqual([]);
    const keys = [...server.requests, ...away.requests].map((r) => [r.path, r.headers.authorization]);
    expect(keys).toEqual([
      ["/a", `Bearer ${KEY}`],
      ["/b", `Bearer ${KEY}`],
      ["/back", undefined],
      ["/end", undefined],
      ["/c", undefined],
    ]);
    expect(server.requests[0]?.headers).toMatchObject({
      "user-agent": "a-test/1.0",
      accept: "application/json",
    });
  });
});

test("a public host can't send us to a server of this machine", async () => {
  const inside = await serve((_, response) => response.end(catalog));
  const elsewhere = (): Promise<Response> =>
    Promise.resolve(new Response(null, { status: 302, headers: { location: inside.url } }));
  const got = await reading([urlSource("https://example.com/models")], { fetch: elsewhere });
  expect(got.codes).toEqual(["error catalog-redirect-private"]);
  expect(inside.requests).toEqual([]);
});

test.each([
  ["https://example.com", "https://api.example.com/x", undefined],
  ["https://example.com", "https://93.184.215.14", undefined],
  ["https://example.com", "https://[2606:2800:21f::1]", undefined],
  ["https://example.com", "http://api.example.com", "scheme"],
  ["https://example.com", "ftp://example.com", "scheme"],
  ["https://example.com", "https://localhost", "private"],
  ["https://example.com", "https://LOCALHOST.", "private"],
  ["https://example.com", "https://a.localhost", "private"],
  ["https://example.com", "https://127.1", "private"],
  ["https://example.com", "https://0x7f.0.0.1", "private"],
  ["https://example.com", "https://2130706433", "private"],
  ["https://example.com", "https://017700000001", "private"],
  ["https://example.com", "https://１２７.0.0.1", "private"],
  ["https://example.com", "https://0.0.0.0", "private"],
  ["https://example.com", "https://10.1.2.3", "private"],
  ["https://example.com", "https://172.31.255.255", "private"],
  ["https://example.com", "https://172.32.0.0", undefined],
  ["https://example.com", "https://192.168.0.1", "private"],
  ["https://example.com", "https://100.64.0.1", "private"],
  ["https://example.com", "https://169.254.169.254/latest/meta-data", "private"],
  ["https://example.com", "https://[::1]", "private"],
  ["https://example.com", "https://[::]", "private"],
  ["https://example.com", "https://[::ffff:127.0.0.1]", "private"],
  ["https://example.com", "https://[::ffff:a9fe:a9fe]", "private"],
  ["https://example.com", "https://[64:ff9b::7f00:1]", "private"],
  ["https://example.com", "https://[64:ff9b::ffff:ffff]", "private"],
  ["https://example.com", "https://[64:ff9b:1::1]", "private"],
  ["https://example.com", "https://[64:ff9b:1:ffff::1]", "private"],
  ["https://example.com", "https://[64:ff9b:2::1]", undefined],
  ["https://example.com", "https://[64:ff9a::1]", undefined],
  ["https://example.com", "https://[fd00::1]", "private"],
  ["https://example.com", "https://[fe80::1]", "private"],
  ["http://127.0.0.1:1", "http://localhost:2", undefined],
  ["http://127.0.0.1:1", "https://example.com", undefined],
  ["http://127.0.0.1:1", "https://169.254.169.254", "private"],
  ["https://10.0.0.1", "https://192.168.0.1", undefined],
  ["https://10.0.0.1", "https://127.0.0.1", "private"],
])("from %s to %s: %j", (from, to, want) => {
  expect(redirectRefusal(new URL(from), new URL(to))).toBe(want);
});

test.each([
  ["https://me:hunter2@example.com:8443/v1/models?key=hunter2#x", "https://example.com:8443/v1/models…"],
  ["https://example.com/a%0Ab/\u202E", "https://example.com/a%0Ab/%E2%80%AE"],
])("%s is shown as %s", (url, want) => {
  expect(urlLabel(new URL(url))).toBe(want);
});

test("a host name that isn't an address is public, whatever DNS says", () => {
  expect(hostKind(new URL("https://127.0.0.1.example.com"))).toBe("public");
});
