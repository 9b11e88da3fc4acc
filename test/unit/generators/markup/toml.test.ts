import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { readToml } from "../../../../generators/data/toml.ts";
import type { TableConfig } from "../../../../src/config/config.gen.ts";
import type { DataNode } from "../../../../src/text/data/node.ts";
import { entry, lines } from "../../given.ts";
import { a, b, c, updated } from "./tables.ts";

const said = (text: string) => parse(text, { integersAsBigInt: "asNeeded" });

/** What the parts of a text say, each read by the parser alone, from where it stands. */
const readBack = (text: string, node: DataNode): unknown => {
  if (node.type === "list") return node.items.map((item) => readBack(text, item.node));
  if (node.type === "map")
    return Object.fromEntries(
      node.pairs.map(({ key, value }) => {
        const [name = ""] = Object.keys(parse(`${text.slice(key.start, key.end)} = 0`));
        return [name, readBack(text, value)];
      }),
    );
  return said(`v = ${text.slice(node.start, node.end)}`).v;
};

describe("every part of TOML is found where it stands", () => {
  test.each([
    ["pairs, and a comment", '\ufeffa = 1 # = [ "x"\n\t"b c" = \'x # y\'\n\n"d.\\u0065".f = true\n'],
    ["dates", "a = [1979-05-27 07:32:00Z, 1979-05-27T07:32:00.5-07:00,1979-05-27, 07:32:00]#"],
    ["numbers", "a=[+1,0x1F,0b1,1_000.5e-3,inf,-nan,]\nb=9223372036854775807"],
    ["texts of several lines", 'a = """\n\\"""x""""\nb = \'\'\'y\'\'\'\'\'\nc = """""" \nd = ""\ne="\\\\"'],
    ["lists over lines", 'a = [ # [\n  [1, 2], # ]\n  { b = "}", c.d = [] },\n\n]\n'],
    ["headings", "[a.b]\nx = 1\n[ a . 'c' ]\n[a]\ny = 2\n[d] # [e]\n"],
    ["headings of lists", "[[a]]\nb = 1\n[[a.c]]\nd = 2\n[[a.c]]\n[a.e]\nf = 3\n[[a]]\n[[a.c]]\nd = 4\n"],
    ["line ends of Windows", "a = 1\r\n[[b]] # c\r\nd = '''\r\nx'''\r\n"],
    ["nothing", "# nothing\n"],
  ])("%s", (_, text) => {
    const root = readToml(text);
    expect("message" in root ? root : readBack(text, root)).toEqual(said(text.replace(/^\ufeff/, "")));
  });

  test.each([
    ["a = 1\nb = \n", "invalid value", 6],
    ["[a]\n[a]\n", "redefine", 4],
    [`${"a.".repeat(300)}b = 1`, "can't be worked out", 0],
    [`a = ${"[".repeat(300)}${"]".repeat(300)}`, "", 0],
  ])("%j is refused", (text, message, offset) => {
    const read = readToml(text);
    expect("message" in read && [read.message.includes(message), read.offset]).toEqual([true, offset]);
  });
});

const columns: TableConfig["columns"] = [
  { header: "name", value: "{name}", key: true },
  { header: "context", value: "{context}" },
];

