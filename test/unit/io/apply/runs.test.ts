import { describe, expect, test } from "vitest";
import { applyChanges, recover } from "../../../../src/io/apply/apply.ts";
import type { FileSystem } from "../../../../src/io/fs.ts";
import type { Change } from "../../../../src/model/plan.ts";
import { type Fault, faulty } from "../../../apply/support/faults.ts";
import { type MemoryDisk, memoryDisk, type Tree } from "../../../apply/support/memory-fs.ts";
import { create, remove, rename, update } from "../../../apply/support/scenarios.ts";
import { processOf, root } from "../../../apply/support/sweep.ts";

const host = processOf(1);
const errno = (code: string): Fault => ({ kind: "errno", errno: code });
const codes = ({ problems }: { problems: readonly { code: string; where: string }[] }): readonly string[] =>
  problems.map(({ code, where }) => `${code} ${where.replace(root, "ROOT")}`);
const hasJournal = (disk: MemoryDisk): boolean => disk.fs.lstat(`${root}/.kluster-gen/journal`) !== undefined;

/** A disk on which the nth call of a kind fails once the journal is written, and everything later works. */
const failing = (tree: Tree, call: keyof FileSystem, fault: Fault, nth = 0) => {
  const disk = memoryDisk(tree);
  let seen = 0;
  const { fs } = faulty(disk.fs, (_, name) =>
    name === call && hasJournal(disk) && seen++ === nth ? fault : undefined,
  );
  return { disk, fs };
};

/** What is done to the names of a disk, in order, without what belongs to the run itself. */
const worked = async (tree: Tree, changes: readonly Change[]) => {
  const disk = memoryDisk(tree);
  const done: string[] = [];
  const named = (path: string) => path.slice(root.length + 1).replace(/\.kluster-gen-[0-9a-f]{12}/, "TMP");
  const note = (what: string, ...paths: readonly string[]) => {
    if (!paths.some((path) => path.includes("/.kluster-gen") && !path.includes("/.kluster-gen-")))
      done.push([what, ...paths.map(named)].join(" "));
  };
  const two =
    (what: "link" | "rename") =>
    (from: string, to: string): void => {
      note(what, from, to);
      disk.fs[what](from, to);
    };
  const one =
    (what: "unlink" | "makeFolder" | "removeFolder") =>
    (path: string): void => {
      note(what, path);
      disk.fs[what](path);
    };
  const fs: FileSystem = {
    ...disk.fs,
    create: (path, mode) => {
      note("create", path);
      return disk.fs.create(path, mode);
    },
    ...{ link: two("link"), rename: two("rename") },
    ...{ unlink: one("unlink"), makeFolder: one("makeFolder"), removeFolder: one("removeFolder") },
  };
  await applyChanges({ root, changes, fs, host });
  return done;
};

test.each<[what: string, tree: Tree, changes: readonly Change[], want: readonly string[]]>([
  ["a new file", {}, [create("a", "a")], ["create TMP-0.new", "link TMP-0.new a", "unlink TMP-0.new"]],
  [
    "an update",
    { "d/a": "a" },
    [update("d/a", "a", "b")],
    [
      ...["create d/TMP-0.new", "rename d/a d/TMP-0.old", "link d/TMP-0.new d/a"],
      ...["unlink d/TMP-0.new", "unlink d/TMP-0.old"],
    ],
  ],
  ["a removal", { a: "a" }, [remove("a", "a")], ["rename a TMP-0.old", "unlink TMP-0.old"]],
  [
    "new folders: each is filled beside its name, and then gets that",
    { "d/x": "" },
    [create("d/e/f/a", "a"), create("d/e/b", "b"), create("g/c", "c")],
    [
      ...[
        "makeFolder d/TMP-0.new",
        "makeFolder d/TMP-0.new/f",
        "create d/TMP-0.new/b",
        "create d/TMP-0.new/f/a",
      ],
      ...["rename d/TMP-0.new d/e", "makeFolder TMP-2.new", "create TMP-2.new/c", "rename TMP-2.new g"],
    ],
  ],
])("what is done to the disk for %s", async (_, tree, changes, want) => {
  expect(await worked(tree, changes)).toEqual(want);
});

