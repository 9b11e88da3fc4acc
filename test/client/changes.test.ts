/** What changed in an API, told as operations and fields. */
import { describe, expect, test } from "vitest";
import { describeApiChanges } from "../../generators/client/summary/changes.ts";
import { modelClient } from "../../generators/client/model.ts";
import {
  type ApiSummary,
  readSummary,
  renderSummary,
  summarizeApi,
} from "../../generators/client/summary/summary.ts";
import { loadText, openapi, valueOf } from "../unit/generators/api/support.ts";
import { hasRealDocument, loadRealApi } from "../unit/verify/mock/support.ts";
import { fileOf, generate } from "./support.ts";

const text = { type: "string" };
const answer = (schema: object): object => ({
  200: { description: "", content: { "application/json": { schema } } },
});

type Parts = {
  readonly paths?: Readonly<Record<string, object>>;
  readonly thing?: object;
  readonly query?: readonly string[];
  readonly names?: Record<string, string>;
};

const base = { type: "object", required: ["id"], properties: { id: text, state: { enum: ["on", "off"] } } };

/** A small API with a list of things, and whatever else is asked for. */
const summary = async ({
  paths = {},
  thing = base,
  query = ["limit"],
  names = {},
}: Parts): Promise<ApiSummary> => {
  const parameters = query.map((name) => ({
    name: name.replace("!", ""),
    in: "query",
    required: name.endsWith("!"),
    schema: text,
  }));
  const list = {
    get: { parameters, responses: answer({ type: "array", items: { $ref: "#/components/schemas/Thing" } }) },
  };
  const api = await loadText(
    openapi({ components: { schemas: { Thing: thing } }, paths: { "/things": list, ...paths } }),
  );
  return summarizeApi(valueOf(modelClient(valueOf(api), { validators: false, operationNames: names })));
};

describe("a change shows as what it means", () => {
  const remove = { delete: { responses: { 204: { description: "" } } } };
  const withField = (fields: object, ...required: readonly string[]): object => ({
    type: "object",
    required: ["id", ...required],
    properties: { ...base.properties, ...fields },
  });

  const many = Array.from({ length: 40 }, (_, index) => `value ${index}`);

  test.each<readonly [what: string, before: Parts, after: Parts, want: readonly string[]]>([
    ["nothing", {}, {}, []],
    ["a description", {}, { thing: { ...base, description: "new" } }, []],
    [
      "a new operation",
      {},
      { paths: { "/things/all": remove } },
      ["operation added: DELETE /things/all (things.deleteAll)"],
    ],
    [
      "an operation gone",
      { paths: { "/things/all": remove } },
      {},
      ["operation removed: DELETE /things/all (things.deleteAll)"],
    ],
    [
      "another name",
      {},
      { names: { "GET /things": "stuff.list" } },
      expect.arrayContaining([
        "operation renamed: GET /things: things.list → stuff.list",
        "type added: StuffListQuery",
      ]),
    ],
    [
      "a new field",
      {},
      { thing: withField({ size: { type: "integer" } }) },
      ["field added: Thing.size?: number"],
    ],
    ["a field gone", { thing: withField({ size: { type: "integer" } }) }, {}, ["field removed: Thing.size"]],
    [
      "another type",
      {},
      { thing: withField({ state: { enum: ["on", "off", "idle"] } }) },
      [`field changed: Thing.state: "on" | "off" → "on" | "off" | "idle"`],
    ],
    [
      "one value of many",
      { thing: withField({ state: { enum: many } }) },
      { thing: withField({ state: { enum: ["first", ...many.slice(1)] } }) },
      [`field changed: Thing.state: - "value 0", + "first"`],
    ],
    [
      "a field that must be there now",
      {},
      { thing: withField({}, "state") },
      ["field changed: Thing.state is required now"],
    ],
    [
      "a query parameter",
      {},
      { query: ["limit", "after!"] },
      ["operation changed: GET /things: query is required now", "field added: ThingsListQuery.after: string"],
    ],
    [
      "a new type",
      {},
      { thing: withField({ owner: { type: "object", properties: { name: text } } }) },
      ["type added: ThingOwner", "field added: Thing.owner?: ThingOwner"],
    ],
    [
      "another kind of answer",
      {},
      { paths: { "/things": { get: { responses: answer(text) } } } },
      expect.arrayContaining(["operation changed: GET /things: result changed: ThingsListResponse → string"]),
    ],
  ])("%s", async (_, before, after, want) => {
    const changes = describeApiChanges(await summary(before), await summary(after));
    expect(changes).toEqual(want);
  });
});

test("a summary is read back as it was written, and nothing else is taken for one", async () => {
  const made = await summary({});
  const written = renderSummary(made, ["inputs"], { sources: ["other.json"], outputs: [] });
  expect(
    describeApiChanges(readSummary(written) ?? { title: "", version: "", operations: {}, types: {} }, made),
  ).toEqual([]);
  for (const other of ["", "[]", "{}", "null", '{"title":"T","version":"1","operations":[],"types":{}}'])
    expect(readSummary(other)).toBeUndefined();
});

test.runIf(hasRealDocument)("what the overlay corrects shows in the real document's summary", async () => {
  const read = async (overlay: boolean): Promise<ApiSummary> => {
    const found = readSummary(fileOf(await generate(await loadRealApi(overlay)), "api.json"));
    if (!found) throw new Error("no summary");
    return found;
  };
  const changes = describeApiChanges(await read(false), await read(true));
  expect(changes).toContain("operation added: GET /v1/files/{fileId}/content (files.content)");
  expect(changes).toContain(
    "operation changed: POST /v1/chat/completions: result changed: any → ChatCompletion",
  );
  expect(changes).toContain(
    "operation changed: POST /v1/files: body added: FilesCreateParams as multipart/form-data",
  );
});