describe("tables of TOML", () => {
  const keyed = [{ header: "@key", value: "{name}", key: true }, ...columns.slice(1)];

  test.each<readonly [string, string, (name: string, context: string) => string]>([
    ["with dots", "[models]\n", (name, context) => `"${name}".context = ${context}\n"${name}".more.id = 1\n`],
    [
      "of several headings",
      "",
      (name, context) =>
        `[models."${name}".limits]\ncontext = ${context}\n\n[models."${name}".more]\nid = 1\n\n`,
    ],
  ])("a model's keys %s come, change and go", (what, head, of) => {
    const context = what === "with dots" ? "context" : "limits.context";
    const given = {
      data: ["models"],
      columns: [keyed[0]!, { header: context, value: "{context}" }, { header: "more.id", value: "1" }],
    };
    const two = head + of("Bee", "100") + of("Cat", "20");
    const three = head + of("Ant", "1") + of("Bee", "100") + of("Cat", "300");
    const trimmed = (text: string): string => text.replace(/\n+$/, "\n");
    expect(updated("m.toml", trimmed(two), [a, b, c], given)).toBe(trimmed(three));
    expect(updated("m.toml", trimmed(three), [b, c], given, [a, b, c])).toBe(
      trimmed(two.replace("20", "300")),
    );
  });

  test("the last maps with headings leave one, which takes maps again", () => {
    const given = { data: ["models"], columns: keyed };
    const before = 'title = "x"\n\n[models.Ant]\ncontext = 1\n\n[models.Bee]\ncontext = 100\n\n[after]\n';
    const none = updated("m.toml", before, [], given, [a, b]);
    expect(none).toBe('title = "x"\n\n[models]\n\n[after]\n');
    expect(updated("m.toml", none, [a, b], given)).toBe(
      'title = "x"\n\n[models]\nAnt = { context = 1 }\nBee = { context = 100 }\n\n[after]\n',
    );
  });

  test("the last row leaves an empty list, which takes rows again", () => {
    const before = 'title = "x"\n\n[[models]]\nname = "Ant"\ncontext = 1\n\n[after]\n';
    const none = updated("m.toml", before, [], { data: ["models"], columns }, [a]);
    expect(none).toBe('title = "x"\n\nmodels = []\n\n[after]\n');
    expect(updated("m.toml", none, [a, b], { data: ["models"], columns })).toBe(
      'title = "x"\n\nmodels = [\n  { name = "Ant", context = 1 },\n  { name = "Bee", context = 100 }\n]\n\n[after]\n',
    );
  });

  test("the last maps of a file leave nothing", () => {
    const before = "[Ant]\ncontext = 1\n\n[Bee]\ncontext = 100\n";
    expect(updated("m.toml", before, [], { data: [], columns: keyed }, [a, b]).trim()).toBe("");
  });

  test.each([
    [
      "a number with a point stays one",
      '[[models]]\nname = "Bee"\ncontext = 2.5\n',
      '[[models]]\nname = "Ant"\ncontext = 1.0\n[[models]]\nname = "Bee"\ncontext = 100.0\n',
    ],
    [
      "a day is no text",
      '[[models]]\nname = "Bee"\ncontext = 2.5\nday = 2025-01-02\n',
      '[[models]]\nname = "Ant"\ncontext = 1.0\nday = 2026-03-04\n[[models]]\nname = "Bee"\ncontext = 100.0\nday = 2026-03-05\n',
    ],
    [
      "a key with dots",
      '[[models]]\nname = "Bee"\nprice.in = 2\n\n[[models]]\nname = "ours"\nprice.in = 3\nprice.out = 4\n',
      '[[models]]\nname = "Ant"\nprice.in = 5\nprice.out = 7\n\n[[models]]\nname = "Bee"\nprice.in = 6\nprice.out = 8\n\n[[models]]\nname = "ours"\nprice.in = 3\nprice.out = 4\n',
    ],
    [
      "a heading of its own",
      '[[models]]\nname = "Bee"\n[models.price]\nin = 2\n\n[[models]]\nname = "ours"\n',
      '[[models]]\nname = "Ant"\n[models.price]\nin = 5\nout = 7\n\n[[models]]\nname = "Bee"\n[models.price]\nin = 6\nout = 8\n\n[[models]]\nname = "ours"\n',
    ],
  ])("%s", (_, before, after) => {
    const more = ["context", "day", "price.in", "price.out"].filter((name) =>
      after.includes(name.split(".")[1] ?? name),
    );
    const own = more.map((header) => ({ header, value: `{${header.replace(".", "")}}` }));
    const models = [
      entry("x/a", { name: "Ant", context: 1, day: "2026-03-04", pricein: 5, priceout: 7 }),
      entry("x/b", { name: "Bee", context: 100, day: "2026-03-05", pricein: 6, priceout: 8 }),
    ];
    const given = { data: ["models"], columns: [...columns.slice(0, 1), ...own] };
    expect(updated("m.toml", before, models, given)).toBe(after);
  });

  test("a row that is like one of which parts stand elsewhere holds its model", () => {
    const text = lines("[models.Bee]", "context = 1", "[other]", "x = 1", "[models.Bee.more]", "y = 1");
    const given = { data: ["models"], columns: keyed };
    expect(updated("m.toml", text, [a, b], given)).toBe(text.replace("context = 1", "context = 100"));
  });
});
