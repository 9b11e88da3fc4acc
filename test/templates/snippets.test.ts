import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wellFormed } from "../../src/core/emit/unicode.ts";
import { loadTemplateEngine } from "../../src/io/template-engine.ts";
import { NASTY_IDS, NASTY_NAMES } from "../hostile/corpus.ts";
import { emptyFolder, has, needs, run } from "../hostile/interpreters.ts";
import { runBash } from "./bash.ts";
import { runPython } from "./python.ts";
import { compileSnippet, dataFor, IMAGES, SNIPPETS, type Snippet, textOf } from "./render.ts";

const compile = await loadTemplateEngine();
const ID = "google/gemma-3-27b-it";

const textFor = (snippet: Snippet, id = ID): string =>
  textOf(compileSnippet(compile, snippet), dataFor(id, snippet));

/** One text for each nasty ID; the name and the platform are as nasty. */
const hostileTexts = (snippet: Snippet): readonly string[] => {
  const template = compileSnippet(compile, snippet);
  const noNul = (text: string): string => text.replaceAll("\0", "");
  return NASTY_IDS.map(({ text }, i) =>
    textOf(
      template,
      dataFor(text, snippet, {
        name: NASTY_NAMES[i % NASTY_NAMES.length]?.text ?? "",
        vars: { baseUrl: "https://api.example.com/v1", platform: noNul(text), imageUrls: [...IMAGES, text] },
      }),
    ),
  );
};

const bodies = (jsonl: string): unknown[] =>
  jsonl
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line).body);

const titled = SNIPPETS.map((snippet) => ({ ...snippet, title: `${snippet.kind} ${snippet.set}` }));
const pythons = titled.filter((snippet) => snippet.language === "python");
const bashes = titled.filter((snippet) => snippet.language === "bash");

const body = (set: string, model: string): unknown => ({ model, messages: set === "text" ? TEXT : VISION });
const TEXT = [
  { role: "system", content: expect.any(String) },
  { role: "user", content: expect.any(String) },
];
const VISION = [
  {
    role: "user",
    content: [
      { type: "text", text: expect.any(String) },
      { type: "image_url", image_url: { url: expect.any(String) } },
    ],
  },
];

