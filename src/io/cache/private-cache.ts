import {
  readFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { digest } from "../../text/digest.ts";
import { attempt } from "../../text/attempt.ts";
import { type Environment, userCache } from "./user-cache.ts";

/** Whether only this user can have written what has the status. */
const isOwn = ({ uid, mode }: Stats): boolean =>
  // Windows keeps the folder's own rights, which are those of the user's profile.
  process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);

/** Opens a folder of the user's cache that only this user can have written to; undefined where there can be none. */
const openPrivateFolder = (env: Environment, name: string): string | undefined => {
  const folder = (env.KLUSTER_GEN_NO_CACHE ?? "") === "" ? join(userCache(env), name) : undefined;
  if (folder === undefined) return undefined;
  return attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const status = lstatSync(folder);
    return status.isDirectory() && isOwn(status) ? folder : undefined;
  });
};

/** How much a folder holds at most. */
type Limits = { readonly files: number; readonly bytes: number };

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
const keepFile = (path: string, content: readonly Uint8Array[], limits: Limits): void => {
  const temporary = `${path}.${process.pid}`;
  attempt(() => {
    writeFileSync(temporary, Buffer.concat(content), { mode: 0o600, flag: "wx" });
    renameSync(temporary, path);
    removeOldest(join(path, ".."), limits);
  });
};

/** Bytes that can be made again, by key: what can't be read isn't there, and what can't be written is made again. */
export type PrivateCache = {
  readonly read: (key: string) => Buffer | undefined;
  readonly write: (key: string, bytes: Buffer) => void;
};

/** More files than this are of configs and versions long gone: the oldest go. */
const limits: Limits = { files: 64, bytes: Number.POSITIVE_INFINITY };

/** A file says the digest of its bytes first: one that was cut short isn't used. */
const unseal = (sealed: Buffer): Buffer | undefined => {
  const bytes = sealed.subarray(64);
  return sealed.toString("latin1", 0, 64) === digest(bytes) ? bytes : undefined;
};

/** The user's private cache; undefined where there can be none, or where it was switched off. */
export const openPrivateCache = (env: Environment): PrivateCache | undefined => {
  const folder = openPrivateFolder(env, "private");
  if (folder === undefined) return undefined;
  return {
    read: (key) => attempt(() => unseal(readFileSync(join(folder, digest(key))))),
    write: (key, bytes) => keepFile(join(folder, digest(key)), [Buffer.from(digest(bytes)), bytes], limits),
  };
};
