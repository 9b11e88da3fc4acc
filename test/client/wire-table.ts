/** Every style, scheme and body, each as an operation of one document, and what a server gets of it. */
import type { Recorded, Recorder } from "./recorder.ts";

/** One declaration and a value for it. */
export type WireRow = {
  readonly what: string;
  readonly operation: object;
  readonly path?: string;
  readonly value?: unknown;
  /** Where the value goes. */
  readonly in: "path" | "query" | "header" | "cookie" | "body" | "key";
};

const text = { type: "string" };
const list = { type: "array", items: text };
const object = { type: "object", properties: { R: { type: "integer" }, G: { type: "integer" } } };
const color = { R: 100, G: 200 };
const nested = { type: "object", properties: { a: object } };
const file = { type: "string", format: "binary" };

type Shape = readonly [name: string, schema: object, value: unknown];
const shapes: readonly Shape[] = [
  ["text", text, "a b/c"],
  ["list", list, ["a", "b,c"]],
  ["object", object, color],
];

/** Rows of a place: each style with each shape, exploded or not where that makes a difference. */
const styled = (
  place: "path" | "query" | "header" | "cookie",
  style: string,
  kinds: readonly Shape[] = shapes,
) =>
  kinds.flatMap(([name, schema, value]): readonly WireRow[] =>
    (name === "text" || style.endsWith("Delimited") ? [false] : [false, true]).map((explode) => ({
      what: `${place}, ${style}${explode ? ", exploded" : ""}: ${name}`,
      operation: { parameters: [{ name: "p", in: place, required: true, style, explode, schema }] },
      value,
      in: place,
      ...(place === "path" && { path: "/{p}" }),
    })),
  );

const one = (
  place: "path" | "query" | "header" | "cookie",
  what: string,
  declared: object,
  value: unknown,
): WireRow => ({
  what: `${place}, ${what}`,
  operation: { parameters: [{ name: "p", in: place, required: true, ...declared }] },
  value,
  in: place,
  ...(place === "path" && { path: "/{p}" }),
});

const json = { content: { "application/json": { schema: object } } };

const body = (type: string, schema: object, value: unknown, encoding?: object): WireRow => ({
  what: `body, ${type}${encoding ? ` with encoding ${JSON.stringify(encoding)}` : ""}`,
  operation: {
    requestBody: { required: true, content: { [type]: { schema, ...(encoding && { encoding }) } } },
  },
  value,
  in: "body",
});

const securitySchemes = {
  bearer: { type: "http", scheme: "bearer" },
  basic: { type: "http", scheme: "basic" },
  header: { type: "apiKey", in: "header", name: "X-Key" },
  query: { type: "apiKey", in: "query", name: "key" },
  cookie: { type: "apiKey", in: "cookie", name: "key" },
  oauth2: {
    type: "oauth2",
    flows: { clientCredentials: { tokenUrl: "https://example.com/", scopes: {} } },
  },
  openId: { type: "openIdConnect", openIdConnectUrl: "https://example.com/" },
};
/** A key for each scheme. */
export const wireKeys = Object.fromEntries(Object.keys(securitySchemes).map((name) => [name, "user:k"]));

const secured = (what: string, ...security: readonly object[]): WireRow => ({
  what: `key, ${what}`,
  operation: { security },
  in: "key",
});

const form = { type: "object", properties: { a: text, l: list, o: object } };
const filled = { a: "1 2", l: ["x", "y"], o: color };
const parts = { type: "object", properties: { a: text, l: list, o: object, f: file } };

