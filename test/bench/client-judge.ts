/** What the generated clients are worth: do they compile, how do they behave, does a document become code. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import type { Contestant } from "./client-peers.ts";
import { filesIn, output, runNode } from "./client-measure.ts";

const flags: Readonly<Record<string, object>> = {
  strict: {},
  stricter: {
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: true,
    noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: true,
  },
};

/** Errors that a compiler finds in the output, with `strict` alone and with the stricter flags. */
export const strictErrors = (
  folder: string,
  compiler: string,
  resolution: "nodenext" | "bundler",
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(flags).map(([name, more]) => {
      const config = join(folder, `tsconfig.${name}.json`);
      const how =
        resolution === "nodenext"
          ? { module: "nodenext" }
          : { module: "esnext", moduleResolution: "bundler" };
      const options = {
        strict: true,
        target: "es2022",
        lib: ["es2022", "dom", "dom.iterable"],
        types: [],
        noEmit: true,
        skipLibCheck: false,
        ...how,
        ...more,
      };
      writeFileSync(config, JSON.stringify({ compilerOptions: options, include: ["out/**/*.ts"] }));
      const { said } = runNode(folder, [compiler, "-p", config]);
      return [name, [...said.matchAll(/error TS\d+/g)].length];
    }),
  );

const probe = `
const urls = [];
const original = globalThis.fetch;
globalThis.fetch = (input, init) => {
  urls.push((init?.method ?? input.method ?? "GET") + " " + new URL(input.url ?? input).pathname);
  return original(input, init);
};
const { list, remove, stream, batches } = await import("./adapter.ts");
const limit = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve("still waiting after 3 s"), 3000))]);
const told = async (action) => {
  try {
    const value = await limit(Promise.resolve(action()));
    if (typeof value === "string") return value;
    return value?.error !== undefined && value.error !== null ? "error field" : "data";
  } catch (reason) {
    return "throws " + reason.name;
  }
};
const count = async (action) => {
  try {
    let found = 0;
    const value = await limit(Promise.resolve(action()));
    const items = value?.[Symbol.asyncIterator] ? value : action();
    if (!items?.[Symbol.asyncIterator]) return "no iterable";
    for await (const item of items) found++;
    return String(found);
  } catch (reason) {
    return "throws " + reason.name;
  }
};
const rows = {};
await told(() => remove(".."));
rows["DELETE of the ID .."] = urls.length === 0 ? "refused" : urls[0];
rows["status 429"] = await told(() => list({ "x-mock-status": "429", "x-mock-retry-after": "9999" }));
urls.length = 0;
const again = await told(() => list({ "x-mock-status": "429", "x-mock-retry-after": "1", "x-mock-times": "1", "x-mock-key": "again" }));
rows["429, then 200"] = again + ", " + urls.length + " request(s)";
rows["502 with HTML"] = await told(() => list({ "x-mock-status": "502", "x-mock-body": "html", "x-mock-times": "9" }));
rows["an answer that never comes"] = await told(() => list({ "x-mock-fault": "hang" }));
rows["events of a stream"] = await count(() => stream({}));
rows["a stream that breaks off"] = await count(() => stream({ "x-mock-fault": "no-done" }));
rows["items of a list of 5 by 2"] = await count(() => batches());
console.log(JSON.stringify(rows));
process.exit(0);
`;

/** What a client does in situations that ought to be ordinary. */
export const behaviour = async (
  folder: string,
  { adapter }: Contestant,
  url: string,
): Promise<Readonly<Record<string, unknown>>> => {
  writeFileSync(join(folder, "adapter.ts"), adapter);
  writeFileSync(join(folder, "probe.ts"), probe);
  const made = await build({
    entryPoints: [join(folder, "probe.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "silent",
  });
  writeFileSync(
    join(folder, "probe.mjs"),
    (made.outputFiles[0]?.text ?? "").replaceAll("https://api.kluster.ai", url),
  );
  const rows: unknown = JSON.parse(await output(folder, ["probe.mjs"]));
  return typeof rows === "object" && rows !== null ? { ...rows } : {};
};

const nasty = ["*/ evil(); /*", '"; evil(); "', "${evil()}`; evil(); `", "\n}; evil();\n{", "\u2028 evil();"];

type Schema = Readonly<Record<string, unknown>>;
type Place = (
  text: string,
  index: number,
) => {
  readonly schema?: Schema;
  readonly operation?: object;
  readonly path?: string;
  readonly root?: object;
};

const named = (schema: object): { schema: Schema } => ({ schema: { type: "object", ...schema } });

/** Where a document holds text of its author's choice. */
const places: Readonly<Record<string, Place>> = {
  "operation description": (text) => ({ operation: { description: text, summary: text } }),
  operationId: (text) => ({ operation: { operationId: text } }),
  tag: (text) => ({ operation: { tags: [text] } }),
  path: (text, index) => ({ path: `/p${index}/${text}` }),
  "query parameter": (text) => ({
    operation: { parameters: [{ name: text, in: "query", schema: { type: "string" } }] },
  }),
  "schema title": (text, index) =>
    named({ title: `${text} ${index}`, properties: { a: { type: "string" } } }),
  "schema description": (text) =>
    named({ description: text, properties: { a: { type: "string", description: text } } }),
  "property name": (text) => named({ properties: { [text]: { type: "string" } } }),
  "enum value": (text) => named({ properties: { a: { type: "string", enum: [text, "b"] } } }),
  constant: (text) => named({ properties: { a: { const: text } } }),
  default: (text) => named({ properties: { a: { type: "string", default: text } } }),
  pattern: (text) => named({ properties: { a: { type: "string", pattern: text } } }),
  "server URL": (text) => ({ root: { servers: [{ url: `https://example.com/${text}` }] } }),
  tsType: (text) => named({ tsType: text, properties: { a: { type: "string", tsType: text } } }),
};

/** A document that holds every nasty string in one kind of place. */
const hostile = (place: Place): object => {
  const parts = nasty.map(place);
  const paths = parts.map(({ schema = { type: "string" }, operation = {}, path }, index) => {
    const content = { "application/json": { schema } };
    const get = { responses: { 200: { description: "", content } }, ...operation };
    return [path ?? `/p${index}/things`, { get }] as const;
  });
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: Object.fromEntries(paths),
    ...parts[0]?.root,
  };
};

const evilCalls = (path: string): number => {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  let found = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "evil") found++;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

/** Generates from hostile documents; tells which kinds of place became code, and how many were refused. */
export const injection = (folder: string, { command }: Contestant): string => {
  const injected: string[] = [];
  let refused = 0;
  for (const [name, place] of Object.entries(places)) {
    const document = join(folder, "hostile.json");
    writeFileSync(document, JSON.stringify(hostile(place)));
    rmSync(join(folder, "out"), { recursive: true, force: true });
    mkdirSync(join(folder, "out"));
    const { code } = runNode(folder, command(document), document);
    const sources = filesIn(join(folder, "out")).filter((path) => /\.[jt]s$/.test(path));
    if (code !== 0 || sources.length === 0) refused++;
    else if (sources.some((path) => evilCalls(path) > 0)) injected.push(name);
  }
  const list = injected.length === 0 ? "" : ` (${injected.join(", ")})`;
  return `${injected.length} of ${Object.keys(places).length}${list}, ${refused} refused`;
};
