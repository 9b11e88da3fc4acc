/** Names of the functions that make groups: `fineTuning.jobs` → `fineTuningJobs`. */
import { distinctNames, mark } from "./distinct.ts";
import { isIdentifier, pascal, safeName } from "./words.ts";

const functionName = (joined: string): string => {
  const name = joined.charAt(0).toLowerCase() + joined.slice(1);
  const started = isIdentifier(name) ? name : `_${name}`;
  // Where a script has no capitals, a type could be called the same.
  const isCased = /^[\p{Ll}_]/u.test(started);
  // `createClient` calls its argument so.
  return isCased && started !== "options" ? safeName(started, "Operations") : `${started}Operations`;
};

/** Group → its function; `a.bCs` and `aB.cs`, alike but for their dots, become `a_bCs` and `aB_cs`. */
export const nameGroups = (groups: readonly string[]): ReadonlyMap<string, string> => {
  const claimants = groups.map((group) => {
    const joined = functionName(group.split(".").map(pascal).join(""));
    return {
      key: group,
      names: [joined, functionName(group.replaceAll(".", "_")), `${joined}_${mark(group)}`],
    };
  });
  return distinctNames(claimants).names;
};
