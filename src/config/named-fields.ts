import type { Config } from "./config.gen.ts";

const word = /[\p{L}\p{N}_$]+/gu;

/**
 * The fields that anything may be made or decided by: those that the config names outside of the catalog's part, in
 * whatever way, and those that templates name. Rather one too many than one too few.
 */
export const namedFields = (
  { catalog: { fields = {} }, ...rest }: Config,
  templates: Iterable<string>,
): ReadonlySet<string> => {
  const texts = [JSON.stringify(rest), ...templates];
  const words = new Set(texts.flatMap((text) => text.match(word) ?? []));
  const isNamed = (name: string): boolean => (name.match(word) ?? []).every((part) => words.has(part));
  return new Set(["id", "name", ...Object.keys(fields).filter(isNamed)]);
};
