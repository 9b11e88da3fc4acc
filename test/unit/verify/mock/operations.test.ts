/**
 * Every operation of the real document, called once, in an order in which IDs exist before they are used.
 * Each answer is checked against the document by an ajv of the test's own.
 */
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type JsonValue, toJson } from "../../../../generators/api/json.ts";
import type { ApiDocument, ApiOperation } from "../../../../generators/api/types.ts";
import { type Mock, startMock } from "../../../../src/verify/mock/server.ts";
import { textOf } from "../../../../src/verify/mock/world.ts";
import { hasRealDocument, loadRealApi } from "./support.ts";

const line = (id: string, model: string): string =>
  JSON.stringify({
    custom_id: id,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model, messages: [{ role: "user", content: "hi" }] },
  });

const form = (field: string, text: string, more: Record<string, string> = {}): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(more)) made.append(name, value);
  made.append(field, new File([text], "requests.jsonl"));
  return made;
};

const chat = { model: "m", messages: [{ role: "user", content: "hi" }] };

type Call = readonly [operation: string, path: string, body?: JsonValue | FormData];

/** Operation, path, and body; `$name` stands for an ID that an earlier call returned and `=> name` kept. */
const calls: readonly Call[] = [
  [
    "post /v1/files => file",
    "/v1/files",
    form("file", `${line("a", "m")}\n${line("b", "m")}\n`, { purpose: "batch" }),
  ],
  ["get /v1/files", "/v1/files?purpose=batch&limit=2&order=desc"],
  ["get /v1/files/{fileId}", "/v1/files/$file"],
  ["get /v1/files/{fileId}/content", "/v1/files/$file/content"],
  [
    "post /v1/batches => batch",
    "/v1/batches",
    {
      input_file_id: "$file",
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
      metadata: { a: "b" },
    },
  ],
  ["get /v1/batches", "/v1/batches?limit=1&uiRequest=true"],
  ["get /v1/async-batches", "/v1/async-batches?page=1&status=validating"],
  ["get /v1/batches/{batchId}", "/v1/batches/$batch"],
  ["post /v1/batches/{batchId}/cancel", "/v1/batches/$batch/cancel"],
  ["delete /v1/batches/{batchId}/delete", "/v1/batches/$batch/delete?deleteFiles=true"],
  ["post /v1/embeddings", "/v1/embeddings", { input: ["a", "b"], model: "m" }],
  [
    "post /v1/fine_tuning/jobs => job",
    "/v1/fine_tuning/jobs",
    { training_file: "$file", model: "m", hyperparameters: { n_epochs: "auto" } },
  ],
  ["get /v1/fine_tuning/jobs", "/v1/fine_tuning/jobs?labels=a&labels=b"],
  ["get /v1/fine_tuning/jobs/{id}", "/v1/fine_tuning/jobs/$job"],
  ["post /v1/fine_tuning/jobs/{id}/labels", "/v1/fine_tuning/jobs/$job/labels", { label: "a" }],
  ["delete /v1/fine_tuning/jobs/{id}/labels", "/v1/fine_tuning/jobs/$job/labels", { label: "a" }],
  ["get /v1/fine_tuning/jobs/{id}/events", "/v1/fine_tuning/jobs/$job/events?limit=2"],
  ["get /v1/fine_tuning/jobs/{id}/checkpoints", "/v1/fine_tuning/jobs/$job/checkpoints"],
  ["post /v1/fine_tuning/jobs/{id}/cancel", "/v1/fine_tuning/jobs/$job/cancel"],
  ["delete /v1/fine_tuning/jobs/{id}", "/v1/fine_tuning/jobs/$job"],
  ["get /v1/models", "/v1/models?extended=true"],
  ["get /v1/models/{id}", "/v1/models/meta-llama%2FLlama"],
  ["delete /v1/models/{id}", "/v1/models/mine"],
  ["post /v1/chat/completions", "/v1/chat/completions", chat],
  [
    "post /v1/uploads => upload",
    "/v1/uploads",
    { filename: "a.jsonl", purpose: "batch", bytes: 3, mime_type: "text/plain" },
  ],
  ["post /v1/uploads/{uploadId}/parts => part", "/v1/uploads/$upload/parts", form("data", "abc")],
  ["post /v1/uploads/{uploadId}/complete", "/v1/uploads/$upload/complete", { part_ids: ["$part"] }],
  ["post /v1/uploads/{uploadId}/cancel", "/v1/uploads/$upload/cancel"],
  ["post /v1/verify/reliability", "/v1/verify/reliability", { prompt: "1+1?", output: "2" }],
  ["delete /v1/files/{fileId}", "/v1/files/$file"],
];

describe.skipIf(!hasRealDocument)("the real document with the project's overlay", () => {
  let api: ApiDocument;
  let mock: Mock;
  const ids = new Map<string, string>();
  const fill = (text: string): string => text.replace(/\$(\w+)/g, (_, name: string) => ids.get(name) ?? "");

  beforeAll(async () => {
    api = await loadRealApi();
    mock = await startMock({ api, strict: true });
  });
  afterAll(() => mock.close());

  test("the table below names each operation once: the document's 29, and the download that the overlay adds", () => {
    const known = api.operations.map(({ method, path }) => `${method} ${path}`);
    expect(calls.map(([name]) => name.replace(/ => .*/, "")).sort()).toEqual(known.sort());
    expect(known).toHaveLength(30);
  });

  test.each(calls.map((call) => ({ name: call[0], call })))("$name", async ({ call: [name, path, body] }) => {
    const [key = "", keep] = name.split(" => ");
    const operation = api.operations.find((o) => `${o.method} ${o.path}` === key);
    const isForm = body instanceof FormData;
    const payload = isForm ? body : body === undefined ? null : fill(JSON.stringify(body));
    const response = await fetch(mock.url + fill(path), {
      method: (operation?.method ?? "").toUpperCase(),
      headers: {
        authorization: "Bearer key",
        ...(payload === null || isForm ? {} : { "content-type": "application/json" }),
      },
      body: payload,
    });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(validityOf(api, operation, response.headers.get("content-type") ?? "", text)).toEqual([]);
    const made = toJson(keep === undefined ? null : JSON.parse(text));
    if (keep !== undefined && "value" in made) ids.set(keep, textOf(made.value, "id"));
  });

  test("the log tells the operations in order, and that each request was right", () => {
    expect(mock.requests.map(({ operation }) => operation)).toEqual(
      calls.map(([name]) => name.replace(/ => .*/, "")),
    );
    expect(mock.requests.flatMap(({ problems }) => problems)).toEqual([]);
  });
});

const validityOf = (
  api: ApiDocument,
  operation: ApiOperation | undefined,
  contentType: string,
  text: string,
): readonly unknown[] => {
  const type = contentType.split(";")[0];
  const media = operation?.responses
    .find(({ status }) => status === "200")
    ?.media.find((m) => m.type === type);
  if (media === undefined) return [`${contentType} is not declared`];
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile({
    allOf: [media.schema],
    components: { schemas: Object.fromEntries(api.schemas) },
  });
  validate(type === "application/json" ? JSON.parse(text) : text);
  return validate.errors ?? [];
};
