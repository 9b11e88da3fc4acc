import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Digest } from "../model/file.ts";
import { digest } from "../text/digest.ts";
import type { TextRecord } from "../model/lock.ts";
import { attempt } from "../text/attempt.ts";

// Earlier versions wrote some merge bases as deltas: `=start,length` for a stretch of another text, and
// `+length:text` for what is the text's own. They are still read.
const operation = /=(\d+),(\d+)|\+(\d+):/y;

/** Makes the text again; undefined when the delta is damaged, or claims more than `most` characters. */
export const decodeDelta = (source: string, delta: string, most: number): string | undefined => {
  let text = "";
  for (let at = 0; at < delta.length; ) {
    operation.lastIndex = at;
    const [whole, start, length, own] = operation.exec(delta) ?? [];
    if (whole === undefined) return undefined;
    at += whole.length;
    const size = Number(own ?? length);
    const from = own === undefined ? Number(start) : at;
    const piece = (own === undefined ? source : delta).slice(from, from + size);
    if (piece.length !== size || text.length + size > most) return undefined;
    text += piece;
    if (own !== undefined) at += size;
  }
  return text;
};

/** No base of a merge is larger: a packed text that claims more is not unpacked. */
const maxBytes = 16 * 1024 * 1024;

const level = 9;

/** Unpacks a text; undefined when it is damaged or too large. */
export const unpackText = (packed: string, dictionary?: string): string | undefined =>
  attempt(() => {
    const options = dictionary === undefined ? {} : { dictionary: Buffer.from(dictionary) };
    const bytes = Buffer.from(packed, "base64");
    return inflateRawSync(bytes, { ...options, maxOutputLength: maxBytes }).toString("utf8");
  });

const packText = (text: string, dictionary?: Buffer): string =>
  deflateRawSync(text, { level, ...(dictionary === undefined ? {} : { dictionary }) }).toString("base64");

/** Unpacks the bases of a lock; a base that isn't the text of the expected digest is worse than none. */
export const unpacker = (
  texts: ReadonlyMap<Digest, TextRecord>,
): ((base: string, expected: Digest) => string | undefined) => {
  const open = new Map<Digest, string | undefined>();
  return (base, expected) => {
    const end = base.indexOf(":");
    const of = base.slice(0, end);
    const packed = base.slice(end + 1);
    if (!open.has(of)) open.set(of, unpackText(texts.get(of)?.packed ?? ""));
    const source = open.get(of);
    if (source === undefined) return undefined;
    const text = packed.startsWith("=") ? decodeDelta(source, packed, maxBytes) : unpackText(packed, source);
    return text !== undefined && digest(text) === expected ? text : undefined;
  };
};

/** Packs texts of one group against the group's first, which becomes a record; few bytes are left for each. */
export type GroupPacker = {
  readonly pack: (group: string, text: string) => string;
  readonly texts: () => readonly TextRecord[];
};

/** For a plan that is only shown: nothing of it is recorded. */
export const noPacker: GroupPacker = { pack: () => "", texts: () => [] };

/** Makes a packer; `readKnown` gives the texts that groups were packed against before, when they are needed. */
export const groupPacker = (readKnown: () => ReadonlyMap<string, string>): GroupPacker => {
  const groups = new Map<string, { readonly dictionary: Buffer; readonly record: TextRecord }>();
  let known: ReadonlyMap<string, string> | undefined;
  const groupFor = (group: string, text: string) => {
    known ??= readKnown();
    const first = known.get(group) ?? text;
    const record = { type: "text", text: digest(first), packed: packText(first) } as const;
    return { dictionary: Buffer.from(first), record };
  };
  return {
    pack: (group, text) => {
      const { dictionary, record } = groups.get(group) ?? groupFor(group, text);
      groups.set(group, { dictionary, record });
      return `${record.text}:${packText(text, dictionary)}`;
    },
    texts: () => [...groups.values()].map(({ record }) => record),
  };
};
