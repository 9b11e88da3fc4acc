import type { Config, Predicate } from "./config.gen.ts";

type Capabilities = Config["capabilities"];

/** The fields that a predicate tests, those of the capabilities that it names included. */
export const fieldsTested = (
  predicate: Predicate | undefined,
  capabilities: Capabilities = [],
): ReadonlySet<string> => {
  const known = new Map(capabilities.map(({ name, when }) => [name, when]));
  const of = (tested: Predicate | undefined): readonly string[] => {
    if (tested === undefined) return [];
    const { field, capability, all = [], any = [], not } = tested;
    // A capability names none but those before it, so this ends.
    const parts = [...all, ...any, not, capability === undefined ? undefined : known.get(capability)];
    return [...(field === undefined ? [] : [field]), ...parts.flatMap(of)];
  };
  return new Set(of(predicate));
};
