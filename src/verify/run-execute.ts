import { constants } from "node:os";
import { delimiter } from "node:path";
import { judge } from "./judge.ts";
import type { LineChecker } from "./mock/check.ts";
import type { Redirect } from "./redirect.ts";
import { pythonEnvironment } from "./run-python.ts";
import { lackOf, readdressed } from "./toolchains.ts";
import { type Ending, type Subject, type Verdict, verdict } from "./types.ts";
import type { Must } from "./fences/marks.ts";
import type { MockRequest } from "./mock/body.ts";
import type { Fault } from "./mock/send.ts";
import { type StandIn, listenHere, startGate } from "./mock/gate.ts";
import { type Mock, type ReadyApi, startMock } from "./mock/server.ts";
import type { Box, Warm } from "../io/verify/box.ts";
import type { Certificate } from "../io/verify/certificate.ts";
import { runProgram } from "../io/verify/process.ts";
import type { RunFolder } from "../io/verify/run-folder.ts";
import { findProgram } from "../io/verify/tools.ts";
import type { Prepared } from "./run-prepare.ts";

/** What all runs have in common. */
export type Stage = {
  readonly api: ReadyApi;
  readonly redirect: Redirect;
  /** By which the mock stands in for the API's host; undefined where there can be none. */
  readonly certificate: Certificate | undefined;
  /** IDs of the models that the mock has. */
  readonly models: readonly string[];
  readonly checkLines: LineChecker;
  readonly timeoutMs: number;
  readonly runFolder: RunFolder;
  /** What keeps the runs apart from the machine; undefined where it has none. */
  readonly box: Box | undefined;
  /** A Python that has imported what the snippets do. */
  readonly warm: Promise<Warm | undefined> | undefined;
  /** Told what a run that went well asked for. */
  readonly asked: ((subject: Subject, requests: readonly MockRequest[]) => void) | undefined;
  /** The environment of the machine. */
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** No key: it says what it is where a snippet prints it. */
const key = "dummy-key-of-verify";

/** A page's code takes its key from a variable that is called so. */
const keysIn = ({ fence, text }: Subject): Readonly<Record<string, string>> =>
  fence === undefined
    ? {}
    : Object.fromEntries((text.match(/\b[A-Z][A-Z\d_]*_(?:KEY|TOKEN)\b/g) ?? []).map((name) => [name, key]));

/** The text as the program that runs it is given it. */
const textFor = ({ subject, toolchain }: Prepared, { redirect }: Stage, mock: string): string => {
  const { begin } = toolchain ?? {};
  const opened = begin === undefined || begin.unless.test(subject.text) ? "" : begin.text;
  return opened + readdressed(subject.text, redirect.from, mock + redirect.path);
};

const faults: Readonly<Record<Must, Fault>> = {
  "retry-once": { status: 429, retryAfter: "0", html: false, delay: 0 },
  "retry-error": { status: 500, html: false, delay: 0 },
  "broken-stream": { breakage: "break", html: false, delay: 0 },
};

/** A box gives a signal as a shell does, unless the page wants just that exit code. */
const endingInside = (ending: Ending, { fence }: Subject): Ending => {
  if (ending.type !== "exit" || ending.code === fence?.marks.exit) return ending;
  const [signal] = Object.entries(constants.signals).find(([, number]) => number + 128 === ending.code) ?? [];
  return signal === undefined ? ending : { type: "signal", signal };
};

const environment = (
  { subject, bench, env }: Prepared,
  { redirect, runFolder, certificate, env: outer }: Stage,
  mock: string,
  gate: string,
): Readonly<Record<string, string>> => ({
  PATH: `${runFolder.shims}${delimiter}${outer.PATH ?? ""}`,
  HOME: bench.home,
  USERPROFILE: bench.home,
  TMPDIR: bench.home,
  ...pythonEnvironment,
  ...keysIn(subject),
  ...Object.fromEntries((subject.fence?.marks.env ?? []).map((name) => [name, outer[name] ?? ""])),
  API_KEY: key,
  // Elsewhere a refusal is final: trying again would only take time.
  ...(subject.fence?.marks.must !== undefined && { KG_RETRIES: "1" }),
  POLL_SECONDS: "0",
  // Whatever isn't for the mock ends at the gate: nothing goes to the network.
  http_proxy: gate,
  https_proxy: gate,
  HTTP_PROXY: gate,
  HTTPS_PROXY: gate,
  ALL_PROXY: gate,
  // Nobody else has a certificate here: reading all authorities' takes longer than the rest of most runs.
  SSL_CERT_DIR: runFolder.shims,
  ...(certificate && {
    SSL_CERT_FILE: certificate.file,
    CURL_CA_BUNDLE: certificate.file,
    REQUESTS_CA_BUNDLE: certificate.file,
    NODE_EXTRA_CA_CERTS: certificate.file,
    NODE_USE_ENV_PROXY: "1",
  }),
  NO_PROXY: "127.0.0.1",
  no_proxy: "127.0.0.1",
  // Programs of all languages may start it.
  KG_CURL: findProgram("curl", outer.PATH ?? "") ?? "",
  KG_FROM: redirect.from,
  KG_TO: mock + redirect.path,
  ...env,
});

/** The mock in the API's place for programs that ask the API's own host: paths lead where other addresses do. */
const standInOf = ({ certificate, redirect }: Stage, mock: Mock): StandIn | undefined => {
  const base = new URL(redirect.from).pathname.replace(/\/$/, "");
  return (
    certificate && {
      ...certificate,
      answer: (request, response) => {
        const { url = "/" } = request;
        request.url = url.startsWith(`${base}/`) ? redirect.path + url.slice(base.length) : url;
        mock.serve(request, response);
      },
    }
  );
};

/** Why a program that asks the API's own host can't be answered here; undefined where it is, or asks others too. */
const unanswered = ({ certificate, redirect }: Stage, refused: readonly string[]): string | undefined => {
  const own = `${new URL(redirect.from).hostname}:443`;
  return certificate === undefined && refused.length > 0 && refused.every((address) => address === own)
    ? `It asks ${own}, for which the mock needs a certificate: openssl isn't installed.`
    : undefined;
};

/** Runs a snippet in an empty folder against a mock of its own, and judges it. */
export const execute = async (prepared: Prepared, stage: Stage): Promise<Verdict> => {
  const { subject, bench, command, args } = prepared;
  const { api, models, checkLines, timeoutMs } = stage;
  // A page says "your key" where its reader puts one.
  const keyed = subject.fence === undefined ? { key } : {};
  const must = subject.fence?.marks.must;
  const firstFault = must && { firstFault: faults[must] };
  const listen = stage.box?.listen ?? listenHere;
  const mock = await startMock({ api, models, ...keyed, ...firstFault, strict: true, listen });
  const gate = await startGate(listen, standInOf(stage, mock));
  try {
    const env = environment(prepared, stage, mock.url, gate.url);
    if (prepared.toolchain) stage.runFolder.rewrite(bench, textFor(prepared, stage, mock.url));
    // A snippet that asks for the key gets it.
    const input = `${key}\n`.repeat(4);
    const program = { command, args, cwd: bench.work, env, input, timeoutMs };
    const warm = subject.language === "python" ? await stage.warm : undefined;
    const boxed = (warm ?? stage.box)?.wrap(program, bench);
    const { ending: ended, out, tail } = await runProgram(boxed ?? program);
    const ending = boxed ? endingInside(ended, subject) : ended;
    const run = { ending, printed: out, requests: mock.requests, foreign: gate.refused };
    const silent = unanswered(stage, gate.refused);
    if (silent !== undefined) return verdict(subject, "not run", [silent]);
    const lack = prepared.toolchain && lackOf(prepared.toolchain, tail);
    if (lack !== undefined) return verdict(subject, "not run", [`${lack} isn't installed.`]);
    if (subject.fence?.marks.compile) {
      const right = ending.type === "exit" && ending.code === 0;
      return right ? verdict(subject, "compiled") : verdict(subject, "failed", ["It doesn't compile."], tail);
    }
    const why = judge(subject, run, checkLines);
    if (why.length === 0) stage.asked?.(subject, mock.requests);
    return why.length === 0 ? verdict(subject, "passed") : verdict(subject, "failed", why, tail);
  } finally {
    await Promise.all([mock.close(), gate.close()]);
  }
};
