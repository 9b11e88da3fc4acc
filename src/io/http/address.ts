import { BlockList, isIP } from "node:net";

/** Whom a host name can reach: this machine, a network behind the firewall, or the internet. */
export type HostKind = "loopback" | "private" | "link-local" | "public";

/** Why a URL may not be fetched. */
export type Refusal = "scheme" | "credentials" | "private";

const blockList = (ranges: readonly (readonly [net: string, bits: number, family: "ipv4" | "ipv6"])[]) => {
  const list = new BlockList();
  for (const [net, bits, family] of ranges) list.addSubnet(net, bits, family);
  return list;
};

// IPv4 ranges hold for IPv4-mapped IPv6 addresses too; 64:ff9b:: translates to any IPv4 address.
const kinds: readonly (readonly [HostKind, BlockList])[] = [
  [
    "loopback",
    blockList([
      ["127.0.0.0", 8, "ipv4"],
      ["::1", 128, "ipv6"],
    ]),
  ],
  [
    "link-local",
    blockList([
      ["169.254.0.0", 16, "ipv4"],
      ["fe80::", 10, "ipv6"],
    ]),
  ],
  [
    "private",
    blockList([
      ["0.0.0.0", 8, "ipv4"],
      ["10.0.0.0", 8, "ipv4"],
      ["100.64.0.0", 10, "ipv4"],
      ["172.16.0.0", 12, "ipv4"],
      ["192.0.0.0", 24, "ipv4"],
      ["192.168.0.0", 16, "ipv4"],
      ["198.18.0.0", 15, "ipv4"],
      ["224.0.0.0", 3, "ipv4"],
      ["::", 128, "ipv6"],
      ["64:ff9b::", 96, "ipv6"],
      ["64:ff9b:1::", 48, "ipv6"],
      ["fc00::", 7, "ipv6"],
      ["ff00::", 8, "ipv6"],
    ]),
  ],
];

/** What a URL's host is, by its name alone; numbers in disguise (`0x7f.1`) were written out by the URL parser. */
export const hostKind = (url: URL): HostKind => {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (host === "localhost") return "loopback";
  if (host.endsWith(".localhost")) return "private";
  const version = isIP(host);
  if (version === 0) return "public";
  const family = version === 4 ? "ipv4" : "ipv6";
  return kinds.find(([, list]) => list.check(host, family))?.[0] ?? "public";
};

/** The URL as it may be shown and saved: no credentials, no query (it may hold a key), no fragment. */
export const urlLabel = (url: URL): string => {
  const address = `${url.protocol}//${url.host}${url.pathname}`;
  return `${address.slice(0, 200)}${address.length > 200 || url.search !== "" ? "…" : ""}`;
};

/** Why the URL that a person wrote may not be fetched; undefined if it may. */
export const refusal = (url: URL): Refusal | undefined => {
  if (url.username !== "" || url.password !== "") return "credentials";
  if (url.protocol === "https:") return undefined;
  return url.protocol === "http:" && hostKind(url) === "loopback" ? undefined : "scheme";
};

/** Why a redirect may not be followed: no server makes this machine ask what only this machine can reach. */
export const redirectRefusal = (from: URL, to: URL): Refusal | undefined => {
  const kind = hostKind(to);
  return refusal(to) ?? (kind !== "public" && kind !== hostKind(from) ? "private" : undefined);
};
