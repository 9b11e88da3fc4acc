import { describe, expect, it } from "vitest";
import { emptyLock } from "../../../src/model/lock.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

/** What all rows are called changes at once: no cell may come to stand beside another model. */

const ids = ["x/ant", "x/bee", "x/cat", "y/ant"];
const nameOf = (id: string): string => id.replace("/", " ").toUpperCase();
const slugOf = (id: string): string => id.replace("/", "-");
const after = (id: string): string => ids[(ids.indexOf(id) + 1) % ids.length] ?? "";

const entries = (name = nameOf, slug = slugOf): readonly Entry[] =>
  ids.map((id, at) => entry(id, { name: name(id), slug: slug(id), file: slugOf(id), price: at + 1 }));

const keys = {
  ID: "`{id}`",
  "name and ID": "**{name}**<br>`{id}`",
  name: "{name}",
  link: "[{name}](models/{slug}.md)",
  "link that a field gives": "[{name}](models/{file}.md)",
  slug: "{slug}",
} as const;

const given = (value: string) =>
  settings({
    tables: [
      {
        page: "p.md",
        columns: [
          { header: "Model", value, key: true },
          { header: "Price", value: "{price}" },
          { header: "Note", value: "", owner: "people" },
        ],
      },
    ],
  });

const changes: Readonly<Record<string, { readonly to: readonly Entry[]; readonly rule?: string }>> = {
  "names reworded": { to: entries((id) => `${nameOf(id)} (new)`) },
  "names replaced": { to: entries((id) => `Model ${["z", "m", "q", "a"][ids.indexOf(id)] ?? ""}`) },
  "names that change hands": { to: entries((id) => nameOf(after(id))) },
  "slugs replaced": { to: entries(nameOf, (id) => `new-${slugOf(id)}`) },
  "slugs that change hands": { to: entries(nameOf, (id) => slugOf(after(id))) },
  "a prefix by the config": { to: entries(), rule: "Model " },
  "the name by the config": { to: entries(), rule: "{name}, " },
};

/** The rows of a page, each as what it is called, its price and people's note. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split("\n")
    .slice(2)
    .filter((line) => line !== "")
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );

/** A page as people wrote it: each note names the price that its model has. */
const pageOf = (value: string): string => {
  const top = ["| Model | Price | Note |", "|---|---|---|"];
  const { pages } = turn(given(value), entries(), { "p.md": lines(...top) });
  return (pages["p.md"] ?? "").replace(/\| (\d) \| *\|$/gm, "| $1 | n$1 |");
};

/** What a reader sees of a link is its text. */
const seen = (cell: string): string => cell.replace(/\[(.*?)\]\(.*?\)/, "$1");

/** What changes when all of what a row says of its model does: without a lock it says nothing any more. */
const lost: Readonly<Record<keyof typeof keys, readonly string[]>> = {
  ID: [],
  "name and ID": [],
  name: ["names reworded", "names replaced"],
  link: [],
  "link that a field gives": [],
  slug: ["slugs replaced"],
};

