import type { LookupConfig } from "../config/config.gen.ts";

/** A compiled table: the value for a text, or undefined when it has none. */
export type Lookup = (text: string) => string | undefined;

/** Tables by name. */
export type Lookups = ReadonlyMap<string, Lookup>;

const compileLookup = ({ values = {}, by = "exact", ignoreCase = false }: LookupConfig): Lookup => {
  const pairs = Object.entries(values);
  if (by === "pattern") {
    const patterns = pairs.map(
      ([pattern, value]) => [new RegExp(pattern, ignoreCase ? "iu" : "u"), value] as const,
    );
    return (text) => patterns.find(([pattern]) => pattern.test(text))?.[1];
  }
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const folded = pairs.map(([key, value]) => [fold(key), value] as const);
  if (by === "exact") {
    const table = new Map(folded);
    return (text) => table.get(fold(text));
  }
  const longestFirst = folded.sort(([a], [b]) => b.length - a.length);
  return (text) => longestFirst.find(([prefix]) => fold(text).startsWith(prefix))?.[1];
};

/** Compiles the tables of a config, whose files were read into `values` and whose patterns are known to compile. */
export const compileLookups = (tables: Readonly<Record<string, LookupConfig>>): Lookups =>
  new Map(Object.entries(tables).map(([name, table]) => [name, compileLookup(table)]));
