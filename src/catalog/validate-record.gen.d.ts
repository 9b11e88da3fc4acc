import type { ValidateFunction } from "ajv";

/** Compiled ahead of time from schemas/catalog.schema.json. */
export const validateRecord: ValidateFunction;
