import { expect } from "vitest";
import { readCatalog } from "../../../../src/io/source/catalog.ts";
import type { FileSource, Source, SourceContext, UrlSource } from "../../../../src/io/source/types.ts";

/** What no problem, label or digest may ever hold. */
export const KEY = "sk-do-not-print-me";
export const PASSWORD = "hunter2";

export const urlSource = (url: string, more: Partial<UrlSource> = {}): UrlSource => ({
  type: "url",
  url,
  timeoutMs: 2000,
  retries: 0,
  maxBytes: 1_000_000,
  format: "json",
  authEnv: undefined,
  headers: new Map(),
  ...more,
});

export const fileSource = (path: string): FileSource => ({
  ...{ type: "file", path, label: "the/catalog.json", maxBytes: 64 * 1024 * 1024, format: "json" },
});

/**
 * Reads with a clock that jumps instead of sleeping. Gives the problems as `severity code`, the waits asked
 * for, and the outcome itself; fails if a secret shows in it.
 */
export const reading = async (sources: readonly Source[], context: Partial<SourceContext> = {}) => {
  const waits: number[] = [];
  let slept = 0;
  const outcome = await readCatalog(sources, {
    env: { API_KEY: KEY, EMPTY: "", BROKEN: `${KEY}\r\nx-evil: 1` },
    userAgent: "a-test/1.0",
    now: () => Date.UTC(2025, 5, 11) + slept,
    sleep: (ms) => {
      waits.push(ms);
      slept += ms;
      return Promise.resolve();
    },
    ...context,
  });
  const shown = JSON.stringify(outcome);
  expect(shown).not.toContain(KEY);
  expect(shown).not.toContain(PASSWORD);
  return {
    outcome,
    waits,
    value: outcome.ok ? outcome.value.value : undefined,
    codes: outcome.problems.map((problem) => `${problem.severity} ${problem.code}`),
    messages: outcome.problems
      .map((problem) => `${problem.where}: ${problem.message} ${problem.fix}`)
      .join("\n"),
  };
};
