/** A stand-in for the real service that `verify --live` asks. */
import { createServer, type IncomingHttpHeaders } from "node:http";

export type Asked = {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Service = {
  readonly asked: readonly Asked[];
  /** Where it is, with the version. */
  readonly url: string;
  readonly close: () => void;
};

/** A service that answers all alike, and tells what it was asked. */
export const startService = async (status: number, text: string): Promise<Service> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      asked.push({ url: request.url, headers: request.headers, body });
      response
        .writeHead(status, { "content-type": "application/json", location: "https://example.com/" })
        .end(text);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { asked, url: `http://127.0.0.1:${port}/v1`, close: () => server.close() };
};
