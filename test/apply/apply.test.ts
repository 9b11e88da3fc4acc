import { lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digest } from "../../src/text/digest.ts";
import { encodeJournal } from "../../src/lock/journal.ts";
import { applyChanges, recover } from "../../src/io/apply/apply.ts";
import { inspect } from "../../src/io/apply/inspect.ts";
import { diskFileSystem, type FileSystem } from "../../src/io/fs.ts";
import type { Change } from "../../src/model/plan.ts";
import { newFolder, readingOnDisk, readTree, removeFolder, writeTree } from "./support/disk.ts";
import { faulty } from "./support/faults.ts";
import { memoryDisk } from "./support/memory-fs.ts";
import { create, remove, rename, scenarios, update } from "./support/scenarios.ts";
import { applyOn, processOf, root as memoryRoot, unlessCrashed } from "./support/sweep.ts";

let root = "";
beforeEach(() => {
  root = newFolder();
});
afterEach(() => removeFolder(root));

const codes = ({ problems }: { problems: readonly { code: string; where: string }[] }): readonly string[] =>
  problems.map(({ code, where }) => `${code} ${where.replace(root, "ROOT")}`);

describe("what an apply leaves on the real disk", () => {
  test.each(scenarios)("$name", async ({ before, changes, state, after }) => {
    writeTree(root, before);
    expect(await applyChanges({ root, changes, state })).toEqual({
      status: "complete",
      interrupted: false,
      results: changes.map(({ path }) => ({ path, outcome: "done" })),
      problems: [],
      notes: [],
    });
    expect(readTree(root)).toEqual(readingOnDisk(after));
    expect(readdirSync(root).includes(".kluster-gen")).toBe(".kluster-gen/lock.json" in after);
  });

  test("what isn't changed isn't written, and a run with nothing to do touches nothing", async () => {
    writeTree(root, { "a.md": "a", "b.md": "b" });
    const old = new Date("2001-02-03");
    for (const path of ["a.md", "b.md", ""]) utimesSync(join(root, path), old, old);
    const keep: Change = { ...update("a.md", "a", "x"), action: "keep" };
    await applyChanges({ root, changes: [keep, update("b.md", "b", "b")] });
    await recover({ root });
    for (const path of ["a.md", "b.md", ""]) expect(lstatSync(join(root, path)).mtime).toEqual(old);
    await applyChanges({ root, changes: [update("b.md", "b", "new")] });
    expect(lstatSync(join(root, "a.md")).mtime).toEqual(old);
  });

  test("without fsync nothing is flushed, with it every new file and folder is", async () => {
    const flushed: string[] = [];
    const fs: FileSystem = {
      ...diskFileSystem,
      flush: (path) => {
        flushed.push(path.slice(root.length));
        return diskFileSystem.flush(path);
      },
    };
    await applyChanges({ root, changes: [create("x", "x")], fs, fsync: false });
    expect(flushed).toEqual([]);
    await applyChanges({ root, changes: [create("d/y", "y")], fs });
    expect(flushed).toEqual(["/.kluster-gen", "", "/d/y", "/d", "", "/d", "", "/.kluster-gen"]);
  });
});

