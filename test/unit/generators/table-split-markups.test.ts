import { describe, expect, it } from "vitest";
import { entry, lines, settings } from "../given.ts";
import { priced } from "./tables.ts";
import { turn } from "./turns.ts";

type Rows = readonly (readonly [name: string, price: string])[];

/** A way to write the page: its file, the header of the config, a heading, and the table of a group. */
type Writing = {
  readonly page: string;
  readonly header: string;
  readonly heading: (text: string) => readonly string[];
  readonly table: (group: string, rows: Rows) => readonly string[];
};

const ruled = (sign: string) => (text: string) => [text, sign.repeat(text.length)];
const rst = { page: "p.rst", header: "{group} ({count})\n----", heading: ruled("-") };
const asciidoc = {
  page: "p.adoc",
  header: "=== {group} ({count})",
  heading: (text: string) => [`=== ${text}`],
};
const all = (rows: Rows): Rows => [["Model", "Price"], ...rows];
const grid = (rows: Rows): readonly string[] => {
  const line = ([name, price]: readonly [string, string]) => `| ${name.padEnd(6)} | ${price.padEnd(6)} |`;
  const [head = "", ...others] = all(rows).map(line);
  const border = "+--------+--------+";
  return [border, head, border.replaceAll("-", "="), ...others.flatMap((each) => [each, border])];
};
const simple = (rows: Rows): readonly string[] => {
  const [head = "", ...others] = all(rows).map(([name, price]) => `${name.padEnd(6)} ${price}`);
  return ["====== ======", head, "====== ======", ...others, "====== ======"];
};

const writings: Readonly<Record<string, Writing>> = {
  "a list-table": {
    ...rst,
    table: (_, rows) => [
      ".. list-table::",
      "   :header-rows: 1",
      "",
      ...all(rows).flatMap(([name, price]) => [`   * - ${name}`, `     - ${price}`]),
    ],
  },
  "a list-table with a title and a name, under lines above and below": {
    page: "p.rst",
    header: "~~~~\n{group} ({count})\n~~~~",
    heading: (text) => ["~".repeat(text.length), text, "~".repeat(text.length)],
    table: (group, rows) => [
      `.. list-table:: What ${group} has`,
      ...(group === "Mid" || group === "Zoo" ? [] : [`   :name: of-${group}`]),
      "   :widths: 1 2",
      "   :header-rows: 1",
      "",
      ...all(rows).flatMap(([name, price]) => [`   * - ${name}`, `     - ${price}`]),
    ],
  },
  "a grid table": { ...rst, table: (_, rows) => grid(rows) },
  "a simple table": { ...rst, table: (_, rows) => simple(rows) },
  "a simple table in a directive": {
    ...rst,
    table: (group, rows) => [`.. table:: ${group}`, "", ...simple(rows).map((line) => `   ${line}`)],
  },
  "a csv-table": {
    ...rst,
    table: (_, rows) => [
      ".. csv-table::",
      "   :header: Model, Price",
      "",
      ...rows.map((row) => `   ${row.join(", ")}`),
    ],
  },
  "AsciiDoc's with a row a line": {
    ...asciidoc,
    table: (group, rows) => [
      `.What ${group} has`,
      '[cols="2,1",options="header"]',
      "|===",
      ...all(rows).map((row) => row.map((cell) => `|${cell}`).join(" ")),
      "|===",
    ],
  },
  "AsciiDoc's with a cell a line, and a blank line between rows": {
    ...asciidoc,
    table: (_, rows) => [
      "|===",
      "|Model |Price",
      ...rows.flatMap((row) => ["", ...row.map((cell) => `|${cell}`)]),
      "|===",
    ],
  },
  "Markdown's": {
    page: "p.md",
    header: "### {group} ({count})",
    heading: (text) => [`### ${text}`],
    table: (_, rows) => ["|Model|Price|", "|---|---|", ...rows.map((row) => `|${row.join("|")}|`)],
  },
  "AsciiDoc's of comma-separated values": {
    ...asciidoc,
    header: "### {group} ({count})",
    heading: (text) => [`### ${text}`],
    table: (_, rows) => ["[%header,format=csv]", "|===", ...all(rows).map((row) => row.join(",")), "|==="],
  },
};

const model = (name: string, owner: string) =>
  entry(`${owner}/${name}`.toLowerCase(), { name, owner, price: `${name} 1` });
const there = [model("Ant", "Acme"), model("Bee", "Acme"), model("Cow", "Zed")];

