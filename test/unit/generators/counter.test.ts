import { describe, expect, test } from "vitest";
import { planCounter } from "../../../generators/counter/index.ts";
import type { CounterConfig } from "../../../src/config/config.gen.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { splice } from "../../../src/page/page.ts";
import { entry, lines, settings } from "../given.ts";

const models = ["Heron 8B", "Auk 1B", "Crane 70B"].map((name, at) =>
  entry(`x/${name}`, {
    name,
    created: at * 10,
    text: name !== "Crane 70B",
    code: name.toLowerCase().replace(" ", "_"),
    piped: "a|b",
    quoted: 'a"b',
  }),
);

type Given = Partial<CounterConfig> & {
  readonly path?: string;
  readonly date?: string;
  readonly models?: number;
};

const plan = ({ path = "p.md", date, models: count = 3, ...more }: Given, text: string) => {
  const [counter] = settings({ counters: [{ name: "n", page: path, ...more }] }).counters;
  if (counter === undefined) throw new Error("No counter.");
  const page = scanPage(path, text);
  const made = planCounter(page, counter, {
    entries: models.slice(0, count),
    follows: true,
    limited: false,
    date,
    file: "c",
  });
  return made.ok ? splice(text, made.value.edits) : made.problems.map(({ code }) => code);
};

const at = (value: string): string => `<!-- kluster-gen count n -->${value}<!-- /count -->`;

test("a number that a run for some models leaves as it is, is told", () => {
  const [counter] = settings({ counters: [{ name: "n", page: "p.md" }] }).counters;
  if (counter === undefined) throw new Error("No counter.");
  const run = (limited: boolean, text: string) =>
    planCounter(scanPage("p.md", text), counter, {
      entries: models,
      follows: false,
      limited,
      file: "c",
      date: undefined,
    });
  const told = (limited: boolean, text: string) => {
    const made = run(limited, text);
    return [
      made.ok ? made.value.edits : undefined,
      made.problems.map(({ code, message }) => `${code}: ${message}`),
    ];
  };
  const said =
    "count-stale: The number isn't right any more (2 → 3), and stays: this run is for some of the models only.";
  expect([told(true, at("2")), told(true, at("3")), told(false, at("2"))]).toEqual([
    [[], [said]],
    [[], []],
    [[], []],
  ]);
});

describe("a counter says", () => {
  test.each<[string, Given, string]>([
    ["how many models there are", {}, "3"],
    ["how many match", { where: { field: "text", equals: true } }, "2"],
    ["how many values there are, without none", { field: "text", distinct: true }, "2"],
    ["each value once", { format: "{list}", field: "piped", distinct: true }, "a&#124;b"],
    ["a rounded number", { floor: 2, format: "{count}+" }, "2+"],
    ["all names, sorted", { format: "{list}" }, "Auk 1B, Crane 70B, Heron 8B"],
    ["some names", { format: "{list}", limit: 2, last: " and " }, "Auk 1B and Crane 70B"],
    [
      "a list in code, as it is",
      { format: "`{list}`", field: "code", separator: "`, `" },
      "`auk_1b`, `crane_70b`, `heron_8b`",
    ],
    ["one name", { format: "{list}", limit: 1, last: " and " }, "Auk 1B"],
    [
      "the newest model",
      { format: "{name} (`{id}`)", order: { by: "created", descending: true } },
      "Crane 70B (`x/Crane 70B`)",
    ],
    ["the declared date", { format: "on {date}", date: "2026-01-31" }, "on 2026-01-31"],
    ["nothing much without models", { format: "{list}", models: 0, empty: "none" }, "none"],
    ["zero", { models: 0 }, "0"],
  ])("%s", (_, given, want) => {
    expect(plan(given, at("x"))).toBe(at(want));
    expect(plan(given, at(want))).toBe(at(want));
  });

  test("thousands", () => {
    const many = Array.from({ length: 1234 }, (_, index) => entry(`x/${index}`));
    const [counter] = settings({ counters: [{ name: "n", page: "p.md", thousands: "," }] }).counters;
    if (counter === undefined) throw new Error("No counter.");
    const page = scanPage("p.md", at(""));
    const made = planCounter(page, counter, {
      entries: many,
      follows: true,
      limited: false,
      date: undefined,
      file: "c",
    });
    expect(made.ok && made.value.edits[0]?.text).toBe("1,234");
  });
});

