import { spawnSync } from "node:child_process";
import { delimiter, join, resolve } from "node:path";
import type { Subject, Verdict } from "../../src/verify/types.ts";
import type { VerifySettings } from "../../src/config/settings.ts";
import { verify } from "../../src/verify/run.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";

/** Where .ci/run installs Python packages; elsewhere this folder isn't there, and PATH goes on. */
const python = resolve("node_modules/.cache/python/bin");

/** PATH as the tests have it. */
export const path = `${python}${delimiter}${process.env.PATH ?? ""}`;

/** An environment with results of its own. */
export const newEnvironment = (): Readonly<Record<string, string>> => ({
  PATH: path,
  XDG_CACHE_HOME: join(emptyFolder(), "cache"),
});

/** Whether the Python library that snippets use is installed here. */
export const hasOpenAi =
  spawnSync("python3", ["-c", "import openai"], { env: { ...process.env, PATH: path } }).status === 0;

/** A test's title that says so when it can't run for want of that library. */
export const needsOpenAi = (title: string): string =>
  hasOpenAi ? title : `NOT RUN, the Python package openai is missing: ${title}`;

/** The address that the tests' snippets have. */
export const baseUrl = "https://api.example.com/v1";

/** Settings for the example's description of the API. */
export const settingsWith = (more: Partial<VerifySettings> = {}): VerifySettings => ({
  api: "examples/openapi.yaml",
  overlays: [],
  baseUrl,
  fences: () => false,
  calls: new Map(),
  image: () => false,
  timeoutMs: 60_000,
  concurrency: undefined,
  live: { key: "API_KEY", requests: 20, tokens: 20_000 },
  ...more,
});

/** What a batch is made of. */
export const batchCalls = [
  "post /v1/files",
  "post /v1/batches",
  "get /v1/batches/{batch_id}",
  "get /v1/files/{file_id}/content",
];

/** A snippet that asks a model something; everything but the text has an ordinary value unless it is given. */
export const subjectOf = (text: string, more: Partial<Subject> = {}): Subject => ({
  path: "snippet.md",
  kind: "real-time",
  language: "bash",
  text,
  model: "acme/Auk-1B",
  calls: ["post /v1/chat/completions"],
  image: false,
  ...more,
});

/** Runs snippets as `verify` does; the mock has two models. */
export const verdictsOf = async (
  subjects: readonly Subject[],
  settings: Partial<VerifySettings> = {},
  env = newEnvironment(),
  folder = resolve("."),
): Promise<readonly Verdict[]> => {
  const api = resolve("examples/openapi.yaml");
  const documentation = {
    folder,
    file: "config",
    models: ["acme/Auk-1B", "acme/Heron-8B"],
    settings: settingsWith({ api, ...settings }),
  };
  const made = await verify(documentation, subjects, { env, version: "0" }, { fresh: false });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
};

/** The verdict on one snippet. */
export const verdictOf = async (...args: readonly [Subject, Partial<VerifySettings>?]): Promise<Verdict> => {
  const [made] = await verdictsOf([args[0]], args[1]);
  if (made === undefined) throw new Error("no verdict");
  return made;
};

/** Judges all subjects in one run, which the first that is asked for starts: gives the verdict on the one of a path. */
export const together = (
  subjects: readonly Subject[],
  settings: Partial<VerifySettings> = {},
): ((path: string) => Promise<Verdict | undefined>) => {
  let run: Promise<readonly Verdict[]> | undefined;
  return async (path) => {
    run ??= verdictsOf(subjects, settings);
    return (await run).find((each) => each.path === path);
  };
};

/** A bash snippet that asks as it should, with other commands before and after. */
export const askingBash = (before = "", after = ""): string =>
  [
    "#!/bin/bash",
    before,
    `curl --fail-with-body --silent ${baseUrl}/chat/completions \\`,
    `  --header "Authorization: Bearer $API_KEY" --header 'Content-Type: application/json' \\`,
    `  --data-raw '{"model": "acme/Auk-1B", "messages": [{"role": "user", "content": "hi"}]}'`,
    after,
    "",
  ].join("\n");
