import type { ColumnConfig, TableConfig } from "../config/config.gen.ts";
import { plainText } from "../text/emit/plain-text.ts";
import { scanPage } from "../page/scan.ts";
import { findTables, type Row, type Table } from "../page/table.ts";
import type { RelativePath } from "../model/file.ts";
import { explainTexts, type Explanation, type Sample } from "./explain-texts.ts";
import { modelFinder, nearlyNamed } from "./known-models.ts";
import type { FoundTable } from "./part.ts";
import type { Reading } from "./readings.ts";
import type { Model, Shape } from "./records.ts";
import { spotsOf } from "./spots.ts";

type Owner = { readonly row: Row; readonly model: Model };

/** The rows of a table whose model one column names, and that column. */
const ownersIn = (
  { rows, header }: Table,
  models: readonly Model[],
): { readonly key: number; readonly owners: readonly Owner[] } => {
  const find = modelFinder(models);
  const textAt = (row: Row, column: number): string => plainText(row.cells[column]?.text ?? "");
  const byColumn = header.cells.map((_, column) => {
    const exact = rows.flatMap((row) => {
      const model = find(textAt(row, column));
      return model === undefined ? [] : [{ row, model }];
    });
    if (exact.length === 0) return exact;
    const named = new Set(exact.map(({ row }) => row));
    const taken = new Set(exact.map(({ model }) => model));
    const left = models.filter((model) => !taken.has(model));
    const near = rows.flatMap((row) => {
      const model = named.has(row) ? undefined : nearlyNamed(textAt(row, column), left);
      return model === undefined ? [] : [{ row, model }];
    });
    return [...exact, ...near].sort((a, b) => a.row.line - b.row.line);
  });
  const most = Math.max(0, ...byColumn.map(({ length }) => length));
  const fullest = byColumn.flatMap((owners, column) => (owners.length === most ? [column] : []));
  // Names change and IDs don't.
  const exact = fullest.find((column) =>
    byColumn[column]?.every(({ row, model }) => textAt(row, column) === model.id),
  );
  const key = exact ?? fullest[0] ?? 0;
  return { key, owners: byColumn[key] ?? [] };
};

const columnOf = (header: string, explanation: Explanation): ColumnConfig => {
  switch (explanation.type) {
    case "reading":
    case "same":
      return { header, value: explanation.value };
    case "when": {
      const { value, otherwise, distinction } = explanation;
      return { header, value, when: distinction.when, otherwise };
    }
    case "none":
      return {
        header,
        value: explanation.filler === undefined ? "" : `{${explanation.filler.name}}`,
        owner: "people",
      };
  }
};

const remarkOf = (explanation: Explanation): string | undefined => {
  if (explanation.type !== "none") return undefined;
  const { near, filler } = explanation;
  if (near === undefined && filler !== undefined)
    return "The catalog fills a new row; people own the cells from then on.";
  return near === undefined
    ? "Nothing in the catalog explains these cells: people fill them."
    : `${near.agreeing} of ${near.of} cells are what the catalog has at ${near.field}; people own them until all are.`;
};

/** A table's columns, each explained by the rows whose models are known. */
const describe = (
  page: RelativePath,
  table: Table,
  place: FoundTable["place"],
  shape: Shape,
  readings: readonly Reading[],
): FoundTable | undefined => {
  const { key, owners } = ownersIn(table, shape.models);
  const models = new Set(owners.map(({ model }) => model));
  // A model with several rows needs more than a config can guess.
  if (owners.length < 2 || owners.length * 2 < table.rows.length || models.size < owners.length)
    return undefined;
  const headers = table.header.cells.map(({ text }) => text.trim());
  const shown = headers.map((header) => plainText(header));
  const columns = headers.flatMap((header, column) => {
    // A column that can't be told by its header stays people's.
    if (shown[column] === "" || shown.indexOf(shown[column] ?? "") !== column) return [];
    const samples = owners.map(
      ({ row, model }): Sample => ({ model, raw: (row.cells[column]?.text ?? "").trim() }),
    );
    const explanation = explainTexts(shape, samples, readings, header);
    return { column, header, explanation, config: columnOf(header, explanation) };
  });
  const keyColumn = columns.find(({ column }) => column === key);
  if (keyColumn?.explanation.type !== "reading") return undefined;
  const config: TableConfig = {
    page,
    ...place,
    columns: columns.map((each) =>
      each === keyColumn && each !== columns[0] ? { ...each.config, key: true } : each.config,
    ),
  };
  return {
    type: "table",
    place,
    config,
    remarks: columns.map(({ explanation }) => remarkOf(explanation)),
    explanations: columns.map(({ explanation }) => explanation),
    models: [...models],
  };
};

/** The tables of a page that have a row for each of several models. */
export const tablesOf = (
  path: RelativePath,
  text: string,
  shape: Shape,
  readings: readonly Reading[],
): readonly FoundTable[] => {
  const page = scanPage(path, text);
  return spotsOf(page).flatMap(({ place, region }) =>
    findTables(page, region).flatMap((table) => describe(path, table, place, shape, readings) ?? []),
  );
};
