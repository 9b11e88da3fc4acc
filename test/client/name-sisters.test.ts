/** Sisters of the documents whose names clash or lead nowhere: what is called, and what a server gets of it. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openapi } from "../unit/generators/api/support.ts";
import { clientOf, type Recorder, startRecorder } from "./recorder.ts";
import { fileOf } from "./support.ts";

vi.setConfig({ testTimeout: 120_000 });

let server: Recorder;
beforeAll(async () => {
  server = await startRecorder();
});
afterAll(() => server.close());

const text = { type: "string" };
const answer = (schema: object): object => ({
  200: { description: "", content: { "application/json": { schema } } },
});

/** `METHOD /path` and an `operationId`, or none. */
type Operation = readonly [operation: string, id?: string];
const documentOf = (operations: readonly Operation[]): string => {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operation, operationId] of operations) {
    const [method = "", path = ""] = operation.split(" ");
    const parameters = [...path.matchAll(/\{(.*?)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: text,
    }));
    paths[path] = { ...paths[path], [method]: { operationId, parameters, responses: answer(text) } };
  }
  return openapi({ servers: [{ url: "https://example.com" }], paths });
};

type Call = readonly [name: string, args: readonly unknown[], want: string];
const rows: readonly (readonly [what: string, operations: readonly Operation[], calls: readonly Call[]])[] = [
  // A1: one thing below another
  [
    "A1: no ids",
    [["get /webhooks/{id}"], ["get /webhooks/{id}/{token}"]],
    [
      ["webhooks.retrieveById", ["a/b"], "GET /webhooks/a%2Fb"],
      ["webhooks.retrieveByIdAndToken", ["a", "é"], "GET /webhooks/a/%C3%A9"],
    ],
  ],
  [
    "A1: ids alike but for how words are joined",
    [
      ["get /a", "get_x"],
      ["get /b", "getX"],
      ["get /c", "get-x"],
    ],
    [
      ["a.getX", [], "GET /a"],
      ["b.getX", [], "GET /b"],
      ["c.getX", [], "GET /c"],
    ],
  ],
  [
    "A1: an id that is the group's name, and an empty one",
    [
      ["get /webhooks", "webhooks"],
      ["post /webhooks", ""],
      ["put /webhooks", "!"],
    ],
    [
      ["webhooks.webhooks", [], "GET /webhooks"],
      ["webhooks.create", [], "POST /webhooks"],
      ["webhooks.replace", [], "PUT /webhooks"],
    ],
  ],
  // A2: one word for several paths
  [
    "A2: no ids",
    [["post /threads/runs"], ["post /threads/{id}/runs"]],
    [
      ["threads.runs.create", [], "POST /threads/runs"],
      ["threads.runs.createById", ["runs"], "POST /threads/runs/runs"],
    ],
  ],
  [
    "A2: an id with a dot that another's words make",
    [
      ["post /runs", "runs.create"],
      ["post /threads/{id}/runs", "runsCreate"],
    ],
    [
      ["runs.create", [], "POST /runs"],
      ["threads.runsCreate", ["1"], "POST /threads/1/runs"],
    ],
  ],
  [
    "A2: the same id for three methods",
    [
      ["get /t", "t"],
      ["put /t", "t"],
      ["delete /t", "t"],
    ],
    [
      ["t.tGet", [], "GET /t"],
      ["t.tPut", [], "PUT /t"],
      ["t.tDelete", [], "DELETE /t"],
    ],
  ],
  // A4: digits
  [
    "A4: no ids, versions and endings",
    [["get /2010-04-01/Accounts/{Sid}.json"], ["get /v2.1/Accounts.xml"]],
    [
      ["accounts.retrieve", ["A C"], "GET /2010-04-01/Accounts/A%20C.json"],
      ["v21.accountsXml", [], "GET /v2.1/Accounts.xml"],
    ],
  ],
  [
    "A4: ids that begin with digits",
    [
      ["get /2fa", "2fa"],
      ["post /2fa", "2fa.3d-secure"],
    ],
    [
      ["_2fa._2fa", [], "GET /2fa"],
      ["_2fa._3dSecure", [], "POST /2fa"],
    ],
  ],
  [
    "A4: paths that are digits",
    [["get /0"], ["get /0/1"], ["get /{0}"]],
    [
      ["_0.retrieve", [], "GET /0"],
      ["_0._1", [], "GET /0/1"],
      ["root.retrieve", ["1"], "GET /1"],
    ],
  ],
  // A5: dots and other marks between names
  [
    "A5: no ids",
    [["get /compare/{base}...{head}"], ["get /files/{name}.{ext}"]],
    [
      ["compare.retrieve", ["v1.0", "a...b"], "GET /compare/v1.0...a...b"],
      ["files.retrieve", ["a.tar", "gz"], "GET /files/a.tar.gz"],
    ],
  ],
  [
    "A5: marks in a segment",
    [["get /{owner}:{repo}@{ref}"], ["get /x/{a}-{b}_{c}"]],
    [
      ["root.retrieve", ["o", "r", "@"], "GET /o:r@%40"],
      ["x.retrieve", ["1", "2", "3"], "GET /x/1-2_3"],
    ],
  ],
  [
    "A5: dots before and after",
    [["get /.well-known/{id}"], ["get /a/{id}."]],
    [
      ["a.retrieve", ["b"], "GET /a/b."],
      ["wellKnown.retrieve", ["1"], "GET /.well-known/1"],
    ],
  ],
];

