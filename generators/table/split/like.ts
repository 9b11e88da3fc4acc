import { linesIn } from "../../../src/page/row-lines.ts";
import { endAt, eolAt, lineAt, type Page, startAt } from "../../../src/page/page.ts";
import { markupOf } from "../../../src/page/scan.ts";
import { type Edit, splice } from "../../../src/page/splice.ts";
import type { Matched } from "../match.ts";
import type { Standing } from "./parts.ts";

/** The table of a group that others are written like, and what becomes of its columns. */
export type Model = {
  readonly part: Standing;
  readonly matched: Matched;
  readonly columns: readonly Edit[];
};

/** A line above the rows for another group: with its name where the title has one, without what refers to the table. */
const forGroup = (line: string, from: string, to: string): readonly string[] =>
  /^\s*:name:|^\[(?:\[.*\]|#[^,\]]*)\]$/.test(line)
    ? []
    : [
        line.replace(
          /^(\s*\.\. [\w-]+:: |\.(?=[^\s.]))(.*)$/,
          (_, lead: string, title: string) => lead + title.replaceAll(from, () => to),
        ),
      ];

/** A table as a page of its own, for a group of that name; what is remarked between its rows stays behind. */
const apart = (page: Page, { part, matched: { lines, table } }: Model, name: string) => {
  const { scan, tables, commentText, escape } = markupOf(page.path);
  const own = linesIn(page, lines).flatMap((line, at) => {
    if (lines.first + at < table.header.line) return forGroup(line, part.name, escape("title").write(name));
    return lines.first + at > table.header.line && commentText(line.trim()) !== undefined ? [] : [line];
  });
  const eol = eolAt(page, lines.first);
  const scanned = scan(page.path, own.map((line) => line + eol).join(""));
  const [found] = tables(scanned, { first: 0, last: own.length, indent: 0 }, "any");
  return found === undefined ? undefined : { ...found, whole: scanned };
};

/** The lines of a group's table like another's, with columns as that will have them; undefined where none can be made. */
export const tableLike = (
  page: Page,
  like: Model,
  name: string,
  rows: readonly string[],
): string | undefined => {
  const { matched, columns } = like;
  const inside = matched.page;
  const isLifted = inside.outside !== undefined;
  const found = isLifted ? apart(page, like, name) : { page: inside, table: matched.table, whole: page };
  if (found === undefined) return undefined;
  const { header, delimiter, rows: own } = found.table;
  const start = startAt(found.page, header.line);
  const head = endAt(found.page, delimiter.line);
  const end = endAt(found.page, own.at(-1)?.line ?? delimiter.line);
  const eol = isLifted ? "\n" : eolAt(page, header.line);
  const isSame = lineAt(found.page, header.line) === lineAt(inside, matched.table.header.line);
  const edits = [
    ...(isSame ? columns.filter((edit) => edit.end <= head) : []),
    { start: head, end, text: rows.map((row) => eol + row).join("") },
  ];
  if (found.page.outside === undefined) {
    const text = splice(inside.text, edits);
    return text.slice(start, text.length - (inside.text.length - end));
  }
  const made = found.page.outside(edits);
  return made === undefined ? undefined : splice(found.whole.text, made).trimEnd();
};
