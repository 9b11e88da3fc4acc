import { basename } from "node:path";
import { type Toolchain, endingOf, packagesOf, runnerOf, toolchains } from "./toolchains.ts";
import { type Subject, type Verdict, verdict } from "./types.ts";
import { type Ended, type Program, runProgram, setVariables } from "../io/verify/process.ts";
import { findPackage, findProgram, jitiPath, transpile } from "../io/verify/tools.ts";
import type { Bench, RunFolder } from "../io/verify/run-folder.ts";
import { inspectPython } from "./run-python.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A snippet that can be run: with what, and by which versions of it. */
export type Prepared = Pick<Program, "command" | "args" | "env"> & {
  readonly type: "ready";
  readonly subject: Subject;
  readonly bench: Bench;
  /** Name and version of everything that may change how the run goes. */
  readonly tools: readonly string[];
  /** Compilers and interpreters that are told the mock's address in the text, and what they say they lack. */
  readonly toolchain?: Toolchain;
};

/** A snippet that can be run, or the verdict that it needs no run for. */
export type Preparation = Prepared | { readonly type: "settled"; readonly verdict: Verdict };

/** Where snippets are prepared. */
export type Place = {
  readonly runFolder: RunFolder;
  /** Absolute folder of the config: npm packages are looked for from here. */
  readonly folder: string;
  readonly env: Environment;
};

/** Most milliseconds for a look at a program or at the syntax of all files of a language. */
const lookMs = 60_000;

/** Whether the page asks for a look at the syntax alone. */
const compileOnly = ({ fence }: Subject): boolean => fence?.marks.compile === true;

const settled = (subject: Subject, result: Verdict["result"], ...why: readonly string[]): Preparation => ({
  type: "settled",
  verdict: verdict(subject, result, why),
});

const missing = (subject: Subject, what: string): Preparation =>
  settled(subject, "not run", `${what} isn't installed.`);

/** Runs a program of this machine, none of the documentation, to learn something from it. */
const look = async (
  command: string,
  args: readonly string[],
  { runFolder, env }: Place,
  input = "",
): Promise<Ended> =>
  runProgram({ command, args, cwd: runFolder.shims, env: setVariables(env), input, timeoutMs: lookMs });

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";

type Ready = { readonly subject: Subject; readonly bench: Bench };

/** Reads paths, and says of each what bash has against its syntax, if anything: one process for all of them. */
const syntaxLoop = `while IFS= read -r -d '' file; do
  said=$("$BASH" -n "$file" 2>&1) && said= || said=\${said:-unreadable}
  printf '%s\\0' "\${said:0:1000}"
done`;

const bashSyntax = async (
  bash: string,
  paths: readonly string[],
  place: Place,
): Promise<readonly string[]> => {
  const input = paths.map((path) => `${path}\0`).join("");
  // What follows the last mark is no answer.
  return (await look(bash, ["-c", syntaxLoop], place, input)).out.split("\0").slice(0, -1);
};

const prepareBash = async (all: readonly Ready[], place: Place): Promise<readonly Preparation[]> => {
  const path = place.env.PATH ?? "";
  const bash = findProgram("bash", path);
  const curl = findProgram("curl", path);
  if (bash === undefined || curl === undefined)
    return all.map(({ subject }) => missing(subject, bash === undefined ? "bash" : "curl"));
  const tools = await Promise.all(
    [bash, curl].map(async (program) => firstLine((await look(program, ["--version"], place)).out)),
  );
  const said = await bashSyntax(
    bash,
    all.map(({ bench }) => bench.snippet),
    place,
  );
  return all.map(({ subject, bench }, index): Preparation => {
    const syntax = said[index];
    if (syntax === undefined)
      return settled(subject, "not run", "bash ended before its syntax was looked at.");
    if (syntax !== "") {
      const why = firstLine(syntax).replace(`${bench.snippet}: `, "");
      return settled(subject, "failed", `The syntax is wrong: ${why}`);
    }
    if (compileOnly(subject)) return settled(subject, "compiled");
    return { type: "ready", subject, bench, command: bash, args: [bench.snippet], env: {}, tools };
  });
};

const preparePython = async (all: readonly Ready[], place: Place): Promise<readonly Preparation[]> => {
  const path = place.env.PATH ?? "";
  const python = findProgram("python3", path) ?? findProgram("python", path);
  const paths = all.map(({ bench }) => bench.snippet);
  const found = python === undefined ? undefined : await inspectPython(python, paths, place);
  if (found === undefined) return all.map(({ subject }) => missing(subject, "Python 3"));
  const { executable, version, userBase, files } = found;
  return all.map(({ subject, bench }): Preparation => {
    const { syntax, missing: lacking, packages } = files.get(bench.snippet) ?? { missing: [], packages: [] };
    if (syntax !== undefined) return settled(subject, "failed", `The syntax is wrong: ${syntax}`);
    if (compileOnly(subject)) return settled(subject, "compiled");
    if (lacking.length > 0) return missing(subject, `The Python package ${lacking.join(", ")}`);
    const standard = /\burllib\.request\b/.test(subject.text) ? ["urllib.request"] : [];
    const names = [...standard, ...packages.map((name) => name.split(" ", 1)[0])];
    return {
      type: "ready",
      subject,
      bench,
      command: executable,
      args: [place.runFolder.runner("run.py"), bench.snippet],
      env: { KG_PACKAGES: names.join(" "), PYTHONUSERBASE: userBase },
      tools: [`Python ${version}`, ...packages],
    };
  });
};

