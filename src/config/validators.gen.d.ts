import type { Config } from "./config.gen.ts";
import type { LockLine } from "../model/lock-line.ts";

/** Compiled ahead of time from schemas/config.schema.json. */
export const isConfig: (value: unknown) => value is Config;
/** Compiled ahead of time from schemas/lock.schema.json. */
export const isLockLine: (value: unknown) => value is LockLine;
/** Digest of schemas/catalog.schema.json as it was compiled. */
export const recordSchemaDigest: string;
/** Every `op` that a text rule may have. */
export const ruleNames: readonly string[];