describe("a run that was asked to stop", () => {
  test.each<[after: number, changes: readonly Change[], left: number]>([
    [1, [update("a", "a", "b"), create("b", "b")], 1],
    [2, [update("a", "a", "b"), create("b", "b")], 2],
    [2, [create("d/a", "a"), create("d/b", "b"), create("d/c", "c")], 0],
  ])("after %i looks stops between two files, and the next finishes it: %#", async (after, changes, left) => {
    const disk = memoryDisk({ a: "a" });
    let looks = 0;
    const interrupted = () => looks++ >= after;
    const outcome = await applyChanges({ root, changes, fs: disk.fs, host, interrupted });
    expect(outcome).toMatchObject({ status: "unfinished", interrupted: true, problems: [] });
    expect(outcome.results).toHaveLength(left === 0 ? 0 : left - 1);
    expect(Object.keys(disk.tree()).filter((path) => path.endsWith(".old"))).toEqual([]);
    const again = await recover({ root, fs: disk.fs, host });
    expect(again).toMatchObject({ status: "complete", interrupted: false });
    expect(again.notes).toEqual([`Finished an earlier apply that was stopped (${changes.length} files).`]);
    const made = Object.fromEntries(changes.map(({ path, content }) => [path, `644 ${content}`]));
    expect(disk.tree()).toEqual({ a: "644 a", ...made });
  });

  test("may be stopped again while it is finished", async () => {
    const { disk, fs } = failing({}, "link", errno("EIO"));
    await applyChanges({ root, changes: [create("a", "a")], fs, host });
    const stopped = await recover({ root, fs: disk.fs, host, interrupted: () => true });
    expect(stopped).toMatchObject({ status: "unfinished", interrupted: true, notes: [] });
    const blocked = await applyChanges({
      root,
      changes: [create("b", "b")],
      fs: disk.fs,
      host,
      interrupted: () => true,
    });
    expect(blocked.status).toBe("unfinished");
    expect(disk.tree()).not.toHaveProperty("b");
  });
});

describe("a call that fails", () => {
  const changes = [update("a", "a", "b"), create("new", "new"), create("d/e/c", "c")];
  const after = { a: "644 b", new: "644 new", "d/e/c": "644 c" };

  test.each<[call: keyof FileSystem, nth: number, want: readonly string[]]>([
    ["create", 0, ["apply-unfinished a"]],
    ["rename", 0, ["apply-unfinished a"]],
    ["link", 0, ["apply-unfinished a"]],
    ["link", 1, ["apply-unfinished new"]],
    ["makeFolder", 0, ["apply-unfinished d/e/c"]],
    ["unlink", 2, ["apply-unfinished ROOT"]],
    ["flush", 0, ["apply-unfinished ROOT/.kluster-gen/journal"]],
  ])(
    "%s, %i: the run says where it stopped, no path is empty, and the next finishes it",
    async (call, nth, want) => {
      const { disk, fs } = failing({ a: "a" }, call, errno("EIO"), call === "flush" ? nth + 2 : nth);
      const outcome = await applyChanges({ root, changes, fs, host });
      expect([outcome.status, outcome.interrupted, codes(outcome)]).toEqual(["unfinished", false, want]);
      expect(outcome.problems[0]?.message).toBe("The run stopped here: the disk reported an error (EIO).");
      expect(disk.tree().a).toMatch(/^644 [ab]$/);
      expect((await recover({ root, fs: disk.fs, host })).status).toBe("complete");
      expect(disk.tree()).toEqual(after);
    },
  );

  test.each<[call: keyof FileSystem, nth: number]>([
    ["create", 2],
    ["write", 2],
    ["rename", 0],
  ])("before the journal is there (%s, %i), and nothing was written", async (call, nth) => {
    const disk = memoryDisk({ a: "a" });
    let seen = 0;
    const { fs } = faulty(disk.fs, (_, name) =>
      name === call && seen++ === nth ? errno("ENOSPC") : undefined,
    );
    const outcome = await applyChanges({ root, changes, fs, host });
    expect([outcome.status, codes(outcome)]).toEqual(["refused", ["apply-failed ROOT/.kluster-gen/journal"]]);
    expect(disk.tree()).toEqual({ a: "644 a" });
    expect(disk.fs.lstat(`${root}/.kluster-gen`)).toBeUndefined();
  });

  test("as the journal is made safe: it is taken back, or left to the next run", async () => {
    for (const stays of [false, true]) {
      const { disk, fs } = failing({ a: "a" }, "flush", errno("EIO"));
      const stuck: FileSystem = {
        ...fs,
        unlink: (path) => {
          if (stays && path.endsWith("/journal")) throw Object.assign(new Error("no"), { code: "EIO" });
          fs.unlink(path);
        },
      };
      const outcome = await applyChanges({ root, changes, fs: stuck, host });
      expect(outcome.status).toBe(stays ? "unfinished" : "refused");
      expect(hasJournal(disk)).toBe(stays);
      expect(disk.tree().a).toBe("644 a");
    }
  });

  test("a bug isn't taken for one", async () => {
    for (const call of ["link", "flush", "rename"] as const) {
      const disk = memoryDisk({ a: "a" });
      const { fs } = faulty(disk.fs, (_, name) => {
        if (name === call) throw new Error("a bug");
        return undefined;
      });
      await expect(applyChanges({ root, changes, fs, host })).rejects.toThrow("a bug");
    }
  });
});

