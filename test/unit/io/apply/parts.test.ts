import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { applyChanges } from "../../../../src/io/apply/apply.ts";
import { explainErrno, failsWith, tryTo } from "../../../../src/io/apply/files.ts";
import { thisHost } from "../../../../src/io/apply/host.ts";
import { clear, newFoldersOf } from "../../../../src/io/apply/new-folder.ts";
import { parentOf, reachInside } from "../../../../src/io/apply/reach.ts";
import { isRunLockHeld } from "../../../../src/io/apply/run-lock.ts";
import { contextOf, countFiles, sessionOf } from "../../../../src/io/apply/session.ts";
import { outcomeOf, settle } from "../../../../src/io/apply/settle.ts";
import type { FileSystem } from "../../../../src/io/fs.ts";
import type { JournalRecord } from "../../../../src/lock/journal.ts";
import { digest } from "../../../../src/text/digest.ts";
import { faulty } from "../../../apply/support/faults.ts";
import { memoryDisk, type Tree } from "../../../apply/support/memory-fs.ts";
import { create, remove, update } from "../../../apply/support/scenarios.ts";
import { processOf, root } from "../../../apply/support/sweep.ts";

const thrown = (code: string) => Object.assign(new Error(code), { code });

test("what a system call says is told as a sentence with a remedy", () => {
  expect(explainErrno("ENOSPC")).toEqual({
    message: "there is no space left on the disk (ENOSPC)",
    fix: "Free some space",
  });
  expect(explainErrno("EOTHER")).toEqual({
    message: "the system refused (EOTHER)",
    fix: "Look up the error",
  });
});

test("only an expected failure of a system call is taken for an answer", () => {
  const failing = (error: Error) => () => {
    throw error;
  };
  expect(failsWith(["ENOENT"], () => undefined)).toBeUndefined();
  expect(failsWith(["EEXIST", "ENOENT"], failing(thrown("ENOENT")))).toBe("ENOENT");
  expect(() => failsWith(["EEXIST"], failing(thrown("ENOENT")))).toThrow("ENOENT");
  expect(() => failsWith(["EEXIST"], failing(new Error("a bug")))).toThrow("a bug");
  expect(() => tryTo(failing(thrown("ENOENT")))).not.toThrow();
  expect(() => tryTo(failing(new Error("a bug")))).toThrow("a bug");
});

test("this process has started, and one that there isn't hasn't", () => {
  const host = thisHost();
  expect(host.pid).toBe(process.pid);
  expect(host.startOf(process.pid)).toMatch(process.platform === "linux" ? /^\d+$/ : /^$/);
  expect(host.startOf(1)).toBeDefined();
  expect(host.startOf(2 ** 30)).toBeUndefined();
  if (process.platform === "linux") expect(host.boot).toMatch(/^[0-9a-f-]{36}$/);
});

