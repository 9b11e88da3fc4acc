import type { ErrorObject } from "ajv";

/** All that a config has against schemas/config.schema.json. */
export const configErrors: (value: unknown) => readonly ErrorObject[];