describe.each(Object.entries(keys))("rows that are called by the %s", (kind, value) => {
  it.each(Object.entries(changes))("%s", (what, { to, rule = "" }) => {
    const page = pageOf(value);
    const adopted = turn(given(value), entries(), { "p.md": page });
    expect(adopted.pages["p.md"]).toBe(page);
    const next = given(rule + value);
    const called = (price: string): string => {
      const { id = "", name = "", slug = "" } = to[Number(price) - 1] ?? {};
      const fields: Readonly<Record<string, string>> = { id, name, slug };
      return seen((rule + value).replace(/\{(\w+)\}/g, (__, field: string) => fields[field] ?? ""));
    };
    const kept = rowsOf(turn(next, to, adopted.pages, adopted.lock).pages["p.md"] ?? "");
    expect(kept.map(([key = "", price = "", note]) => [seen(key), note, price]).sort()).toEqual(
      ["1", "2", "3", "4"].map((price) => [called(price), `n${price}`, price]).sort(),
    );
    const { pages, told } = turn(next, to, adopted.pages, emptyLock);
    const alone = rowsOf(pages["p.md"] ?? "");
    const notes = alone.filter(([, , note]) => note !== "");
    // Without a lock, names that change hands are the names of others: that is told of each, with both models.
    const handed = notes.filter(([, price = "", note]) => note !== `n${price}`);
    const idOf = (price = ""): string => JSON.stringify(ids[Number(price) - 1]);
    for (const [, price, note] of handed)
      expect(told).toContainEqual(
        expect.stringMatching(
          `^row-handed: .* as ${idOf(price)} is and says what ${idOf(note?.slice(1))} should`,
        ),
      );
    expect(told.filter((each) => each.startsWith("row-handed"))).toHaveLength(handed.length);
    if (handed.length > 0) {
      expect([what, handed.length]).toEqual([expect.stringMatching("change hands$"), ids.length]);
      return;
    }
    expect(notes.map(([, price = "", note]) => [`n${price}`, note])).toEqual(
      notes.map(([, , note]) => [note, note]),
    );
    expect(notes).toHaveLength(ids.length);
    const isLost = Object.entries(lost).some(([each, all]) => each === kind && all.includes(what));
    if (!isLost)
      expect(alone.map(([key = "", price = "", note]) => [seen(key), note, price]).sort()).toEqual(
        ["1", "2", "3", "4"].map((price) => [called(price), `n${price}`, price]).sort(),
      );
  });
});

it.each<[what: string, page: readonly string[], told: readonly string[]]>([
  ["in their place", ["| X ANT | 1 | n1 |", "| X BEE | 2 | n2 |"], []],
  ["with a new price", ["| X ANT | 9 | n1 |", "| X BEE | 2 | n2 |"], []],
  ["with the price of one in its place", ["| X ANT | 2 | n1 |", "| X BEE | 2 | n2 |"], []],
  ["with the price of one that has no row", ["| X ANT | 3 | n1 |", "| X BEE | 2 | n2 |"], []],
  ["with another's price", ["| X ANT | 3 | n1 |", "| X CAT | 9 | |"], ['"x/ant"', '"x/cat"']],
  ["with another's price, and no words", ["| X ANT | 3 | |", "| X CAT | 9 | |"], []],
])("rows %s, without a lock", (_, page, told) => {
  const rows = lines("| Model | Price | Note |", "|---|---|---|", ...page);
  const said = turn(given("{name}"), entries(), { "p.md": rows }, emptyLock).told;
  expect(said.flatMap((each) => each.match(/"[a-z]+\/[a-z]+"/g) ?? [])).toEqual(told);
});

it("an ID in another column tells whose a row is when all names change and no lock is there", () => {
  const columns = [
    { header: "Name", value: "{name}", key: true },
    { header: "ID", value: "`{id}`" },
    { header: "Note", value: "", owner: "people" as const },
  ];
  const table = settings({ tables: [{ page: "p.md", columns }] });
  const page = (names: readonly string[], more: readonly string[] = []): string =>
    lines(
      "| Name | ID | Note |",
      "|---|---|---|",
      ...ids.map((id, at) => `| ${names[at] ?? ""} | \`${id}\` | n${at} |`),
      ...more,
    );
  const to = ["A", "B", "C", "D"];
  const models = ids.map((id, at) => entry(id, { name: to[at] ?? "" }));
  const old = ["K", "L", "M", "N"];
  expect(turn(table, models, { "p.md": page(old) }, emptyLock).pages["p.md"]).toBe(page(to));
  // Names that changed hands are told by the ID too.
  const handed = turn(table, models, { "p.md": page(["B", "C", "D", "A"]) }, emptyLock);
  expect(rowsOf(handed.pages["p.md"] ?? "")).toEqual(rowsOf(page(to)));
  expect(handed.told).toEqual([]);
  // Where two rows say the same nobody knows.
  const twice = page(old, ["| O | `x/ant` | n4 |"]);
  const rows = rowsOf(turn(table, models, { "p.md": twice }, emptyLock).pages["p.md"] ?? "");
  expect(rows.filter(([, id]) => id === "`x/ant`").map(([name, , note]) => [name, note])).toEqual(
    expect.arrayContaining([
      ["K", "n0"],
      ["O", "n4"],
    ]),
  );
});

