/** What a client sees when it asks the mock to misbehave, and what the mock refuses on its own. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isObject, toJson } from "../../../../generators/api/json.ts";
import { loadApi } from "../../../../generators/api/load.ts";
import { type Mock, startMock } from "../../../../src/verify/mock/server.ts";
import { error, fail } from "../../../../src/model/problem.ts";
import { faultReader } from "../../../support/mock-faults.ts";

const document = {
  openapi: "3.1.0",
  info: { title: "Small", version: "1" },
  security: [{ token: [] }],
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  paths: {
    "/v1/chat/completions": {
      post: {
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["model"],
                properties: { model: { type: "string" }, n: { type: "integer", minimum: 1 } },
              },
            },
          },
        },
        responses: { 200: { description: "Answer" } },
      },
    },
    "/v1/things/{id}": {
      get: {
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string", maxLength: 5 } },
          { name: "limit", in: "query", schema: { type: "integer", maximum: 9 } },
          { name: "size", in: "query", schema: { oneOf: [{ type: "integer" }, { type: "string" }] } },
          { name: "level", in: "query", schema: { enum: [1, 2] } },
          { name: "X-Mode", in: "header", required: true, schema: { enum: ["a", "b"] } },
        ],
        responses: {
          200: {
            description: "A thing",
            content: {
              "application/json": {
                schema: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
              },
            },
          },
        },
      },
    },
    "/v1/gone": { delete: { responses: { 204: { description: "Gone" } } } },
    "/v1/numbers": {
      get: {
        responses: {
          "2XX": {
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: { data: { type: "array", items: { type: "integer" } } },
                },
              },
            },
          },
        },
      },
    },
    "/v1/forms": {
      post: {
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", format: "binary" }, note: { enum: ["x"] } },
              },
            },
          },
        },
        responses: { 201: { description: "Kept", content: { "text/csv": { schema: { type: "string" } } } } },
      },
    },
  },
};

let mock: Mock;

beforeAll(async () => {
  const api = await loadApi({
    source: { label: "small.json", text: JSON.stringify(document) },
    overlays: [],
    readLocal: (path) => fail(error("no-file", path, "There is no other file.", "Leave it.")),
  });
  if (!api.ok) throw new Error(JSON.stringify(api.problems));
  mock = await startMock({ api: api.value, faults: faultReader() });
});
afterAll(() => mock.close());

const token = { authorization: "Bearer key" };
const json = { ...token, "content-type": "application/json" };
const chat = (headers: Record<string, string>, more: object = {}): Promise<Response> =>
  fetch(`${mock.url}/v1/chat/completions`, {
    method: "POST",
    headers: { ...json, ...headers },
    body: JSON.stringify({ model: "m", ...more }),
  });

const errorMessage = (body: unknown): string => {
  const made = toJson(body);
  const error = "value" in made && isObject(made.value) ? made.value.error : undefined;
  return isObject(error) && typeof error.message === "string" ? error.message : "";
};

describe("refusals", () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    ["GET", path, { ...token, "x-mode": "a", ...headers }, undefined] as const;
  const post = (body: string, headers: Record<string, string> = json) =>
    ["POST", "/v1/chat/completions", headers, body] as const;
  const form = (fields: Record<string, string | Blob>) => {
    const made = new FormData();
    for (const [name, value] of Object.entries(fields)) made.append(name, value);
    return ["POST", "/v1/forms", token, made] as const;
  };
  test.each([
    ["no such path", get("/v1/nothing"), 404, /no operation GET \/v1\/nothing/],
    ["another method", ["POST", "/v1/things/a", token, undefined] as const, 405, /no operation POST/],
    ["no token", ["GET", "/v1/things/a", { "x-mode": "a" }, undefined] as const, 401, /no bearer token/],
    ["an empty token", get("/v1/things/a", { authorization: "Bearer " }), 401, /no bearer token/],
    [
      "a path value that is too long",
      get("/v1/things/abcdef"),
      400,
      /path\/id must NOT have more than 5 characters/,
    ],
    ["a query value that is no number", get("/v1/things/a?limit=x"), 400, /query\/limit must be integer/],
    ["a query value above its bound", get("/v1/things/a?limit=10"), 400, /query\/limit must be <= 9/],
    ["a query value outside its numbers", get("/v1/things/a?level=3"), 400, /query\/level .*1,2/],
    ["a query value that several kinds take", get("/v1/things/a?size=5&level=2"), 200, /^$/],
    ["an unknown query name", get("/v1/things/a?limt=1"), 400, /query .*limt/],
    ["a header outside its enum", get("/v1/things/a", { "x-mode": "c" }), 400, /header\/x-mode .*"a","b"/],
    ["a missing body", post(""), 400, /body is missing/],
    ["a body that is not JSON", post("{"), 400, /not JSON/],
    [
      "a body of another type",
      post("a=b", { ...token, "content-type": "text/plain" }),
      400,
      /"text\/plain" is not one of: application\/json/,
    ],
    ["a body that lacks a property", post("{}"), 400, /body must have required property 'model'/],
    ["a body with a wrong value", post('{"model":"m","n":0}'), 400, /body\/n must be >= 1/],
    ["a form with text for its file", form({ file: "text" }), 400, /"file" must be a file/],
    ["a form with a wrong field", form({ file: new Blob(["x"]), note: "y" }), 400, /body\/note .*"x"/],
    [
      "a form that is cut off",
      [
        "POST",
        "/v1/forms",
        { ...token, "content-type": "multipart/form-data; boundary=b" },
        "--b\r\n",
      ] as const,
      400,
      /not the multipart form/,
    ],
  ])("%s", async (_, [method, path, headers, body], status, reason) => {
    const response = await fetch(mock.url + path, {
      method,
      headers,
      body: body === "" ? null : (body ?? null),
    });
    expect(errorMessage(await response.json())).toMatch(reason);
    expect(response.status).toBe(status);
    expect(mock.requests.at(-1)).toMatchObject({ status, path: path.replace(/\?.*/, "") });
    expect(mock.requests.at(-1)?.problems.join()).toMatch(reason);
  });
});

