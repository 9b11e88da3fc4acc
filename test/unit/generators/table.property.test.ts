import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnConfig, OrderConfig, TableConfig } from "../../../src/config/config.gen.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { findRegion } from "../../../src/page/region.ts";
import type { Settings } from "../../../src/config/settings.ts";
import { findTables } from "../../../src/page/table.ts";
import { nastyText } from "../../support/hostile/arbitrary.ts";
import { inputs } from "../../support/seed.ts";
import { settings } from "../given.ts";
import { entries, joined, linesOf, plan } from "./pages.ts";

const runs = inputs(10_000);

const cell = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    " a ",
    "  b",
    "x ",
    " **Model a** ",
    " Model b ",
    " `x/a` ",
    " a \\| b ",
    " `a | b` ",
    "<br>",
    " &#124; ",
    " é🐬 ",
    "\t",
  ),
  nastyText.map((text) => text.replace(/[\n\r|`\\]/g, "")),
);

const row = (cells: readonly string[], style: number): string => {
  const text = cells.join("|");
  return [`|${text}|`, `| ${text} |`, text, `|${text}`, `${text}|`][style] ?? text;
};

const tablePage = fc
  .record({
    before: fc.constantFrom("", "text\n\n", "# T\n", "```\n|Name|ID|\n|-|-|\n```\n\n"),
    headers: fc.uniqueArray(fc.constantFrom(" Name ", "ID", " **Note** ", " Size<br>[k] ", " Mine ", "Was"), {
      minLength: 2,
      maxLength: 5,
    }),
    delimiter: fc.constantFrom("-", "---", ":-:", " :--- ", "----:"),
    rows: fc.array(fc.tuple(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.nat(4)), { maxLength: 4 }),
    style: fc.nat(1),
    indent: fc.constantFrom("", "    ", "\t"),
    after: fc.constantFrom("", "\n", "\n\ntext\n", "\ntext"),
  })
  .map(({ before, headers, delimiter, rows, style, indent, after }) => {
    const all = [
      row(headers, style),
      row(
        headers.map(() => delimiter),
        style,
      ),
      ...rows.map(([cells, look]) => row(cells, look)),
    ];
    const body = all.map((line) => indent + line).join("\n") + after;
    return indent === "" ? before + body : `${before}=== "Tab"\n\n${body}`;
  });

const columns: fc.Arbitrary<readonly ColumnConfig[]> = fc
  .uniqueArray(
    fc.constantFrom<ColumnConfig>(
      { header: "Name", value: "**{name}**", was: ["Was"] },
      { header: "Note", value: "{name}", owner: "people" },
      { header: "Size [k]", value: "{slug}", align: "right" },
      { header: "New", value: "{id} x", align: "center" },
      { header: "Yes", value: ":check:", when: { field: "id", equals: "x/a" }, otherwise: ":x:" },
    ),
    { maxLength: 4, selector: ({ header }) => header },
  )
  .map((all) => [{ header: "ID", value: "`{id}`", key: true }, ...all])
  .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));

type Shape = Pick<TableConfig, "rows" | "group" | "empty" | "style" | "order">;

const shapes: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.record<Shape, never>(
    {
      rows: fc.constant([{ name: "one" }, { name: "two", cells: { ID: "`{id}` (two)" } }]),
      group: fc.constantFrom(
        { by: "slug", header: "| **{group}** | |" },
        { by: "nothing", header: "|{group}" },
        { by: "name", header: "{group} |", order: { descending: true } },
      ),
      empty: fc.constantFrom("| None | |", "**none**|", "None||"),
      style: fc.constantFrom("keep", "aligned"),
      order: fc.constantFrom<OrderConfig>(
        { by: ["slug", { by: "name", descending: true }] },
        { by: "id", list: ["x/z", "x/a"] },
        { position: "start" },
        { position: "end", source: true },
        { locale: "en", natural: true },
      ),
    },
    { requiredKeys: [] },
  ),
);

const made = new Map<string, Settings>();
/** The settings of these columns, made once: making them costs more than a plan. */
const settingsFor = (cols: readonly ColumnConfig[], inTab: boolean, shape: Shape): Settings => {
  const key = `${cols.map(({ header }) => header).join("|")} ${inTab} ${JSON.stringify(shape)}`;
  const known =
    made.get(key) ??
    settings({
      tables: [{ page: "p.md", columns: [...cols], ...(inTab ? { tab: "Tab" } : {}), ...shape }],
    });
  made.set(key, known);
  return known;
};

describe("a table of any page", () => {
  it("keeps its other lines and columns, and a second plan is empty", () => {
    let changed = 0;
    fc.assert(
      fc.property(
        joined(tablePage.map((text) => [text])),
        columns,
        entries,
        shapes,
        (text, cols, models, shape) => {
          const inTab = text.includes('=== "Tab"');
          const given = settingsFor(cols, inTab, shape);
          const planned = plan(given, models, text);
          if ("codes" in planned) {
            expect(planned.codes.join()).toMatch(
              /^(?:table-not-found|table-ambiguous|section-not-found|row-duplicate)$/,
            );
            return;
          }
          if (planned.text === text) return;
          changed += 1;
          expect(plan(given, models, planned.text)).toEqual({ text: planned.text });
          const tables = [text, planned.text].map((each) => {
            const page = scanPage("p.md", each);
            const region = findRegion(page, given.tables[0]!, "c");
            const table = region.ok ? findTables(page, region.value)[0] : undefined;
            return { each, table };
          });
          const [old, now] = tables;
          if (old?.table === undefined || now?.table === undefined) throw new Error("The table is gone.");
          const added = now.table.header.cells.length - old.table.header.cells.length;
          expect(added).toBeGreaterThanOrEqual(0);
          expect(now.table.delimiter.cells.length).toBe(now.table.header.cells.length);
          const most = old.table.rows.length - (shape.empty === undefined ? 0 : 1);
          expect(now.table.rows.length).toBeGreaterThanOrEqual(most);
          // Every line outside of the table is the very same.
          const [first, last] = [old.table.header.line, old.table.header.line + old.table.rows.length + 1];
          const lines = linesOf(text);
          expect(planned.text.startsWith(lines.slice(0, first).join(""))).toBe(true);
          expect(planned.text.endsWith(lines.slice(last + 1).join(""))).toBe(true);
        },
      ),
      { numRuns: runs },
    );
    expect(changed).toBeGreaterThan(runs / 5);
  });
});