it("the address of a link follows the catalog where its text stays, and stays where people gave it another", () => {
  const columns = [
    { header: "Name", value: "{name}", key: true },
    { header: "Card", value: "[Card](https://hub.test/{repo})" },
  ];
  const table = settings({ tables: [{ page: "p.md", columns }] });
  const models = (repo: string): readonly Entry[] =>
    ids.map((id) => entry(id, { name: nameOf(id), repo: `${repo}/${slugOf(id)}` }));
  const empty = lines("| Name | Card |", "|---|---|");
  const first = turn(table, models("old"), { "p.md": empty });
  const page = first.pages["p.md"] ?? "";
  const edited = page
    .replace("[Card](https://hub.test/old/x-bee)", "[Card](https://ours.test/bee)")
    .replace("[Card](https://hub.test/old/x-cat)", "**[Card](https://hub.test/old/x-cat)**");
  const second = turn(table, models("new"), { "p.md": edited }, first.lock);
  const want = edited.replaceAll("hub.test/old/", "hub.test/new/");
  expect(second.pages["p.md"]).toBe(want);
  expect(turn(table, models("new"), second.pages, second.lock).pages["p.md"]).toBe(want);
});

it("what people changed of a link that its text doesn't show is told where the cell is rewritten", () => {
  const value = '[{name}](https://hub.test/{slug} "Card")';
  const models = (...prices: readonly number[]): readonly Entry[] =>
    prices.map((price, at) => entry(ids[at] ?? "", { name: `M${at} ${price}`, slug: `s${at}` }));
  const table = settings({
    tables: [
      {
        page: "p.md",
        columns: [
          { header: "ID", value: "{id}", key: true },
          { header: "Model", value },
        ],
      },
    ],
  });
  const first = turn(table, models(1, 2), { "p.md": lines("| ID | Model |", "|---|---|") });
  const edited = (first.pages["p.md"] ?? "").replace('s0 "Card"', 's0 "Ours"');
  const second = turn(table, models(3, 4), { "p.md": edited }, first.lock);
  expect(second.notes.map(({ text }) => text)).toEqual([
    'M0 3, Model: [M0 1](https://hub.test/s0 "Ours") → [M0 3](https://hub.test/s0 "Card") in the page',
    "M1 4, Model: M1 2 → M1 4 in the page",
  ]);
});

describe("without a lock, a table in which no row is called as a model is", () => {
  const models = ["x/ant", "x/bee", "x/cat"].map((id, at) => entry(id, { name: nameOf(id), price: at + 1 }));
  const table = (...rows: readonly string[]): string =>
    lines("| Model | Price | Note |", "|---|---|---|", ...rows);
  const own = (): readonly string[] => models.map(({ name }, at) => `| ${name} | ${at + 1} | |`);

  it.each<readonly [what: string, rows: readonly string[], told: string]>([
    [
      "all say else what models should",
      ["| Ant | 1 | a |", "| Bee | 2 | b |", "| Cat | 3 | |"],
      "table-renamed: No row of the table in p.md is called as a model of the catalog is, and 3 of them say all else that models should (`Ant`, `Bee`, `Cat`): no lock tells whether these have other names now, and they would get a second row.",
    ],
    [
      "most do",
      ["| Ant | 1 | a |", "| Bee | 2 | b |", "| House | 9 | |"],
      expect.stringMatching(/^table-renamed: .*2 of them.*\(`Ant`, `Bee`\)/),
    ],
  ])("%s: nothing is written, as they may be called otherwise now", (_, rows, told) => {
    const before = table(...rows);
    const done = turn(given("{name}"), models, { "p.md": before });
    expect(done.pages["p.md"]).toBe(before);
    expect(done.told).toEqual([told]);
  });

  it.each<readonly [what: string, rows: readonly string[]]>([
    ["only one does", ["| Ant | 1 | a |"]],
    ["few do", ["| Ant | 1 | a |", "| Bee | 2 | b |", "| Our | 8 | |", "| House | 9 | |"]],
    ["others say nothing else", ["| Ant | | |", "| Bee | | |"]],
  ])("%s: models get rows beside them", (_, rows) => {
    const done = turn(given("{name}"), models, { "p.md": table(...rows) });
    expect(done.pages["p.md"]?.split("\n")).toEqual(expect.arrayContaining([...rows, ...own()]));
    expect(done.told).toEqual([]);
  });

  it("takes them for others' where the config says that what stands there is people's", () => {
    const { tables, ...rest } = given("{name}");
    const claimed = { ...rest, tables: tables.map((each) => ({ ...each, claim: "none" as const })) };
    const rows = ["| Ant | 1 | a |", "| Bee | 2 | b |"];
    const done = turn(claimed, models, { "p.md": table(...rows) });
    expect(done.pages["p.md"]?.split("\n")).toEqual(expect.arrayContaining([...rows, ...own()]));
  });
});

