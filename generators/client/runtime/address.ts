/** Where a request goes, and with which headers. */
import type { Api, RequestOptions } from "./api.ts";
import type { Body } from "./body.ts";
import type { Credential, Security } from "./security.ts";
import { type Encoded, partsOf, plainHeader, type Styles } from "./styles.ts";
import type { Check } from "./validation.ts";

/** A request that is still to be sent. */
export type Call<T> = {
  readonly method: string;
  /** Literal, value, literal, …: the values are encoded. */
  readonly path: readonly (string | number | bigint | boolean | Encoded)[];
  /** The operation's own server, where it has one. */
  readonly server?: string | undefined;
  readonly accept: string;
  readonly security?: Security | undefined;
  readonly query?: object | undefined;
  readonly queryStyles?: Styles | undefined;
  readonly queryCheck?: Check<unknown> | undefined;
  readonly headers?: object | undefined;
  readonly headerStyles?: readonly (readonly [name: string, style: (value: unknown) => string])[] | undefined;
  readonly headersCheck?: Check<unknown> | undefined;
  /** Writes the cookies, where the operation takes some. */
  readonly cookieText?: (() => string) | undefined;
  readonly cookies?: object | undefined;
  readonly cookiesCheck?: Check<unknown> | undefined;
  readonly body?: Body | undefined;
  readonly responseCheck?: Check<T> | undefined;
  /** Reads the JSON of an answer, and of an error, where `JSON.parse` would lose digits. */
  readonly read?: ((content: string) => unknown) | undefined;
  readonly readError?: ((content: string) => unknown) | undefined;
};

/** An operation as messages name it. */
export const nameOf = (call: Call<unknown>): string =>
  `${call.method} ${call.path.map((part, index) => (index % 2 === 0 && typeof part !== "object" ? part : "…")).join("")}`;

const pathOf = (call: Call<unknown>): string => {
  const refuse = (part: unknown): never => {
    throw new TypeError(`${nameOf(call)}: ${JSON.stringify(part)} can't stand in a path`);
  };
  const written = call.path.map((part, index) => {
    if (index % 2 === 0 && typeof part !== "object") return part;
    const value = typeof part === "object" ? part.encoded : encodeURIComponent(String(part));
    // `.` and `..` survive encoding and would lead to another operation's path.
    return value === "" || value === "." || value === ".." ? refuse(part) : value;
  });
  const path = written.join("");
  return /(?:^|\/)\.\.?(?:\/|$)/.test(path) ? refuse(path) : path;
};

/** Where a request goes, keys in the query included. */
export const urlOf = (api: Api, call: Call<unknown>, credentials: readonly Credential[]): string => {
  const keys = credentials.filter((each) => each.in === "query");
  const search = [
    ...partsOf(call.query, call.queryStyles),
    ...keys.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  ].join("&");
  const root = api.isFixed ? api.baseUrl : (call.server ?? api.baseUrl);
  return `${root}${pathOf(call)}${search === "" ? "" : `?${search}`}`;
};

/** The headers of a request; those that the caller gives for it alone win. */
export const headersOf = (
  api: Api,
  call: Call<unknown>,
  options: RequestOptions,
  { type, credentials }: { readonly type: string | undefined; readonly credentials: readonly Credential[] },
): Headers => {
  const headers = new Headers({ accept: call.accept, ...api.headers });
  if (type !== undefined) headers.set("content-type", type);
  for (const { in: where, name, value } of credentials) if (where === "header") headers.set(name, value);
  const styles = new Map(call.headerStyles);
  const own: readonly (readonly [string, unknown])[] = Object.entries({
    ...call.headers,
    ...options.headers,
  });
  for (const [name, value] of own)
    if (value !== undefined && value !== null) headers.set(name, (styles.get(name) ?? plainHeader)(value));
  const cookies = [
    headers.get("cookie") ?? "",
    call.cookieText?.() ?? "",
    ...credentials.flatMap((each) => (each.in === "cookie" ? [`${each.name}=${each.value}`] : [])),
  ].filter((part) => part !== "");
  if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
  return headers;
};