describe("the Python snippets", () => {
  it.each(pythons.filter((snippet) => snippet.kind === "real-time"))(
    "$title sends one request",
    (snippet) => {
      const { results, files } = runPython([textFor(snippet)]);
      expect(results[0]).toMatchObject({ end: "done", prompts: [], printed: "An answer\n" });
      expect(results[0]?.calls).toEqual([
        ["client", [], { base_url: "https://api.example.com/v1", api_key: "secret" }],
        ["chat", [], body(snippet.set, ID)],
      ]);
      expect(files).toEqual([]);
    },
  );

  it.each(pythons.filter((snippet) => snippet.kind === "batch"))("$title goes all the way", (snippet) => {
    const { results, files } = runPython([textFor(snippet)]);
    const [result] = results;
    expect(result?.calls.map(([name]) => name)).toEqual([
      "client",
      "upload",
      "batch",
      "status",
      "status",
      "download",
    ]);
    expect(result?.calls[1]?.[2]["purpose"]).toBe("batch");
    expect(bodies(String(result?.calls[1]?.[2]["file"]))).toEqual(Array(3).fill(body(snippet.set, ID)));
    expect(result?.calls[2]?.[2]).toEqual({
      input_file_id: "file_1",
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    expect(result?.calls[5]?.[1]).toEqual(["file_2"]);
    expect(result?.printed).toBe("Batch batch_1: validating\nBatch batch_1: completed\nA result\n");
    expect(files).toEqual(["batch-gemma-3-27b-it.jsonl"]);
  });

  it.each(pythons)("$title asks for the key when API_KEY is missing or empty", (snippet) => {
    for (const env of [[], ["API_KEY="]]) {
      const [result] = runPython([textFor(snippet)], ["completed"], env).results;
      expect(result?.prompts).toEqual(["Enter your Example API key: "]);
      expect(result?.calls[0]?.[2]["api_key"]).toBe("asked");
    }
  });

  it.each(["failed", "expired", "cancelled", "in_progress"])(
    "a batch that is %s in the end stops them",
    (status) => {
      const texts = pythons.filter((snippet) => snippet.kind === "batch").map((snippet) => textFor(snippet));
      for (const result of runPython(texts, ["validating", status]).results) {
        expect(result.end).toBe(`No results: batch batch_1 is ${status}.`);
        expect(result.calls.filter(([name]) => name === "status")).toHaveLength(
          status === "in_progress" ? 360 : 2,
        );
        expect(result.calls.at(-1)?.[0]).toBe("status");
      }
    },
  );

  it.each(pythons)("$title keeps to 88 columns", (snippet) => {
    expect(runPython([textFor(snippet)]).results[0]?.longest).toBeLessThanOrEqual(88);
  });

  it.each(pythons)("$title names the exact model, and runs nothing else, for each nasty ID", (snippet) => {
    const { results, files } = runPython(hostileTexts(snippet));
    expect(results).toHaveLength(NASTY_IDS.length);
    results.forEach((result, i) => {
      const id = wellFormed(NASTY_IDS[i]?.text ?? "");
      expect(result.strings).toContain(id);
      expect(result.end).toBe("done");
      const requests =
        snippet.kind === "batch" ? bodies(String(result.calls[1]?.[2]["file"])) : [result.calls[1]?.[2]];
      for (const request of requests) expect(request).toEqual(body(snippet.set, id));
    });
    expect(files).toEqual(snippet.kind === "batch" ? ["batch-gemma-3-27b-it.jsonl"] : []);
  });
});

/** The argument after an option. */
const option = (call: readonly string[] | undefined, name: string): string =>
  call?.[call.indexOf(name) + 1] ?? "";

const AUTHORIZATION = ["--header", "Authorization: Bearer secret"];
const CHECKED = ["--fail-with-body", "--silent", "--show-error"];

describe("the bash snippets", () => {
  it.each(bashes.filter((snippet) => snippet.kind === "real-time"))("$title sends one request", (snippet) => {
    const [result] = runBash([textFor(snippet)]);
    expect(result).toMatchObject({ status: 0, err: "", files: {} });
    expect(result?.out).toContain("An answer");
    expect(result?.calls.map((call) => call.slice(0, -1))).toEqual([
      [
        ...CHECKED,
        "https://api.example.com/v1/chat/completions",
        ...AUTHORIZATION,
        "--header",
        "Content-Type: application/json",
        "--data-raw",
      ],
    ]);
    expect(JSON.parse(result?.calls[0]?.at(-1) ?? "")).toEqual(body(snippet.set, ID));
  });

  it.each(bashes.filter((snippet) => snippet.kind === "batch"))("$title goes all the way", (snippet) => {
    const [result] = runBash([textFor(snippet)]);
    expect(result).toMatchObject({ status: 0, out: '{"custom_id": "question-1"}\n' });
    expect(result?.err).toBe(
      "Batch batch_1: validating\nBatch batch_1: in_progress\nBatch batch_1: completed\n",
    );
    expect(result?.calls.map((call) => call.find((argument) => argument.startsWith("https:")))).toEqual(
      [
        "files",
        "batches",
        "batches/batch_1",
        "batches/batch_1",
        "batches/batch_1",
        "files/file_2/content",
      ].map((path) => `https://api.example.com/v1/${path}`),
    );
    for (const call of result?.calls ?? [])
      expect(call).toEqual(expect.arrayContaining([...CHECKED, ...AUTHORIZATION]));
    expect(result?.calls[0]).toEqual(
      expect.arrayContaining(["file=@batch-gemma-3-27b-it.jsonl", "purpose=batch"]),
    );
    expect(JSON.parse(option(result?.calls[1], "--data-raw"))).toEqual({
      input_file_id: "file_1",
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    expect(Object.keys(result?.files ?? {})).toEqual(["batch-gemma-3-27b-it.jsonl"]);
    expect(bodies(result?.files["batch-gemma-3-27b-it.jsonl"] ?? "")).toEqual(
      Array(3).fill(body(snippet.set, ID)),
    );
  });

  it.each(bashes)("$title stops before any request when API_KEY is empty", (snippet) => {
    const [result] = runBash([textFor(snippet)], { API_KEY: "" });
    expect(result).toMatchObject({ status: 1, out: "", calls: [], files: {} });
    expect(result?.err).toBe("Set API_KEY to your Example API key, then run this again.\n");
  });

  it.each([
    ["chat/completions", 1],
    ["v1/files", 1],
    ["v1/batches", 2],
    ["batches/batch_1", 3],
    ["content", 6],
  ])("an HTTP error at %s is shown, and is the last request", (url, requests) => {
    const concerned = bashes.filter((snippet) => (snippet.kind === "batch") === !url.startsWith("chat"));
    for (const result of runBash(
      concerned.map((snippet) => textFor(snippet)),
      { HTTP_ERROR: url },
    )) {
      expect(result.status).not.toBe(0);
      expect(result.err + result.out).toContain('{"error": "unauthorized"}');
      expect(result.err).toContain("error: 401");
      expect(result.calls).toHaveLength(requests);
    }
  });

  it.each(["failed", "expired", "cancelled", "in_progress"])(
    "a batch that is %s in the end stops them",
    (status) => {
      const batches = bashes.filter((snippet) => snippet.kind === "batch");
      for (const result of runBash(
        batches.map((snippet) => textFor(snippet)),
        { STATUSES: `validating ${status}` },
      )) {
        expect(result).toMatchObject({ status: 1, out: "" });
        expect(result.err).toContain("No results: ");
        expect(result.calls).toHaveLength(status === "in_progress" ? 362 : 4);
      }
    },
    60_000,
  );

  it.each(bashes)(
    "$title names the exact model, and runs nothing else, for each nasty ID",
    (snippet) => {
      const results = runBash(hostileTexts(snippet));
      expect(results).toHaveLength(NASTY_IDS.length);
      results.forEach((result, i) => {
        const id = wellFormed(NASTY_IDS[i]?.text ?? "");
        const batch = snippet.kind === "batch";
        expect(result.status).toBe(0);
        expect(result.err).not.toContain("not found");
        expect(result.calls).toHaveLength(batch ? 6 : 1);
        expect(Object.keys(result.files)).toEqual(batch ? ["batch-gemma-3-27b-it.jsonl"] : []);
        const requests = batch
          ? bodies(result.files["batch-gemma-3-27b-it.jsonl"] ?? "")
          : [JSON.parse(option(result.calls[0], "--data-raw"))];
        expect(requests.length).toBe(batch ? (snippet.set === "vision" ? 4 : 3) : 1);
        for (const request of requests) expect(request).toEqual(body(snippet.set, id));
      });
    },
    60_000,
  );

  it.skipIf(!has("shellcheck"))(needs("shellcheck", "are ShellCheck-clean"), () => {
    const folder = emptyFolder();
    const files = bashes.map((snippet, i) => {
      const file = join(folder, `${i}.sh`);
      writeFileSync(file, textFor(snippet));
      return file;
    });
    expect(run("shellcheck", files)).toBe("");
  });

  it.each(bashes)("$title begins as a bash script and holds no Markdown", (snippet) => {
    const text = textFor(snippet);
    expect(text).toMatch(/^#!\/bin\/bash\nset -euo pipefail\n/);
    expect(text).not.toMatch(/```|--8<--/);
    expect(text).toMatch(/[^\n]\n$/);
  });
});
