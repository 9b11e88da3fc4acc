/** Integers of 64 bits, as the config declares them: types, validators, and all digits on the wire. */
import ts from "typescript";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bigints, digits, fromDigits, type Integers } from "../../generators/client/runtime/integers.ts";
import { json } from "../../generators/client/runtime/styles.ts";
import { clientOf, type Made, type Recorder, startRecorder } from "./recorder.ts";
import { loadText, openapi, valueOf } from "../unit/generators/api/support.ts";
import { fileOf, generate, typeErrors } from "./support.ts";

const wide = { type: "integer", format: "int64" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (schema: object): object => ({ content: { "application/json": { schema } } });

const document = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Wide", version: "1" },
  servers: [{ url: "https://example.com" }],
  paths: {
    "/orders/{id}": {
      post: {
        operationId: "orders.put",
        parameters: [
          { name: "id", in: "path", required: true, schema: wide },
          { name: "after", in: "query", schema: wide },
          { name: "ids", in: "query", explode: false, schema: { type: "array", items: wide } },
          { name: "X-Trace", in: "header", schema: wide },
          { name: "seen", in: "cookie", schema: wide },
        ],
        requestBody: { required: true, ...jsonOf(ref("Order")) },
        responses: {
          "200": { description: "", ...jsonOf(ref("Order")) },
          "409": { description: "", ...jsonOf(ref("Clash")) },
        },
      },
    },
    "/total": {
      get: { operationId: "orders.total", responses: { "200": { description: "", ...jsonOf(wide) } } },
    },
    "/form": {
      post: {
        operationId: "orders.form",
        requestBody: {
          required: true,
          content: {
            "application/x-www-form-urlencoded": {
              schema: { type: "object", properties: { id: wide, order: ref("Order") } },
            },
          },
        },
        responses: { "204": { description: "" } },
      },
    },
    "/lines": {
      get: {
        operationId: "orders.lines",
        responses: {
          "200": { description: "", content: { "application/x-ndjson": { schema: ref("Order") } } },
        },
      },
    },
    "/events": {
      get: {
        operationId: "orders.events",
        responses: { "200": { description: "", content: { "text/event-stream": { schema: ref("Order") } } } },
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: "object",
        required: ["id"],
        properties: {
          id: { ...wide, minimum: 1, maximum: 9223372036854775807 },
          parent: ref("Order"),
          maybe: { type: ["integer", "null"], format: "int64" },
          pair: { type: "array", prefixItems: [wide, { type: "integer" }], minItems: 2, maxItems: 2 },
          byName: { type: "object", properties: { plain: { type: "number" } }, additionalProperties: wide },
          either: { oneOf: [ref("Clash"), { type: "string" }] },
          count: { type: "integer" },
          text: { type: "string", format: "int64" },
          level: { type: "integer", format: "int64", enum: [1, 2] },
          constructor: wide,
        },
      },
      Clash: {
        type: "object",
        required: ["code"],
        properties: { code: { type: "integer", format: "uint64" } },
      },
    },
  },
});

/** Each number is one that JavaScript's can't hold, but for the small ones. */
const onTheWire =
  '{"id":9007199254740993,"parent":{"id":1},"maybe":null,"pair":[9007199254740995,7],"byName":{"plain":2.5,"x":-9007199254740993},' +
  '"either":{"code":18446744073709551615},"count":3,"text":"9007199254740993","level":2,"constructor":9007199254740993}';

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

const collect = async (items: unknown): Promise<unknown[]> => {
  const found: unknown[] = [];
  if (!isIterable(items)) throw new TypeError("nothing to iterate over");
  for await (const item of items) found.push(item);
  return found;
};

type Mode = "string" | "bigint";
const modes = ["bigint", "string"] as const;

