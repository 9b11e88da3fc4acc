import fc from "fast-check";
import type { TableConfig } from "../../../src/config/config.gen.ts";
import type { Settings } from "../../../src/config/settings.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { entry, settings } from "../given.ts";
import type { Markup } from "./life-markups.ts";

/** Names that are alike, and signs that Markdown takes: each as a model has it, and as a person writes it in a cell. */
export const names: readonly (readonly [name: string, cell: string])[] = [
  ["Ant", "Ant"],
  ["ant", "ant"],
  ["Ant 1", "Ant 1"],
  ["Ant-1", "Ant-1"],
  ["Bee|Fly", "Bee\\|Fly"],
  ["Élan 🐬", "Élan 🐬"],
  ["Elan", "Elan"],
  ["10", "10"],
  ["Ant 1 (new)", "Ant 1 (new)"],
];
const ids = ["x/ant", "x/Ant", "y/ant", "x/ant-1", "x/bee|fly", "é/élan", "10", "x/10", "z/<br>"] as const;

/** A model of a catalog: which of the pool it is, and what its record says now. */
export type Model = {
  readonly at: number;
  /** Whose of the names it has: another model's after a swap. */
  readonly name: number;
  readonly price: number;
  readonly batch: boolean;
  readonly regions: readonly string[];
  readonly kind: string | null;
};

/** A mark says for which model something was written: n by people, p and b by a catalog. */
export const mark = (letter: string, at: number, version: number): string => `${letter}${at}v${version}`;

export const entryOf = ({ at, name, price, batch, regions, kind }: Model): Entry =>
  entry(ids[at] ?? "", {
    name: names[name]?.[0] ?? "",
    slug: `s${at}`,
    kind,
    regions,
    price: mark("p", at, price),
    batch: batch ? mark("b", at, price) : null,
  });

export const models: fc.Arbitrary<readonly Model[]> = fc.uniqueArray(
  fc
    .record({
      at: fc.nat(names.length - 1),
      price: fc.nat(2),
      batch: fc.boolean(),
      regions: fc.subarray(["eu", "us"]),
      kind: fc.constantFrom("Text", "Vision", null),
    })
    .map((model) => ({ ...model, name: model.at })),
  { selector: ({ at }) => at, maxLength: 6 },
);

type Rows = "one" | "two" | "continued" | "each";

/** How a page and its config are made. */
export type Shape = {
  readonly rows: Rows;
  readonly group: "none" | "row" | "heading";
  readonly order: "name" | "end" | "price";
  readonly bold: boolean;
  readonly style: "keep" | "aligned";
  readonly prune: boolean;
  readonly columns: readonly string[];
  readonly edges: "both" | "none" | "lead";
  readonly padded: boolean;
  readonly place: "heading" | "tab" | "quote" | "admonition";
  readonly end: "\n" | "\r\n";
  readonly page: "p.md" | "p.mdx" | "p.rst" | "p.adoc";
  readonly markup: Markup;
  readonly entries: "mkdocs-details" | "mkdocs-tab" | undefined;
};

const columns = ["Model", "Mode", "Price", "Note", "Mine"] as const;

const anyShape: fc.Arbitrary<Shape> = fc.record({
  rows: fc.constantFrom("one", "two", "continued", "each"),
  group: fc.constantFrom("none", "none", "row", "heading"),
  order: fc.constantFrom("name", "end", "price"),
  bold: fc.boolean(),
  style: fc.constantFrom("keep", "keep", "aligned"),
  prune: fc.boolean(),
  columns: fc.shuffledSubarray([...columns], { minLength: 5 }),
  edges: fc.constantFrom("both", "both", "none", "lead"),
  padded: fc.boolean(),
  place: fc.constantFrom("heading", "heading", "tab", "quote", "admonition"),
  end: fc.constantFrom("\n", "\n", "\r\n"),
  page: fc.constantFrom("p.md", "p.md", "p.mdx"),
  markup: fc.constant("pipes"),
  entries: fc.constantFrom("mkdocs-details", "mkdocs-tab"),
});

/** What is so of tables that aren't Markdown's: cells in columns or items. */
const other = { bold: false, style: "keep", edges: "both", padded: false } as const;

/** Shapes of the tables of one markup. */
export const shapesOf = (markup: Markup): fc.Arbitrary<Shape> =>
  anyShape.map((shape): Shape => {
    if (markup === "pipes") return shape;
    const page = markup === "asciidoc" ? "p.adoc" : "p.rst";
    const place = { page, place: "heading", entries: undefined } as const;
    const plain = { ...shape, ...other, ...place, markup, group: "none" } as const;
    // A row of a simple table whose first cell is empty goes on with the one above.
    return markup === "simple" ? { ...plain, rows: "one", columns } : plain;
  });

const further: Readonly<Record<Rows, NonNullable<TableConfig["rows"]>>> = {
  one: [],
  two: [
    { name: "batch", when: { field: "batch", exists: true }, cells: { Mode: "Batch", Price: "{batch}" } },
  ],
  continued: [
    {
      name: "batch",
      continues: true,
      when: { field: "batch", exists: true },
      cells: { Model: "", Mode: "Batch", Price: "{batch}" },
    },
  ],
  each: [{ name: "region", continues: true, each: "regions", cells: { Model: "", Mode: "in {each}" } }],
};

const orders: Readonly<Record<Shape["order"], NonNullable<TableConfig["order"]>>> = {
  name: { by: "name" },
  end: { position: "end" },
  price: { by: [{ by: "price", descending: true }, "name"] },
};

export const settingsOf = (shape: Shape): Settings => {
  const { rows, group, order, bold, style, prune, place, page, entries } = shape;
  const header = group === "row" ? "| **{group}** | | | | |" : "### {group} ({count})";
  return settings({
    removal: { policy: prune ? "prune" : "keep" },
    snippets: [{ kind: "k", language: "python", path: "x/{slug}.py" }],
    sections:
      entries === undefined
        ? []
        : [{ page, kind: "k", language: "python", format: entries, heading: ["Entries"] }],
    tables: [
      {
        page,
        heading: ["Models"],
        ...(place === "tab" ? { tab: "All" } : {}),
        columns: [
          { header: "Model", value: bold ? "**{name}**" : "{name}", key: true },
          { header: "Mode", value: "Live", ...(rows === "two" || rows === "each" ? { key: true } : {}) },
          { header: "Price", value: "{price}" },
          { header: "Note", value: "", owner: "people" },
        ],
        ...(rows === "one" ? {} : { rows: [{ name: "live" }, ...further[rows]] }),
        ...(group === "none" ? {} : { group: { by: "kind", header, other: "Other" } }),
        order: orders[order],
        style,
      },
    ],
  });
};
