import { describe, expect, test } from "vitest";
import type { Config, SectionConfig } from "../../../../src/config/config.gen.ts";
import { compilePython } from "../../../support/languages.ts";
import { makeWorld, template, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha", context: "8k" };
const beta = { id: "b/Beta", name: "Beta", context: "16k" };
const gamma = { id: "c/Gamma", name: "Gamma", context: "32k" };
const page = "guide.md";

const tabs: SectionConfig = {
  page,
  heading: ["Examples"],
  kind: "chat",
  language: "python",
  format: "docusaurus-tab",
};

const facts: SectionConfig = {
  page,
  heading: ["Examples"],
  format: "list-item",
  body: ["- ID: `{id}`", "- Context: {context}"],
};

/** A world whose pages show models in this section, and nothing else. */
const worldOf = (section: SectionConfig, more: Partial<Config> = {}): World => {
  const world = makeWorld([alpha, beta, gamma]);
  world.config({
    snippets: [{ kind: "chat", language: "python" }],
    sections: [section],
    tables: [],
    ...more,
  });
  return world;
};

const applied = async (section: SectionConfig, more: Partial<Config> = {}): Promise<World> => {
  const world = worldOf(section, more);
  await world.apply();
  return world;
};

/** The code of each tab. */
const codeIn = (text: string): readonly string[] =>
  [...text.matchAll(/```python\n(.*?)```/gs)].map((match) => match[1] ?? "");

const newer = template.replace("# Show.", "# Show it.");

describe("a snippet in the page", () => {
  test("is what its template makes, follows it, and needs no second run", async () => {
    const world = await applied(tabs);
    const made = codeIn(world.read(page));
    expect(made).toEqual(
      [alpha, beta, gamma].map(({ id, context }) =>
        template.replace("<%= it.id %>", `"${id}"`).replace("<%= it.fields.context %>", `"${context}"`),
      ),
    );
    world.template(newer);
    const { told } = await world.apply();
    expect(told).toEqual([{ what: "update guide.md", cause: "template", reason: "3 entries changed." }]);
    expect(codeIn(world.read(page))).toEqual(made.map((code) => code.replace("# Show.", "# Show it.")));
    expect((await world.plan("--check")).code).toBe(0);
    const files = codeIn(world.read(page)).map((code, index) => {
      world.write(`${index}.py`, code);
      return `${world.docs}/${index}.py`;
    });
    compilePython(files);
  });

  test("follows the catalog, and the change tells why", async () => {
    const world = await applied(tabs);
    world.catalog([alpha, { ...beta, context: "64k" }, gamma]);
    const before = world.read(page);
    const { told } = await world.apply();
    expect(told).toEqual([{ what: "update guide.md", cause: "catalog", reason: "1 entry changed." }]);
    expect(world.read(page)).toBe(before.replace('"16k"', '"64k"'));
  });

  test("that a person edited stays, is merged with what changes elsewhere, and blocks what meets the edit", async () => {
    const world = await applied(tabs);
    world.edit(page, 'model="b/Beta")', 'model="b/Beta", seed=1)');
    expect((await world.plan("--check")).code).toBe(0);
    world.template(newer);
    const merged = await world.apply();
    expect(merged.code).toBe(0);
    expect(codeIn(world.read(page))[1]).toBe(
      newer.replace("<%= it.id %>)", '"b/Beta", seed=1)').replace("<%= it.fields.context %>", '"16k"'),
    );
    world.template(newer.replace("client.ask(", "client.send("));
    const blocked = await world.apply();
    expect(blocked.code).toBe(3);
    expect(codeIn(world.read(page))[1]).toContain('client.ask(model="b/Beta", seed=1)');
    expect(codeIn(world.read(page))[0]).toContain("client.send(");
    expect((await world.run("plan")).out).toContain("! the body of Beta in Examples");
    await world.apply("--replace");
    expect(codeIn(world.read(page))[1]).toContain('client.send(model="b/Beta")');
    expect((await world.plan("--check")).code).toBe(0);
    // As with a file, asking is enough: nothing needs to be in the way.
    const made = world.read(page);
    world.edit(page, 'client.send(model="b/Beta")', 'client.send(model="b/Beta", seed=2)');
    expect((await world.plan("--check")).code).toBe(0);
    await world.apply("--replace");
    expect(world.read(page)).toBe(made);
  });

  test("that a person wrote is touched only where --replace asks for it, as a file is", async () => {
    const world = worldOf(tabs);
    const own = '<Tabs>\n<TabItem value="b" label="Beta">\n\nAsk for b/Beta.\n\n</TabItem>\n</Tabs>\n';
    world.edit(page, "## Examples\n", `## Examples\n\n${own}`);
    await world.apply();
    world.template(newer);
    world.catalog([alpha, { ...beta, context: "64k" }, gamma]);
    await world.apply();
    expect(world.read(page)).toContain("\nAsk for b/Beta.\n");
    expect(codeIn(world.read(page)).length).toBe(2);
    await world.apply("--replace");
    expect(world.read(page)).not.toContain("\nAsk for b/Beta.\n");
    expect(codeIn(world.read(page)).length).toBe(3);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("goes with its model, unless it was edited", async () => {
    const world = await applied(tabs, { removal: { policy: "prune", maxShare: 1 } });
    world.edit(page, 'model="b/Beta")', 'model="b/Beta", seed=1)');
    world.catalog([alpha]);
    const { problems } = await world.apply();
    expect(problems).toEqual(["gone-kept"]);
    expect(codeIn(world.read(page)).map((code) => /model="(.*?)"/.exec(code)?.[1])).toEqual([
      "a/Alpha",
      "b/Beta",
    ]);
  });

  test("is in a page with Windows' line ends as the page has them", async () => {
    const world = worldOf(tabs);
    world.write(page, world.read(page).replaceAll("\n", "\r\n"));
    await world.apply();
    world.template(newer);
    await world.apply();
    expect(world.read(page)).toMatch(/# Show it\.\r\n/);
    expect(world.read(page)).not.toMatch(/(?<!\r)\n/);
    expect((await world.plan("--check")).code).toBe(0);
  });
});

describe("an entry of fields alone", () => {
  test("follows its fields and its name, and takes only its own lines", async () => {
    const world = await applied(facts);
    const before = world.read(page);
    expect(before).toContain(
      "## Examples\n\n- **Alpha**\n  - ID: `a/Alpha`\n  - Context: 8k\n- **Beta**\n  - ID: `b/Beta`\n",
    );
    world.catalog([alpha, { ...beta, name: "Beta 2", context: "1M" }, gamma]);
    await world.apply();
    expect(world.read(page)).toBe(
      before.replace("**Beta**", "**Beta 2**").replace("Context: 16k", "Context: 1M"),
    );
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("is known by its ID, its title or its body, whichever people left", async () => {
    const world = await applied(facts);
    world.edit(page, "**Alpha**", "**Our Alpha**");
    world.edit(page, "ID: `b/Beta`", "ID: ask us");
    const before = world.read(page);
    expect((await world.plan("--check")).code).toBe(0);
    world.catalog([{ ...alpha, context: "9k" }, { ...beta, context: "17k" }, gamma]);
    const { code } = await world.apply();
    expect(code).toBe(0);
    expect(world.read(page)).toBe(
      before.replace("Context: 8k", "Context: 9k").replace("Context: 16k", "Context: 17k"),
    );
  });

  test("is remembered in one short line of the lock", async () => {
    const world = await applied({ ...facts, body: [], open: "{bullet} [{title}](m/{slug|url}.md)" });
    const lines = world.read(".kluster-gen/lock.jsonl").split("\n");
    const entries = lines.filter((line) => line.includes('"type":"entry"'));
    expect(entries.length).toBe(3);
    for (const line of entries) expect(line.length).toBeLessThan(200);
  });
});

test.each<[ways: readonly (readonly string[])[]]>([
  [[["--claim", "all", "--replace"]]],
  [[["--claim", "all"], ["--replace"]]],
])("what %j of people's entries is claimed and gives way, at once or after another", async (ways) => {
  const world = await applied(facts);
  const before = world.read(page);
  world.edit(page, "Context: 16k", "Context: ours");
  world.remove(".kluster-gen/lock.jsonl");
  world.catalog([alpha, beta, gamma, { ...alpha, id: "d/Delta", name: "Delta" }]);
  for (const way of ways) expect((await world.apply(...way)).code).toBe(0);
  expect(world.read(page)).not.toContain("ours");
  expect(world.read(page)).toContain(before.slice(before.indexOf("**Beta**"), before.indexOf("16k")));
  expect((await world.plan()).changes).toEqual([]);
});
