import { atLineStart, type Escape, type EscapeName } from "../text/escapes.ts";
import { toText } from "../config/expression.ts";
import { fillLine, type LineTemplate, ownNames, type ValuePiece } from "./line-template.ts";
import {
  type Edit,
  type MarkupName,
  type Page,
  endAt,
  lineAt,
  lineIndexAt,
  spaceBefore,
  splice,
  startAt,
} from "./page.ts";
import { isUnderline } from "../text/emit/rst-titles.ts";
import { columnsOf } from "./rst/columns.ts";
import type { Block } from "./block.ts";
import type { Format } from "./format.ts";
import { type FieldValue, isList } from "../model/entry.ts";
import { bareAddress } from "../text/emit/open-links.ts";
import { holdBrackets, releaseBrackets } from "../text/emit/markdown.ts";
import { longestRun } from "../text/emit/fence.ts";
import { wrapLines } from "./wrapped.ts";

/** What fills a format in. */
export type BlockContent = {
  /** The title as it is written where it lands. */
  readonly title: (escape: EscapeName) => string;
  readonly escape: (name: EscapeName) => Escape;
  readonly fence: string;
  readonly include: string;
  readonly code: string;
  readonly bullet: string;
  readonly fields: ReadonlyMap<string, FieldValue>;
  readonly markup: MarkupName;
};

