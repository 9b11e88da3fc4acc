/** What a snippet tries in order to leave its box, and how it ends. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findBox } from "../../src/io/verify/box.ts";
import { runProgram } from "../../src/io/verify/process.ts";
import { openRunFolder } from "../../src/io/verify/run-folder.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";

const runFolder = openRunFolder();
const env = { PATH: process.env.PATH ?? "" };
const box = await findBox(runFolder, env);
const there = typeof box === "function";
const title = there ? "" : `NOT RUN, ${box.lack}: `;

const outside = emptyFolder();
const file = join(outside, "kept");
writeFileSync(file, "as it was");

const run = async (script: string, timeoutMs = 20_000) => {
  if (!there) throw new Error("no box");
  const bench = runFolder.bench("snippet.sh", script);
  const program = { command: "/bin/bash", args: [bench.snippet], cwd: bench.work, input: "", timeoutMs };
  return runProgram(box({ ...program, env: { ...env, HOME: bench.home } }, bench.folder));
};

describe.runIf(there)(`${title}a snippet in its box`, () => {
  test.each<readonly [what: string, script: string]>([
    ["writes into its folder and its home", 'echo x > here && echo x > "$HOME/there"'],
    ["can't write elsewhere", `! echo x > ${file}`],
    ["can't delete elsewhere", `! rm -f ${file}`],
    ["can't make files beside its folder", "! echo x > ../../file"],
    ["can't write to the machine's temporary folder", "! echo x > /tmp/kluster-gen-escape"],
    ["can't write to shared memory", "! echo x > /dev/shm/kluster-gen-escape"],
    ["can't make what is read-only writable", "! mount -o remount,bind,rw / 2>/dev/null"],
    [
      "can't do it from namespaces of its own either",
      `! unshare --user --map-root-user --mount sh -c 'mount -o remount,bind,rw / && echo x > ${file}'`,
    ],
    ["sees no process of the machine", `! kill -0 ${process.pid} && ! ls /proc/${process.pid}/environ`],
    ["can't write a huge file", "! head -c 300M /dev/zero > big"],
    ["can't take memory without end", "! dd if=/dev/zero of=/dev/null bs=5G count=1 2>/dev/null"],
    ["takes its limits with it", "! ulimit -n 100000 2>/dev/null"],
  ])("%s", async (_, script) => {
    const { ending, tail } = await run(`{ ${script}; } 2>&1 || exit 9`);
    expect({ ending, tail: ending.type === "exit" && ending.code === 0 ? "" : tail }).toEqual({
      ending: { type: "exit", code: 0 },
      tail: "",
    });
    expect(readFileSync(file, "utf8")).toBe("as it was");
  });

  test("is stopped when it floods its output", async () => {
    expect((await run("yes")).ending).toEqual({ type: "flood", bytes: 64 * 1024 * 1024 });
  });

  test("is stopped when its time is up", async () => {
    expect((await run("sleep 60", 1_000)).ending).toEqual({ type: "timeout", ms: 1_000 });
  });

  test("ends with all that it detached", async () => {
    const mark = `31${process.pid}`;
    await run(`setsid nohup sleep ${mark} >/dev/null 2>&1 & sleep 0.2`);
    const { stdout } = spawnSync("ps", ["-eo", "args"], { encoding: "utf8" });
    expect(stdout).not.toContain(`sleep ${mark}`);
  });

  test("keeps its exit code", async () => {
    expect((await run("exit 3")).ending).toEqual({ type: "exit", code: 3 });
  });
});