describe.each(modes)("int64 as %s", (mode: Mode) => {
  let server: Recorder;
  let made: Made;
  const big = (text: string): unknown => (mode === "bigint" ? BigInt(text) : text);
  const order = {
    id: big("9007199254740993"),
    parent: { id: big("1") },
    maybe: null,
    pair: [big("9007199254740995"), 7],
    byName: { plain: 2.5, x: big("-9007199254740993") },
    either: { code: big("18446744073709551615") },
    count: 3,
    text: "9007199254740993",
    level: 2,
    constructor: big("9007199254740993"),
  };
  const call = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
    made.call({ baseUrl: server.url, validate: "throw" }, name, ...args);

  beforeAll(async () => {
    server = await startRecorder();
    made = await clientOf(document, { validators: true, int64: mode });
  }, 60_000);
  beforeEach(() => {
    server.requests.length = 0;
    server.answers.length = 0;
  });
  afterAll(() => server.close());

  test("types say so, and nothing else changes", () => {
    const types = fileOf(made.files, "types.ts").replace(/\s+/g, " ");
    expect(types).toContain(`id: ${mode};`);
    expect(types).toContain(`maybe?: ${mode} | null;`);
    expect(types).toContain(`pair?: [${mode}, number];`);
    expect(types).toContain("count?: number;");
    expect(types).toContain("level?: 1 | 2;");
    expect(types).toContain(`text?: string;`);
  });

  test("a body, a path, a query, a header and a cookie keep all digits both ways", async () => {
    server.answers.push({ body: onTheWire });
    const answer = await call(
      "orders.put",
      big("9007199254740993"),
      order,
      { after: big("9007199254740993"), ids: [big("9007199254740993"), big("-2")] },
      { "X-Trace": big("9007199254740995") },
      { seen: big("9007199254740997") },
    );
    expect(answer).toEqual(order);
    const [sent] = server.requests;
    expect(sent?.url).toBe("/orders/9007199254740993?after=9007199254740993&ids=9007199254740993,-2");
    expect(sent?.headers["x-trace"]).toBe("9007199254740995");
    expect(sent?.headers.cookie).toBe("seen=9007199254740997");
    expect(sent?.body).toBe(onTheWire);
  });

  test("so do an answer that is one, a form, lines, events and errors", async () => {
    server.answers.push({ body: "9007199254740993" });
    expect(await call("orders.total")).toBe(big("9007199254740993"));
    server.answers.push({ status: 204 });
    await call("orders.form", { id: big("9007199254740993"), order: { id: big("9007199254740995") } });
    expect(decodeURIComponent(server.requests.at(-1)?.body ?? "")).toBe(
      'id=9007199254740993&order={"id":9007199254740995}',
    );
    server.answers.push({ type: "application/x-ndjson", body: `${onTheWire}\n{"id":2}\n` });
    expect(await collect(await call("orders.lines"))).toEqual([order, { id: big("2") }]);
    server.answers.push({ type: "text/event-stream", body: `data: ${onTheWire}\n\n` });
    expect(await collect(await call("orders.events"))).toEqual([order]);
    server.answers.push({ status: 409, body: '{"code":9007199254740993}' });
    await expect(call("orders.put", "1", { id: big("1") })).rejects.toMatchObject({
      body: { code: big("9007199254740993") },
    });
  });

  test.each<readonly [what: string, value: unknown]>([
    ["a number", { id: 5 }],
    ["one below the minimum", { id: big("0") }],
    ["text", { id: "five" }],
    ["a fraction", { id: big("1"), maybe: 1.5 }],
    ["another where null may stand", { id: big("1"), maybe: true }],
  ])("validators refuse %s", async (_, value) => {
    await expect(call("orders.put", "1", value)).rejects.toThrow(/doesn't fit its schema/);
    expect(server.requests).toEqual([]);
  });

  test("validators refuse an answer whose integer is none", async () => {
    server.answers.push({ body: '{"id":1.5}' });
    await expect(call("orders.put", "1", { id: big("1") })).rejects.toThrow("/id fails int64");
  });
});

test("by default they are numbers, and no file is there for them", async () => {
  const [plain, said] = await Promise.all([clientOf(document), clientOf(document, { int64: "number" })]);
  expect([...plain.files.keys()].filter((path) => path.includes("integers"))).toEqual([]);
  expect(fileOf(plain.files, "types.ts")).toContain("id: number;");
  expect(fileOf(said.files, "client.ts").split("\n").slice(9)).toEqual(
    fileOf(plain.files, "client.ts").split("\n").slice(9),
  );
});

test("a document without such integers gets nothing either", async () => {
  const plain = document.replaceAll('"int64"', '"int32"').replaceAll('"uint64"', '"int32"');
  const made = await clientOf(plain, { int64: "bigint" });
  expect([...made.files.keys()].filter((path) => path.includes("integers"))).toEqual([]);
});

describe("what can't be kept apart is told", () => {
  const choice = document.replace(
    '"oneOf":[{"$ref":"#/components/schemas/Clash"},{"type":"string"}]',
    '"oneOf":[{"type":"object","properties":{"code":{"type":"number"}}},{"$ref":"#/components/schemas/Clash"}]',
  );
  const content = document.replace(
    '{"name":"after","in":"query","schema":{"type":"integer","format":"int64"}}',
    '{"name":"after","in":"query","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Clash"}}}}',
  );
  test.each<readonly [what: string, text: string, mode: Mode, codes: readonly string[]]>([
    ["a number in another branch", choice, "bigint", ["client-int64-branches"]],
    ["JSON in a query", content, "string", ["client-int64-content"]],
    ["JSON in a query, which a bigint needn't be", content, "bigint", []],
  ])("%s", async (_, text, mode, codes) => {
    expect(text).not.toBe(document);
    const made = await clientOf(text, { int64: mode });
    const found = made.problems.map(({ code }) => code).filter((code) => code.startsWith("client-int64"));
    expect(found).toEqual(codes);
  });
});

test.each([
  '"; evil(); "',
  "`${evil()}`",
  "x\u2028evil();\u202e",
  "\\",
  "*/ evil(); /*",
  "}; evil(); {",
  "__proto__",
  "constructor",
  "\u0000😀\udc00",
  "",
])("a name %j becomes no code", async (name) => {
  const inner = { type: "object", properties: { [name]: wide }, additionalProperties: wide };
  const api = valueOf(
    await loadText(
      openapi({
        components: {
          schemas: { [`A${name}`]: inner, B: { anyOf: [inner, { type: "array", items: inner }] } },
        },
      }),
    ),
  );
  const files = await generate(api, { int64: "bigint" });
  const text = fileOf(files, "integers.ts");
  const kinds = new Set<string>();
  const visit = (node: ts.Node): void => {
    kinds.add(ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
  };
  ts.createSourceFile("integers.ts", text, ts.ScriptTarget.ES2022, true).statements.slice(1).forEach(visit);
  const usual =
    /^(?:FirstStatement|VariableDeclaration(?:List)?|ExportKeyword|Identifier|TypeReference|ObjectLiteralExpression|PropertyAssignment|ComputedPropertyName|StringLiteral|TrueKeyword|ArrowFunction|EqualsGreaterThanToken|ArrayLiteralExpression)$/;
  expect([...kinds].filter((kind) => !usual.test(kind))).toEqual([]);
  expect(text).not.toMatch(/[\0-\x08\x7f-\x9f\u2028-\u202e]|[\ud800-\udfff]/u);
  expect(typeErrors(files)).toEqual([]);
});

describe("reading", () => {
  const all: Integers = { self: true, also: () => [{ items: all, rest: all }] };
  test.each<readonly [text: string, want: unknown]>([
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["0", 0n],
    ["-0", 0n],
    ["1e3", 1000n],
    ['"9007199254740993"', "9007199254740993"],
    ['["\\"9007199254740993", 9007199254740993]', ['"9007199254740993', 9007199254740993n]],
    ['["a\\\\", 9007199254740993, "9007199254740993"]', ["a\\", 9007199254740993n, "9007199254740993"]],
    ["[0.9007199254740993, 9007199254740993.5, 1e30]", [0.9007199254740993, 9007199254740993.5, 1e30]],
    ['{"9007199254740993": 9007199254740993}', { "9007199254740993": 9007199254740993n }],
    ['{"a": 1, "a": 9007199254740993}', { a: 9007199254740993n }],
    ["[true, null]", [true, null]],
  ])("%s", (text, want) => {
    expect(bigints(all)(text)).toEqual(want);
  });

  test.each(["{9007199254740993: 1}", "09007199254740993", "9007199254740993x", "9007199254740993,"])(
    "%s is no JSON",
    (text) => {
      expect(() => bigints(all)(text)).toThrow(SyntaxError);
    },
  );

  test("a member called __proto__ stays a member", () => {
    const read = digits(all)('{"__proto__": 9007199254740993}');
    expect(json(read)).toBe('{"__proto__":"9007199254740993"}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  test("what the document doesn't call 64 bits stays a number", () => {
    expect(bigints({ members: { a: { self: true } } })('{"a":2,"b":3,"toString":4}')).toEqual({
      a: 2n,
      b: 3,
      toString: 4,
    });
  });
});

describe("writing", () => {
  test("a text that looks like the mark of an integer stays a text", () => {
    expect(json({ a: 9007199254740993n, b: "9007199254740993n", c: ["-1", -1n] })).toBe(
      '{"a":9007199254740993,"b":"9007199254740993n","c":["-1",-1]}',
    );
  });

  test("digits that are none are refused", () => {
    const encode = fromDigits((value) => ({ content: json(value), type: undefined }), { self: true });
    expect(() => encode("1e3", "")).toThrow('"1e3" is no integer');
    expect(encode("9007199254740993", "").content).toBe("9007199254740993");
  });
});
