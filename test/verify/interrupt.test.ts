import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { emptyFolder } from "../support/hostile/interpreters.ts";

const entry = resolve("node_modules/.cache/verify-entry.mjs");

beforeAll(() =>
  build({
    stdin: {
      contents:
        'export { runProgram } from "./src/io/verify/process.ts"; export { openRunFolder } from "./src/io/verify/run-folder.ts";',
      resolveDir: ".",
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: entry,
    logLevel: "warning",
  }),
);

const wait = async (done: () => boolean): Promise<void> => {
  for (let left = 200; left > 0 && !done(); left -= 1) await new Promise((go) => setTimeout(go, 50));
};

describe.each(["SIGINT", "exit"])("a verification that ends by %s", (way) => {
  test("leaves no process and no folder behind", async () => {
    const folder = emptyFolder();
    const temporary = join(folder, "tmp");
    mkdirSync(temporary);
    const alive = join(folder, "alive");
    const script = join(folder, "main.mjs");
    writeFileSync(
      script,
      `import { openRunFolder, runProgram } from ${JSON.stringify(entry)};
const bench = openRunFolder().bench("a.sh", "while :; do date +%N > ${alive}; sleep 0.05; done");
process.on("SIGINT", () => process.exit(130));
if (${JSON.stringify(way)} === "exit") setTimeout(() => process.exit(1), 500);
await runProgram({ command: "bash", args: [bench.snippet], cwd: bench.work, env: { PATH: process.env.PATH }, input: "", timeoutMs: 60_000 });
`,
    );
    const child = spawn(process.execPath, [script], {
      env: { PATH: process.env.PATH, TMPDIR: temporary },
      stdio: "ignore",
    });
    const ended = new Promise((done) => child.on("exit", done));
    await wait(() => existsSync(alive));
    expect(readdirSync(temporary)).toHaveLength(1);
    if (way === "SIGINT") child.kill("SIGINT");
    await ended;
    const last = readFileSync(alive, "utf8");
    await new Promise((go) => setTimeout(go, 400));
    expect(readFileSync(alive, "utf8")).toBe(last);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
