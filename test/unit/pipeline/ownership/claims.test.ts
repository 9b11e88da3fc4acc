import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { lockPath, parseLock } from "../../../../src/lock/file.ts";
import type { Claim } from "../../../../src/model/lock.ts";
import { config, makeWorld, rowsOf, titlesOf, type World } from "./world.ts";

/** Whose is what, and what becomes of it: by claim, where it is said, the lock, people's edits, and how the model goes. */

const models = [
  { id: "a/Alpha", name: "Alpha", context: "8k", kind: "Text" },
  { id: "b/Beta", name: "Beta", context: "8k", kind: "Vision" },
  { id: "c/Gamma", name: "Gamma", context: "8k", kind: "Text" },
];
const beta = "b/Beta";
const file = ".snippets/chat-beta.py";
const { catalog, snippets = [], sections = [], tables = [] } = config;

const parts = (claim?: Claim, others = false): Partial<Config> => {
  const where = { not: { field: "id", equals: beta } } as const;
  const asked = { ...(others ? { where } : {}), ...(claim === undefined ? {} : { claim }) };
  const about = { header: "About", value: "{about}", owner: "people" } as const;
  return {
    catalog: { ...catalog, fields: { ...catalog.fields, kind: { path: "kind", default: "Text" } } },
    snippets: snippets.map((snippet) => ({ ...snippet, ...(others ? { where } : {}) })),
    sections: sections.map((section) => ({ ...section, ...asked })),
    tables: tables.map((table) => ({
      ...table,
      ...asked,
      group: { by: "kind", header: "| **{group}** | | |" },
      columns: [...table.columns.slice(0, 2), about],
    })),
    navigation: [{ file: "nav.yml", path: ["nav"], item: { "{name}": "models/{slug}.md" }, ...asked }],
    counters: [{ name: "n", page: "guide.md", pattern: "We have (\\d+)\\.", ...(others ? { where } : {}) }],
    removal: { policy: "keep", maxShare: 1 },
  };
};

/** What people did to the model before it goes. */
const edits = {
  "as made": (): void => undefined,
  edited: (world: World): void => {
    world.edit(file, "# Show.", "# Show it to Ada.");
    world.edit("guide.md", '"Beta"', '"Our Beta"');
    world.edit("guide.md", "| **Beta** | 8k | A model. |", "| **Beta** | 8k | Ours. |");
    world.edit("nav.yml", "Beta:", "Our Beta:");
  },
  "cell differs": (world: World): void => world.edit("guide.md", "| **Beta** | 8k |", "| **Beta** | 9k |"),
} as const;

