import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hash } from "node:crypto";
import { dirname, join, relative } from "node:path";
import { writeCatalog, writeSite } from "./growth-site.ts";

/** What one run of the command took. */
export type Spent = {
  /** By the clock, start-up included. */
  readonly ms: number;
  /** Of the processor, the system's part included; other programs hardly change it. */
  readonly cpu: number;
  /** The most memory that the process had, in MB. */
  readonly mb: number;
};

/** What is measured of a site, in the order in which it is run. */
export const stages = [
  "plan, cold",
  "apply, first",
  "plan, no change",
  "apply, one model added",
  "apply, all but four pruned",
] as const;

export type Stage = (typeof stages)[number];

/** What a stage took, and what a plain loop takes that reads, hashes and writes the same bytes. */
export type Measured = Spent & { readonly floor: number };

/** Has the command say at its end what it used, on a channel of its own. */
const meter =
  "data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>{const u=process.resourceUsage();writeSync(3,`${u.userCPUTime+u.systemCPUTime} ${u.maxRSS}`)})";

const run = (cli: string, folder: string, args: readonly string[], codes: readonly number[]): Spent => {
  const start = performance.now();
  const { status, output, stderr } = spawnSync(process.execPath, ["--import", meter, cli, ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    maxBuffer: 1 << 26,
  });
  const ms = performance.now() - start;
  if (status === null || !codes.includes(status))
    throw new Error(`${args.join(" ")}: ${status} ${String(stderr)}`);
  const [cpu = 0, kb = 0] = String(output[3]).split(" ").map(Number);
  return { ms, cpu: cpu / 1000, mb: kb / 1024 };
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** The floor of reading: every file is read and hashed, and nothing else. */
const readAll = (paths: readonly string[]): number =>
  timed(() => {
    for (const path of paths) hash("sha256", readFileSync(path));
  });

/** The floor of writing: the same bytes, hashed and written by a plain loop to an empty folder. */
const writeAll = (from: string, paths: readonly string[], to: string): number => {
  const files = paths.map((path) => [join(to, relative(from, path)), readFileSync(path)] as const);
  return timed(() => {
    const made = new Set<string>();
    for (const [path, bytes] of files) {
      const folder = dirname(path);
      if (!made.has(folder)) mkdirSync(folder, { recursive: true });
      made.add(folder);
      hash("sha256", bytes);
      writeFileSync(path, bytes);
    }
  });
};

const changedSince = (before: ReadonlyMap<string, string>, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => before.get(path) !== hash("sha256", readFileSync(path)));

/**
 * Runs every stage on a new site of a size.
 * @param cli the command's script
 * @param folder where the site is made
 */
export const measureSite = (
  cli: string,
  folder: string,
  models: number,
): Readonly<Record<Stage, Measured>> => {
  mkdirSync(folder, { recursive: true });
  writeSite(folder, models);
  const docs = join(folder, "docs");
  const inputs = [join(folder, "catalog.json"), ...filesBelow(docs)];
  const coldFloor = readAll(inputs);
  const cold = run(cli, folder, ["plan"], [0]);
  const first = run(cli, folder, ["apply", "--yes", "--no-fsync"], [0]);
  const made = filesBelow(docs);
  const firstFloor = coldFloor + writeAll(docs, made, join(folder, "floor"));
  const readFloor = readAll([join(folder, "catalog.json"), ...made]);
  const same = run(cli, folder, ["plan", "--check"], [0]);
  const before = new Map(made.map((path) => [path, hash("sha256", readFileSync(path))]));
  writeCatalog(folder, models, true);
  const added = run(cli, folder, ["apply", "--yes", "--no-fsync"], [0]);
  const addedFloor =
    readFloor + writeAll(docs, changedSince(before, filesBelow(docs)), join(folder, "floor-added"));
  writeCatalog(folder, 4);
  const pruned = run(cli, folder, ["apply", "--yes", "--no-fsync", "--prune", "--accept-catalog"], [0]);
  return {
    "plan, cold": { ...cold, floor: coldFloor },
    "apply, first": { ...first, floor: firstFloor },
    "plan, no change": { ...same, floor: readFloor },
    "apply, one model added": { ...added, floor: addedFloor },
    "apply, all but four pruned": { ...pruned, floor: readFloor },
  };
};
