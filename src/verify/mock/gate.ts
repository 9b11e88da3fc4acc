import { type RequestListener, type Server, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";

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

/** A proxy that lets nothing through but to the mock, and tells who else was asked for. */
export type Gate = {
  readonly url: string;
  /** Host and port, or the whole address, of everything that was refused. */
  readonly refused: readonly string[];
  readonly close: () => Promise<void>;
};

/** The API's own host, as programs that take no other address ask for it, and who answers in its place. */
export type StandIn = {
  readonly host: string;
  readonly key: string;
  readonly cert: string;
  readonly answer: RequestListener;
};

/** Starts it: what a snippet asks for elsewhere ends here instead of on the network. */
export const startGate = async (listen: Listen, standIn?: StandIn): Promise<Gate> => {
  const refused: string[] = [];
  const server = createServer((request, response) => {
    refused.push(request.url ?? "");
    response.writeHead(403, { connection: "close" }).end();
  });
  // It opens no socket of its own: what is encrypted comes by the gate's.
  const inner = standIn && createTlsServer({ key: standIn.key, cert: standIn.cert }, standIn.answer);
  inner?.on("tlsClientError", () => undefined);
  server.on("connect", (request, socket) => {
    socket.on("error", () => undefined);
    if (inner !== undefined && request.url === `${standIn?.host}:443`) {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      inner.emit("connection", socket);
      return;
    }
    refused.push(request.url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  const close = closing(server);
  return {
    ...{ url: await listen(server), refused },
    close: async () => {
      inner?.closeAllConnections();
      await close();
    },
  };
};
