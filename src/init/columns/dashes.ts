import { fieldsOf, parseExpression } from "../../config/expression.ts";
import type { Markup } from "../../page/markup.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import type { Shape } from "../catalog/records.ts";
import type { ColumnDraft, TableDraft } from "../types.ts";
import { literal, loneField } from "./expressions.ts";
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

/** A column whose text for nothing would be escaped as a value (`-` begins a list in reStructuredText): it is said as text. */
const withTextForNothing = (column: ColumnDraft, escaped: (text: string) => string): ColumnDraft => {
  const name = loneField(column.value);
  const { default: nothing, ...config } = column.fields[name ?? ""] ?? {};
  if (name === undefined || column.when !== undefined || typeof nothing !== "string") return column;
  if (nothing === "" || escaped(nothing) === nothing) return column;
  const when = { field: name, exists: true };
  return { ...column, when, otherwise: literal(nothing), fields: { ...column.fields, [name]: config } };
};

/** A column as the markup of its page has it: lines of a cell in AsciiDoc end with a plus. */
export const inMarkup = (column: ColumnDraft, { name, cell }: Markup): ColumnDraft => {
  const written = withTextForNothing(column, cell.text);
  if (name !== "asciidoc") return written;
  const { value, otherwise } = written;
  const lined = (text: string): string => text.replaceAll("<br>", " +\n");
  return {
    ...written,
    value: lined(value),
    ...(otherwise === undefined ? {} : { otherwise: lined(otherwise) }),
  };
};
