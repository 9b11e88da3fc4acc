/**
 * A mock of the API on loopback, made from its description. It checks every request against the document and
 * records it, so that clients, and the snippets of a documentation, can be run without the service.
 *
 * Own glue instead of prism-cli, which answers the schemas well but has no server-sent events and says of every
 * list that it goes on; with uploads, batches and errors on demand besides, little of it would be left.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { ApiDocument } from "../../../generators/api/types.ts";
import { splitDirections } from "../../../generators/client/shapes/directions.ts";
import { answer } from "./answer.ts";
import { describeRequest, type MockRequest, readBody } from "./body.ts";
import { type Checker, checker } from "./check.ts";
import { type Fault, noFault, send, withFault } from "./send.ts";
import { closing, type Listen, listenHere } from "./gate.ts";
import { type Reply, type World, createWorld, failure, knowsModel } from "./world.ts";
import { router } from "./route.ts";
import { refusal } from "./security.ts";
import { isMessages } from "./wires/message-terms.ts";
import { messageFailure } from "./wires/messages.ts";

export type { MockRequest } from "./body.ts";

/** A document, ready to be answered from; whoever starts many mocks of it compiles its schemas once. */
export type ReadyApi = {
  readonly api: ApiDocument;
  readonly check: Checker;
  readonly route: ReturnType<typeof router>;
};

/** Readies a document. What only the service writes is no part of a request, and what only a caller does none of an answer. */
export const readyApi = (document: ApiDocument): ReadyApi => {
  const api = splitDirections(document);
  return { api, check: checker(api), route: router(api) };
};

export type MockOptions = {
  readonly api: ApiDocument | ReadyApi;
  /** Whether a request that the document doesn't allow is a 400; recorded either way. Default true. */
  readonly validate?: boolean;
  /** Whether an ID that the mock never gave out is a 404; otherwise an object is made up. Default false. */
  readonly strict?: boolean;
  /** Model IDs that exist; any other is a 404. Without it every ID exists. */
  readonly models?: readonly string[];
  /** The one bearer key that is taken; without it any will do. */
  readonly key?: string;
  /** What goes wrong with a request, by the values of its headers; without it nothing. */
  readonly faults?: (header: (name: string) => string | undefined) => Fault;
  /** What goes wrong with the first request that would be answered well. */
  readonly firstFault?: Fault;
  /** How it is opened; by default on this machine's loopback. */
  readonly listen?: Listen;
};

export type Mock = {
  /** `http://127.0.0.1:PORT`, without the version that the paths begin with. */
  readonly url: string;
  /** Every request so far, in order of arrival of its last byte. */
  readonly requests: readonly MockRequest[];
  /** Answers a request that came by another server. */
  readonly serve: RequestListener;
  /** Closes the server and every connection, hanging ones included. */
  readonly close: () => Promise<void>;
};

/** Most bytes that a request may carry. */
const maximumBody = 64 * 1024 * 1024;

const readAll = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= maximumBody) chunks.push(bytes);
  }
  return size <= maximumBody ? Buffer.concat(chunks) : undefined;
};

type Handled = {
  readonly reply: Reply;
  readonly entry: MockRequest;
  /** How its service tells of failures, where it has a way of its own. */
  readonly failing?: (reply: Reply) => Reply;
};

type Parts = {
  readonly world: World;
  readonly check: Checker;
  readonly route: ReturnType<typeof router>;
  readonly validate: boolean;
  readonly key: string | undefined;
};

const handle = (request: IncomingMessage, bytes: Buffer | undefined, parts: Parts): Handled => {
  const { world, check, route, validate, key } = parts;
  const method = request.method ?? "GET";
  const [path = "/", search = ""] = (request.url ?? "/").split(/\?(.*)/s);
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === "string" ? value : value?.join(", ");
  };
  const refused = (status: number, reason: string, code: string): Handled => ({
    reply: failure(status, reason, code),
    entry: { ...describeRequest({ method, path }), status, problems: [reason] },
  });
  const found = route(method, path);
  if ("reason" in found) return refused(found.status, found.reason, "unknown_operation");
  if (bytes === undefined) return refused(413, `The body is larger than ${maximumBody} bytes.`, "too_large");
  const body = readBody(header("content-type") ?? "", bytes);
  if ("reason" in body) return refused(400, body.reason, "invalid_body");
  const query = new URLSearchParams(search);
  const entry = describeRequest({ method, path, route: found, body, query });
  const failing = isMessages(found.operation) ? { failing: messageFailure } : {};
  const reject = (status: number, problems: readonly string[], code: string): Handled => ({
    reply: failure(status, problems.join("; "), code),
    entry: { ...entry, status, problems },
    ...failing,
  });
  const refusedFor = refusal(found.operation.security, { header, query }, key);
  if (refusedFor) return reject(401, [refusedFor.reason], refusedFor.code);
  const problems = check.problems(found.operation, { path: found.path, query, header }, body);
  if (validate && problems.length > 0) return reject(400, problems, "invalid_request");
  const unknown =
    entry.lines === undefined ? entry.models.find((model) => !knowsModel(world, model)) : undefined;
  if (unknown !== undefined) {
    return reject(404, [`The model ${JSON.stringify(unknown)} does not exist.`], "model_not_found");
  }
  const call = {
    operation: found.operation,
    path: found.path,
    query: check.query(found.operation, query),
    body,
  };
  const reply = answer(call, world);
  const words = reply.kind === "events" ? reply.words : undefined;
  return { reply, entry: { ...entry, status: reply.status, problems, ...(words && { words }) }, ...failing };
};

/** Starts the mock. */
export const startMock = async (options: MockOptions): Promise<Mock> => {
  const { validate = true, strict = false, models, key, listen = listenHere } = options;
  const { faults = () => noFault } = options;
  const { api, check, route: find } = "check" in options.api ? options.api : readyApi(options.api);
  const world = createWorld({ api, checker: check, models, strict });
  const parts: Parts = { world, check, route: find, validate, key };
  const requests: MockRequest[] = [];
  let { firstFault } = options;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await readAll(request);
    const { reply: good, entry, failing = (same: Reply): Reply => same } = handle(request, bytes, parts);
    const asked = faults((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? value : value?.[0];
    });
    const isFirst = firstFault !== undefined && good.status < 400;
    const fault = isFirst ? (firstFault ?? asked) : asked;
    if (isFirst) firstFault = undefined;
    const reply = failing(withFault(good, fault));
    requests.push({ ...entry, status: reply.status, ...(isFirst && { faulty: true }) });
    await send(response, reply, fault);
  };
  const listener: RequestListener = (request, response) => {
    serve(request, response).catch((reason: unknown) => {
      // A client that goes away in the middle ends here too; there is nobody left to tell.
      if (response.headersSent || response.destroyed) return;
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(`The mock failed: ${reason instanceof Error ? reason.message : String(reason)}\n`);
    });
  };
  const server = createServer(listener);
  return { url: await listen(server), requests, serve: listener, close: closing(server) };
};