test("what is written in parts is written whole, and a write of nothing is an error", async () => {
  const disk = memoryDisk({ a: "a" });
  const { fs } = faulty(disk.fs, (_, name) => (name === "write" ? { kind: "short" } : undefined));
  const changes = [update("a", "a", "ÄÖÜ€ and more"), create("d/b", "ÄÖÜ€")];
  expect((await applyChanges({ root, changes, fs, host })).status).toBe("complete");
  expect(disk.tree()).toEqual({ a: "644 ÄÖÜ€ and more", "d/b": "644 ÄÖÜ€" });
  const nothing = { ...memoryDisk({}).fs, write: () => 0 };
  expect(codes(await applyChanges({ root, changes: [create("a", "a")], fs: nothing, host }))).toEqual([
    "apply-failed ROOT",
  ]);
});

test("what somebody removes before it is made safe needs nothing", async () => {
  const disk = memoryDisk({});
  const fs: FileSystem = {
    ...disk.fs,
    flush: (path) => {
      if (path === `${root}/a`) disk.remove(path);
      return disk.fs.flush(path);
    },
  };
  expect((await applyChanges({ root, changes: [create("a", "a")], fs, host })).status).toBe("complete");
});

describe("where there are no hard links", () => {
  const withoutLinks = (disk: MemoryDisk, first: () => void = () => undefined): FileSystem => ({
    ...disk.fs,
    link: () => {
      if (hasJournal(disk)) first();
      throw Object.assign(new Error("no"), { code: "ENOTSUP" });
    },
  });

  test("files are copied, and the run lock is taken all the same", async () => {
    const disk = memoryDisk({ a: { text: "a", mode: 0o755 } });
    const fs = withoutLinks(disk);
    const outcome = await applyChanges({
      root,
      changes: [update("a", "a", "b"), create("c", "c")],
      fs,
      host,
    });
    expect(outcome.status).toBe("complete");
    expect(disk.tree()).toEqual({ a: "755 b", c: "644 c" });
  });

  test("what somebody saved first stays", async () => {
    const disk = memoryDisk({});
    const fs = withoutLinks(disk, () => disk.replace(`${root}/c`, "mine"));
    const outcome = await applyChanges({ root, changes: [create("c", "c")], fs, host });
    expect([outcome.status, codes(outcome)]).toEqual(["complete", ["apply-kept c"]]);
    expect(disk.tree()).toEqual({ c: "644 mine" });
  });

  test("a living run's lock isn't taken, and whose it is is told", async () => {
    const disk = memoryDisk({ ".kluster-gen/run.lock": "0abc\n9\nstart\nother\nboot 1\n" });
    const outcome = await applyChanges({ root, changes: [create("c", "c")], fs: withoutLinks(disk), host });
    expect(codes(outcome)).toEqual(["apply-locked ROOT/.kluster-gen/run.lock"]);
    expect(outcome.problems[0]?.message).toBe(
      "Another apply (process 9 on other) is at work on this documentation.",
    );
  });
});