describe("answers follow the document", () => {
  const form = new FormData();
  form.append("file", new Blob(["x"]), "x");
  test.each([
    ["DELETE", "/v1/gone", null, 204, null, ""],
    ["POST", "/v1/forms", form, 201, "text/csv", "text"],
    ["GET", "/v1/numbers", null, 200, "application/json; charset=utf-8", '{"data":[1]}'],
  ])("%s %s", async (method, path, body, status, type, text) => {
    const response = await fetch(mock.url + path, { method, headers: token, body });
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      status,
      type,
      text,
    ]);
  });
});

describe("errors on demand", () => {
  test("a status, with Retry-After, as often as asked", async () => {
    const headers = {
      "x-mock-status": "429",
      "x-mock-retry-after": "3",
      "x-mock-times": "2",
      "x-mock-key": "one",
    };
    const responses = [await chat(headers), await chat(headers), await chat(headers)];
    expect(responses.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(responses.map((response) => response.headers.get("retry-after"))).toEqual(["3", "3", null]);
  });

  test("a page of HTML with a 502", async () => {
    const response = await chat({ "x-mock-status": "502", "x-mock-body": "html" });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      502,
      "text/html; charset=utf-8",
    ]);
    expect(await response.text()).toMatch(/^<html>/);
  });

  test.each(["drop", "break"])("a connection that ends early: %s", async (fault) => {
    await expect(chat({ "x-mock-fault": fault }).then((response) => response.text())).rejects.toThrow();
  });

  test("an answer that never comes, until the client gives up", async () => {
    const request = fetch(`${mock.url}/v1/things/a`, {
      headers: { ...token, "x-mode": "a", "x-mock-fault": "hang" },
      signal: AbortSignal.timeout(100),
    });
    await expect(request).rejects.toThrow(/timeout/);
  });

  test("an answer that takes its time", async () => {
    const start = performance.now();
    await chat({ "x-mock-delay": "60" });
    expect(performance.now() - start).toBeGreaterThan(55);
  });

  const events = async (fault?: string): Promise<string> => {
    const response = await chat(fault === undefined ? {} : { "x-mock-fault": fault }, { stream: true });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    try {
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
        text += next.value;
    } catch {
      text += "BROKEN";
    }
    return text;
  };
  test.each([
    [undefined, /^data: \{.*"finish_reason":"stop".*data: \[DONE\]\n\n$/s],
    ["break", /^data: \{.*\}\n\nBROKEN$/s],
    ["no-done", /"finish_reason":"stop"\}\]\}\n\n$/],
    ["bad-event", /data: \{not json\n\n.*\[DONE\]/s],
    ["error-event", /data: \{"error":.*\[DONE\]/s],
  ])("a stream with the fault %s", async (fault, want) => {
    expect(await events(fault)).toMatch(want);
  });
});
