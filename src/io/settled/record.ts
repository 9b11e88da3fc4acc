import type { EvaluatedConfig } from "../witness.ts";

/** What a plan printed: to standard output or standard error, in order. */
export type Said = readonly (readonly [to: "out" | "err", text: string])[];

/** A plan that found nothing to do, as it is remembered; its inputs follow as texts of their own. */
export type Head = {
  readonly key: string;
  readonly said: Said;
  readonly config: EvaluatedConfig | undefined;
};

/** Between the parts of a record; in no file name, and escaped in JSON. */
export const separator = "\0";

const magic = "kluster-gen settled plan 1";

/** A file that was cut short lacks it. */
export const lastPart = "end";

/** FNV-1a of the UTF-16 units, 32 bits: loading a digest would take longer than all that it is for. */
export const cheapHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
};

/** How many parts come before the inputs. */
export const headParts = 3;

/** The parts before the inputs. */
export const formatHead = ({ key, said, config }: Head): string => {
  const text = JSON.stringify([key, said, config ?? null]);
  return [magic, cheapHash(text), text, ""].join(separator);
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isSaid = (value: unknown): value is Said =>
  isList(value) &&
  value.every(
    (each) => isList(each) && (each[0] === "out" || each[0] === "err") && typeof each[1] === "string",
  );

const isConfig = (value: unknown): value is EvaluatedConfig =>
  typeof value === "object" &&
  value !== null &&
  "path" in value &&
  "code" in value &&
  "value" in value &&
  [value.path, value.code, value.value].every((each) => typeof each === "string");

/** Reads the parts before the inputs; undefined when they aren't those of the key, or are damaged. */
export const parseHead = (parts: readonly string[], key: string): Head | undefined => {
  const [begin, hash, text = ""] = parts;
  if (begin !== magic || parts.at(-1) !== lastPart || hash !== cheapHash(text)) return undefined;
  const head: unknown = JSON.parse(text);
  if (!isList(head)) return undefined;
  const [known, said, config] = head;
  if (known !== key || !isSaid(said)) return undefined;
  if (config === null) return { key, said, config: undefined };
  return isConfig(config) ? { key, said, config } : undefined;
};
