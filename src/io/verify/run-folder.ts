import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { packageFolder } from "../cache/package-folder.ts";

/** A folder for one run: the snippet, and an empty folder to work in and a home in one that it may write to. */
export type Bench = {
  readonly folder: string;
  readonly work: string;
  readonly home: string;
  readonly snippet: string;
};

/** Temporary folders for the runs of one verification, gone when it ends. */
export type RunFolder = {
  readonly folder: string;
  /** The programs that stand before the real ones on PATH. */
  readonly shims: string;
  /** A folder that all runs may keep compiled code in. */
  readonly shared: string;
  /** A file of the package that runs or reads snippets. */
  readonly runner: (name: string) => string;
  /** Puts a snippet into a folder of its own, byte for byte. */
  readonly bench: (name: string, text: string) => Bench;
  /** Puts another text in a snippet's place. */
  readonly rewrite: (bench: Bench, text: string) => void;
  readonly close: () => void;
};

/** Makes the folders. */
export const openRunFolder = (): RunFolder => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kluster-gen-verify-")));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", close);
  const runners = join(packageFolder, "generators", "runners");
  const shims = join(folder, "bin");
  mkdirSync(shims);
  // Copied, because a package manager may install them without the right to be executed.
  for (const name of ["curl", "sleep"]) {
    cpSync(join(runners, name), join(shims, name));
    chmodSync(join(shims, name), 0o755);
  }
  const shared = join(folder, "shared");
  mkdirSync(shared);
  mkdirSync(join(folder, "warm"));
  let count = 0;
  return {
    folder,
    shims,
    shared,
    runner: (name) => join(runners, name),
    bench: (name, text) => {
      count += 1;
      const own = join(folder, String(count));
      const places = {
        folder: own,
        work: join(own, "room", "work"),
        home: join(own, "room", "home"),
        snippet: join(own, name),
      };
      mkdirSync(places.work, { recursive: true });
      mkdirSync(places.home);
      writeFileSync(places.snippet, text);
      return places;
    },
    rewrite: ({ snippet }, text) => writeFileSync(snippet, text),
    close: () => {
      process.off("exit", close);
      close();
    },
  };
};