test.each(rows)("%s", async (_, operations, calls) => {
  const client = await clientOf(documentOf(operations));
  for (const [name, args, want] of calls) {
    await client.call({ baseUrl: server.url }, name, ...args);
    const last = server.requests.at(-1);
    expect(`${last?.method} ${last?.url}`).toBe(want);
  }
  const [described = ""] = fileOf(client.files, "api.json").split('  "types": {');
  const named = [...described.matchAll(/"name": "(.*)"/g)].map(([, name]) => name);
  expect(calls.map(([name]) => name).sort()).toEqual(named.sort());
});

describe("A8: mappings that lead nowhere", () => {
  const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
  const part = (more: object = {}): object => ({
    type: "object",
    required: ["k"],
    properties: { k: text, ...more },
  });
  const mapped = (mapping: object, more: object = {}): object => ({
    discriminator: { propertyName: "k", mapping },
    ...more,
  });
  test.each<readonly [what: string, schemas: object, answer: string, types: string]>([
    [
      "all of them",
      { U: { oneOf: [ref("A")], ...mapped({ a: "Gone", b: "#/components/schemas/Gone" }) }, A: part() },
      '{"k":"A"}',
      'U = (A & { k: "A"; });',
    ],
    [
      "of a base that others extend",
      {
        U: { ...part(), ...mapped({ b: "#/components/schemas/B", c: "other.json#/C" }) },
        B: { allOf: [ref("U"), part({ z: text })] },
      },
      '{"k":"b","z":"1"}',
      "interface U { k: string; }",
    ],
    [
      "beside a branch without a name, and one that is null",
      {
        U: {
          oneOf: [ref("A"), { ...part({ n: text }), required: ["n"] }, { type: "null" }],
          ...mapped({ a: "A", b: "B" }),
        },
        A: part(),
      },
      '{"k":"a"}',
      'A & { k: "a"; }',
    ],
  ])("%s", async (_, schemas, body, types) => {
    const client = await clientOf(
      openapi({
        servers: [{ url: "https://example.com" }],
        paths: { "/x": { get: { operationId: "x", responses: answer(ref("U")) } } },
        components: { schemas },
      }),
      { validators: true },
    );
    expect(client.problems.map(({ code }) => code)).toContain("api-mapping-missing");
    expect(fileOf(client.files, "types.ts").replace(/\s+/g, " ")).toContain(types);
    server.answers.push({ body });
    expect(await client.call({ baseUrl: server.url, validate: "throw" }, "x.x")).toEqual(JSON.parse(body));
  });
});
