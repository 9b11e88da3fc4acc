import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../../text/digest.ts";
import { attempt } from "../../text/attempt.ts";
import { keepFile, type Limits, openPrivateFolder } from "./private-folder.ts";
import type { Environment } from "./user-cache.ts";

/**
 * Bytes that can be made again, by key. It is never in the way: what can't be read isn't there, and what can't
 * be written is made again next time.
 */
export type PrivateCache = {
  readonly read: (key: string) => Buffer | undefined;
  readonly write: (key: string, bytes: Buffer) => void;
};

/** More files than this are of configs and versions long gone: the oldest go. */
const limits: Limits = { files: 64, bytes: Number.POSITIVE_INFINITY };

/** A file says the digest of its bytes first: one that was cut short isn't used. */
const unseal = (sealed: Buffer): Buffer | undefined => {
  const bytes = sealed.subarray(64);
  return sealed.toString("latin1", 0, 64) === digest(bytes) ? bytes : undefined;
};

/** The user's private cache; undefined where there can be none, or where it was switched off. */
export const openPrivateCache = (env: Environment): PrivateCache | undefined => {
  const folder = openPrivateFolder(env, "private");
  if (folder === undefined) return undefined;
  return {
    read: (key) => attempt(() => unseal(readFileSync(join(folder, digest(key))))),
    write: (key, bytes) => keepFile(join(folder, digest(key)), [Buffer.from(digest(bytes)), bytes], limits),
  };
};
