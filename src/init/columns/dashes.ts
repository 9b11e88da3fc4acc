import { fieldsOf, parseExpression } from "../../config/expression.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import type { Shape } from "../catalog/records.ts";
import type { ColumnDraft, TableDraft } from "../types.ts";
import { literal } from "./expressions.ts";
import { tally } from "./samples.ts";

/** Whether a text says that there is nothing to say. */
export const isDash = (raw: string): boolean => /^(?:[-–—−]+|n\/a)$/i.test(plainText(raw));

/** What stands where there is nothing to show, the commonest first; a dash among check marks says no. */
const dashesIn = (drafts: readonly TableDraft[]): readonly string[] =>
  tally(
    drafts.flatMap(({ table, columns }) => {
      const shown = columns.filter(({ value }) => fieldsOf(parseExpression(value)).length > 0);
      const texts = table.rows.flatMap(({ cells }) => shown.map(({ at }) => cells[at]?.text ?? ""));
      return texts.filter(isDash);
    }),
  ).map(([text]) => text);

/** Whether nothing is known of what a column shows for a model that lacks the value: all that stand there have it. */
const isOpen = ({ owner, when, otherwise, fields }: ColumnDraft, { id, name }: Shape): boolean =>
  owner !== "people" &&
  when === undefined &&
  otherwise === undefined &&
  Object.values(fields).every(
    (field) => field.default === undefined && field.path !== id && field.path !== name,
  );

/** Drafts in which each column shows nothing as the other columns of its table do, or those of other tables. */
export const withDashes = (drafts: readonly TableDraft[], shape: Shape): readonly TableDraft[] => {
  const everywhere = dashesIn(drafts)[0];
  if (everywhere === undefined) return drafts;
  return drafts.map((draft) => {
    const otherwise = literal(dashesIn([draft])[0] ?? everywhere);
    // Where blank cells say nothing, another sign says something else.
    const isBlank = ({ at }: ColumnDraft): boolean =>
      draft.table.rows.some(({ cells }) => cells[at]?.text.trim() === "");
    const columns = draft.columns.map((column) =>
      isOpen(column, shape) && !isBlank(column) ? { ...column, otherwise } : column,
    );
    return { ...draft, columns };
  });
};
