import type { Digest } from "../../src/model/file.ts";
import { digest } from "../../src/text/digest.ts";

/** Formatters change the bullets of lists: they say nothing. */
const bullet = /^([ \t]*)[-*+](?=[ \t])/gm;
const signs = ["-", "*", "+"];

const withBullets = (text: string, sign: string): string => text.replace(bullet, `$1${sign}`);

/** A text with one sort of bullets. */
export const plainBullets = (text: string): string => withBullets(text, "-");

/** Whether two texts are the same but for the bullets of their lists. */
export const isSameText = (one: string, other: string): boolean =>
  one === other || plainBullets(one) === plainBullets(other);

/** Whether a text has this digest, with other bullets in its first line, in those below it, or in all. */
export const hasDigest = (text: string, wanted: Digest | undefined): boolean => {
  if (wanted === undefined || digest(text) === wanted) return wanted !== undefined;
  const [first = "", ...rest] = text.split("\n");
  const below = rest.join("\n");
  if (withBullets(text, "-") === withBullets(text, "*")) return false;
  return signs.some((sign) =>
    signs.some(
      (other) =>
        digest(
          [withBullets(first, sign), ...(rest.length === 0 ? [] : [withBullets(below, other)])].join("\n"),
        ) === wanted,
    ),
  );
};

/** A text with the bullets of another, where that has one sort. */
export const withBulletsOf = (text: string, like: string): string => {
  const [sign, another] = new Set([...like.matchAll(bullet)].map(([found]) => found.slice(-1)));
  return sign === undefined || another !== undefined ? text : withBullets(text, sign);
};
