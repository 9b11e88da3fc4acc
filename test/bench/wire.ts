/**
 * `npm run bench:wire`: what the generated client and hey-api's send for every style, scheme and body, as the
 * table of `docs/client-wire.md`. hey-api is installed into a scratch folder.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { field } from "../../generators/client/runtime/errors.ts";
import { clientOf, startRecorder } from "../client/recorder.ts";
import {
  sentBy,
  wireArguments,
  wireDocument,
  wireKeys,
  wireLine,
  wireNames,
  wireRows,
} from "../client/wire-table.ts";
import { install, runNode } from "./client-measure.ts";

const peer = "@hey-api/openapi-ts@0.99.0";
const page = "docs/client-wire.md";

const peerFunctions = async (): Promise<unknown> => {
  const folder = join(tmpdir(), "client-wire");
  mkdirSync(folder, { recursive: true });
  install(folder, [peer, "typescript@5.9.3"]);
  writeFileSync(join(folder, "wire.json"), wireDocument);
  rmSync(join(folder, "out"), { recursive: true, force: true });
  const run = runNode(folder, [
    "node_modules/@hey-api/openapi-ts/bin/run.js",
    "-i",
    "wire.json",
    "-o",
    "out",
  ]);
  if (run.code !== 0) throw new Error(run.said);
  const outfile = join(folder, "peer.mjs");
  const contents = `export * as sdk from "./out/sdk.gen.ts"; export { createClient } from "./out/client/index.ts";`;
  await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  const loaded: unknown = await import(pathToFileURL(outfile).href);
  return loaded;
};

const call = async (target: unknown, name: string, options: object): Promise<unknown> => {
  const found = field(target, name);
  if (typeof found !== "function") throw new TypeError(`no ${name}`);
  const result: unknown = await Reflect.apply(found, undefined, [options]);
  return result;
};

const main = async (): Promise<void> => {
  const recorder = await startRecorder();
  const ours = await clientOf(wireDocument, { operationNames: wireNames });
  const own = await sentBy(recorder, (row, index) =>
    ours.call({ baseUrl: recorder.url, apiKey: wireKeys }, `wire.o${index}`, ...wireArguments(row)),
  );
  const loaded = await peerFunctions();
  const client = await call(loaded, "createClient", {
    baseUrl: recorder.url,
    auth: () => "user:k",
    throwOnError: true,
  });
  const others = await sentBy(recorder, (row, index) => {
    const where = {
      path: "path",
      query: "query",
      header: "headers",
      cookie: "cookies",
      body: "body",
      key: "body",
    }[row.in];
    const value = row.in === "body" ? row.value : { p: row.value };
    return call(field(loaded, "sdk"), `o${index}`, {
      client,
      ...(row.value !== undefined && { [where]: value }),
    });
  });
  recorder.close();
  const [head = ""] = readFileSync(page, "utf8").split("| declared |");
  const lines = wireRows.map((row, index) => wireLine(row, own[index] ?? "", others[index] ?? ""));
  writeFileSync(page, `${head}| declared | sent | hey-api |\n|---|---|---|\n${lines.join("\n")}\n`);
};

await main();
