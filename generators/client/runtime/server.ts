/** The address of an API whose parts may be chosen. */

/** A part of the address: its default, and all that it may be where the API's description limits it. */
export type Variable = readonly [name: string, usual: string, allowed?: readonly string[]];

/** Fills an address in; throws a `TypeError` for a value that the address can't have. */
export const serverUrl = (
  template: string,
  variables: readonly Variable[],
  chosen: object | undefined,
): string => {
  const given = new Map<string, unknown>(Object.entries(chosen ?? {}));
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const [, usual = "", allowed] = variables.find(([known]) => known === name) ?? [];
    const value = given.get(name) ?? usual;
    if (typeof value === "string" && (allowed?.includes(value) ?? /^[^\s?#@\\]*$/.test(value))) return value;
    const hint = allowed ? `: it is one of ${allowed.join(", ")}` : "";
    throw new TypeError(`${JSON.stringify(value)} can't be the server's ${name}${hint}`);
  });
};
