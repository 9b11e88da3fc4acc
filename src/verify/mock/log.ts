/** What the mock remembers of each request. */
import { isObject, type JsonValue } from "../../../generators/api/json.ts";
import { jsonLines, modelOf, type RequestBody, showsImage } from "./body.ts";
import type { Route } from "./route.ts";

export type MockRequest = {
  /** `POST` */
  readonly method: string;
  /** The raw path, without the query. */
  readonly path: string;
  /** The operation as the document writes it: `post /v1/files`; undefined when there is none. */
  readonly operation?: string;
  readonly pathParameters: ReadonlyMap<string, string>;
  readonly query: readonly (readonly [string, string])[];
  /** Media type of the body; empty without one. */
  readonly contentType: string;
  /** The parsed body; of a form, its fields, with file names for files. */
  readonly body?: JsonValue;
  readonly files: readonly { readonly name: string; readonly filename: string; readonly bytes: Buffer }[];
  /** The requests on the lines of an uploaded JSONL file. */
  readonly lines?: readonly JsonValue[];
  /** Every model ID that the request names, in its body or on the lines of an upload; each once. */
  readonly models: readonly string[];
  /** Whether it sends an image, in its body or on one of those lines. */
  readonly image: boolean;
  /** The status that it was answered with. */
  readonly status: number;
  /** What whoever reads the stream that it was answered with gets to see. */
  readonly words?: readonly string[];
  /** Whether it was answered wrongly on purpose. */
  readonly faulty?: boolean;
  /** Every way in which it is not what the document says; empty when it is right. */
  readonly problems: readonly string[];
};

type Parsed = {
  readonly method: string;
  readonly path: string;
  readonly route?: Route;
  readonly body?: RequestBody;
  readonly query?: URLSearchParams;
};

/** Describes a request that is not answered yet. */
export const describeRequest = ({ method, path, route, body, query }: Parsed): MockRequest => {
  const jsonl = (body?.files ?? []).flatMap((file) => jsonLines(file.bytes)).filter(isObject);
  const bodies = [body?.value, ...jsonl.map((line) => line.body)];
  return {
    method,
    path,
    ...(route === undefined ? {} : { operation: `${route.operation.method} ${route.operation.path}` }),
    pathParameters: route?.path ?? new Map(),
    query: [...(query?.entries() ?? [])],
    contentType: body?.type ?? "",
    ...(body?.value === undefined ? {} : { body: body.value }),
    files: body?.files ?? [],
    ...(jsonl.length === 0 ? {} : { lines: jsonl }),
    models: [...new Set(bodies.flatMap((value) => modelOf(value) ?? []))],
    image: bodies.some(showsImage),
    status: 0,
    problems: [],
  };
};
