/** A server that records what a generated client sends, and clients of documents given as parts. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import { field } from "../../generators/client/runtime/errors.ts";
import type { ClientOptions as SourceOptions } from "../../generators/client/types.ts";
import type { Problem } from "../../src/model/problem.ts";
import { loadText, valueOf } from "../unit/generators/api/support.ts";
import { type Files, load, tryGenerate, typeErrors } from "./support.ts";

/** A request as it arrived. */
export type Recorded = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** What the server answers. */
export type Answer = {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Recorder = {
  readonly url: string;
  readonly requests: Recorded[];
  /** The next answers; then `"ok"` as JSON. */
  readonly answers: Answer[];
  readonly close: () => void;
};

/** Starts the server on 127.0.0.1. */
export const startRecorder = async (): Promise<Recorder> => {
  const requests: Recorded[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString("latin1") });
      const answer = answers.shift() ?? { body: '"ok"' };
      const type = answer.type ?? "application/json";
      response.writeHead(answer.status ?? 200, {
        ...(answer.body === undefined ? {} : { "content-type": type }),
        ...answer.headers,
      });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answers,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** A generated client, loaded. */
export type Made = {
  readonly files: Files;
  readonly problems: readonly Problem[];
  /** Calls an operation, `"group.name"`, of a client with these options. */
  readonly call: (options: object, name: string, ...args: readonly unknown[]) => Promise<unknown>;
};

/** Generates, type-checks and loads the client of a document's text. */
export const clientOf = async (document: string, options: Partial<SourceOptions> = {}): Promise<Made> => {
  const api = await loadText(document);
  const generated = await tryGenerate(valueOf(api), options);
  const files = new Map(valueOf(generated).map(({ path, text }) => [path, text]));
  const errors = typeErrors(files);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const createClient = field(
    await load(files, `export { createClient } from "./client.js";`),
    "createClient",
  );
  if (typeof createClient !== "function") throw new TypeError("no createClient");
  return {
    files,
    problems: [...api.problems, ...generated.problems],
    call: async (settings, name, ...args) => {
      const client: unknown = Reflect.apply(createClient, undefined, [{ maxRetries: 0, ...settings }]);
      const target = name.split(".").reduce<unknown>(field, client);
      if (typeof target !== "function") throw new TypeError(`${name} is no function`);
      const result: unknown = await Reflect.apply(target, undefined, [...args]);
      return result;
    },
  };
};
