import { type Outcome, aborted, fail, ok, refuse } from "../../model/problem.ts";
import type { Fetched, SourceContext, UrlSource } from "../source/types.ts";
import { refusal, urlLabel } from "./address.ts";
import { backoffMs, overallMs, type Reply, request } from "./request.ts";
import { BlockList, isIP } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** A proxy that a request goes through, and the environment variable that names it. */
type Proxy = { readonly url: string; readonly variable: string };

/** The variables by the scheme of the address; small letters go before capital ones, as in curl. */
const variables: ReadonlyMap<string, readonly string[]> = new Map([
  ["https:", ["https_proxy", "HTTPS_PROXY"]],
  ["http:", ["http_proxy", "HTTP_PROXY"]],
]);

type Environment = Readonly<Record<string, string | undefined>>;

const portOf = ({ port, protocol }: URL): string => port || (protocol === "https:" ? "443" : "80");

/** Whether an address lies in a range such as `10.0.0.0/8` or `fd00::/8`. */
const isWithin = (host: string, range: string): boolean => {
  const [, net = "", bits = ""] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(range) ?? [];
  const version = isIP(net);
  if (version === 0 || isIP(host) !== version || Number(bits) > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family);
  return list.check(host, family);
};

/** Whether an item of NO_PROXY (`*`, `.example.com`, `example.com:8443`, `10.0.0.0/8`, `[::1]:8080`) is about the host. */
const isExempt = (url: URL, item: string): boolean => {
  if (item === "*") return true;
  const asked = url.hostname.replace(/^\[|\]$/g, "");
  if (item.includes("/")) return isWithin(asked, item);
  if (isIP(item) === 6) return asked === new URL(`http://[${item}]`).hostname.slice(1, -1);
  const [, host = "", port] = /^(.*?)(?::(\d+))?$/.exec(item) ?? [];
  if (port !== undefined && port !== portOf(url)) return false;
  const name = host.replace(/^\[|\]$/g, "").replace(/^\*?\./, "");
  return name !== "" && (asked === name || asked.endsWith(`.${name}`));
};

/** The proxy that the environment asks for at this address; undefined where it asks for none. */
export const proxyFor = (url: URL, env: Environment): Proxy | undefined => {
  const variable = variables.get(url.protocol)?.find((name) => (env[name] ?? "") !== "");
  if (variable === undefined) return undefined;
  const exempt = (env.no_proxy ?? env.NO_PROXY ?? "").toLowerCase().split(/[\s,]+/);
  if (exempt.some((item) => isExempt(url, item))) return undefined;
  const given = env[variable] ?? "";
  return { url: given.includes("://") ? given : `http://${given}`, variable };
};

/** The proxy as problems name it: neither its user nor its password is shown. */
export const shownProxy = ({ url, variable }: Proxy): string =>
  URL.canParse(url)
    ? `through the proxy ${new URL(url).host} of ${variable}`
    : `through the proxy of ${variable}, which is no address`;

/** A `fetch` that goes through the environment's proxy where there is one; undici is loaded for that alone. */
const proxiedFetch =
  (env: Environment): typeof fetch =>
  async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const proxy = proxyFor(new URL(url), env);
    if (proxy === undefined) return fetch(input, init);
    return (await import("./proxied.ts")).fetchThrough(proxy.url, url, init);
  };

/** Headers of a request that stay within the source's origin, and the environment variables that they came from. */
type Credentials = {
  readonly headers: ReadonlyMap<string, string>;
  readonly variables: readonly string[];
};

const valueOf = (variable: string, label: string, env: SourceContext["env"]): Outcome<string> => {
  const value = env[variable];
  if (value === undefined || value === "")
    return refuse(
      "catalog-key-missing",
      label,
      `The environment variable ${variable} is not set.`,
      `Set ${variable} to the key of the API.`,
    );
  // Anything else could end the header and begin another.
  if (!/^[\x21-\x7e]+$/.test(value))
    return refuse(
      "catalog-key-invalid",
      label,
      `The key in ${variable} holds a space, a control character or a character outside ASCII.`,
      `Set ${variable} to the key alone, without a line break.`,
    );
  return ok(value);
};

