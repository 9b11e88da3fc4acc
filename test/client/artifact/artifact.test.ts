/** The client as one more artifact of plan and apply. */
import { rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { api, apiWith, applied, clientFiles, overlay, project, toldOf } from "./project.ts";

const things = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
const withField = (field: object, ...required: readonly string[]): object =>
  apiWith({ ...things, required: ["id", ...required], properties: { ...things.properties, ...field } });

const createdIn = (out: string): readonly string[] =>
  [...out.matchAll(/^ {2}\+ api\/(\S+)$/gm)].map(([, path = ""]) => path);

const planOf = (out: string): string => /^Plan: .*$/m.exec(out)?.[0] ?? out;

const nothing = (kept: number): string =>
  `Plan: 0 to create, 0 to update, 0 to delete, 0 renamed, ${kept} unchanged.`;

describe("the life of a client", () => {
  test("the first plan creates its files, apply writes them, and then there is nothing to do", async () => {
    const site = project();
    const planned = await site.run("plan", "--only", "client");
    expect(planned.code).toBe(0);
    expect(createdIn(planned.out)).toEqual(clientFiles);
    expect(Object.keys(site.tree()).filter((path) => path.startsWith("api/"))).toEqual([]);
    expect((await site.run("apply", "--only", "client", "--yes")).code).toBe(0);
    const made = site.tree();
    expect(Object.keys(made).filter((path) => path.startsWith("api/"))).toEqual(
      clientFiles.map((path) => `api/${path}`),
    );
    expect(planOf((await site.run("plan", "--only", "client")).out)).toBe(nothing(clientFiles.length));
    expect((await site.run("client", "--yes")).code).toBe(0);
    expect(site.tree()).toEqual(made);
  });

  test("it is part of a whole plan, and left out where only something else is asked for", async () => {
    const site = project();
    expect(createdIn((await site.run("plan")).out)).toEqual(clientFiles);
    expect(createdIn((await site.run("plan", "--only", "snippets")).out)).toEqual([]);
    expect(createdIn((await site.run("client")).out)).toEqual(clientFiles);
  });

  test("every run gives the same bytes", async () => {
    const [first, second] = [await applied(), await applied()];
    expect(first.tree()).toEqual(second.tree());
  });

  test("a missing file is made again, like the others", async () => {
    const site = await applied();
    const before = site.tree();
    rmSync(`${site.folder}/docs/api/runtime/retry.ts`);
    expect(createdIn((await site.run("client", "--yes")).out)).toEqual(["runtime/retry.ts"]);
    expect(site.tree()).toEqual(before);
  });
});

describe("what changed since is found out and told as what changed in the API", () => {
  const { "/things": list, "/things/{id}": one } = api.paths;
  test.each<{ name: string; document: object; told: readonly string[] }>([
    {
      name: "an operation more",
      document: { ...api, paths: { ...api.paths, "/parts/{id}": { get: one.get } } },
      told: ["operation added: GET /parts/{id} (parts.retrieve)"],
    },
    {
      name: "an operation less",
      document: { ...api, paths: { "/things": list, "/things/{id}": { get: one.get } } },
      told: ["operation removed: DELETE /things/{id} (things.delete)"],
    },
    {
      name: "a field more",
      document: withField({ price: { type: "number" } }),
      told: ["field added: Thing.price?: number"],
    },
    {
      name: "a field less",
      document: apiWith({ type: "object", properties: { name: { type: "string" } } }),
      told: ["field removed: Thing.id", "field added: Thing.name?: string"],
    },
    {
      name: "a field of another type",
      document: withField({ id: { type: "integer" } }),
      told: ["field changed: Thing.id: string → number"],
    },
  ])("$name", async ({ document, told }) => {
    const site = await applied();
    site.write("openapi.json", document);
    const planned = await site.run("plan");
    expect(toldOf(planned.out)).toEqual(told);
    expect(planOf(planned.out)).toContain(`${clientFiles.length} to update`);
    expect((await site.run("client", "--yes")).code).toBe(0);
    expect((await site.run("plan", "--check")).code).toBe(0);
    const anew = await applied({}, document);
    expect(site.tree()).toEqual(anew.tree());
  });

  test("an overlay", async () => {
    const site = project({ overlays: ["overlay.json"] });
    site.write("overlay.json", overlay("price"));
    await site.run("client", "--yes");
    expect(site.read("docs/api/types.ts")).toContain("price?: number");
    site.write("overlay.json", overlay("weight"));
    const planned = await site.run("client", "--yes");
    expect(toldOf(planned.out)).toEqual(["field removed: Thing.price", "field added: Thing.weight?: number"]);
    expect(site.read("docs/api/types.ts")).toContain("weight?: number");
  });

  test.each([
    [
      "an operation's name",
      { operationNames: { "GET /things": "things.all" } },
      "client.ts",
      "function all(",
    ],
    ["a type's name", { typeNames: { Thing: "Item" } }, "types.ts", "interface Item"],
    ["the base URL", { baseUrl: "https://other.example" }, "client.ts", "https://other.example"],
    ["the ending of imports", { importEnding: ".ts" }, "client.ts", "runtime/index.ts"],
  ])("an option: %s", async (_, options, path, want) => {
    const site = await applied();
    expect(site.read(`docs/api/${path}`)).not.toContain(want);
    site.declare(options);
    expect(planOf((await site.run("client", "--yes")).out)).toContain(`${clientFiles.length} to update`);
    expect(site.read(`docs/api/${path}`)).toContain(want);
    expect(planOf((await site.run("client")).out)).toBe(nothing(clientFiles.length));
  });

  test("validators that are no longer wanted are deleted, unless somebody edited them", async () => {
    const site = await applied();
    site.write("docs/api/validators.d.ts", `${site.read("docs/api/validators.d.ts")}// mine\n`);
    site.declare({ validators: false });
    const planned = await site.run("client", "--yes");
    expect(planned.out).toContain("- api/validators.js");
    const left = Object.keys(site.tree()).filter((path) => path.startsWith("api/validators"));
    expect(left).toEqual(["api/validators.d.ts"]);
    expect(planOf((await site.run("client")).out)).toBe(nothing(clientFiles.length - 5));
  });
});

describe("a description in several files", () => {
  const spread = apiWith({
    type: "object",
    properties: { part: { $ref: "models/my%20part.json#/$defs/Part" } },
  });
  const part = { $defs: { Part: { type: "object", properties: { size: { $ref: "size.json" } } } } };

  test("a change of any of them alone is noticed, also of one that another refers to", async () => {
    const site = project({}, spread);
    site.write("models/my part.json", part);
    site.write("models/size.json", { title: "Size", type: "string" });
    await site.run("client", "--yes");
    expect(planOf((await site.run("client")).out)).toBe(nothing(clientFiles.length));
    site.write("models/size.json", { title: "Size", type: "number" });
    expect(toldOf((await site.run("client", "--yes")).out)).toEqual(["field changed: Size: string → number"]);
    site.write("models/my part.json", { $defs: { Part: { type: "boolean" } } });
    expect(planOf((await site.run("client", "--yes")).out)).toContain("to update");
    expect(planOf((await site.run("client")).out)).toBe(nothing(clientFiles.length));
  });

  test("so is one that only an overlay refers to", async () => {
    const site = project({ overlays: ["overlay.json"] });
    const update = { price: { $ref: "price.json" } };
    site.write("overlay.json", {
      ...overlay("price"),
      actions: [{ target: "$.components.schemas.Thing.properties", update }],
    });
    site.write("price.json", { type: "number" });
    await site.run("client", "--yes");
    expect(planOf((await site.run("client")).out)).toBe(nothing(clientFiles.length));
    site.write("price.json", { type: "string" });
    expect(planOf((await site.run("client")).out)).toContain("to update");
  });

  test.each([
    ["https://example.com/thing.json", "api-reference-remote"],
    ["file:///etc/hostname", "api-reference-remote"],
    ["//example.com/thing.json", "api-reference-remote"],
    ["/etc/hostname", "api-reference-invalid"],
    ["../outside.json", "api-outside"],
    ["models/../../outside.json", "api-outside"],
    ["gone.json", "api-unreadable"],
  ])("a $ref to %s is one problem, and nothing is written", async (ref, code) => {
    const site = project({}, apiWith({ $ref: ref }));
    const before = site.tree();
    const ran = await site.run("client", "--yes");
    expect({ code: ran.code, problems: ran.err.match(/^error.*$/gm) }).toEqual({
      code: 1,
      problems: [expect.stringContaining(code)],
    });
    expect(site.tree()).toEqual(before);
  });
});

describe("a file that somebody edited", () => {
  const edit = "export const mine = 1;\n";
  const edited = async () => {
    const site = await applied();
    site.write("docs/api/client.ts", `${site.read("docs/api/client.ts")}${edit}`);
    return site;
  };

  test("stays while nothing changed", async () => {
    const site = await edited();
    expect(await site.run("plan", "--check")).toMatchObject({ code: 0 });
    expect(await site.run("client", "--yes")).toMatchObject({ code: 0 });
    expect(site.read("docs/api/client.ts")).toContain(edit);
  });

  test("is left alone when something changed, which is told by the exit code", async () => {
    const site = await edited();
    site.write("openapi.json", withField({ price: { type: "number" } }));
    for (const command of [["plan"], ["client", "--yes"], ["client", "--yes"]]) {
      const ran = await site.run(...command);
      expect(ran.code).toBe(3);
      expect(ran.out).toContain("! api/client.ts  The file was edited by hand: --replace generates it anew.");
    }
    expect(site.read("docs/api/client.ts")).toContain(edit);
    // The files fit each other only as a whole.
    expect(site.read("docs/api/types.ts")).not.toContain("price?: number");
  });

  test.each([
    ["while nothing changed", undefined],
    ["when something changed", withField({ price: { type: "number" } })],
  ])("is generated anew with --replace, %s", async (_, document) => {
    const site = await edited();
    if (document !== undefined) site.write("openapi.json", document);
    expect((await site.run("client", "--yes", "--replace")).code).toBe(0);
    expect(site.tree()).toEqual((await applied({}, document)).tree());
  });
});

describe("what is wrong is said, and where", () => {
  const missing = { $ref: "#/components/parameters/Limit" };
  test.each<[what: string, document: unknown, want: readonly string[]]>([
    [
      "a reference that leads nowhere",
      { ...api, paths: { "/things": { get: { ...api.paths["/things"].get, parameters: [missing] } } } },
      ["openapi.json#/paths/~1things/get/parameters/0"],
    ],
    ["a later version", { ...api, openapi: "4.0.0" }, ["openapi.json#/openapi"]],
    ["something else", { hello: "world" }, ["openapi.json#"]],
    ["half a document", '{ "openapi": "3.1.0", "paths": {', ["openapi.json"]],
  ])("%s", async (_, document, want) => {
    const site = project({}, document);
    const before = site.tree();
    const ran = await site.run("apply", "--only", "client", "--yes");
    expect(ran.code).toBe(1);
    for (const where of want) expect(ran.err).toContain(where);
    expect(ran.err).not.toContain("    at ");
    expect(site.tree()).toEqual(before);
  });

  test("no description at all", async () => {
    const site = project({ api: "gone.yaml", overlays: ["gone-too.yaml"] });
    const ran = await site.run("client");
    expect(ran.code).toBe(1);
    for (const name of ["gone.yaml", "gone-too.yaml"]) expect(ran.err).toContain(name);
  });

  test("`client` without a client in the config", async () => {
    const site = project();
    site.declare(undefined);
    const ran = await site.run("client");
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("config-no-client");
    expect((await site.run("plan", "--only", "client")).code).toBe(0);
  });
});
