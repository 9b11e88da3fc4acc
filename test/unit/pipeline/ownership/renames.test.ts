import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { config, makeWorld, rowsOf, template, titlesOf, type World } from "./world.ts";

const alpha = { id: "a/Alpha-8B", name: "Alpha" };
const beta = { id: "b/Beta-70B", name: "Beta" };
const gamma = { id: "c/Gamma-1B", name: "Gamma" };
const page = "guide.md";

/** The other style of slugs: without the size. */
const short: Partial<Config> = {
  slug: {
    rules: [
      { op: "take", separator: "/", part: -1 },
      { op: "lowercase" },
      { op: "regex", pattern: "-\\d+b$", with: "" },
    ],
  },
};

const applied = async (): Promise<World> => {
  const world = makeWorld([alpha, beta, gamma]);
  await world.apply();
  return world;
};

describe("another slug rule", () => {
  test("is one plan of renames and of pages: nothing is made or deleted", async () => {
    const world = await applied();
    world.config(short);
    const { changes, told } = await world.apply();
    expect(changes).toEqual([
      "rename .snippets/chat-alpha-8b.py → .snippets/chat-alpha.py",
      "rename .snippets/chat-beta-70b.py → .snippets/chat-beta.py",
      "rename .snippets/chat-gamma-1b.py → .snippets/chat-gamma.py",
      "update guide.md",
    ]);
    expect(new Set(told.map(({ cause }) => cause))).toEqual(new Set(["config"]));
    expect([...world.tree().keys()]).toEqual([
      ".snippets/chat-alpha.py",
      ".snippets/chat-beta.py",
      ".snippets/chat-gamma.py",
      page,
    ]);
    expect(world.read(page)).not.toMatch(/-\d+b/);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("takes out in the same run what the section doesn't ask for any more", async () => {
    const world = await applied();
    const where = { field: "id", equals: beta.id };
    world.config({ ...short, sections: (config.sections ?? []).map((section) => ({ ...section, where })) });
    await world.apply();
    expect(titlesOf(world.read(page))).toEqual(["Beta"]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("leaves a protected page as it is, and tells", async () => {
    const world = await applied();
    const text = "See [it](.snippets/chat-alpha-8b.py).\n";
    world.write("about.md", text);
    world.config({ ...short, protect: ["about.md"] });
    const { problems, err } = await world.apply();
    expect(problems).toEqual(["protected-cites"]);
    expect(err).toContain("about.md");
    expect(world.read("about.md")).toBe(text);
  });

  test("shows of a page that only refers to a file what changes, not all of it", async () => {
    const world = await applied();
    world.write("notes.md", "Some words.\n\nSee [Beta](.snippets/chat-beta-70b.py).\n");
    world.config(short);
    const { out } = await world.run("plan", "--diff");
    expect(out).toContain("-See [Beta](.snippets/chat-beta-70b.py).");
    expect(out).not.toContain("+Some words.");
  });

  test("and back again leaves every file as it was", async () => {
    const world = await applied();
    const before = world.tree();
    world.config(short);
    await world.apply();
    world.config({});
    await world.apply();
    expect(world.tree()).toEqual(before);
  });

  test("carries hand edits along, and what people wrote", async () => {
    const world = await applied();
    world.edit(".snippets/chat-beta-70b.py", "# Show.", "# Show it to Ada.");
    world.config(short);
    world.template(template.replace("# Ask.", "# Ask away."));
    expect((await world.apply()).code).toBe(0);
    expect(world.read(".snippets/chat-beta.py")).toContain("# Show it to Ada.");
    expect(world.read(".snippets/chat-beta.py")).toContain("# Ask away.");
  });

  test("renames files that people wrote as well, once they are adopted", async () => {
    const world = makeWorld([alpha]);
    world.write(".snippets/chat-alpha-8b.py", 'ask("a/Alpha-8B")\n');
    await world.apply();
    world.config(short);
    expect((await world.apply()).changes[0]).toBe(
      "rename .snippets/chat-alpha-8b.py → .snippets/chat-alpha.py",
    );
    expect(world.read(".snippets/chat-alpha.py")).toBe('ask("a/Alpha-8B")\n');
  });

  test("leaves a file under a name of its own", async () => {
    const world = makeWorld([alpha, beta]);
    world.write(".snippets/chat-our-alpha.py", 'ask("a/Alpha-8B")\n');
    await world.apply();
    world.config(short);
    await world.apply();
    expect(world.exists(".snippets/chat-our-alpha.py")).toBe(true);
  });

  test("doesn't overwrite a file that is there already", async () => {
    const world = await applied();
    world.write(".snippets/chat-alpha.py", "# Notes of ours.\n");
    world.config(short);
    const { code, changes } = await world.apply();
    expect(code).toBe(3);
    expect(changes).toContain("blocked .snippets/chat-alpha-8b.py");
    expect(world.read(".snippets/chat-alpha.py")).toBe("# Notes of ours.\n");
    expect(world.read(page)).toContain("'chat-alpha-8b.py'");
  });

  test.each(["", "--only=snippets"])(
    "rewrites every reference, of any page, and no look-alike (%s)",
    async (only) => {
      const world = await applied();
      const other = (slug: string): string =>
        [
          `--8<-- 'chat-${slug}.py'`,
          `--8<-- "chat-${slug}.py:3:5"`,
          `--8<-- '.snippets/chat-${slug}.py:ask'`,
          `    ;--8<--`,
          `    chat-${slug}.py`,
          `[the file](../.snippets/chat-${slug}.py).`,
          "",
        ].join("\r\n");
      const alike = [
        "--8<-- 'old-chat-beta-70b.py'",
        "--8<-- 'more/chat-beta-70b.py.md'",
        "--8<-- 'chat-beta-70b-2.py'",
        "--8<-- 'chat-beta-70b.pyc'",
        "--8<-- 'chat-beta-70b'",
        "--8<-- 'archive/chat-beta-70b.py'",
        "",
      ].join("\n");
      world.write("deep/er/other.md", other("beta-70b"));
      world.write("alike.md", alike);
      world.write("notes.txt", "--8<-- 'chat-beta-70b.py'\n");
      world.edit(page, "More words.", "See `chat-beta-70b.py`.\n\n--8<-- 'chat-beta-70b.py:2:3'");
      world.config(short);
      const { changes } = await world.apply(...(only === "" ? [] : [only]));
      expect(changes.filter((change) => change.startsWith("update"))).toEqual([
        "update deep/er/other.md",
        "update guide.md",
      ]);
      expect(world.read("deep/er/other.md")).toBe(
        other("beta").replace("../.snippets/chat-beta.py", "../.snippets/chat-beta-70b.py"),
      );
      expect(world.read("alike.md")).toBe(alike);
      expect(world.read(page)).toContain("--8<-- 'chat-beta.py:2:3'");
      expect(world.read(page)).not.toContain("70b");
      expect((await world.plan("--check")).code).toBe(0);
    },
  );
});

describe("another display name", () => {
  test("changes title and key cell, and sorts entries and rows anew", async () => {
    const world = await applied();
    world.catalog([{ ...alpha, name: "Omega" }, beta, gamma]);
    const { told } = await world.apply();
    expect(told.map(({ what, cause }) => `${cause}: ${what}`)).toEqual(["catalog: update guide.md"]);
    expect(titlesOf(world.read(page))).toEqual(["Beta", "Gamma", "Omega"]);
    expect(rowsOf(world.read(page)).map(([name]) => name)).toEqual(["**Beta**", "**Gamma**", "**Omega**"]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("and back again leaves the page as it was", async () => {
    const world = await applied();
    const before = world.read(page);
    world.catalog([{ ...alpha, name: "Omega" }, beta, gamma]);
    await world.apply();
    world.catalog([alpha, beta, gamma]);
    await world.apply();
    expect(world.read(page)).toBe(before);
  });

  test("carries hand edits of the entry and of the row along", async () => {
    const world = await applied();
    world.edit(page, "--8<-- 'chat-alpha-8b.py'", "--8<-- 'chat-alpha-8b.py:3:6'");
    world.edit(page, "| **Alpha** | 8k | A model. |", "| **Alpha** | 8k | The first. |");
    world.catalog([{ ...alpha, name: "Omega" }, beta, gamma]);
    await world.apply();
    expect(world.read(page)).toContain(
      `??? example "Omega"\n\n    \`\`\`python\n    --8<-- 'chat-alpha-8b.py:3:6'\n    \`\`\`\n`,
    );
    expect(rowsOf(world.read(page)).at(-1)).toEqual(["**Omega**", "8k", "The first."]);
  });

  test("moves nothing where people keep an order of their own", async () => {
    const world = await applied();
    const rows = world
      .read(page)
      .split("\n")
      .filter((line) => line.startsWith("| **"));
    world.edit(page, rows.join("\n"), [rows[2], rows[0], rows[1]].join("\n"));
    world.catalog([{ ...alpha, name: "Zeta" }, beta, gamma]);
    await world.apply();
    expect(rowsOf(world.read(page)).map(([name]) => name)).toEqual(["**Gamma**", "**Zeta**", "**Beta**"]);
  });

  test("that another model gets in the same run takes no row with it", async () => {
    const world = await applied();
    world.edit(page, "| **Alpha** | 8k | A model. |", "| **Alpha** | 8k | The first. |");
    world.catalog([{ ...alpha, name: "Omega" }, beta, gamma, { id: "n/New", name: "Alpha" }]);
    await world.apply();
    expect(rowsOf(world.read(page))).toEqual([
      ["**Alpha**", "8k", "A model."],
      ["**Beta**", "8k", "A model."],
      ["**Gamma**", "8k", "A model."],
      ["**Omega**", "8k", "The first."],
    ]);
  });
});

describe("a declared new ID", () => {
  const moved = { moved: [{ from: "b/Beta-70B", to: "b2/Zeta-70B" }] };
  const zeta = { id: "b2/Zeta-70B", name: "Zeta" };

  test("is a rename with the new content: file, entry and row follow, hand edits too", async () => {
    const world = await applied();
    world.edit(".snippets/chat-beta-70b.py", "# Show.", "# Show it to Ada.");
    world.edit(page, "| **Beta** | 8k | A model. |", "| **Beta** | 8k | The second. |");
    world.config(moved);
    world.catalog([alpha, zeta, gamma]);
    const { told, code, problems } = await world.apply();
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
    expect(told.map(({ what, cause }) => `${cause}: ${what}`)).toEqual([
      "catalog: rename .snippets/chat-beta-70b.py → .snippets/chat-zeta-70b.py",
      "catalog: update guide.md",
    ]);
    const text = world.read(".snippets/chat-zeta-70b.py");
    expect(text).toContain('model="b2/Zeta-70B"');
    expect(text).toContain("# Show it to Ada.");
    expect(titlesOf(world.read(page))).toEqual(["Alpha", "Gamma", "Zeta"]);
    expect(rowsOf(world.read(page)).at(-1)).toEqual(["**Zeta**", "8k", "The second."]);
    expect(world.read(page)).not.toContain("beta");
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("without its declaration is one model less and one more: nothing is lost", async () => {
    const world = await applied();
    world.catalog([alpha, zeta, gamma]);
    const { changes, problems } = await world.apply();
    expect(changes).toEqual(["create .snippets/chat-zeta-70b.py", "update guide.md"]);
    expect(problems).toEqual(["model-gone"]);
    expect(world.exists(".snippets/chat-beta-70b.py")).toBe(true);
  });
});

test.each<[path: string, format: string, line: string]>([
  ["p.md", "heading", "### [Beta](beta.md)"],
  ["p.md", "heading", '### [Beta](beta.md "Beta") <!-- ours -->'],
  ["p.md", "heading", "### `Beta`"],
  ["p.md", "list-item", '- <a href="beta.md">Beta</a>: ours'],
  ["p.rst", "list-item", "- `Beta <beta.html>`_: ours"],
  ["p.adoc", "list-item", "* xref:beta.adoc[Beta], ours"],
])("another name keeps the markup around it: %s, %s, %s", async (path, format, line) => {
  const sections = [{ page: path, format, body: [] }];
  const world = makeWorld([beta], { sections, tables: [], snippets: [] });
  world.write(path, `${line}\n`);
  await world.apply();
  world.catalog([{ ...beta, name: "Betty" }]);
  await world.apply();
  const last = line.replace(/Beta(?=\]|`|<\/|\s<)/, "Betty");
  expect(world.read(path)).toBe(`${last}\n`);
  expect((await world.plan("--check")).changes).toEqual([]);
});

describe("a row that is known by its ID", () => {
  const rows = "| ID | Model | Ours |\n|---|---|---|\n| b/Beta-70B | Beta | our note |\n";
  const columns = [
    { header: "ID", value: "{id}", key: true },
    { header: "Model", value: "{name}" },
  ];
  const tables: Config["tables"] = [{ page: "ids.md", columns }];

  test.each<[note: string, problems: readonly string[]]>([
    ["our note", ["gone-kept", "row-renewed"]],
    ["", []],
  ])("and has what people wrote is told when its model's name gets another: %j", async (note, problems) => {
    const world = makeWorld([beta], { tables, sections: [], removal: { maxShare: 1 } });
    world.write("ids.md", rows.replace("our note", note));
    await world.apply();
    world.catalog([{ ...beta, id: "b2/Zeta-70B" }]);
    const plan = await world.plan("--prune");
    expect(plan.problems).toEqual(problems);
    world.config({ tables, sections: [], moved: [{ from: "b/Beta-70B", to: "b2/Zeta-70B" }] });
    expect((await world.apply("--prune")).problems).toEqual([]);
    expect(world.read("ids.md")).toContain(`| b2/Zeta-70B | Beta | ${note}`);
  });
});

describe("an ID that changes under its slug", () => {
  const edited = async (): Promise<World> => {
    const world = makeWorld([alpha, beta]);
    await world.apply();
    world.edit(".snippets/chat-alpha-8b.py", "# Show.", "# Show it all.");
    await world.apply();
    return world;
  };

  test.each([[["--prune"]], [[]]])(
    "takes file, entry and row along, with what people wrote (%j)",
    async (args) => {
      const world = await edited();
      world.catalog([{ ...alpha, id: "y/Alpha-8B" }, beta]);
      const { code, told } = await world.apply(...args);
      expect([code, told.map(({ what }) => what)]).toEqual([0, ["update .snippets/chat-alpha-8b.py"]]);
      const file = world.read(".snippets/chat-alpha-8b.py");
      expect(file).toContain('model="y/Alpha-8B"');
      expect(file).toContain("# Show it all.");
      expect(titlesOf(world.read("guide.md"))).toContain("Alpha");
      expect((await world.plan("--check", "--prune")).code).toBe(0);
    },
  );

  test("takes files along that lie where only the old ID leads", async () => {
    const snippets = [
      { kind: "chat", language: "python", path: "chat/{slug}.py" },
      {
        kind: "batch",
        language: "python",
        path: "batch/{about}/{slug}.py",
        template: "chat/basic/python.ejs",
      },
    ];
    const world = makeWorld([{ ...alpha, about: "a" }, beta], { snippets, sections: [], tables: [] });
    await world.apply();
    world.catalog([{ ...alpha, id: "y/Alpha-8B", about: "y" }, beta]);
    expect((await world.apply("--prune")).problems).toEqual([]);
    expect([...world.tree().keys()].filter((path) => path.includes("alpha"))).toEqual([
      "batch/y/alpha-8b.py",
      "chat/alpha-8b.py",
    ]);
    expect((await world.plan("--check")).code).toBe(0);
  });
});
