import { error, type Problem } from "../../model/problem.ts";
import { retryAfterMs } from "./retry.ts";
import { fetchCatalog, RefusedAnswer, type Route } from "./transport.ts";

/** One request to make; redirects are followed within it. */
export type Request = Route & {
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
