import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { run } from "../support/hostile/interpreters.ts";
import { bin, config, kg, project, site } from "../support/packed.ts";
import { stateOf } from "../support/tree.ts";

type Screen = { readonly code: number; readonly screen: string };

const parseScreen: (text: string) => Screen = JSON.parse;

/** Runs the command on a terminal; `type` is what to wait for and what to type then. */
const onTerminal = (
  cwd: string,
  args: readonly string[],
  type: readonly (readonly [wait: string, keys: string])[] = [],
  env: Readonly<Record<string, string>> = {},
): Screen =>
  parseScreen(
    run("python3", [
      resolve("test/support/terminal.py"),
      JSON.stringify({ argv: [bin, ...args], cwd, env, type }),
    ]),
  );

const question = "Apply this plan? [y/N] ";

describe("on a terminal", () => {
  test.each([
    ["n", "n\r", 0],
    ["nothing", "\r", 0],
    ["something else", "maybe\r", 0],
    ["the end of input", "\u0004", 0],
    ["Ctrl-C", "\u0003", 130],
  ])("apply asks once, and %s changes nothing", (_, keys, code) => {
    const folder = project(site);
    const before = stateOf(folder);
    const ran = onTerminal(folder, ["apply"], [[question, keys]]);
    expect(ran.screen.split(question)).toHaveLength(2);
    expect(ran.screen).toContain("Nothing was changed.");
    expect(ran.code).toBe(code);
    expect(stateOf(folder)).toEqual(before);
  });

  test.each([
    ["y", ["apply"], [[question, "y\r"]]],
    ["Yes", ["apply"], [[question, "Yes\r"]]],
    ["--yes, unasked,", ["apply", "--yes"], []],
  ] as const)("%s applies", (_, args, type) => {
    const folder = project(site);
    const { code, screen } = onTerminal(folder, args, type);
    expect(code).toBe(0);
    expect(screen).toContain("Applied: 2 created, 2 updated");
    expect(screen.includes(question)).toBe(type.length > 0);
    expect(existsSync(join(folder, "docs/code/auk-1b.py"))).toBe(true);
  });

  test("apply without changes asks nothing", () => {
    const folder = project(site);
    onTerminal(folder, ["apply", "--yes"]);
    const { code, screen } = onTerminal(folder, ["apply"]);
    expect({ code, asked: screen.includes(question) }).toEqual({ code: 0, asked: false });
  });

  test("a saved plan is shown and asked for too", async () => {
    const folder = project(site);
    await kg(folder, ["plan", "--out", "saved.json"]);
    const before = stateOf(folder);
    const { screen } = onTerminal(folder, ["apply", "saved.json"], [[question, "n\r"]]);
    expect(screen).toContain("+\u001b[39m code/auk-1b.py");
    expect(stateOf(folder)).toEqual(before);
  });

  test("there is colour, unless NO_COLOR says otherwise", () => {
    const folder = project(site);
    expect(onTerminal(folder, ["plan"]).screen).toContain("\u001b[32m+\u001b[39m code/auk-1b.py");
    expect(onTerminal(folder, ["plan"], [], { NO_COLOR: "1" }).screen).not.toContain("\u001b");
    expect(onTerminal(folder, ["plan", "--only", "x"]).screen).toContain("\u001b[31merror:");
    expect(onTerminal(folder, ["plan", "--only", "x"], [], { NO_COLOR: "1" }).screen).not.toContain("\u001b");
  });

  test("outside text can't steer it", () => {
    const name = "Auk\u001b[2J\u001b]52;c;ZXZpbA==\u0007\r\u202e1B";
    const folder = project({ ...site, "catalog.json": { data: [{ id: "acme/Auk-1B", name }] } });
    const { screen } = onTerminal(folder, ["plan", "--diff", "--verbose"]);
    expect(screen).toContain("Auk");
    for (const code of ["\u001b[2J", "\u001b]52", "\u0007", "\u202e"]) expect(screen).not.toContain(code);
  });
});

