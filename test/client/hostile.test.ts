/**
 * Documents that try to become code. Every text of a document is replaced in turn by every nasty string;
 * what comes out is judged by its syntax tree, or the generator has said what is wrong and where.
 */
import ts from "typescript";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { runtimeSources } from "../../generators/client/runtime.gen.ts";
import { field } from "../../generators/client/runtime/errors.ts";
import { loadText, openapi, valueOf } from "../unit/generators/api/support.ts";
import { fileOf, type Files, generate, load, tryGenerate, typeErrors } from "./support.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const strings: readonly string[] = [
  "*/ evil(); /*",
  '"; evil(); "',
  "'; evil(); '",
  "`; evil(); `",
  "${evil()}",
  "`${evil()}`",
  "\n evil();\n",
  "\r evil();",
  "x\u2028evil();\u2029",
  "\u202eevil\u2066();\u2069",
  "\\",
  '\\"; evil(); //',
  "// evil()\n",
  "<!-- evil()",
  "</script><script>evil()</script>",
  "@ts-ignore",
  "/* @ts-expect-error */",
  "}; evil(); {",
  "]; evil(); [",
  "__proto__",
  "constructor",
  "delete",
  "sendJson",
  "1 evil()",
  "\u0000\u0007",
  "😀\udc00",
  "",
];

type Place = (text: string) => object;

const answer = (schema: object, type = "application/json"): object => ({
  200: { description: "", content: { [type]: { schema } } },
});
const one = (schema: object): object => ({
  components: { schemas: { Thing: schema } },
  paths: {
    "/things": {
      post: { requestBody: { content: { "application/json": { schema } } }, responses: answer(schema) },
    },
  },
});
const get = (path: string, more: object = {}): object => ({
  paths: { [path]: { get: { responses: answer({ type: "string" }), ...more } } },
});
const parameter = (name: string, place: string): object => ({
  name,
  in: place,
  required: true,
  schema: { type: "string" },
});

