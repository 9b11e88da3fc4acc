import { endAt, type Heading, lineAt, type Page, startAt } from "../../../src/page/page.ts";
import { headingText } from "../../../src/page/region.ts";
import type { Edit } from "../../../src/page/splice.ts";
import type { Grouping } from "../../../src/config/order-settings.ts";
import { escapePattern } from "../../../src/text/escape-pattern.ts";
import { widthOf } from "../../../src/text/emit/width.ts";
import { madeHeader } from "../../section/headers.ts";

/** The line of a header with the group's name, taken apart: the marks of its level, where it has such, and its text. */
const titleIn = (lines: readonly string[], at: number) => {
  const [, marks = "", text = ""] = /^(?:([#=]{1,6})\s+)?(.*)$/su.exec(lines[at] ?? "") ?? [];
  return { marks, text };
};

const titleOf = (header: string) => {
  const lines = header.split("\n");
  const at = lines.findIndex((line) => line.includes("{group}"));
  return { ...titleIn(lines, at), at, rule: lines.at(-1)?.slice(0, 1) ?? "", isOver: at > 0 };
};

/** Whether a heading has a line of these signs below it, and above it where one is to be. */
const isRuled = (page: Page, { line }: Heading, { rule, isOver }: ReturnType<typeof titleOf>): boolean => {
  const below = lineAt(page, line).trimEnd();
  return below.startsWith(rule) && isOver === (lineAt(page, line - 2).trimEnd() === below);
};

/** How the group is read from a heading of the page; undefined where it is none of a group. */
export const groupReader = (page: Page, { header }: Grouping): ((heading: Heading) => string | undefined) => {
  const title = titleOf(header);
  const text = title.text
    .split(/(\{group\}|\{count\})/)
    .map((part) => (part === "{group}" ? "(.+)" : part === "{count}" ? "[\\d.,]+" : escapePattern(part)))
    .join("");
  const pattern = new RegExp(`^${text}$`, "u");
  return (heading) => {
    const isAlike = title.marks === "" ? isRuled(page, heading, title) : heading.level === title.marks.length;
    return isAlike ? pattern.exec(headingText(heading))?.[1] : undefined;
  };
};

/** A heading's count, where the config has one and another number stands there; the lines around it are as wide. */
export const counted = (
  page: Page,
  { name, heading }: { readonly name: string; readonly heading: Heading },
  split: Grouping,
  count: number,
): readonly Edit[] => {
  const { text: header, at } = titleOf(split.header);
  const shown = header.replace("{group}", () => name).replace("{count}", String(count));
  if (!header.includes("{count}") || headingText(heading) === shown) return [];
  const from = startAt(page, Math.max(heading.first, heading.line - 1));
  const start = page.text.slice(0, endAt(page, heading.line)).lastIndexOf(heading.text);
  if (start < from) return [];
  const { text } = titleIn(madeHeader(page.path, split, name, String(count)), at);
  const [width, wide] = [widthOf(heading.text), widthOf(text)];
  const rules = page.markup === "rst" ? [heading.line, heading.line - 2] : [];
  return [
    { start, end: start + heading.text.length, text },
    ...rules.flatMap((line): readonly Edit[] => {
      const [rule = ""] = /^(\S)\1*(?=\s*$)/.exec(lineAt(page, line)) ?? [];
      const isFine = rule === "" || rule.length === wide || (rule.length > wide && rule.length !== width);
      const begin = startAt(page, line);
      return isFine ? [] : [{ start: begin, end: begin + rule.length, text: rule.slice(0, 1).repeat(wide) }];
    }),
  ];
};
