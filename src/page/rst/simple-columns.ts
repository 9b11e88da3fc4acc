import type { SourceRow, SourceTable } from "../lifted.ts";
import { lineAt, type Page } from "../page.ts";
import { brokenAt, byColumn } from "./columns.ts";

/** Where a column begins and ends; the text of the last may go on. */
export type Span = { readonly start: number; readonly end: number };

export const spansOf = (line: string): readonly Span[] =>
  [...line.matchAll(/=+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** What a line has in one of its columns. */
export const textIn = (chars: readonly string[], spans: readonly Span[], index: number): string =>
  chars
    .slice(spans[index]?.start, index === spans.length - 1 ? undefined : spans[index]?.end)
    .join("")
    .trimEnd();

export const widthsOf = (spans: readonly Span[]): readonly number[] =>
  spans.map(({ start, end }) => end - start);

/** How wide lines of each column are where people break them: in the first a line begins a row. */
export const breaksOf = (spans: readonly Span[], { rows }: Pick<SourceTable, "rows">) =>
  spans.map(({ start, end }, index) => {
    const broken = index === 0 ? undefined : brokenAt(rows.map(({ cells }) => cells[index] ?? ""));
    return broken === undefined || index === spans.length - 1 ? broken : end - start;
  });

/** Where the texts of a column stand: so far in, or all at its end. */
export type Stand = { readonly lead: number; readonly isAtEnd: boolean };

/** Where those of each column stand in the rows; where not all stand alike, they begin where it does. */
export const standsOf = (
  page: Page,
  spans: readonly Span[],
  rows: readonly SourceRow[],
): readonly Stand[] => {
  const lines = rows.map(({ first }) => byColumn(lineAt(page, first)));
  return spans.map(({ start, end }, index) => {
    const texts = lines.map((chars) => textIn(chars, spans, index)).filter((text) => text !== "");
    const [lead = 0, ...others] = new Set(texts.map((text) => text.search(/\S/)));
    const isAtEnd =
      index < spans.length - 1 &&
      texts.some((text) => text.startsWith(" ")) &&
      texts.every((text) => text.length === end - start);
    return { lead: isAtEnd || others.length > 0 ? 0 : lead, isAtEnd };
  });
};
