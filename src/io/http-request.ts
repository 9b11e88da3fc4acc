import { error, type Problem } from "../problem.ts";
import { type Refusal, redirectRefusal, urlLabel } from "./http-address.ts";
import { retryAfterMs } from "./http-retry.ts";

/** One request to make; redirects are followed within it. */
export type Request = {
  readonly url: URL;
  readonly label: string;
  readonly userAgent: string;
  /** The bearer key and the environment variable that it came from. */
  readonly key: { readonly name: string; readonly value: string } | undefined;
  readonly maxBytes: number;
  /** How long everything may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
  readonly now: () => number;
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

const MAX_REDIRECTS = 5;

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];

const refusals = {
  scheme: ["catalog-redirect-scheme", "an address that isn't https"],
  credentials: ["catalog-redirect-credentials", "an address with credentials in it"],
  private: ["catalog-redirect-private", "an address of a private network"],
} as const satisfies Record<Refusal, readonly [string, string]>;

const final = (problem: Problem): Reply => ({ ok: false, problem, retry: false });

const redirectProblem = (label: string, code: string, message: string): Reply =>
  final(error(code, label, message, "Use the address where the API answers itself."));

// Only the code of a network error is shown: its text may quote the URL or a header.
const networkProblem = (label: string, cause: unknown): Problem => {
  const inner = cause instanceof Error ? cause.cause : undefined;
  const code = inner instanceof Error && "code" in inner ? String(inner.code) : "";
  const reason = /^[A-Z0-9_]{1,60}$/.test(code) ? ` (${code})` : "";
  return error(
    "catalog-network",
    label,
    `The connection failed or broke off${reason}.`,
    "Check the network and the address, or name a file as a further source.",
  );
};

const statusReply = (request: Request, response: Response): Reply => {
  const { status } = response;
  const retry = status === 429 || status >= 500;
  const denied = status === 401 || status === 403;
  const key = request.key === undefined ? "whether the API needs a key" : `the key in ${request.key.name}`;
  const fix = retry
    ? "Try again later, or name a file as a further source."
    : `Check ${denied ? key : "the address"}.`;
  return {
    ok: false,
    problem: error("catalog-http-status", request.label, `The server answered ${status}.`, fix),
    retry,
    afterMs: retry ? retryAfterMs(response.headers.get("retry-after"), request.now()) : undefined,
  };
};

/** The body's bytes after decompression; undefined as soon as they exceed `maxBytes`. */
const readBody = async (response: Response, maxBytes: number): Promise<Uint8Array | undefined> => {
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
    if (length > maxBytes) return undefined;
    chunks.push(value);
  }
};

const headersFor = (request: Request, withKey: boolean): Record<string, string> => ({
  accept: "application/json",
  "user-agent": request.userAgent,
  ...(withKey && request.key !== undefined ? { authorization: `Bearer ${request.key.value}` } : {}),
});

const followed = async (request: Request, signal: AbortSignal): Promise<Reply> => {
  const { label } = request;
  const visited = new Set<string>();
  let url = request.url;
  let withKey = true;
  for (;;) {
    visited.add(url.href);
    const response = await request.fetch(url.href, {
      headers: headersFor(request, withKey),
      redirect: "manual",
      signal,
    });
    if (!redirectStatuses.includes(response.status)) {
      if (response.status !== 200) return statusReply(request, response);
      const bytes = await readBody(response, request.maxBytes);
      if (bytes !== undefined) return { ok: true, bytes };
      const message = `The answer is larger than ${request.maxBytes} bytes.`;
      return final(
        error("catalog-too-large", label, message, "Check the address, or raise the source's size limit."),
      );
    }
    const location = response.headers.get("location") ?? "";
    const target =
      location !== "" && URL.canParse(location, url.href) ? new URL(location, url.href) : undefined;
    if (target === undefined) {
      return redirectProblem(label, "catalog-redirect-invalid", "The server redirects to no valid address.");
    }
    target.hash = "";
    const refused = redirectRefusal(url, target);
    if (refused !== undefined) {
      const [code, what] = refusals[refused];
      const shown = refused === "scheme" ? target.protocol : urlLabel(target);
      return redirectProblem(label, code, `The server redirects to ${what} (${shown}).`);
    }
    if (visited.has(target.href)) {
      return redirectProblem(label, "catalog-redirect-loop", "The server redirects in a circle.");
    }
    if (visited.size > MAX_REDIRECTS) {
      const message = `The server redirects more than ${MAX_REDIRECTS} times.`;
      return redirectProblem(label, "catalog-redirect-limit", message);
    }
    // Once another origin had a say in where to go, the key stays out, even on the way back.
    withKey &&= target.origin === url.origin;
    url = target;
  }
};

/**
 * Asks once: follows up to five redirects by hand, and gives the body of a 200. The deadline covers
 * everything from the connection to the last byte, so that neither silence nor a slow drip outlasts it.
 * Whatever happens, the connection is closed and the reply is a value.
 */
export const request = async (what: Request): Promise<Reply> => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), what.timeoutMs);
  try {
    return await followed(what, controller.signal);
  } catch (cause) {
    const problem = controller.signal.aborted
      ? error(
          "catalog-timeout",
          what.label,
          "The server didn't finish its answer in time.",
          "Raise the source's timeout, or name a file as a further source.",
        )
      : networkProblem(what.label, cause);
    return { ok: false, problem, retry: true };
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
};