describe("what an apply refuses, with nothing written", () => {
  const outside = (): void => {
    mkdirSync(join(root, "..", `${root.slice(root.lastIndexOf("/") + 1)}-out`));
    symlinkSync(`../${root.slice(root.lastIndexOf("/") + 1)}-out`, join(root, "out"));
  };
  afterEach(() => rmSync(`${root}-out`, { recursive: true, force: true }));

  test.each<[string, () => void, readonly Change[], readonly string[]]>([
    [
      "a file that changed",
      () => writeTree(root, { a: "theirs" }),
      [update("a", "x", "y"), create("b", "b")],
      ["plan-stale a"],
    ],
    ["a file that is gone", () => undefined, [remove("a", "x")], ["plan-stale a"]],
    ["a file that has come", () => writeTree(root, { a: "" }), [create("a", "x")], ["plan-stale a"]],
    [
      "a link in a file's place",
      () => writeTree(root, { b: "x", a: { link: "b" } }),
      [update("a", "x", "y")],
      ["path-not-file a"],
    ],
    [
      "a folder in a file's place",
      () => writeTree(root, { "a/b": "" }),
      [create("a", "x")],
      ["path-not-file a"],
    ],
    [
      "a file in a folder's place",
      () => writeTree(root, { a: "" }),
      [create("a/b/c", "x")],
      ["path-not-folder a"],
    ],
    [
      "a folder that leads out",
      outside,
      [create("out/x", "x"), create("out/sub/y", "y")],
      ["path-outside out", "path-outside out"],
    ],
    [
      "a folder that leads into git's",
      () => writeTree(root, { ".git/x": "", d: { link: ".git" } }),
      [create("d/x", "x")],
      ["path-outside d"],
    ],
    [
      "one file by two names",
      () => writeTree(root, { "r/a": "x", d: { link: "r" } }),
      [update("d/a", "x", "1"), update("r/a", "x", "2")],
      ["path-alias r/a"],
    ],
    ["an unsafe path", () => undefined, [rename("../a", "b", "x")], ["path-dots ../a"]],
    [
      "a state folder that is a link",
      () => writeTree(root, { ".kluster-gen": { link: "elsewhere" } }),
      [create("a", "x")],
      ["apply-state-folder ROOT/.kluster-gen"],
    ],
  ])("%s", async (_, prepare, changes, want) => {
    prepare();
    const before = readTree(root);
    const outcome = await applyChanges({ root, changes });
    expect(outcome.status).toBe("refused");
    expect(codes(outcome)).toEqual(want);
    expect(readTree(root)).toEqual(before);
    expect(readdirSync(root).length).toBe(
      new Set(Object.keys(before).map((path) => path.split("/")[0])).size,
    );
  });

  test("a folder that can't be written to, told before anything is", async () => {
    writeTree(root, { "d/a": "x" });
    const checkWritable = (folder: string): void => {
      if (folder.endsWith("/d")) throw Object.assign(new Error("no"), { code: "EACCES" });
    };
    const changes = [create("d/new/b", "x"), create("e/b", "x"), update("d/a", "x", "y")];
    const outcome = await applyChanges({ root, changes, fs: { ...diskFileSystem, checkWritable } });
    expect(codes(outcome)).toEqual(["path-not-writable ROOT/d", "path-not-writable ROOT/d"]);
    expect(Object.keys(readTree(root))).toEqual(["d/a"]);
  });

  test("a run that is interrupted before its commit", async () => {
    const outcome = await applyChanges({ root, changes: [create("a", "x")], interrupted: () => true });
    expect(outcome).toMatchObject({ status: "refused", interrupted: true, problems: [] });
    expect(readdirSync(root)).toEqual([]);
  });

  test("a journal that is damaged, until somebody has looked", async () => {
    writeTree(root, { ".kluster-gen/journal": "half a jour" });
    const inspected = inspect({ root });
    expect(inspected?.problems.map(({ code }) => code)).toEqual(["journal-damaged"]);
    expect(codes(await applyChanges({ root, changes: [create("a", "x")] }))).toEqual([
      "journal-damaged ROOT/.kluster-gen/journal",
    ]);
    rmSync(join(root, ".kluster-gen"), { recursive: true });
    expect((await applyChanges({ root, changes: [create("a", "x")] })).status).toBe("complete");
  });

  test("a tree in which nothing can be read", async () => {
    const fs: FileSystem = {
      ...diskFileSystem,
      lstat: () => {
        throw Object.assign(new Error("no"), { code: "EIO" });
      },
      readPlain: () => {
        throw Object.assign(new Error("no"), { code: "EIO" });
      },
    };
    expect(codes(await applyChanges({ root, changes: [create("a", "x")], fs }))).toEqual([
      "apply-failed ROOT",
    ]);
    expect(codes(await recover({ root, fs }))).toEqual(["apply-failed ROOT"]);
    expect(inspect({ root, fs })?.problems.map(({ code }) => code)).toEqual(["apply-failed"]);
  });
});