/** Where a document holds text of its author's choice. */
const places: Readonly<Record<string, Place>> = {
  title: (text) => ({ ...one({ type: "string" }), info: { title: text, version: text } }),
  "server URL": (text) => ({ ...one({ type: "string" }), servers: [{ url: text }] }),
  "operation description": (text) => get("/things", { description: text, summary: `s ${text}` }),
  operationId: (text) => get("/things", { operationId: text }),
  tag: (text) => get("/things", { tags: [text] }),
  path: (text) => get(`/things/${text}`),
  "first part of a path": (text) => get(`/${text}/things`),
  "path parameter": (text) => get(`/things/{${text}}`, { parameters: [parameter(text, "path")] }),
  "query parameter": (text) => get("/things", { parameters: [parameter(text, "query")] }),
  "header parameter": (text) => get("/things", { parameters: [parameter(text, "header")] }),
  "cookie parameter": (text) => get("/things", { parameters: [parameter(text, "cookie")] }),
  "matrix parameter": (text) =>
    get(`/things/{${text}}`, { parameters: [{ ...parameter(text, "path"), style: "matrix" }] }),
  "styled parameter": (text) =>
    get("/things", { parameters: [{ ...parameter(text, "query"), style: "deepObject" }] }),
  "security scheme": (text) => ({
    ...get("/things", { security: [{ [text]: [] }] }),
    components: { securitySchemes: { [text]: { type: "apiKey", in: "query", name: text } } },
  }),
  "key in a header": (text) => ({
    ...get("/things", { security: [{ key: [] }] }),
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: text } } },
  }),
  "server variable": (text) => ({
    ...get("/things"),
    servers: [
      { url: `https://{${text}}.example.com`, variables: { [text]: { default: text, enum: [text] } } },
    ],
  }),
  "server of an operation": (text) => get("/things", { servers: [{ url: `https://${text}` }] }),
  "property of a form": (text) => ({
    paths: {
      "/things": {
        post: {
          requestBody: {
            content: Object.fromEntries(
              ["multipart/form-data", "application/x-www-form-urlencoded"].map((type) => [
                type,
                {
                  schema: { type: "object", properties: { [text]: { type: "object" } } },
                  encoding: { [text]: { contentType: text }, other: { style: text } },
                },
              ]),
            ),
          },
          responses: answer({}),
        },
      },
    },
  }),
  "parameter description": (text) =>
    get("/things", { parameters: [{ ...parameter("a", "query"), description: text }] }),
  "request media type": (text) => ({
    paths: {
      "/things": {
        post: {
          requestBody: { content: { [`text/${text}`]: { schema: { type: "string" } } } },
          responses: answer({}),
        },
      },
    },
  }),
  "response media type": (text) => ({
    paths: { "/things": { get: { responses: answer({}, `text/${text}`) } } },
  }),
  "response status": (text) => ({
    paths: { "/things": { get: { responses: { [text]: { description: text } } } } },
  }),
  "schema name": (text) => ({
    components: { schemas: { [text]: { type: "object", properties: { a: { type: "string" } } } } },
  }),
  "schema title": (text) => one({ type: "object", title: text, properties: { a: { type: "string" } } }),
  "schema description": (text) =>
    one({ type: "object", description: text, properties: { a: { type: "string", description: text } } }),
  "property name": (text) =>
    one({
      type: "object",
      required: [text],
      properties: { [text]: { type: "object", properties: { [text]: { type: "string" } } } },
    }),
  "required name": (text) => one({ type: "object", required: [text] }),
  "enum value": (text) =>
    one({
      type: "object",
      properties: {
        a: { enum: [text, "b"] },
        object: { enum: [text] },
        list: { type: "array", items: { enum: [text, 1] } },
      },
    }),
  "constant value": (text) => one({ type: "object", properties: { a: { const: { [text]: [text] } } } }),
  default: (text) => one({ type: "object", properties: { a: { type: "string", default: text } } }),
  pattern: (text) =>
    one({
      type: "object",
      properties: { a: { type: "string", pattern: text } },
      patternProperties: { [text]: { type: "string" } },
    }),
  format: (text) => one({ type: "string", format: text }),
  "discriminator property": (text) => ({
    components: {
      schemas: {
        A: { type: "object" },
        B: { type: "object" },
        C: {
          oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
          discriminator: { propertyName: text, mapping: { [text]: "#/components/schemas/A" } },
        },
      },
    },
  }),
  tsType: (text) =>
    one({
      type: "object",
      tsType: text,
      tsEnumNames: [text],
      $id: text,
      extends: text,
      properties: { a: { type: "string", tsType: text } },
    }),
};

/** Kinds of node that types consist of. */
const typeKinds = new Set(
  [
    "SourceFile EndOfFileToken InterfaceDeclaration TypeAliasDeclaration Identifier ExportKeyword PropertySignature IndexSignature Parameter",
    "QuestionToken StringLiteral NumericLiteral TypeLiteral UnionType IntersectionType ParenthesizedType ArrayType TupleType RestType",
    "LiteralType TypeReference StringKeyword NumberKeyword BooleanKeyword UnknownKeyword NeverKeyword NullKeyword UndefinedKeyword TrueKeyword",
    "FalseKeyword PrefixUnaryExpression JSDoc JSDocDeprecatedTag JSDocTag",
  ].flatMap((each) => each.split(" ")),
);
const runtime = new Set(
  (
    "cookieText createApi sendAny sendBinary sendEvents sendJson sendNothing sendPages sendText serverUrl " +
    "chosenBody styledForm styledMultipart matrixPath"
  ).split(" "),
);
/** Statements that stand at the top of a client. */
const topKinds = new Set([
  "ImportDeclaration",
  "ExportDeclaration",
  "FunctionDeclaration",
  "TypeAliasDeclaration",
  // The constants of what operations ask for.
  "FirstStatement",
]);
const forbidden = new Set([
  "TemplateExpression",
  "TaggedTemplateExpression",
  "NoSubstitutionTemplateLiteral",
  "NewExpression",
  "ClassDeclaration",
  "DeleteExpression",
]);

const parse = (name: string, text: string): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
const kindOf = (node: ts.Node): string => ts.SyntaxKind[node.kind];
const deep = (node: ts.Node): readonly ts.Node[] => {
  const found: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    found.push(...deep(child));
  });
  return found;
};

