/** What the real service answers to what the snippets ask: one request for each model and kind, within a limit. */
import { isList, isObject, type JsonObject } from "../../generators/api/json.ts";
import type { LiveSettings } from "../config/settings.ts";
import { refusal } from "../io/http/address.ts";
import { askService } from "../io/verify/ask.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import type { MockRequest } from "./mock/body.ts";
import type { Redirect } from "./redirect.ts";
import { type Subject, type Verdict, verdict } from "./types.ts";

/** A request that a snippet made of the mock, as the service would be asked it. */
export type Probe = { readonly subject: Subject; readonly url: string; readonly body: JsonObject };

/** Most tokens that one request may be answered with. */
const maxAnswer = 64;

/** The first request of a run that names its model; of an upload, its first line. */
export const probeOf = (
  subject: Subject,
  requests: readonly MockRequest[],
  { from, path: prefix }: Redirect,
): Probe | undefined => {
  const asked = requests.flatMap(({ path, body, lines }) => {
    const [line] = lines ?? [];
    return isObject(line) && typeof line.url === "string"
      ? [{ path: line.url, body: line.body }]
      : [{ path, body }];
  });
  const found = asked.find(({ body }) => isObject(body) && body.model === subject.model);
  if (found === undefined || !isObject(found.body) || !found.path.startsWith(prefix)) return undefined;
  const { body } = found;
  const limited = isList(body.messages) && body.max_completion_tokens === undefined;
  const most = typeof body.max_tokens === "number" ? Math.min(body.max_tokens, maxAnswer) : maxAnswer;
  return {
    subject,
    url: from + found.path.slice(prefix.length),
    body: limited ? { ...body, max_tokens: most } : body,
  };
};

/** Tokens that an answer says it took; otherwise about as many as its text may have. */
const spentBy = (sent: string, text: string): number => {
  const said = [...text.matchAll(/"total_tokens"\s*:\s*(\d+)/g)].at(-1)?.[1];
  return said === undefined ? Math.ceil((sent.length + text.length) / 3) : Number(said);
};

const judged = ({ subject }: Probe, status: number | undefined, text: string): Verdict => {
  if (status !== undefined && status >= 200 && status < 300) return verdict(subject, "passed");
  const why = status === undefined ? `The service gave none: ${text}.` : `The service answered ${status}.`;
  return verdict(subject, "failed", [why], status === undefined ? "" : text.slice(0, 2000));
};

/** Asks, one after the other. Errors: `verify-live-key`, `verify-live-address`. */
export const askLive = async (
  probes: readonly Probe[],
  { key: variable, requests, tokens }: LiveSettings,
  how: {
    readonly file: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly timeoutMs: number;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Outcome<readonly Verdict[]>> => {
  const { file, env, ...rest } = how;
  const key = env[variable] ?? "";
  const where = `${file}: verify.live`;
  if (key === "")
    return refuse(
      "verify-live-key",
      where,
      `${variable} isn't set.`,
      "Put the key into that variable of the environment.",
    );
  const unsafe = probes.find(({ url }) => refusal(new URL(url)) !== undefined);
  if (unsafe !== undefined)
    return refuse(
      "verify-live-address",
      where,
      "The key isn't sent to an address without https.",
      "Set `baseUrl` to one with https.",
    );
  const seen = new Set<string>();
  const chosen = [...probes]
    .sort((a, b) => (a.subject.path < b.subject.path ? -1 : 1))
    .filter(({ subject: { kind, model } }) => {
      const name = JSON.stringify([kind, model]);
      return !seen.has(name) && seen.add(name);
    });
  const verdicts: Verdict[] = [];
  let asked = 0;
  let spent = 0;
  for (const probe of chosen) {
    const body = JSON.stringify(probe.body);
    const reason =
      asked >= requests
        ? `The limit of ${requests} requests is reached.`
        : spent + Math.ceil(body.length / 3) + maxAnswer > tokens
          ? `The limit of ${tokens} tokens would be passed.`
          : undefined;
    if (reason !== undefined) {
      verdicts.push(verdict(probe.subject, "not run", [reason]));
      continue;
    }
    asked += 1;
    const { status, text } = await askService({ url: probe.url, key, body, ...rest });
    spent += spentBy(body, text);
    verdicts.push(judged(probe, status, text));
  }
  return ok(verdicts);
};
