import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeWorld, template, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const file = ".snippets/chat-beta.py";

/** Converts the line ends of every file, as git does on Windows. */
const convert = (world: World): void => {
  for (const [path, text] of world.tree()) world.write(path, text.replaceAll("\n", "\r\n"));
};

const made = async (): Promise<World> => {
  const world = makeWorld([alpha, beta], { removal: { policy: "prune", maxShare: 1 } });
  await world.apply();
  convert(world);
  return world;
};

const isConverted = (text: string): boolean => !/(?<!\r)\n/.test(text);

describe("line ends that git converted", () => {
  test("are no change", async () => {
    const world = await made();
    expect(await world.plan()).toMatchObject({ code: 0, changes: [], problems: [] });
  });

  test("are no hand edit: what is of a model that left goes", async () => {
    const world = await made();
    world.catalog([alpha]);
    const { changes, problems } = await world.apply();
    expect(changes).toEqual([`delete ${file}`, "update guide.md"]);
    expect(problems).toEqual([]);
    expect(world.read("guide.md")).not.toContain("Beta");
    expect(isConverted(world.read("guide.md"))).toBe(true);
  });

  test("stay when the template changes, and the next plan is empty", async () => {
    const world = await made();
    world.template(template.replace("# Show.", "# Print.").replaceAll("\n", "\r\n"));
    const { told } = await world.apply();
    expect(told.map(({ reason }) => reason)).toEqual(["The template changed.", "The template changed."]);
    expect(world.read(file)).toContain("# Print.\r\n");
    expect(isConverted(world.read(file))).toBe(true);
    expect((await world.plan()).changes).toEqual([]);
  });

  test("stay beside a hand edit, which is merged", async () => {
    const world = await made();
    world.edit(file, "# Ask.", "# Ask it.");
    world.template(template.replace("# Show.", "# Print."));
    await world.apply();
    expect(world.read(file)).toMatch(/# Ask it\.\r\n[^]*# Print\.\r\n/);
    expect(isConverted(world.read(file))).toBe(true);
    expect((await world.plan()).changes).toEqual([]);
  });

  test("are no hand edit when the lock is lost", async () => {
    const world = await made();
    world.remove(".kluster-gen/lock.jsonl");
    await world.apply();
    world.catalog([alpha]);
    expect((await world.apply()).changes).toContain(`delete ${file}`);
  });
});

describe("a page that is a link", () => {
  test("is refused by plan as by apply, and the way out is named", async () => {
    const world = makeWorld([alpha]);
    world.write("real.md", world.read("guide.md"));
    world.remove("guide.md");
    symlinkSync("real.md", join(world.docs, "guide.md"));
    const before = world.read("real.md");
    for (const run of [world.plan, world.apply]) {
      const { code, problems, err } = await run();
      expect({ code, problems }).toEqual({ code: 1, problems: ["path-linked"] });
      expect(err).toContain("It is a symbolic link to real.md, and nothing is written through links.");
      expect(err).toContain("Name real.md in the config");
    }
    expect(world.read("real.md")).toBe(before);
  });

  test("and in step is no problem", async () => {
    const world = makeWorld([alpha]);
    await world.apply();
    world.write("real.md", world.read("guide.md"));
    world.remove("guide.md");
    symlinkSync("real.md", join(world.docs, "guide.md"));
    expect(await world.plan()).toMatchObject({ code: 0, changes: [], problems: [] });
  });
});

describe("what is in the way of a file that is to come is told by plan as by apply", () => {
  const snippets = [{ kind: "chat", language: "python", path: "models/{slug}.py" }];
  test.each([
    ["a folder that leads out", "../..", "models", "path-outside"],
    ["a link to nothing", "nowhere", "models/alpha.py", "path-not-file"],
  ])("%s", async (_, to, path, code) => {
    const world = makeWorld([alpha], { snippets, includes: {}, sections: [], tables: [] });
    if (path !== "models") world.write("models/keep.txt", "");
    symlinkSync(to, join(world.docs, path));
    for (const run of [world.plan, world.apply])
      expect(await run()).toMatchObject({ code: 1, problems: [code] });
  });
});

describe("a folder that is a link to one of the documentation", () => {
  test("is written through, and looked through by the next plan", async () => {
    const snippets = [{ kind: "chat", language: "python", path: "models/{slug}/ask.py" }];
    const world = makeWorld([alpha], { snippets, includes: {}, sections: [], tables: [] });
    world.write("other/keep.txt", "");
    world.write("models/keep.txt", "");
    symlinkSync("../other", join(world.docs, "models/alpha"));
    symlinkSync("..", join(world.docs, "models/circle"));
    expect((await world.apply()).changes).toEqual(["create models/alpha/ask.py"]);
    expect(world.exists("other/ask.py")).toBe(true);
    expect(await world.plan()).toMatchObject({ code: 0, changes: [], problems: [] });
    world.remove(".kluster-gen/lock.jsonl");
    expect(await world.plan()).toMatchObject({ code: 0, changes: [], problems: [] });
  });
});
