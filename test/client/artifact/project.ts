/** A project with a client in its config, in a folder of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { command, type Ran } from "../../support/command.ts";
import { site } from "../../support/site.ts";
import { bytesOf } from "../../support/tree.ts";

const json = (schema: object): object => ({
  200: { description: "", content: { "application/json": { schema } } },
});
const thing = { $ref: "#/components/schemas/Thing" };
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

/** A small API: things are listed, read and deleted. */
export const api = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  servers: [{ url: "https://things.example" }],
  paths: {
    "/things": { get: { responses: json({ type: "array", items: thing }) } },
    "/things/{id}": {
      get: { parameters: [id], responses: json(thing) },
      delete: { parameters: [id], responses: { 204: { description: "Gone." } } },
    },
  },
  components: {
    schemas: {
      Thing: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
    },
  },
};

/** The API with another description of a thing. */
export const apiWith = (schema: object): object => ({ ...api, components: { schemas: { Thing: schema } } });

/** An overlay that gives a thing one more field. */
export const overlay = (field: string): object => ({
  overlay: "1.0.0",
  info: { title: "Corrections", version: "1" },
  actions: [
    {
      target: "$.components.schemas.Thing.properties",
      update: { [field]: { type: "number" } },
    },
  ],
});

/** The files that such an API gives, below the folder of the client. */
export const clientFiles: readonly string[] = [
  "api.json",
  "client.ts",
  ..."address api body errors index request retry schema security styles validation"
    .split(" ")
    .map((name) => `runtime/${name}.ts`),
  "types.ts",
  "validators.d.ts",
  "validators.js",
  "validators/things.d.ts",
  "validators/things.js",
];

export type Project = {
  readonly folder: string;
  /** Writes a file; JSON unless it is text. */
  readonly write: (path: string, content: unknown) => void;
  readonly read: (path: string) => string;
  /** Declares the client anew. */
  readonly declare: (client: object | undefined) => void;
  /** Path → bytes of the documentation, the client among it. */
  readonly tree: () => Readonly<Record<string, Buffer>>;
  readonly run: (...argv: readonly string[]) => Promise<Ran>;
};

/** A documentation site whose config declares this client, with `openapi.json` beside it. */
export const project = (client: object | undefined = {}, document: unknown = api): Project => {
  const folder = mkdtempSync(join(tmpdir(), "client-artifact-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (path: string, content: unknown): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(
      join(folder, path),
      typeof content === "string" ? content : JSON.stringify(content, null, 2),
    );
  };
  const name = "kluster-onboard.config.json";
  const declare = (declared: object | undefined): void =>
    write(name, {
      ...site[name],
      ...(declared && { client: { api: "openapi.json", out: "api", ...declared } }),
    });
  for (const [path, content] of Object.entries(site)) write(path, content);
  declare(client);
  write("openapi.json", document);
  return {
    folder,
    write,
    declare,
    read: (path) => readFileSync(join(folder, path), "utf8"),
    tree: () => bytesOf(join(folder, "docs")),
    run: (...argv) => command(...argv, "--config", join(folder, name)),
  };
};

/** The project after its first `apply`, and nothing to do. */
export const applied = async (...given: Parameters<typeof project>): Promise<Project> => {
  const made = project(...given);
  const first = await made.run("apply", "--yes");
  if (first.code !== 0) throw new Error(first.err);
  return made;
};

/** The lines of a report that tell what changed in the API. */
export const toldOf = (out: string): readonly string[] =>
  [...out.matchAll(/^ {6}~ (.+)$/gm)].map(([, line = ""]) => line);
