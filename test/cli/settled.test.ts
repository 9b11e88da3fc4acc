import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { catalog, config, docs, packageFolder, project, site } from "../support/packed.ts";

/** How a run of the installed command ended, and what it loaded: its own files, and whether Node's digests. */
type Run = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The package's files that were loaded. */
  readonly loaded: readonly string[];
  /** Whether what makes digests was. */
  readonly digests: boolean;
};

const meter = join(project(), "meter.cjs");
writeFileSync(
  meter,
  `process.on("exit", () => {
     const digests = process.moduleLoadList.filter((name) => /^NativeModule crypto$/.test(name));
     require("node:fs").writeSync(3, [...Object.keys(require.cache), ...digests].join("\\n"));
   });`,
);

type Variables = Readonly<Record<string, string>>;

const run = (folder: string, args: readonly string[], env: Variables = {}): Run => {
  const { status, output } = spawnSync(
    process.execPath,
    ["--require", meter, join(packageFolder, "dist/cli.cjs"), ...args],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, XDG_CACHE_HOME: join(folder, "..", "cache"), ...env },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    },
  );
  const [, out = "", err = "", loaded = ""] = output;
  const own = (loaded ?? "").split("\n").map((path) => relative(packageFolder, path));
  return {
    code: status,
    out: out ?? "",
    err: err ?? "",
    loaded: own.filter((path) => path.startsWith("dist")).sort(),
    digests: own.some((path) => path.includes("crypto")),
  };
};

const quick = ["dist/cli.cjs"];
const slow = "dist/chunks/together.cjs";

/** What a run that remembers nothing says. */
const anew = (folder: string, args: readonly string[], env: Variables = {}) => {
  const { code, out, err } = run(folder, args, { ...env, KLUSTER_GEN_NO_CACHE: "1" });
  return { code, out, err };
};

/** Runs until it is remembered, and says so. */
const settle = (folder: string, args: readonly string[], env: Variables = {}): Run => {
  for (let tries = 0; tries < 5; tries += 1) {
    const ran = run(folder, args, env);
    if (ran.loaded.join() === quick.join()) return ran;
  }
  throw new Error("the plan was never remembered");
};

const ts = (before: string, value: string): Readonly<Record<string, unknown>> => {
  const start = `import { defineConfig } from "kluster-gen";\nconst config = ${JSON.stringify(config)};\n`;
  return {
    "catalog.json": catalog,
    ...docs,
    "kluster-onboard.config.ts": `${start}${before}\nexport default defineConfig(${value});\n`,
  };
};

/** A project whose folder above holds its cache. */
const applied = (files: Readonly<Record<string, unknown>>, env: Variables = {}): string => {
  const folder = join(project(), "project");
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  const { code, err } = run(folder, ["apply", "--yes"], env);
  expect(code, err).toBe(0);
  return folder;
};

describe("a plan that is as it was", () => {
  test.each([
    ["of a config in JSON", site, ["plan"], false],
    // Its value is compared by its digest.
    ["of a TypeScript config", ts("", "config"), ["plan", "--check"], true],
  ])("%s says the same, and loads nothing else than its start", (_, files, args, compared) => {
    const folder = applied(files);
    const { loaded, digests, ...said } = settle(folder, args);
    expect(loaded).toEqual(quick);
    expect(digests).toBe(compared);
    expect(said).toEqual(anew(folder, args));
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(run(folder, [...args, "--quiet"])).toMatchObject({ code: 0, out: "", err: "" });
  });

  test("is not taken for one of another folder, environment or tool", () => {
    const folder = applied(site);
    const args = ["plan", "--format", "json"];
    settle(folder, args);
    for (const env of [{ SOURCE_DATE_EPOCH: "1" }, { NO_COLOR: "1" }, { NODE_OPTIONS: "--no-warnings" }])
      expect(run(folder, args, env).loaded, Object.keys(env).join()).toContain(slow);
    const cache = { XDG_CACHE_HOME: join(folder, "..", "cache") };
    expect(run(join(folder, "docs"), args, cache).loaded, "another folder").toContain(slow);
    settle(folder, args);
    utimesSync(join(packageFolder, slow), 1, 1);
    expect(run(folder, args).loaded, "a tool that was built anew").toContain(slow);
    settle(folder, args);
    utimesSync(join(packageFolder, "generators/templates/partials/bash-key.ejs"), 1, 1);
    expect(run(folder, args).loaded, "a template of the package that was changed").toContain(slow);
  });

  test("goes by the day that the environment says, where a page shows it", () => {
    const day = (seconds: number): Variables => ({ SOURCE_DATE_EPOCH: String(seconds) });
    const counted = { ...config, counters: [{ name: "day", page: "models.md", format: "{date}" }] };
    const line = "As of <!-- kluster-gen count day -->2020-01-01<!-- /count -->.";
    const files = {
      "kluster-onboard.config.json": counted,
      "docs/models.md": `${site["docs/models.md"]}\n${line}\n`,
    };
    const folder = applied({ ...site, ...files }, day(0));
    expect(settle(folder, ["plan"], day(0)).out).toContain("in step");
    expect(run(folder, ["plan"], day(86_400)).out).toContain("1 to update");
    expect(run(folder, ["plan"], day(86_400))).toMatchObject(anew(folder, ["plan"], day(86_400)));
  });
});

describe("a config that is a program", () => {
  test("is run every time, once: for its variables, its files and what it prints", () => {
    const read = `import { readFileSync } from "node:fs";
      const name = process.env.PLATFORM ?? readFileSync("platform.txt", "utf8").trim();
      console.log("for", name);`;
    const value = "{ ...config, vars: { ...config.vars, platform: name } }";
    const folder = applied({ ...ts(read, value), "platform.txt": "Aviary" });
    const args = ["plan"];
    const { out } = settle(folder, args);
    expect(out).toMatch(/^for Aviary\nThe documentation is in step/);
    const changed = run(folder, args, { PLATFORM: "Hatchery" });
    expect(changed.out.split("for Hatchery")).toHaveLength(2);
    expect(changed).toMatchObject(anew(folder, args, { PLATFORM: "Hatchery" }));
    expect(changed.out).toContain("2 to update");
    expect(settle(folder, args).out).toBe(out);
    appendFileSync(join(folder, "platform.txt"), "!");
    const edited = run(folder, args);
    expect(edited).toMatchObject(anew(folder, args));
    expect(edited.out).toContain("2 to update");
  });

  test("may change the environment of the rest", () => {
    const set = 'process.env.SOURCE_DATE_EPOCH = process.env.DAY ?? "1";';
    const folder = applied(ts(set, "config"));
    const runs = [1, 2, 3].map(() => run(folder, ["plan"]));
    for (const { loaded } of runs) expect(loaded).toContain(slow);
  });
});