test.runIf(process.platform === "linux")(
  "a process that ended isn't running, though its parent hasn't asked; a later one started later",
  async () => {
    const { startOf } = thisHost();
    const shell = spawn("sh", ["-c", "true & echo $!; exec sleep 5"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const said = await new Promise<string>((resolve) =>
      shell.stdout.once("data", (data) => resolve(String(data))),
    );
    const own = Number(startOf(process.pid));
    await expect.poll(() => startOf(Number(said))).toBeUndefined();
    expect(Number(startOf(shell.pid!))).toBeGreaterThan(own);
    shell.kill();
  },
);

test.each([
  [1, "1 file"],
  [0, "0 files"],
  [2, "2 files"],
])("%i in words: %s", (count, want) => {
  expect(countFiles(count)).toBe(want);
});

describe("the folders above a path", () => {
  const reach = (tree: Tree) => reachInside(memoryDisk(tree).fs, root);

  test.each<[path: string, tree: Tree, want: string]>([
    ["a.md", {}, ""],
    ["a/b.md", { "a/x": "" }, "a"],
    ["a/b/c.md", { "a/b/x": "" }, "a/b"],
    ["new/sub/c.md", {}, "new/sub"],
    ["link/sub/c.md", { "real/deep/x": "", link: { link: "real/deep" } }, "real/deep/sub"],
    ["link/c.md", { x: "", link: { link: "." } }, ""],
    ["link/c.md", { link: { link: "../elsewhere" }, x: "" }, "no"],
    ["a/b.md", { a: "" }, "path-not-folder a"],
    ["a/b/c.md", { a: "" }, "path-not-folder a"],
    ["link/sub/c.md", { link: { link: ".git" }, ".git/x": "" }, "path-outside link"],
  ])("%s in %j: %s", (path, tree, want) => {
    const found = () => {
      const folder = reach(tree).folderOf(path);
      return folder.ok ? folder.value : folder.problems.map(({ code, where }) => `${code} ${where}`).join();
    };
    if (want === "no") expect(found).toThrow("ENOENT");
    else expect(found()).toBe(want);
  });

  test("that aren't there are made, and those whose entries change are noted", () => {
    const disk = memoryDisk({ "a/x": "" });
    const made = reachInside(disk.fs, root);
    expect([parentOf("x"), parentOf("a/b/x")]).toEqual(["", "a/b"]);
    for (const path of ["a/b/c/x", "a/y", "z"]) made.folderOf(path);
    expect(["a/b/c/x", "a/y", "z"].map(made.newAbove)).toEqual(["a/b", undefined, undefined]);
    made.makeFoldersOf("a/b/c/x");
    made.makeFoldersOf("a/y");
    expect(disk.fs.lstat(`${root}/a/b/c`)?.kind).toBe("folder");
    expect([...made.touched]).toEqual([`${root}/a`, `${root}/a/b`]);
    expect(made.newAbove("a/b/c/x")).toBeUndefined();
    made.touch("z");
    expect([...made.touched].at(-1)).toBe(root);
  });

  test.each<[what: string, put: (fs: FileSystem, path: string) => void, isFine: boolean]>([
    ["a folder", (fs, path) => fs.makeFolder(path), true],
    ["a file", (fs, path) => fs.close(fs.create(path, 0o644)), false],
  ])("%s that somebody made first: fine is %j", (_, put, isFine) => {
    const disk = memoryDisk({});
    const made = reachInside(disk.fs, root);
    made.folderOf("a/x");
    put(disk.fs, `${root}/a`);
    const make = () => made.makeFoldersOf("a/x");
    if (isFine) expect(make).not.toThrow();
    else expect(make).toThrow("EEXIST");
  });
});

describe("a run lock is held", () => {
  const lock = (...lines: readonly (string | number)[]) => [...lines, ""].join("\n");
  test.each<[what: string, text: string | undefined, want: boolean]>([
    ["by nobody", undefined, false],
    ["by a living process", lock("0abc", 1, "start", "machine", "boot 1"), true],
    ["by a process of another machine", lock("0abc", 7, "start", "other", "boot 1"), true],
    ["by a dead one", lock("0abc", 7, "start", "machine", "boot 1"), false],
    ["by one of another start of the system", lock("0abc", 1, "start", "machine", "boot 0"), false],
    ["by one that has another start", lock("0abc", 1, "begin", "machine", "boot 1"), false],
    ["by whom nobody can tell", "0abc", true],
    ["by one without a name", lock("", 7, "start", "machine", "boot 1"), true],
    ["by one whose number is none", lock("0abc", "x", "start", "machine", "boot 1"), true],
    ["by one with more to say", lock("0abc", 7, "start", "machine", "boot 1", "more"), true],
  ])("%s: %#", (_, text, want) => {
    const disk = memoryDisk(text === undefined ? {} : { "state/run.lock": text });
    expect(isRunLockHeld(disk.fs, processOf(1), `${root}/state`)).toBe(want);
  });
});

const record = (
  before: string | null,
  after: string | null,
  more: Partial<JournalRecord> = {},
): JournalRecord => ({
  ...{ path: "a", like: "a", state: false, mode: null, within: null },
  before: before === null ? null : digest(before),
  after: after === null ? null : digest(after),
  source: after === null ? null : { content: after },
  ...more,
});

/** A record carried out again: what was looked forward to, how it ended, and the tree then. */
const again = (tree: Tree, one: JournalRecord, boot = "boot 1") => {
  const disk = memoryDisk(tree);
  const session = sessionOf({ root, fs: disk.fs, host: processOf(1) });
  const context = () => contextOf(session, { token: "t", boot, records: [one] });
  const seen = outcomeOf(context(), one, 0);
  const { outcome, spent } = settle({ ...context(), ...reachOf(context(), one) }, one, 0);
  if (spent !== undefined) disk.fs.unlink(spent);
  return {
    seen: seen === undefined || seen === null ? seen : Buffer.from(seen).toString(),
    outcome,
    tree: disk.tree(),
  };
};
const reachOf = (context: ReturnType<typeof contextOf>, { path }: JournalRecord) => {
  context.reach.folderOf(path);
  return { reach: context.reach };
};

const [fresh, aside] = [".kluster-gen-t-0.new", ".kluster-gen-t-0.old"];

describe("a record that is carried out again", () => {
  test.each<
    [
      what: string,
      tree: Tree,
      record: JournalRecord,
      boot: string,
      seen: string | null | undefined,
      outcome: string,
      after: Tree,
    ]
  >([
    ["from its beginning", { a: "old" }, record("old", "new"), "boot 1", "new", "done", { a: "new" }],
    ["when it is done", { a: "new" }, record("old", "new"), "boot 1", "new", "done", { a: "new" }],
    [
      "with the old file aside",
      { [fresh]: "new", [aside]: "old" },
      record("old", "new"),
      "boot 1",
      "new",
      "done",
      { a: "new" },
    ],
    [
      "with the old file aside alone",
      { [aside]: "old" },
      record("old", "new"),
      "boot 1",
      "new",
      "done",
      { a: "new" },
    ],
    [
      "with both there",
      { a: "new", [fresh]: "new", [aside]: "old" },
      record("old", "new"),
      "boot 1",
      "new",
      "done",
      { a: "new" },
    ],
    ["to nothing", { a: "old" }, record("old", null), "boot 1", null, "done", {}],
    ["to nothing, which is there", {}, record("old", null), "boot 1", null, "done", {}],
    ["to nothing, from aside", { [aside]: "old" }, record("old", null), "boot 1", null, "done", {}],
    ["on somebody's save", { a: "mine" }, record("old", "new"), "boot 1", undefined, "kept", { a: "mine" }],
    [
      "on a save that was moved aside",
      { [aside]: "mine" },
      record("old", "new"),
      "boot 1",
      "mine",
      "kept",
      { a: "mine" },
    ],
    [
      "on a save, with the old aside",
      { a: "mine", [aside]: "old", [fresh]: "new" },
      record("old", "new"),
      "boot 1",
      undefined,
      "kept",
      { a: "mine" },
    ],
    ["where somebody removed it", {}, record("old", "new"), "boot 1", undefined, "kept", {}],
    ["where it was lost with the power", {}, record("old", "new"), "boot 0", "new", "done", { a: "new" }],
    ["where nothing was", {}, record(null, "new"), "boot 1", "new", "done", { a: "new" }],
    ["where a part was written", { a: "ne" }, record("old", "new"), "boot 0", "new", "done", { a: "new" }],
    ["where zeros were", { a: "n\0w" }, record("old", "new"), "", "new", "done", { a: "new" }],
    [
      "where a part stands without a loss of power",
      { a: "ne" },
      record("old", "new"),
      "boot 1",
      undefined,
      "kept",
      { a: "ne" },
    ],
    [
      "where more stands than ours",
      { a: "newer" },
      record("old", "new"),
      "boot 0",
      undefined,
      "kept",
      { a: "newer" },
    ],
    [
      "where ours is longer by zeros",
      { a: "new\0\0" },
      record("old", "new"),
      "boot 0",
      undefined,
      "kept",
      { a: "new\0\0" },
    ],
    [
      "on two saves, of which one was moved aside",
      { a: "theirs", [aside]: "mine" },
      record("old", "new"),
      "boot 1",
      undefined,
      "kept",
      { a: "theirs", [aside]: "mine" },
    ],
    [
      "on the same save twice",
      { a: "mine", [aside]: "mine" },
      record("old", "new"),
      "boot 1",
      undefined,
      "kept",
      { a: "mine" },
    ],
    [
      "on a link, with a save aside",
      { a: { link: "b" }, [aside]: "mine" },
      record("old", "new"),
      "boot 1",
      undefined,
      "kept",
      { a: { link: "b" }, [aside]: "mine" },
    ],
    [
      "on a save, with a link aside",
      { a: "mine", [aside]: { link: "b" } },
      record("old", "new"),
      "boot 1",
      undefined,
      "kept",
      { a: "mine", [aside]: { link: "b" } },
    ],
    [
      "where other bytes stand",
      { a: "nxw" },
      record("old", "new"),
      "boot 0",
      undefined,
      "kept",
      { a: "nxw" },
    ],
    [
      "on a part of ours, ready beside it",
      { a: "ne", [fresh]: "new" },
      record("old", "new"),
      "boot 1",
      "new",
      "done",
      { a: "new" },
    ],
    [
      "with a part of ours beside it",
      { a: "old", [fresh]: "ne" },
      record("old", "new"),
      "boot 1",
      "new",
      "done",
      { a: "new" },
    ],
    [
      "on a link",
      { a: { link: "b" } },
      record("old", "new"),
      "boot 1",
      undefined,
      "kept",
      { a: { link: "b" } },
    ],
    [
      "to nothing, on a save after a loss of power",
      { a: "mine" },
      record("old", null),
      "boot 0",
      undefined,
      "kept",
      { a: "mine" },
    ],
  ])("%s", (_, tree, one, boot, seen, outcome, after) => {
    expect(again(tree, one, boot)).toEqual({ seen, outcome, tree: memoryDisk(after).tree() });
  });
});

test("where there are no hard links a save that was moved aside gets its name back", () => {
  const disk = memoryDisk({ [aside]: "mine" });
  const fs: FileSystem = {
    ...disk.fs,
    link: () => {
      throw thrown("ENOTSUP");
    },
  };
  const one = record("old", "new");
  const context = contextOf(sessionOf({ root, fs, host: processOf(1) }), {
    token: "t",
    boot: "boot 1",
    records: [one],
  });
  expect(settle(context, one, 0)).toMatchObject({ outcome: "kept", problems: [] });
  expect(disk.tree()).toEqual({ a: "644 mine" });
});

test("where the system doesn't say when it started, power may have been lost", () => {
  const rebooted = (own: string, journal: string) =>
    contextOf(sessionOf({ root, fs: memoryDisk({}).fs, host: { ...processOf(1), boot: own } }), {
      token: "t",
      boot: journal,
      records: [],
    }).rebooted;
  expect([rebooted("a", "a"), rebooted("a", "b"), rebooted("", "")]).toEqual([false, true, true]);
});

describe("what a stopped run left of a folder that it was filling", () => {
  const staged = ".kluster-gen-t-0.new";
  const records = ["d/a", "d/e/b"].map((path) => record(null, "x", { path, within: "d" }));
  test.each<[what: string, tree: Tree, left: Tree]>([
    ["goes", { [`${staged}/a`]: "x", [`${staged}/e/b`]: "x" }, {}],
    ["goes, if only in part", { [`${staged}/e/b`]: "x" }, {}],
    [
      "stays where somebody put something",
      { [`${staged}/a`]: "x", [`${staged}/e/mine`]: "y" },
      { [`${staged}/e/mine`]: "y" },
    ],
    ["is none where a file is", { [staged]: "y" }, { [staged]: "y" }],
    [
      "is none where a link is",
      { [staged]: { link: "real" }, "real/a": "y", "real/e/b": "y" },
      { [staged]: { link: "real" }, "real/a": "y", "real/e/b": "y" },
    ],
    [
      "isn't looked for behind a link out of the root",
      { [`${staged}/a`]: "x", [`${staged}/e`]: { link: "../.git" }, ".git/b": "y" },
      { [`${staged}/e`]: { link: "../.git" }, ".git/b": "y" },
    ],
    ["isn't where a file is for a folder", { [`${staged}/e`]: "y" }, { [`${staged}/e`]: "y" }],
  ])("%s", (_, tree, left) => {
    const disk = memoryDisk(tree);
    const context = contextOf(sessionOf({ root, fs: disk.fs, host: processOf(1) }), {
      token: "t",
      boot: "",
      records,
    });
    for (const folder of newFoldersOf("t", records).values()) clear(context, folder);
    expect(disk.tree()).toEqual(memoryDisk(left).tree());
    expect(disk.fs.lstat(`${root}/${staged}`) === undefined).toBe(Object.keys(left).length === 0);
  });
});

test("every file that is opened is closed, whatever fails", async () => {
  for (const failing of ["", "write", "sync", "changeMode"]) {
    const disk = memoryDisk({ a: "old" });
    const open = new Set<number>();
    const { fs: real } = faulty(disk.fs, (_, name) => {
      if (name === failing) throw thrown("EIO");
      return undefined;
    });
    const fs: FileSystem = {
      ...real,
      create: (path, mode) => {
        const file = real.create(path, mode);
        open.add(file);
        return file;
      },
      close: (file) => {
        open.delete(file);
        real.close(file);
      },
    };
    const outcome = await applyChanges({
      root,
      changes: [update("a", "old", "new"), create("b", "b")],
      fs,
      host: processOf(1),
    });
    expect([failing, outcome.status, open.size]).toEqual([
      failing,
      failing === "" ? "complete" : "refused",
      0,
    ]);
  }
});

test("how far an apply is gets told now and then, and at its beginning", async () => {
  const told: (readonly [number, number])[] = [];
  const changes = Array.from({ length: 130 }, (_, n) => create(`d${n % 2}/${n}`, `${n}`));
  const step = (done: number, total: number) => void told.push([done, total]);
  await applyChanges({ root, changes, step, fs: memoryDisk({ "d0/x": "" }).fs, host: processOf(1) });
  expect(told).toEqual([
    [0, 130],
    [64, 130],
    [128, 130],
  ]);
});

test("files get the permissions of those that they replace, and others those of the system", async () => {
  const disk = memoryDisk({ a: { text: "a", mode: 0o755 }, gone: "x" });
  const changes = [update("a", "a", "b"), create("new/b", "b"), create("c", "c"), remove("gone", "x")];
  const state = [{ path: "locks/lock", before: null, content: "l" }];
  const outcome = await applyChanges({ root, changes, state, fs: disk.fs, host: processOf(1) });
  expect(outcome.status).toBe("complete");
  expect(disk.tree()).toEqual({ a: "755 b", "new/b": "644 b", c: "644 c", "locks/lock": "644 l" });
});