describe("what somebody does meanwhile", () => {
  const during = async (
    tree: Tree,
    changes: readonly Change[],
    call: keyof FileSystem,
    act: (disk: MemoryDisk) => void,
  ) => {
    const disk = memoryDisk(tree);
    let isDone = false;
    const { fs } = faulty(disk.fs, (_, name) => {
      if (name === call && hasJournal(disk) && !isDone) {
        isDone = true;
        act(disk);
      }
      return undefined;
    });
    const outcome = await applyChanges({ root, changes, fs, host });
    return {
      status: outcome.status,
      codes: codes(outcome),
      results: outcome.results.map((each) => each.outcome),
      tree: disk.tree(),
    };
  };

  test.each<
    [
      what: string,
      tree: Tree,
      changes: readonly Change[],
      call: keyof FileSystem,
      act: (disk: MemoryDisk) => void,
      want: object,
    ]
  >([
    [
      "a file of that name is made: it stays",
      {},
      [create("a", "a")],
      "link",
      (disk) => disk.replace(`${root}/a`, "mine"),
      { codes: ["apply-kept a"], results: ["kept"], tree: { a: "644 mine" } },
    ],
    [
      "the very same file is made: nothing to tell",
      {},
      [create("a", "a")],
      "link",
      (disk) => disk.replace(`${root}/a`, "a"),
      { codes: [], results: ["done"], tree: { a: "644 a" } },
    ],
    [
      "a file to be updated is removed: it stays away",
      { a: "a" },
      [update("a", "a", "b")],
      "rename",
      (disk) => disk.remove(`${root}/a`),
      { codes: ["apply-kept a"], results: ["kept"], tree: {} },
    ],
    [
      "a file to be removed is removed",
      { a: "a" },
      [remove("a", "a")],
      "rename",
      (disk) => disk.remove(`${root}/a`),
      { codes: [], results: ["done"], tree: {} },
    ],
    [
      "a file to be renamed is saved: both stay",
      { a: "a" },
      [rename("a", "b", "a")],
      "link",
      (disk) => disk.replace(`${root}/a`, "mine"),
      { codes: ["apply-kept a"], results: ["kept"], tree: { a: "644 mine", b: "644 a" } },
    ],
    [
      "a new folder is made, with something in it: both are there",
      {},
      [create("d/a", "a"), create("d/e/b", "b")],
      "create",
      (disk) => disk.replace(`${root}/d/mine`, "mine"),
      {
        codes: [],
        results: ["done", "done"],
        tree: { "d/a": "644 a", "d/e/b": "644 b", "d/mine": "644 mine" },
      },
    ],
    [
      "a new folder is made, with the file in it: that stays",
      {},
      [create("d/a", "a"), create("d/e/b", "b")],
      "create",
      (disk) => disk.replace(`${root}/d/a`, "mine"),
      { codes: ["apply-kept d/a"], results: ["kept", "done"], tree: { "d/a": "644 mine", "d/e/b": "644 b" } },
    ],
  ])("%s", async (_, tree, changes, call, act, want) => {
    expect(await during(tree, changes, call, act)).toEqual({ status: "complete", ...want });
  });
});

