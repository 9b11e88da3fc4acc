import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { commandIn } from "./support/command.ts";
import { emptyFolder } from "./support/hostile/interpreters.ts";

/** What follows `init` on the small sites: launches, retirements, edits by people, a lost lock. */
const sites = resolve("test/init-sites");

/** The texts of a record, its ID among them. */
const textsOf = (record: unknown): readonly unknown[] =>
  typeof record === "object" && record !== null
    ? Object.values(record).filter((value) => typeof value === "string")
    : [];

/** A site as `init` leaves it, to which things happen. */
const adopted = (name: string) => {
  const folder = emptyFolder();
  cpSync(join(sites, name, "before"), folder, { recursive: true });
  return adoptedIn(folder, name);
};

const adoptedIn = async (folder: string, name = "") => {
  const { code, err } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(code, err).toBe(0);
  const at = (path: string): string => join(folder, path);
  const read = (path: string): string => readFileSync(at(path), "utf8");
  const edit = (path: string, change: (text: string) => string): void => {
    const text = read(path);
    expect(change(text)).not.toBe(text);
    writeFileSync(at(path), change(text));
  };
  const locks = (): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".kluster-gen"),
    );
  return {
    edit,
    read,
    apply: () => commandIn(folder, "apply", "--accept-catalog", "--prune"),
    plan: () => commandIn(folder, "plan", "--check", "--accept-catalog", "--prune"),
    launch: () => cpSync(join(sites, name, "after/catalog.json"), at("catalog.json")),
    lose: () => locks().forEach((path) => rmSync(at(path), { recursive: true })),
    pages: (): ReadonlyMap<string, string> =>
      new Map(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((item) => item.isFile() && !item.parentPath.endsWith(".kluster-gen"))
          .map((item) => join(item.parentPath, item.name).slice(folder.length + 1))
          .filter((path) => path !== "catalog.json")
          .sort()
          .map((path) => [path, read(path)]),
      ),
  };
};

type World = Awaited<ReturnType<typeof adopted>>;

/** The records of a catalog that is a list, or has one. */
const recordsIn = (text: string): { readonly all: unknown[]; readonly whole: unknown } => {
  const whole: unknown = JSON.parse(text);
  if (Array.isArray(whole)) return { all: whole, whole };
  const all =
    typeof whole === "object" && whole !== null ? Object.values(whole).find(Array.isArray) : undefined;
  if (all === undefined) throw new Error("no list of records");
  return { all, whole };
};

/** Takes a model out of the catalog. */
const retire = ({ edit }: World, name: string): void =>
  edit("catalog.json", (text) => {
    const { all, whole } = recordsIn(text);
    const index = all.findIndex((record) => textsOf(record).includes(name));
    expect(index).not.toBe(-1);
    all.splice(index, 1);
    return JSON.stringify(whole);
  });

describe("models that come and leave again leave the pages as they were", () => {
  /** Those whose next catalog brings new models, and changes none that are there. */
  const launching = readdirSync(sites).filter((name) => {
    const [before = "", after = ""] = ["before", "after"].map((side) => {
      const folder = join(sites, name, side);
      return readdirSync(folder).includes("catalog.json")
        ? readFileSync(join(folder, "catalog.json"), "utf8")
        : "";
    });
    if (before === "") return false;
    try {
      const old = recordsIn(before).all.map((record) => JSON.stringify(record));
      const now = recordsIn(after).all.map((record) => JSON.stringify(record));
      return now.length > old.length && old.every((record) => now.includes(record));
    } catch {
      return false;
    }
  });
  // Of one the rows that a script hadn't made so far are added with the next catalog.
  const chosen = launching.filter((name) => name.length % 5 === 0 && name !== "scripts-that-lag");
  test.each([...new Set(["group-rows-spanning", "makers-with-counts", "lists-of-one-family", ...chosen])])(
    "%s",
    async (name) => {
      const world = await adopted(name);
      const before = world.pages();
      const old = world.read("catalog.json");
      world.launch();
      const launched = await world.apply();
      expect(launched.code, launched.err).toBe(0);
      expect(world.pages()).not.toEqual(before);
      world.edit("catalog.json", () => old);
      expect((await world.apply()).code).toBe(0);
      expect(world.pages()).toEqual(before);
      expect((await world.plan()).out).toContain("in step");
    },
  );
});

