/** The names of the guards of `policy.guards`. */
export const guardNames: readonly string[] = [
  "emptied",
  "factor",
  "longer",
  "lookalike",
  "minAge",
  "negative",
  "outlier",
  "placeholder",
  "range",
  "script",
  "shrink",
  "vanished",
  "zero",
];

/** What of an acceptance (`GUARD` or `GUARD:MODEL`) is no guard's name; undefined where it is one. */
export const unknownGuard = (accepted: string): string | undefined => {
  const name = accepted.split(":", 1)[0] ?? "";
  return guardNames.includes(name) ? undefined : name;
};
