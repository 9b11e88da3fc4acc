/** Reads the named groups of a match from what `replace` calls its function with; undefined for one that isn't there. */
export const groupsOf = (match: readonly unknown[]): ((name: string) => string | undefined) => {
  const groups = match.at(-1);
  return (name) => {
    const value: unknown =
      typeof groups === "object" && groups !== null ? Reflect.get(groups, name) : undefined;
    return typeof value === "string" ? value : undefined;
  };
};
