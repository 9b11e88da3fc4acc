import { setTimeout as wait } from "node:timers/promises";
import { error, type Problem } from "../../model/problem.ts";
import { refusal, urlLabel } from "./address.ts";
import { type Reply, type Request, request } from "./request.ts";
import { backoffMs, overallMs } from "./retry.ts";
import type { Bytes, SourceContext, UrlSource } from "../source/types.ts";

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

const refused = (...problem: Parameters<typeof error>) =>
  ({ ok: false, problem: error(...problem) }) as const;

const checkedUrl = (written: string): Checked<URL> => {
  // What can't be parsed may still hold a password, so it is not shown.
  if (!URL.canParse(written)) {
    return refused(
      "catalog-url-invalid",
      "catalog",
      "A catalog source's URL is not a valid URL.",
      "Write it as https://host/path.",
    );
  }
  const url = new URL(written);
  url.hash = "";
  const why = refusal(url);
  if (why === undefined) return { ok: true, value: url };
  return why === "credentials"
    ? refused(
        "catalog-url-credentials",
        urlLabel(url),
        "The URL holds credentials.",
        "Remove them, put the key into an environment variable and name that in the source.",
      )
    : refused(
        "catalog-url-scheme",
        url.protocol === "http:" ? urlLabel(url) : "catalog",
        `A catalog source's URL begins with ${url.protocol} instead of https:.`,
        "Use https; plain http is for loopback hosts alone.",
      );
};

const checkedKey = (source: UrlSource, label: string, context: SourceContext): Checked<Request["key"]> => {
  const name = source.authEnv;
  if (name === undefined) return { ok: true, value: undefined };
  const value = context.env[name];
  if (value === undefined || value === "") {
    return refused(
      "catalog-key-missing",
      label,
      `The environment variable ${name} is not set.`,
      `Set ${name} to the key of the API.`,
    );
  }
  // Anything else could end the header and begin another.
  if (!/^[\x21-\x7e]+$/.test(value)) {
    return refused(
      "catalog-key-invalid",
      label,
      `The key in ${name} holds a space, a control character or a character outside ASCII.`,
      `Set ${name} to the key alone, without a line break.`,
    );
  }
  return { ok: true, value: { name, value } };
};

const afterTries = (reply: Reply & { ok: false }, tries: number, more: string): Bytes => {
  const tried = tries > 1 ? ` (tried ${tries} times)` : "";
  const message = `${reply.problem.message.replace(/\.$/, "")}${tried}${more}.`;
  return { ok: false, problem: { ...reply.problem, message } };
};

/**
 * Fetches a catalog. Network errors, timeouts, 429 and 5xx are tried again after 0.5, 1, 2 … 8 seconds, or
 * after the server's `Retry-After` if that is longer; never past the overall deadline (`overallMs`).
 * Neither the key nor anything secret in the URL gets into a problem or a label.
 *
 * Problems: `catalog-url-*`, `catalog-key-*`, `catalog-http-status`, `catalog-network`, `catalog-timeout`,
 * `catalog-too-large`, `catalog-redirect-*`.
 */
export const readUrl = async (source: UrlSource, context: SourceContext): Promise<Bytes> => {
  const url = checkedUrl(source.url);
  if (!url.ok) return url;
  const label = urlLabel(url.value);
  const key = checkedKey(source, label, context);
  if (!key.ok) return key;
  const now = context.now ?? Date.now;
  const sleep = context.sleep ?? ((ms) => wait(ms));
  const deadline = now() + overallMs(source.timeoutMs, source.retries);
  for (let tries = 1; ; tries++) {
    const reply = await request({
      url: url.value,
      label,
      userAgent: context.userAgent,
      key: key.value,
      maxBytes: source.maxBytes,
      timeoutMs: Math.max(1, Math.min(source.timeoutMs, deadline - now())),
      fetch: context.fetch ?? fetch,
      now,
    });
    if (reply.ok) return { ok: true, bytes: reply.bytes, label };
    if (!reply.retry || tries > source.retries) return afterTries(reply, tries, "");
    const delay = Math.max(backoffMs(tries - 1), reply.afterMs ?? 0);
    if (now() + delay >= deadline) {
      const asked = reply.afterMs === undefined ? "" : ` and wants ${Math.ceil(delay / 1000)} s of patience`;
      return afterTries(reply, tries, asked);
    }
    await sleep(delay);
  }
};
