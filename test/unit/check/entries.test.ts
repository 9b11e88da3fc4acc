import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import {
  block,
  cite,
  configs,
  type Files,
  found,
  model,
  models,
  page,
  snippet,
  snippets,
  sound,
} from "./support.ts";

const onPage = (text: string, more: Files = {}) => found({ ...snippets, "p.md": text, ...more });

it("finds nothing where nothing is wrong", () => {
  expect(found(sound)).toEqual([]);
});

describe("entry-missing", () => {
  it("a model without an entry", () => {
    expect(onPage(page(block("Ant"), block("Cat")))).toEqual([
      "inc/chat-bee.py:1 snippet-unused: No page includes this snippet.",
      'p.md:1 entry-missing: There is no entry for "Bee" (x/bee) in Python.',
    ]);
  });

  it("not a model that the section isn't for", () => {
    const config = {
      ...configs.python,
      sections:
        configs.python.sections?.map((each) => ({
          ...each,
          where: { field: "id", in: ["x/ant", "x/cat"] },
        })) ?? [],
    };
    expect(
      found({ ...snippets, "p.md": page(block("Ant"), block("Cat")), "other.md": cite("bee") }, config),
    ).toEqual([]);
  });

  it("not what stands in a comparison of several models", () => {
    const both = `??? example "Ant and Bee"\n\n    ${cite("ant")}\n    ${cite("bee")}\n`;
    expect(onPage(page(both, block("Cat")))).toEqual([]);
  });
});

describe("entry-orphan", () => {
  const dog = { "inc/chat-dog.py": "import sdk\n" };

  it("an entry about a model that isn't in the catalog", () => {
    expect(onPage(page(block("Ant"), block("Bee"), block("Cat"), block("Dog")), dog)).toEqual([
      'p.md:23 entry-orphan: The entry "Dog" is about a model which the catalog doesn\'t have.',
    ]);
  });

  it("an entry about a model that the config leaves out, with its reason", () => {
    const record = { id: "x/dog", name: "Dog", position: 0, fields: new Map() };
    const files = {
      ...snippets,
      ...dog,
      "p.md": page(block("Ant"), block("Bee"), block("Cat"), block("Dog")),
    };
    expect(found(files, configs.python, models, [{ record, reason: "deleted" }])).toEqual([
      'p.md:23 entry-orphan: The entry "Dog" is about a model which the config leaves out (deleted).',
    ]);
  });

  it("but entry-left, for an entry of a model that the section isn't for", () => {
    const where = { field: "id", in: ["x/ant", "x/bee"] };
    const sections = configs.python.sections?.map((each) => ({ ...each, where, title: "{name}!" })) ?? [];
    const files = {
      ...snippets,
      "p.md": page(block("Ant!", "ant"), block("Bee!", "bee"), block("Cat!", "cat")),
    };
    expect(found(files, { ...configs.python, sections })).toEqual([
      'p.md:17 entry-left: x/cat isn\'t asked for in Python, and has the entry "Cat!" there.',
    ]);
  });

  it.each([
    ["people's own example", block("Compare", "01"), { "inc/chat-01.py": "import sdk\n" }],
    ["an entry that cites nothing", '??? example "How to read this"\n\n    Like so.\n', {}],
    ["an entry with a title of its own", "", {}],
  ])("not %s", (_, extra, more) => {
    expect(onPage(page(block("The ant", "ant"), block("Bee"), block("Cat"), extra), more)).toEqual([]);
  });
});

it("tells entries without files that name no model, where no lock tells whose they are", () => {
  const sections = [{ page: "p.md", heading: ["List"], format: "list-item", open: "- {title}" }];
  const files = { "p.md": "# List\n\n- Ant\n- Bee\n- Cat\n- Dog\n" };
  expect(found(files, { ...configs.python, snippets: [], sections })).toEqual([
    'p.md:6 entry-left: The entry "Dog" names no model of the catalog, and no lock tells whose it is.',
  ]);
});

it("finds nothing in what is marked as deprecated, where the config wants it so", () => {
  const files = {
    ...snippets,
    "inc/chat-dog.py": snippet("x/dog"),
    "p.md": page(block("Ant"), block("Bee"), block("Cat"), block("Dog (deprecated)", "dog")),
  };
  expect(found(files, { ...configs.python, removal: { policy: "deprecate" } })).toEqual([]);
  expect(found(files)).toHaveLength(2);
});