test.each<[string, Given, string, string | readonly string[]]>([
  [
    "every place of a page",
    {},
    `# ${at("1")}\n\n[a ${at("")}](x) ${at("9")}\n`,
    `# ${at("3")}\n\n[a ${at("3")}](x) ${at("3")}\n`,
  ],
  [
    "not what is code",
    {},
    lines(at("1"), "", `\`${at("0")}\``, "", "```", at("0"), "```"),
    lines(at("3"), "", `\`${at("0")}\``, "", "```", at("0"), "```"),
  ],
  [
    "MDX comments",
    {},
    "{/* kluster-gen count n */}1{/* /count */}",
    "{/* kluster-gen count n */}3{/* /count */}",
  ],
  ["no counter", {}, "text", ["counter-not-found"]],
  ["another's counter", {}, at("1").replace("count n", "count m"), ["counter-not-found"]],
  ["an end that is missing", {}, "<!-- kluster-gen count n -->1", ["counter-unclosed"]],
  ["the next one's end", {}, `<!-- kluster-gen count n -->1 ${at("1")}`, ["counter-unclosed"]],
  ["a pattern", { pattern: "all (\\d+) models" }, "all 17 models", "all 3 models"],
  [
    "a pattern in front matter",
    { pattern: "^title: (\\d+)" },
    "---\ntitle: 1\n---\n",
    "---\ntitle: 3\n---\n",
  ],
  ["a pattern that isn't there", { pattern: "all (\\d+) models" }, "all models", ["counter-not-found"]],
  [
    "a pattern that is there twice",
    { pattern: "(\\d+) models" },
    "1 models, 2 models",
    ["counter-ambiguous"],
  ],
  [
    "a name in another language",
    { pattern: '"(.*)"', format: "{list}", path: "p.json" },
    '{"x"}',
    '{"Auk 1B, Crane 70B, Heron 8B"}',
  ],
  [
    "a name that means something there",
    { pattern: '"(.*)"', format: '{id}"', path: "p.json" },
    '{"x"}',
    ["counter-unsafe"],
  ],
  [
    "a list over several lines of code",
    { pattern: "^all = \\[\n {2}([^]*?),\n\\]$", format: '"{list}"', separator: '",\n  "', field: "code" },
    '```py\nall = [\n  "x",\n]\n```\n',
    '```py\nall = [\n  "auk_1b",\n  "crane_70b",\n  "heron_8b",\n]\n```\n',
  ],
  [
    "a list that MDX exports, where nothing is Markdown",
    { pattern: "= \\[(.*)\\]", format: "'{list}'", separator: "', '", field: "code", path: "p.mdx" },
    "export const all = ['x'];\n",
    "export const all = ['auk_1b', 'crane_70b', 'heron_8b'];\n",
  ],
  [
    "a list in code of Quarto",
    { pattern: "= (\\[.*\\])", format: '["{list}"]', separator: '", "', field: "code", path: "p.qmd" },
    '```py\nall = ["x"]\n```\n',
    '```py\nall = ["auk_1b", "crane_70b", "heron_8b"]\n```\n',
  ],
  [
    "a name in text of Quarto",
    { pattern: "first is (.*)", format: "{list}", field: "piped", models: 1, path: "p.qmd" },
    "first is x\n",
    "first is a&#124;b\n",
  ],
  [
    "what would end the quotes of a list in code",
    { pattern: "= (.*)", format: '"{list}"', separator: '", "', field: "quoted" },
    '```py\nall = "x"\n```\n',
    ["counter-unsafe"],
  ],
  [
    "what is more than a name in code without quotes",
    { pattern: "for m in (.*);", format: "{list}", separator: " ", field: "piped" },
    "```sh\nfor m in x; do\n```\n",
    ["counter-unsafe"],
  ],
  [
    "what would end the cell that code is in",
    { format: "`{list}`", field: "piped" },
    at("x"),
    ["counter-unsafe"],
  ],
  ["no date", { format: "{date}" }, at(""), ["date-undeclared"]],
  ["no model", { format: "{name}", models: 0 }, at(""), ["counter-empty"]],
])("%s", (_, given, text, want) => {
  expect(plan(given, text)).toEqual(want);
  const inCrlf = (each: typeof want): typeof want =>
    typeof each === "string" ? each.replaceAll("\n", "\r\n") : each;
  expect(plan(given, text.replaceAll("\n", "\r\n"))).toEqual(inCrlf(want));
});

test.each<[what: string, path: string, format: string, before: string, after: string]>([
  ["reStructuredText", "p.rst", "{list}", "We serve X.", "We serve Auk 1B, Crane 70B, Heron 8B."],
  ["code of it", "p.rst", "``{list}``", "We serve ``X``.", "We serve ``auk_1b, crane_70b, heron_8b``."],
  ["AsciiDoc", "p.adoc", "{list}", "We serve X.", "We serve Auk 1B, Crane 70B, Heron 8B."],
  ["code of it", "p.adoc", "`{list}`", "We serve `X`.", "We serve `auk_1b, crane_70b, heron_8b`."],
])("a list stands in running text of %s (%s, %s)", (_, path, format, before, after) => {
  const field = format.includes("`") ? "code" : "name";
  expect(
    plan({ path, format, field, pattern: "^We serve (.*)\\.$" }, lines("Title", "=====", "", before)),
  ).toBe(lines("Title", "=====", "", after));
});

test("a list of names doesn't stand in a grid, where a cell would get wider", () => {
  const grid = lines("+---+", "| a |", "+---+");
  expect(plan({ path: "p.rst", format: "{list}", field: "piped", pattern: "^\\| (\\w) \\|$" }, grid)).toEqual(
    ["counter-unsafe"],
  );
});
