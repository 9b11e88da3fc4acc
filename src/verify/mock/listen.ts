import type { Server } from "node:http";

/** Opens a server on a loopback address and tells its URL: this machine's, or that of the snippets' own network. */
export type Listen = (server: Server) => Promise<string>;

/** Opens it on this machine. */
export const listenHere: Listen = async (server) => {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
};

/** Closes a server and every connection, hanging ones included. */
export const closing = (server: Server) => (): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
