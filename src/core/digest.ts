import { createHash, hash } from "node:crypto";
import type { Digest } from "../types.ts";

/** The SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hex. */
export const digest = (content: string | Uint8Array): Digest => hash("sha256", content);

/** The same of something in pieces. */
export const digestOfPieces = (pieces: Iterable<string | Uint8Array>): Digest => {
  const whole = createHash("sha256");
  for (const piece of pieces) whole.update(piece);
  return whole.digest("hex");
};
