import { hash } from "node:crypto";
import type { Digest } from "../types.ts";

/** The SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hex. */
export const digest = (content: string | Uint8Array): Digest => hash("sha256", content);
