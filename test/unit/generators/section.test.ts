import { describe, expect, it } from "vitest";
import type { Item } from "../../../generators/section/made.ts";
import { planSection } from "../../../generators/section/index.ts";
import type { SectionConfig } from "../../../src/config/config.gen.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { findRegion } from "../../../src/page/region.ts";
import { splice } from "../../../src/page/page.ts";
import { entry, lines, past, settings, valueOf } from "../given.ts";
import { turn } from "./turns.ts";

const sectionOf = (more: Partial<SectionConfig>) =>
  settings({ sections: [{ page: "p.md", kind: "k", language: "python", format: "mkdocs-details", ...more }] })
    .sections[0]!;

const item = (name: string, ...includes: readonly string[]): Item => {
  const file = `${name.toLowerCase()}.py`;
  return {
    entry: entry(`x/${name.toLowerCase()}`, { name }),
    includes: [includes[0] ?? file, ...includes.slice(1)],
  };
};

const plan = (text: string, items: readonly Item[], more: Partial<SectionConfig> = {}) => {
  const page = scanPage("p.md", text);
  const section = sectionOf(more);
  return valueOf(
    planSection(page, valueOf(findRegion(page, section, "c")), { section, items, past: past() }),
  );
};

/** The page with the entries added; planning again must add nothing. */
const add = (text: string, items: readonly Item[], more: Partial<SectionConfig> = {}): string => {
  const after = splice(text, plan(text, items, more).edits);
  expect(plan(after, items, more).edits).toEqual([]);
  return after;
};

const block = (name: string, file = `${name.toLowerCase()}.py`): string =>
  lines(`??? example "${name}"`, "", "    ```python", `    --8<-- '${file}'`, "    ```");

const python = { heading: ["Python"] };

