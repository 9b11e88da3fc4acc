import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const memory = "/dev/shm";
/** More than a run of the tests fills. */
const enough = 4 * 2 ** 30;

const newFolder = (parent: string): string => realpathSync(mkdtempSync(join(parent, "kluster-gen-run-")));
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/** A folder in memory, which takes half the time of one on a disk; undefined where there is no room, or no program may run. */
const inMemory = (): string | undefined => {
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (process.platform !== "linux" || bavail * bsize < enough) return undefined;
    const folder = newFolder(memory);
    const program = join(folder, "program");
    writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
    if (spawnSync(program).status === 0) return folder;
    remove(folder);
  } catch {
    // Then on disk.
  }
  return undefined;
};

/**
 * Before the tests: one folder for all that they and the programs they start leave behind, removed after the last, and
 * one on a disk for those that are about disks.
 */
export default (): (() => void) | undefined => {
  if (process.env.KLUSTER_GEN_TEMPORARY !== undefined) return undefined;
  const disk = newFolder(tmpdir());
  const folder = inMemory() ?? disk;
  // Test workers are started after this and inherit the environment.
  process.env.KLUSTER_GEN_TEMPORARY = folder;
  process.env.KLUSTER_GEN_DISK = disk;
  process.env.TMPDIR = folder;
  return () => {
    for (const each of [folder, disk]) remove(each);
  };
};
