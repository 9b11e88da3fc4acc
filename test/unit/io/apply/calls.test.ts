import { expect, test } from "vitest";
import { applyChanges, recover } from "../../../../src/io/apply/apply.ts";
import type { FileSystem } from "../../../../src/io/fs.ts";
import type { Change } from "../../../../src/model/plan.ts";
import { faulty } from "../../../apply/support/faults.ts";
import { memoryDisk, type Tree } from "../../../apply/support/memory-fs.ts";
import { create, remove, rename, update } from "../../../apply/support/scenarios.ts";
import { processOf, root } from "../../../apply/support/sweep.ts";

const host = processOf(1);
const thrown = (code: string) => Object.assign(new Error(code), { code });

/** How often each call was made, in the order of their names. */
const counted = async (tree: Tree, work: (fs: FileSystem) => Promise<unknown>): Promise<string> => {
  const counts = new Map<string, number>();
  const { fs } = faulty(memoryDisk(tree).fs, (_, name) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return undefined;
  });
  await work(fs);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
};

test.each<[what: string, tree: Tree, changes: readonly Change[], fsync: boolean, want: string]>([
  ["nothing", { a: "a" }, [], true, "lstat 1"],
  [
    "a new file",
    {},
    [create("a", "a")],
    false,
    "changeMode 1, checkWritable 1, close 4, create 4, link 2, lstat 4, makeFolder 1, readFile 1, readFolder 2, readPlain 1, realpath 1, removeFolder 1, rename 1, sync 1, unlink 6, write 5",
  ],
  [
    "a new file, made safe",
    {},
    [create("a", "a")],
    true,
    "changeMode 1, checkWritable 1, close 4, create 4, flush 6, link 2, lstat 4, makeFolder 1, readFile 1, readFolder 2, readPlain 1, realpath 1, removeFolder 1, rename 1, sync 2, unlink 6, write 5",
  ],
  [
    "an update, made safe",
    { a: "a" },
    [update("a", "a", "b")],
    true,
    "changeMode 2, checkWritable 1, close 4, create 4, flush 6, link 2, lstat 3, makeFolder 1, readFile 1, readFolder 1, readPlain 3, realpath 1, removeFolder 1, rename 2, sync 2, unlink 7, write 5",
  ],
  [
    "a removal, made safe",
    { "d/a": "a", "d/b": "b" },
    [remove("d/a", "a")],
    true,
    "changeMode 1, checkWritable 1, close 3, create 3, flush 5, link 1, lstat 4, makeFolder 1, readFile 1, readFolder 1, readPlain 3, realpath 1, removeFolder 1, rename 2, sync 2, unlink 6, write 3",
  ],
  [
    "three files of a folder",
    { "d/x": "" },
    ["d/a", "d/b", "d/c"].map((path) => create(path, "x")),
    false,
    "changeMode 1, checkWritable 1, close 6, create 6, link 4, lstat 5, makeFolder 1, readFile 1, readFolder 2, readPlain 1, realpath 1, removeFolder 1, rename 1, sync 1, unlink 8, write 7",
  ],
  [
    "three files of a new folder",
    {},
    ["d/a", "d/e/b", "d/e/c"].map((path) => create(path, "x")),
    true,
    "changeMode 1, checkWritable 2, close 6, create 6, flush 12, link 1, lstat 11, makeFolder 3, readFile 1, readFolder 1, readPlain 1, realpath 1, removeFolder 1, rename 2, sync 2, unlink 5, write 7",
  ],
  [
    "through a linked folder",
    { "d/x": "", l: { link: "d" } },
    [create("l/a", "x")],
    false,
    "changeMode 1, checkWritable 1, close 4, create 4, link 2, lstat 5, makeFolder 1, readFile 1, readFolder 2, readPlain 1, realpath 2, removeFolder 1, rename 1, sync 1, unlink 6, write 5",
  ],
])("no more is asked of the disk than it takes: %s", async (_, tree, changes, fsync, want) => {
  expect(await counted(tree, (fs) => applyChanges({ root, changes, fsync, fs, host }))).toBe(want);
});