describe("entry-duplicate", () => {
  it("a second entry for a model", () => {
    expect(onPage(page(block("Ant"), block("Bee"), block("Bee"), block("Cat")))).toEqual([
      'p.md:17 entry-duplicate: The entry "Bee" is the second for x/bee, after line 11.',
    ]);
  });

  it("not an entry beside a comparison", () => {
    const both = `??? example "Ant and Bee"\n\n    ${cite("ant")}\n    ${cite("bee")}\n`;
    const text = page(both, block("Ant"), block("Bee"), block("Cat"));
    expect(onPage(text)).toEqual([]);
  });

  it("not the same model in another section", () => {
    const config = {
      ...configs.python,
      sections: ["Python", "Again"].map((heading) => ({
        page: "p.md",
        heading: [heading],
        kind: "chat",
        language: "python",
        format: "mkdocs-details",
      })),
    };
    const text = page(block("Ant"), block("Bee"), block("Cat"));
    expect(found({ ...snippets, "p.md": `${text}\n${text.replace("Python", "Again")}` }, config)).toEqual([]);
  });
});

it("entry-title: a title that is another model's", () => {
  expect(onPage(page(block("Ant"), block("Bee"), block("Bee", "cat")))).toEqual([
    'p.md:17 entry-title: The entry is called "Bee", and shows the snippet of x/cat.',
  ]);
});

describe("entry-order", () => {
  const all = "ABCDEFGH".split("");
  const entries = all.map(model);
  const files = Object.fromEntries(entries.map(({ id, slug }) => [`inc/chat-${slug}.py`, snippet(id)]));
  const ordered = (order: string, where: { by: string; descending?: boolean } = { by: "name" }) => {
    const config = {
      ...configs.python,
      sections: configs.python.sections?.map((each) => ({ ...each, order: where })) ?? [],
    };
    return found({ ...files, "p.md": page(...order.split("").map((name) => block(name))) }, config, entries);
  };

  it.each([
    ["ABCDEFGH", []],
    ["HABCDEFG", ['p.md:5 entry-order: "H" is out of order: by name it belongs after "G".']],
    ["BCDEFGHA", ['p.md:47 entry-order: "A" is out of order: by name it belongs at the start.']],
    [
      "ACBDEGFH",
      [
        'p.md:11 entry-order: "C" is out of order: by name it belongs after "B".',
        'p.md:35 entry-order: "G" is out of order: by name it belongs after "F".',
      ],
    ],
  ])("%s: the least that must move", (order, want) => {
    expect(ordered(order)).toEqual(want);
  });

  it("follows the order that the section declares", () => {
    expect(ordered("HGFEDCBA", { by: "name", descending: true })).toEqual([]);
    expect(ordered("HGFEDCAB", { by: "name", descending: true })).toHaveLength(1);
  });
});

describe("fence-language", () => {
  it.each([
    ["another language", "bash", "says `bash`"],
    ["none", "", "names no language"],
    ["another one with a title", 'bash title="x"', "says `bash`"],
    ["another one as a class", "{ .bash .copy }", "says `bash`"],
  ])("%s", (_, fence, told) => {
    expect(onPage(page(block("Ant", "ant", fence), block("Bee"), block("Cat")))).toEqual([
      `p.md:7 fence-language: The code fence of "Ant" ${told}, and its snippet is python.`,
    ]);
  });

  it.each(["py", "Python", 'python title="x"', "{ .python .copy }", "{.py}", "python hl_lines='1'"])(
    "not `%s`",
    (fence) => {
      expect(onPage(page(block("Ant", "ant", fence), block("Bee"), block("Cat")))).toEqual([]);
    },
  );

  it("not a fence around something else", () => {
    const answer = `${block("Ant")}\n    \`\`\`json\n    {}\n    \`\`\`\n`;
    expect(onPage(page(answer, block("Bee"), block("Cat")))).toEqual([]);
  });
});

