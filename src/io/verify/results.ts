import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Digest } from "../../model/file.ts";
import { type Environment, userCache } from "../cache/user-cache.ts";
import { attempt } from "../../text/attempt.ts";

/** Where results are kept: in the user's cache folder, so that verifying writes nothing into the documentation. */
export const resultsFile = (env: Environment): string => join(userCache(env), "verified");

/** More than this many are never looked for again: the older half goes. */
const maxResults = 20_000;

/** Digests of what passed. A file that can't be read has none. */
export const readResults = (file: string): ReadonlySet<Digest> => {
  const lines = attempt(() => readFileSync(file, "utf8").split("\n")) ?? [];
  return new Set(lines.filter((line) => /^[0-9a-f]{64}$/.test(line)));
};

/** Adds digests of what passed. Where that fails, the snippets run again next time: no reason to stop. */
export const addResults = (file: string, known: ReadonlySet<Digest>, passed: readonly Digest[]): void => {
  if (passed.length === 0) return;
  attempt(() => {
    mkdirSync(dirname(file), { recursive: true });
    const all = [...new Set([...known, ...passed])];
    if (all.length > maxResults) writeFileSync(file, `${all.slice(-maxResults / 2).join("\n")}\n`);
    else appendFileSync(file, `${passed.join("\n")}\n`);
  });
};
