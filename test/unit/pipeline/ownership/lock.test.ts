import { describe, expect, test } from "vitest";
import { lockPath } from "../../../../src/lock/file.ts";
import { runIn } from "./running.ts";
import { config, makeWorld, template, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const gamma = { id: "c/Gamma", name: "Gamma" };
const delta = { id: "d/Delta", name: "Delta" };

const applied = async (): Promise<World> => {
  const world = makeWorld([alpha, beta, gamma]);
  await world.apply();
  return world;
};

/** Git's own mark-up of a merge that was left half done. */
const conflicted = (ours: string, theirs: string): string => {
  const all = [ours.trimEnd(), theirs.trimEnd()];
  return `<<<<<<< HEAD\n${all.join("\n=======\n")}\n>>>>>>> branch\n`;
};

/** The same as git marks it with `merge.conflictStyle` `diff3`: with what both sides were made from. */
const conflictedDiff3 = (ours: string, theirs: string): string =>
  conflicted(ours, theirs).replace("\n=======\n", `\n||||||| 1a2b3c4\n${theirs.trimEnd()}\n=======\n`);

describe("a lock", () => {
  test("has one line for each artifact, sorted", async () => {
    const world = await applied();
    const [header, ...lines] = world.read(lockPath).trimEnd().split("\n");
    expect(header).toBe('{"formatVersion":2}');
    expect(lines).toEqual([...lines].sort());
    const types = lines.map((line) => /^\{"type":"(\w+)"/.exec(line)?.[1]);
    const count = (type: string): number => types.filter((each) => each === type).length;
    expect(["file", "entry", "row", "model", "shared", "text"].map(count)).toEqual([3, 3, 3, 3, 2, 1]);
  });

  test("changes in the lines of the models that changed, and in no other", async () => {
    const world = await applied();
    const before = new Set(world.read(lockPath).split("\n"));
    world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
    await world.apply();
    const changed = world
      .read(lockPath)
      .split("\n")
      .filter((line) => !before.has(line));
    expect(changed.length).toBe(3);
    expect(changed.every((line) => line.includes('"b/Beta"'))).toBe(true);
  });

  test.each(["sections", "tables", "snippets"])(
    "remembers a section and a table at one place, whichever was planned (--only %s)",
    async (part) => {
      const world = makeWorld([alpha, beta, gamma]);
      world.config({ tables: config.tables?.map((table) => ({ ...table, heading: ["Examples"] })) ?? [] });
      world.edit("guide.md", "## Models\n\n", "");
      world.edit("guide.md", "## More", "Words between.\n\n## More");
      expect((await world.apply()).problems).toEqual([]);
      const before = world.read(lockPath);
      expect(before).toContain('"type":"row"');
      world.edit("guide.md", "More words.", "Other words.");
      await world.apply("--only", part);
      expect(world.read(lockPath)).toBe(before);
    },
  );

  test.each<[string, (world: World, old: string, current: string) => void]>([
    ["is lost", (world) => world.remove(lockPath)],
    ["is empty", (world) => world.write(lockPath, "")],
    ["is older than the docs", (world, old) => world.write(lockPath, old)],
    [
      "has the conflict markers of a merge",
      (world, old, current) => world.write(lockPath, conflicted(current, old)),
    ],
    [
      "has the same markers the other way round",
      (world, old, current) => world.write(lockPath, conflicted(old, current)),
    ],
    [
      "has those of a merge with its base",
      (world, old, current) => world.write(lockPath, conflictedDiff3(current, old)),
    ],
    ["has CRLF line endings", (world, _, current) => world.write(lockPath, current.replaceAll("\n", "\r\n"))],
  ])("that %s gives no false alarm, and the next apply heals it", async (_, spoil) => {
    const world = await applied();
    const old = world.read(lockPath);
    world.template(template.replace("# Ask.", "# Ask away."));
    world.catalog([alpha, { ...beta, name: "Beta 2" }, gamma, delta]);
    await world.apply();
    const docs = world.tree();
    spoil(world, old, world.read(lockPath));

    expect((await world.plan("--check")).code).toBe(0);
    await world.apply();
    expect(world.tree()).toEqual(docs);

    // Healed: the next change of the template reaches every file.
    world.template(template);
    expect((await world.apply()).changes).toHaveLength(4);
    expect(world.read(".snippets/chat-beta.py")).toContain("# Ask.\n");
  });

  test("of a newer version is refused, and nothing is written", async () => {
    const world = await applied();
    world.write(lockPath, '{"formatVersion":3}\n{"type":"news"}\n');
    world.catalog([alpha, beta, gamma, delta]);
    const docs = world.tree();
    const { code, problems } = await world.apply();
    expect({ code, problems }).toEqual({ code: 1, problems: ["lock-version"] });
    expect(world.tree()).toEqual(docs);
    expect(world.read(lockPath)).toContain('"news"');
  });

  test("with a line that is no record is refused, and the line is named", async () => {
    const world = await applied();
    world.write(lockPath, `${world.read(lockPath)}{"type":"file"}\n`);
    const { code, err } = await world.apply();
    expect(code).toBe(1);
    expect(err).toContain(`${lockPath}:17`);
  });

  test("of two branches is merged by its lines: each branch's model is remembered", async () => {
    const world = await applied();
    const base = world.tree();
    const baseLock = world.read(lockPath);
    world.catalog([alpha, beta, gamma, { id: "e/Eta", name: "Eta" }]);
    await world.apply();
    const theirs = world.read(lockPath);
    const eta = world.read(".snippets/chat-eta.py");
    // Back to the base, and the other branch.
    world.remove(".snippets/chat-eta.py");
    for (const [path, text] of base) world.write(path, text);
    world.write(lockPath, baseLock);
    world.catalog([alpha, beta, gamma, delta]);
    await world.apply();
    // The merge: both files, both locks' lines, the page of one side.
    world.write(".snippets/chat-eta.py", eta);
    const union = new Set(`${world.read(lockPath)}${theirs}`.trimEnd().split("\n"));
    world.write(lockPath, `${[...union].join("\n")}\n`);
    world.catalog([alpha, beta, gamma, delta, { id: "e/Eta", name: "Eta" }]);

    expect((await world.apply()).changes).toEqual(["update guide.md"]);
    expect(world.read("guide.md")).toContain('??? example "Eta"');
    world.template(template.replace("# Ask.", "# Ask away."));
    expect((await world.apply()).changes).toHaveLength(5);
  });
});

describe("git checkout", () => {
  test("of older docs beside the lock of today is no hand edit: they are brought up to date", async () => {
    const world = await applied();
    const old = world.tree();
    world.template(template.replace("# Ask.", "# Ask away."));
    await world.apply();
    const current = world.tree();
    for (const [path, text] of old) world.write(path, text);

    const { told, code } = await world.apply();
    expect(code).toBe(0);
    expect(told.map(({ what, cause }) => `${cause}: ${what}`)).toEqual([
      "drift: update .snippets/chat-alpha.py",
      "drift: update .snippets/chat-beta.py",
      "drift: update .snippets/chat-gamma.py",
    ]);
    expect(world.tree()).toEqual(current);
  });

  test("of older docs with their own lock is as if the time between had not been", async () => {
    const world = await applied();
    const old = world.tree();
    const oldLock = world.read(lockPath);
    world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
    await world.apply();
    for (const [path, text] of old) world.write(path, text);
    world.write(lockPath, oldLock);
    expect((await world.plan()).changes).toEqual(["update .snippets/chat-beta.py", "update guide.md"]);
    world.catalog([alpha, beta, gamma]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("that takes a generated file away is drift: it is made again", async () => {
    const world = await applied();
    const text = world.read(".snippets/chat-beta.py");
    world.remove(".snippets/chat-beta.py");
    const { told } = await world.apply();
    expect(told).toEqual([
      { what: "create .snippets/chat-beta.py", cause: "drift", reason: "The file is gone." },
    ]);
    expect(world.read(".snippets/chat-beta.py")).toBe(text);
  });
});

test("a saved plan carries the lock, and applying it leaves nothing to do", async () => {
  const world = makeWorld([alpha, beta]);
  const planned = await world.plan("--out", "plan.json");
  expect((await world.apply("plan.json")).changes).toEqual(planned.changes);
  expect(world.exists(lockPath)).toBe(true);
  expect((await world.plan("--check")).code).toBe(0);
  const lock = world.read(lockPath);
  await world.apply();
  expect(world.read(lockPath)).toBe(lock);
});

test.each([1, 2, 3, 4, 5])(
  "a run that is interrupted at its look no. %i leaves no false alarm",
  async (look) => {
    const world = await applied();
    world.edit(".snippets/chat-beta.py", "# Show.", "# Show it to Ada.");
    world.template(template.replace("# Ask.", "# Ask away."));
    world.catalog([alpha, { ...beta, name: "Beta 2" }, gamma, delta]);
    let looks = 0;
    const ran = await runIn(world.folder, ["apply", "--no-fsync"], () => (looks += 1) >= look);
    expect(ran.code).toBe(130);
    const foreseen = await world.plan();
    expect(foreseen.changes.filter((change) => change.startsWith("blocked"))).toEqual([]);
    expect((await world.apply()).code).toBe(0);
    expect((await world.plan("--check")).code).toBe(0);
    expect(world.read(".snippets/chat-beta.py")).toMatch(/# Ask away\.[^]*# Show it to Ada\./);
    expect(world.read("guide.md")).toContain('??? example "Beta 2"');
  },
);
