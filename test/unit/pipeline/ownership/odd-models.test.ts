import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { check, config as base, makeWorld } from "./world.ts";

const model = (name: string, url?: string) => ({
  id: `x/${name}`,
  name,
  ...(url === undefined ? {} : { url }),
});

const [alpha, beta] = [model("Alpha", "https://a.dev"), model("Beta", "https://b.dev")];

const fields = { ...base.catalog.fields, url: { path: "url" } };

describe("a model whose entry would be read as another's", () => {
  const config: Partial<Config> = {
    ...{ snippets: [], tables: [], catalog: { ...base.catalog, fields } },
    policy: { guards: { emptied: false } },
    sections: [
      {
        ...{ page: "guide.md", heading: ["Examples"], format: "list-item", order: { by: "name" } },
        open: "{bullet} [{title}]({url}): {about}",
      },
    ],
  };
  const line = (name: string): string => `- [${name}](https://${name[0]?.toLowerCase()}.dev): A model.\n`;
  const page = (...names: readonly string[]): string =>
    `# Guide\n\n## Examples\n\n${names.map(line).join("")}`;

  test("waits alone, and is told with what it lacks, while others are added", async () => {
    const world = makeWorld([alpha], config);
    world.write("guide.md", page("Alpha"));
    world.catalog([alpha, beta, model("Odd")]);
    const first = await world.apply();
    expect([first.code, first.problems]).toEqual([3, ["entry-unreadable"]]);
    expect(first.err).toContain(
      '"x/Odd" would be read as "Odd: A model." again without `url`: it isn\'t written.',
    );
    expect(world.read("guide.md")).toBe(page("Alpha", "Beta"));
    expect((await world.plan("--check")).code).toBe(3);
    const checked = await check(world);
    expect(checked.out).toContain('There is no entry for "Odd"');
    expect(checked.out).toContain("Give the model what it lacks");
    expect(checked.out).not.toContain("kluster-gen apply");
    world.catalog([alpha, beta, model("Odd", "https://o.dev")]);
    expect((await world.apply()).code).toBe(0);
    expect(world.read("guide.md")).toBe(page("Alpha", "Beta", "Odd"));
  });

  test("keeps the entry that it has", async () => {
    const world = makeWorld([alpha, beta], config);
    world.write("guide.md", page("Alpha", "Beta"));
    await world.apply();
    world.catalog([model("Alpha"), { ...beta, url: "https://other.dev" }]);
    const later = await world.apply();
    expect([later.code, later.problems]).toEqual([3, ["entry-unreadable"]]);
    expect(world.read("guide.md")).toBe(page("Alpha", "Beta").replace("https://b.dev", "https://other.dev"));
    const { out } = await check(world);
    expect(out).toContain("It can't be written so that it is read again: the body of Alpha");
    expect(out).not.toContain("A hand edit");
    world.catalog([alpha, beta]);
    expect((await world.apply()).code).toBe(0);
    expect(world.read("guide.md")).toBe(page("Alpha", "Beta"));
  });

  test("is no reason to wait where no entry can be read: then the format is wrong", async () => {
    const world = makeWorld([model("Odd")], config);
    world.write("guide.md", page());
    const { code, problems } = await world.apply();
    expect([code, problems]).toEqual([1, ["field-path-nowhere", "entry-unreadable"]]);
  });
});

describe("two records of one ID that say different things", () => {
  const id = { path: "name", type: "string" as const };
  const catalog = { ...base.catalog, fields: { ...base.catalog.fields, id } };
  const named = (name: string, about: string) => ({ id: name, name, about });
  const page = (...lines: readonly string[]): string => `# Guide\n\n## Models\n\n${lines.join("\n")}\n`;
  const row = (name: string, about: string): string => `| ${name} | ${about} |`;
  const head = ["| Model | About |", "|---|---|"];
  const places: readonly (readonly [
    what: string,
    config: Partial<Config>,
    line: typeof row,
    head: typeof head,
  ])[] = [
    [
      "a table",
      {
        sections: [],
        tables: [
          {
            ...{ page: "guide.md", heading: ["Models"], order: { by: "name" } },
            columns: [
              { header: "Model", value: "{name}", key: true },
              { header: "About", value: "{about}" },
            ],
          },
        ],
      },
      row,
      head,
    ],
    [
      "a list",
      {
        tables: [],
        sections: [
          {
            ...{ page: "guide.md", heading: ["Models"], format: "list-item", order: { by: "name" } },
            open: "{bullet} **{title}**: {about}",
          },
        ],
      },
      (name, about) => `- **${name}**: ${about}`,
      [],
    ],
  ];

  test.each(places)(
    "leave what %s has of them as it is, and nothing else waits",
    async (_, place, line, top) => {
      const first = [named("Alpha", "A."), named("Beta", "B.")];
      const world = makeWorld(first, { snippets: [], catalog, ...place });
      world.write("guide.md", page(...top, line("Alpha", "A."), line("Beta", "B.")));
      await world.apply();
      const after = page(...top, line("Alpha", "A."), line("Beta", "Better."), line("Gamma", "C."));
      const twice = [
        named("Alpha", "A1."),
        named("Alpha", "A2."),
        named("Beta", "Better."),
        named("Gamma", "C."),
      ];
      for (const models of [twice, [...twice].reverse()]) {
        world.catalog(models);
        const { code, problems } = await world.apply("--prune");
        expect([code, problems]).toEqual([3, ["catalog-duplicate-id"]]);
        expect(world.read("guide.md")).toBe(after);
      }
      world.catalog([named("Alpha", "A2."), ...twice.slice(2)]);
      await world.apply();
      expect(world.read("guide.md")).toBe(after.replace("A.", "A2."));
      world.catalog([...twice, named("Delta", "D1."), named("Delta", "D2."), named("Echo", "E.")]);
      expect((await check(world)).out).toMatch(/no (row|entry) for "Delta".*\n.*say different things/);
      expect((await check(world)).out).toMatch(/no (row|entry) for "Echo".*\n.*kluster-gen apply/);
      world.catalog(twice);
      world.remove(".kluster-gen/lock.jsonl");
      await world.apply("--prune", "--claim", "all");
      expect(world.read("guide.md")).toBe(after.replace("A.", "A2."));
    },
  );
});

