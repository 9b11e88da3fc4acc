import type { Config } from "./config.gen.ts";

const word = /[\p{L}\p{N}_$]+/gu;

/**
 * The fields that anything may be made or decided by: those that the config names outside of the catalog's part, in
 * whatever way, and those that templates name; all where a document shows all. Rather one too many than one too few.
 */
export const namedFields = (
  { catalog: { fields = {} }, ...rest }: Config,
  templates: Iterable<string>,
): ReadonlySet<string> => {
  const showsAll = (rest.documents ?? []).some((document) => document.fields === undefined);
  const texts = [JSON.stringify(rest), ...templates];
  const words = new Set(texts.flatMap((text) => text.match(word) ?? []));
  const isNamed = (name: string): boolean =>
    showsAll || (name.match(word) ?? []).every((part) => words.has(part));
  return new Set(["id", "name", ...Object.keys(fields).filter(isNamed)]);
};
