/** The ways to ask a model besides chats, as the `openai` package and readers of Anthropic's events have them. */
import OpenAI, { toFile } from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadApi } from "../../../../../generators/api/load.ts";
import { type Mock, startMock } from "../../../../../src/verify/mock/server.ts";
import { error, fail } from "../../../../../src/model/problem.ts";
import { faultReader } from "../../../../support/mock-faults.ts";

const bodies = { required: true, content: { "application/json": { schema: { type: "object" } } } };
const schema = {
  type: "object",
  required: ["file"],
  properties: { file: { type: "string", format: "binary" } },
};
const form = { required: true, content: { "multipart/form-data": { schema } } };
const operation = (requestBody: object) => ({
  post: { requestBody, responses: { 200: { description: "An answer" } } },
});
const json = [
  "chat/completions",
  "responses",
  "messages",
  "embeddings",
  "audio/speech",
  "images/generations",
];
const document = {
  openapi: "3.1.0",
  info: { title: "All", version: "1" },
  components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
  paths: {
    ...Object.fromEntries(json.map((path) => [`/v1/${path}`, operation(bodies)])),
    "/v1/messages": { post: { ...operation(bodies).post, security: [{ key: [] }] } },
    "/v1/audio/transcriptions": operation(form),
  },
};

let mock: Mock;
let client: OpenAI;
beforeAll(async () => {
  const api = await loadApi({
    source: { label: "all.json", text: JSON.stringify(document) },
    overlays: [],
    readLocal: (path) => fail(error("no-file", path, "There is no other file.", "Leave it.")),
  });
  if (!api.ok) throw new Error(JSON.stringify(api.problems));
  mock = await startMock({ api: api.value, faults: faultReader() });
  client = new OpenAI({ apiKey: "key", baseURL: `${mock.url}/v1`, maxRetries: 0 });
});
afterAll(() => mock.close());

const answer = "This is a mock answer from m.";
const parameters = { type: "object", properties: { city: { enum: ["Oslo"] } }, required: ["city"] };
const tool = { type: "function" as const, name: "weather", parameters, strict: true };

describe("responses", () => {
  test("are a text", async () => {
    const made = await client.responses.create({ model: "m", input: "hi" });
    expect([made.output_text, made.status, (made.usage?.total_tokens ?? 0) > 1]).toEqual([
      answer,
      "completed",
      true,
    ]);
  });

  test("come as typed events, in order and counted", async () => {
    const stream = await client.responses.create({ model: "m", input: "hi", stream: true });
    const [types, numbers]: [string[], number[]] = [[], []];
    let text = "";
    for await (const event of stream) {
      if (event.type === "response.output_text.delta") text += event.delta;
      if (types.at(-1) !== event.type) types.push(event.type);
      numbers.push(event.sequence_number);
    }
    expect(text).toBe(answer);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect(types).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.output_text.delta",
      "response.output_text.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ]);
    expect(mock.requests.at(-1)).toMatchObject({ words: ["mock", "answer"] });
  });

  test.each([false, true])(
    "call a function, and answer with words when they have its result (stream: %s)",
    async (streams) => {
      const input = [{ role: "user" as const, content: "hi" }];
      const ask = async (items: OpenAI.Responses.ResponseInput) => {
        const request = { model: "m", input: items, tools: [tool] };
        return streams ? client.responses.stream(request).finalResponse() : client.responses.create(request);
      };
      const [call] = (await ask(input)).output;
      expect(call).toMatchObject({ type: "function_call", name: "weather", arguments: '{"city":"Oslo"}' });
      if (call?.type !== "function_call") throw new Error("no call");
      const result = { type: "function_call_output" as const, call_id: call.call_id, output: "cold" };
      expect((await ask([...input, call, result])).output_text).toBe(answer);
    },
  );

  test("are JSON of the form that is wanted", async () => {
    const format = { type: "json_schema" as const, name: "place", schema: parameters };
    const made = await client.responses.create({ model: "m", input: "hi", text: { format } });
    expect(made.output_text).toBe('{"city":"Oslo"}');
  });

  test("show images, which the log tells", async () => {
    const image = {
      type: "input_image" as const,
      image_url: "https://example.com/a.png",
      detail: "auto" as const,
    };
    await client.responses.create({ model: "m", input: [{ role: "user", content: [image] }] });
    expect(mock.requests.at(-1)?.image).toBe(true);
  });
});

