import type { FileSystem } from "../../../src/io/fs.ts";

/** Thrown in the place of a process's death: from then on every call throws it, and nothing happens any more. */
export class Crash extends Error {}

/** An error that is thrown very often and looked at by its kind alone: to note where it was made takes longer than all else. */
export const withoutStack = <E extends Error>(make: () => E): E => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const made = make();
  Error.stackTraceLimit = stackTraceLimit;
  return made;
};
const crashOf = (message: string): Crash => withoutStack(() => new Crash(message));

/** What happens to one call. `short`: half of a write goes in, with an end that follows. */
export type Fault =
  | { readonly kind: "errno"; readonly errno: string }
  | { readonly kind: "crash-before" | "crash-after" | "short" | "short-crash" };

/** Says what becomes of the call with this number, counted from 0; undefined lets it through. */
export type Hook = (at: number, call: keyof FileSystem) => Fault | undefined;

/** A file system whose calls are counted and may fail. */
export type Faulty = { readonly fs: FileSystem; readonly count: () => number };

/** Puts a hook before every call of a file system. */
export const faulty = (base: FileSystem, hook: Hook): Faulty => {
  let count = 0;
  let dead = false;
  const crash = (): never => {
    dead = true;
    throw crashOf("The process has died.");
  };
  const around =
    <Arguments extends readonly unknown[], Result>(
      name: keyof FileSystem,
      call: (...given: Arguments) => Result,
      half: (...given: Arguments) => Result = call,
    ) =>
    (...given: Arguments): Result => {
      if (dead) throw crashOf("The process is dead.");
      const fault = hook(count++, name);
      if (fault === undefined) return call(...given);
      if (fault.kind === "errno") {
        const { errno } = fault;
        throw withoutStack(() => Object.assign(new Error(errno), { code: errno }));
      }
      if (fault.kind === "crash-before") return crash();
      if (fault.kind === "short") return half(...given);
      if (fault.kind === "short-crash") half(...given);
      else call(...given);
      return crash();
    };
  const fs: FileSystem = {
    lstat: around("lstat", base.lstat),
    realpath: around("realpath", base.realpath),
    checkWritable: around("checkWritable", base.checkWritable),
    readFile: around("readFile", base.readFile),
    readPlain: around("readPlain", base.readPlain),
    readFolder: around("readFolder", base.readFolder),
    create: around("create", base.create),
    write: around("write", base.write, (file, content) => {
      const bytes = Buffer.from(content);
      return base.write(file, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    }),
    changeMode: around("changeMode", base.changeMode),
    sync: around("sync", base.sync),
    close: around("close", base.close),
    link: around("link", base.link),
    rename: around("rename", base.rename),
    unlink: around("unlink", base.unlink),
    makeFolder: around("makeFolder", base.makeFolder),
    removeFolder: around("removeFolder", base.removeFolder),
    flush: around("flush", base.flush),
  };
  return { fs, count: () => count };
};
