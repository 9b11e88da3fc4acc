/** Names of operations by `operationId`: as the document calls them, and stable while others come and go. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operationKey } from "../../generators/client/names/operations.ts";
import { modelClient } from "../../generators/client/model.ts";
import type { ClientOptions } from "../../generators/client/types.ts";
import { loadText, openapi, told, valueOf } from "../unit/generators/api/support.ts";

type Operation = { readonly id?: string; readonly tags?: readonly string[] };

/** A document of operations by method and path. */
const documentOf = (operations: Readonly<Record<string, Operation>>): string => {
  const paths: Record<string, Record<string, object>> = {};
  for (const [key, { id, tags }] of Object.entries(operations)) {
    const [method = "", path = ""] = key.split(" ");
    const parameters = [...path.matchAll(/\{(.*?)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    const operation = { operationId: id, tags, parameters, responses: { 200: { description: "" } } };
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  return openapi({ paths });
};

const modelOf = async (
  operations: Readonly<Record<string, Operation>>,
  names: NonNullable<ClientOptions["names"]>,
) => modelClient(valueOf(await loadText(documentOf(operations))), { validators: false, names });

/** Method and path → name. */
const namesOf = async (
  operations: Readonly<Record<string, Operation>>,
  names: NonNullable<ClientOptions["names"]> = "auto",
): Promise<Readonly<Record<string, string>>> => {
  const model = valueOf(await modelOf(operations, names));
  return Object.fromEntries(
    model.operations.map(({ operation, name }) => [operationKey(operation), name.join(".")]),
  );
};

describe("the name", () => {
  test.each<readonly [what: string, key: string, operation: Operation, name: string]>([
    ["in the group of the path", "GET /v1/webhooks/{id}", { id: "get_webhook" }, "webhooks.getWebhook"],
    ["in the group of the first tag", "GET /x", { id: "getX", tags: ["Big Things", "b"] }, "bigThings.getX"],
    ["with groups of its own", "GET /x", { id: "repos/list-tags", tags: ["r"] }, "repos.listTags"],
    ["with dots", "GET /x", { id: "a.b_c.d" }, "a.bC.d"],
    ["that begins with a digit", "GET /x", { id: "2faCheck" }, "x._2faCheck"],
    ["in another script", "GET /x", { id: "größe.lesen" }, "größe.lesen"],
    ["that is reserved", "GET /x", { id: "then" }, "x.then_"],
    ["that says nothing", "GET /x", { id: "***" }, "x.retrieve"],
    ["of a date as version", "GET /2010-04-01/Accounts.json", { id: "ListAccount" }, "accounts.listAccount"],
    ["of no path", "GET /", { id: "ping" }, "root.ping"],
  ])("%s", async (_, key, operation, name) => {
    expect(await namesOf({ [key]: operation })).toEqual({ [key]: name });
  });

  test.each<readonly [mode: NonNullable<ClientOptions["names"]>, a: string, b: string]>([
    ["auto", "a.makeA", "bs.create"],
    ["operationId", "a.makeA", "bs.create"],
    ["path", "a.create", "bs.create"],
  ])("%s", async (mode, a, b) => {
    const operations = { "POST /a": { id: "makeA" }, "POST /bs": {} };
    expect(await namesOf(operations, mode)).toEqual({ "POST /a": a, "POST /bs": b });
    const missing = ["warning client-operation-id-missing POST /bs"];
    expect(told(await modelOf(operations, mode))).toEqual(mode === "operationId" ? missing : []);
  });
});

describe("a clash is resolved, and told once", () => {
  test.each<readonly [what: string, operations: Readonly<Record<string, Operation>>, names: object]>([
    [
      "one id for two methods",
      { "GET /a": { id: "doIt" }, "HEAD /a": { id: "doIt" } },
      { "GET /a": "a.doItGet", "HEAD /a": "a.doItHead" },
    ],
    [
      "one id for two paths",
      { "GET /a": { id: "doIt", tags: ["t"] }, "GET /b/{c}": { id: "do_it", tags: ["t"] } },
      { "GET /a": "t.doIt", "GET /b/{c}": "t.doItByC" },
    ],
    [
      "one id for three operations",
      { "GET /a": { id: "x.y" }, "PUT /a": { id: "x.y" }, "GET /b": { id: "x.y" } },
      { "GET /a": "x.getA", "PUT /a": "x.yPut", "GET /b": "x.getB" },
    ],
    [
      "an operation and a group",
      { "GET /a": { id: "x.y" }, "GET /b": { id: "x.y.z" } },
      { "GET /a": "x.yGet", "GET /b": "x.y.z" },
    ],
  ])("%s", async (_, operations, names) => {
    const model = await modelOf(operations, "auto");
    expect(told(model).filter((line) => line.includes("clash"))).toHaveLength(1);
    expect(await namesOf(operations)).toEqual(names);
  });
});

const real: Readonly<Record<string, Operation>> = {
  "GET /webhooks/{id}": { id: "get_webhook" },
  "GET /webhooks/{id}/{token}": { id: "get_webhook_by_token" },
  "POST /threads/runs": { id: "createThreadAndRun" },
  "POST /threads/{id}/runs": { id: "createRun" },
  "GET /compare/{base}...{head}": { id: "repos/compare" },
  "GET /users/{id}/profile": { id: "getProfile" },
  "GET /users/{id}/profile/{part}": { id: "getPart" },
};

test.each(Object.keys(real))("without %s the others keep their names", async (gone) => {
  const whole = await namesOf(real);
  const rest = Object.entries(real).filter(([key]) => key !== gone);
  const kept = Object.entries(whole).filter(([key]) => key !== gone);
  expect(await namesOf(Object.fromEntries(rest))).toEqual(Object.fromEntries(kept));
});

test("the order of a document says nothing", async () => {
  const backwards = Object.fromEntries(Object.entries(real).reverse());
  expect(await namesOf(backwards)).toEqual(await namesOf(real));
});

const segment = fc.constantFrom(
  "a",
  "b",
  "a-b",
  "0",
  "{x}",
  "{y}",
  "{x}.json",
  "{x}...{y}",
  "2010-04-01",
  "größe",
);
const drawnPath = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
const drawnOperation = fc.record(
  { id: fc.constantFrom("getA", "get_a", "a.b", "a", "then", "***"), tags: fc.constant(["t"]) },
  { requiredKeys: [] },
);
const drawnKey = fc
  .tuple(fc.constantFrom("GET", "POST", "DELETE"), drawnPath)
  .filter(([, path]) => new Set(path.match(/\{.\}/g)).size === (path.match(/\{.\}/g) ?? []).length)
  .map((parts) => parts.join(" "));

test("whatever comes or goes, a name that no other operation wants is kept, and no two share one", async () => {
  const drawn = fc.dictionary(drawnKey, drawnOperation, { minKeys: 1, maxKeys: 8 });
  await fc.assert(
    fc.asyncProperty(drawn, async (operations) => {
      const names = await namesOf(operations);
      expect(new Set(Object.values(names)).size).toBe(Object.keys(operations).length);
      const alone = new Map<string, string>();
      for (const [key, operation] of Object.entries(operations))
        alone.set(key, (await namesOf({ [key]: operation }))[key] ?? "");
      for (const [key, name] of alone) {
        const others = [...alone].filter(([other]) => other !== key).map(([, wanted]) => wanted);
        if (!others.some((other) => other === name || other.startsWith(`${name}.`)))
          expect(names[key]).toBe(name);
      }
    }),
    { seed: 19, numRuns: 200 },
  );
});
