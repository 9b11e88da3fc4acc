/** Bodies that a document describes in several media types: the call names the one it wants. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openapi } from "../unit/generators/api/support.ts";
import { clientOf, type Made, type Recorder, startRecorder } from "./recorder.ts";
import { typeErrors } from "./support.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const responses = {
  200: { description: "", content: { "application/json": { schema: { type: "string" } } } },
};
const text = { type: "string" };
const named = { schema: { $ref: "#/components/schemas/Note" } };
const file = {
  schema: { type: "object", required: ["f"], properties: { f: { type: "string", format: "binary" } } },
};
const form = "application/x-www-form-urlencoded";
const query = [{ name: "q", in: "query", schema: text }];

const document = openapi({
  components: { schemas: { Note: { type: "object", properties: { a: text } } } },
  paths: {
    "/same": {
      post: {
        requestBody: { required: true, content: { [form]: named, "application/json": named } },
        responses,
      },
    },
    "/other": {
      post: {
        parameters: query,
        requestBody: {
          content: { "multipart/form-data": file, "application/json": named, "text/plain": {} },
        },
        responses,
      },
    },
    "/stream": {
      post: {
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: { type: "object", properties: { stream: { type: "boolean" } } } },
            "text/plain": {},
          },
        },
        responses: {
          200: {
            description: "",
            content: { "application/json": { schema: text }, "text/event-stream": { schema: text } },
          },
        },
      },
    },
  },
});
const operationNames = { "POST /same": "x.same", "POST /other": "x.other", "POST /stream": "x.stream" };

describe("a body of several media types", () => {
  let server: Recorder;
  let client: Made;
  beforeAll(async () => {
    server = await startRecorder();
    client = await clientOf(document, { operationNames, validators: true });
  });
  afterAll(() => server.close());

  test.each([
    ["JSON goes first", "x.same", [{ a: "b c" }], "application/json", '{"a":"b c"}'],
    ["one type, as a form", "x.same", [{ a: "b c" }, { mediaType: form }], form, "a=b+c"],
    ["another type, as text", "x.other", ["hi", undefined, { mediaType: "text/plain" }], "text/plain", "hi"],
    ["left out, with a query", "x.other", [undefined, { q: "1" }], undefined, ""],
  ] as const)("%s", async (_, name, args, type, body) => {
    await client.call({ baseUrl: server.url, validate: "throw" }, name, ...args);
    expect(server.requests.at(-1)?.headers["content-type"]).toBe(type);
    expect(server.requests.at(-1)?.body).toBe(body);
  });

  test("each form is checked against its own schema, and an unknown one is refused", async () => {
    const settings = { baseUrl: server.url, validate: "throw" };
    const sent = server.requests.length;
    await expect(
      client.call(settings, "x.other", {}, undefined, { mediaType: "multipart/form-data" }),
    ).rejects.toThrow(/required/);
    await expect(client.call(settings, "x.same", {}, { mediaType: "text/csv" })).rejects.toThrow(
      'mediaType "text/csv" is none of this body\'s: application/json, application/x-www-form-urlencoded',
    );
    expect(server.requests.length).toBe(sent);
  });

  test.each([
    ["x.same({ a: 'b' })", undefined],
    [`x.same({ a: 'b' }, { mediaType: '${form}', timeoutMs: 1 })`, undefined],
    ["x.same({ a: 'b' }, { mediaType: 'text/plain' })", /text\/plain/],
    ["x.other({ f: new Blob() }, undefined, { mediaType: 'multipart/form-data' })", undefined],
    ["x.other({ f: new Blob() })", /'f' does not exist in type 'Note'/],
    ["x.other('hi', { q: '1' }, { mediaType: 'text/plain' })", undefined],
    ["x.other('hi', { q: '1' }, { mediaType: 'multipart/form-data' })", /No overload/],
    ["x.other()", undefined],
  ])("%s: %s", (call, error) => {
    const use = `import { createClient } from "./client.js";\nconst { x } = createClient({});\nvoid ${call};\n`;
    const found = typeErrors(new Map([...client.files, ["use.ts", use]]));
    if (error === undefined) expect(found).toEqual([]);
    else expect(found.join()).toMatch(error);
  });

  test("where the body says whether the answer is a stream, one form is sent, and that is told", () => {
    expect(client.problems.map(({ code, where }) => `${code} ${where}`)).toContain(
      "client-body-alternatives api.json#/paths/~1stream/post/requestBody",
    );
  });
});
