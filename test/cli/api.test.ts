import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { project, site } from "../support/packed.ts";
import { stateOf } from "../support/tree.ts";

const start = promisify(execFile);

/** Runs a program that imports the installed package; gives what it printed. */
const program = async (folder: string, text: string) => {
  writeFileSync(join(folder, "program.mjs"), text);
  return start(process.execPath, ["program.mjs"], { cwd: folder });
};

test("plan, apply and check as a program calls them; nothing but the program writes to the terminal", async () => {
  const folder = project(site);
  const before = stateOf(join(folder, "docs"));
  const { stdout, stderr } = await program(
    folder,
    `import { apply, check, loadConfig, plan } from "kluster-gen";
const told = [];
const config = await loadConfig();
told.push(config.ok && config.value.file);
const planned = await plan({ progress: ({ what }) => told.push(what) });
told.push(planned.status, planned.plan.summary.create);
const seen = [];
told.push((await apply({ plan: planned, review: (each) => { seen.push(each.status); return false; } })).status);
told.push(...seen, (await apply({ plan: planned })).status, (await apply()).status, (await check()).status);
console.log(JSON.stringify([...new Set(told)]));`,
  );
  expect(JSON.parse(stdout)).toEqual([
    "kluster-onboard.config.json",
    "Reading",
    "Rendering",
    "Planning pages",
    "changes",
    2,
    "declined",
    "applied",
    "in-step",
    "found",
  ]);
  expect(stderr).toBe("");
  expect(stateOf(join(folder, "docs"))).not.toEqual(before);
  expect(existsSync(join(folder, "docs/code/auk-1b.py"))).toBe(true);
});

test("a saved plan is applied by its file's name, and a wrong config is a value", async () => {
  const folder = project(site);
  const { stdout } = await program(
    folder,
    `import { writeFileSync } from "node:fs";
import { apply, loadConfig, plan, verify } from "kluster-gen";
const stale = await apply({ plan: "absent.json" });
const config = await loadConfig({ config: "absent.json" });
const unread = await plan({ catalog: "absent.json" });
const unverified = await verify();
console.log(JSON.stringify([stale, config, unread.plan, unverified].map(({ problems }) => problems[0].code)));`,
  );
  expect(JSON.parse(stdout)).toEqual([
    "plan-unreadable",
    "config-not-found",
    "catalog-file-missing",
    "config-no-verify",
  ]);
});

test("an aborted run doesn't wait for its catalog, and writes nothing", async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const folder = project(site);
  const before = stateOf(join(folder, "docs"));
  const { stdout } = await program(
    folder,
    `import { apply } from "kluster-gen";
const begun = performance.now();
const signal = AbortSignal.timeout(200);
const { status, problems, plan } = await apply({ catalog: "http://127.0.0.1:${port}/", signal });
console.log(JSON.stringify([status, plan.problems.map(({ code }) => code), performance.now() - begun < 5000]));`,
  );
  expect(JSON.parse(stdout)).toEqual(["interrupted", ["aborted"], true]);
  expect(stateOf(join(folder, "docs"))).toEqual(before);
});

test("init writes what `review` lets through", async () => {
  const folder = project({
    "catalog.json": { data: [{ id: "acme/auk-1b" }, { id: "acme/wren-2b" }] },
    "docs/models.md": "| Model |\n|---|\n| acme/auk-1b |\n| acme/wren-2b |\n",
  });
  const { stdout, stderr } = await program(
    folder,
    `import { init } from "kluster-gen";
const declined = await init({ review: ({ files }) => files.size === 0 });
const written = await init();
console.log(JSON.stringify([declined.status, written.status, [...written.files.keys()]]));`,
  );
  expect(JSON.parse(stdout)).toEqual([
    "declined",
    "written",
    ["kluster-onboard.config.ts", "docs/.kluster-gen/lock.jsonl"],
  ]);
  expect(stderr).toBe("");
  expect(readFileSync(join(folder, "kluster-onboard.config.ts"), "utf8")).toContain("defineConfig");
});

test("the types that are shipped say what each call takes and gives", async () => {
  const folder = project({
    "program.mts": `import { apply, check, init, loadConfig, plan, verify, type PlanResult } from "kluster-gen";
const planned: PlanResult = await plan({ only: ["tables"], signal: AbortSignal.timeout(1) });
const status: "in-step" | "changes" | "blocked" | "error" = planned.status;
const applied = await apply({ plan: planned, review: ({ plan: { changes } }) => changes.length < 5 });
const paths: readonly string[] = applied.results.map(({ path }) => path);
const lines: readonly number[] = (await check({ fix: true })).findings.map(({ line }) => line);
const results = (await verify({ models: ["a"] })).verdicts.map(({ result }) => result === "passed");
const config = await loadConfig();
const root: string | undefined = config.ok ? config.value.config.root : config.problems[0]?.message;
// @ts-expect-error there is no such part
await plan({ only: ["pictures"] });
// @ts-expect-error a status is one of those that are listed
if (applied.status === "perhaps") throw new Error(status);
export const all = [paths, lines, results, root, (await init()).files.size];
`,
  });
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const how = [
    "--noEmit",
    "--strict",
    "--target",
    "es2023",
    "--module",
    "nodenext",
    "--exactOptionalPropertyTypes",
    "--skipDefaultLibCheck",
  ];
  const types = ["--typeRoots", resolve("node_modules/@types"), "--types", "node"];
  const said = await new Promise<string>((done) =>
    execFile(process.execPath, [tsc, ...how, ...types, "program.mts"], { cwd: folder }, (_, out) =>
      done(out),
    ),
  );
  expect(said).toBe("");
});
