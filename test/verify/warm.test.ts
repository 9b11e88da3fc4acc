/** Snippets that share a warm Python: each is in a box of its own, as one with a Python of its own is. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findBox, startWarm } from "../../src/io/verify/box.ts";
import { runProgram } from "../../src/io/verify/process.ts";
import { openRunFolder } from "../../src/io/verify/run-folder.ts";
import { findProgram } from "../../src/io/verify/tools.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { path } from "./support.ts";

const runFolder = openRunFolder();
const { box, lack } = await findBox(runFolder, { PATH: path });
const python = findProgram("python3", path);
const start = async (modules: readonly string[], more = {}) =>
  box && python !== undefined
    ? startWarm({ box, runFolder, python, modules, env: { PATH: path, ...more } })
    : undefined;
const warm = await start(["json", "random"]);
afterAll(async () => {
  await warm?.close();
  await box?.close();
  runFolder.close();
});

const run = async (text: string, timeoutMs = 20_000) => {
  if (warm === undefined) throw new Error("no warm Python");
  const bench = runFolder.bench("snippet.py", text);
  const env = { PATH: path, HOME: bench.home, TOKEN: "own" };
  const program = {
    command: python ?? "",
    args: [bench.snippet],
    cwd: bench.work,
    input: "asked\n",
    timeoutMs,
    env,
  };
  return runProgram(warm.wrap(program, bench));
};

const title = box === undefined ? `NOT RUN, ${lack}: ` : "";
describe.runIf(box !== undefined && python !== undefined)(`${title}a snippet of a warm Python`, () => {
  test.each<readonly [what: string, text: string, out: string]>([
    ["has what was imported", "import sys; print('json' in sys.modules)", "True\n"],
    [
      "has streams, folder, arguments and environment of its own",
      "import os, sys; print(input(), os.getcwd().endswith('/work'), len(sys.argv), os.environ['TOKEN'], __name__)",
      "asked True 1 own __main__\n",
    ],
    [
      "leaves nothing to the next",
      "import json; print(hasattr(json, 'left')); json.left = 1; open('/tmp/left', 'x')",
      "False\n",
    ],
    [
      "finds nothing of the one before",
      "import json, os; print(hasattr(json, 'left'), os.path.exists('/tmp/left'))",
      "False False\n",
    ],
    [
      "can't write elsewhere",
      "import os\ntry: open(os.environ['HOME'] + '/../../x', 'w')\nexcept OSError as e: print(e.errno)",
      "30\n",
    ],
    [
      "can't mount",
      "import subprocess; print(subprocess.run(['mount', '-o', 'remount,bind,rw', '/'], capture_output=True).returncode != 0)",
      "True\n",
    ],
    [
      "has no rights",
      "print([l.split()[1] for l in open('/proc/self/status') if l[:6] in ('CapEff', 'CapBnd', 'CapPrm', 'NoNewP')])",
      "['0000000000000000', '0000000000000000', '0000000000000000', '1']\n",
    ],
    [
      "sees its own processes alone",
      "import os; print(sum(name.isdigit() for name in os.listdir('/proc')))",
      "2\n",
    ],
    ["sees no device but loopback", "print(len(open('/proc/net/dev').readlines()))", "3\n"],
    [
      "holds no file of the others",
      "import os; print(sorted(map(int, os.listdir('/proc/self/fd')))[:4])",
      "[0, 1, 2, 3]\n",
    ],
    [
      "doesn't reach the socket that it was asked for by",
      `import os; print(os.listdir('${runFolder.folder}/warm'))`,
      "[]\n",
    ],
    [
      "runs what is left to its end",
      "import atexit; atexit.register(print, 'end'); raise SystemExit",
      "end\n",
    ],
  ])("%s", async (_, text, out) => {
    const { ending, out: printed, tail } = await run(text);
    expect({ ending, printed, tail }).toEqual({ ending: { type: "exit", code: 0 }, printed: out, tail: out });
  });

  test.each<readonly [string, string, number]>([
    ["an exit code", "raise SystemExit(7)", 7],
    ["an exit with words", "raise SystemExit('no')", 1],
    ["an error", "1 / 0", 1],
    ["a signal", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)", 143],
  ])("ends with %s", async (_, text, code) => {
    expect((await run(text)).ending).toEqual({ type: "exit", code });
  });

  test("draws other lots than the one before", async () => {
    const draw = async () => (await run("import random; print(random.random())")).out;
    expect(await draw()).not.toBe(await draw());
  });

  test("ends when its time is up, with all that it detached", async () => {
    const mark = `32${process.pid}`;
    const text = `import subprocess, time; subprocess.Popen(['sleep', '${mark}'], start_new_session=True); time.sleep(60)`;
    expect((await run(text, 1_500)).ending).toEqual({ type: "timeout", ms: 1_500 });
    const { stdout } = spawnSync("ps", ["-eo", "args"], { encoding: "utf8" });
    expect(stdout).not.toContain(`sleep ${mark}`);
  });

  test("has an interpreter of its own where an import starts a thread", async () => {
    const folder = join(emptyFolder(), "modules");
    mkdirSync(folder);
    const text =
      "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n";
    writeFileSync(join(folder, "busy.py"), text);
    expect(await start(["busy"], { PYTHONPATH: folder })).toBeUndefined();
  });
});
