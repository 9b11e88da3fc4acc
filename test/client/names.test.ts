/** Names of operations and types: derived from what the document says, overridable, never numbered. */
import { describe, expect, test } from "vitest";
import { modelClient } from "../../generators/client/model.ts";
import { camel, isPlural, pascal, reservedTypes, singular } from "../../generators/client/names/words.ts";
import { runtimeSources } from "../../generators/client/runtime.gen.ts";
import { loadText, openapi, told, valueOf } from "../unit/generators/api/support.ts";
import { hasRealDocument, loadRealApi } from "../unit/verify/mock/support.ts";

const answer = (schema: object) => ({
  200: { description: "", content: { "application/json": { schema } } },
});
const thing = { type: "object", required: ["id"], properties: { id: { type: "string" } } };

/** Operation names of a document with these methods and paths. */
const operationNames = async (...operations: readonly string[]): Promise<readonly string[]> => {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const [method = "", path = ""] = operation.split(" ");
    const parameters = [...path.matchAll(/\{(.*?)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: { parameters, responses: { 200: { description: "" } } },
    };
  }
  const model = modelClient(valueOf(await loadText(openapi({ paths }))), { validators: false });
  if (!model.ok) return told(model);
  return operations.map((operation) => {
    const found = model.value.operations.find(
      ({ operation: { method, path } }) => operation === `${method.toUpperCase()} ${path}`,
    );
    return found?.name.join(".") ?? "none";
  });
};

describe("operations", () => {
  test.each([
    [
      ["GET /v1/models", "GET /v1/models/{id}", "DELETE /v1/models/{id}"],
      ["models.list", "models.retrieve", "models.delete"],
    ],
    [
      ["POST /v1beta/async-batches", "POST /v1beta/async-batches/{id}/cancel"],
      ["asyncBatches.create", "asyncBatches.cancel"],
    ],
    [
      ["POST /fine_tuning/jobs/{id}/labels", "PATCH /fine_tuning/jobs/{id}"],
      ["fineTuning.jobs.labels.create", "fineTuning.jobs.update"],
    ],
    [
      ["POST /verify/reliability", "GET /health", "GET /files/{id}/content"],
      ["verify.reliability", "health.retrieve", "files.content"],
    ],
    [
      ["POST /jobs/{id}:cancel", "PUT /jobs/{id}"],
      ["jobs.cancel", "jobs.replace"],
    ],
    [
      ["GET /", "GET /users/{id}/profile", "GET /users/{id}/profile/{part}"],
      ["root.retrieve", "users.profile.get", "users.profile.retrieve"],
    ],
  ])("%j", async (operations, names) => {
    expect((await operationNames(...operations)).slice(0, names.length)).toEqual(names);
  });

  test("no name depends on operations that want another", async () => {
    const all = [
      "GET /models",
      "GET /models/{id}",
      "GET /models/{id}/status",
      "PUT /models/{id}/status",
      "DELETE /models/{id}/status",
      "POST /models/{id}/cancel",
      "GET /health",
      "POST /chat/completions",
      "GET /chat/completions/{id}/messages",
      "GET /settings/profile",
      "PATCH /settings/profile",
    ];
    const whole = await operationNames(...all);
    expect(new Set(whole).size).toBe(all.length);
    for (const [index, operation] of all.entries()) {
      expect(await operationNames(operation)).toEqual([whole[index]]);
      const rest = all.filter((each) => each !== operation);
      expect(await operationNames(...rest)).toEqual(whole.filter((_, at) => at !== index));
    }
  });

  test.each([
    ["told apart by method", ["PATCH /a/{id}", "POST /a/{id}"], ["a.patch", "a.post"]],
    [
      "told apart by parameters",
      ["GET /webhooks/{id}", "GET /webhooks/{id}/{token}"],
      ["webhooks.retrieveById", "webhooks.retrieveByIdAndToken"],
    ],
    [
      "told apart by the parameters that only one has",
      ["POST /threads/runs", "POST /threads/{id}/runs"],
      ["threads.runs.create", "threads.runs.createById"],
    ],
    [
      "told apart by their versions",
      ["POST /v1/things", "POST /v2/things"],
      ["things.postV1Things", "things.postV2Things"],
    ],
    [
      "told apart by nothing that can be read",
      ["POST /a-b", "POST /a_b"],
      ["aB.create_c6a686de", "aB.create_42151202"],
    ],
    ["groups that differ in their dots", ["POST /a_b/cs", "POST /a/b_cs"], ["aB.cs.create", "a.bCs.create"]],
    ["other scripts", ["GET /日本", "GET /größen"], ["日本.retrieve", "größen.retrieve"]],
    ["no letters at all", ["GET /%/~"], ["root.retrieve"]],
    ["digits", ["GET /folders/0", "POST /2fa"], ["folders._0", "_2fa.create"]],
    [
      "several parameters in a part, and endings",
      ["GET /compare/{base}...{head}", "GET /a/{b}.{c}", "GET /2010-04-01/Accounts/{Sid}.json"],
      ["compare.retrieve", "a.retrieve", "accounts.retrieve"],
    ],
    ["a name that would make the client awaitable", ["GET /x/then"], ["x.then_"]],
    ["a name that a function has", ["GET /x/y/delete-operation"], ["x.y.deleteOperation_"]],
  ])("%s", async (_, operations, names) => {
    expect(await operationNames(...operations)).toEqual(names);
  });

  test("the config names what it wants to, and hears of what isn't there", async () => {
    const api = valueOf(
      await loadText(openapi({ paths: { "/a": { get: { responses: { 200: { description: "" } } } } } })),
    );
    const model = modelClient(api, {
      validators: false,
      operationNames: { "GET /a": "things.all", "GET /b": "x.y" },
    });
    expect(model.ok && model.value.operations[0]?.name).toEqual(["things", "all"]);
    expect(told(model)).toEqual(["warning client-operation-unknown client.operationNames: GET /b"]);
  });

  test("a name can't be an operation and a group of operations", async () => {
    const get = { get: { responses: { 200: { description: "" } } } };
    const api = valueOf(await loadText(openapi({ paths: { "/a": get, "/b": get } })));
    const names = { "GET /a": "x.y", "GET /b": "x.y.z" };
    expect(told(modelClient(api, { validators: false, operationNames: names }))).toEqual([
      "error client-operation-name-collision GET /a",
    ]);
  });
});

describe("types", () => {
  const typeNames = async (
    parts: object,
    renames: Record<string, string> = {},
  ): Promise<readonly string[]> => {
    const model = modelClient(valueOf(await loadText(openapi(parts))), {
      validators: false,
      typeNames: renames,
    });
    return model.ok ? [...model.value.types.keys()] : told(model);
  };
  const file = {
    ...thing,
    properties: {
      id: { type: "string" },
      size: { type: "object", properties: { bytes: { type: "number" } } },
    },
  };

  test("an entity is named by its object enum, another by its path; globals stay free", async () => {
    const batch = { ...thing, properties: { id: { type: "string" }, object: { enum: ["fine_tuning.job"] } } };
    const names = await typeNames({
      paths: {
        "/jobs": { post: { responses: answer(batch) } },
        "/files": { post: { responses: answer(file) } },
      },
    });
    expect(names).toEqual(["FileObject", "FileSize", "FineTuningJob"]);
  });

  test("equal schemas are one type, whatever their descriptions say", async () => {
    const described = { ...file, description: "A file" };
    const names = await typeNames({
      paths: {
        "/docs": { post: { responses: answer(file) } },
        "/docs/{id}": {
          get: {
            parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
            responses: answer(described),
          },
        },
      },
    });
    expect(names).toEqual(["Doc", "DocSize"]);
  });

  test.each([
    ["by their separators", ["foo-bar", "foo_bar", "foo.bar"], ["FooDashBar", "FooDotBar", "Foo_bar"]],
    ["but one that is a type's name already keeps it", ["FooBar", "foo_bar"], ["FooBar", "Foo_bar"]],
    ["by case", ["thing", "Thing"], ["Thing", "ThingSchema"]],
    ["beside a global", ["File", "FileObject"], ["FileObject", "FileSchema"]],
    ["in other scripts", ["größe", "日本"], ["Größe", "日本"]],
    ["by nothing that can be read", ["a*b", "a?b"], ["AB_0170450a", "AB_9d39036d"]],
    ["by digits first", ["3d.Model", "+1", "-1"], ["Minus1", "Plus1", "Type3dModel"]],
  ])("schemas that want one name are told apart, %s", async (_, keys, names) => {
    const schemas = Object.fromEntries(
      keys.map((key, index) => [key, { ...thing, properties: { [`p${index}`]: {} } }]),
    );
    expect(await typeNames({ components: { schemas } })).toEqual(names);
  });

  const money = { type: "object", properties: { amount: { type: "number" }, currency: { type: "string" } } };
  const fields = (...names: readonly string[]): object => ({
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, money])),
  });

  test.each<readonly [what: string, parts: object, names: readonly string[]]>([
    [
      "fields",
      { components: { schemas: { Order: fields("tax", "price", "tip") } } },
      ["Order", "OrderPrice", "OrderTax", "OrderTip"],
    ],
    [
      "fields that are called the same",
      { components: { schemas: { Order: fields("tax"), Refund: fields("tax") } } },
      ["Order", "OrderTax", "Refund"],
    ],
    [
      "the values of a field in the plural",
      {
        components: {
          schemas: { Order: { type: "object", properties: { fees: fields("tax", "price", "tip") } } },
        },
      },
      ["Order", "OrderFee", "OrderFees"],
    ],
    ["named schemas", { components: { schemas: { Tax: money, Price: money } } }, ["Price", "Tax"]],
    [
      "a named schema, and a field of its shape",
      { components: { schemas: { Order: fields("tax"), Price: money } } },
      ["Order", "OrderTax", "Price"],
    ],
    [
      "a body that is a list of texts, and a field that is one",
      {
        paths: {
          "/tags": {
            post: {
              requestBody: {
                content: { "application/json": { schema: { type: "array", items: { type: "string" } } } },
              },
              responses: answer({
                type: "object",
                properties: { ids: { type: "array", items: { type: "string" } } },
              }),
            },
          },
        },
      },
      ["TagsCreateParams", "TagsCreateResponse"],
    ],
  ])("equal shapes that are different things keep their own names: %s", async (_, parts, names) => {
    expect(await typeNames(parts)).toEqual(names);
  });

  test("an operation whose name begins with a digit has types that don't", async () => {
    const schema = { type: "object", properties: { a: {} } };
    expect(await typeNames({ paths: { "/2fa": { get: { responses: answer(schema) } } } })).toEqual([
      "Type2faRetrieveResponse",
    ]);
  });

  test("a named text names no other text", async () => {
    const schemas = { Id: { type: "string" }, Thing: thing };
    const model = valueOf(
      modelClient(valueOf(await loadText(openapi({ components: { schemas } }))), { validators: false }),
    );
    expect(model.types.get("Thing")).toMatchObject({ properties: { id: { type: "string" } } });
  });

  test("the config names a type by its address", async () => {
    const schemas = { "foo-bar": thing, foo_bar: { ...thing, required: [] } };
    const renames = { "#/components/schemas/foo_bar": "Other" };
    expect(await typeNames({ components: { schemas } }, renames)).toEqual(["FooBar", "Other"]);
    const unusable = { "#/components/schemas/foo_bar": "no name" };
    expect(await typeNames({ components: { schemas } }, unusable)).toEqual([
      "error client-type-name-unusable client.typeNames: #/components/schemas/foo_bar",
    ]);
  });

  test.each([
    [{ Thing: "Item" }, ["Item"]],
    [{ Thing: "Promise" }, ["error client-type-name-unusable client.typeNames: Thing"]],
    [{ Thing: "no name" }, ["error client-type-name-unusable client.typeNames: Thing"]],
  ])("renamed by the config: %j", async (renames, want) => {
    expect(await typeNames({ components: { schemas: { Thing: thing } } }, renames)).toEqual(want);
  });
});

