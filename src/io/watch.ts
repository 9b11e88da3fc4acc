import { spawn } from "node:child_process";
import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import { errnoOf } from "./errno.ts";
import { isAbsent } from "./reader.ts";
import { foreign } from "./tree.ts";

/** Quiet for so long, a change is whole: editors and git write in several steps. */
const settledMs = 150;

/** A folder and all below it, but for what is no part of a documentation; absolute. */
export const foldersBelow = (folder: string): readonly string[] => {
  try {
    return [
      folder,
      ...readdirSync(folder, { withFileTypes: true })
        .filter((item) => item.isDirectory() && !foreign.has(item.name) && item.name !== ".kluster-gen")
        .flatMap(({ name }) => foldersBelow(join(folder, name))),
    ];
  } catch (cause) {
    if (!isAbsent(cause)) throw cause;
    return [];
  }
};

/** Watched folders. */
export type Watched = {
  /** The files that changed since they are watched, as soon as nothing more does; undefined when `signal` aborts first. */
  readonly changed: (signal: AbortSignal) => Promise<readonly string[] | undefined>;
  readonly close: () => void;
};

/** Watches what is right in these folders, but for files that the run itself writes. Errors: `watch-failed`. */
export const watchFolders = (folders: Iterable<string>, written: ReadonlySet<string>): Outcome<Watched> => {
  const paths = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let settled = (): void => undefined;
  const note = (path: string): void => {
    if (written.has(path)) return;
    paths.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => settled(), settledMs);
  };
  const watchers: FSWatcher[] = [];
  const close = (): void => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
  for (const folder of folders)
    try {
      const watcher = watch(folder, (_, name) => note(name === null ? folder : join(folder, name)));
      // A folder that goes is a change.
      watchers.push(watcher.on("error", () => note(folder)));
    } catch (cause) {
      if (isAbsent(cause)) continue;
      close();
      const what = `The folder can't be watched (${errnoOf(cause) ?? ""}).`;
      return refuse(
        "watch-failed",
        folder,
        what,
        "Raise the system's limit of watched folders, or leave out --watch.",
      );
    }
  return ok({
    changed: (signal) =>
      new Promise((resolve) => {
        settled = () => resolve([...paths].sort());
        if (signal.aborted) resolve(undefined);
        signal.addEventListener("abort", () => resolve(undefined), { once: true });
        // What came while nobody waited.
        if (paths.size > 0) timer = setTimeout(settled, settledMs);
      }),
    close,
  });
};

/** Runs this program anew with other arguments, on the same terminal: nothing that an earlier run loaded is left in it. */
export const runAnew = (args: readonly string[], cwd: string): Promise<number> =>
  new Promise((resolve, reject) => {
    spawn(process.execPath, [...process.execArgv, process.argv[1] ?? "", ...args], { cwd, stdio: "inherit" })
      .on("error", reject)
      .on("close", (code) => resolve(code ?? 1));
  });