/** Makes a fence longer than every run of its character in the code that it will hold; of hyphens, those alone on a line. */
const lengthened = (line: string, code: string, markup: MarkupName): string => {
  if (markup === "asciidoc" && /^-{4,}$/.test(line))
    return "-".repeat(
      Math.max(line.length, ...(code.match(/^-{4,}(?=\s*$)/gm) ?? []).map(({ length }) => length + 1)),
    );
  return line.replace(/^(\s*)(`{3,}|~{3,})/, (_, space: string, mark: string) => {
    const char = mark.slice(0, 1);
    return space + char.repeat(Math.max(mark.length, longestRun(code, char) + 1));
  });
};

const trimBlank = (line: string): string => (line.trim() === "" ? "" : line);

/** Where a value may begin with a space. */
const spaced: ReadonlySet<EscapeName> = new Set(["markdown", "html", "cell"]);

/** Where values are running text. */
const texts: ReadonlySet<EscapeName> = new Set([...spaced, "heading", "title"]);

const ownValue = (
  content: BlockContent,
  { name, escape, joined, bare, part, first }: ValuePiece,
  between: string | undefined,
): string => {
  switch (name) {
    case "title":
      return content.title(escape);
    case "fence":
      return content.fence;
    case "include":
      return content.include;
    case "bullet":
      return content.bullet;
    default: {
      const value = content.fields.get(name);
      if (between !== undefined && value !== undefined && isList(value))
        return value.map((item) => content.escape(escape).write(toText(item))).join(between);
      const text = toText(value);
      if (bare && content.markup === "asciidoc") return bareAddress(content.escape("address").write(text));
      if (part === true) return content.escape("address").write(`/${text}`).slice(1);
      const written = content.escape(escape).write(text);
      if (first && content.markup === "markdown" && (texts.has(escape) || escape === "rich"))
        return atLineStart(written);
      return joined && spaced.has(escape) && written !== "" && text.startsWith(" ") ? ` ${written}` : written;
    }
  }
};

/** Whether a line is made of fields alone, and a model has none of them: it isn't there then. */
const isLeftOut = (line: LineTemplate, { fields }: BlockContent): boolean =>
  line.length > 0 &&
  line.every((piece) =>
    piece.type === "text"
      ? piece.text.trim() === ""
      : !ownNames.includes(piece.name) && fields.has(piece.name) && toText(fields.get(piece.name)) === "",
  ) &&
  line.some(({ type }) => type === "value");

const codeLines = (code: string, space: string): readonly string[] =>
  code
    .trimEnd()
    .split("\n")
    .map((each) => (each === "" ? "" : space + each));

/** The lines of an entry, each after `lead`; blank ones stay empty. */
export const blockLines = (format: Format, lead: string, content: BlockContent): readonly string[] => {
  const { open, body, close, indent, wrap } = format;
  const lines: string[] = [];
  const broken = (all: readonly string[]): readonly string[] =>
    wrap === undefined ? all : wrapLines(all, wrap);
  const value = (piece: ValuePiece, between?: string): string =>
    piece.name === "code" ? "" : ownValue(content, piece, between);
  const holds = content.markup === "markdown" && !format.code;
  const held = (piece: ValuePiece, between?: string): string =>
    texts.has(piece.escape) ? holdBrackets(value(piece, between)) : value(piece, between);
  const add = (line: LineTemplate, before: string): void => {
    const text = holds ? releaseBrackets(fillLine(line, held)) : fillLine(line, value);
    const push = (each: string): void => {
      lines.push(each === "" ? "" : before + each);
    };
    // An opening may be of two lines.
    const said = format.code ? lengthened(text, content.code, content.markup) : text;
    if (!format.code || !line.some((piece) => piece.type === "value" && piece.name === "code"))
      said.split("\n").map(trimBlank).forEach(push);
    else codeLines(content.code, spaceBefore(text)).forEach(push);
  };
  add(open, lead);
  for (const line of body) if (!isLeftOut(line, content)) add(line, lead + indent);
  if (close !== undefined) add(close, lead);
  // What no line closes ends with its last line of text, and would not be read with blank ones after it.
  while (lines.at(-1) === "") lines.pop();
  if (content.markup !== "rst") return broken(lines);
  const titled = [open, ...body].findIndex((line) =>
    line.some((piece) => piece.type === "value" && piece.name === "title"),
  );
  const width = columnsOf((lines[titled] ?? "").slice(lead.length).trimEnd());
  const underlined = lines.map((line, index) => {
    const own = line.slice(lead.length).trimEnd();
    return Math.abs(index - titled) === 1 && isUnderline(own, 1)
      ? lead + own.slice(0, 1).repeat(width)
      : line;
  });
  return broken(underlined);
};

/** The lines of an entry, and where its title is. */
type Titled = Pick<Block, "first" | "last" | "titleAt">;

/** The edits of lines around a title, which are as wide as it, or wider. */
const adornmentEdits = (page: Page, { titleAt }: Pick<Titled, "titleAt">, title: string): readonly Edit[] => {
  if (page.markup !== "rst") return [];
  const line = lineIndexAt(page, titleAt.start);
  const below = lineAt(page, line + 1).trimEnd();
  const was = columnsOf(lineAt(page, line).trimEnd());
  // A shorter line is one of the text, such as a bracket.
  if (!isUnderline(below, Math.min(was, 4))) return [];
  const width = was + columnsOf(title) - columnsOf(page.text.slice(titleAt.start, titleAt.end));
  const edit = (index: number): readonly Edit[] => {
    const own = lineAt(page, index).trimEnd().length;
    const wide = own === was ? width : Math.max(own, width);
    return [{ start: startAt(page, index), end: endAt(page, index), text: below.slice(0, 1).repeat(wide) }];
  };
  return [...(lineAt(page, line - 1).trimEnd() === below ? edit(line - 1) : []), ...edit(line + 1)];
};

/** The edits that give an entry another title, as it is written. */
export const titleEdits = (page: Page, block: Pick<Titled, "titleAt">, title: string): readonly Edit[] =>
  [{ ...block.titleAt, text: title }, ...adornmentEdits(page, block, title)].sort(
    (a, b) => a.start - b.start,
  );

/** The lines of an entry as they stand in the page, with another title as it is written. */
export const retitledLines = (page: Page, block: Titled, title: string): readonly string[] => {
  const before = startAt(page, block.first);
  const after = endAt(page, block.last - 1);
  const edits = titleEdits(page, block, title).map(({ start, end, text }) => ({
    start: start - before,
    end: end - before,
    text,
  }));
  const lines = splice(page.text.slice(before, after), edits).split(/\r?\n/);
  const marks = (page.quote?.match(/>/g) ?? []).length;
  return marks === 0
    ? lines
    : lines.map((line) => line.replace(new RegExp(`^(?:[ \\t]*>[ \\t]?){${marks}}`), ""));
};

/** The title of an entry as it is written in the page. */
export const writtenTitle = (page: Page, { titleAt }: Block): string =>
  page.text.slice(titleAt.start, titleAt.end);