/** The headers that a source declares, `authorization` among them, with the values that the environment holds. */
const credentialsOf = (source: UrlSource, label: string, env: SourceContext["env"]): Outcome<Credentials> => {
  const headers = new Map<string, string>();
  const variables: string[] = [];
  const declared = [...source.headers];
  const bearer = source.authEnv === undefined ? [] : [["authorization", { env: source.authEnv }] as const];
  for (const [name, given] of [...bearer, ...declared]) {
    if ("value" in given) {
      headers.set(name.toLowerCase(), given.value);
      continue;
    }
    const found = valueOf(given.env, label, env);
    if (!found.ok) return found;
    variables.push(given.env);
    const isBearer = name === "authorization" && given.env === source.authEnv;
    headers.set(name.toLowerCase(), isBearer ? `Bearer ${found.value}` : found.value);
  }
  return ok({ headers, variables });
};

const checkedUrl = (written: string): Outcome<URL> => {
  // What can't be parsed may still hold a password, so it is not shown.
  if (!URL.canParse(written)) {
    return refuse(
      "catalog-url-invalid",
      "catalog",
      "A catalog source's URL is not a valid URL.",
      "Write it as https://host/path.",
    );
  }
  const url = new URL(written);
  url.hash = "";
  const why = refusal(url);
  if (why === undefined) return ok(url);
  return why === "credentials"
    ? refuse(
        "catalog-url-credentials",
        urlLabel(url),
        "The URL holds credentials.",
        "Remove them, put the key into an environment variable and name that in the source.",
      )
    : refuse(
        "catalog-url-scheme",
        url.protocol === "http:" ? urlLabel(url) : "catalog",
        `A catalog source's URL begins with ${url.protocol} instead of https:.`,
        "Use https; plain http is for loopback hosts alone.",
      );
};

const afterTries = (reply: Reply & { ok: false }, tries: number, more: string): Outcome<Fetched> => {
  const tried = tries > 1 ? ` (tried ${tries} times)` : "";
  const message = `${reply.problem.message.replace(/\.$/, "")}${tried}${more}.`;
  return fail({ ...reply.problem, message });
};

/**
 * Fetches a catalog. Network errors, timeouts, 429 and 5xx are tried again after 0.5, 1, 2 … 8 seconds, or
 * after the server's `Retry-After` if that is longer; never past the overall deadline (`overallMs`).
 * Neither the key nor anything secret in the URL gets into a problem or a label.
 *
 * Problems: `catalog-url-*`, `catalog-key-*`, `catalog-http-status`, `catalog-network`, `catalog-timeout`,
 * `catalog-too-large`, `catalog-redirect-*`.
 */
export const readUrl = async (source: UrlSource, context: SourceContext): Promise<Outcome<Fetched>> => {
  const url = checkedUrl(source.url);
  if (!url.ok) return url;
  const label = urlLabel(url.value);
  const credentials = credentialsOf(source, label, context.env);
  if (!credentials.ok) return credentials;
  const proxy = context.fetch === undefined ? proxyFor(url.value, context.env) : undefined;
  const answered = { url: url.value, headers: new Headers() };
  const now = context.now ?? Date.now;
  const { signal } = context;
  const ended = (): boolean => signal?.aborted === true;
  // Who aborts the run doesn't wait: the wait ends early.
  const sleep = context.sleep ?? ((ms) => wait(ms, undefined, signal && { signal }).catch(() => undefined));
  const deadline = now() + overallMs(source.timeoutMs, source.retries);
  for (let tries = 1; ; tries++) {
    if (ended()) return fail(aborted);
    const reply = await request({
      url: url.value,
      label,
      userAgent: context.userAgent,
      own: credentials.value.headers,
      variables: credentials.value.variables,
      through: proxy === undefined ? undefined : shownProxy(proxy),
      answered: (from, headers) => Object.assign(answered, { url: from, headers }),
      maxBytes: source.maxBytes,
      timeoutMs: Math.max(1, Math.min(source.timeoutMs, deadline - now())),
      fetch: context.fetch ?? proxiedFetch(context.env),
      now,
      signal,
    });
    if (ended()) return fail(aborted);
    if (reply.ok) return ok({ bytes: reply.bytes, label, ...answered });
    if (!reply.retry || tries > source.retries) return afterTries(reply, tries, "");
    const delay = Math.max(backoffMs(tries - 1), reply.afterMs ?? 0);
    if (now() + delay >= deadline) {
      const asked = reply.afterMs === undefined ? "" : ` and wants ${Math.ceil(delay / 1000)} s of patience`;
      return afterTries(reply, tries, asked);
    }
    await sleep(delay);
  }
};
