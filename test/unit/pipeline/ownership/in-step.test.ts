import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { check, makeWorld, type Model, type World } from "./world.ts";

const [ant, bee, cat]: readonly Model[] = ["Ant", "Bee", "Cat"].map((name) => ({ id: `x/${name}`, name }));
if (ant === undefined || bee === undefined || cat === undefined) throw new Error("no models");
const row = (name: string): string => `| **${name}** | 8k | A model. |\n`;

const standing = "Nothing to change; what is left stays, as told.";
const inStep = "The documentation is in step with the catalog.";

describe("what `check` finds of models isn't in step", () => {
  test.each<[what: string, edit: (world: World) => void, found: string | undefined]>([
    ["nothing", () => undefined, undefined],
    [
      "a row moved",
      (world) => world.edit("guide.md", row("Ant") + row("Bee"), row("Bee") + row("Ant")),
      "1 row-order",
    ],
    [
      "a row twice",
      (world) => world.edit("guide.md", row("Ant"), row("Ant") + row("Ant")),
      "1 row-duplicate",
    ],
    [
      "rows moved, one twice",
      (world) => world.edit("guide.md", row("Ant") + row("Bee"), row("Bee") + row("Ant") + row("Ant")),
      "1 row-duplicate, 1 row-order",
    ],
    [
      "an entry moved",
      (world) => {
        const [, ...entries] = world.read("guide.md").split(/(?=^\?{3} )|(?=^## Models)/m);
        const [first = "", second = ""] = entries;
        world.edit("guide.md", first + second, second + first);
      },
      "1 entry-order",
    ],
    [
      "a snippet of another",
      (world) => world.edit(".snippets/chat-bee.py", "x/Bee", "x/Cat"),
      "1 snippet-model",
    ],
    [
      "a heading without its blank line",
      (world) => world.edit("guide.md", "\n\n## Models", "\n## Models"),
      undefined,
    ],
  ])("%s", async (_, edit, found) => {
    const world = makeWorld([ant, bee, cat]);
    await world.apply();
    edit(world);
    for (const command of ["plan", "apply"]) {
      const { code, out, err } = await world.run(command);
      expect({ code, said: out.split("\n")[0] }).toEqual({
        code: 0,
        said: found === undefined ? inStep : standing,
      });
      if (found === undefined) expect(err).not.toContain("check-finds");
      else expect(err).toContain(`finds what an apply leaves as it is: ${found}. [check-finds]`);
    }
  });

  test("a name of a model that left, in an example", async () => {
    const world = makeWorld([ant, bee, cat], { mentions: { pages: ["*.md"] }, removal: { maxShare: 1 } });
    world.edit("guide.md", "Some words.", '```json\n{ "model": "x/Cat" }\n```');
    await world.apply();
    expect((await world.run("plan")).out).toContain(inStep);
    world.catalog([ant, bee]);
    await world.apply("--prune");
    expect((await world.plan()).err).toContain("leaves as it is: 1 mention-retired. [check-finds]");
  });

  test("the number of a group whose last entry somebody took out as its model left", async () => {
    const group = { by: "context", header: "### {group} ({count})" };
    const list = {
      page: "guide.md",
      heading: ["Examples"],
      format: "list-item",
      open: "{bullet} {title}",
      group,
    };
    const removal = { policy: "prune", maxShare: 1 } as const;
    const world = makeWorld([ant, { ...bee, context: "16k" }], {
      ...{ snippets: [], sections: [list], tables: [], removal },
    });
    await world.apply();
    world.edit("guide.md", "- Bee\n", "");
    world.catalog([ant]);
    await world.apply();
    expect((await world.plan()).err).toContain("leaves as it is: 1 count-stale. [check-finds]");
    expect((await check(world)).out).toContain('The number of "16k" in Examples isn\'t right: 1 → 0.');
  });

  test("the file of a deprecated model that no entry shows stays as the policy says", async () => {
    const removal = { policy: "deprecate", maxShare: 1 } as const;
    const world = makeWorld([ant, bee, cat], { sections: [], tables: [], removal });
    await world.apply();
    world.catalog([ant, cat]);
    await world.apply();
    expect((await world.run("plan")).out).toContain(inStep);
    expect((await check(world)).code).toBe(0);
  });

  test("a row of several keys that is marked is none that is left", async () => {
    const columns = [
      { header: "Model", value: "**{name}**", key: true },
      { header: "Context", value: "{context}", key: true },
      { header: "About", value: "{about}" },
    ];
    const tables = [{ page: "guide.md", heading: ["Models"], columns }];
    const removal = { policy: "deprecate", maxShare: 1 } as const;
    const world = makeWorld([ant, bee, cat], { snippets: [], sections: [], tables, removal });
    await world.apply();
    world.catalog([ant, cat]);
    await world.apply();
    expect(world.read("guide.md")).toContain("Bee** (deprecated)");
    expect((await check(world)).code).toBe(0);
  });

  test("a link to a page that isn't there, where others are", async () => {
    const columns = [{ header: "Model", value: "[{name}]({slug}.md)" }];
    const tables = [{ page: "guide.md", heading: ["Models"], columns }];
    const world = makeWorld([ant, bee, cat], { snippets: [], sections: [], tables });
    world.edit("guide.md", "| Model | Context | About |\n|---|---|---|\n", "| Model |\n|---|\n");
    for (const page of ["ant.md", "bee.md", "cat.md"]) world.write(page, "# A page\n");
    await world.apply();
    expect((await world.run("plan")).out).toContain(inStep);
    world.remove("bee.md");
    expect((await world.plan()).err).toContain("leaves as it is: 1 page-missing. [check-finds]");
  });

  test("unless its rule is off, or the run is about something else", async () => {
    const world = makeWorld([ant, bee, cat]);
    await world.apply();
    world.edit("guide.md", row("Ant") + row("Bee"), row("Bee") + row("Ant"));
    expect((await world.plan("--only", "snippets")).problems).toEqual([]);
    world.config({ check: { rules: { "row-order": "off" } } });
    expect((await world.run("plan")).out).toContain(inStep);
  });
});

describe("what a plan says of a model that left, `check` says no louder", () => {
  test.each<[what: string, edit: (world: World) => void, found: readonly string[]]>([
    [
      "a file with a hand edit",
      (world) => world.edit(".snippets/chat-bee.py", "# Ask.", "# Ask it."),
      ["snippet-orphan", "entry-orphan"],
    ],
    [
      "a row with a hand edit",
      (world) => world.edit("guide.md", row("Bee"), "| **Bee** | 8k | Ours. |\n"),
      ["row-orphan"],
    ],
  ])("%s", async (_, edit, found) => {
    const world = makeWorld([ant, bee, cat], { removal: { policy: "prune" } });
    await world.apply();
    edit(world);
    world.catalog([ant, cat]);
    await world.apply("--accept-catalog");
    const { code, problems } = await world.plan("--check");
    expect([code, problems]).toEqual([0, ["gone-kept"]]);
    const judged = await check(world);
    expect(judged.code, judged.out).toBe(0);
    expect(judged.err).toContain("[gone-kept]");
    for (const rule of found) expect(judged.out).toContain(`  warning  ${rule}  `);
  });

  test.each<[what: string, removal: Config["removal"], code: number]>([
    ["nobody decided", {}, 2],
    ["the config keeps it", { policy: "keep" }, 0],
    ["it waits", { policy: "prune", after: 3 }, 0],
  ])("a row that stays: %s", async (_, removal, code) => {
    const world = makeWorld([ant, bee, cat], { removal: { ...removal, maxShare: 1 } });
    await world.apply();
    world.catalog([ant, cat]);
    await world.apply();
    expect((await world.plan("--check")).code).toBe(0);
    const judged = await check(world);
    expect(judged.code, judged.out).toBe(code);
    for (const rule of ["snippet-orphan", "entry-orphan", "row-orphan"])
      expect(judged.out).toContain(`  ${code === 0 ? "warning" : "error"}  ${rule}  `);
  });

  test("it is documented still", async () => {
    const world = makeWorld([ant, bee, cat], { snippets: [], sections: [] });
    await world.apply();
    world.catalog([ant, cat]);
    expect((await world.plan()).problems).toContain("model-gone");
    expect((await check(world)).err).toContain("[model-gone]");
  });
});