describe("the run lock", () => {
  const me = processOf(1);
  const lock = (pid: number, started: string, name: string, boot: string) =>
    ["0abc", pid, started, name, boot, ""].join("\n");

  test.each([
    ["a living run's", lock(1, "start", "machine", "boot 1"), "apply-locked"],
    ["one of another machine, which can't be asked", lock(7, "start", "other", "boot 9"), "apply-locked"],
    ["one that nobody can read", "0abc\n1", "apply-locked"],
    [
      "one of a process that is gone",
      lock(7, "start", "machine", "boot 1"),
      "Took over the run lock of process 7, which is gone.",
    ],
    [
      "one of a process whose number another has now",
      lock(1, "earlier", "machine", "boot 1"),
      "Took over the run lock of process 1, which is gone.",
    ],
    [
      "one from before the system's last start",
      lock(1, "start", "machine", "boot 0"),
      "Took over the run lock of process 1, which is gone.",
    ],
  ])("%s", async (_, text, want) => {
    const disk = memoryDisk({ ".kluster-gen/run.lock": text });
    const scenario = { name: "", before: {}, changes: [create("a", "x")], state: [], after: {} };
    const outcome = await applyOn(disk.fs, me, scenario);
    expect([...outcome.problems.map(({ code }) => code), ...outcome.notes]).toEqual([want]);
    expect(disk.tree()).toEqual(
      want === "apply-locked" ? { ".kluster-gen/run.lock": `644 ${text}` } : { a: "644 x" },
    );
  });
});

test("a run lock that is being broken by a living run is left to it, and that run's leavings too", async () => {
  const tree = {
    ".kluster-gen/run.lock": "0abc\n7\nstart\nmachine\nboot 1\n",
    ".kluster-gen/run.lock.break-0abc": "0def\n9\nstart\nother\nboot 1\n",
  };
  const disk = memoryDisk(tree);
  const scenario = { name: "", before: {}, changes: [create("a", "x")], state: [], after: {} };
  expect(codes(await applyOn(disk.fs, processOf(1), scenario))).toEqual([
    "apply-locked /root/.kluster-gen/run.lock",
  ]);
  expect(disk.tree()).toEqual(memoryDisk(tree).tree());
  const other = { ".kluster-gen/run.lock.9.0def": "0def\n9\nstart\nother\nboot 1\n" };
  const shared = memoryDisk(other);
  expect((await applyOn(shared.fs, processOf(1), scenario)).status).toBe("complete");
  expect(shared.tree()).toEqual({ ...memoryDisk(other).tree(), a: "644 x" });
});

test("a run lock that goes while it is looked at is taken", async () => {
  const disk = memoryDisk({ ".kluster-gen/run.lock": "0abc\n9\nstart\nother\nboot 1\n" });
  const { fs } = faulty(disk.fs, (_, name) => {
    if (name === "readFile") disk.remove(`${memoryRoot}/.kluster-gen/run.lock`);
    return undefined;
  });
  const outcome = await applyChanges({
    root: memoryRoot,
    changes: [create("a", "x")],
    fs,
    host: processOf(1),
  });
  expect(outcome.status).toBe("complete");
  expect(disk.tree()).toEqual({ a: "644 x" });
});

