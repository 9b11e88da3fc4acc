import { describe, expect, test } from "vitest";
import { config as base, makeWorld, template, titlesOf, type Model, type World } from "./world.ts";

const models: readonly Model[] = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"].map(
  (name, index) => ({
    id: `x/${name}`,
    name,
    context: `${index}k`,
    about: `The model ${name}.`,
  }),
);

/** The config's catalog, whose field `about` has no default. */
const catalog = { ...base.catalog, fields: { ...base.catalog.fields, about: { path: "about" } } };

const applied = async (removal: Readonly<Record<string, unknown>> = {}): Promise<World> => {
  // Single models have guards of their own.
  const policy = { guards: { emptied: false, vanished: false } };
  const world = makeWorld(models, { catalog, policy, removal: { policy: "prune", ...removal } });
  await world.apply();
  return world;
};

describe("a doubtful catalog", () => {
  test.each<[string, readonly unknown[], string]>([
    ["half of its models", models.slice(3), "3 of 6 models (50 %) have left"],
    [
      "a field of all of them",
      models.map(({ id, name, context }) => ({ id, name, context, about: "" })),
      "the field `about` went missing from many models",
    ],
    [
      "a field of half of them",
      models.map((model, index) => (index < 3 ? { ...model, about: null } : model)),
      "the field `about` went missing from many models",
    ],
  ])("that lost %s changes nothing that is there, with exit 3", async (_, records, reason) => {
    const world = await applied();
    const docs = world.tree();
    world.catalog(records);
    for (const run of [world.plan, world.apply, world.apply]) {
      const { code, told, problems, err } = await run();
      expect(code).toBe(3);
      expect(problems).toEqual(["catalog-doubtful"]);
      expect(err).toContain(reason);
      expect(told.length).toBeGreaterThan(0);
      expect(told.every(({ what, reason: why }) => what.startsWith("blocked") && why.includes(reason))).toBe(
        true,
      );
    }
    expect(world.tree()).toEqual(docs);
  });

  test("is none for words that follow a flag, when the flags change", async () => {
    const part = { value: ", new", when: { field: "about", equals: "new" }, otherwise: "" };
    const said = (about: string) => models.map((model) => ({ ...model, about }));
    const world = makeWorld(said("new"), {
      ...{ snippets: [], sections: [], catalog: { ...catalog, fields: { ...catalog.fields, part } } },
      tables: [
        { page: "guide.md", heading: ["Models"], columns: [{ header: "Model", value: "{name}{part}" }] },
      ],
    });
    world.write("guide.md", "# Guide\n\n## Models\n\n| Model |\n|---|\n");
    await world.apply();
    world.catalog(said("old"));
    expect(await world.apply()).toMatchObject({ code: 0, problems: [] });
    expect(world.read("guide.md")).not.toContain(", new");
  });

  test("that lost half of its models has exit 3 where they would stay anyway", async () => {
    const world = await applied({ policy: "keep" });
    world.catalog(models.slice(3));
    for (const run of [world.plan, world.apply]) {
      const { code, changes, problems } = await run();
      expect({ code, changes, problems }).toEqual({ code: 3, changes: [], problems: ["catalog-doubtful"] });
    }
  });

  test("that lost the field of one model, whose limit is none", async () => {
    const world = await applied({ fields: { about: 0 } });
    world.catalog(models.map((model, index) => (index === 0 ? { ...model, about: "" } : model)));
    const { code, err } = await world.plan();
    expect(code).toBe(3);
    expect(err).toContain("the field `about` went missing from many models");
  });

  test("doesn't come of a field that the config no longer has", async () => {
    const world = await applied();
    const { about, ...fields } = catalog.fields;
    const tables = base.tables?.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({ ...column, value: column.value.replace("about", "text") })),
    }));
    world.config({ catalog: { ...catalog, fields: { ...fields, text: about } }, tables: tables ?? [] });
    expect(await world.plan()).toMatchObject({ code: 0, problems: [] });
  });

  test("that is empty stops the run", async () => {
    const world = await applied();
    const docs = world.tree();
    world.catalog([]);
    const { code } = await world.apply();
    expect([1, 3]).toContain(code);
    expect(world.tree()).toEqual(docs);
  });

  test("still makes what is new: file, entry and row", async () => {
    const world = await applied();
    world.catalog([...models.slice(3), { id: "x/Eta", name: "Eta" }]);
    const { code, changes } = await world.apply();
    expect(code).toBe(3);
    expect(changes).toContain("create .snippets/chat-eta.py");
    expect(titlesOf(world.read("guide.md"))).toContain("Eta");
    expect(titlesOf(world.read("guide.md"))).toContain("Beta");
  });

  test.each<[string, readonly Model[]]>([
    ["models", models.slice(3)],
    [
      "a field of half of its models",
      models.map((model, index) => (index < 3 ? { ...model, about: "" } : model)),
    ],
  ])(
    "that lost %s stays so from run to run, whatever is new in it, until it is whole or trusted",
    async (_, rest) => {
      const world = await applied();
      const fresh = Array.from({ length: 12 }, (_, index) => ({
        id: `y/N${index}`,
        name: `New ${index}`,
        about: "New.",
      }));
      world.catalog([...rest, ...fresh]);
      for (let run = 0; run < 3; run += 1) {
        const { code, problems } = await world.apply();
        expect([code, problems]).toEqual([3, ["catalog-doubtful"]]);
        expect(world.exists(".snippets/chat-alpha.py")).toBe(true);
      }
      expect(titlesOf(world.read("guide.md"))).toContain("New 11");
      world.catalog([...models, ...fresh]);
      expect((await world.apply()).code).toBe(0);
      // It counts now.
      world.catalog([...rest, ...fresh]);
      expect((await world.apply()).code).toBe(0);
    },
  );

  test("renames nothing on its word: the page cites each file where it is", async () => {
    const world = await applied();
    const docs = world.tree();
    world.config({ removal: { policy: "prune" }, moved: [{ from: "x/Zeta", to: "y/Omega" }] });
    world.catalog([...models.slice(3, 5), { id: "y/Omega", name: "Omega" }]);
    const { changes } = await world.apply();
    expect(changes).toContain("blocked .snippets/chat-zeta.py");
    expect(world.tree()).toEqual(docs);
    expect((await world.apply("--accept-catalog")).changes).toContain(
      "rename .snippets/chat-zeta.py → .snippets/chat-omega.py",
    );
    expect(world.read("guide.md")).toContain("--8<-- 'chat-omega.py'");
  });

  test("lets a change of a template through, and remembers it", async () => {
    const world = await applied();
    world.catalog(models.slice(3));
    world.template(template.replace("# Ask.", "# Ask away."));
    const { changes } = await world.apply();
    expect(changes.filter((change) => change.startsWith("update"))).toHaveLength(3);
    expect((await world.apply()).changes.filter((change) => change.startsWith("update"))).toEqual([]);
    world.catalog(models);
    await world.apply();
    expect((await world.plan("--check")).code).toBe(0);
    expect(world.read(".snippets/chat-alpha.py")).toContain("# Ask away.");
  });

  test("is trusted with --accept-catalog", async () => {
    const world = await applied();
    world.catalog(models.slice(3));
    await world.apply();
    const { code, changes } = await world.apply("--accept-catalog");
    expect(code).toBe(0);
    expect(changes.filter((change) => change.startsWith("delete"))).toHaveLength(3);
    expect(titlesOf(world.read("guide.md"))).toEqual(["Delta", "Epsilon", "Zeta"]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("that is whole again is as if nothing had been", async () => {
    const world = await applied();
    world.catalog(models.slice(3));
    await world.apply();
    world.catalog(models);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("is told by template changes and drift too, which still go on", async () => {
    const world = await applied();
    world.remove(".snippets/chat-zeta.py");
    world.catalog(models.slice(3));
    const { changes } = await world.apply();
    expect(changes).toContain("create .snippets/chat-zeta.py");
  });
});

describe("a catalog is not doubtful", () => {
  test.each<[string, readonly unknown[], Readonly<Record<string, unknown>>]>([
    ["that lost a third of its models", models.slice(2), {}],
    ["that lost half, where the config allows it", models.slice(3), { maxShare: 0.5 }],
    [
      "that lost one model's field",
      models.map((model, index) => (index === 0 ? { ...model, about: "" } : model)),
      {},
    ],
    [
      "that lost a field of most of them, where the config says what stands there then",
      models.map(({ id, name, about, context }, index) => ({
        id,
        name,
        about,
        ...(index === 0 ? { context } : {}),
      })),
      {},
    ],
    [
      "that lost a field whose own limit allows it",
      models.map(({ id, name, context }) => ({ id, name, context, about: "" })),
      { fields: { about: 1 } },
    ],
    ["that grew", [...models, { id: "x/Eta", name: "Eta" }], {}],
  ])("%s", async (_, records, removal) => {
    const world = await applied(removal);
    world.catalog(records);
    const { code, problems } = await world.apply();
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
  });

  test("on the first run, however small it is", async () => {
    const world = makeWorld(models.slice(5));
    expect((await world.apply()).problems).toEqual([]);
  });
});
