import { error, type Problem } from "../../model/problem.ts";
import { redirectRefusal, type Refusal, urlLabel } from "./address.ts";

/** What a transport is bound to. */
type Route = {
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
class RefusedAnswer extends Error {
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
type Answer = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array };

/** Asks for the catalog, following five redirects at most. Rejects with `RefusedAnswer` where one may not be followed. */
const fetchCatalog = async (
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

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8000;

/** How long to wait before retry `n` (from 0), in milliseconds: doubling, without jitter, so that runs repeat. */
export const backoffMs = (n: number): number => Math.min(FIRST_DELAY_MS * 2 ** n, LONGEST_DELAY_MS);

/** How long all attempts and the waits between them may take together, in milliseconds. */
export const overallMs = (timeoutMs: number, retries: number): number => {
  let total = timeoutMs * (retries + 1);
  for (let n = 0; n < retries; n++) total += backoffMs(n);
  return total;
};

/** The milliseconds that a `Retry-After` header asks to wait, in seconds or as a date; undefined where it makes no sense. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  // Date.parse also takes bare numbers and much else; an HTTP date begins with a day's name.
  const date = /^[A-Z][a-z]{2,8},? /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/** One request to make; redirects are followed within it. */
type Request = Route & {
  readonly userAgent: string;
  /** The environment variables that hold its keys. */
  readonly variables: readonly string[];
  /** The proxy that it goes through, in words; undefined where there is none. */
  readonly through: string | undefined;
  /** How long everything may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly now: () => number;
  /** Ends it before its time. */
  readonly signal?: AbortSignal | undefined;
};

/** What came of it. `retry` says whether asking again can help, `afterMs` when the server wants it. */
export type Reply =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      readonly problem: Problem;
      readonly retry: boolean;
      readonly afterMs?: number | undefined;
    };

// Only the code of a network error is shown: its text may quote the URL or a header.
const networkProblem = ({ label, through }: Request, failure: unknown): Problem => {
  const inner = failure instanceof Error ? failure.cause : undefined;
  const code = inner instanceof Error && "code" in inner ? String(inner.code) : "";
  const reason = /^[A-Z0-9_]{1,60}$/.test(code) ? ` (${code})` : "";
  return error(
    "catalog-network",
    label,
    `The connection failed or broke off${reason}${through === undefined ? "" : `, ${through}`}.`,
    through === undefined
      ? "Check the network and the address, or name a file as a further source."
      : "Check the proxy, name the host in NO_PROXY, or name a file as a further source.",
  );
};

const timeoutProblem = ({ label, through }: Request): Problem =>
  error(
    "catalog-timeout",
    label,
    `The server didn't finish its answer in time${through === undefined ? "" : `, ${through}`}.`,
    "Raise the source's timeout, or name a file as a further source.",
  );

const statusReply = (request: Request, status: number, headers: Headers): Reply => {
  const retry = status === 429 || status >= 500;
  const denied = status === 401 || status === 403;
  const { through, variables } = request;
  const key = variables.length === 0 ? "whether the API needs a key" : `the key in ${variables.join(", ")}`;
  const fix = retry
    ? "Try again later, or name a file as a further source."
    : `Check ${denied ? key : "the address"}.`;
  return {
    ok: false,
    problem: error(
      "catalog-http-status",
      request.label,
      `The server answered ${status}${through === undefined ? "" : `, ${through}`}.`,
      fix,
    ),
    retry,
    afterMs: retry ? retryAfterMs(headers.get("retry-after"), request.now()) : undefined,
  };
};

const failed = (request: Request, cause: unknown, timedOut: boolean): Reply => {
  if (cause instanceof RefusedAnswer) return { ok: false, problem: cause.problem, retry: false };
  const problem = timedOut ? timeoutProblem(request) : networkProblem(request, cause);
  return { ok: false, problem, retry: true };
};

/** Asks once, and gives the body of a 200; the deadline covers everything, and whatever happens is a reply. */
export const request = async (what: Request): Promise<Reply> => {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const timer = setTimeout(end, what.timeoutMs);
  what.signal?.addEventListener("abort", end);
  const headers = { accept: "application/json", "user-agent": what.userAgent };
  try {
    const answer = await fetchCatalog(what, headers, stop.signal);
    return answer.status === 200
      ? { ok: true, bytes: answer.bytes }
      : statusReply(what, answer.status, answer.headers);
  } catch (cause) {
    return failed(what, cause, stop.signal.aborted);
  } finally {
    clearTimeout(timer);
    what.signal?.removeEventListener("abort", end);
    stop.abort();
  }
};