const prepareNode = async ({ subject, bench }: Ready, { runFolder, folder }: Place): Promise<Preparation> => {
  const made = await transpile(subject.text, bench.snippet);
  if ("wrong" in made) return settled(subject, "failed", `The syntax is wrong: ${made.wrong}`);
  if (compileOnly(subject)) return settled(subject, "compiled");
  const names = packagesOf(subject.text);
  const found = names.map((name) => findPackage(name, folder));
  const lacking = names.filter((_, index) => found[index] === undefined);
  if (lacking.length > 0) return missing(subject, `The npm package ${lacking.join(", ")}`);
  // To load what transpiles takes longer than most snippets run.
  runFolder.rewrite(bench, made.code);
  return {
    type: "ready",
    subject,
    bench,
    command: process.execPath,
    args: [runFolder.runner("run.mjs"), bench.snippet],
    env: { KG_JITI: jitiPath(), KG_MODULES: folder, KG_PACKAGES: JSON.stringify(names) },
    tools: [`Node ${process.version}`, ...found.flatMap((name) => name ?? [])],
  };
};

const prepareToolchain = async ({ subject, bench }: Ready, place: Place): Promise<Preparation> => {
  const path = place.env.PATH ?? "";
  const toolchain = toolchains.get(subject.language);
  const programs = toolchain?.programs.map((name) => findProgram(name, path)) ?? [];
  const [program] = programs;
  const absent = toolchain?.programs.find((_, index) => programs[index] === undefined);
  const shell = findProgram("sh", path);
  if (toolchain === undefined || program === undefined || shell === undefined || absent !== undefined)
    return missing(subject, absent ?? subject.language);
  const { out, tail } = await look(program, toolchain.version, place);
  const folder = toolchain.folder && firstLine((await look(program, toolchain.folder, place)).out);
  const steps = compileOnly(subject) ? toolchain.compile : toolchain.run;
  return {
    type: "ready",
    subject,
    bench,
    command: shell,
    args: ["-c", steps, "sh", bench.snippet],
    // What is compiled once is there for the others.
    env: {
      GOCACHE: place.runFolder.shared,
      GOFLAGS: "-mod=mod",
      GOPROXY: "off",
      GOTOOLCHAIN: "local",
      ...(folder !== undefined && { KG_FOLDER: folder }),
    },
    tools: [firstLine(out === "" ? tail : out)],
    toolchain,
  };
};

/** What the page itself says about it, or what it lacks here, makes a run needless. */
const settledByMarks = (subject: Subject, { env }: Place): Preparation | undefined => {
  const marks = subject.fence?.marks;
  if (marks === undefined) return undefined;
  const [unknown] = marks.unknown;
  if (unknown !== undefined)
    return settled(subject, "failed", `${JSON.stringify(unknown)} means nothing in \`kluster-gen=\`.`);
  if (marks.skip) return settled(subject, "not run", "The page says that it is skipped.");
  const notRun = subject.fence?.notRun;
  if (notRun !== undefined) return settled(subject, "not run", notRun);
  const absent = marks.env.find((name) => (env[name] ?? "") === "");
  return absent === undefined
    ? undefined
    : settled(subject, "not run", `It needs ${absent} in the environment.`);
};

/** Looks at the syntax of every snippet, and for what it needs. Nothing of a snippet is run. */
export const prepare = async (all: readonly Subject[], place: Place): Promise<readonly Preparation[]> => {
  const decided = new Map(all.map((subject) => [subject, settledByMarks(subject, place)]));
  const subjects = all.filter((subject) => decided.get(subject) === undefined);
  const of = (runner: string): readonly Ready[] =>
    subjects
      .filter(({ language }) => runnerOf(language) === runner)
      .map((subject) => {
        const toolchain = toolchains.get(subject.language);
        const name = basename(subject.path).replace(/\.[^.]*$/, "") + endingOf(subject.language);
        return { subject, bench: place.runFolder.bench(toolchain?.file ?? name, subject.text) };
      });
  const [bash, python, node] = [of("bash"), of("python"), of("node")];
  const looked = await Promise.all([
    bash.length > 0 ? prepareBash(bash, place) : [],
    python.length > 0 ? preparePython(python, place) : [],
    Promise.all(node.map((each) => prepareNode(each, place))),
    Promise.all(of("toolchain").map((each) => prepareToolchain(each, place))),
  ]);
  return [
    ...[...decided.values()].flatMap((each) => each ?? []),
    ...looked.flat(),
    ...subjects
      .filter(({ language }) => runnerOf(language) === undefined)
      .map((subject) => settled(subject, "not run", `verify can't run ${subject.language}.`)),
  ];
};
