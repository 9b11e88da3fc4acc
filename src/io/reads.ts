// The one door through which a plan reads: what goes through it is noted, so that the next plan can tell whether
// anything has changed since.
import * as node from "node:fs";
import { followedStatus } from "./status.ts";
import { forgoWitness, isWitnessing, sawReal, sawStatus } from "./witness.ts";

/** Notes the status of what is about to be read. */
const look = (path: string): node.Stats | undefined => {
  try {
    const status = followedStatus(path);
    sawStatus(path, "follow", status);
    return status;
  } catch {
    forgoWitness();
    return undefined;
  }
};

/** A file such as those in /proc says nothing true of its size, and its status nothing of its content. */
const expectSize = (status: node.Stats | undefined, length: number): void => {
  if (status?.size !== length) forgoWitness();
};

/** A file's bytes, links followed. */
export const readFile = (path: string): Buffer => {
  if (!isWitnessing()) return node.readFileSync(path);
  const status = look(path);
  const bytes = node.readFileSync(path);
  expectSize(status, bytes.length);
  return bytes;
};

/** A file's text, links followed; bytes that aren't UTF-8 become replacement characters. */
export const readText = (path: string): string => readFile(path).toString("utf8");

/** What is in a folder. */
export const listFolder = (path: string): readonly node.Dirent[] => {
  if (isWitnessing()) look(path);
  return node.readdirSync(path, { withFileTypes: true });
};

/** Whether anything is there, links followed. */
export const isThere = (path: string): boolean => {
  if (isWitnessing()) look(path);
  return node.existsSync(path);
};

/** Whether a folder is there, links followed. */
export const isFolder = (path: string): boolean => {
  if (isWitnessing()) look(path);
  return node.statSync(path).isDirectory();
};

/** The path with every link followed. */
export const realPath = (path: string): string => {
  try {
    const real = node.realpathSync.native(path);
    sawReal(path, real);
    return real;
  } catch (cause) {
    forgoWitness();
    throw cause;
  }
};

/**
 * Looks at paths that somebody else is about to read.
 * @returns notes the first of them, up to and with `last`, which are all that were read
 */
export const lookAhead = (paths: readonly string[]): ((last: string) => void) => {
  if (!isWitnessing()) return () => undefined;
  const statuses = paths.map((path) => {
    try {
      return followedStatus(path);
    } catch {
      forgoWitness();
      return undefined;
    }
  });
  return (last) => {
    const end = paths.indexOf(last) + 1;
    if (end === 0) forgoWitness();
    for (const [index, path] of paths.slice(0, end).entries()) sawStatus(path, "follow", statuses[index]);
  };
};
