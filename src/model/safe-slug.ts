import { createHash } from "node:crypto";

/** Longest slug in characters: room for a prefix and an extension within the 255 bytes of a file name. */
const maxLength = 120;

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** What tells IDs apart whose names are alike. */
export const digest = (id: string): string => createHash("sha256").update(id).digest("hex").slice(0, 8);

/** Makes a file-name part that every platform accepts, never empty or too long; a digest makes up for what is lost. */
export const safeSlug = (text: string, id: string): string => {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-");
  const trimmed = trim(plain);
  // A device's name stays one whatever follows its first dot, so the change has to be in front.
  const free = reserved.test(trimmed) ? `model-${trimmed}` : trimmed;
  if (free === "") return `model-${digest(id)}`;
  return free.length > maxLength ? `${trim(free.slice(0, maxLength - 9))}-${digest(id)}` : free;
};

/** Drops `.` and `-` at both ends, and `_` never; a loop, so that a long run of dashes costs no more than its length. */
const trim = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && (text[start] === "." || text[start] === "-")) start += 1;
  while (end > start && (text[end - 1] === "." || text[end - 1] === "-")) end -= 1;
  return text.slice(start, end);
};
