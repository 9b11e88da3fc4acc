/** Keys and tokens, put where an operation's security schemes ask for them. */

/** A key; a function is asked before each attempt. For basic authentication it is `user:password`. */
export type Key = string | (() => string | Promise<string>);

/** Where a scheme's key goes. `scheme` is its name in the API's description. */
export type Scheme = {
  readonly scheme: string;
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly prefix?: "Bearer " | "Basic ";
};

/** Alternatives of schemes; those within one go together. */
export type Security = readonly (readonly Scheme[])[];

/** A key and its place, ready to be sent. */
export type Credential = { readonly in: Scheme["in"]; readonly name: string; readonly value: string };

const named = (schemes: readonly Scheme[]): string => schemes.map(({ scheme }) => scheme).join(", ");

/** The first alternative that the keys suffice for, each scheme with its key. */
const chosen = (
  keys: Key | Readonly<Record<string, Key | undefined>> | undefined,
  security: Security,
  what: string,
): readonly (readonly [Scheme, Key])[] => {
  if (keys === undefined) return [];
  const byName = typeof keys === "object" ? new Map(Object.entries(keys)) : undefined;
  let partial: readonly Scheme[] | undefined;
  for (const schemes of security) {
    const pairs = schemes.flatMap((scheme): readonly (readonly [Scheme, Key])[] => {
      const key = typeof keys === "object" ? byName?.get(scheme.scheme) : keys;
      return key === undefined ? [] : [[scheme, key]];
    });
    const enough = byName ? pairs.length === schemes.length : pairs.length === 1;
    if (enough && pairs.length > 0) return pairs;
    if (pairs.length > 0) partial = schemes;
  }
  if (!partial) return [];
  throw new TypeError(`${what}: apiKey must be an object with a key for each of: ${named(partial)}`);
};

const base64 = (value: string): string =>
  btoa(Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join(""));

const written = ({ prefix, in: where }: Scheme, key: string, what: string): string => {
  const isBasic = prefix === "Basic ";
  const allowed = isBasic
    ? /^[^\p{Cc}:]*:\P{Cc}*$/u
    : where === "cookie"
      ? /^[!#-+\--:<-[\]-~]+$/
      : /^[!-~](?:[ -~]*[!-~])?$/;
  // The platform's own message would quote the key.
  if (!allowed.test(key)) {
    const why = isBasic
      ? "the key is not user:password"
      : `the API key holds a character that no ${where} takes`;
    throw new TypeError(`${what}: ${why}`);
  }
  return (prefix ?? "") + (isBasic ? base64(key) : key);
};

/** The keys that a request carries; a key with a character that doesn't belong in one is refused. */
export const credentialsFor = async (
  keys: Key | Readonly<Record<string, Key | undefined>> | undefined,
  security: Security,
  what: string,
): Promise<readonly Credential[]> => {
  const found: Credential[] = [];
  for (const [scheme, key] of chosen(keys, security, what)) {
    const value = typeof key === "function" ? await key() : key;
    found.push({ in: scheme.in, name: scheme.name, value: written(scheme, value, what) });
  }
  return found;
};
