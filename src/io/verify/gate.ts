import { createServer } from "node:http";

/** A proxy that lets nothing through, and tells who was asked for. */
export type Gate = {
  readonly url: string;
  /** Host and port, or the whole address, of everything that was refused. */
  readonly refused: readonly string[];
  readonly close: () => Promise<void>;
};

/** Starts it on loopback: what a snippet asks for elsewhere ends here instead of on the network. */
export const startGate = async (): Promise<Gate> => {
  const refused: string[] = [];
  const server = createServer((request, response) => {
    refused.push(request.url ?? "");
    response.writeHead(403, { connection: "close" }).end();
  });
  server.on("connect", (request, socket) => {
    refused.push(request.url ?? "");
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
