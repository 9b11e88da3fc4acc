import fc from "fast-check";
import type { TableConfig } from "../../../src/config/config.gen.ts";
import type { Settings } from "../../../src/config/settings.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { entry, settings } from "../given.ts";

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
  readonly place: "heading" | "tab" | "quote";
  readonly end: "\n" | "\r\n";
};

export const shapes: fc.Arbitrary<Shape> = fc.record({
  rows: fc.constantFrom("one", "two", "continued", "each"),
  group: fc.constantFrom("none", "none", "row", "heading"),
  order: fc.constantFrom("name", "end", "price"),
  bold: fc.boolean(),
  style: fc.constantFrom("keep", "keep", "aligned"),
  prune: fc.boolean(),
  columns: fc
    .shuffledSubarray(["Model", "Mode", "Price", "Note", "Mine"], { minLength: 5 })
    .map((all) => all),
  edges: fc.constantFrom("both", "both", "none", "lead"),
  padded: fc.boolean(),
  place: fc.constantFrom("heading", "heading", "tab", "quote"),
  end: fc.constantFrom("\n", "\n", "\r\n"),
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

export const settingsOf = ({ rows, group, order, bold, style, prune, place }: Shape): Settings => {
  const header = group === "row" ? "| **{group}** | | | | |" : "### {group} ({count})";
  return settings({
    removal: { policy: prune ? "prune" : "keep" },
    snippets: [{ kind: "k", language: "python", path: "x/{slug}.py" }],
    sections: [
      { page: "p.md", kind: "k", language: "python", format: "mkdocs-details", heading: ["Entries"] },
    ],
    tables: [
      {
        page: "p.md",
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

const written = (cells: readonly string[], { edges, padded, columns }: Shape): string => {
  const text = cells.map((cell, index) => (padded ? cell.padEnd((columns[index] ?? "").length + 2) : cell));
  const inner = text.join(" | ");
  if (edges === "both" || cells[0] === "" || cells.at(-1) === "") return `| ${inner} |`;
  return edges === "none" ? inner : `| ${inner}`;
};

type Cells = Readonly<Record<string, string>>;
const rowOf = (cells: Cells, shape: Shape): string =>
  written(
    shape.columns.map((column) => cells[column] ?? ""),
    shape,
  );

/** The rows of a model as a person would write them, each with marks in the columns that are people's. */
const rowsOf = (model: Model, shape: Shape): readonly string[] => {
  const { at, price } = model;
  const cell = names[model.name]?.[1] ?? "";
  const title = shape.bold ? `**${cell}**` : cell;
  const notes = (n: number): Cells => ({ Note: mark("n", at, n), Mine: `own ${mark("n", at, n + 1)}` });
  const live = { Model: title, Mode: "Live", Price: mark("p", at, price), ...notes(1) };
  const batch = { ...live, Mode: "Batch", Price: mark("b", at, price), ...notes(3) };
  const more = {
    one: [],
    two: model.batch ? [batch] : [],
    continued: model.batch ? [{ ...batch, Model: "" }] : [],
    each: model.regions.map((region, n) => ({
      ...live,
      Model: "",
      Mode: `in ${region}`,
      ...notes(5 + n * 2),
    })),
  };
  return [live, ...more[shape.rows]].map((cells) => rowOf(cells, shape));
};

const inPlace = (lines: readonly string[], { place }: Shape): readonly string[] => {
  if (place === "heading") return lines;
  if (place === "quote") return lines.map((line) => `> ${line}`.trimEnd());
  return ['=== "All"', "", ...lines.map((line) => (line === "" ? "" : `    ${line}`))];
};

const entryBlock = ({ at, name }: Model): readonly string[] => [
  `??? example "${names[name]?.[0] ?? ""}"`,
  "",
  "    ```python",
  `    --8<-- 'x/s${at}.py'`,
  "    ```",
  "",
  `    Ours: ${mark("n", at, 90)}.`,
  "",
];

/** A page that people wrote: rows and entries of these models, and a row of none. */
export const pageOf = (all: readonly Model[], shape: Shape): string => {
  const stranger = rowOf({ Model: "Zebu", Mode: "Live", Price: "7", Note: mark("z", 0, 1) }, shape);
  const below = rowOf({ Mode: "Batch", Price: "8", Note: mark("z", 0, 2) }, shape);
  const strangers = shape.rows === "continued" ? [stranger, below] : [stranger];
  const table = (rows: readonly string[]): readonly string[] => [
    written(shape.columns, shape),
    written(
      shape.columns.map((column) => "-".repeat(shape.padded ? column.length + 2 : 3)),
      shape,
    ),
    ...rows,
    "",
  ];
  const groups = [...new Set(["Text", ...all.map(({ kind }) => kind ?? "Other")])].sort();
  const rowsIn = (group: string): readonly string[] =>
    all.filter(({ kind }) => (kind ?? "Other") === group).flatMap((model) => rowsOf(model, shape));
  const tables = {
    none: () => table([...all.flatMap((model) => rowsOf(model, shape)), ...strangers]),
    row: () =>
      table([
        ...strangers,
        ...groups.flatMap((group) => [
          written(
            shape.columns.map((_, index) => (index === 0 ? `**${group}**` : "")),
            shape,
          ),
          ...rowsIn(group),
        ]),
      ]),
    heading: () =>
      groups.flatMap((group) => {
        const rows = rowsIn(group);
        const count = all.filter(({ kind }) => (kind ?? "Other") === group).length;
        return [`### ${group} (${count})`, "", ...table(group === "Text" ? [...rows, ...strangers] : rows)];
      }),
  };
  const body = tables[shape.group]();
  return [
    ...["# All", "", "## Models", ""],
    ...(shape.group === "heading" ? body : inPlace(body, shape)),
    ...["## Entries", "", ...all.flatMap(entryBlock)],
    ...["## More", "", `Words ${mark("z", 0, 3)}.`, ""],
  ].join(shape.end);
};