describe.runIf(hasRealDocument)("the real document", () => {
  const operations = [
    "asyncBatches.list",
    ...["cancel", "create", "delete", "list", "retrieve"].map((name) => `batches.${name}`),
    "chat.completions.create",
    "embeddings.create",
    ...["create", "delete", "list", "retrieve"].map((name) => `files.${name}`),
    ...[
      "cancel",
      "checkpoints.list",
      "create",
      "delete",
      "events.list",
      "labels.create",
      "labels.delete",
      "list",
      "retrieve",
    ].map((name) => `fineTuning.jobs.${name}`),
    ...["delete", "list", "retrieve"].map((name) => `models.${name}`),
    ...["cancel", "complete", "create", "parts.create"].map((name) => `uploads.${name}`),
    "verify.reliability",
  ];

  test.each([true, false])("its 29 operations, with overlay: %s", async (overlay) => {
    const model = valueOf(modelClient(await loadRealApi(overlay), { validators: false }));
    const names = model.operations.map(({ name }) => name.join("."));
    expect(names.filter((name) => name !== "files.content")).toEqual(operations);
    expect(operations).toHaveLength(29);
  });

  test("its types, none of them numbered", async () => {
    const model = valueOf(modelClient(await loadRealApi(), { validators: false }));
    const names = [...model.types.keys()];
    const good =
      "Batch BatchRequestCounts FineTuningJob FineTuningJobMetrics FineTuningJobHyperparameters FileObject " +
      "FileDeleted Upload UploadPart Model ModelPrice BatchesCreateParams BatchesListQuery BatchesListResponse";
    expect(names).toEqual(expect.arrayContaining(good.split(" ")));
    expect(names.filter((name) => /\d$/.test(name))).toEqual([]);
  });
});

