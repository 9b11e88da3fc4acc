import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lockPath } from "../../../../src/lock/file.ts";
import { command } from "../../../support/command.ts";
import { makeWorld } from "./world.ts";

const model = (name: string, context: string, about: string) => ({ id: `x/${name}`, name, context, about });

const models = [
  model("Alpha", "8k", "Fast."),
  model("Beta", "16k", "Large."),
  model("Gamma", "32k", "Sees."),
];

const row = ({ name, context, about }: ReturnType<typeof model>): string =>
  `| **${name}** | ${context} | ${about} |\n`;

const page = (...rows: readonly string[]): string =>
  `# Guide\n\n## Models\n\n| Model | Context | About |\n|---|---|---|\n${rows.join("")}`;

describe("some names changed, and no lock tells whose the rows are", () => {
  const renamed = [...models.slice(0, 2), { ...models[2]!, name: "Gamma 2" }];
  const open = async () => {
    const world = makeWorld(models, { snippets: [], sections: [] });
    world.write("guide.md", page(...models.map(row)));
    await world.apply();
    world.remove(lockPath);
    return world;
  };

  test("a row that says all else waits for its model, which gets no second one; others do", async () => {
    const world = await open();
    const delta = model("Delta", "64k", "New.");
    world.catalog([...renamed, delta]);
    // With the lock that the first of them writes, too.
    for (let run = 0; run < 3; run += 1) {
      const { code, problems } = await world.apply();
      expect([code, problems]).toEqual([3, ["row-renamed", "rows-unknown"]]);
    }
    expect(world.read("guide.md")).toContain(row(delta));
    expect(world.read("guide.md")).not.toContain("Gamma 2");
  });

  test("check says so", async () => {
    const world = await open();
    world.catalog(renamed);
    const { out } = await command("check", "--config", join(world.folder, "kluster-onboard.config.json"));
    expect(out).toContain('The row "Gamma" says all that the one of "x/Gamma" should but its name');
    expect(out).not.toContain("kluster-gen apply");
  });

  test.each<[what: string, given: readonly string[], about: string, want: readonly string[]]>([
    ["all of it is claimed", ["--prune", "--claim", "all"], "Sees.", ["Alpha", "Beta", "Gamma 2"]],
    ["it is people's", ["--claim", "none"], "Sees.", ["Alpha", "Beta", "Gamma", "Gamma 2"]],
    ["it says something else, too", [], "Else.", ["Alpha", "Beta", "Gamma", "Gamma 2"]],
  ])("it gets one where %s", async (_, given, about, want) => {
    const world = await open();
    world.catalog([...renamed.slice(0, 2), { ...renamed[2], about }]);
    await world.apply(...given);
    const names = [...world.read("guide.md").matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name);
    expect([...names].sort()).toEqual(want);
  });

  test("with a lock the row follows", async () => {
    const world = makeWorld(models, { snippets: [], sections: [] });
    world.write("guide.md", page(...models.map(row)));
    await world.apply();
    world.catalog(renamed);
    expect((await world.apply()).code).toBe(0);
    expect(world.read("guide.md")).toBe(page(...renamed.map((each) => row(each))));
  });
});
