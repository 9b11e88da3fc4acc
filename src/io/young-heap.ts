import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's space for young objects as small as it is. The compiler inside ts-morph otherwise makes it grow
 * to three times 16 MB: a fifth of the memory of a whole run, for no measurable gain in time.
 */
export const keepYoungHeapSmall = (): void => setFlagsFromString("--semi-space-growth-factor=1");
