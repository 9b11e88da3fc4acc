import { dirname, relative, resolve } from "node:path";
import { foldersBelow, runAnew, watchFolders } from "../io/watch.ts";
import type { Problem } from "../model/problem.ts";
import { configure, type Request } from "./load/configure.ts";

/** The folders that a run reads: of the config, its templates, catalogs and documentation. Without a config, where it is looked for. */
const foldersOf = async (request: Request): Promise<ReadonlySet<string>> => {
  const configured = await configure(request);
  const given = [request.config, request.catalog].flatMap((file) =>
    // Nothing of an address is a folder that is there.
    file === undefined ? [] : [dirname(resolve(request.cwd, file))],
  );
  if (!configured.ok) return new Set([...given, ...foldersBelow(request.cwd)]);
  const { config, folder, root } = configured.value;
  const files = (config.catalog.sources ?? []).flatMap((source) =>
    "file" in source ? [dirname(resolve(folder, source.file))] : [],
  );
  const own = config.templates === undefined ? [] : foldersBelow(resolve(folder, config.templates));
  return new Set([...given, folder, ...files, ...own, ...foldersBelow(root)]);
};

/** What is watched for, and how each round is told. */
export type Watching = {
  /** The arguments of each run. */
  readonly args: readonly string[];
  /** The files that a run writes. */
  readonly written: readonly (string | undefined)[];
  readonly signal: AbortSignal;
  readonly waiting: () => void;
  /** Given the paths that changed, relative to `cwd`. */
  readonly changed: (paths: readonly string[]) => void;
};

/** Runs the program again whenever something that it reads has changed, until it is interrupted; the problems that keep it from that. */
export const watchRuns = async (request: Request, watching: Watching): Promise<readonly Problem[]> => {
  const { cwd } = request;
  const written = new Set(
    watching.written.flatMap((file) => (file === undefined ? [] : [resolve(cwd, file)])),
  );
  for (;;) {
    // Before the run: what changes meanwhile counts too.
    const watched = watchFolders(await foldersOf(request), written);
    if (!watched.ok) return watched.problems;
    await runAnew(watching.args, cwd);
    watching.waiting();
    const paths = await watched.value.changed(watching.signal);
    watched.value.close();
    if (paths === undefined) return [];
    watching.changed(paths.map((path) => relative(cwd, path)));
  }
};