describe("Ctrl-C", () => {
  const many = Array.from({ length: 3000 }, (_, n) => ({ id: `acme/Auk-${n}`, name: `Auk ${n}` }));
  const large = {
    ...site,
    "kluster-onboard.config.json": { ...config, sections: [], tables: [] },
    "catalog.json": { data: many },
  };

  /** Starts the command and interrupts it as soon as `ready` holds. */
  const interrupt = async (
    cwd: string,
    args: readonly string[],
    ready: () => boolean,
  ): Promise<{ readonly code: number | null; readonly output: string }> => {
    const child = spawn(bin, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const closed = new Promise<number | null>((done) => child.on("close", done));
    while (!ready() && child.exitCode === null) await sleep(1);
    child.kill("SIGINT");
    return { code: await closed, output };
  };

  test.each([
    // What is there already gets its files one by one; a new folder is filled first, and appears at once.
    ["into a folder that is there", true],
    ["into a new folder", false],
  ])(
    "while applying %s ends between two files: none is torn, and the next apply does the rest",
    async (_, there) => {
      const folder = project(there ? { ...large, "docs/code/old.txt": "people's\n" } : large);
      const docs = join(folder, "docs");
      const code = join(docs, "code");
      const made = () => (existsSync(code) ? readdirSync(code).filter((name) => name.endsWith(".py")) : []);
      const begun = () =>
        there ? made().length > 0 : readdirSync(docs).some((name) => name.endsWith(".new"));
      const ran = await interrupt(folder, ["apply", "--quiet"], begun);
      expect(ran.code).toBe(130);
      const left = made();
      expect(left.length).toBeLessThan(many.length);
      if (there) expect(left.length).toBeGreaterThan(0);
      else expect(left).toEqual([]);
      for (const name of left)
        expect(readFileSync(join(code, name), "utf8")).toMatch(/^import os\n[^]*\nprint\(.*\)\n$/);
      expect(ran.output).toContain("interrupted");
      const rest = await kg(folder, ["apply", "--quiet"]);
      expect(rest.code).toBe(0);
      expect(made()).toHaveLength(many.length);
      expect(readdirSync(docs).filter((name) => name.endsWith(".new"))).toEqual([]);
      expect((await kg(folder, ["plan", "--check", "--quiet"])).code).toBe(0);
    },
  );

  test.each(["plan", "apply"])(
    "while %s waits for the catalog ends with 130, and nothing was written",
    async (command) => {
      let asked = false;
      const server = createServer(() => {
        asked = true;
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      onTestFinished(() => {
        server.closeAllConnections();
        server.close();
      });
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("no port");
      const folder = project(site);
      const before = stateOf(folder);
      const started = performance.now();
      const { code } = await interrupt(
        folder,
        [command, "--catalog", `http://127.0.0.1:${address.port}/`],
        () => asked,
      );
      expect(code).toBe(130);
      expect(performance.now() - started, "it doesn't wait for the catalog's time-out").toBeLessThan(9000);
      expect(stateOf(folder)).toEqual(before);
    },
  );
});

describe("init on a terminal", () => {
  const files = {
    "models/list.json": { data: [{ id: "acme/auk-1b" }, { id: "acme/wren-2b" }] },
    "docs/models.md": "| Model |\n|---|\n| acme/auk-1b |\n| acme/wren-2b |\n",
  };
  const which = ["Where is the model catalog?", "models/list.json\r"] as const;
  const file = "kluster-onboard.config.ts";
  const write = `Write ${file}`;

  test.each<
    readonly [what: string, type: readonly (readonly [string, string])[], code: number, written: boolean]
  >([
    ["asks for the catalog, then whether to write", [which, [write, "y"]], 0, true],
    ["writes nothing after a no", [which, [write, "n"]], 0, false],
    ["writes nothing when it is left at the first question", [[which[0], "\u0003"]], 130, false],
    ["writes nothing when it is left at the last", [which, [write, "\u0003"]], 130, false],
  ])("%s", (_, type, code, written) => {
    const folder = project(files);
    const ran = onTerminal(folder, ["init"], type);
    expect(ran.code, ran.screen).toBe(code);
    expect(existsSync(join(folder, file))).toBe(written);
    expect(ran.screen.includes("Nothing was written.")).toBe(!written);
  });

  test("--yes asks nothing", async () => {
    const folder = project(files);
    const ran = onTerminal(folder, ["init", "--yes", "--catalog", "models/list.json"]);
    expect([ran.code, ran.screen.includes(write)], ran.screen).toEqual([0, false]);
    expect((await kg(folder, ["plan", "--check"])).code).toBe(0);
  });
});