test("a stream of a chat calls a function too", async () => {
  const messages = [{ role: "user" as const, content: "hi" }];
  const tools = [{ type: "function" as const, function: { name: "weather", parameters } }];
  const stream = client.chat.completions.stream({ model: "m", messages, tools });
  const [choice] = (await stream.finalChatCompletion()).choices;
  expect(choice?.finish_reason).toBe("tool_calls");
  expect(choice?.message.tool_calls?.[0]).toMatchObject({
    function: { name: "weather", arguments: '{"city":"Oslo"}' },
  });
});

describe("messages", () => {
  const headers = {
    "x-api-key": "key",
    "anthropic-version": "2023-06-01",
    "content-type": "application/json",
  };
  const request = { model: "m", max_tokens: 9, messages: [{ role: "user", content: "hi" }] };
  const post = (body: object, more: Readonly<Record<string, string>> = {}) =>
    fetch(`${mock.url}/v1/messages`, {
      method: "POST",
      headers: Object.entries({ ...headers, ...more }).filter(([, value]) => value !== ""),
      body: JSON.stringify(body),
    });

  test("are blocks", async () => {
    expect(await (await post(request)).json()).toMatchObject({
      type: "message",
      role: "assistant",
      content: [{ type: "text", text: answer }],
      stop_reason: "end_turn",
    });
  });

  test("use a tool, and answer with words when they have its result", async () => {
    const tools = [{ name: "weather", input_schema: parameters }];
    const used = { type: "tool_use", name: "weather", input: { city: "Oslo" } };
    const text = await (await post({ ...request, tools })).text();
    expect(JSON.parse(text)).toMatchObject({ content: [used], stop_reason: "tool_use" });
    const id = /"id":"(call-\d+)"/.exec(text)?.[1];
    const result = { type: "tool_result", tool_use_id: id, content: "cold" };
    const messages = [
      ...request.messages,
      { role: "assistant", content: [{ ...used, id }] },
      { role: "user", content: [result] },
    ];
    expect(await (await post({ ...request, tools, messages })).json()).toMatchObject({
      content: [{ type: "text", text: answer }],
    });
  });

  test.each([
    ["words", {}, "text_delta", /"text":" mock"/],
    [
      "a tool's input",
      { tools: [{ name: "weather", input_schema: parameters }] },
      "input_json_delta",
      /Oslo/,
    ],
  ])("come as named events: %s", async (_, more, delta, said) => {
    const text = await (await post({ ...request, ...more, stream: true })).text();
    const names = [...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
    expect([...new Set(names)]).toEqual([
      "message_start",
      "content_block_start",
      "ping",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
    expect(text).toContain(delta);
    expect(text).toMatch(said);
    expect(text).not.toContain("[DONE]");
  });

  test.each([
    ["no max_tokens", { max_tokens: undefined }, {}, 400, "invalid_request_error", /max_tokens/],
    ["no version", {}, { "anthropic-version": "" }, 400, "invalid_request_error", /anthropic-version/],
    ["no key", {}, { "x-api-key": "" }, 401, "authentication_error", /x-api-key/],
  ])("are refused: %s", async (_, body, more, status, type, reason) => {
    const response = await post({ ...request, ...body }, more);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ type: "error", error: { type } });
    expect(text).toMatch(reason);
  });

  test.each([
    [429, "rate_limit_error"],
    [500, "api_error"],
    [529, "overloaded_error"],
  ])("fail on demand with %s as their service does", async (status, type) => {
    const response = await post(request, { "x-mock-status": String(status) });
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { type: "error", error: { type } },
    ]);
  });
});

