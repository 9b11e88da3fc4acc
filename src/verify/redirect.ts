/** Where the API is for the snippets, and where it is during a run. */
import { defaultUrl } from "../../generators/api/servers.ts";
import type { ApiDocument } from "../../generators/api/types.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";

/** Addresses that begin with `from`, up to a `/`, `?`, `#` or their end, lead to the mock's `path` instead. */
export type Redirect = { readonly from: string; readonly path: string };

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

const begins = (url: string, start: string): boolean => url === start || url.startsWith(`${start}/`);

/** Works out the redirect to the mock, with what `baseUrl` has beyond a server's URL. Errors: `verify-no-address`. */
export const redirectOf = (
  { servers, source }: ApiDocument,
  baseUrl: string | undefined,
  file: string,
): Outcome<Redirect> => {
  const urls = servers
    .map((server) => withoutSlash(defaultUrl(server)))
    .filter((url) => /^https?:\/\/[^/]+/.test(url));
  const from = baseUrl ?? urls[0];
  if (from === undefined)
    return refuse(
      "verify-no-address",
      `${file}: verify`,
      `${source} names no server.`,
      "Set `baseUrl` to what the snippets have.",
    );
  const server = urls.filter((url) => begins(from, url)).sort((a, b) => b.length - a.length)[0];
  const path = server === undefined ? new URL(from).pathname : from.slice(server.length);
  return ok({ from, path: withoutSlash(path) });
};
