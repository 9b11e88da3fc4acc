import { describe, expect, test } from "vitest";
import { check } from "../../../src/api/check.ts";
import { readOptions } from "../../../src/cli/options.ts";
import { guardNames } from "../../../src/config/policy-settings.ts";
import { catalogGuards } from "../../../src/policy/catalog-guards.ts";
import { fieldGuards } from "../../../src/policy/judge.ts";
import { lockPath } from "../../../src/lock/file.ts";
import { parsePlan } from "../../support/plan.ts";
import { config, makeWorld, rowsOf, template, titlesOf, type World } from "../pipeline/ownership/world.ts";

const models = ["Alpha", "Beta", "Gamma", "Delta"].map((name, index) => ({
  id: `x/${name}`,
  name,
  context: `${8 * (index + 1)}k`,
  about: `The model ${name}.`,
}));
const [alpha, beta, gamma, delta] = models;

const applied = async (policy: object = {}): Promise<World> => {
  const world = makeWorld(models, { policy });
  await world.apply();
  return world;
};

const contextsOf = (world: World) => rowsOf(world.read("guide.md")).map(([, context]) => context);

/** The catalog with Beta's context a tenth of itself, and Gamma's a little larger. */
const faulty = [alpha, { ...beta, context: "1.6k" }, { ...gamma, context: "32k" }, delta];