describe.each(Object.entries(writings))(
  "a table for each group: %s",
  (_, { page, header, heading, table }) => {
    const outer = (text: string) =>
      page === "p.rst" ? ruled("=")(text) : [`${page === "p.md" ? "##" : "=="} ${text}`];
    const group = (owner: string, ...names: readonly string[]): readonly string[] => [
      ...heading(`${owner} (${names.length})`),
      "",
      ...table(
        owner,
        names.map((name) => [name, `${name} 1`]),
      ),
      "",
    ];
    const write = (...groups: readonly (readonly string[])[]): string =>
      lines(...outer("Models"), "", ...groups.flat(), ...outer("Else"), "", "text");
    const given = settings({
      removal: { policy: "prune" },
      tables: [{ ...priced({ heading: ["Models"], group: { by: "owner", header } }), page }],
    });
    const before = write(group("Acme", "Ant", "Bee"), group("Zed", "Cow"));
    const adopted = turn(given, there, { [page]: before });

    it("stays as it is where nothing changed", () => {
      expect([adopted.pages[page], adopted.told]).toEqual([before, []]);
    });

    const many = Array.from({ length: 9 }, (_, at) => `Asp${at}`);
    it.each<readonly [what: string, models: typeof there, after: string]>([
      [
        "gets rows, and its heading another count and lines as wide",
        [...there, ...many.map((name) => model(name, "Acme"))],
        write(group("Acme", "Ant", ...many, "Bee"), group("Zed", "Cow")),
      ],
      [
        "is made with the first model of a group, where that is sorted in",
        [...there, model("Dog", "Mid"), model("Cat", "Mid")],
        write(group("Acme", "Ant", "Bee"), group("Mid", "Cat", "Dog"), group("Zed", "Cow")),
      ],
      [
        "is made after the last",
        [...there, model("Dog", "Zoo")],
        write(group("Acme", "Ant", "Bee"), group("Zed", "Cow"), group("Zoo", "Dog")),
      ],
      ["goes with the last model of its group", there.slice(0, 2), write(group("Acme", "Ant", "Bee"))],
      ["goes from the start as well", there.slice(2), write(group("Zed", "Cow"))],
      [
        "goes where another comes at its place",
        [...there.slice(0, 2), model("Dog", "Zoo")],
        write(group("Acme", "Ant", "Bee"), group("Zoo", "Dog")),
      ],
    ])("%s", (_, models, after) => {
      expect(turn(given, models, adopted.pages, adopted.lock).pages[page]).toBe(after);
    });

    it("gets a column that the config adds, in a new group too", () => {
      const wider = settings({
        removal: { policy: "prune" },
        tables: [
          {
            ...priced({ heading: ["Models"], group: { by: "owner", header } }),
            page,
            columns: [
              { header: "Model", value: "{name}", key: true },
              { header: "Price", value: "{price}" },
              { header: "By", value: "{owner}" },
            ],
          },
        ],
      });
      const { pages, told } = turn(wider, [...there, model("Dog", "Mid")], adopted.pages, adopted.lock);
      expect(told).toEqual([]);
      expect(pages[page]?.match(/\bBy\b/g)).toHaveLength(3);
    });
  },
);

it("takes no name and no remark of another group's table along", () => {
  const page = "p.adoc";
  const text = lines(
    ...["=== Acme", "", "We like these.", "", "[[acme]]", "[%header]", "|===", "|Model|Price"],
    ...["|Ant|1", "// ours", "|Bee|2", "|===", "", "== Else"],
  );
  const given = settings({
    tables: [{ ...priced({ group: { by: "owner", header: "=== {group}" } }), page }],
  });
  const models = [
    ["Ant", "Acme", "1"] as const,
    ["Bee", "Acme", "2"] as const,
    ["Dog", "A*b*", "3"] as const,
  ];
  const entries = models.map(([name, owner, price]) => entry(name, { name, owner, price }));
  const made = turn(given, entries, { [page]: text });
  const fresh = ["=== A&#42;b&#42;", "", "[%header]", "|===", "|Model|Price", "|Dog|3", "|===", "", ""];
  expect(made.pages[page]).toBe(fresh.join("\n") + text);
});

it.each<readonly [above: string, copied: string | undefined]>([
  ["[[acme]]", undefined],
  ["[#acme]", undefined],
  ["[#acme.wide]", "[.wide]"],
  ["[.wide#acme]", "[.wide]"],
  ["[#acme%header.wide.small,cols=2]", "[%header.wide.small,cols=2]"],
  ['[#acme,cols="1,2"]', '[cols="1,2"]'],
  ['[id=acme,cols="1,2"]', '[cols="1,2"]'],
  ['[cols="1,2", id="acme"]', '[cols="1,2"]'],
  ['[cols="1,2",id=acme,width=50]', '[cols="1,2",width=50]'],
  ['[cols="1,2",title="No #1"]', '[cols="1,2",title="No #1"]'],
  [".What Acme has", ".What Zoo has"],
])("copies %s without an ID for another group", (above, copied) => {
  const page = "p.adoc";
  const table = (...rows: readonly string[]) => ["|===", "|Model|Price", "", ...rows, "|==="];
  const text = lines("=== Acme", "", above, ...table("|Ant|1"), "", "== Else");
  const given = settings({
    tables: [{ ...priced({ group: { by: "owner", header: "=== {group}" } }), page }],
  });
  const models = [
    entry("acme/ant", { name: "Ant", owner: "Acme", price: "1" }),
    entry("zoo/dog", { name: "Dog", owner: "Zoo", price: "3" }),
  ];
  expect(turn(given, models, { [page]: text }).pages[page]).toBe(
    lines(
      ...["=== Acme", "", above, ...table("|Ant|1"), ""],
      ...["=== Zoo", "", ...(copied === undefined ? [] : [copied]), ...table("|Dog|3"), "", "== Else"],
    ),
  );
});
