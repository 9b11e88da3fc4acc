/** Requests through a proxy, by undici; load this module only where a proxy is asked for. */
import { fetch as undiciFetch, Pool, ProxyAgent } from "undici";

/** Fetches through a proxy: by a tunnel, or, from plain http to plain http, by asking the proxy for the whole address. */
export const fetchThrough = async (
  proxy: string,
  url: string,
  init: RequestInit | undefined,
): Promise<Response> => {
  const dispatcher = new ProxyAgent({
    uri: proxy,
    proxyTunnel: false,
    clientFactory: (origin, options) => {
      const pool = new Pool(origin, options);
      // A proxy that hangs up on a tunnel would be asked for it again and again until the deadline.
      pool.on("disconnect", (_origin, _targets, cause) => {
        if (cause.message !== "upgrade") void dispatcher.destroy(cause);
      });
      return pool;
    },
  });
  const response = await undiciFetch(url, {
    method: init?.method ?? "GET",
    headers: [...new Headers(init?.headers)].map(([name, value]): [string, string] => [name, value]),
    redirect: "manual",
    signal: init?.signal ?? null,
    dispatcher,
  });
  const { status } = response;
  const bodiless = status === 204 || status === 205 || status === 304;
  const headers = new Headers([...response.headers]);
  return new Response(bodiless ? null : response.body, { status, headers });
};
