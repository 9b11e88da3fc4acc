import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Digest } from "../../types.ts";
import { digest } from "../digest.ts";
import type { TextRecord } from "./types.ts";

/** No base of a merge is larger: a packed text that claims more is not unpacked. */
const maxBytes = 16 * 1024 * 1024;

const level = 9;

/** Unpacks a text; undefined when it is damaged or too large. */
export const unpackText = (packed: string, dictionary?: string): string | undefined => {
  try {
    const options = dictionary === undefined ? {} : { dictionary: Buffer.from(dictionary) };
    return inflateRawSync(Buffer.from(packed, "base64"), { ...options, maxOutputLength: maxBytes }).toString(
      "utf8",
    );
  } catch {
    return undefined;
  }
};

/** Unpacks the bases of a lock; a base that isn't the text of the expected digest is worse than none. */
export const unpacker = (
  texts: ReadonlyMap<Digest, TextRecord>,
): ((base: string, expected: Digest) => string | undefined) => {
  const open = new Map<Digest, string | undefined>();
  return (base, expected) => {
    const [of = "", packed = ""] = base.split(":", 2);
    if (!open.has(of)) open.set(of, unpackText(texts.get(of)?.packed ?? ""));
    const dictionary = open.get(of);
    const text = dictionary === undefined ? undefined : unpackText(packed, dictionary);
    return text !== undefined && digest(text) === expected ? text : undefined;
  };
};

/** Packs texts of one group against the group's first, which becomes a record; few bytes are left for each. */
export type GroupPacker = {
  readonly pack: (group: string, text: string) => string;
  readonly texts: () => readonly TextRecord[];
};

/** Makes a packer; `known` are the texts that groups were packed against before. */
export const groupPacker = (known: ReadonlyMap<string, string>): GroupPacker => {
  const groups = new Map<string, { readonly bytes: Buffer; readonly record: TextRecord }>();
  const groupFor = (group: string, text: string) => {
    const first = known.get(group) ?? text;
    const bytes = Buffer.from(first);
    const packed = deflateRawSync(bytes, { level }).toString("base64");
    return { bytes, record: { type: "text", text: digest(first), packed } as const };
  };
  return {
    pack: (group, text) => {
      const { bytes, record } = groups.get(group) ?? groupFor(group, text);
      groups.set(group, { bytes, record });
      return `${record.text}:${deflateRawSync(text, { level, dictionary: bytes }).toString("base64")}`;
    },
    texts: () => [...groups.values()].map(({ record }) => record),
  };
};