describe("an entry is put", () => {
  it.each<readonly [what: string, before: string, name: string, after: string]>([
    ["first", `### Python\n\n${block("B")}`, "A", `### Python\n\n${block("A")}\n${block("B")}`],
    [
      "between",
      `### Python\n\n${block("A")}\n${block("C")}`,
      "B",
      `### Python\n\n${block("A")}\n${block("B")}\n${block("C")}`,
    ],
    ["last", `### Python\n\n${block("A")}`, "B", `### Python\n\n${block("A")}\n${block("B")}`],
    [
      "last, before the next heading",
      `### Python\n\n${block("A")}\n### CLI\n`,
      "B",
      `### Python\n\n${block("A")}\n${block("B")}\n### CLI\n`,
    ],
    [
      "last, before a heading right behind the fence",
      `### Python\n\n${block("A")}### CLI\n`,
      "B",
      `### Python\n\n${block("A")}\n${block("B")}### CLI\n`,
    ],
    [
      "last, before a closing remark",
      `### Python\n\n${block("A")}\nThat's all.\n`,
      "B",
      `### Python\n\n${block("A")}\n${block("B")}\nThat's all.\n`,
    ],
    [
      "between entries with two blank lines",
      `### Python\n\n${block("A")}\n\n${block("C")}`,
      "B",
      `### Python\n\n${block("A")}\n\n${block("B")}\n${block("C")}`,
    ],
    [
      "last, where the page has no final newline",
      `### Python\n\n${block("A")}`.trimEnd(),
      "B",
      `### Python\n\n${block("A")}\n${block("B")}`.trimEnd(),
    ],
    ["into an empty section", "### Python\n\n### CLI\n", "A", `### Python\n\n${block("A")}\n### CLI\n`],
    ["into an empty section at the end", "### Python", "A", `### Python\n\n${block("A")}`.trimEnd()],
    ["below a section's introduction", "### Python\n\nText.\n", "A", `### Python\n\nText.\n\n${block("A")}`],
    [
      "above a sub-heading",
      "### Python\n\nText.\n\n#### More\n",
      "A",
      `### Python\n\nText.\n\n${block("A")}\n#### More\n`,
    ],
    [
      "above an underlined sub-heading",
      "# Python\n\nText.\n\nMore\n----\n",
      "A",
      `# Python\n\nText.\n\n${block("A")}\nMore\n----\n`,
    ],
    [
      "beside look-alikes in code",
      `### Python\n\n\`\`\`\n${block("A")}\`\`\`\n`,
      "A",
      `### Python\n\n\`\`\`\n${block("A")}\`\`\`\n\n${block("A")}`,
    ],
    [
      "beside look-alikes in a comment",
      `### Python\n\n<!--\n${block("A")}-->\n`,
      "A",
      `### Python\n\n<!--\n${block("A")}-->\n\n${block("A")}`,
    ],
  ])("%s", (_, before, name, after) => {
    expect(add(before, [item(name)], { heading: [/^#+ (.*)/.exec(before)?.[1] ?? ""] })).toBe(after);
  });

  it("with the line ends of the page", () => {
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    const before = `# T\n### Python\n\n${block("A")}\n${block("C")}`;
    expect(add(crlf(before), [item("B"), item("D")], python)).toBe(
      crlf(`# T\n### Python\n\n${["A", "B", "C", "D"].map((name) => block(name)).join("\n")}`),
    );
  });

  it("at the indentation of its tab, even among tabs", () => {
    const before = '=== "Python"\n\n\t??? example "A"\n\n\t    --8<-- \'a.py\'\n\n=== "CLI"\n';
    const added = block("B").replace(/^(?=.)/gm, "    ");
    expect(add(before, [item("A"), item("B")], { tab: "Python" })).toBe(
      before.replace("\n\n===", `\n\n${added}\n===`),
    );
  });

  it("between markers", () => {
    const marker = (edge: string): string => `<!-- kluster-gen ${edge} list -->\n`;
    expect(add(`${marker("start")}${marker("end")}`, [item("A")], { marker: "list" })).toBe(
      `${marker("start")}\n${block("A")}${marker("end")}`,
    );
  });

  it("with all others of its turn, in their order", () => {
    const all = ["D", "A", "C"].map((name) => item(name));
    expect(add(`### Python\n\n${block("B")}`, all, python)).toBe(
      `### Python\n\n${["A", "B", "C", "D"].map((name) => block(name)).join("\n")}`,
    );
  });

  it("with its title escaped", () => {
    const text = add("### Python\n", [item('x"\n# <b>|`', "x.py")], python);
    expect(text).toContain('??? example "x&#34; # &lt;b&gt;&#124;&#96;"\n');
  });
});

describe("an entry is recognised", () => {
  it.each<readonly [what: string, text: string, items: readonly Item[]]>([
    ["by the file that it cites, whatever its title", block("Old name", "a.py"), [item("A")]],
    [
      "by a file that it was cited by before",
      block("A", "realtime-a.py"),
      [item("A", "a.py", "realtime-a.py")],
    ],
    ["by its title, whatever it cites", block("A", "other.py"), [item("A")]],
    ["by its title, entities and all", block("A &#38; B", "other.py"), [item("A & B")]],
    [
      "by a comparison that is the file of several models",
      block("A or B", "both.py"),
      [item("A", "both.py", "a.py"), item("B", "both.py", "b.py")],
    ],
    ["twice, and stays so", block("A") + "\n" + block("A"), [item("A")]],
  ])("%s", (_, text, items) => {
    expect(plan(`### Python\n\n${text}`, items, python).edits).toEqual([]);
  });

  it("but a title isn't enough when the block cites another model's file", () => {
    expect(
      plan(`### Python\n\n${block("A", "b.py")}`, [item("A"), item("B")], python).notes.map(
        ({ action, text }) => `${action} ${text}`,
      ),
    ).toEqual(["add A in Python", "keep A → B in Python"]);
  });
});

it("only selected models are added, and the notes name them", () => {
  const page = scanPage("p.md", "### Python\n");
  const section = sectionOf(python);
  const items = [item("A"), item("B")];
  const outcome = planSection(page, valueOf(findRegion(page, section, "c")), {
    section,
    items,
    past: past({ selected: ({ name }) => name === "B" }),
  });
  const planned = valueOf(outcome);
  expect(planned.notes).toEqual([
    { cause: "catalog", models: ["x/b"], what: "entry", action: "add", text: "B in Python" },
  ]);
});

it("entries that come together stand, and are told, in the section's order, however they are given", () => {
  const items = ["B", "D", "A", "C"].map((name) => item(name));
  const want = ["A", "B", "C", "D"].map((name) => block(name)).join("\n");
  expect(add("### Python\n", items, python)).toBe(`### Python\n\n${want}`);
  expect(plan("### Python\n", items, python).notes.flatMap(({ models }) => models)).toEqual([
    "x/a",
    "x/b",
    "x/c",
    "x/d",
  ]);
});

it.each([0, 1, 2])("the blank line between two entries goes and comes with the one at %i", (at) => {
  const given = settings({
    ...{ snippets: [], removal: { policy: "prune" } },
    sections: [{ page: "p.md", format: "list-item", open: "- {title}", body: ["", "Words."] }],
  });
  const all = ["A", "B", "C"].map((name) => entry(`x/${name.toLowerCase()}`, { name }));
  const page = lines("- A", "", "  Words.", "", "- B", "", "  Words.", "", "- C", "", "  Words.");
  const adopted = turn(given, all, { "p.md": page });
  expect(adopted.pages["p.md"]).toBe(page);
  const less = turn(given, all.toSpliced(at, 1), adopted.pages, adopted.lock);
  expect(less.pages["p.md"]).not.toMatch(/\n\n$/);
  expect(turn(given, all, less.pages, less.lock).pages["p.md"]).toBe(page);
});
