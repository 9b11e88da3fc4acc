/** What schemas say together: composition, inheritance, and fields that only one direction has. */
import { describe, expect, test } from "vitest";
import { field } from "../../generators/client/runtime/errors.ts";
import { loadText, openapi, valueOf } from "../unit/generators/api/support.ts";
import { fileOf, generate, load, typeErrors } from "./support.ts";

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };

/** A client of these schemas, each of which one operation answers with and another one takes. */
const clientOf = async (schemas: Readonly<Record<string, object>>) => {
  const [first = ""] = Object.keys(schemas);
  const content = { "application/json": { schema: ref(first) } };
  const responses = { 200: { description: "", content } };
  const paths = {
    "/things": { get: { responses }, post: { requestBody: { required: true, content }, responses } },
  };
  const files = await generate(valueOf(await loadText(openapi({ paths, components: { schemas } }))), {
    validators: true,
  });
  expect(typeErrors(files)).toEqual([]);
  return files;
};

const typesOf = async (schemas: Readonly<Record<string, object>>): Promise<string> =>
  fileOf(await clientOf(schemas), "types.ts").replace(/\s+/g, " ");

const base = { type: "object", properties: { name: text, age: { type: "integer" } } };
const pet = {
  type: "object",
  required: ["kind"],
  properties: { kind: text },
  discriminator: { propertyName: "kind", mapping: { feline: "#/components/schemas/Cat" } },
};
const heir = (parent: string, property: string): object => ({
  allOf: [ref(parent), { type: "object", properties: { [property]: text } }],
});

describe("types", () => {
  test.each<readonly [what: string, schemas: Readonly<Record<string, object>>, want: readonly string[]]>([
    [
      "required beside a reference",
      { X: { allOf: [ref("Base"), { required: ["name"] }] }, Base: base },
      ["export type X = (Base & { name: string; });"],
    ],
    [
      "required above its parts",
      { X: { type: "object", required: ["name"], allOf: [ref("Base")] }, Base: base },
      ["export type X = ({ name: string; } & Base);"],
    ],
    [
      "required of what a part of a part has",
      { X: { allOf: [ref("Mid"), { required: ["age"] }] }, Mid: { allOf: [ref("Base")] }, Base: base },
      ["export type X = (Mid & { age: number; });"],
    ],
    [
      "an inherited discriminator",
      { Pet: pet, Cat: heir("Pet", "meow"), Dog: heir("Pet", "bark") },
      ['meow?: string; kind?: "feline";', 'bark?: string; kind?: "Dog";'],
    ],
    [
      "one that is inherited further",
      { Pet: pet, Dog: heir("Pet", "bark"), Puppy: heir("Dog", "play") },
      ['bark?: string; kind?: "Dog" | "Puppy";', 'play?: string; kind?: "Puppy";'],
    ],
    [
      "an inherited one in a union",
      {
        Any: { oneOf: [ref("Cat"), ref("Dog")], discriminator: pet.discriminator },
        Pet: pet,
        Cat: heir("Pet", "meow"),
        Dog: heir("Pet", "bark"),
      },
      ["export type Any = Cat | Dog;"],
    ],
    [
      "tuples",
      {
        X: {
          type: "object",
          required: ["open", "closed", "fixed", "loose", "old"],
          properties: {
            open: { type: "array", prefixItems: [text, { enum: ["a", "b"] }], items: { type: "boolean" } },
            closed: { type: "array", prefixItems: [text, { type: "number" }], items: false, minItems: 1 },
            fixed: { type: "array", prefixItems: [text, text], minItems: 2, maxItems: 2 },
            loose: { type: "array", prefixItems: [text] },
            old: { type: "array", items: [text, ref("Base")], additionalItems: false },
          },
        },
        Base: base,
      },
      [
        'open: [string?, ("a" | "b")?, ...boolean[]];',
        "closed: [string, number?];",
        "fixed: [string, string];",
        "loose: [string?, ...unknown[]];",
        "old: [string?, Base?];",
      ],
    ],
  ])("%s", async (_, schemas, want) => {
    const types = await typesOf(schemas);
    for (const line of want) expect(types).toContain(line);
  });
});

