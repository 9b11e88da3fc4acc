import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder, has } from "../support/hostile/interpreters.ts";
import { commandWith } from "../support/command.ts";
import { filesOf, stateOf } from "../support/tree.ts";
import { hasOpenAi, newEnvironment } from "./support.ts";

type Report = {
  readonly snippets: readonly {
    readonly path: string;
    readonly language: string;
    readonly result: string;
    readonly kept: boolean;
  }[];
  readonly summary: Readonly<Record<"passed" | "failed" | "notRun", number>>;
};
const parseReport: (text: string) => Report = JSON.parse;

/** A copy of the example's documentation. */
const copyDocs = (): string => {
  const docs = join(emptyFolder(), "docs");
  cpSync("examples/docs", docs, { recursive: true });
  return docs;
};

/** The repository's config on the documentation, with templates of its own before the package's. */
const configWith = (
  docs: string,
  templates: Readonly<Record<string, string>>,
  verify = "{ ...base.verify, api }",
): readonly string[] => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "templates"));
  for (const [name, text] of Object.entries(templates)) {
    const file = join(folder, "templates", name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
  }
  const base = JSON.stringify(resolve("kluster-onboard.config.ts"));
  const file = join(folder, "kluster-onboard.config.ts");
  writeFileSync(
    file,
    `import base from ${base};
const api = ${JSON.stringify(resolve("examples/openapi.yaml"))};
export default {
  ...base,
  root: ${JSON.stringify(docs)},
  templates: "templates",
  catalog: { ...base.catalog, recordSchema: ${JSON.stringify(resolve("schemas/catalog.schema.json"))} },
  verify: ${verify},
};
`,
  );
  return ["--config", file, "--catalog", resolve("examples/catalog.json")];
};

// Snippets that people wrote for the example use jq.
const whole = has("jq") ? test : test.skip;
const title = (text: string): string =>
  has("jq")
    ? `${text}${hasOpenAi ? "" : " (Python NOT RUN: its package openai is missing)"}`
    : `NOT RUN, jq is missing: ${text}`;

describe("verify", () => {
  whole(
    title("runs the whole example, the new models' snippets too: none fails"),
    { timeout: 400_000 },
    async () => {
      const docs = copyDocs();
      const env = newEnvironment();
      const on = ["--root", docs];
      expect(await commandWith(env, "apply", ...on)).toMatchObject({ code: 0 });
      const before = stateOf(docs);
      const { code, out } = await commandWith(env, "verify", "--format", "json", ...on);
      const { snippets, summary } = parseReport(out);
      expect(summary).toEqual({ passed: hasOpenAi ? 28 : 14, failed: 0, notRun: hasOpenAi ? 0 : 14 });
      expect(snippets.filter(({ language, result }) => language === "bash" && result !== "passed")).toEqual(
        [],
      );
      expect(code).toBe(0);
      expect(stateOf(docs)).toEqual(before);
      const again = await commandWith(env, "verify", "--format", "json", "--changed", ...on);
      expect(parseReport(again.out).summary).toEqual({ passed: 0, failed: 0, notRun: hasOpenAi ? 0 : 14 });
    },
  );

  test("ends with 2 when a snippet fails, and says which, why, and what it printed", async () => {
    const docs = copyDocs();
    const path = ".snippets/code/get-started/start-building/real-time/real-time-slate-r1.md";
    const file = join(docs, path);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("quarry-ai/Slate-R1", "quarry-ai/Slate-R2"));
    const { code, out } = await commandWith(
      newEnvironment(),
      "verify",
      "--root",
      docs,
      "--model",
      "quarry-ai/Slate-R1",
      "--quiet",
    );
    expect(code).toBe(2);
    expect(out).toContain(path);
    expect(out).toContain('The model "quarry-ai/Slate-R2" does not exist.');
    expect(out).toContain("      | ");
    expect(out).toMatch(/Verify: \d+ passed, 1 failed, \d+ not run\.\n$/);
  });

  test.each([
    ["undefined", "config-no-verify"],
    ['{ api: "missing.yaml" }', "api-unreadable"],
    ['{ api, calls: { batch: ["POST /v1/batch"] } }', "verify-unknown-call"],
    ["{ api, calls: { batches: [] } }", "config-unknown-snippet-kind"],
    ['{ api, image: { capability: "sight" } }', "config-unknown-capability"],
    ['{ api, baseUrl: "api.example.com" }', "config-wrong-value"],
  ])("a config with verify: %s is an error: %s", async (part, problem) => {
    const { code, err } = await commandWith(newEnvironment(), "verify", ...configWith(copyDocs(), {}, part));
    expect(code).toBe(1);
    expect(err).toContain(`[${problem}]`);
  });

  test("a model that the catalog doesn't have is an error", async () => {
    const { code, err } = await commandWith(newEnvironment(), "verify", "--model", "quarry-ai/Slate-R3");
    expect(code).toBe(1);
    expect(err).toContain("[model-unknown]");
  });
});

const template = readFileSync("generators/templates/real-time/text/bash.ejs", "utf8");
const broken = { "real-time/text/bash.ejs": template.replace("/chat/completions", "/chat/completion") };

describe("plan and apply with --verify", () => {
  test.each(["plan", "apply"])("%s refuses snippets that fail, and nothing is written", async (command) => {
    const docs = copyDocs();
    const before = stateOf(docs);
    const saved = join(emptyFolder(), "plan.json");
    const out = command === "plan" ? ["--out", saved] : ["--yes"];
    const { code, err } = await commandWith(
      newEnvironment(),
      command,
      "--verify",
      ...configWith(docs, broken),
      ...out,
    );
    expect(code).toBe(1);
    expect(err).toContain("real-time/real-time-harrier-24b-v0-3.md");
    expect(err).toContain("The API has no operation POST /v1/chat/completion.");
    expect(err).toContain("[verify-failed]");
    expect(stateOf(docs)).toEqual(before);
    expect(filesOf(join(saved, ".."))).toEqual([]);
  });

  test("apply writes snippets that pass", async () => {
    const docs = copyDocs();
    const { code, err } = await commandWith(
      newEnvironment(),
      "apply",
      "--verify",
      "--yes",
      ...configWith(docs, {}),
    );
    expect(err).toMatch(/Verify: \d+ passed, 0 failed, \d+ not run\./);
    expect(code).toBe(0);
    expect(filesOf(docs)).toContain(
      ".snippets/code/get-started/start-building/real-time/real-time-harrier-24b-v0-3.md",
    );
  });
});
