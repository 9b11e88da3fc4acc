import { describe, expect, test } from "vitest";
import { config, makeWorld, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const [section] = config.sections ?? [];

/** A documentation with files of code, and the same code in tabs of a page; people edited both. */
const edited = async (): Promise<World> => {
  const world = makeWorld([alpha, beta]);
  world.write("tabs.md", "# Tabs\n");
  world.config({
    snippets: [
      ...(config.snippets ?? []),
      { kind: "chat", language: "typescript", template: "chat/basic/python.ejs" },
    ],
    sections: [
      ...(section === undefined ? [] : [section]),
      { page: "tabs.md", heading: ["Tabs"], kind: "chat", language: "typescript", format: "docusaurus-tab" },
    ],
  });
  await world.apply();
  world.edit(".snippets/chat-alpha.py", "# Show.", "# Show it to Ada.");
  world.edit(".snippets/chat-beta.py", "# Show.", "# Show it to Ada.");
  world.edit("tabs.md", "# Show.", "# Show it to Ada.");
  return world;
};

const hers = (world: World): readonly string[] =>
  [...world.tree()].flatMap(([path, text]) => (text.includes("Ada") ? [path] : []));

describe("--replace", () => {
  test.each<[given: readonly string[], stays: readonly string[]]>([
    [[], [".snippets/chat-alpha.py", ".snippets/chat-beta.py", "tabs.md"]],
    [["--replace"], []],
    [
      ["--replace", "tabs.md"],
      [".snippets/chat-alpha.py", ".snippets/chat-beta.py"],
    ],
    [
      ["--replace", "docs/tabs.md"],
      [".snippets/chat-alpha.py", ".snippets/chat-beta.py"],
    ],
    [
      ["--replace", ".snippets/chat-beta.py"],
      [".snippets/chat-alpha.py", "tabs.md"],
    ],
    [["--replace", "docs/.snippets/"], ["tabs.md"]],
    [["--replace", "tabs.md", "--replace", ".snippets/chat-beta.py"], [".snippets/chat-alpha.py"]],
  ])("%j leaves people's words in %j", async (given, stays) => {
    const world = await edited();
    expect((await world.apply(...given)).problems).toEqual([]);
    expect(hers(world)).toEqual(stays);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("of a page makes the code in it anew when the lock is lost, and nothing else", async () => {
    const world = await edited();
    world.remove(".kluster-gen/lock.jsonl");
    expect((await world.apply("--replace", "tabs.md")).code).toBe(0);
    expect(hers(world)).toEqual([".snippets/chat-alpha.py", ".snippets/chat-beta.py"]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("of a path where nothing is planned is an error, and nothing is written", async () => {
    const world = await edited();
    const docs = world.tree();
    const { code, problems } = await world.apply("--replace", "tab.md");
    expect([code, problems]).toEqual([1, ["replace-unknown"]]);
    expect(world.tree()).toEqual(docs);
  });
});

test("an entry that is made of code is shown as old → new, as a cell is", async () => {
  const world = await edited();
  world.catalog([alpha, { ...beta, context: "64k" }]);
  expect((await world.run("plan")).out).toContain(
    '~ the body of Beta in Tabs: context = "8k" → context = "64k"\n',
  );
});

test("what stays although it differs is counted, and listed with --verbose", async () => {
  const world = await edited();
  world.edit("guide.md", '"Alpha"', '"Our Alpha"');
  world.edit("guide.md", "| **Beta** | 8k |", "| **Beta** | 9k |");
  const { out, code } = await world.run("plan", "--check");
  expect(code).toBe(0);
  expect(out).toBe(
    [
      "The documentation is in step with the catalog.",
      "Kept as people wrote it although it differs: 2 entries, 1 cell, 2 files (--verbose lists each).",
      "Plan: 0 to create, 0 to update, 0 to delete, 0 renamed, 4 unchanged.",
      "",
    ].join("\n"),
  );
  const { out: all } = await world.run("plan", "--verbose");
  for (const each of [
    "= Our Alpha → Alpha in Examples",
    "= Beta, Context: 9k → 8k in Models",
    "= .snippets/chat-beta.py (b/Beta)",
    "= the body of Alpha in Tabs: # Show it to Ada. → # Show.",
  ])
    expect(all).toContain(each);
});
