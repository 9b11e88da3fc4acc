import { mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Consulted, consult } from "../../src/io/settled/recall.ts";
import { commandFrom, type Ran } from "../support/command.ts";

/** A place to plan in: the folder that it is started in, its arguments and its environment. */
export type Place = {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** A new folder by its real path. */
export const newFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), "kluster-gen-settled-")));

/** A cache of its own, as the environment names it. */
export const newCache = (): Readonly<Record<string, string>> => {
  const folder = newFolder();
  mkdirSync(join(folder, "kluster-gen"));
  return { XDG_CACHE_HOME: folder };
};

/** Where remembered plans are. */
export const settledIn = (env: Readonly<Record<string, string>>): string =>
  join(env.XDG_CACHE_HOME ?? "", "kluster-gen", "settled");

/** What a process finds out at its start; of the tool and the terminal it is always the same here. */
export const startOf = ({ cwd, args }: Place) => {
  const key = JSON.stringify([cwd, args]);
  return { key, keyNow: () => key };
};

/** Plans as a process does whose plan may be remembered. */
export const planNoting = (place: Place): Promise<Ran> =>
  commandFrom(place.cwd, place.env, startOf(place), "plan", ...place.args);

/** What is remembered of such a plan now. */
export const remembered = (place: Place): Promise<Consulted> => consult(settledIn(place.env), startOf(place));

/** The same as a run. */
export const asRun = ({ said }: Consulted): Ran | undefined => {
  if (said === undefined) return undefined;
  const on = (stream: "out" | "err"): string =>
    said.flatMap(([to, text]) => (to === stream ? [text] : [])).join("");
  return { code: 0, out: on("out"), err: on("err") };
};

/** Until whatever was written before is older than the clock's tick. */
export const waitForClock = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 45));

/** Plans until it is remembered: on a busy machine something may have been written a moment ago. */
export const planRemembered = async (place: Place): Promise<Ran> => {
  const first = await planNoting(place);
  if ((await remembered(place)).said !== undefined) return first;
  await waitForClock();
  return planNoting(place);
};
