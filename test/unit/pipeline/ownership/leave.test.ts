import { describe, expect, test } from "vitest";
import { makeWorld, rowsOf, type World } from "./world.ts";

const models = ["Alpha", "Beta", "Gamma"].map((name) => ({
  id: `x/${name}`,
  name,
  context: "8k",
  about: `The model ${name}.`,
}));
const changed = models.map((model) => ({ ...model, context: "16k" }));

const applied = async (): Promise<World> => {
  const world = makeWorld(models);
  await world.apply();
  world.catalog([...changed, { id: "y/Delta", name: "Delta", context: "9k", about: "New." }]);
  return world;
};

const contextsOf = (world: World) =>
  rowsOf(world.read("guide.md")).map(([name = "", context]) => [name.replaceAll("*", ""), context]);

describe("--leave", () => {
  test("lets models stay as they are, new ones too, and nothing else", async () => {
    const world = await applied();
    const { code } = await world.apply("--leave", "x/Beta", "--leave=y/Delta");
    expect(code).toBe(0);
    expect(contextsOf(world)).toEqual([
      ["Alpha", "16k"],
      ["Beta", "8k"],
      ["Gamma", "16k"],
    ]);
    expect(world.read(".snippets/chat-beta.py")).toContain("8k");
    expect(world.read(".snippets/chat-gamma.py")).toContain("16k");
  });

  test("is for one run: the next takes them up", async () => {
    const world = await applied();
    await world.apply("--leave", "x/Beta");
    const { told } = await world.plan();
    expect(told.map(({ what }) => what)).toEqual(["update .snippets/chat-beta.py", "update guide.md"]);
  });

  test("lets gone models stay with --prune", async () => {
    const world = await applied();
    world.catalog(models.slice(1));
    await world.apply("--prune", "--leave", "x/Alpha");
    expect(world.read(".snippets/chat-alpha.py")).toContain("8k");
    await world.apply("--prune");
    expect(() => world.read(".snippets/chat-alpha.py")).toThrow();
  });

  test("of all models leaves everything, and of one that there isn't says so", async () => {
    const world = await applied();
    const ids = [...models.map(({ id }) => id), "y/Delta"].map((id) => `--leave=${id}`);
    expect((await world.plan("--check", ...ids)).code).toBe(0);
    const { problems, code } = await world.plan("--leave=x/Bta");
    expect([problems, code]).toEqual([["model-unknown"], 0]);
  });

  test("beside --model takes out of those", async () => {
    const world = await applied();
    const { told } = await world.plan("--model=x/Alpha", "--model=x/Beta", "--leave=x/Alpha");
    expect(told.map(({ what }) => what)).toEqual(["update .snippets/chat-beta.py", "update guide.md"]);
  });
});

describe("--group-by", () => {
  const parse: (text: string) => { readonly groups?: unknown } = JSON.parse;
  const groups = async (world: World, field: string) =>
    parse((await world.run("plan", "--format", "json", "--group-by", field)).out).groups;

  test("says which models change, by a field or by who provides them", async () => {
    const world = await applied();
    expect(await groups(world, "provider")).toEqual({
      x: ["x/Alpha", "x/Beta", "x/Gamma"],
      y: ["y/Delta"],
    });
    expect(await groups(world, "context")).toEqual({
      "16k": ["x/Alpha", "x/Beta", "x/Gamma"],
      "9k": ["y/Delta"],
    });
  });

  test("knows a model that left by what it had", async () => {
    const world = await applied();
    world.catalog(models.slice(1));
    const { out } = await world.run("plan", "--prune", "--format=json", "--group-by=context");
    expect(parse(out).groups).toEqual({ "8k": ["x/Alpha"] });
  });

  test("refuses a field that there isn't", async () => {
    const world = await applied();
    const { code, err } = await world.run("plan", "--group-by", "contxt");
    expect(code).toBe(1);
    expect(err).toContain("Did you mean `context`?");
  });
});
