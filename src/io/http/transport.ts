import { error, type Problem } from "../../model/problem.ts";
import { type Refusal, redirectRefusal, urlLabel } from "./address.ts";

/** What a transport is bound to. */
export type Route = {
  /** The catalog's address, to the last character. */
  readonly url: URL;
  /** The address as problems show it. */
  readonly label: string;
  readonly maxBytes: number;
  readonly fetch: typeof fetch;
  /** Headers that are meant for the address's own origin, in small letters. */
  readonly own: ReadonlyMap<string, string>;
  /** Told where a 200 came from, and with which headers. */
  readonly answered: (url: URL, headers: Headers) => void;
};

/** An answer that isn't accepted, whatever else it says. Trying again won't help. */
export class RefusedAnswer extends Error {
  override readonly name = "RefusedAnswer";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

const MAX_REDIRECTS = 5;

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];

const refusals = {
  scheme: ["catalog-redirect-scheme", "an address that isn't https"],
  credentials: ["catalog-redirect-credentials", "an address with credentials in it"],
  private: ["catalog-redirect-private", "an address of a private network"],
} as const satisfies Record<Refusal, readonly [string, string]>;

const redirectError = (label: string, code: string, message: string): RefusedAnswer =>
  new RefusedAnswer(error(code, label, message, "Use the address where the API answers itself."));

/** Where a redirect leads from the last of the addresses visited; throws when it may not be followed. */
const redirectTarget = (location: string, from: URL, visited: ReadonlySet<string>, label: string): URL => {
  const target =
    location !== "" && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (target === undefined)
    throw redirectError(label, "catalog-redirect-invalid", "The server redirects to no valid address.");
  target.hash = "";
  const refused = redirectRefusal(from, target);
  if (refused !== undefined) {
    const [code, what] = refusals[refused];
    const shown = refused === "scheme" ? target.protocol : urlLabel(target);
    throw redirectError(label, code, `The server redirects to ${what} (${shown}).`);
  }
  if (visited.has(target.href))
    throw redirectError(label, "catalog-redirect-loop", "The server redirects in a circle.");
  if (visited.size > MAX_REDIRECTS) {
    const message = `The server redirects more than ${MAX_REDIRECTS} times.`;
    throw redirectError(label, "catalog-redirect-limit", message);
  }
  return target;
};

/** The body's bytes after decompression; throws as soon as they exceed the limit. */
const readBody = async (response: Response, { label, maxBytes }: Route): Promise<Uint8Array<ArrayBuffer>> => {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = await reader.read();
    if (chunk.done) return Buffer.concat(chunks, length);
    const value: unknown = chunk.value;
    if (!(value instanceof Uint8Array)) throw new TypeError("a body yields bytes");
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      const message = `The answer is larger than ${maxBytes} bytes.`;
      throw new RefusedAnswer(
        error("catalog-too-large", label, message, "Check the address, or raise the source's size limit."),
      );
    }
    chunks.push(value);
  }
};

/** What a server answered in the end: a 200 has its whole body in memory, any other answer none. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array };

/** Asks for the catalog, following five redirects at most. Rejects with `RefusedAnswer` where one may not be followed. */
export const fetchCatalog = async (
  route: Route,
  common: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer> => {
  const sent = new Headers([...Object.entries(common), ...route.own]);
  const visited = new Set<string>();
  let { url } = route;
  for (;;) {
    visited.add(url.href);
    const response = await route.fetch(url.href, { headers: sent, signal, redirect: "manual" });
    const { status, headers } = response;
    if (status === 200) {
      route.answered(url, headers);
      return { status, headers, bytes: await readBody(response, route) };
    }
    // What else a server has to say is neither shown nor waited for.
    await response.body?.cancel().catch(() => undefined);
    if (!redirectStatuses.includes(status)) return { status, headers, bytes: new Uint8Array() };
    const target = redirectTarget(headers.get("location") ?? "", url, visited, route.label);
    // Once another origin had a say in where to go, keys stay out, even on the way back.
    if (target.origin !== url.origin) for (const name of route.own.keys()) sent.delete(name);
    url = target;
  }
};
