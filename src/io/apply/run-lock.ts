import { join } from "node:path";
import { ok, type Outcome, refuse } from "../../model/problem.ts";
import type { FileSystem } from "../fs.ts";
import { errnoOf, failsWith, noHardLinks, tryTo, writeNew } from "./files.ts";
import type { Host } from "./host.ts";

/** Who holds a lock file. */
type Owner = {
  readonly token: string;
  readonly pid: number;
  readonly started: string;
  readonly host: string;
  readonly boot: string;
};

export type RunLock = {
  /** The pid of a dead run whose lock was taken over. */
  readonly brokeLockOf: number | undefined;
  readonly release: () => void;
};

const prefix = "run.lock";

const parse = (text: string): Owner | undefined => {
  const [token = "", pid = "", started = "", host = "", boot = "", end] = text.split("\n");
  const complete = token !== "" && Number.isSafeInteger(Number(pid)) && end === "";
  return complete ? { token, pid: Number(pid), started, host, boot } : undefined;
};

const print = ({ token, pid, started, host, boot }: Owner): string =>
  [token, pid, started, host, boot, ""].join("\n");

const isDead = (owner: Owner, host: Host): boolean => {
  if (owner.host !== host.name) return false;
  if (owner.boot !== host.boot) return true;
  return host.startOf(owner.pid) !== owner.started;
};

const readOwner = (fs: FileSystem, path: string): Owner | "gone" | "unreadable" => {
  try {
    return parse(Buffer.from(fs.readFile(path)).toString("utf8")) ?? "unreadable";
  } catch (thrown) {
    if (errnoOf(thrown) !== "ENOENT") throw thrown;
    return "gone";
  }
};

type Claim = {
  readonly fs: FileSystem;
  readonly host: Host;
  readonly folder: string;
  readonly own: string;
  readonly draft: string;
};
type Taken =
  | { readonly held: true; readonly broke: number | undefined }
  | { readonly held: false; readonly by: Owner | undefined };

/** Puts our name at `path` in one step, or says that somebody's is there. */
const claim = ({ fs, own, draft }: Claim, path: string): boolean => {
  const failed = failsWith(["EEXIST", ...noHardLinks], () => fs.link(draft, path));
  if (failed === undefined) return true;
  if (failed === "EEXIST") return false;
  return failsWith(["EEXIST"], () => writeNew(fs, path, own, { mode: 0o644, durable: true })) === undefined;
};

/**
 * Takes a lock file. A dead owner's is removed first, by whoever holds a second lock file that is named for
 * exactly that dead one: the token is read again under it, so that no two can remove, and nobody removes a
 * living one. The second file is a lock like the first, so a process that died holding it stops nobody.
 */
const take = (claimed: Claim, path: string): Taken => {
  const { fs, host, folder } = claimed;
  let broke: number | undefined;
  while (!claim(claimed, path)) {
    const owner = readOwner(fs, path);
    if (owner === "gone") continue;
    if (owner === "unreadable") return { held: false, by: undefined };
    if (!isDead(owner, host)) return { held: false, by: owner };
    const breaker = join(folder, `${prefix}.break-${owner.token}`);
    const taken = take(claimed, breaker);
    if (!taken.held) return taken;
    const again = readOwner(fs, path);
    if (typeof again === "object" && again.token === owner.token) {
      fs.unlink(path);
      broke = owner.pid;
    }
    fs.unlink(breaker);
  }
  return { held: true, broke };
};

/** Removes what dead processes left of their attempts. The lock they were after is ours, so nobody needs it. */
const sweep = ({ fs, host, folder }: Claim): void => {
  for (const name of fs.readFolder(folder)) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const owner = readOwner(fs, join(folder, name));
    const pid = Number(name.split(".")[2]);
    const dead = typeof owner === "object" ? isDead(owner, host) : host.startOf(pid) === undefined;
    if (dead) failsWith(["ENOENT"], () => fs.unlink(join(folder, name)));
  }
};

const busy = (by: Owner | undefined, path: string) => {
  const who = by === undefined ? "Another apply" : `Another apply (process ${by.pid} on ${by.host})`;
  const fix = `Let it finish; if it is certainly gone, delete ${path} and apply again.`;
  return refuse("apply-locked", path, `${who} is at work on this documentation.`, fix);
};

/**
 * Takes the run lock, of which there is one for each root. A dead owner's is taken over; nothing waits.
 * @param folder the state folder, which is there
 * @param token hex digits that no other run has
 * @returns the lock; or the one problem that another run holds it
 */
export const takeRunLock = (fs: FileSystem, host: Host, folder: string, token: string): Outcome<RunLock> => {
  const path = join(folder, prefix);
  const started = host.startOf(host.pid) ?? "";
  const own = print({ token, pid: host.pid, started, host: host.name, boot: host.boot });
  const draft = join(folder, `${prefix}.${host.pid}.${token}`);
  const claimed = { fs, host, folder, own, draft };
  try {
    writeNew(fs, draft, own, { mode: 0o644, durable: true });
    const taken = take(claimed, path);
    if (!taken.held) return busy(taken.by, path);
    tryTo(() => sweep(claimed));
    return ok({ brokeLockOf: taken.broke, release: () => fs.unlink(path) });
  } finally {
    tryTo(() => fs.unlink(draft));
  }
};

/** Whether a living run holds the run lock. Writes nothing. */
export const isRunLockHeld = (fs: FileSystem, host: Host, folder: string): boolean => {
  const owner = readOwner(fs, join(folder, prefix));
  return owner === "unreadable" || (owner !== "gone" && !isDead(owner, host));
};
