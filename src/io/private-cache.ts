import { lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../core/digest.ts";
import { type Environment, userCache } from "./user-cache.ts";

/**
 * Bytes that can be made again, by key. It is never in the way: what can't be read isn't there, and what can't
 * be written is made again next time.
 */
export type PrivateCache = {
  readonly read: (key: string) => Buffer | undefined;
  readonly write: (key: string, bytes: Buffer) => void;
};

/** More files than this are of configs and versions long gone: the oldest go. */
const maxFiles = 64;

/** Only this user can have put something into the folder, since what is in it is run. */
const isPrivate = (folder: string): boolean => {
  const status = lstatSync(folder);
  if (!status.isDirectory()) return false;
  // Windows keeps the folder's own rights, which are those of the user's profile.
  return process.getuid === undefined || (status.uid === process.getuid() && (status.mode & 0o077) === 0);
};

const removeOldest = (folder: string): void => {
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, time: lstatSync(path).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of files.slice(maxFiles)) rmSync(path, { force: true });
};

/** `undefined` when the work fails in whatever way. */
const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** A file says the digest of its bytes first: one that was cut short isn't used. */
const unseal = (sealed: Buffer): Buffer | undefined => {
  const bytes = sealed.subarray(64);
  return sealed.toString("latin1", 0, 64) === digest(bytes) ? bytes : undefined;
};

/** The user's private cache; undefined where there can be none, or where it was switched off. */
export const openPrivateCache = (env: Environment): PrivateCache | undefined => {
  if ((env.KLUSTER_GEN_NO_CACHE ?? "") !== "") return undefined;
  const folder = join(userCache(env), "private");
  const ready = attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isPrivate(folder);
  });
  if (ready !== true) return undefined;
  return {
    read: (key) => attempt(() => unseal(readFileSync(join(folder, digest(key))))),
    write: (key, bytes) => {
      const path = join(folder, digest(key));
      const temporary = `${path}.${process.pid}`;
      attempt(() => {
        writeFileSync(temporary, Buffer.concat([Buffer.from(digest(bytes)), bytes]), {
          mode: 0o600,
          flag: "wx",
        });
        renameSync(temporary, path);
        removeOldest(folder);
      });
    },
  };
};
