/** The generators that are compared: how each is installed, run, and called. */

/** What a generator needs to be measured. */
export type Contestant = {
  readonly name: string;
  /** npm packages of the scratch folder; the size of them all is the install size. */
  readonly packages: readonly string[];
  /** Arguments for `node` in the scratch folder; the output goes to `out`. */
  readonly command: (document: string) => readonly string[];
  /** Files that the scratch folder needs besides. */
  readonly files?: Readonly<Record<string, string>>;
  /** A module with `list(headers)`, `remove(id)`, `stream(headers)` and `batches()`, calling the output in `out`. */
  readonly adapter: string;
};

const chat = `{ model: "m", messages: [{ role: "user", content: "hi" }], stream: true }`;

/** Our config, which takes the document from the environment as that of orval does. */
const config = (overlays: readonly string[]): string => `export default {
  root: ".",
  catalog: { sources: [{ file: "catalog.json" }], fields: { id: { path: "id" } } },
  capabilities: [{ name: "text", templates: "text" }],
  client: { api: process.env.BENCH_DOCUMENT, overlays: ${JSON.stringify(overlays)}, out: "out" },
};`;

/** `tarball` is our package; the overlay that comes with it corrects the real document alone. */
export const contestants = (tarball: string, overlay: boolean): readonly Contestant[] => [
  {
    name: "kluster-gen",
    packages: [tarball],
    command: () => [
      "node_modules/kluster-gen/dist/cli.cjs",
      "client",
      "--yes",
      "--config",
      overlay ? "corrected.config.mjs" : "plain.config.mjs",
    ],
    files: {
      "corrected.config.mjs": config(["node_modules/kluster-gen/schemas/kluster.overlay.json"]),
      "plain.config.mjs": config([]),
    },
    adapter: `
      import { createClient } from "./out/client.ts";
      const client = createClient({ timeoutMs: 1000, apiKey: "k" });
      export const list = (headers) => client.models.list({}, { headers });
      export const remove = (id) => client.files.delete(id);
      export const stream = (headers) => client.chat.completions.create(${chat}, { headers });
      export const batches = () => client.batches.list({ limit: 2 });`,
  },
  {
    name: "openapi-typescript + openapi-fetch",
    packages: ["openapi-typescript@7.13.0", "openapi-fetch@0.17.0", "typescript@5.9.3"],
    command: (document) => ["node_modules/openapi-typescript/bin/cli.js", document, "-o", "out/schema.d.ts"],
    adapter: `
      import createClient from "openapi-fetch";
      const client = createClient({ baseUrl: "https://api.kluster.ai", headers: { authorization: "Bearer k" } });
      export const list = (headers) => client.GET("/v1/models", { headers });
      export const remove = (id) => client.DELETE("/v1/files/{fileId}", { params: { path: { fileId: id } } });
      export const stream = (headers) => client.POST("/v1/chat/completions", { body: ${chat}, headers });
      export const batches = () => client.GET("/v1/batches", { params: { query: { limit: 2 } } });`,
  },
  {
    name: "hey-api",
    packages: ["@hey-api/openapi-ts@0.99.0", "typescript@5.9.3"],
    command: (document) => ["node_modules/@hey-api/openapi-ts/bin/run.js", "-i", document, "-o", "out"],
    adapter: `
      import { createClient } from "./out/client/index.ts";
      import { deleteV1FilesByFileId, getV1Batches, getV1Models, postV1ChatCompletions } from "./out/sdk.gen.ts";
      const client = createClient({ baseUrl: "https://api.kluster.ai", auth: "k" });
      export const list = (headers) => getV1Models({ client, headers });
      export const remove = (id) => deleteV1FilesByFileId({ client, path: { fileId: id } });
      export const stream = (headers) => postV1ChatCompletions({ client, body: ${chat}, headers });
      export const batches = () => getV1Batches({ client, query: { limit: 2 } });`,
  },
  {
    name: "orval (its validation off)",
    packages: ["orval@8.38.0", "typescript@5.9.3"],
    command: () => ["node_modules/orval/dist/bin/orval.mjs", "--config", "orval.config.mjs"],
    files: {
      "orval.config.mjs": `export default { api: {
        input: { target: process.env.BENCH_DOCUMENT, unsafeDisableValidation: true },
        output: { target: "./out/client.ts", client: "fetch", mode: "single", baseUrl: "https://api.kluster.ai" },
      } };`,
    },
    adapter: `
      import { deleteV1FilesFileId, getV1Batches, getV1Models, postV1ChatCompletions } from "./out/client.ts";
      const key = { authorization: "Bearer k" };
      export const list = (headers) => getV1Models({}, { headers: { ...headers, ...key } });
      export const remove = (id) => deleteV1FilesFileId(id, { headers: key });
      export const stream = (headers) => postV1ChatCompletions(${chat}, { headers: { ...headers, ...key } });
      export const batches = () => getV1Batches({ limit: 2 }, { headers: key });`,
  },
];
