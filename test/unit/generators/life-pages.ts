import { fromPipes } from "./life-markups.ts";
import { mark, type Model, names, type Shape } from "./life.ts";

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
  return [
    place === "tab" ? '=== "All"' : "!!! note",
    "",
    ...lines.map((line) => (line === "" ? "" : `    ${line}`)),
  ];
};

const entryBlock = ({ at, name }: Model, { entries }: Shape): readonly string[] => [
  `${entries === "mkdocs-tab" ? "===" : "??? example"} "${names[name]?.[0] ?? ""}"`,
  "",
  "    ```python",
  `    --8<-- 'x/s${at}.py'`,
  "    ```",
  "",
  `    Ours: ${mark("n", at, 90)}.`,
  "",
];

/** A heading as reStructuredText has it. */
const underlined = (line: string): readonly string[] => {
  const [, marks, title = ""] = /^(##?) (.*)$/.exec(line) ?? [];
  return marks === undefined ? [line] : [title, (marks === "#" ? "=" : "-").repeat(title.length)];
};

const headings: Readonly<Record<Shape["page"], (line: string) => readonly string[]>> = {
  "p.md": (line) => [line],
  "p.mdx": (line) => [line],
  "p.rst": underlined,
  "p.adoc": (line) => [line.replace(/^#+(?= )/, (marks) => "=".repeat(marks.length))],
};

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
  const lines = [
    ...["# All", "", "## Models", ""],
    ...(shape.group === "heading" ? body : inPlace(body, shape)),
    ...(shape.entries === undefined
      ? []
      : ["## Entries", "", ...all.flatMap((model) => entryBlock(model, shape))]),
    ...["## More", "", `Words ${mark("z", 0, 3)}.`, ""],
  ];
  return fromPipes(lines.flatMap(headings[shape.page]).join(shape.end), shape.markup);
};
