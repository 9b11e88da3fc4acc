import { describe, expect, test } from "vitest";
import { retryAfterMs } from "../../../../src/io/http/request.ts";
import { KEY, reading, urlSource } from "./reading.ts";
import { deadUrl, serve } from "./servers.ts";

describe("answers in a row, with three retries", () => {
  const after = (value: string) => ({ status: 503, headers: { "retry-after": value } });
  test.each([
    // statuses, waits in ms, problems
    { given: [200], waits: [], codes: [] },
    { given: [503, 200], waits: [500], codes: [] },
    { given: [429, 500, 502, 200], waits: [500, 1000, 2000], codes: [] },
    { given: [504, 504, 504, 504, 200], waits: [500, 1000, 2000], codes: ["error catalog-http-status"] },
    { given: [400, 200], waits: [], codes: ["error catalog-http-status"] },
    { given: [404, 200], waits: [], codes: ["error catalog-http-status"] },
    { given: [408, 200], waits: [], codes: ["error catalog-http-status"] },
    { given: [503, 403, 200], waits: [500], codes: ["error catalog-http-status"] },
    { given: [204, 200], waits: [], codes: ["error catalog-http-status"] },
    { given: [after("2"), 200], waits: [2000], codes: [] },
    { given: [after("0"), 200], waits: [500], codes: [] },
    { given: [after("Wed, 11 Jun 2025 00:00:03 GMT"), 200], waits: [3000], codes: [] },
    { given: [after("Wed, 11 Jun 2014 00:00:03 GMT"), 200], waits: [500], codes: [] },
    { given: [after("soon"), 200], waits: [500], codes: [] },
    { given: [after("3"), after("3"), after("3"), 200], waits: [3000, 3000, 3000], codes: [] },
    // Longer than all attempts may take together: not worth waiting for.
    { given: [after("3600"), 200], waits: [], codes: ["error catalog-http-status"] },
    { given: [after("999999999999999999"), 200], waits: [500], codes: [] },
  ])("$given", async ({ given, waits, codes }) => {
    let turn = 0;
    const { url, requests } = await serve((_, response) => {
      const step = given[turn++] ?? 200;
      const { status, headers } = typeof step === "number" ? { status: step, headers: {} } : step;
      response.writeHead(status, headers).end(status === 200 ? '{"data":[]}' : "no");
    });
    const got = await reading([urlSource(url, { retries: 3 })]);
    expect({ waits: got.waits, codes: got.codes }).toEqual({ waits, codes });
    expect(requests).toHaveLength(waits.length + 1);
    expect(got.value).toEqual(codes.length === 0 ? { data: [] } : undefined);
  });

  test("the problem says how often it was tried, and what the server wants", async () => {
    const { url } = await serve((_, response) => response.writeHead(503, { "retry-after": "5" }).end());
    const got = await reading([urlSource(`${url}/models`, { retries: 3, timeoutMs: 1000 })]);
    expect(got.waits).toEqual([5000]);
    expect(got.messages).toBe(
      `${url}/models: The server answered 503 (tried 2 times) and wants 5 s of patience. ` +
        "Try again later, or name a file as a further source.",
    );
  });

  test("the last attempt gets the time that is left", async () => {
    const { url, requests } = await serve((_, response) => {
      if (requests.length === 1) response.writeHead(503, { "retry-after": "3" }).end();
    });
    const start = performance.now();
    // 2 × 1500 ms and 500 ms of back-off in all, less the 3000 ms that the server asks for.
    const got = await reading([urlSource(url, { retries: 1, timeoutMs: 1500 })]);
    expect(got).toMatchObject({ waits: [3000], codes: ["error catalog-timeout"] });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("a refused connection is tried again", async () => {
    const got = await reading([urlSource(await deadUrl(), { retries: 3 })]);
    expect(got.waits).toEqual([500, 1000, 2000]);
    expect(got.codes).toEqual(["error catalog-network"]);
    expect(got.messages).toContain("broke off (ECONNREFUSED) (tried 4 times).");
  });
});

test.each([
  ["a clear 401 names the variable", 401, "the key in API_KEY"],
  ["so does a 403", 403, "the key in API_KEY"],
])("%s", async (_, status, want) => {
  const { url } = await serve((_request, response) => response.writeHead(status).end(KEY));
  const got = await reading([urlSource(url, { authEnv: "API_KEY" })]);
  expect(got.messages).toContain(want);
});

test.each([
  [null, undefined],
  ["120", 120_000],
  ["-1", undefined],
  ["1e3", undefined],
  ["Wed, 11 Jun 2014 00:00:00 GMT", 0],
  ["2025", 2_025_000],
  ["2025-06-11", undefined],
  ["Wednesday, 11-Jun-25 00:00:01 GMT", 1000],
])("Retry-After %j is %j ms", (header, want) => {
  expect(retryAfterMs(header, Date.UTC(2025, 5, 11))).toBe(want);
});
