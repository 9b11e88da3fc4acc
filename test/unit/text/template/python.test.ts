import { describe, expect, it } from "vitest";
import { wellFormed } from "../../../../src/text/emit/unicode.ts";
import { loadTemplateEngine } from "../../../../src/io/render.ts";
import { NASTY_IDS } from "../../../support/hostile/corpus.ts";
import { runPython } from "./python.ts";
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
const pythons = snippetsIn("python");

const textFor = (snippet: Snippet): string => textOf(compileSnippet(compile, snippet), dataFor(ID, snippet));

describe("the Python snippets", { timeout: 120_000 }, () => {
  it.each(pythons.filter((snippet) => snippet.kind === "real-time"))(
    "$title sends one request",
    (snippet) => {
      const { results, files } = runPython([textFor(snippet)]);
      expect(results[0]).toMatchObject({ end: "done", prompts: [], printed: "An answer\n" });
      expect(results[0]?.calls).toEqual([
        ["client", [], { base_url: "https://api.example.com/v1", api_key: "secret" }],
        ["chat", [], requestBody(snippet.set, ID)],
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
    expect(result?.calls[1]?.[2].purpose).toBe("batch");
    expectBatch(result?.calls[1]?.[2].file, snippet.set, ID, 3);
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
      expect(result?.calls[0]?.[2].api_key).toBe("asked");
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
    const { results, files } = runPython(hostileTexts(compile, snippet));
    expect(results).toHaveLength(NASTY_IDS.length);
    results.forEach((result, i) => {
      const id = wellFormed(NASTY_IDS[i]?.text ?? "");
      expect(result.strings).toContain(id);
      expect(result.end).toBe("done");
      const sent = result.calls[1]?.[2];
      if (snippet.kind === "batch")
        expectBatch(sent?.file, snippet.set, id, snippet.set === "vision" ? 4 : 3);
      else expect(sent).toEqual(requestBody(snippet.set, id));
    });
    expect(files).toEqual(snippet.kind === "batch" ? ["batch-gemma-3-27b-it.jsonl"] : []);
  });
});
