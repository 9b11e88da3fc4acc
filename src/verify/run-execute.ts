import { delimiter } from "node:path";
import { judge } from "./judge.ts";
import type { LineChecker } from "./lines.ts";
import type { Redirect } from "./redirect.ts";
import { type Verdict, verdict } from "./types.ts";
import type { ApiDocument } from "../../generators/api/types.ts";
import { startMock } from "./mock/server.ts";
import { startGate } from "../io/verify/gate.ts";
import { runProgram } from "../io/verify/process.ts";
import type { Prepared } from "./run-prepare.ts";

/** What all runs have in common. */
export type Stage = {
  readonly api: ApiDocument;
  readonly redirect: Redirect;
  /** IDs of the models that the mock has. */
  readonly models: readonly string[];
  readonly checkLines: LineChecker;
  readonly timeoutMs: number;
  /** Folder of the programs that stand before the real ones, and the PATH of those. */
  readonly shims: string;
  readonly path: string;
};

/** No key: it says what it is where a snippet prints it. */
const key = "dummy-key-of-verify";

const environment = (
  { bench, env }: Prepared,
  { redirect, shims, path }: Stage,
  mock: string,
  gate: string,
): Readonly<Record<string, string>> => ({
  PATH: `${shims}${delimiter}${path}`,
  HOME: bench.home,
  USERPROFILE: bench.home,
  TMPDIR: bench.home,
  LANG: "C.UTF-8",
  PYTHONUTF8: "1",
  PYTHONDONTWRITEBYTECODE: "1",
  API_KEY: key,
  POLL_SECONDS: "0",
  // Whatever isn't for the mock ends at the gate: nothing goes to the network.
  http_proxy: gate,
  https_proxy: gate,
  HTTP_PROXY: gate,
  HTTPS_PROXY: gate,
  ALL_PROXY: gate,
  NO_PROXY: "127.0.0.1",
  no_proxy: "127.0.0.1",
  KG_FROM: redirect.from,
  KG_TO: mock + redirect.path,
  ...env,
});

/** Runs a snippet in an empty folder against a mock of its own, and judges it. */
export const execute = async (prepared: Prepared, stage: Stage): Promise<Verdict> => {
  const { subject, bench, command, args } = prepared;
  const { api, models, checkLines, timeoutMs } = stage;
  const mock = await startMock({ api, models, key, strict: true });
  const gate = await startGate();
  try {
    const env = environment(prepared, stage, mock.url, gate.url);
    // A snippet that asks for the key gets it.
    const input = `${key}\n`.repeat(4);
    const { ending, tail } = await runProgram({ command, args, cwd: bench.work, env, input, timeoutMs });
    const why = judge(subject, { ending, requests: mock.requests, foreign: gate.refused }, checkLines);
    return why.length === 0 ? verdict(subject, "passed") : verdict(subject, "failed", why, tail);
  } finally {
    await Promise.all([mock.close(), gate.close()]);
  }
};