test.each([
  ["batches", "batch", true],
  ["tool_calls", "tool_call", true],
  ["queries", "query", true],
  ["status", "status", false],
  ["address", "address", false],
  ["children", "child", true],
  ["analysis", "analysis", false],
])("%s is one %s: %s", (text, one, plural) => {
  expect([singular(text), isPlural(text)]).toEqual([one, plural]);
});

test.each([
  ["fine_tuning.job", "FineTuningJob", "fineTuningJob"],
  ["async-batches", "AsyncBatches", "asyncBatches"],
  ["userID", "UserID", "userID"],
  ["API_key", "APIKey", "apiKey"],
  ["größe", "Größe", "größe"],
  ["日本", "日本", "日本"],
  ["a\u200bb\u3164", "AB", "aB"],
  ["😀", "", ""],
])("%s → %s, %s", (text, upper, lower) => {
  expect([pascal(text), camel(text)]).toEqual([upper, lower]);
});

test("no type has a name that the runtime's index offers", () => {
  const sources = new Map(runtimeSources);
  const index = sources.get("index.ts") ?? "";
  const named = [...index.matchAll(/\{([^}]*)\}/g)].flatMap(
    ([, names = ""]) => names.match(/\b[A-Z]\w*/g) ?? [],
  );
  const whole = [...index.matchAll(/export \* from "\.\/(\w+\.ts)"/g)].flatMap(([, module = ""]) =>
    [...(sources.get(module) ?? "").matchAll(/^export (?:type|class) (\w+)/gm)].map(([, name = ""]) => name),
  );
  expect(named.length * whole.length).toBeGreaterThan(20);
  expect([...named, ...whole].filter((name) => !reservedTypes.has(name))).toEqual([]);
});
