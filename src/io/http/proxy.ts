import { BlockList, isIP } from "node:net";

/** A proxy that a request goes through, and the environment variable that names it. */
export type Proxy = { readonly url: string; readonly variable: string };

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
export const proxiedFetch =
  (env: Environment): typeof fetch =>
  async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const proxy = proxyFor(new URL(url), env);
    if (proxy === undefined) return fetch(input, init);
    return (await import("./proxied.ts")).fetchThrough(proxy.url, url, init);
  };