test("a record without a name holds what seems to have left, and nothing else waits", async () => {
  const named = (name: string, about = `${name}.`) => ({ id: `x/${name}`, name, about });
  const world = makeWorld([named("Alpha"), named("Beta"), named("Gamma")], {
    ...{ snippets: [], tables: [], removal: { policy: "prune" } },
    sections: [
      {
        ...{ page: "guide.md", heading: ["Models"], format: "list-item", order: { by: "name" } },
        open: "{bullet} **{title}**: {about}",
      },
    ],
  });
  const page = (...abouts: readonly string[]): string =>
    `# Guide\n\n## Models\n\n${abouts.map((about) => `- **${about.split(".")[0] ?? ""}**: ${about}\n`).join("")}`;
  world.write("guide.md", page("Alpha.", "Beta.", "Gamma."));
  await world.apply();
  world.catalog([named("Alpha", "Alpha. New."), named("Beta"), { name: "Gamma", about: "G" }, named("Dove")]);
  const { code, problems } = await world.apply();
  expect([code, problems]).toEqual([3, ["catalog-unnamed-record"]]);
  expect(world.read("guide.md")).toBe(page("Alpha. New.", "Beta.", "Dove.", "Gamma."));
  expect((await world.plan("--check")).code).toBe(3);
  world.catalog([named("Alpha", "Alpha. New."), named("Beta"), named("Dove")]);
  await world.apply();
  expect(world.read("guide.md")).toBe(page("Alpha. New.", "Beta.", "Dove."));
});

test("what is held has no place that it should be moved to", async () => {
  const named = (name: string, about: string) => ({ id: `x/${name}`, name, about });
  const others = ["Beta", "Gamma", "Delta"].map((name, at) => named(name, `${at + 2}.`));
  const world = makeWorld([named("Alpha", "1."), ...others], {
    ...{ snippets: [], tables: [] },
    sections: [
      {
        ...{ page: "guide.md", heading: ["Models"], format: "list-item", order: { by: "about" } },
        open: "{bullet} **{title}**: {about}",
      },
    ],
  });
  const line = (name: string, at: number): string => `- **${name}**: ${at}.\n`;
  world.write(
    "guide.md",
    `# Guide\n\n## Models\n\n${["Alpha", "Beta", "Gamma", "Delta"].map((name, at) => line(name, at + 1)).join("")}`,
  );
  await world.apply();
  world.catalog([named("Alpha", "8."), named("Alpha", "9."), ...others]);
  expect((await world.apply()).problems).toEqual(["catalog-duplicate-id"]);
  expect((await check(world)).out).not.toContain("out of order");
});

test("check says of a model that a guard holds what lets it through, and of a number that it changes", async () => {
  const about = (id: string) => ({ id, name: id, context: "8k" });
  const world = makeWorld([about("x/alpha"), about("x/beta")], {
    counters: [{ page: "guide.md", name: "models", pattern: "(\\d+) models" }],
  });
  world.edit("guide.md", "Some words.", "All 2 models.");
  await world.apply();
  world.catalog([about("x/alpha"), about("x/beta"), about("x/a1pha")]);
  expect((await world.plan("--check")).code).toBe(3);
  const { out } = await check(world);
  expect(out).toContain("--accept lookalike:x/a1pha");
  expect(out).toContain('Let through what is held first ("x/a1pha")');
  expect(out).not.toMatch(/^ +Run `kluster-gen apply`/m);
});

