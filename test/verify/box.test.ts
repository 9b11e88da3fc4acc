/** What a snippet tries in order to leave its box, and how it ends. */
import { spawnSync } from "node:child_process";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findBox } from "../../src/io/verify/box.ts";
import { runProgram } from "../../src/io/verify/process.ts";
import { openRunFolder } from "../../src/io/verify/run-folder.ts";
import { findProgram } from "../../src/io/verify/tools.ts";
import { verify } from "../../src/verify/run.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { askingBash, newEnvironment, settingsWith, subjectOf } from "./support.ts";

const runFolder = openRunFolder();
const env = { PATH: process.env.PATH ?? "" };
const { box, lack } = await findBox(runFolder, env);
afterAll(async () => {
  await box?.close();
  runFolder.close();
});
const unshare = findProgram("unshare", env.PATH) ?? "";
const there = box !== undefined;
const title = there ? "" : `NOT RUN, ${lack}: `;

// Not in the temporary folder, of which a box has its own.
const outside = mkdtempSync(resolve("node_modules/.cache/outside-"));
// Another program's, beside the folder of this run.
const others = mkdtempSync("/tmp/kluster-gen-others-");
afterAll(() => {
  for (const folder of [outside, others]) rmSync(folder, { recursive: true });
});
const temporary = join(others, "file");
writeFileSync(temporary, "");
const file = join(outside, "kept");
writeFileSync(file, "as it was");

const run = async (script: string, timeoutMs = 20_000) => {
  if (box === undefined) throw new Error("no box");
  const bench = runFolder.bench("snippet.sh", script);
  const program = { command: "/bin/bash", args: [bench.snippet], cwd: bench.work, input: "", timeoutMs };
  return runProgram(box.wrap({ ...program, env: { ...env, HOME: bench.home } }, bench));
};

describe.runIf(there)(`${title}a snippet in its box`, () => {
  test.each<readonly [what: string, script: string]>([
    ["writes into its folder and its home", 'echo x > here && echo x > "$HOME/there"'],
    ["can't write elsewhere", `! echo x > ${file}`],
    ["can't delete elsewhere", `! rm -f ${file}`],
    ["can't make files beside its folder", "! echo x > ../../file"],
    ["can't change itself", '! echo x >> "$0"'],
    [
      "has a temporary folder of its own",
      "echo x > /tmp/kluster-gen-escape && [ $(cat /tmp/kluster-gen-escape) = x ]",
    ],
    ["finds nothing of the others' there", `! ls ${temporary} && [ ! -e /tmp/kluster-gen-escape ]`],
    ["can't fill the disk", "! cat <(head -c 200M /dev/zero) | tee a b c d > e 2>/dev/null"],
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

  test.each<readonly [what: string, script: string]>([
    ["a server of the machine", "! echo x > /dev/tcp/127.0.0.1/PORT"],
    [
      "a server of the machine, by its other addresses",
      "! echo x > /dev/tcp/$(hostname -I | cut -d' ' -f1)/PORT",
    ],
    ["an address of the network", "! echo x > /dev/tcp/192.0.2.1/80"],
    ["a name server", "! getent hosts example.com"],
    ["any device but loopback", "[ $(tail -n +3 /proc/net/dev | wc -l) = 1 ]"],
    [
      "sockets of services by their files",
      `! python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect("SOCKET")'`,
    ],
    [
      "sockets of services without files",
      `! python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect("\\0ABSTRACT")'`,
    ],
    ["another network, by way of its first process", "! nsenter --net=/proc/1/ns/net ip link add type dummy"],
    ["the sockets of warm interpreters", `[ -z "$(ls -A ${runFolder.folder}/warm)" ]`],
  ])("doesn't reach %s", async (_, script) => {
    const abstract = `kluster-gen-${process.pid}`;
    const socket = `/run/${abstract}`;
    const server = createServer((connection) => connection.end());
    const listen = (where: number | string) => new Promise<void>((resolve) => server.listen(where, resolve));
    await listen(script.includes("SOCKET") ? socket : script.includes("ABSTRACT") ? `\0${abstract}` : 0);
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const text = script
      .replaceAll("PORT", String(port))
      .replaceAll("SOCKET", socket)
      .replaceAll("ABSTRACT", abstract);
    const { ending, tail } = await run(`{ ${text}; } 2>&1 || exit 9`);
    server.close();
    expect({ ending, tail: ending.type === "exit" && ending.code === 0 ? "" : tail }).toEqual({
      ending: { type: "exit", code: 0 },
      tail: "",
    });
  });

  test("reaches what is opened for it", async () => {
    const server = createHttpServer((_, response) => response.end("here"));
    const url = (await box?.listen?.(server)) ?? "";
    expect(await run(`curl --silent ${url}`)).toMatchObject({ out: "here" });
    server.close();
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

/** A PATH on which a program does something else first. */
const pathWith = (name: string, script: string): Readonly<Record<string, string>> => {
  const folder = emptyFolder();
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}`, { mode: 0o755 });
  return { ...newEnvironment(), PATH: `${folder}:${env.PATH}` };
};

describe("a machine that can't contain it all", () => {
  test.each([
    [
      "makes no namespaces",
      "echo 'no namespaces' >&2; exit 1",
      /^verify-not-contained: Snippets run with all your rights, because no namespaces\.$/,
    ],
    [
      "makes no networks",
      `case "$*" in *--net*) echo 'no networks' >&2; exit 1 ;; esac; exec ${unshare} "$@"`,
      there
        ? /^verify-not-contained: Snippets that go around proxies reach the network, because no networks\.$/
        : /^verify-not-contained: Snippets run with all your rights/,
    ],
  ])("says before the first run that it %s", async (_, script, message) => {
    const order: string[] = [];
    await verify(
      { folder: resolve("."), file: "config", models: ["acme/Auk-1B"], settings: settingsWith() },
      [subjectOf(askingBash())],
      { env: pathWith("unshare", script), version: "0" },
      {
        fresh: true,
        uncontained: ({ code, message: said }) => order.push(`${code}: ${said}`),
        progress: (done) => order.push(String(done)),
      },
    );
    expect(order).toEqual([expect.stringMatching(message), "1"]);
  });
});
