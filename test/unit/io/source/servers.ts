import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createServer as createRawServer, type Server as RawServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

const listening = async (server: Server | RawServer): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
};

/** An HTTP server on a free loopback port, closed with the test; `requests` grows with every request. */
export const serve = async (
  listener: RequestListener,
): Promise<{ url: string; requests: { path: string; headers: IncomingHttpHeaders }[] }> => {
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? "", headers: request.headers });
    listener(request, response);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, requests };
};

/** A TCP server that answers what follows a request's arrival with bytes of its own. */
export const serveRaw = async (
  answer: (socket: Socket) => void,
): Promise<{ url: string; closed: () => number }> => {
  const sockets = new Set<Socket>();
  let closed = 0;
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => closed++);
    socket.once("data", () => answer(socket));
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, closed: () => closed };
};

/** A URL on a loopback port where nothing listens. */
export const deadUrl = async (): Promise<string> => {
  const server = createRawServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
};
