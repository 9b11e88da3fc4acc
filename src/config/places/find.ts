import { attempt } from "../../text/attempt.ts";
/** A key of an object, or an index of a list. */
export type Segment = string | number;

/** Finds a place of a config in its text, as an offset: the value, or the nearest around it; with a key, that name in it. */
export type Find = (path: readonly Segment[], key?: string) => number;

const parseText: (text: string) => string = JSON.parse;

/** The text of a string as JSON or a program writes it; of other escapes than JSON's it stays as it is. */
export const unquoted = (token: string): string => {
  const inside = token.slice(1, -1);
  const json = token.startsWith("'") ? `"${inside.replaceAll('"', '\\"')}"` : token;
  return attempt(() => parseText(json)) ?? inside;
};

/** The way to a place, as problems write it: `sections[2].vars["a b"]`; undefined for what is no place. */
export const pathOf = (place: string): readonly Segment[] | undefined => {
  const parts = /(?:^|\.)([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;
  const path: Segment[] = [];
  let end = 0;
  for (const [whole, name, index, quoted = '""'] of place.matchAll(parts)) {
    path.push(name ?? (index === undefined ? unquoted(quoted) : Number(index)));
    end += whole.length;
  }
  return end === place.length ? path : undefined;
};
