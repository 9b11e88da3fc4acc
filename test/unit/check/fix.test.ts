import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { check, mendAll } from "../../../src/check/run.ts";
import { withDataReaders } from "../../../src/pipeline/load/nav-readers.ts";
import {
  block,
  configs,
  type Files,
  inputOf,
  mended,
  model,
  page,
  snippet,
  snippets,
  sound,
} from "./support.ts";

const ant = block("Ant");
const bee = block("Bee");
const cat = block("Cat");
const head = "# Python\n\nIntro.\n\n";
const orderly = page(ant, bee, cat);
const fix = (text: string, more: Files = {}) => mended({ ...snippets, ...more, "p.md": text });
type Table = NonNullable<Config["tables"]>[number];
const inTable = (rows: string) => `# Models\n\n| Model | ID |\n|---|---|\n${rows}`;

describe("what --fix mends, leaving nothing to be found", () => {
  it.each<readonly [what: string, before: string, after: string]>([
    ["the order", page(cat, ant, bee), orderly],
    ["two blank lines", `${head}${ant}\n\n${bee}\n${cat}`, orderly],
    ["no blank line", `${head}${ant}\n${bee}${cat}\n# Next\n`, `${orderly}\n# Next\n`],
    ["a heading below a fence", `${orderly}# CLI\n`, `${orderly}\n# CLI\n`],
    ["a fence's language", page(block("Ant", "ant", "bash"), bee, cat), orderly],
    ["a fence without a language", page(block("Ant", "ant", ""), bee, cat), orderly],
    [
      "a language beside a title",
      page(block("Ant", "ant", 'sh title="a"'), bee, cat),
      page(block("Ant", "ant", 'python title="a"'), bee, cat),
    ],
    ["a closing fence", page(ant, bee.replace(/ {4}```\n$/, ""), cat), orderly],
    [
      "a closing fence at the end",
      page(ant, bee, cat.replace(/\n {4}```\n$/, "\n")),
      orderly.trimEnd() + "\n",
    ],
    [
      "all of it at once",
      `${head}${cat}\n\n\n${bee.replace("python", "bash")}${ant.replace(/ {4}```\n$/, "")}# CLI\n`,
      `${orderly}\n# CLI\n`,
    ],
  ])("%s", (_, before, after) => {
    const { text, left } = fix(before);
    expect(left).toEqual([]);
    expect(text).toBe(after);
    expect(fix(text)).toEqual({ text, left: [] });
  });

  it("the order of a table, each row byte for byte", () => {
    const rows = ["|  **Ant**|`x/ant` |", "| **Bee** | `x/bee` |", "|**Cat** |   `x/cat`|"];
    const mixed = inTable(`${rows[2]}\n${rows[0]}\n${rows[1]}`);
    expect(mended({ "p.md": mixed }, configs.table)).toEqual({ text: inTable(rows.join("\n")), left: [] });
  });
});

it("a fence is made longer than those in the file that it shows", () => {
  const files = { ...sound, "inc/chat-bee.py": `${snippet("x/bee")}"""\n\`\`\`\`\n"""\n` };
  const { findings, changes } = mendAll(inputOf(files));
  expect(findings).toEqual([]);
  expect(changes.map(({ content }) => content)).toEqual([
    page(block("Ant"), block("Bee").replaceAll("```", "`".repeat(5)), block("Cat")),
  ]);
});

