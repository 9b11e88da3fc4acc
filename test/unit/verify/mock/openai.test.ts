/** The `openai` package, as users of an OpenAI-compatible service have it, works against the mock. */
import OpenAI, { toFile } from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isObject } from "../../../../generators/api/json.ts";
import { type Mock, startMock } from "../../../../src/verify/mock/server.ts";
import { hasRealDocument, loadRealApi } from "./support.ts";
import { faultReader } from "../../../support/mock-faults.ts";

const models = ["meta-llama/Llama-4", "google/gemma-3"];

describe.skipIf(!hasRealDocument)("openai 6", () => {
  let mock: Mock;
  let client: OpenAI;

  beforeAll(async () => {
    mock = await startMock({ api: await loadRealApi(), strict: true, models, faults: faultReader() });
    client = new OpenAI({ apiKey: "key", baseURL: `${mock.url}/v1`, maxRetries: 0 });
  });
  afterAll(() => mock.close());

  const messages = [{ role: "user" as const, content: "hi" }];
  const last = () => mock.requests.at(-1);

  test("chat", async () => {
    const answer = await client.chat.completions.create({ model: "google/gemma-3", messages });
    expect(answer.choices[0]?.message.content).toBe("This is a mock answer from google/gemma-3.");
    expect(answer.usage?.total_tokens).toBeGreaterThan(1);
  });

  test("chat with an image, which the log tells", async () => {
    const parts = [
      { type: "text" as const, text: "What is this?" },
      { type: "image_url" as const, image_url: { url: "https://example.com/a.png" } },
    ];
    await client.chat.completions.create({
      model: "google/gemma-3",
      messages: [{ role: "user", content: parts }],
    });
    expect(last()).toMatchObject({
      operation: "post /v1/chat/completions",
      models: ["google/gemma-3"],
      image: true,
    });
  });

  test("chat as a stream", async () => {
    const stream = await client.chat.completions.create({
      model: "google/gemma-3",
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let total = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      total += chunk.usage?.total_tokens ?? 0;
    }
    expect(text).toBe("This is a mock answer from google/gemma-3.");
    expect(total).toBeGreaterThan(1);
  });

  test("files are uploaded, listed page by page until the end, downloaded and deleted", async () => {
    for (const name of ["a", "b", "c"])
      await client.files.create({ file: await toFile(Buffer.from(name), name), purpose: "batch" });
    const names: string[] = [];
    for await (const file of client.files.list({ limit: 2 })) names.push(file.filename);
    expect(names).toEqual(["a", "b", "c"]);
    const [first] = (await client.files.list()).data;
    expect(await (await client.files.content(first?.id ?? "")).text()).toBe("a");
    expect((await client.files.retrieve(first?.id ?? "")).bytes).toBe(1);
    expect((await client.files.delete(first?.id ?? "")).deleted).toBe(true);
    await expect(client.files.retrieve(first?.id ?? "")).rejects.toThrow(OpenAI.NotFoundError);
  });

  test("a batch is validated, runs and completes, with one result for each line", async () => {
    const line = (id: string, model: string, content: string) => ({
      custom_id: id,
      method: "POST",
      url: "/v1/chat/completions",
      body: { model, messages: [{ role: "user", content }] },
    });
    const lines = [
      line("1", models[0] ?? "", "hi"),
      line("2", models[1] ?? "", "ho"),
      line("3", "no/such", "hm"),
    ];
    const jsonl = lines.map((item) => JSON.stringify(item)).join("\n");
    const input = await client.files.create({
      file: await toFile(Buffer.from(jsonl), "in.jsonl"),
      purpose: "batch",
    });
    expect(last()?.models).toEqual([...models, "no/such"]);

    let batch = await client.batches.create({
      input_file_id: input.id,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    const statuses = [batch.status];
    while (batch.status !== "completed") {
      batch = await client.batches.retrieve(batch.id);
      statuses.push(batch.status);
    }
    expect(statuses).toEqual(["validating", "in_progress", "completed"]);
    expect(batch.request_counts).toEqual({ total: 3, completed: 2, failed: 1 });

    const read = async (id: string | undefined) =>
      (await (await client.files.content(id ?? "")).text())
        .trim()
        .split("\n")
        .map((text): unknown => JSON.parse(text))
        .map((result) =>
          isObject(result) && isObject(result.response)
            ? [result.custom_id, result.response.status_code]
            : [],
        );
    expect(await read(batch.output_file_id)).toEqual([
      ["1", 200],
      ["2", 200],
    ]);
    expect(await read(batch.error_file_id)).toEqual([["3", 404]]);
  });

  test.each([
    [
      "a model that does not exist",
      { model: "no/such", messages },
      OpenAI.NotFoundError,
      /"no\/such" does not exist/,
    ],
    [
      "a message with an unknown role",
      { model: models[0], messages: [{ role: "nobody", content: "hi" }] },
      OpenAI.BadRequestError,
      /body\/messages\/0/,
    ],
    [
      "a tool's message without its call",
      { model: models[0], messages: [{ role: "tool", content: "hi" }] },
      OpenAI.BadRequestError,
      /tool_call_id/,
    ],
  ])("%s is refused", async (_, body, kind, message) => {
    const request = client.post("/chat/completions", { body });
    await expect(request).rejects.toThrow(kind);
    await expect(client.post("/chat/completions", { body })).rejects.toThrow(message);
  });

  test("errors on demand: a 429 is retried after the time it names, a 502 page is an error", async () => {
    const patient = new OpenAI({ apiKey: "key", baseURL: `${mock.url}/v1`, maxRetries: 2 });
    const headers = { "x-mock-status": "429", "x-mock-retry-after": "0", "x-mock-times": "2" };
    const before = mock.requests.length;
    await patient.chat.completions.create({ model: "google/gemma-3", messages }, { headers });
    expect(mock.requests.slice(before).map(({ status }) => status)).toEqual([429, 429, 200]);
    const html = client.models.list({ headers: { "x-mock-status": "502", "x-mock-body": "html" } });
    await expect(html).rejects.toThrow(OpenAI.InternalServerError);
  });
});
