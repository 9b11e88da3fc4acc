import { expect, test } from "vitest";
import { lockPath } from "../../../../src/lock/file.ts";
import { command } from "../../../support/command.ts";
import { makeWorld, type World } from "./world.ts";

const models = ["Alpha", "Beta"].map((name) => ({ id: `x/${name}`, name, context: "8k", about: `${name}.` }));

const applied = async (): Promise<World> => {
  const world = makeWorld(models);
  await world.apply();
  return world;
};

const forget = (world: World, what: string) =>
  command("forget", what, "--no-fsync", "--config", `${world.folder}/kluster-onboard.config.json`);

const recordsOf = (world: World, text: string): number =>
  world
    .read(lockPath)
    .split("\n")
    .filter((line) => line.includes(text)).length;

test.each<readonly [what: string, count: number, rest: number]>([
  ["x/Beta", 4, 0],
  [".snippets/chat-beta.py", 1, 3],
  ["guide.md", 4, 2],
])("forget %s takes %i records out of the lock, and touches no page", async (what, count, rest) => {
  const world = await applied();
  const docs = world.tree();
  const { code, out } = await forget(world, what);
  expect([code, out]).toEqual([0, expect.stringContaining(`Forgotten: ${count} record`)]);
  expect(recordsOf(world, '"model":"x/Beta"')).toBe(rest);
  expect(world.tree()).toEqual(docs);
  // What is as it would be made is the tool's again.
  expect((await world.plan("--check")).code).toBe(0);
});

test("what the lock has nothing of is named, with the nearest", async () => {
  const world = await applied();
  const { code, err } = await forget(world, "x/Betta");
  expect([code, err]).toEqual([1, expect.stringContaining("Did you mean `x/Beta`?")]);
});
