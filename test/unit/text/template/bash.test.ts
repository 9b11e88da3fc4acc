import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wellFormed } from "../../../../src/text/emit/unicode.ts";
import { loadTemplateEngine } from "../../../../src/io/render.ts";
import { NASTY_IDS } from "../../../support/hostile/corpus.ts";
import { emptyFolder, has, needs, run } from "../../../support/hostile/interpreters.ts";
import { runBash } from "./bash.ts";
import {
  compileSnippet,
  dataFor,
  expectBatch,
  hostileTexts,
  requestBody,
  type Snippet,
  snippetsIn,
  textOf,
} from "./render.ts";

const compile = await loadTemplateEngine();
const ID = "google/gemma-3-27b-it";
const bashes = snippetsIn("bash");

const textFor = (snippet: Snippet): string => textOf(compileSnippet(compile, snippet), dataFor(ID, snippet));

/** The argument after an option. */
const option = (call: readonly string[] | undefined, name: string): string =>
  call?.[call.indexOf(name) + 1] ?? "";

const AUTHORIZATION = ["--header", "Authorization: Bearer secret"];
const CHECKED = ["--fail-with-body", "--silent", "--show-error"];

describe("the bash snippets", { timeout: 120_000 }, () => {
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
    expect(JSON.parse(result?.calls[0]?.at(-1) ?? "")).toEqual(requestBody(snippet.set, ID));
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
    expectBatch(result?.files["batch-gemma-3-27b-it.jsonl"], snippet.set, ID, 3);
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
        expect(result.err).toMatch(/No results: [^:]*"id": "batch_1",[^}]*\}\n$/);
        expect(result.calls).toHaveLength(status === "in_progress" ? 362 : 4);
      }
    },
    60_000,
  );

  it.each(bashes)(
    "$title names the exact model, and runs nothing else, for each nasty ID",
    (snippet) => {
      const results = runBash(hostileTexts(compile, snippet));
      expect(results).toHaveLength(NASTY_IDS.length);
      results.forEach((result, i) => {
        const id = wellFormed(NASTY_IDS[i]?.text ?? "");
        const batch = snippet.kind === "batch";
        expect(result.status).toBe(0);
        expect(result.err).not.toContain("not found");
        expect(result.calls).toHaveLength(batch ? 6 : 1);
        expect(Object.keys(result.files)).toEqual(batch ? ["batch-gemma-3-27b-it.jsonl"] : []);
        const file = result.files["batch-gemma-3-27b-it.jsonl"];
        if (batch) expectBatch(file, snippet.set, id, snippet.set === "vision" ? 4 : 3);
        else expect(JSON.parse(option(result.calls[0], "--data-raw"))).toEqual(requestBody(snippet.set, id));
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