/** The lock as an earlier version wrote it: each record a line of its own, and nothing of what was found. */
const asEarlier = (world: World): void => {
  const lock = parseLock(Buffer.from(world.read(lockPath)));
  if (!lock.ok) throw new Error("the lock can't be read");
  const { files, entries, rows, models: known, texts } = lock.value;
  const records = [files, entries, rows, known, texts].flatMap((each): readonly object[] => [
    ...each.values(),
  ]);
  const lines = [{ formatVersion: 1 }, ...records.map((record) => ({ ...record, found: undefined }))];
  world.write(lockPath, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
};

type Lock = "adopted" | "edited after" | "earlier" | "lost";
type How = "config" | "target" | "run" | "run for it";

/** What of the model stands: its file, entry, row, group and element, and how many models the counter counts. */
const stands = (world: World): string => {
  const page = world.read("guide.md");
  const keys = rowsOf(page).map(([key]) => key ?? "");
  return [
    world.exists(file) ? "file " : "",
    titlesOf(page).some((title) => title.includes("Beta")) ? "entry " : "",
    keys.some((key) => key.includes("Beta")) ? "row " : "",
    keys.some((key) => key.includes("Vision")) ? "group " : "",
    world.read("nav.yml").includes("models/beta.md") ? "element " : "",
    /We have (\d+)/.exec(page)?.[1] ?? "",
  ].join("");
};

const all = "file entry row group element 2";
const none = "2";
const left = ["gone-kept", "gone-kept", "gone-kept"];
const unasked = ["entry-left", "entry-left", "models-nowhere", "row-left", "snippet-left"];
const orphans = ["orphan-element", "orphan-entry", "orphan-row", "orphan-snippet"];

type Case = readonly [
  edit: keyof typeof edits,
  lock: Lock,
  claim: Claim,
  how: How,
  stays: string,
  code: number,
  told: readonly string[],
];

const outcome = async (
  [edit, lock, claim, how]: Case,
  event: "left" | "where",
): Promise<{ readonly stays: string; readonly code: number; readonly told: readonly string[] }> => {
  const world = makeWorld(models, parts());
  world.edit("guide.md", "More words.", "We have 0.");
  world.write("nav.yml", "nav:\n  - Start: index.md\n");
  await world.apply();
  world.remove(lockPath);
  const configured = (others: boolean): Partial<Config> => ({
    ...parts(how === "target" ? claim : undefined, others),
    ...(how === "config" ? { claim } : {}),
  });
  world.config(configured(false));
  if (lock !== "edited after") edits[edit](world);
  const docs = world.tree();
  if (lock !== "lost") expect(await world.apply()).toMatchObject({ code: 0, changes: [] });
  expect(world.tree()).toEqual(docs);
  if (lock === "edited after") edits[edit](world);
  if (lock === "earlier") asEarlier(world);
  if (event === "left") world.catalog(models.filter(({ id }) => id !== beta));
  world.config(configured(event === "where"));
  const asked = how === "run" || how === "run for it" ? ["--claim", claim] : [];
  const given = ["--prune", ...asked, ...(how === "run for it" ? ["--model", beta] : [])];
  const { code, problems } = await world.apply(...given);
  const stays = stands(world);
  // Once more: nothing changes, and what is in the way still is; a model that left without a trace is unknown then.
  if (how !== "run for it") expect(await world.plan("--check", ...given)).toMatchObject({ code });
  if (code === 0) expect((await world.plan("--prune", ...(how === "run" ? asked : []))).code).toBe(0);
  return { stays, code, told: [...problems].sort() };
};

describe("a model that left the catalog, with --prune", () => {
  test.each<Case>([
    ["as made", "adopted", "as-made", "config", none, 0, []],
    ["as made", "adopted", "all", "target", none, 0, []],
    ["as made", "adopted", "none", "config", all, 0, left],
    ["as made", "adopted", "none", "target", all, 0, left],
    ["as made", "earlier", "as-made", "config", none, 0, []],
    ["as made", "earlier", "none", "config", all, 0, left],
    ["as made", "lost", "as-made", "config", all, 3, orphans],
    ["as made", "lost", "as-made", "run", all, 3, orphans],
    ["as made", "lost", "all", "config", none, 0, []],
    ["as made", "lost", "all", "run", none, 0, []],
    // The claim of files is the config's.
    ["as made", "lost", "all", "target", "file 2", 3, ["orphan-snippet"]],
    ["as made", "lost", "none", "config", all, 0, orphans],
    ["as made", "lost", "none", "run", all, 0, orphans],
    ["as made", "lost", "all", "run for it", "3", 0, ["count-stale"]],
    ["edited", "adopted", "as-made", "config", all, 0, left],
    ["edited", "adopted", "as-made", "run for it", all.replace("2", "3"), 0, ["count-stale", ...left]],
    ["edited", "adopted", "all", "config", none, 0, []],
    ["edited", "adopted", "all", "target", "file entry 2", 0, ["gone-kept"]],
    ["edited", "adopted", "all", "run", none, 0, []],
    ["edited", "adopted", "all", "run for it", "3", 0, ["count-stale"]],
    ["edited", "adopted", "none", "config", all, 0, left],
    ["edited", "earlier", "as-made", "config", all, 0, left],
    ["edited", "earlier", "all", "run", none, 0, []],
    ["edited", "edited after", "as-made", "config", all, 0, left],
    ["edited", "edited after", "all", "config", all, 0, left],
    ["edited", "edited after", "all", "run", none, 0, []],
    ["edited", "edited after", "none", "run", all, 0, [...Array<string>(4).fill("given-back"), ...left]],
    [
      "edited",
      "lost",
      "as-made",
      "config",
      all,
      3,
      orphans.with(2, "orphan-snippet").with(3, "rows-unknown"),
    ],
    ["edited", "lost", "all", "config", none, 0, []],
    ["edited", "lost", "all", "run", none, 0, []],
    ["cell differs", "adopted", "none", "config", all, 0, left],
    ["cell differs", "edited after", "as-made", "config", "row group 2", 0, ["gone-kept"]],
    ["cell differs", "edited after", "all", "run", none, 0, []],
    ["cell differs", "lost", "all", "run", none, 0, []],
  ])("%s, %s, claim %s by %s: %s", async (...given) => {
    const [, , , , stays, code, told] = given;
    expect(await outcome(given, "left")).toEqual({ stays, code, told });
  });
});

describe("a model that `where` doesn't ask for any more, with --prune", () => {
  const nowhere = ["models-nowhere"];
  test.each<Case>([
    ["as made", "adopted", "as-made", "config", none, 0, nowhere],
    ["as made", "adopted", "none", "config", all, 0, unasked],
    ["as made", "earlier", "as-made", "config", none, 0, nowhere],
    ["as made", "lost", "as-made", "config", none, 0, nowhere],
    ["as made", "lost", "as-made", "run for it", none, 0, []],
    ["as made", "lost", "all", "run", none, 0, nowhere],
    ["as made", "lost", "none", "config", all, 0, unasked],
    ["edited", "adopted", "as-made", "config", all, 0, unasked],
    ["edited", "adopted", "all", "config", none, 0, nowhere],
    ["edited", "adopted", "all", "target", "file 2", 0, ["models-nowhere", "snippet-left"]],
    ["edited", "adopted", "all", "run", none, 0, nowhere],
    ["edited", "earlier", "all", "run for it", none, 0, []],
    ["edited", "edited after", "all", "config", all, 0, unasked],
    ["edited", "edited after", "all", "run", none, 0, nowhere],
    ["edited", "lost", "as-made", "config", all, 0, unasked],
    ["edited", "lost", "all", "config", none, 0, nowhere],
    ["edited", "lost", "all", "run for it", none, 0, []],
    ["cell differs", "lost", "as-made", "config", "row group 2", 0, ["models-nowhere", "row-left"]],
    ["cell differs", "lost", "all", "run", none, 0, nowhere],
    ["cell differs", "edited after", "as-made", "config", "row group 2", 0, ["models-nowhere", "row-left"]],
  ])("%s, %s, claim %s by %s: %s", async (...given) => {
    const [, , , , stays, code, told] = given;
    expect(await outcome(given, "where")).toEqual({ stays, code, told });
  });
});

test("claimed anew while its model is there, what people edited since is the tool's: it stays, and goes with it", async () => {
  const world = makeWorld(models, parts());
  world.edit("guide.md", "More words.", "We have 0.");
  world.write("nav.yml", "nav:\n  - Start: index.md\n");
  await world.apply();
  edits.edited(world);
  edits["cell differs"](world);
  const docs = world.tree();
  expect(await world.apply("--claim", "all", "--model", beta)).toMatchObject({ code: 0, changes: [] });
  expect(await world.apply()).toMatchObject({ code: 0, changes: [] });
  expect(world.tree()).toEqual(docs);
  world.catalog(models.filter(({ id }) => id !== beta));
  expect(await world.apply("--prune")).toMatchObject({ code: 0, problems: [] });
  expect(stands(world)).toBe(none);
});

describe("rows that name no model", () => {
  const rows = "| **Old 1** | 4k | Old. |\n| **Old 2** | 4k | Ours. |\n| Coming soon | | |\n";
  const withRows = (): World => {
    const world = makeWorld(models);
    world.edit("guide.md", "|---|---|---|\n", `|---|---|---|\n${rows}`);
    return world;
  };
  const standing = (world: World): readonly (string | undefined)[] =>
    rowsOf(world.read("guide.md")).map(([key]) => key);
  const known = models.map(({ name }) => `**${name}**`);
  const old = ["**Old 1**", "**Old 2**"];

  test.each<[lock: string, given: readonly string[], claim: Claim, stay: boolean]>([
    ["without a lock", [], "all", true],
    ["without a lock", ["--prune"], "as-made", true],
    ["without a lock", ["--prune"], "all", false],
    ["without a lock", ["--prune", "--claim", "all"], "none", false],
    // Of what the lock doesn't have people may have written anything since.
    ["with a lock", ["--prune"], "all", true],
    ["with a lock", ["--prune", "--claim", "all"], "as-made", false],
  ])("%s, %j with claim %s", async (lock, given, claim, stay) => {
    const world = withRows();
    if (lock === "with a lock") await world.apply();
    world.config({ claim });
    const { code, problems } = await world.apply(...given);
    expect({ code, problems }).toEqual({ code: 0, problems: stay ? ["rows-unknown"] : [] });
    const sorted = (keys: readonly (string | undefined)[]) => [...keys].sort();
    expect(sorted(standing(world))).toEqual(sorted([...known, "Coming soon", ...(stay ? old : [])]));
    expect((await world.plan("--check", ...given)).changes).toEqual([]);
  });

  test.each<[given: readonly string[], claim: Claim, code: number]>([
    [[], "as-made", 0],
    // The policy asks for them to go, and nobody knows whose they are.
    [["--prune"], "as-made", 2],
    [["--prune"], "none", 0],
  ])(
    "without a lock nothing is in step while %j with claim %s asks for them to go",
    async (given, claim, code) => {
      const world = withRows();
      await world.apply();
      world.remove(".kluster-gen/lock.jsonl");
      world.config({ claim });
      const checked = await world.plan("--check", ...given);
      expect([checked.code, checked.changes, checked.problems]).toEqual([code, [], ["rows-unknown"]]);
      expect((await world.plan(...given)).code).toBe(0);
      await world.apply(...given);
      expect((await world.plan("--check", ...given)).code).toBe(0);
    },
  );

  test("are told by plan with a lock too, in one line for their table", async () => {
    const world = withRows();
    await world.apply();
    const { problems, err, code } = await world.plan("--check");
    expect({ problems, code }).toEqual({ problems: ["rows-unknown"], code: 0 });
    expect(err).toContain('2 rows name no model of the catalog: "Old 1", "Old 2".');
    expect(err).toContain("by the lock the rows are people's, so they stay");
  });
});