it("of a model that has another ID the links follow, where they were made with the former one", () => {
  const columns = [
    { header: "Model", value: "{name}" },
    { header: "Try", value: "[try](https://play.example/?m={id})" },
  ];
  const linked = settings({ removal: { maxShare: 1 }, tables: [{ page: "p.md", columns }] });
  const page = (...ids: readonly string[]): string =>
    lines(
      "| Model | Try |",
      "|---|---|",
      ...ids.map((id, at) => `| M${at} | [try](https://play.example/?m=${id}) |`),
    );
  const models = (...ids: readonly string[]) => ids.map((id, at) => entry(id, { name: `M${at}` }));
  const first = turn(linked, models("x/a", "x/b"), { "p.md": page("x/a", "their/own") });
  const later = turn(linked, models("x/a-2", "x/b-2"), first.pages, first.lock);
  expect(later.pages["p.md"]).toBe(page("x/a-2", "their/own"));
});

it("of a table that shows what it is sorted by all names may change: its rows are sorted anew", () => {
  const config = settings({
    tables: [
      {
        page: "p.md",
        order: { by: "name" },
        columns: [
          { header: "ID", value: "{id}", key: true },
          { header: "Model", value: "{name}" },
        ],
      },
    ],
  });
  const page = (...rows: readonly string[]): string => lines("| ID | Model |", "|---|---|", ...rows);
  const named = (...names: readonly string[]) => names.map((name, at) => entry(`x/${at}`, { name }));
  const before = page("| x/0 | Ant |", "| x/1 | Bee |", "| x/2 | Cat |");
  const first = turn(config, named("Ant", "Bee", "Cat"), { "p.md": before });
  const after = page("| x/2 | Elk |", "| x/1 | Yak |", "| x/0 | Zebu |");
  expect(turn(config, named("Zebu", "Yak", "Elk"), first.pages, first.lock).pages["p.md"]).toBe(after);
});

it.each<readonly [what: string, row: string, want: string]>([
  ["says nothing right isn't its", "[Old C](models/c.md) | (legacy)", "[Old C](models/c.md) | (legacy)"],
  ["says something right is", "[Old C](models/c.md) | X", "[C](models/c.md) | X"],
])("without a lock a row that leads to where a model's does and %s", (_, row, want) => {
  const columns = [
    { header: "Model", value: "[{name}](models/{slug}.md)", key: true },
    { header: "Maker", value: "{maker}" },
  ];
  const page = (...rows: readonly string[]): string =>
    lines("| Model | Maker |", "|---|---|", ...rows.map((each) => `| ${each} |`));
  const models = ["A", "C"].map((name) => entry(`x/${name.toLowerCase()}`, { name, maker: "X" }));
  const before = page("[A](models/a.md) | X", row);
  const after = turn(settings({ tables: [{ page: "p.md", columns }] }), models, { "p.md": before });
  expect(after.pages["p.md"]).toContain(`| ${want} |`);
});