const strange = (files: Files): readonly string[] => {
  const types = parse("types.ts", fileOf(files, "types.ts"));
  const client = parse("client.ts", fileOf(files, "client.ts"));
  const groups = new Set(client.statements.filter(ts.isFunctionDeclaration).map((each) => each.name?.text));
  const calls = deep(client)
    .filter(ts.isCallExpression)
    // Validators are loaded by functions of their own, from nowhere else.
    .filter((call) => !/^(?:import\("\.\/validators\/[\w-]+\.js"\)|\$[\p{L}\w]+\(\))$/u.test(call.getText()))
    .map((call) => call.expression.getText());
  return [
    ...deep(types)
      .map(kindOf)
      .filter((kind) => !typeKinds.has(kind) && !kind.startsWith("First") && !kind.startsWith("Last")),
    ...client.statements.map(kindOf).filter((kind) => !topKinds.has(kind)),
    ...deep(client)
      .map(kindOf)
      .filter((kind) => forbidden.has(kind)),
    ...calls.filter((callee) => !runtime.has(callee) && !groups.has(callee)),
  ];
};

/** Characters that must not stand anywhere in generated code, in whatever form the document has them. */
const unseen =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udfff]/u;

const combined = (name: string, files: Files): readonly (readonly [string, string])[] =>
  ["types.ts", "client.ts"].map(
    (path) => [`${name}/${path}`, fileOf(files, path).replaceAll('"./runtime/', '"../runtime/')] as const,
  );

