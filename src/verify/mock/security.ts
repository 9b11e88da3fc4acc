/** Whether a request proves who sends it, in the way that its operation asks for. */
import type { ApiSecurity, SecurityScheme } from "../../../generators/api/types.ts";
import { attempt } from "../../text/attempt.ts";
import { toMap } from "../../text/group-by.ts";

/** Where a request may carry a key. */
export type Carrier = {
  /** Value of a header by lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly query: URLSearchParams;
};

/** The cookies of a request, by name. */
export const cookiesOf = (header: string | undefined): ReadonlyMap<string, string> =>
  toMap((header ?? "").split(/;\s*/), (pair) => {
    const [name = "", value] = pair.split(/=(.*)/s);
    return value === undefined ? undefined : [name.trim(), value];
  });

const keyIn = (scheme: SecurityScheme, { header, query }: Carrier): string | undefined => {
  if (scheme.kind !== "key")
    return new RegExp(`^${scheme.kind}\\s+(\\S.*)$`, "i").exec(header("authorization") ?? "")?.[1];
  switch (scheme.in) {
    case "header":
      return header(scheme.name.toLowerCase());
    case "query":
      return query.get(scheme.name) ?? undefined;
    case "cookie":
      return cookiesOf(header("cookie")).get(scheme.name);
  }
};

const nameOf = (scheme: SecurityScheme): string =>
  scheme.kind === "key"
    ? `key ${JSON.stringify(scheme.name)} (${scheme.in})`
    : scheme.kind === "bearer"
      ? "bearer token"
      : "basic credentials";

/** Why a request is refused; undefined when it may pass. `key` is the only one that is taken, where it is given. */
export const refusal = (
  security: ApiSecurity,
  carrier: Carrier,
  key: string | undefined,
): { readonly reason: string; readonly code: string } | undefined => {
  if (security.length === 0) return undefined;
  const isRight = (scheme: SecurityScheme): boolean => {
    const sent = keyIn(scheme, carrier);
    // What basic credentials hold is encoded.
    const said = scheme.kind === "basic" && sent !== undefined ? attempt(() => atob(sent)) : sent;
    return sent !== undefined && (key === undefined || said === key);
  };
  if (security.some((schemes) => schemes.every(isRight))) return undefined;
  const wanted = [...new Set(security.flat().map(nameOf))].join(" or ");
  const isSent = security.flat().some((scheme) => keyIn(scheme, carrier) !== undefined);
  return isSent && key !== undefined
    ? { reason: `The ${wanted} isn't the key that was given.`, code: "wrong_token" }
    : { reason: `The request has no ${wanted}.`, code: "missing_token" };
};