describe("a run that was stopped", () => {
  const scenario = scenarios[4]!;

  /** A disk as a process leaves it that died before the given call of a kind, after the journal was written. */
  const stopped = async (call: keyof FileSystem, nth: number) => {
    const disk = memoryDisk(scenario.before);
    let seen = 0;
    const dying = faulty(disk.fs, (_, name) =>
      name === call && seen++ === nth ? { kind: "crash-before" } : undefined,
    );
    await unlessCrashed(() => applyOn(dying.fs, processOf(1), scenario));
    return disk;
  };

  test("is told of by `inspect`, which shows the tree as it will be and writes nothing", async () => {
    const disk = await stopped("link", 3);
    const before = disk.tree();
    const noteFor = (pid: number): string | undefined => {
      const seen = inspect({ root: memoryRoot, fs: disk.fs, host: processOf(pid) });
      return seen?.ok === true ? seen.value.note : undefined;
    };
    expect(noteFor(2)).toMatch(/^An earlier apply of 7 files was stopped/);
    expect(noteFor(1)).toMatch(/^An apply of 7 files is under way/);
    expect(disk.tree()).toEqual(before);
    expect(inspect({ root: memoryRoot, fs: memoryDisk({}).fs })).toBeUndefined();
  });

  test("is finished by the next start, which says so in one line", async () => {
    const disk = await stopped("link", 3);
    const outcome = await recover({ root: memoryRoot, fs: disk.fs, host: processOf(2) });
    expect(outcome.notes).toEqual([
      "Took over the run lock of process 1, which is gone.",
      "Finished an earlier apply that was stopped (7 files).",
    ]);
    expect(disk.tree()).toEqual(memoryDisk(scenario.after).tree());
  });

  test("is finished before a new plan is held against the tree", async () => {
    const disk = await stopped("link", 3);
    const next = { ...scenario, changes: [update("new.py", "new\n", "newer\n")], state: [] };
    const outcome = await applyOn(disk.fs, processOf(2), next);
    expect(outcome).toMatchObject({ status: "complete", results: [{ path: "new.py", outcome: "done" }] });
    expect(disk.tree()).toEqual({ ...memoryDisk(scenario.after).tree(), "new.py": "644 newer\n" });
  });

  test("goes on without what has been put out of its reach since", async () => {
    const text = (path: string) => ({
      path,
      before: null,
      after: digest("x"),
      source: { content: "x" },
      like: path,
      state: false,
      mode: null,
      within: null,
    });
    mkdirSync(`${root}-out`);
    writeTree(root, { out: { link: `${root}-out` } });
    mkdirSync(join(root, ".kluster-gen"));
    const journal = { token: "abc", boot: "", records: [text("out/x"), text("y")] };
    writeFileSync(join(root, ".kluster-gen/journal"), [...encodeJournal(journal)].join(""));
    expect(inspect({ root })).toMatchObject({ value: { files: new Map([["y", Buffer.from("x")]]) } });
    const outcome = await recover({ root });
    expect(outcome.status).toBe("complete");
    expect(codes(outcome)).toEqual(["path-outside out", "apply-kept out/x"]);
    expect(readdirSync(`${root}-out`)).toEqual([]);
    expect(Object.keys(readTree(root))).toEqual(["out", "y"]);
    removeFolder(`${root}-out`);
  });
});

describe("a save that comes in between", () => {
  test("is kept and told of, and the rest is done", async () => {
    const changes = [update("a", "old a", "new a"), update("b", "old b", "new b")];
    const again = memoryDisk({ a: "old a", b: "old b" });
    const late = faulty(again.fs, (_, name) => {
      if (name === "changeMode" && again.fs.lstat(`${memoryRoot}/.kluster-gen/journal`))
        again.replace(`${memoryRoot}/b`, "mine");
      return undefined;
    });
    const kept = await applyChanges({ root: memoryRoot, changes, fs: late.fs, host: processOf(1) });
    expect(kept.results).toEqual([
      { path: "a", outcome: "done" },
      { path: "b", outcome: "kept" },
    ]);
    expect(codes(kept)).toEqual(["apply-kept b"]);
    expect(again.tree()).toEqual({ a: "644 new a", b: "644 mine" });
  });

  test("and another while the first is put back: both stay", async () => {
    const disk = memoryDisk({ a: "old" });
    const place = `${memoryRoot}/a`;
    const { fs } = faulty(disk.fs, (_, name) => {
      if (disk.fs.lstat(`${memoryRoot}/.kluster-gen/journal`) === undefined) return undefined;
      if (name === "rename") disk.replace(place, "first");
      if (name === "link") disk.replace(place, "second");
      return undefined;
    });
    const changes = [update("a", "old", "new")];
    const outcome = await applyChanges({ root: memoryRoot, changes, fs, host: processOf(1) });
    expect(codes(outcome)).toEqual(["apply-two-saves a", "apply-kept a"]);
    const texts = Object.values(disk.tree());
    expect(texts.sort()).toEqual(["644 first", "644 second"]);
  });
});
