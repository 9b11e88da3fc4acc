import { createServer } from "node:http";
import { closing, type Listen } from "./listen.ts";

/** A proxy that lets nothing through, and tells who was asked for. */
export type Gate = {
  readonly url: string;
  /** Host and port, or the whole address, of everything that was refused. */
  readonly refused: readonly string[];
  readonly close: () => Promise<void>;
};

/** Starts it: what a snippet asks for elsewhere ends here instead of on the network. */
export const startGate = async (listen: Listen): Promise<Gate> => {
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
  return { url: await listen(server), refused, close: closing(server) };
};