describe("a guard holds the changes of its model, and of no other", () => {
  test("file and row stay, are told as blocked with old, new and the guard's name, and exit is 3", async () => {
    const world = await applied();
    const before = world.read(".snippets/chat-beta.py");
    world.catalog(faulty);
    const { code, err, told } = await world.apply();
    expect(code).toBe(3);
    expect(contextsOf(world)).toEqual(["8k", "16k", "32k", "32k"]);
    expect(world.read(".snippets/chat-beta.py")).toBe(before);
    expect(world.read(".snippets/chat-gamma.py")).toContain("32k");
    expect(err).toContain('`context` would go from "16k" to "1.6k" (guard `factor`)');
    expect(err).toContain("--accept factor:x/Beta");
    expect(told.map(({ what }) => what)).toContain("blocked .snippets/chat-beta.py");
    const again = await world.plan("--format", "json");
    expect(again.code).toBe(3);
  });

  test("the plan says what is held", async () => {
    const world = await applied();
    world.catalog(faulty);
    const { out } = await world.run("plan", "--format", "json");
    const { changes } = parsePlan(out);
    const of = (path: string) => changes.find((change) => change.path === path);
    expect(of(".snippets/chat-beta.py")).toMatchObject({
      action: "blocked",
      cause: "catalog",
      models: ["x/Beta"],
      reason: 'Held: `context` would go from "16k" to "1.6k" (guard `factor`), and 1 more.',
      held: [
        { guard: "factor", model: "x/Beta", field: "context", from: "16k", to: "1.6k" },
        { guard: "shrink", model: "x/Beta", field: "context", from: "16k", to: "1.6k" },
      ],
    });
    expect(of(".snippets/chat-gamma.py")).toMatchObject({ action: "update" });
  });

  test.each([
    ["--accept", "factor", "--accept", "shrink"],
    ["--accept", "factor:x/Beta", "--accept=shrink:x/Beta"],
  ])("%s lets it through, and the lock remembers", async (...accept) => {
    const world = await applied();
    world.catalog(faulty);
    expect((await world.apply(...accept)).code).toBe(0);
    expect(contextsOf(world)).toEqual(["8k", "1.6k", "32k", "32k"]);
    expect(world.read(lockPath)).toContain('"accepted":[{"guard":"factor","field":"context","value":"1.6k"}');
    expect((await world.plan("--check")).code).toBe(0);
    // There and back again is no news.
    world.catalog(models);
    await world.apply("--accept", "factor");
    world.catalog(faulty);
    expect((await world.plan()).code).toBe(0);
  });

  test.each<readonly [what: string, policy: object]>([
    ["that is switched off", { guards: { factor: false, shrink: false } }],
    ["that doesn't look at the field", { guards: { factor: { fields: { context: false } }, shrink: false } }],
    ["whose limit is higher", { guards: { factor: { limit: 20 }, shrink: { fields: { context: 0.01 } } } }],
    ["accepted by the config", { accept: ["factor:x/Beta", "shrink"] }],
  ])("but not one %s", async (_, policy) => {
    const world = await applied(policy);
    world.catalog(faulty);
    expect((await world.apply()).code).toBe(0);
  });

  test("a new model that is held is not made, and comes when it is accepted", async () => {
    const world = await applied();
    world.catalog([...models, { ...alpha, id: "x/Aipha", name: "Aipha" }]);
    const { code, told } = await world.apply();
    expect(code).toBe(3);
    expect(told.map(({ what }) => what)).toContain("blocked .snippets/chat-aipha.py");
    expect(titlesOf(world.read("guide.md"))).not.toContain("Aipha");
    const { status, problems } = await check({ cwd: world.folder, env: {} });
    expect([status, problems.map(({ code: each, where }) => [each, where])]).toEqual([
      "found",
      [["guard-held", "x/Aipha"]],
    ]);
    expect((await world.apply("--accept", "lookalike:x/Aipha")).code).toBe(0);
    expect(titlesOf(world.read("guide.md"))).toContain("Aipha");
  });

  test("an ID in another spelling takes nothing away until it is accepted", async () => {
    const world = await applied();
    const before = [".snippets/chat-alpha.py", "guide.md"].map((path) => world.read(path));
    world.catalog([{ ...alpha, id: "x/ALPHA" }, beta, gamma, delta]);
    const { code, err, told } = await world.apply("--prune");
    expect(code).toBe(3);
    expect(err).toContain('`id` would go from "x/Alpha" to "x/ALPHA" (guard `lookalike`)');
    expect(told.map(({ what }) => what)).toContain("blocked .snippets/chat-alpha.py");
    expect([".snippets/chat-alpha.py", "guide.md"].map((path) => world.read(path))).toEqual(before);
    expect((await world.apply("--prune", "--accept", "lookalike:x/ALPHA")).code).toBe(0);
    expect(world.read(".snippets/chat-alpha.py")).toContain("x/ALPHA");
  });

  test("two other spellings of an ID take nothing away either", async () => {
    const world = makeWorld(models, { policy: {}, slug: { ...config.slug, clash: "digest" } });
    await world.apply();
    const before = world.tree();
    world.catalog([{ ...alpha, id: "x/ALPHA" }, { ...alpha, id: "x/alpha" }, beta, gamma, delta]);
    const { code, problems } = await world.apply("--prune");
    expect([code, [...new Set(problems)]]).toEqual([3, ["guard-held"]]);
    expect(world.tree()).toEqual(before);
  });

  test("a template's change goes on for a held model too", async () => {
    const world = await applied();
    world.catalog(faulty);
    world.template(template.replace("# Ask.", "# Ask away."));
    expect((await world.apply()).code).toBe(3);
    expect(world.read(".snippets/chat-beta.py")).toMatch(/# Ask away\.[^]*"16k"/);
  });

  test("a number out of its declared range is held, of a new model too", async () => {
    const world = await applied({ guards: { range: { ranges: { context: { max: 50_000 } } } } });
    world.catalog([...models, { id: "x/Eta", name: "Eta", context: "64k", about: "Eta." }]);
    expect((await world.plan()).err).toContain('`context` is "64k" (guard `range`)');
    world.catalog([...models, { id: "x/Eta", name: "Eta", context: "48k", about: "Eta." }]);
    expect((await world.plan()).problems).toEqual([]);
  });

  test("what shows nowhere is held by nobody", async () => {
    const world = await applied();
    world.config({ tables: [], snippets: [], sections: [] });
    await world.apply();
    world.catalog(faulty);
    expect((await world.plan()).code).toBe(0);
  });

  test("a model waits for its age by the declared day", async () => {
    const fields = {
      id: { path: "id" },
      name: { path: "name" },
      context: { path: "context" },
      about: { path: "about" },
      day: { path: "day" },
    };
    const world = makeWorld(models, {
      catalog: { sources: [{ file: "catalog.json" }], fields },
      policy: { guards: { minAge: { days: 2, field: "day" } } },
    });
    await world.apply("--date", "2026-01-01");
    world.catalog([...models, { id: "x/Zeta", name: "Zeta", context: "9k", about: "Z.", day: "2026-01-09" }]);
    expect((await world.plan()).problems).toEqual(["guard-no-date"]);
    expect((await world.plan("--date", "2026-01-10")).problems).toEqual(["guard-held"]);
    expect((await world.plan("--date", "2026-01-11")).problems).toEqual([]);
  });

  test("names that would follow a model that waits are told as blocked, one by one", async () => {
    const dated = models.map((model) => ({ ...model, day: "2026-01-01" }));
    const path = (name: string) => [name, { path: name }] as const;
    const world = makeWorld(dated, {
      catalog: {
        sources: [{ file: "catalog.json" }],
        fields: Object.fromEntries(["id", "name", "context", "about", "day"].map(path)),
      },
      mentions: { pages: ["use.md"], roles: { chat: { newest: { by: "day" } } } },
      policy: { guards: { minAge: { days: 2, field: "day" } } },
    });
    world.write("use.md", '```python\nclient.ask(model="x/Alpha")\n```\n');
    await world.apply("--date", "2026-01-01");
    world.catalog([...dated, { ...alpha, id: "x/Zeta", name: "Zeta", day: "2026-01-09" }]);
    const { out } = await world.run("plan", "--date", "2026-01-10");
    expect(out).toContain("! line 2: x/Alpha → x/Zeta");
    expect(out).not.toContain("follows `chat`");
    expect((await world.run("plan", "--date", "2026-01-11")).out).toContain(
      "1 mention in 1 file follows `chat`.",
    );
  });

  test("names that there aren't are refused", async () => {
    const world = await applied();
    expect(readOptions(["plan", "--accept", "facto"]).problems[0]?.fix).toBe("Did you mean `factor`?");
    world.config({ policy: { accept: ["shrnk"], guards: { zero: { fields: { contxt: false } } } } });
    const { err } = await world.run("plan");
    expect(err).toContain("Did you mean `shrink`?");
    expect(err).toContain("Did you mean `context`?");
  });
});

test("the names of the guards are those that there are", () => {
  expect([...fieldGuards, ...catalogGuards].map(({ name }) => name).sort()).toEqual(guardNames);
});
