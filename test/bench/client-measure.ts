/** Whole processes: how long they take and how much memory they hold. */
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** One run of a program: wall and processor time in milliseconds, largest resident set in MB, exit code, output. */
export type Run = {
  readonly ms: number;
  readonly cpu: number;
  readonly mb: number;
  readonly code: number;
  readonly said: string;
};

const environment = (document: string, nodeOptions: string): NodeJS.ProcessEnv => {
  const kept = { ...process.env, BENCH_DOCUMENT: document, NODE_OPTIONS: nodeOptions };
  // Reading extra certificates would cost every process 30 ms that none of them needs.
  return Object.fromEntries(Object.entries(kept).filter(([name]) => name !== "NODE_EXTRA_CA_CERTS"));
};

/** Leaves what each process used in a file of its own: processor time in microseconds, memory in KB. */
const probe = (results: string): string => `import { writeFileSync } from "node:fs";
process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(${JSON.stringify(results)} + "/" + process.pid, userCPUTime + systemCPUTime + " " + maxRSS);
});`;

/** Runs `node` with these arguments in a folder. Of several processes, the largest counts. */
export const runNode = (folder: string, args: readonly string[], document = ""): Run => {
  const results = join(folder, ".memory");
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results);
  const module = join(folder, ".memory.mjs");
  writeFileSync(module, probe(results));
  const started = performance.now();
  const child = spawnSync(process.execPath, [...args], {
    cwd: folder,
    env: environment(document, `--import ${pathToFileURL(module).href}`),
    encoding: "utf8",
    timeout: 120_000,
  });
  const ms = performance.now() - started;
  const used = filesIn(results).map((path) => readFileSync(path, "utf8").split(" ").map(Number));
  const cpu = used.reduce((sum, [microseconds = 0]) => sum + microseconds / 1000, 0);
  const mb = Math.max(0, ...used.map(([, kilobytes = 0]) => kilobytes / 1024));
  return {
    ms,
    cpu,
    mb,
    code: child.status ?? 1,
    said: `${child.stdout}${child.stderr}`,
  };
};

const run = promisify(execFile);

/** Like `runNode`, without measuring, so that a server in this process can answer meanwhile. */
export const output = async (folder: string, args: readonly string[]): Promise<string> => {
  const { stdout } = await run(process.execPath, [...args], {
    cwd: folder,
    env: environment("", ""),
    timeout: 120_000,
  });
  return stdout;
};

/** Installs packages into a folder of their own, unless they are there; gives the size in MB. */
export const install = (folder: string, packages: readonly string[]): number => {
  const wanted = JSON.stringify(packages);
  mkdirSync(folder, { recursive: true });
  const marker = join(folder, ".installed");
  const installed = readdirSync(folder).includes(".installed") && readFileSync(marker, "utf8") === wanted;
  if (!installed) {
    writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
    const npm = spawnSync("npm", ["install", ...flags, ...packages], { cwd: folder, encoding: "utf8" });
    if (npm.status !== 0) throw new Error(`npm install ${packages.join(" ")}: ${npm.stderr}`);
    writeFileSync(marker, wanted);
  }
  return megabytes(join(folder, "node_modules"));
};

/** Paths of all files below a folder. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

const megabytes = (folder: string): number =>
  filesIn(folder).reduce((sum, path) => sum + Math.ceil(statSync(path).size / 4096) * 4096, 0) / 2 ** 20;

/** The value in the middle. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