/** All rows; the operation of each is `oN`. */
export const wireRows: readonly WireRow[] = [
  ...["simple", "label", "matrix"].flatMap((style) => styled("path", style)),
  one("path", "content: JSON", json, color),
  ...styled("query", "form"),
  ...["spaceDelimited", "pipeDelimited"].flatMap((style) => styled("query", style, shapes.slice(1))),
  one(
    "query",
    "deepObject: an object in an object",
    { style: "deepObject", explode: true, schema: nested },
    { a: color },
  ),
  one("query", "allowReserved: text", { allowReserved: true, schema: text }, "a/b?c=d"),
  one("query", "content: JSON", json, color),
  ...styled("header", "simple"),
  one("header", "content: JSON", json, color),
  ...styled("cookie", "form"),
  ...Object.keys(securitySchemes).map((name) => secured(name, { [name]: [] })),
  secured("optional", {}, { bearer: [] }),
  secured("two at once", { header: [], query: [] }),
  body("application/json", object, color),
  body("application/merge-patch+json", object, color),
  body("application/x-www-form-urlencoded", form, filled),
  body("application/x-www-form-urlencoded", form, filled, {
    l: { explode: false },
    o: { style: "deepObject" },
  }),
  body("multipart/form-data", parts, { ...filled, f: new File(["abc"], "f.txt") }),
  body(
    "multipart/form-data",
    parts,
    { ...filled, f: new File(["abc"], "f.txt") },
    { f: { contentType: "image/png" } },
  ),
  body("text/plain", text, "a b"),
  body("application/octet-stream", file, new Blob(["abc"])),
  body("application/x-ndjson", object, [color, color]),
];

/** The document of all rows. */
export const wireDocument = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Wire", version: "1" },
  servers: [{ url: "https://example.com" }],
  paths: Object.fromEntries(
    wireRows.map(({ operation, path = "" }, index) => [
      `/o${index}${path}`,
      {
        post: {
          operationId: `o${index}`,
          responses: { 200: { description: "", content: { "application/json": { schema: text } } } },
          ...operation,
        },
      },
    ]),
  ),
  components: { securitySchemes },
});

/** What the generated client calls each row's operation. */
export const wireNames = Object.fromEntries(
  wireRows.map(({ path = "" }, index) => [`POST /o${index}${path}`, `wire.o${index}`]),
);

/** What the generated client's function of a row takes. */
export const wireArguments = ({ value, in: place }: WireRow): readonly unknown[] => {
  if (value === undefined) return [];
  return [place === "path" || place === "body" ? value : { p: value }];
};

/** What of a request a row is about, on one line. */
const shown = ({ url, headers, body: sent }: Recorded, row: WireRow): string => {
  const address = url.replace(/^\/o\d+/, "");
  const named = ["p", "x-key", "cookie", "authorization"].flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [`${name}: ${String(value)}`];
  });
  const type = headers["content-type"] ?? "no content type";
  const boundary = /boundary=(.*)$/.exec(type)?.[1] ?? "\n";
  const content = sent.split(`--${boundary}`).join("--").replaceAll("\r\n", "⏎").replaceAll("\n", "⏎");
  return [
    ...(address === "" ? [] : [address]),
    ...named,
    ...(row.in === "body" ? [type.replace(/;.*/, ""), content] : []),
  ].join(" · ");
};

/** What one client sends for each row; a failure is what it says. */
export const sentBy = async (
  recorder: Recorder,
  call: (row: WireRow, index: number) => Promise<unknown>,
): Promise<readonly string[]> => {
  const sent: string[] = [];
  for (const [index, row] of wireRows.entries()) {
    recorder.requests.length = 0;
    const failed = await call(row, index).then(() => "", String);
    const [request] = recorder.requests;
    sent.push(
      request === undefined ? `nothing: ${failed.slice(0, 120)}` : shown(request, row) || "nothing of it",
    );
  }
  return sent;
};

/** A cell of a Markdown table that holds code. */
const cell = (content: string): string => `\`${content.replaceAll("`", "'").replaceAll("|", "\\|")}\``;

/** A line of the table; the peer's cell only where it sends something else. */
export const wireLine = ({ what, value }: WireRow, ours: string, peer: string): string => {
  const given = value === undefined || value instanceof Blob ? "" : ` ${cell(JSON.stringify(value))}`;
  return `| ${what}${given} | ${cell(ours)} | ${peer === ours ? "the same" : cell(peer)} |`;
};
