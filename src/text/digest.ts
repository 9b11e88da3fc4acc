import { createHash, hash } from "node:crypto";
import type { Digest } from "../model/file.ts";

/** The SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hex. */
export const digest = (content: string | Uint8Array): Digest => hash("sha256", content);

/** The same of something in pieces, and how many bytes it has. */
export const measure = (
  pieces: Iterable<string | Uint8Array>,
): { readonly digest: Digest; readonly length: number } => {
  const whole = createHash("sha256");
  let length = 0;
  for (const piece of pieces) {
    whole.update(piece);
    length += Buffer.byteLength(piece);
  }
  return { digest: whole.digest("hex"), length };
};