test("the lock file is written last, and a look before a plan asks for little", async () => {
  const state = [{ path: "d/lock", before: null, content: "l" }];
  expect(
    await counted({}, (fs) => applyChanges({ root, changes: [create("d/a", "x")], state, fs, host })),
  ).toBe(
    "changeMode 1, checkWritable 1, close 5, create 5, flush 9, link 2, lstat 6, makeFolder 2, readFile 1, readFolder 1, readPlain 1, realpath 1, removeFolder 1, rename 2, sync 2, unlink 6, write 6",
  );
  expect(await counted({ a: "a" }, (fs) => recover({ root, fs, host }))).toBe("lstat 1");
});

/** A disk of which one call on a path does something else. */
const changed = (
  tree: Tree,
  call: "readFile" | "rename" | "checkWritable",
  ending: string,
  act: (disk: ReturnType<typeof memoryDisk>, nth: number) => void,
) => {
  const disk = memoryDisk(tree);
  let nth = 0;
  const before = (path: string): void => {
    if (path.endsWith(ending)) act(disk, (nth += 1));
  };
  const fs: FileSystem = {
    ...disk.fs,
    readFile: (path) => {
      if (call === "readFile") before(path);
      return disk.fs.readFile(path);
    },
    rename: (from, to) => {
      if (call === "rename") before(from);
      disk.fs.rename(from, to);
    },
    checkWritable: (folder) => {
      if (call === "checkWritable") before(folder);
      disk.fs.checkWritable(folder);
    },
  };
  return { disk, fs };
};

const told = async (fs: FileSystem, changes: readonly Change[]) => {
  const { status, problems, results } = await applyChanges({ root, changes, fs, host });
  return [
    status,
    ...problems.map(({ code, where }) => `${code} ${where.replace(root, "ROOT")}`),
    ...results.map(({ path, outcome }) => `${path} ${outcome}`),
  ];
};

const dead = "0abc\n7\nstart\nmachine\nboot 1\n";
const living = "0def\n9\nstart\nother\nboot 1\n";

test("a lock that can't be read is somebody's, and one that changed hands isn't taken over", async () => {
  const half = memoryDisk({ ".kluster-gen/run.lock": "half" });
  expect(await told(half.fs, [create("a", "a")])).toEqual([
    "refused",
    "apply-locked ROOT/.kluster-gen/run.lock",
  ]);
  expect(half.tree()).toEqual({ ".kluster-gen/run.lock": "644 half" });
  const broken = changed({ ".kluster-gen/run.lock": dead }, "readFile", "/run.lock", () => {
    throw thrown("EIO");
  });
  expect(await told(broken.fs, [create("a", "a")])).toEqual(["refused", "apply-failed ROOT"]);
  const taken = changed({ ".kluster-gen/run.lock": dead }, "readFile", "/run.lock", (disk, nth) => {
    if (nth === 2) disk.replace(`${root}/.kluster-gen/run.lock`, living);
  });
  expect(await told(taken.fs, [create("a", "a")])).toEqual([
    "refused",
    "apply-locked ROOT/.kluster-gen/run.lock",
  ]);
  expect(taken.disk.tree()).toEqual({ ".kluster-gen/run.lock": `644 ${living}` });
  const gone = changed({ ".kluster-gen/run.lock": dead }, "readFile", "/run.lock", (disk, nth) => {
    if (nth === 2) disk.remove(`${root}/.kluster-gen/run.lock`);
  });
  expect(await told(gone.fs, [create("a", "a")])).toEqual(["complete", "a done"]);
});

