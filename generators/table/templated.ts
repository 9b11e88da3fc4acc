import { cellOf } from "../data/table.ts";
import type { MadeRow, RowSettings, Settings, TableSettings } from "../../src/config/settings.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Entry } from "../../src/model/entry.ts";
import { error, fail, type Outcome, ok, type Problem } from "../../src/model/problem.ts";
import { cellTexts } from "../../src/page/table.ts";
import { keyText } from "./subjects.ts";
import { toMap } from "../../src/text/group-by.ts";

/** Fills the template of some rows in for an entry. */
export type RenderRows = (job: {
  readonly entry: Entry;
  readonly snippet: { readonly kind: string; readonly language: string; readonly template: string };
}) => Outcome<string>;

const languages: ReadonlyMap<string, string> = new Map([
  ["md", "markdown-cell"],
  ["markdown", "markdown-cell"],
  ["ipynb", "markdown-cell"],
  ["mdx", "mdx-cell"],
]);

/** What values are escaped for in the cells of a page. */
const languageOf = (page: string): string => {
  const ending = page.slice(page.lastIndexOf(".") + 1).toLowerCase();
  return languages.get(ending) ?? ending;
};

/** Whether any rows are made by a template. */
export const isTemplated = ({ tables }: Pick<Settings, "tables">): boolean =>
  tables.some(({ rows }) => rows.some(({ template }) => template !== undefined));

/** The rows that the lines of a template are. */
export const readRows = (
  settings: Pick<TableSettings, "page" | "data" | "columns" | "keys" | "key">,
  { entry, template, text }: { readonly entry: Entry; readonly template: string; readonly text: string },
): Outcome<readonly MadeRow[]> => {
  const { columns, keys, key } = settings;
  const cell = cellOf(settings);
  const problem = (message: string, fix: string): Problem => error("row-template", template, message, fix);
  const problems: Problem[] = [];
  const rows: MadeRow[] = [];
  const known = new Set<string>();
  const counts = new Map<string, number>();
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const cells = cellTexts(line).map((each) => each.trim());
    if (cells.length !== columns.length) {
      problems.push(
        problem(
          `A line that it makes for ${JSON.stringify(entry.id)} has ${cells.length} cell${cells.length === 1 ? "" : "s"}, and the table has ${columns.length} columns.`,
          "Write a cell between pipes for each of `columns`, empty ones too.",
        ),
      );
      continue;
    }
    const texts = cells.map((each) => cell.read(cell.whole(each)));
    const continues = (texts[key] ?? "") === "";
    const seen = keyText({ columns, keys }, texts);
    if (!continues && known.has(seen))
      problems.push(
        problem(
          `Two rows that it makes for ${JSON.stringify(entry.id)} have the key "${seen}", so they can't be told apart.`,
          "Set `key` on a column that tells them apart too, or leave the key of the second empty.",
        ),
      );
    known.add(seen);
    // The key names the model, and changes with its name; the other keys tell its rows apart.
    const told = keyText({ columns, keys: keys.filter((index) => index !== key) }, texts);
    const before = counts.get(told) ?? 0;
    counts.set(told, before + 1);
    rows.push({
      label: before === 0 ? told : `${told}#${before + 1}`,
      continues,
      cells: toMap(columns, (column, index) => [column, [{ type: "literal", text: cells[index] ?? "" }]]),
    });
  }
  return problems.length > 0 ? fail(...problems) : ok(rows);
};

const withMaker = (table: TableSettings, row: RowSettings, render: RenderRows): RowSettings => {
  const { template } = row;
  if (template === undefined) return row;
  const snippet = { kind: "row", language: languageOf(table.page), template };
  const known = new WeakMap<Entry["fields"], Outcome<readonly MadeRow[]>>();
  return {
    ...row,
    make: (entry) => {
      const before = known.get(entry.fields);
      if (before !== undefined) return before;
      const text = render({ entry, snippet });
      const made = text.ok ? readRows(table, { entry, template, text: text.value }) : text;
      known.set(entry.fields, made);
      return made;
    },
  };
};

/** The settings with what makes the rows that templates are declared for. */
export const withMadeRows = (settings: Settings, render: RenderRows): Settings => ({
  ...settings,
  tables: settings.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => withMaker(table, row, render)),
  })),
});

/** What the templates of rows make of each model that a table shows; `entriesOf` gives the entries of a page. */
const madeRows = (
  { tables }: Pick<Settings, "tables">,
  entriesOf: (page: RelativePath) => readonly Entry[],
) =>
  tables.flatMap(({ page, rows, test }) =>
    rows.flatMap(({ make, when }) => {
      if (make === undefined) return [];
      const wanted = entriesOf(page).filter((entry) => test(entry) && when(entry));
      return [wanted.map((entry) => ({ model: entry.id, outcome: make(entry) }))];
    }),
  );

const isFaulty = (made: ReturnType<typeof madeRows>[number]): boolean =>
  made.length > 0 && made.every(({ outcome }) => !outcome.ok);

/** What is wrong with templates of rows that make those of no model, told of the first. */
export const madeRowProblems = (...given: Parameters<typeof madeRows>): readonly Problem[] =>
  madeRows(...given)
    .filter(isFaulty)
    .flatMap(([first]) => first?.outcome.problems ?? []);

/** The models whose rows can't be made while those of others can, each with why. */
export const rowRefusals = (...given: Parameters<typeof madeRows>): ReadonlyMap<string, Problem> =>
  new Map(
    madeRows(...given)
      .filter((made) => !isFaulty(made))
      .flatMap((made) =>
        made.flatMap(({ model, outcome }) =>
          outcome.problems.slice(0, 1).map((each) => [model, each] as const),
        ),
      ),
  );
