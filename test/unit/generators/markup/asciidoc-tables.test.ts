import { describe, expect, test } from "vitest";
import { planTable } from "../../../../generators/table/index.ts";
import { findRegion } from "../../../../src/page/region.ts";
import { scanPage } from "../../../../src/page/scan.ts";
import { entry, lines, past, settings, valueOf } from "../../given.ts";
import { a, b, c, updated } from "./tables.ts";

const head = ["|===", "|Model |Context |Kind", ""];

describe("what can't be read is said, with its line", () => {
  const cases: readonly (readonly [why: string, line: number, page: readonly string[]])[] = [
    ["a cell goes over several rows", 4, [...head, ".2+|Bee |1 |chat", "|2 |code", "|==="]],
    ["a cell goes over some of the columns", 5, [...head, "|Ant |1 |x", "|Bee 2+|any", "|==="]],
    ["a row begins in the line of another", 6, [...head, "|Bee", "|1", "|chat |Cat", "|2 |x", "|==="]],
    ["a row has other cells than 3", 5, [...head, "|Ant |1 |x", "|Bee |1", "|==="]],
    ["it has no header row", 1, ["|===", "|Model", "|Context", "", "|Bee", "|1", "|==="]],
    ["it has no header row", 1, [",===", "Model,Context", "Bee,1", ",==="]],
    ["a row has other cells than 2", 5, [",===", "Model,Context", "", "Bee,1", "Cat", "Ant,1", ",==="]],
    ["a row has other cells than 2", 4, [",===", "Model,Context", "", "Bee,1,x", ",==="]],
    ["a cell goes on in the next line", 4, [",===", "Model,Context", "", 'Bee,"1', 'or 2"', ",==="]],
  ];
  test.each(cases)("%s, line %i", (why, line, text) => {
    const page = scanPage("p.adoc", lines(...text));
    const [table] = settings({
      tables: [{ page: "p.adoc", columns: [{ header: "Model", value: "{name}", key: true }] }],
    }).tables;
    const region = valueOf(findRegion(page, table!, "c"));
    const site = { page, region, settings: table!, file: "c" };
    expect(planTable(site, { entries: [b], past: past({}) })).toMatchObject({
      problems: [
        {
          code: "table-not-found",
          where: `p.adoc:${line}`,
          message: `The table in p.adoc at the page can't be read: ${why}.`,
        },
      ],
    });
  });
});

type Named = readonly [
  page: string,
  table: (context: string, ...more: readonly string[]) => string,
  call: string,
];

const named: readonly Named[] = [
  [
    "p.adoc",
    (context, ...more) =>
      lines(
        ...[":bee: Bee", `:bee-context: ${context}`, "", ...more],
        ...["|===", "|Model |Context", "", "|{bee} |{bee-context}", "|==="],
      ),
    "{bee-context}",
  ],
  [
    "p.rst",
    (context, ...more) =>
      lines(
        ...[".. |bee| replace:: Bee", `.. |bee-context| replace:: ${context}`, "", ...more],
        ...[".. list-table::", "   :header-rows: 1", "", "   * - Model", "     - Context"],
        ...["   * - |bee|", "     - |bee-context|"],
      ),
    "|bee-context|",
  ],
];

describe.each(named)("names that %s gives values to", (path, made, call) => {
  const withCell = (text: string, cell: string): string => {
    const at = text.lastIndexOf(call);
    return text.slice(0, at) + cell + text.slice(at + call.length);
  };

  test("a cell that is nothing but one: its value is edited where it stands", () => {
    expect(updated(path, made("20"), [b])).toBe(made("100"));
    expect(updated(path, made("100"), [b])).toBe(made("100"));
  });

  test("one that the page uses elsewhere too stays, and so does one for a value with markup", () => {
    const text = made("20", `Up to ${call}.`, "");
    expect(updated(path, text, [b])).toBe(withCell(text, "100"));
    const columns = [
      { header: "Model", value: "{name}", key: true },
      { header: "Context", value: "*{context}*" },
    ];
    expect(updated(path, made("20"), [b], { columns })).toBe(withCell(made("20"), "*100*"));
  });

  test("names that lead to each other end somewhere", () => {
    const [before = "", after = ""] = call.split("bee-context");
    const own = `${before}bee${after}`;
    expect(updated(path, made("20").replace("Bee", own.repeat(9)), [])).toContain(own);
  });
});

const unnamed = [
  ["p.adoc", "attributes", "{ant-name}", ["|===", "|Model |Context", "", "|{ant-name} |1", "|==="]],
  [
    "p.rst",
    "substitutions",
    "|ant name|",
    [".. csv-table::", "   :header: Model, Context", "", "   |ant name|, 1"],
  ],
] as const;

test.each(unnamed)(
  "rows of %s called by %s that nothing defines aren't made again: refused",
  (path, kind, call, text) => {
    const page = scanPage(path, lines(...text));
    const [table] = settings({
      tables: [{ page: path, columns: [{ header: "Model", value: "{name}" }] }],
    }).tables;
    const region = valueOf(findRegion(page, table!, "c"));
    const planned = planTable({ page, region, settings: table!, file: "c" }, { entries: [b], past: past() });
    expect(planned.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `table-attributes: Rows of the table in ${path} are called by ${kind} that nothing here defines: ${call}.`,
    ]);
  },
);

test("a row written as one cell twice gets each cell of its own when one of them changes", () => {
  const text = lines(...head, "|Ant |1 |x", "|Bee 2*|20", "|===");
  expect(updated("p.adoc", text, [a, b])).toBe(text.replace("|Bee 2*|20", "|Bee |100 |20"));
});

test("words between two rows aren't put between others; a row over all columns is no model's", () => {
  const text = lines(
    ...head.slice(0, 1),
    "|Model |Context",
    "",
    "2+^h|Small",
    "|Ant |1",
    "// the large ones",
    "|Bee |100",
    "|===",
  );
  const after = updated("p.adoc", text, [a, b, c]);
  expect(after).toBe(text.replace("|Bee |100\n", "|Bee |100\n|Cat |300\n"));
});

test("a sign that parts cells is text in a value", () => {
  const loud = entry("x/l", { name: "Loud! a|b", context: 1 });
  const text = lines("[%header,separator=!]", "|===", "!Model !Context", "!Bee !100", "|===");
  expect(updated("p.adoc", text, [b, loud])).toBe(text.replace("!100\n", "!100\n!Loud\\! a&#124;b !1\n"));
});