test("the row of a model that shares its name now is still no people's", async () => {
  const named = (id: string, name: string) => ({ id, name });
  const world = makeWorld([named("x/a", "Ant"), named("x/b", "Bee"), named("x/c", "Cat")], {
    ...{ snippets: [], sections: [] },
    tables: [{ page: "guide.md", heading: ["Models"], columns: [{ header: "Model", value: "{name}" }] }],
  });
  world.write("guide.md", "# Guide\n\n## Models\n\n| Model |\n|---|\n| Ant |\n| Bee |\n| Cat |\n");
  await world.apply();
  world.catalog([named("x/a", "Ant"), named("x/b", "Ant"), named("x/c", "Cat")]);
  expect((await world.apply("--prune", "--claim", "all")).problems).toEqual(["rows-alike"]);
  expect((await check(world)).out).not.toContain("row-orphan");
  world.catalog([named("x/a", "Ant"), named("x/b", "Bee 2"), named("x/c", "Cat")]);
  await world.apply();
  expect(world.read("guide.md")).toContain("| Ant |\n| Bee 2 |\n| Cat |");
});

test("check says what plan does, where it finds nothing: what a guard holds, a doubt, models that stand nowhere", async () => {
  const about = (id: string) => ({ id, name: id, kind: "chat", context: "8k" });
  const world = makeWorld([about("x/alpha"), about("x/beta"), about("x/gamma")], {
    ...{ snippets: [], sections: [], removal: { policy: "prune" } },
    catalog: {
      ...base.catalog,
      fields: { ...base.catalog.fields, context: { path: "context" }, kind: { path: "kind" } },
    },
    tables: [
      {
        ...{ page: "guide.md", heading: ["Models"], where: { field: "kind", equals: "chat" } },
        columns: [
          { header: "Model", value: "{name}", key: true },
          { header: "Context", value: "{context}" },
        ],
      },
    ],
  });
  const rows = ["alpha", "beta", "gamma"].map((id) => `| x/${id} | 8k |\n`).join("");
  world.write("guide.md", `# Guide\n\n## Models\n\n| Model | Context |\n|---|---|\n${rows}`);
  await world.apply();
  const told = async (models: readonly unknown[]) => {
    world.catalog(models);
    const { out, err } = await check(world);
    return [out.includes("No findings"), err.match(/\[[a-z-]+\]/g)];
  };
  const all = [about("x/alpha"), about("x/beta"), about("x/gamma")];
  expect(await told(all)).toEqual([true, null]);
  expect(await told([{ ...all[0], context: null }, ...all.slice(1)])).toEqual([true, ["[guard-held]"]]);
  expect(await told([...all, { ...about("x/delta"), kind: "voice" }])).toEqual([true, ["[models-nowhere]"]]);
  expect(await told([all[0]!])).toEqual([false, ["[catalog-doubtful]"]]);
  expect((await check(world)).out).not.toContain("Run `apply --prune`");
});

test("of two entries of one title each stays its model's without a lock, and goes with it", async () => {
  const config: Partial<Config> = {
    ...{ snippets: [], tables: [], removal: { maxShare: 1 } },
    sections: [
      {
        ...{ page: "guide.md", heading: ["Examples"], format: "list-item", order: { by: "name" } },
        open: "{bullet} **{title}**: {about}",
      },
    ],
  };
  const [one, two] = ["1", "2"].map((at) => ({ id: `x/${at}`, name: "Twin", about: `It is ${at}.` }));
  const page = (...lines: readonly string[]): string =>
    `# Guide\n\n## Examples\n\n${lines.map((line) => `- **Twin**: ${line}\n`).join("")}`;
  for (const order of [
    ["It is 1.", "It is 2."],
    ["It is 2.", "It is 1."],
  ]) {
    const world = makeWorld([one!, two!], config);
    world.write("guide.md", page(...order));
    expect((await world.run("plan")).out).not.toContain("although it differs");
    await world.apply();
    world.catalog([{ ...one, about: "It is new." }, two]);
    await world.apply();
    expect(world.read("guide.md")).toBe(page(...order).replace("is 1", "is new"));
    world.catalog([two]);
    await world.apply("--prune");
    expect(world.read("guide.md")).toBe(page("It is 2."));
  }
});

test("a row of data that can't be edited in place holds its model, and all else is done", async () => {
  const world = makeWorld([alpha, beta], {
    ...{ snippets: [], sections: [] },
    tables: [
      {
        page: "models.yml",
        data: ["models"],
        columns: [
          { header: "id", value: "{id}", key: true },
          { header: "name", value: "{name}" },
        ],
      },
    ],
  });
  const list = (...rows: readonly string[]): string => `models:\n${rows.join("")}other: *one\n`;
  const first = "- &one\n  id: x/Alpha\n  name: Alpha\n";
  const row = (id: string, name: string): string => `- id: x/${id}\n  name: ${name}\n`;
  world.write("models.yml", list(first, row("Beta", "Beta")));
  await world.apply();
  world.catalog([{ ...alpha, name: "A 2" }, { ...beta, name: "B 2" }, model("New")]);
  const done = await world.apply();
  expect([done.code, done.problems]).toEqual([3, ["row-fixed"]]);
  expect(world.read("models.yml")).toBe(list(first, row("Beta", "B 2"), row("New", "New")));
  expect(await world.plan("--check")).toMatchObject({ code: 3, problems: ["row-fixed"] });
});
