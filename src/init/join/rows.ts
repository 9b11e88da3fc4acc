import { plainText } from "../../text/emit/plain-text.ts";
import type { Model } from "../catalog/records.ts";
import type { FoundRow, FoundTable, Join } from "../types.ts";
import { modelFinder, nearlyNamed } from "./known-models.ts";

type Owner = { readonly row: FoundRow; readonly model: Model };

/** Whose the rows of a table are, by the one column that names most; undefined where none names any. */
export const joinRows = ({ rows, headers }: FoundTable, models: readonly Model[]): Join | undefined => {
  const find = modelFinder(models);
  const textAt = (row: FoundRow, column: number): string => plainText(row.cells[column]?.text ?? "");
  const byColumn = headers.map((_, column): readonly Owner[] => {
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
  if (most === 0) return undefined;
  const fullest = byColumn.flatMap((owners, column) => (owners.length === most ? [column] : []));
  // Names change and IDs don't.
  const exact = fullest.find((column) =>
    byColumn[column]?.every(({ row, model }) => textAt(row, column) === model.id),
  );
  const key = exact ?? fullest[0] ?? 0;
  const owners = new Map(byColumn[key]?.map(({ row, model }) => [row, model] as const));
  return { by: exact === undefined ? "ID or name" : "exact ID", keys: [key], owners };
};