describe("media", () => {
  test("embeddings: one for each input, of the size that is wanted, as numbers and as base64", async () => {
    const ask = async (encoding_format?: "float" | "base64") =>
      client.embeddings.create({
        model: "m",
        input: ["a", "b"],
        dimensions: 3,
        ...(encoding_format && { encoding_format }),
      });
    const vectors = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    // The package asks for base64 by itself and reads it.
    for (const format of [undefined, "float"] as const)
      expect((await ask(format)).data.map(({ embedding }) => embedding)).toEqual(vectors);
    expect(typeof (await ask("base64")).data[0]?.embedding).toBe("string");
    const tokens = await client.embeddings.create({ model: "m", input: [1, 2, 3], dimensions: 3 });
    expect(tokens.data.length).toBe(1);
  });

  test.each([
    ["mp3", "audio/mpeg", "ID3"],
    ["wav", "audio/wav", "RIFF"],
  ] as const)("speech: %s", async (response_format, type, begin) => {
    const made = await client.audio.speech.create({
      model: "m",
      voice: "alloy",
      input: "hi",
      response_format,
    });
    expect(made.headers.get("content-type")).toBe(type);
    expect(
      Buffer.from(await made.arrayBuffer())
        .subarray(0, begin.length)
        .toString(),
    ).toBe(begin);
  });

  test.each([
    ["json", `{"text":"${answer}"}`],
    ["verbose_json", `"text":"${answer}"`],
    ["text", `${answer}\\n`],
    ["srt", "1\\n00:00:00,000 --> "],
    ["vtt", "WEBVTT\\n"],
  ] as const)("transcriptions: %s", async (response_format, want) => {
    const file = await toFile(Buffer.from("RIFF"), "a.wav");
    const made: unknown = await client.audio.transcriptions.create({ model: "m", file, response_format });
    expect(JSON.stringify(made)).toContain(want);
  });

  test("transcriptions as a stream", async () => {
    const file = await toFile(Buffer.from("RIFF"), "a.wav");
    let text = "";
    for await (const event of await client.audio.transcriptions.create({ model: "m", file, stream: true }))
      if (event.type === "transcript.text.delta") text += event.delta;
    expect(text).toBe(answer);
  });

  test.each([
    ["url", /^https:/],
    ["b64_json", /^iVBOR/],
  ] as const)("images: %s, as many as are asked for", async (response_format, want) => {
    const { data = [] } = await client.images.generate({
      model: "m",
      prompt: "a dot",
      n: 2,
      response_format,
    });
    expect(data.map((each) => each.url ?? each.b64_json)).toEqual([
      expect.stringMatching(want),
      expect.stringMatching(want),
    ]);
  });
});

describe("errors on demand", () => {
  test.each(json)("%s: a 429 with its Retry-After, once", async (path) => {
    const headers = {
      "x-mock-status": "429",
      "x-mock-retry-after": "0",
      "x-mock-times": "1",
      "x-mock-key": path,
    };
    const body = {
      model: "m",
      max_tokens: 1,
      messages: [{ role: "user", content: "hi" }],
      input: "hi",
      prompt: "hi",
    };
    const all = {
      ...headers,
      "content-type": "application/json",
      "anthropic-version": "1",
      "x-api-key": "key",
    };
    const ask = () =>
      fetch(`${mock.url}/v1/${path}`, { method: "POST", headers: all, body: JSON.stringify(body) });
    const [first, second] = [await ask(), await ask()];
    expect([first.status, first.headers.get("retry-after"), second.status]).toEqual([429, "0", 200]);
  });

  test.each([
    ["responses", "break", /output_text\.delta.*BROKEN$/s],
    ["responses", "error-event", /event: error\ndata: \{"type":"error","code":"server_error"/],
    ["responses", "no-done", /response\.output_item\.done(?!.*response\.completed)/s],
    ["messages", "break", /content_block_delta.*BROKEN$/s],
    ["messages", "error-event", /event: error\ndata: \{"type":"error","error":\{"type":"overloaded_error"/],
    ["messages", "no-done", /message_delta(?!.*message_stop)/s],
  ])("a stream of %s with the fault %s", async (path, fault, want) => {
    const response = await fetch(`${mock.url}/v1/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "anthropic-version": "1",
        "x-api-key": "key",
        "x-mock-fault": fault,
      },
      body: JSON.stringify({
        model: "m",
        max_tokens: 1,
        stream: true,
        input: "hi",
        messages: [{ role: "user", content: "hi" }],
      }),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    try {
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
        text += next.value;
    } catch {
      text += "BROKEN";
    }
    expect(text).toMatch(want);
  });
});
