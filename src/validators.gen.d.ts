import type { ValidateFunction } from "ajv";
import type { Config } from "./config.gen.ts";
import type { LockRecord } from "./core/lock/types.ts";
import type { Plan } from "./types.ts";

/** Compiled ahead of time from schemas/config.schema.json. */
export const validateConfig: ValidateFunction<Config>;
/** Compiled ahead of time from schemas/plan.schema.json. */
export const validatePlan: ValidateFunction<Plan & { readonly lock?: string }>;
/** Compiled ahead of time from schemas/catalog.schema.json. */
export const validateRecord: ValidateFunction;
/** Compiled ahead of time from schemas/lock.schema.json. */
export const validateLockRecord: ValidateFunction<LockRecord>;
/** Digest of schemas/catalog.schema.json as it was compiled. */
export const recordSchemaDigest: string;
/** Every `op` that a text rule may have. */
export const ruleNames: readonly string[];
