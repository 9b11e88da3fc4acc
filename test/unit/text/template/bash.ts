import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { emptyFolder, run } from "../../../support/hostile/interpreters.ts";

/** What became of a bash script that was run with the stub curl. */
export type BashRun = {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** The arguments of each call of curl. */
  readonly calls: readonly (readonly string[])[];
  /** The files that it left in its folder. */
  readonly files: Readonly<Record<string, string>>;
};

const STUBS = resolve("test/unit/text/template/stubs");

const stubFolder = (): string => {
  const folder = emptyFolder();
  symlinkSync(join(STUBS, "curl"), join(folder, "curl"));
  for (const command of ["cat", "sleep"]) symlinkSync(`/bin/${command}`, join(folder, command));
  return folder;
};

const readFolder = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** Checks each script's syntax, and runs it where curl (a stub), cat and sleep are the only commands. */
export const runBash = (
  scripts: readonly string[],
  env: Readonly<Record<string, string>> = {},
): readonly BashRun[] => {
  const folder = emptyFolder();
  const places = scripts.map((script, i) => {
    const place = join(folder, String(i).padStart(5, "0"));
    mkdirSync(place);
    writeFileSync(join(place, "snippet.sh"), script);
    return place;
  });
  const all = { API_KEY: "secret", POLL_SECONDS: "0", STATUSES: "validating in_progress completed", ...env };
  const settings = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  run("env", [...settings, "bash", join(STUBS, "run-bash.sh"), stubFolder(), folder]);
  return places.map((place) => {
    const log = readFolder(join(place, "log"));
    return {
      status: Number(readFileSync(join(place, "status"), "utf8")),
      out: readFileSync(join(place, "out"), "utf8"),
      err: readFileSync(join(place, "err"), "utf8"),
      calls: Object.keys(log)
        .filter((name) => name !== "polls")
        .sort((a, b) => Number(a) - Number(b))
        .map((n) => (log[n] ?? "").split("\0").slice(0, -1)),
      files: readFolder(join(place, "work")),
    };
  });
};