test("a rename that fails is no file that went, and a file that went is no failed rename", async () => {
  const there = changed({ a: "a" }, "rename", "/a", () => {
    throw thrown("ENOENT");
  });
  expect(await told(there.fs, [update("a", "a", "b")])).toEqual(["unfinished", "apply-unfinished a"]);
  expect(there.disk.tree().a).toBe("644 a");
  const gone = changed({ a: "a" }, "rename", "/a", (disk) => {
    disk.remove(`${root}/a`);
    throw thrown("EIO");
  });
  expect(await told(gone.fs, [update("a", "a", "b")])).toEqual(["unfinished", "apply-unfinished a"]);
});

test("what somebody saves stays, though it is the beginning of what is to be written", async () => {
  const { disk, fs } = changed({ a: "a" }, "rename", "/a", (own) => own.replace(`${root}/a`, "b"));
  expect(await told(fs, [update("a", "a", "bc")])).toEqual(["complete", "apply-kept a", "a kept"]);
  expect(disk.tree()).toEqual({ a: "644 b" });
});

test("a folder that can't be written to is told once, and so is each that is not there", async () => {
  const shut = changed({ "d/a": "a", "d/b": "b" }, "checkWritable", "/d", () => {
    throw thrown("EACCES");
  });
  expect(await told(shut.fs, [update("d/a", "a", "x"), remove("d/b", "b")])).toEqual([
    "refused",
    "path-not-writable ROOT/d",
  ]);
  const above = changed({ "d/a": "a" }, "checkWritable", "/d", () => {
    throw thrown("EACCES");
  });
  expect(await told(above.fs, [create("d/e/f/g", "x")])).toEqual(["refused", "path-not-writable ROOT/d"]);
  const bug = changed({}, "checkWritable", "", () => {
    throw new Error("a bug");
  });
  await expect(told(bug.fs, [create("a", "x")])).rejects.toThrow("a bug");
});

test("what isn't as it was is told, wherever it is", async () => {
  const disk = memoryDisk({ a: "x", d: "file", "e/f": "y" });
  expect(
    await told(disk.fs, [
      update("a", "a", "b"),
      create("e/f", "z"),
      update("gone/a", "a", "b"),
      create("d/x", "x"),
    ]),
  ).toEqual(["refused", "plan-stale a", "path-not-folder d", "plan-stale e/f", "plan-stale gone/a"]);
});

test("a renamed file has the permissions that it had, and is done when both names are", async () => {
  const disk = memoryDisk({ a: { text: "a", mode: 0o755 } });
  expect(await told(disk.fs, [rename("a", "d/b", "a", "b")])).toEqual(["complete", "d/b done"]);
  expect(disk.tree()).toEqual({ "d/b": "755 b" });
  let looks = 0;
  const stopped = memoryDisk({ "d/Auk": "a" });
  const interrupted = () => (looks += 1) > 2;
  const outcome = await applyChanges({
    root,
    changes: [rename("d/Auk", "d/auk", "a")],
    fs: stopped.fs,
    host,
    interrupted,
  });
  expect([outcome.status, outcome.results]).toEqual(["unfinished", []]);
});

test("git looks past a stopped run's files as well, and a state folder that goes again and again is given up", async () => {
  const disk = memoryDisk({ a: "a" });
  let looks = 0;
  await applyChanges({
    root,
    changes: [update("a", "a", "b"), create("b", "b")],
    fs: disk.fs,
    host,
    interrupted: () => (looks += 1) > 2,
  });
  expect(disk.fs.lstat(`${root}/.kluster-gen/.gitignore`)?.kind).toBe("file");
  const away = memoryDisk({});
  let made = 0;
  const fs: FileSystem = {
    ...away.fs,
    create: (path, mode) => {
      made += 1;
      if (path.includes("/run.lock.")) away.fs.removeFolder(`${root}/.kluster-gen`);
      return away.fs.create(path, mode);
    },
  };
  expect(await told(fs, [create("a", "a")])).toEqual(["refused", "apply-failed ROOT"]);
  expect(made).toBe(100);
});
