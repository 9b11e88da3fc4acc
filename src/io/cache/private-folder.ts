import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, type Stats, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attempt } from "../../text/attempt.ts";
import { type Environment, userCache } from "./user-cache.ts";

/** Whether only this user can have written what has the status. */
export const isOwn = ({ uid, mode }: Stats): boolean =>
  // Windows keeps the folder's own rights, which are those of the user's profile.
  process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);

/** Whether nothing is to be kept from one run to the next. */
const isSwitchedOff = ({ KLUSTER_GEN_NO_CACHE: off = "" }: Environment): boolean => off !== "";

/** Where a private folder would be; undefined where the cache was switched off. */
export const privatePath = (env: Environment, name: string): string | undefined =>
  isSwitchedOff(env) ? undefined : join(userCache(env), name);

/**
 * Opens a folder of the user's cache that only this user can have put something into; undefined where there can be
 * none, or where the cache was switched off. It is made where it isn't there.
 */
export const openPrivateFolder = (env: Environment, name: string): string | undefined => {
  const folder = privatePath(env, name);
  if (folder === undefined) return undefined;
  return attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const status = lstatSync(folder);
    return status.isDirectory() && isOwn(status) ? folder : undefined;
  });
};

/** How much a folder holds at most. */
export type Limits = { readonly files: number; readonly bytes: number };

const removeOldest = (folder: string, { files, bytes }: Limits): void => {
  const kept = readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => {
      // Another run may have removed it meanwhile.
      const status = lstatSync(path, { throwIfNoEntry: false });
      return status === undefined ? [] : [{ path, time: status.mtimeMs, size: status.size }];
    })
    .sort((a, b) => b.time - a.time);
  let sum = 0;
  for (const [index, { path, size }] of kept.entries()) {
    sum += size;
    if (index >= files || sum > bytes) rmSync(path, { force: true });
  }
};

/** Puts a file into the folder, whole or not at all; what is oldest goes where it is too much then. */
export const keepFile = (path: string, content: readonly Uint8Array[], limits: Limits): void => {
  const temporary = `${path}.${process.pid}`;
  attempt(() => {
    writeFileSync(temporary, Buffer.concat(content), { mode: 0o600, flag: "wx" });
    renameSync(temporary, path);
    removeOldest(join(path, ".."), limits);
  });
};
