import type { Digest } from "../model/file.ts";
import { createHash, hash } from "node:crypto";

/** JSON with sorted keys and no white space: equal values give equal text. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );

/** How JSON is set: how a value in it is written, and what each level of lines is indented by; without, all is in one line. */
type Form = { readonly write: (value: unknown) => string; readonly indent: string };

/** The JSON of an object in pieces, each item of its lists alone: as one text a large document would be held twice. */
export function* jsonPieces(document: object, { write, indent }: Form): Generator<string, void> {
  const line = (depth: number): string => (indent === "" ? "" : `\n${indent.repeat(depth)}`);
  const space = indent === "" ? "" : " ";
  const json = (value: unknown, depth: number): string => write(value).replaceAll("\n", line(depth));
  let open = "{";
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    yield `${open}${line(1)}${JSON.stringify(key)}:${space}`;
    open = ",";
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    for (const [at, item] of items.entries()) yield `${at === 0 ? "[" : ","}${line(2)}${json(item, 2)}`;
    yield items.length > 0 ? `${line(1)}]` : json(value, 1);
  }
  yield `${line(0)}}`;
}

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
