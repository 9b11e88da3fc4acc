import { isUnderline } from "../../src/text/emit/rst-titles.ts";
import { widthOf } from "../../src/text/emit/width.ts";
import { type Edit, endAt, type Page, startAt } from "../../src/page/page.ts";
import { linesIn } from "../../src/page/row-lines.ts";
import type { Header } from "./headers.ts";

/** A header's number that becomes another: its edit and those of the lines around it, and what is said of it. */
export type Count = {
  readonly edit: Edit;
  readonly rules: readonly Edit[];
  readonly name: string;
  readonly from: string;
};

/** What becomes of a header's number; in reStructuredText the lines below and above are as wide as the text. */
export const counted = (
  page: Page,
  { first, line: last, count, name }: Header,
  models: number,
): readonly Count[] => {
  if (count === undefined || count.text === String(models)) return [];
  const { start, end, text } = count;
  const edit = { start, end, text: String(models) };
  const texts = page.markup === "rst" ? linesIn(page, { first, last: last + 1 }) : [];
  const at = texts.findIndex((_, index) => endAt(page, first + index) >= end);
  const width = widthOf((texts[at] ?? "").trim());
  const wide = width + edit.text.length - text.length;
  const rules = texts.flatMap((each, index): readonly Edit[] => {
    const rule = each.trimEnd();
    const isFine = rule.length === wide || (rule.length > wide && rule.length !== width);
    if (!isUnderline(rule) || isFine) return [];
    const begin = startAt(page, first + index);
    return [{ start: begin, end: begin + rule.length, text: rule.slice(0, 1).repeat(wide) }];
  });
  return [{ edit, rules, name, from: text }];
};
