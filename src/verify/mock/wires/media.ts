/** Embeddings, speech, transcriptions and images: small ones, of the kind that was asked for. */
import { isList, isObject, type JsonValue } from "../../../../generators/api/json.ts";
import { modelOf } from "../body.ts";
import {
  type Call,
  type Reply,
  type World,
  answer,
  json,
  requestOf,
  successSchema,
  textOf,
} from "../world.ts";
import { sampleWith } from "../sample.ts";
import { pieces, say, streamedWords, tokensOf } from "./said.ts";

/** A number of a request; forms have texts. */
const countOf = (value: JsonValue | undefined, otherwise: number, most: number): number => {
  const count = Number(value ?? otherwise);
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : otherwise;
};

/** A vector of length 1 that is the same for the same place in the list. */
const vectorOf = (size: number, at: number): readonly number[] =>
  Array.from({ length: size }, (_, index) => (index === at % size ? 1 : 0));

/** Embeddings for a request body: as many as it has inputs, of as many dimensions as it wants. */
export const embedding = (body: JsonValue, call: Call, world: World): JsonValue => {
  const request = isObject(body) ? body : {};
  const { input = "" } = request;
  const inputs = isList(input) && typeof input[0] !== "number" ? input : [input];
  const size = countOf(request.dimensions, 1536, 8192);
  const data = inputs.map((_, index): JsonValue => {
    const vector = vectorOf(size, index);
    const bytes = Buffer.from(Float32Array.from(vector).buffer);
    const encoded = request.encoding_format === "base64" ? bytes.toString("base64") : vector;
    return { object: "embedding", index, embedding: encoded };
  });
  const prompt_tokens = tokensOf(input);
  return sampleWith(successSchema(call.operation), world.api, {
    object: "list",
    model: modelOf(request) ?? "mock-model",
    data,
    usage: { prompt_tokens, total_tokens: prompt_tokens },
  });
};

/** `POST /embeddings` */
export const embeddings = (call: Call, world: World): Reply => json(embedding(requestOf(call), call, world));

const speechTypes: ReadonlyMap<string, string> = new Map([
  ["aac", "audio/aac"],
  ["flac", "audio/flac"],
  ["opus", "audio/opus"],
  ["pcm", "audio/pcm"],
  ["wav", "audio/wav"],
]);

/** A tenth of a second of silence: a WAV file, or for other kinds its samples. */
const silence = (format: string): Buffer => {
  const samples = Buffer.alloc(4800);
  if (format !== "wav") return format === "mp3" ? Buffer.concat([Buffer.from("ID3"), samples]) : samples;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(24_000, 24);
  head.writeUInt32LE(48_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
};

/** `POST /audio/speech`: bytes, or events with them. */
export const speech = (call: Call): Reply => {
  const request = requestOf(call);
  const format = textOf(request, "response_format", "mp3");
  const bytes = silence(format);
  if (request.stream_format !== "sse")
    return { kind: "bytes", status: 200, type: speechTypes.get(format) ?? "audio/mpeg", bytes };
  const half = bytes.length / 2;
  const deltas = [bytes.subarray(0, half), bytes.subarray(half)].map((part) => ({
    ...{ type: "speech.audio.delta", audio: part.toString("base64") },
  }));
  const input_tokens = tokensOf(request.input);
  const usage = { input_tokens, output_tokens: 1, total_tokens: input_tokens + 1 };
  const events = [...deltas, { type: "speech.audio.done", usage }];
  return { kind: "events", status: 200, named: true, events };
};

const plain = (text: string): Reply => ({
  ...{ kind: "bytes", status: 200, type: "text/plain; charset=utf-8", bytes: Buffer.from(`${text}\n`) },
});

/** `POST /audio/transcriptions` and `/audio/translations`, in the form that is asked for. */
export const transcription = (call: Call, world: World): Reply => {
  const request = requestOf(call);
  const said = say(modelOf(request) ?? "mock-model", { tool: undefined, form: undefined }, world);
  const text = said.kind === "text" ? said.text : "";
  if (request.stream === true || request.stream === "true") {
    const deltas = pieces(text).map((delta) => ({ type: "transcript.text.delta", delta }));
    const events = [...deltas, { type: "transcript.text.done", text }];
    return { kind: "events", status: 200, named: true, words: streamedWords, events };
  }
  switch (textOf(request, "response_format", "json")) {
    case "text":
      return plain(text);
    case "srt":
      return plain(`1\n00:00:00,000 --> 00:00:01,000\n${text}\n`);
    case "vtt":
      return plain(`WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n${text}\n`);
    case "verbose_json": {
      const segment = { id: 0, seek: 0, start: 0, end: 1, text, tokens: [], temperature: 0 };
      const score = { avg_logprob: 0, compression_ratio: 1, no_speech_prob: 0 };
      const segments = [{ ...segment, ...score }];
      return json({ task: "transcribe", language: "english", duration: 1, text, segments });
    }
    default:
      return answer({ text }, call, world);
  }
};

/** A transparent dot as a PNG. */
const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** `POST /images/generations`, `/images/edits` and `/images/variations`: addresses or base64, as many as asked for. */
export const images = (call: Call, world: World): Reply => {
  const request = requestOf(call);
  // Newer models have no addresses to give.
  const isEncoded =
    request.response_format === "b64_json" || (modelOf(request) ?? "").startsWith("gpt-image");
  const { time } = world.next("image");
  const data = Array.from(
    { length: countOf(request.n, 1, 10) },
    (_, index): JsonValue =>
      isEncoded ? { b64_json: dot } : { url: `https://images.example.com/${time}-${index}.png` },
  );
  return answer({ created: time, data }, call, world);
};