describe("fence-short", () => {
  const files = (code: string) => ({ "inc/chat-bee.py": `${snippet("x/bee")}"""\n${code}\n"""\n` });
  it.each([
    ["a fence as long", "```sh\nls\n```", 4],
    ["a longer one, indented", "  `````\n  ls\n  `````", 6],
  ])("%s in the file that a fence shows", (_, code, length) => {
    expect(onPage(page(block("Ant"), block("Bee"), block("Cat")), files(code))).toEqual([
      `p.md:13 fence-short: The code fence of "Bee" is closed by one in inc/chat-bee.py, which it shows.`,
    ]);
    const mended = block("Bee").replaceAll("```", "`".repeat(length));
    expect(onPage(page(block("Ant"), mended, block("Cat")), files(code))).toEqual([]);
  });

  it.each([
    [
      "a whole file",
      "inc/chat-bee.py",
      ["p.md:25 fence-short: The code fence is closed by one in inc/chat-bee.py, which it shows."],
    ],
    ["lines of it", "inc/chat-bee.py:1:1", []],
  ])("in no entry, around %s", (_, target, told) => {
    const entries = [block("Ant"), block("Bee").replaceAll("```", "````"), block("Cat")];
    const own = `\n## Own\n\n\`\`\`python\n--8<-- "${target}"\n\`\`\`\n`;
    expect(onPage(page(...entries) + own, files("```sh\nls\n```"))).toEqual(told);
  });

  const adoc = (length: number): string =>
    `= Python\n\n== Bee\n\n[source,python]\n${"-".repeat(length)}\ninclude::chat-bee.py[]\n${"-".repeat(length)}\n`;
  const listing: Config = {
    ...configs.python,
    formats: {
      listing: {
        open: "== {title}",
        body: ["", "[source,{fence}]", "----", "include::{include}[]", "----"],
        recognise: "^==[ \\t]+(?<title>.*?)$",
        cites: "^include::(?<path>[^\\[]+)\\[.*\\]$",
        end: "heading",
      },
    },
    sections: [{ page: "p.adoc", heading: ["Python"], kind: "chat", language: "python", format: "listing" }],
  };
  it.each([
    ["lines as long", "----", ["p.adoc:6 fence-short"]],
    ["longer ones", "-----", []],
    ["signs within a line", "x = '----'", []],
  ])("a block of AsciiDoc around %s", (_, line, told) => {
    const all = { ...snippets, ...files(`${line}\nls\n${line}`), "p.adoc": adoc(4) };
    const bee = models.filter(({ name }) => name === "Bee");
    const judged = found(all, listing, bee).filter((each) => each.includes("fence-"));
    expect(judged.map((each) => each.split(":").slice(0, 2).join(":"))).toEqual(told);
  });

  it.each([
    ["one of the other character", "~~~~\nls\n~~~~"],
    ["one within a line", "x = '```'"],
  ])("not %s", (_, code) => {
    expect(onPage(page(block("Ant"), block("Bee"), block("Cat")), files(code))).toEqual([]);
  });
});

describe("fence-unclosed", () => {
  const open = (name: string) => block(name).replace(/\n {4}```\n$/, "\n");

  it("an entry whose fence has no end, and nothing but it", () => {
    expect(onPage(page(open("Ant"), block("Bee"), block("Cat")))).toEqual([
      'p.md:7 fence-unclosed: The code fence of "Ant" is never closed.',
    ]);
    expect(onPage(page(block("Ant"), block("Bee"), open("Cat")))).toEqual([
      'p.md:19 fence-unclosed: The code fence of "Cat" is never closed.',
    ]);
  });

  it("a fence elsewhere that swallows the section: told once, where it begins", () => {
    expect(onPage(`\`\`\`bash\nls\n\n${page(block("Ant"), block("Bee"), block("Cat"))}`)).toEqual([
      "p.md:1 fence-unclosed: What begins here is never closed, so all that follows is taken for code or a comment.",
    ]);
  });

  it.each([
    ["a longer mark around a shorter one", "````python", "````"],
    ["tildes", "~~~python", "~~~"],
  ])("not %s", (_, first, last) => {
    const ant = block("Ant").replace("```python", first).replace("    ```\n", `    ${last}\n`);
    expect(onPage(page(ant, block("Bee"), block("Cat")))).toEqual([]);
  });
});

it("place-missing: a place that the config names and the pages don't have", () => {
  expect(onPage("# Pythons\n").filter((each) => each.startsWith("p.md"))).toEqual([
    "p.md:1 place-missing: p.md has no heading `Python`.",
  ]);
  expect(found({ ...snippets, "other.md": ["ant", "bee", "cat"].map(cite).join("\n") })).toEqual([
    "p.md:1 place-missing: The config names this page, and it isn't there.",
  ]);
});

it("in a notebook, lines are those of the file", () => {
  const source = [
    "# Python\n",
    "\n",
    "## Ant\n",
    "\n",
    "A.\n",
    "\n",
    "## Cat\n",
    "\n",
    "C.\n",
    "\n",
    "## Bee\n",
    "\n",
    "B.",
  ];
  const cell = { cell_type: "markdown", metadata: {}, source };
  const notebook = JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
  const sections = [{ page: "p.ipynb", heading: ["Python"], format: "heading" as const }];
  const config: Config = { ...configs.table, sections, tables: [] };
  const lineOf = (text: string): number => notebook.split("\n").findIndex((line) => line.includes(text)) + 1;
  expect(found({ "p.ipynb": notebook }, config, [...models, model("Dog")])).toEqual([
    `p.ipynb:${lineOf("# Python")} entry-missing: There is no entry for "Dog" (x/dog) in Python.`,
    `p.ipynb:${lineOf("## Cat")} entry-order: "Cat" is out of order: by name it belongs after "Bee".`,
  ]);
});