describe("requests and responses", () => {
  const user = {
    type: "object",
    required: ["id", "name", "password"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: text,
      password: { ...text, writeOnly: true },
    },
  };

  test.each<readonly [what: string, schemas: Readonly<Record<string, object>>, want: readonly string[]]>([
    [
      "a field of one direction",
      { User: user },
      [
        "export interface User { id: number; name: string; }",
        "export interface UserInput { name: string; password: string; }",
      ],
    ],
    [
      "one further down, in a circle",
      {
        Team: {
          type: "object",
          properties: { members: { type: "array", items: ref("User") }, team: ref("Team") },
        },
        User: user,
      },
      [
        "export interface Team { members?: User[]; team?: Team; }",
        "export interface TeamInput { members?: UserInput[]; team?: TeamInput; }",
      ],
    ],
    [
      "one by reference",
      {
        A: { type: "object", required: ["id", "b"], properties: { id: ref("Id"), b: text } },
        Id: { ...text, readOnly: true },
      },
      ["export interface AInput { b: string; }"],
    ],
    [
      "a closed object takes what it doesn't ask for",
      { User: { ...user, additionalProperties: false } },
      ["export interface UserInput { id?: number; name: string; password: string; }"],
    ],
    ["no such field, no twin", { Base: base }, ["export interface Base {"]],
  ])("%s", async (_, schemas, want) => {
    const types = await typesOf(schemas);
    for (const line of want) expect(types).toContain(line);
    expect(types.includes("Input")).toBe(want.some((line) => line.includes("Input")));
  });

  test("a name that is taken is left to the schema that has it", async () => {
    const types = await typesOf({ User: user, UserInput: base });
    expect(types).toContain("export interface UserInput { name?: string; age?: number; }");
  });

  test("the validators agree", async () => {
    const files = await clientOf({ User: user });
    const loaded = await load(
      files,
      `import { validateUser, validateUserInput } from "./validators.js";
       export const results = [
         validateUserInput({ name: "a", password: "b" }), validateUserInput({ name: "a" }),
         validateUser({ id: 1, name: "a" }), validateUser({ name: "a" }),
       ];`,
    );
    expect(field(loaded, "results")).toEqual([true, false, true, false]);
  });
});

describe("what else a document says", () => {
  const json = (schema: object): object => ({ description: "", content: { "application/json": { schema } } });
  const problem = { type: "object", properties: { title: text } };
  const generated = async (parts: object): Promise<string> => {
    const files = await generate(valueOf(await loadText(openapi(parts))), { validators: true });
    expect(typeErrors(files)).toEqual([]);
    return `${fileOf(files, "types.ts")} ${fileOf(files, "client.ts")}`.replace(/\s+/g, " ");
  };

  test("the bodies of errors are a type by operation", async () => {
    const responses = {
      200: json(text),
      400: json(ref("Problem")),
      422: json({ type: "object", properties: { fields: { type: "array", items: text } } }),
    };
    const made = await generated({
      paths: {
        "/a": { get: { operationId: "x.a", responses } },
        "/b": { get: { operationId: "x.b", responses: { 200: json(text), default: json(ref("Problem")) } } },
        "/c": { get: { operationId: "x.c", responses: { 200: json(text) } } },
      },
      components: { schemas: { Problem: problem } },
    });
    expect(made).toContain('export type ErrorBodies = { "x.a": XAError; "x.b": Problem; };');
    expect(made).toContain("export type XAError = (Problem | { fields?: string[]; });");
  });

  test("webhooks are types", async () => {
    const post = (schema: object): object => ({
      post: { requestBody: { content: { "application/json": { schema } } } },
    });
    const made = await generated({
      webhooks: { "pet.new": post(problem), gone: post(ref("Problem")) },
      components: { schemas: { Problem: problem } },
    });
    expect(made).toContain("export interface PetNewWebhook { title?: string; }");
    expect(made).toContain("export type GoneWebhook = Problem;");
  });
});