describe("the state folder", () => {
  const living = "0abc\n1\nstart\nmachine\nboot 1\n";
  const dead = "0abc\n7\nstart\nmachine\nboot 1\n";
  test.each<[name: string, text: string, stays: boolean]>([
    ["run.lock.7.0abc", dead, false],
    ["run.lock.7.0abc", "half", false],
    ["run.lock.1.0abc", living, true],
    ["run.lock.1.0abc", "half", true],
    ["run.lock.break-0abc", dead, false],
    ["run.locks", dead, true],
    ["lock.jsonl", dead, true],
  ])("of a run that is over, %s with %j: stays is %j", async (name, text, stays) => {
    const disk = memoryDisk({ [`.kluster-gen/${name}`]: text });
    await applyChanges({ root, changes: [create("a", "a")], fs: disk.fs, host });
    const left = stays ? { [`.kluster-gen/${name}`]: `644 ${text}` } : {};
    expect(disk.tree()).toEqual({ a: "644 a", ...left });
    expect(disk.fs.lstat(`${root}/.kluster-gen`) !== undefined).toBe(stays);
  });

  test.each<[what: string, tree: Tree, writes: boolean]>([
    ["none", {}, false],
    ["one with the lock alone", { ".kluster-gen/lock.jsonl": "" }, false],
    [
      "one with a draft of a journal, and the lock",
      { ".kluster-gen/lock.jsonl": "", ".kluster-gen/journal.tmp": "" },
      true,
    ],
    ["one with a dead run's lock", { ".kluster-gen/run.lock": dead }, true],
    ["a file of its name", { ".kluster-gen": "" }, false],
  ])("%s is looked after before a plan: %s", async (_, tree, writes) => {
    const disk = memoryDisk(tree);
    let made = 0;
    const { fs } = faulty(disk.fs, (_at, name) => {
      if (name === "create") made += 1;
      return undefined;
    });
    expect((await recover({ root, fs, host })).status).toBe("complete");
    expect(made > 0).toBe(writes);
    expect(
      Object.keys(disk.tree()).filter((path) => !path.endsWith("lock.jsonl") && path !== ".kluster-gen"),
    ).toEqual([]);
  });

  test("an empty one goes", async () => {
    const disk = memoryDisk({});
    disk.fs.makeFolder(`${root}/.kluster-gen`);
    await recover({ root, fs: disk.fs, host });
    expect(disk.fs.lstat(`${root}/.kluster-gen`)).toBeUndefined();
  });

  test("is ignored by git while a run is in it, and made again when another run takes it away", async () => {
    const disk = memoryDisk({});
    let [ignored, taken] = ["", 0];
    const { fs } = faulty(disk.fs, (_, name) => {
      const file = `${root}/.kluster-gen/.gitignore`;
      if (name === "link" && hasJournal(disk)) ignored = Buffer.from(disk.fs.readFile(file)).toString();
      if (name === "create" && taken < 3) {
        taken += 1;
        disk.fs.removeFolder(`${root}/.kluster-gen`);
      }
      return undefined;
    });
    expect((await applyChanges({ root, changes: [create("a", "a")], fs, host })).status).toBe("complete");
    expect(ignored).toBe("/.gitignore\n/journal\n/journal.tmp\n/run.lock*\n");
    expect(disk.fs.lstat(`${root}/.kluster-gen`)).toBeUndefined();
  });

  test("a run lock that can't be removed is told of", async () => {
    const disk = memoryDisk({});
    const fs: FileSystem = {
      ...disk.fs,
      unlink: (path) => {
        if (path.endsWith("/run.lock")) throw Object.assign(new Error("no"), { code: "EACCES" });
        disk.fs.unlink(path);
      },
    };
    const outcome = await applyChanges({ root, changes: [create("a", "a")], fs, host });
    expect([outcome.status, codes(outcome)]).toEqual(["complete", ["apply-lock-left ROOT/.kluster-gen"]]);
  });
});

test("a run that can't even begin leaves nothing", async () => {
  for (const call of ["create", "link"] as const) {
    const disk = memoryDisk({});
    const { fs } = faulty(disk.fs, (_, name) => (name === call ? errno("EIO") : undefined));
    const outcome = await applyChanges({ root, changes: [create("a", "a")], fs, host });
    expect(codes(outcome)).toEqual(["apply-failed ROOT"]);
    expect([disk.tree(), disk.fs.lstat(`${root}/.kluster-gen`)]).toEqual([{}, undefined]);
  }
});

test("of a tree that changed no more than a thousand problems are told", async () => {
  const paths = Array.from({ length: 1100 }, (_, n) => `d/${n}`);
  const disk = memoryDisk(Object.fromEntries(paths.map((path) => [path, ""])));
  const { problems } = await applyChanges({
    root,
    changes: paths.map((path) => create(path, "x")),
    fs: disk.fs,
    host,
  });
  expect(problems).toHaveLength(1000);
});