describe("what --fix leaves alone", () => {
  it("entries with prose between them, which may belong to one of them", () => {
    const text = `${head}${bee}\nThe ant:\n\n${ant}\n${cat}`;
    expect(fix(text)).toEqual({
      text,
      left: ['p.md:5 entry-order: "Bee" is out of order: by name it belongs after "Ant".'],
    });
  });

  describe("rows that aren't a line of the page each, told where they stand", () => {
    const column = { header: "id", value: "{id}" } as const;
    const across = "|  | Bee | Ant | Cat |\n|---|---|---|---|\n| ID | x/bee | x/ant | x/cat |\n";
    const list = (name: string): string => `   * - ${name}\n     - x\n`;
    const maps = ["bee", "ant", "cat"].map((slug) => `- id: x/${slug}\n  free: true\n`);
    const more = "|  | more |\n";
    it.each<readonly [page: string, line: number, text: string, table: Omit<Table, "page">]>([
      ["a.yml", 1, maps.join(""), { data: [], columns: [column] }],
      [
        "a.yml",
        1,
        '[{ "id": "x/bee" }, { "id": "x/ant" }, { "id": "x/cat" }]\n',
        { data: [], columns: [column] },
      ],
      [
        "a.json",
        2,
        '{\n  "x/bee": 1,\n  "x/ant": 2,\n  "x/cat": 3\n}\n',
        {
          data: [],
          columns: [
            { header: "@key", value: "{id}" },
            { header: "@value", value: "1", owner: "people" },
          ],
        },
      ],
      ["a.md", 1, across, { across: true, columns: [{ header: "@model", value: "{name}" }] }],
      [
        "a.rst",
        6,
        `.. list-table::\n   :header-rows: 1\n\n${["Model", "Bee", "Ant", "Cat"].map(list).join("")}`,
        { columns: [{ header: "Model", value: "{name}" }] },
      ],
      [
        "a.adoc",
        4,
        "|===\n|Model |ID\n\n|Bee\n|x\n|Ant\n|x\n|Cat\n|x\n|===\n",
        { columns: [{ header: "Model", value: "{name}" }] },
      ],
      [
        "a.md",
        3,
        `| Model | Note |\n|---|---|\n| Bee | x |\n${more}| Ant | x |\n${more}| Cat | x |\n`,
        { columns: [{ header: "Model", value: "{name}" }] },
      ],
    ])("%s, in line %i", async (path, line, text, table) => {
      const input = inputOf({ [path]: text }, { ...configs.table, tables: [{ page: path, ...table }] });
      const settings = await withDataReaders(input.settings);
      const { changes, findings } = mendAll({ ...input, settings });
      expect(changes).toEqual([]);
      expect(findings.map(({ rule, line, mend }) => [rule, line, mend])).toEqual([
        ["row-order", line, undefined],
      ]);
    });

    it("but the lines of a file of comma-separated values are", () => {
      const input = inputOf(
        { "a.csv": "id,name\nx/bee,Bee\nx/ant,Ant\nx/cat,Cat\n" },
        { ...configs.table, tables: [{ page: "a.csv", columns: [column] }] },
      );
      expect(mendAll(input).changes.map(({ content }) => content)).toEqual([
        "id,name\nx/ant,Ant\nx/bee,Bee\nx/cat,Cat\n",
      ]);
    });
  });

  it("a fence whose end isn't certain", () => {
    const open = bee.replace("    ```\n", "    print()\n").replace(/ {4}```\n$/, "");
    const more = `${head}${ant}\n${open}    print()\n\n${cat}`;
    const { text, left } = fix(more);
    expect(text).toBe(more);
    expect(left).toEqual(['p.md:13 fence-unclosed: The code fence of "Bee" is never closed.']);
  });

  it("a fence whose closing mark stands outside of the entry", () => {
    const text = page(ant, bee.replace(/ {4}```\n$/, "```\n"), cat);
    expect(fix(text)).toEqual({
      text,
      left: [
        'p.md:13 fence-unclosed: The code fence of "Bee" is never closed.',
        "p.md:15 fence-unclosed: What begins here is never closed, so all that follows is taken for code or a comment.",
      ],
    });
  });

  it("the first of several blank lines, whatever it is made of", () => {
    const text = (blank: string) => `${head}${ant}  \t\n${blank}${bee}\n${cat}`;
    expect(fix(text("\n \n"))).toEqual({ text: text(""), left: [] });
  });

  it("a rule that is switched off", () => {
    const config = { ...configs.python, check: { rules: { "entry-order": "off" } } } as const;
    const text = page(cat, ant, bee);
    expect(mended({ ...snippets, "p.md": text }, config)).toEqual({ text, left: [] });
  });

  it("a block of no model: it stays in its place", () => {
    const note = '??? example "Note"\n\n    Read this.\n';
    const { text, left } = fix(page(cat, note, bee, ant));
    expect({ text, left }).toEqual({ text: page(ant, note, bee, cat), left: [] });
  });

  it("byte order mark, CRLF and the missing final newline", () => {
    const crlf = (text: string) => `\ufeff${text.trimEnd().replaceAll("\n", "\r\n")}`;
    const { text, left } = fix(crlf(`${head}${cat}${ant}\n\n${bee}`));
    expect(left).toEqual([]);
    expect(text).toBe(crlf(page(ant, bee, cat)));
  });
});

describe("for any page of entries", () => {
  const names = ["Ant", "Bee", "Cat", "Dog", "Eel", "Fox"];
  const entries = names.map(model);
  const files = Object.fromEntries(entries.map(({ id, slug }) => [`inc/chat-${slug}.py`, snippet(id)]));
  const entry = fc
    .tuple(fc.constantFrom("python", "bash", "", "py"), fc.boolean(), fc.constantFrom(0, 1, 1, 1, 2, 3))
    .map(([fence, closed, blank]) => ({ fence, closed, blank }));
  const pages = fc
    .tuple(
      fc.shuffledSubarray(names, { minLength: 6 }),
      fc.array(entry, { minLength: 6, maxLength: 6 }),
      fc.boolean(),
    )
    .map(([order, shapes, crlf]) => {
      const blocks = order.map((name, index) => {
        const { fence, closed, blank } = shapes[index]!;
        const whole = block(name, name.toLowerCase(), fence);
        return (closed ? whole : whole.replace(/ {4}```\n$/, "")) + "\n".repeat(blank);
      });
      const text = `${head}${blocks.join("")}## Next\n\nProse.\n`;
      return crlf ? text.replaceAll("\n", "\r\n") : text;
    });
  const words = (text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trim().replace(/^```.*/, "```"))
      .filter((line) => line !== "" && line !== "```")
      .sort();

  it("a second run has nothing to mend, and no line of a person is lost", () => {
    fc.assert(
      fc.property(pages, (text) => {
        const input = inputOf({ ...files, "p.md": text }, configs.python, entries);
        const { findings, changes } = mendAll(input);
        expect(findings.filter(({ mend }) => mend !== undefined)).toEqual([]);
        const after = changes[0]?.content ?? text;
        expect(words(after)).toEqual(words(text));
        expect(check(inputOf({ ...files, "p.md": after }, configs.python, entries))).toEqual(findings);
        expect(after.includes("\r\n")).toBe(text.includes("\r\n"));
        expect(after.replaceAll("\r\n", "").includes("\r")).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

it("plans the change as drift, against the file as it was", () => {
  const { changes, mended: done } = mendAll(inputOf({ ...sound, "p.md": page(cat, ant, bee) }));
  expect(changes).toMatchObject([
    { action: "update", path: "p.md", kind: "section", cause: "drift", reason: "1 slip mended." },
  ]);
  expect(done.map(({ rule }) => rule)).toEqual(["entry-order"]);
});