describe("with a lock", () => {
  const page = (...rows: readonly string[]): string =>
    lines("| Model | Maker |", "|---|---|", ...rows.map((row) => `| ${row} |`));
  const models = (...ids: readonly string[]) =>
    ids.map((id) => entry(id, { name: id.replace(/^x\/|-2$/g, "").toUpperCase(), maker: "X" }));
  const columns = [
    { header: "Model", value: "[{name}](models/{id}.md)", key: true },
    { header: "Maker", value: "{maker}" },
  ];
  const config = settings({
    removal: { maxShare: 1 },
    tables: [{ page: "p.md", columns }],
  });
  const all = ["[A](models/x/a.md) | X", "[B](models/x/b.md) | X"];

  it.each<
    readonly [
      what: string,
      edited: readonly string[],
      to: readonly string[],
      want: readonly string[],
      /** The models that the lock knows still, as where a page of theirs stays. */
      known: readonly string[],
    ]
  >([
    [
      "people's cell stays where the model has another ID",
      ["[A](models/x/a.md) | X (new)", all[1] ?? ""],
      ["x/a-2", "x/b"],
      ["[A](models/x/a-2.md) | X (new)", all[1] ?? ""],
      [],
    ],
    [
      "the link follows an ID that the lock knows of another place",
      all,
      ["x/a-2", "x/b"],
      ["[A](models/x/a-2.md) | X", all[1] ?? ""],
      ["x/a-2"],
    ],
    [
      "people's row isn't a model's for where it leads",
      [...all, "[Old C](models/x/c.md) | (legacy)"],
      ["x/a", "x/b", "x/c"],
      [...all, "[C](models/x/c.md) | X", "[Old C](models/x/c.md) | (legacy)"],
      [],
    ],
  ])("%s", (_, edited, to, want, known) => {
    const first = turn(config, models("x/a", "x/b"), { "p.md": page(...all) });
    const fieldsOf = turn(config, models(...known), { "p.md": page() }).lock.models;
    const lock = { ...first.lock, models: new Map([...first.lock.models, ...fieldsOf]) };
    expect(turn(config, models(...to), { "p.md": page(...edited) }, lock).pages["p.md"]).toBe(page(...want));
  });
});

describe("a model of which only the name stays", () => {
  const row = { header: "Model", value: "{name}" };
  const by = { order: { by: ["maker", { source: true as const }] } };
  const group = { by: "maker", header: "| **{group}** | |" };
  const bodied = { page: "p.md", format: "heading", ...by, body: ["", "Of {maker}."] };

  it.each<
    readonly [
      what: string,
      config: Parameters<typeof settings>[0],
      top: readonly string[],
      make: (...of: string[]) => string,
    ]
  >([
    [
      "has its row where those of its maker are",
      { tables: [{ page: "p.md", ...by, columns: [row, { header: "Maker", value: "{maker}" }] }] },
      ["| Model | Maker |", "|---|---|"],
      (...of) => lines(...of.map((each) => `| ${each.replace(" ", " | ")} |`)),
    ],
    [
      "has its row in its maker's group",
      { tables: [{ page: "p.md", ...by, group, columns: [row, { header: "In", value: "1" }] }] },
      ["| Model | In |", "|---|---|"],
      (...of) =>
        lines(
          ...of.flatMap((each, at) => {
            const [name = "", maker = ""] = each.split(" ");
            return [
              ...(of[at - 1]?.endsWith(maker) === true ? [] : [`| **${maker}** | |`]),
              `| ${name} | 1 |`,
            ];
          }),
        ),
    ],
    [
      "has its entry where those of its maker are",
      { sections: [bodied] },
      [],
      (...of) => lines(...of.flatMap((each) => [`### ${each.replace(/ (.*)/, "\n\nOf $1.\n")}`])),
    ],
  ])("%s", (_, config, top, make) => {
    const given = settings({ removal: { maxShare: 1 }, ...config });
    const models = (...ids: readonly string[]): readonly Entry[] =>
      ids.map((id, position) =>
        entry(id, { name: id.replace(/.*\//, ""), maker: id.replace(/\/.*/, ""), position }),
      );
    const page = lines(...top) + make("a X", "b X", "c Y", "d Y");
    const first = turn(given, models("X/a", "X/b", "Y/c", "Y/d"), { "p.md": page });
    expect(first.pages["p.md"]).toBe(page);
    const later = turn(given, models("X/b", "Y/c", "Y/d", "Y/a"), first.pages, first.lock);
    expect(later.told).toEqual([]);
    expect(later.pages["p.md"]).toBe(lines(...top) + make("b X", "c Y", "d Y", "a Y"));
  });
});