describe("what is left of a model that went while the lock was lost is told", () => {
  test.each<[site: string, model: string, told: string]>([
    ["lists-in-front", "tern-3", '1 element names no model of the catalog: "tern-3". [elements-unknown]'],
    [
      "headings-in-tabs-of-makers",
      "borealis/north-vl",
      '1 entry names no model of the catalog: "North VL". [entries-unknown]',
    ],
    [
      "notes-and-dates",
      "amber.large-v1:0",
      '1 row names no model of the catalog: "amber.large-v1:0". [rows-unknown]',
    ],
  ])("%s", async (site, model, told) => {
    const world = await adopted(site);
    retire(world, model);
    world.lose();
    expect((await world.plan()).err).toContain(told);
  });

  test("text of people's between entries is told of once, until a lock knows the entries", async () => {
    const world = await adopted("headings-in-tabs-of-makers");
    const told = '1 entry names no model of the catalog: "How to choose".';
    world.edit("docs/m.mdx", (text) =>
      text.replace("### North Mini", "### How to choose\n\nTry some of them.\n\n### North Mini"),
    );
    expect((await world.plan()).err).not.toContain(told);
    world.lose();
    expect((await world.apply()).err).toContain(told);
    expect((await world.plan()).err).not.toContain(told);
  });
});

test("a page of people's beside those of models in a menu is nothing to tell of", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  const models = ["Auk 3", "Bee 2", "Crow 1"].map((name) => ({
    id: name.toLowerCase().replace(" ", "-"),
    name,
  }));
  const menu = [...models, { id: "faq", name: "Questions" }].map(({ id, name }) => `  - ${name}: ${id}.md\n`);
  writeFileSync(join(folder, "mkdocs.yml"), `site_name: Models\nnav:\n${menu.join("")}`);
  for (const { id, name } of models)
    writeFileSync(join(folder, `docs/${id}.md`), `# ${name}\n\nCalled \`${id}\`.\n`);
  writeFileSync(join(folder, "docs/faq.md"), "# Questions\n\nAsk us.\n");
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(models));
  const world = await adoptedIn(folder);
  expect((await world.plan()).out).not.toContain("of no model");
  world.lose();
  expect((await world.plan()).err).not.toContain("elements-unknown");
});

describe("what people write", () => {
  test("behind the name of an entry is shown where the entry goes with its model", async () => {
    const world = await adopted("makers-in-bold");
    world.edit("models.md", (text) => text.replace("- `bolt/rapid-8b`", "- `bolt/rapid-8b` (fast)"));
    retire(world, "bolt/rapid-8b");
    expect((await world.apply()).out).toContain('- bolt/rapid-8b (with "- `bolt/rapid-8b` (fast)")');
  });

  test.each<[site: string, page: string, header: string, edited: string, models: readonly string[]]>([
    ["lists-of-one-family", "README.md", "## Cirrus", "## Cirrus of old", ["crow-1", "crow-2"]],
    ["makers-in-bold", "models.md", "**Cirrus**", "**Cirrus, in May**", ["cirrus/mistwind-24b"]],
  ])("as a group's heading stays when its models leave: %s", async (site, page, header, edited, models) => {
    const world = await adopted(site);
    world.edit(page, (text) => text.replace(header, edited));
    for (const model of models) retire(world, model);
    expect((await world.apply()).code).toBe(0);
    expect(world.read(page)).toContain(edited);
    expect(world.read(page)).not.toContain(models[0]);
  });

  test("in a cell tells entries of one name apart, once two models have it", async () => {
    const world = await adopted("cells-on-lines");
    const page = world.read("docs/models.md");
    world.edit("catalog.json", (text) => text.replace('"Plover Mini"', '"Plover 2"'));
    expect((await world.apply()).code).toBe(0);
    expect(world.read("docs/models.md")).toBe(page.replace("<td>Plover Mini</td>", "<td>Plover 2</td>"));
    expect((await world.plan()).out).toContain("in step");
  });

  test("as a name's further aliases leaves it the row of its model, without a lock too", async () => {
    const world = await adopted("code-of-items");
    const page = world.read("docs/commands.md");
    world.edit("catalog.json", (text) => text.replace('"id": "turn",', '"id": "turn", "aliases": ["t"],'));
    world.lose();
    expect((await world.apply()).code).toBe(0);
    expect(world.read("docs/commands.md")).toBe(page.replace("| `:turn` |", "| `:turn`, `:t` |"));
  });

  test("in a line of an entry that the catalog changes too stays, whatever is planned next", async () => {
    const folder = emptyFolder();
    const models = ["Auk", "Bee", "Crow", "Dove"].map((name, at) => ({
      ...{ id: name.toLowerCase(), name, about: `Speaks as a ${name} would.`, price: at + 1 },
    }));
    const items = models.map(({ name, about, price }) => `- ${name}\n  - ${about}\n  - $${price}\n`).join("");
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "docs/p.md"), `# Models\n\n${items.replace("a Bee would", "a Bee might")}`);
    writeFileSync(join(folder, "catalog.json"), JSON.stringify(models));
    const world = await adoptedIn(folder);
    const page = world.read("docs/p.md");
    world.edit("catalog.json", (text) => text.replace("Speaks as a Bee would.", "Hums."));
    expect((await world.apply()).out).toContain("1 entry blocked");
    expect((await world.apply()).out).toContain("1 entry blocked");
    expect(world.read("docs/p.md")).toBe(page);
  });
});
