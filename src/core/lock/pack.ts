import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Digest } from "../../types.ts";
import { digest } from "../digest.ts";
import type { TextRecord } from "./types.ts";

/** No base of a merge is larger: a packed text that claims more is not unpacked. */
const maxBytes = 16 * 1024 * 1024;

const level = 9;

/** A text as a record of its own. */
const textRecord = (text: string): TextRecord => ({
  type: "text",
  text: digest(text),
  packed: deflateRawSync(text, { level }).toString("base64"),
});

const inflate = (packed: string, dictionary?: string): string | undefined => {
  try {
    const options = {
      maxOutputLength: maxBytes,
      ...(dictionary === undefined ? {} : { dictionary: Buffer.from(dictionary) }),
    };
    return inflateRawSync(Buffer.from(packed, "base64"), options).toString("utf8");
  } catch {
    return undefined;
  }
};

/** Unpacks the bases of a lock. */
export const unpacker = (
  texts: ReadonlyMap<Digest, TextRecord>,
): ((base: string, expected: Digest) => string | undefined) => {
  const open = new Map<Digest, string | undefined>();
  return (base, expected) => {
    const [of = "", packed = ""] = base.split(":", 2);
    if (!open.has(of)) open.set(of, inflate(texts.get(of)?.packed ?? ""));
    const dictionary = open.get(of);
    const text = dictionary === undefined ? undefined : inflate(packed, dictionary);
    // A base that isn't what was made is worse than none.
    return text !== undefined && digest(text) === expected ? text : undefined;
  };
};

/** Packs texts against the first of their group, which becomes a record; few bytes are left for each. */
export const packer = (): {
  readonly pack: (group: string, text: string) => string;
  readonly texts: () => readonly TextRecord[];
} => {
  const groups = new Map<string, { readonly text: string; readonly record: TextRecord }>();
  return {
    pack: (group, text) => {
      const known = groups.get(group) ?? { text, record: textRecord(text) };
      groups.set(group, known);
      const packed = deflateRawSync(text, { level, dictionary: Buffer.from(known.text) }).toString("base64");
      return `${known.record.text}:${packed}`;
    },
    texts: () => [...groups.values()].map(({ record }) => record),
  };
};