describe(`${Object.keys(places).length} places × ${strings.length} strings`, () => {
  const generated = new Map<string, Files>();
  const refused = new Map<string, readonly string[]>();
  const names = new Map<string, string>();

  beforeAll(async () => {
    for (const [place, document] of Object.entries(places)) {
      for (const text of strings) {
        const key = `${place} ${JSON.stringify(text)}`;
        names.set(key, `v${names.size}`);
        const loaded = await loadText(openapi(document(text)));
        const made = loaded.ok ? await tryGenerate(loaded.value) : loaded;
        if (made.ok) generated.set(key, new Map(made.value.map((file) => [file.path, file.text])));
        else
          refused.set(
            key,
            made.problems
              .filter(({ severity }) => severity === "error")
              .map(({ code, where }) => `${code}@${where}`),
          );
      }
    }
  });

  test("are at least 300, and most of them generate", () => {
    expect(generated.size + refused.size).toBe(Object.keys(places).length * strings.length);
    expect(generated.size).toBeGreaterThan(300);
  });

  test("hold types and calls of the runtime, nothing else", () => {
    const found = [...generated].flatMap(([key, files]) => strange(files).map((what) => `${key}: ${what}`));
    expect(found).toEqual([]);
  });

  test("hide nothing", () => {
    const found = [...generated].filter(([, files]) =>
      ["types.ts", "client.ts"].some((path) => unseen.test(fileOf(files, path))),
    );
    expect(found.map(([key]) => key)).toEqual([]);
  });

  test("compile", () => {
    const shared = runtimeSources.map(
      ([path, source]) => [`runtime/${path}`, source.replace(/(from "\.\/\w+)\.ts"/g, '$1.js"')] as const,
    );
    const all = [...generated].flatMap(([key, files]) => combined(names.get(key) ?? "", files));
    expect(typeErrors(new Map([...shared, ...all]))).toEqual([]);
  });

  test("are refused with a code and a place, or not at all", () => {
    for (const problems of refused.values()) {
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(problem).toMatch(/^[a-z-]+@.+/s);
    }
  });
});

describe("validators of hostile schemas", () => {
  test.each([
    "property name",
    "required name",
    "enum value",
    "constant value",
    "pattern",
    "schema name",
    "discriminator property",
  ])("%s", async (place) => {
    for (const text of strings) {
      const loaded = await loadText(openapi(places[place]?.(text) ?? {}));
      const made = loaded.ok ? await tryGenerate(loaded.value, { validators: true }) : loaded;
      if (!made.ok) continue;
      const code = made.value.find(({ path }) => path === "validators.js")?.text ?? "";
      const file = parse("validators.js", code);
      const callees = deep(file).flatMap((node) =>
        ts.isCallExpression(node) || ts.isNewExpression(node) ? [node.expression.getText()] : [],
      );
      expect([...new Set(callees)], text).toEqual(["validateBy"]);
      expect(
        deep(file)
          .map(kindOf)
          .filter((kind) => forbidden.has(kind)),
        text,
      ).toEqual([]);
      expect(unseen.test(code)).toBe(false);
    }
  });

  test("a property that every object inherits is checked like any other", async () => {
    const properties = { constructor: { type: "string" }, toString: { type: "string" } };
    const api = valueOf(
      await loadText(
        openapi({
          components: { schemas: { Thing: { type: "object", properties, required: ["constructor"] } } },
        }),
      ),
    );
    const files = await generate(api, { validators: true });
    const loaded = await load(
      files,
      `import { validateThing } from "./validators.js";
       const bare = Object.create(null);
       bare.constructor = "a";
       export const results = [{}, { constructor: 1 }, { constructor: "a" }, { constructor: "a", toString: 2 }, bare].map((each) => validateThing(each));`,
    );
    expect(field(loaded, "results")).toEqual([false, false, true, false, true]);
  });
});

describe("large and strange shapes", () => {
  const nested = (depth: number): object =>
    depth === 0 ? { type: "string" } : { type: "object", properties: { a: nested(depth - 1) } };
  const names = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `value ${index}`);
  const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

  test.each<readonly [what: string, schemas: Readonly<Record<string, object>>, want: RegExp]>([
    [
      "names that differ in case only",
      { thing: { type: "string" }, Thing: { type: "number" }, THING: { type: "boolean" } },
      /export type THING = boolean;\s+export type Thing = number;\s+export type ThingSchema = string;/,
    ],
    [
      "properties that differ in case only",
      {
        A: {
          type: "object",
          properties: {
            a: { type: "object", properties: { x: { type: "string" } } },
            A: { type: "object", properties: { y: { type: "string" } } },
          },
        },
      },
      /export interface A /,
    ],
    ["5,000 enum values", { A: { enum: names(5000) } }, /"value 4999"/],
    ["60 levels", { A: nested(60) }, /export interface A /],
    ["a cycle of references", { A: reference("B"), B: reference("A") }, /^api-/],
    [
      "a union that is among its own branches",
      { A: { anyOf: [reference("A"), { type: "string" }, { type: "array", items: reference("A") }] } },
      /export type A = \(?string \| A\[\]\)?;/,
    ],
    [
      "unions of each other",
      {
        A: { oneOf: [reference("B"), { type: "string" }] },
        B: { anyOf: [reference("A"), { type: "number" }] },
      },
      /export type A = [^;]*number[^;]*string[^;]*;\s+export type B = [^;]*string[^;]*number/,
    ],
    [
      "parts that are all of each other",
      {
        A: { allOf: [reference("B"), { type: "object", properties: { a: { type: "string" } } }] },
        B: { allOf: [reference("A"), { type: "object", properties: { b: { type: "string" } } }] },
      },
      /b\?: string[\s\S]*a\?: string/,
    ],
    [
      "a cycle through lists",
      { A: { type: "array", items: reference("B") }, B: { type: "array", items: reference("A") } },
      /export type A = B\[\]/,
    ],
    [
      "a cycle through properties",
      {
        A: { type: "object", properties: { b: reference("B") } },
        B: { type: "object", properties: { a: reference("A") } },
      },
      /b\?: B/,
    ],
    ["an endless intersection", { A: { allOf: [reference("A")] } }, /^api-/],
    [
      "globals",
      { Promise: { type: "string" }, Record: { type: "number" }, Blob: { type: "boolean" } },
      /export type PromiseObject = string/,
    ],
  ])("%s", async (_, schemas, want) => {
    const loaded = await loadText(openapi({ components: { schemas } }));
    const made = loaded.ok ? await tryGenerate(loaded.value, { validators: true }) : loaded;
    if (!made.ok) {
      expect(made.problems.map(({ code, where }) => `${code} ${where}`).join("\n")).toMatch(want);
      return;
    }
    const files = new Map(made.value.map(({ path, text }) => [path, text]));
    expect(fileOf(files, "types.ts")).toMatch(want);
    expect(typeErrors(files)).toEqual([]);
  });
});
