/** The client as a user of the package gets it: what is loaded when, and that it is the same with every Node. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadedBy } from "../../support/loaded.ts";
import { config, kg, packageFolder, project, site } from "../../support/packed.ts";
import { bytesOf } from "../../support/tree.ts";
import { hasRealDocument, realDocument, realOverlay } from "../../unit/verify/mock/support.ts";
import { api, clientFiles } from "./project.ts";

const name = "kluster-onboard.config.json";
const client = { api: "openapi.json", out: "api" };
const withClient = { ...site, [name]: { ...config, client }, "openapi.json": api };

const libraries = ["json-schema-to-typescript", "ts-morph", "ajv"];
const librariesIn = (loaded: readonly string[]): readonly string[] =>
  libraries.filter((library) => loaded.some((path) => path.includes(`/node_modules/${library}/`)));

test("the libraries are loaded when a client is generated, and never otherwise", async () => {
  const bare = project(site);
  expect(librariesIn(await loadedBy(bare, "plan"))).toEqual([]);
  const folder = project(withClient);
  expect(librariesIn(await loadedBy(folder, "plan"))).toEqual(["json-schema-to-typescript", "ts-morph"]);
  expect((await kg(folder, ["apply", "--yes"])).code).toBe(0);
  for (const command of [["plan"], ["apply", "--yes"], ["client"]]) {
    const loaded = await loadedBy(folder, ...command);
    expect(librariesIn(loaded)).toEqual([]);
    // Nor is the description even parsed.
    expect(loaded.filter((path) => /^generators\/api\/(?!json\.ts)/.test(path))).toEqual([]);
    expect(loaded).toContain("generators/client/summary/digest.ts");
  }
});

test("the engine fetches the catalog without a generated client or its libraries", async () => {
  const server = createServer((_, response) => response.end(JSON.stringify(site["catalog.json"])));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const folder = project(site);
  const url = `http://127.0.0.1:${address.port}/v1/models?all=1`;
  const loaded = await loadedBy(folder, "plan", "--catalog", url);
  expect(loaded).toContain("src/io/http/request.ts");
  expect(librariesIn(loaded)).toEqual([]);
});

// Set to another Node's program, the client must come out the same with it.
const otherNode = process.env.OTHER_NODE;

test.runIf(otherNode !== undefined)("another Node generates the same bytes", () => {
  const made = [process.execPath, otherNode ?? ""].map((node) => {
    const folder = project(withClient);
    execFileSync(node, [join(packageFolder, "dist/cli.cjs"), "client", "--yes"], { cwd: folder });
    return bytesOf(join(folder, "docs", "api"));
  });
  expect(Object.keys(made[0] ?? {})).toEqual(clientFiles);
  expect(made[0]).toEqual(made[1]);
});

/** The program of an older compiler, in a folder of its own. */
const olderCompiler = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "typescript-5.9-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const quiet = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", ["install", ...quiet, "typescript@5.9.3"], { cwd: folder });
  return join(folder, "node_modules/typescript/bin/tsc");
};

const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  target: "es2022",
  module: "nodenext",
  lib: ["es2022", "dom", "dom.iterable"],
  types: [],
  noEmit: true,
  // TypeScript's own declarations are more than half of the work, and no business of this.
  skipDefaultLibCheck: true,
};

test("TypeScript 5.9 has nothing to say against the output, under its strictest flags", async () => {
  const compiler = olderCompiler();
  const folder = project(withClient);
  expect((await kg(folder, ["client", "--yes"])).code).toBe(0);
  if (hasRealDocument) {
    cpSync(realDocument, join(folder, "real.json"));
    cpSync(realOverlay, join(folder, "overlay.yaml"));
    const real = { api: "real.json", overlays: ["overlay.yaml"], out: "real" };
    writeFileSync(join(folder, "real.config.json"), JSON.stringify({ ...config, client: real }));
    expect((await kg(folder, ["client", "--yes", "--config", "real.config.json"])).code).toBe(0);
  }
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: strictest, include: ["docs"] }),
  );
  writeFileSync(join(folder, "docs/package.json"), '{ "type": "module" }');
  const checked = () => spawnSync(process.execPath, [compiler, "-p", "."], { cwd: folder, encoding: "utf8" });
  expect(checked()).toMatchObject({ stdout: "", status: 0 });
  const wrong = `import { createClient } from "./api/client.js";\nvoid createClient().things.retrieve(1);\n`;
  writeFileSync(join(folder, "docs/wrong.ts"), wrong);
  expect(checked().stdout).toMatch(/^docs\/wrong\.ts\(2,.*TS2345/);
});
