import { asciidocRich, linkAddress, readText, writeText } from "../../text/emit/asciidoc.ts";
import { type Escape, escapes, escapesWith } from "../../text/escapes.ts";
import { type SourceRow, decodeCell, encodeCell } from "../lifted.ts";
import type { Markup, Menu, MenuItem } from "../markup.ts";
import { notesIn } from "../notes.ts";
import type { Page } from "../page.ts";
import { headingText } from "../places/headings.ts";
import { lineMenu } from "../rows/menu.ts";
import { scanAsciidoc, textAt } from "./blocks.ts";
import { identified, tabsIn } from "./places.ts";
import { tablesIn, unreadIn } from "./tables.ts";

/** An item of a list, by the line that it begins in: its sign, and the line after all that is below it. */
type Item = SourceRow & { readonly mark: string; readonly parent: Item | undefined };

const item = /^[ \t]*(\*+|-+|\.+)[ \t]+(\S.*)$/;

const levelAt = (page: Page, line: number): number => item.exec(textAt(page, line))?.[1]?.length ?? 0;

/** The items of the page's lists. */
const itemsIn = (page: Page): readonly Item[] => {
  const found: Item[] = [];
  for (let line = 0; line < page.lines.length; line += 1) {
    const [, mark = "", text = ""] = page.opaque[line] === true ? [] : (item.exec(textAt(page, line)) ?? []);
    if (mark === "") continue;
    let last = line + 1;
    let level = levelAt(page, last);
    while (
      level > mark.length ||
      (level === 0 && /^\+?$|^[ \t]/.test(textAt(page, last)) && last < page.lines.length)
    ) {
      last += 1;
      level = levelAt(page, last);
    }
    while (textAt(page, last - 1) === "") last -= 1;
    const parent = found.findLast((each) => line < each.last);
    found.push({ first: line, last, cells: [text], mark, parent });
  }
  return found;
};

const link = /^xref:([^\s[\]]+?)(?:\.(?:adoc|asciidoc))?\[((?:[^\]\\]|\\.)*)\]$/;

/** What an item leads to: a page, without its ending, or other text as it stands. */
const read = (text: string): MenuItem => {
  const [, page, title = ""] = link.exec(text) ?? [];
  if (page === undefined) return { page: text };
  return title === "" ? { page } : { title: readText(title.replaceAll("\\]", "]")), page };
};

const write = ({ title, page }: MenuItem): string => {
  const file = /\.(?:adoc|asciidoc)$|#/.test(page) ? page : `${page}.adoc`;
  return `xref:${file}[${writeText(title ?? "")}]`;
};

const labelOf = ({ cells: [text = ""] }: Item): string => {
  const { title, page } = read(text);
  return title ?? readText(page);
};

/** The lists of Antora's navigation, each called by the item above it, its title or its heading. */
const navMenus = (page: Page): readonly Menu[] => {
  const all = itemsIn(page);
  // Blank lines and comments are part of a list; both together part two.
  const goesOn = (from: number, to: number): boolean =>
    /^(?:\n*|(?:\/\/.*\n)*)$/.test(
      Array.from({ length: Math.max(0, to - from) }, (_, at) => `${textAt(page, from + at)}\n`).join(""),
    );
  const tops = all.filter(
    ({ parent, first }, index) =>
      parent === undefined && (index === 0 || !goesOn(all[index - 1]?.last ?? 0, first)),
  );
  const runOf = (top: Item): readonly Item[] =>
    all.filter(
      (each) => each.parent === undefined && tops.findLast(({ first }) => first <= each.first) === top,
    );
  const menuOf = (above: Item | undefined, rows: readonly Item[], line: number): Menu => {
    const title = /^\.([^\s.].*)$/.exec(textAt(page, line - 1))?.[1];
    const heading = page.headings.findLast((each) => each.line < line);
    const names =
      above === undefined
        ? [...(title === undefined ? [] : [title]), ...(heading === undefined ? [] : [headingText(heading)])]
        : [labelOf(above)];
    const [like] = rows;
    const mark = like?.mark ?? `${above?.mark ?? ""}*`;
    // What is no link to a page, or is written in another way, stays as it stands.
    const own = new Map(rows.map(({ cells: [text = ""] }) => [JSON.stringify(read(text)), text]));
    return lineMenu(page, {
      ...{ line, names, rows, read, headGap: [] },
      write: (made) => own.get(JSON.stringify(made)) ?? write(made),
      header: { first: line, last: line, cells: [] },
      lead: `${mark} `,
    });
  };
  const starts = new Set(tops.map(({ first }) => first));
  // A title that all items left is that of a list still.
  const untold = Array.from(page.lines.keys(), (line) => line + 1).filter(
    (line) => !starts.has(line) && /^\.[^\s.]/.test(textAt(page, line - 1)),
  );
  return [
    ...tops.map((top) => menuOf(undefined, runOf(top), top.first)),
    ...untold.map((line) => menuOf(undefined, [], line)),
    ...all.flatMap((above) => {
      const rows = all.filter(({ parent }) => parent === above);
      const isPlain = /^[^[\]:]+$/.test(above.cells[0] ?? "");
      return rows.length > 0 || isPlain ? [menuOf(above, rows, above.first + 1)] : [];
    }),
  ];
};

const address: Escape = {
  ...escapes.address,
  write: (value) => linkAddress(escapes.address.write(value)),
};

const escape = escapesWith({ write: writeText, read: readText, markup: true }, (value) =>
  asciidocRich(value, address.write),
);

/** AsciiDoc, as Asciidoctor and Antora read it. */
const asciidoc: Markup = {
  name: "asciidoc",
  scan: scanAsciidoc,
  tables: tablesIn,
  unread: unreadIn,
  cell: {
    text: (value) =>
      value
        .split("\n")
        .map(writeText)
        .filter((line) => line !== "")
        .join(" +\n"),
    code: (value) => `\`${writeText(value)}\``,
    rich: (value) => asciidocRich(value, address.write),
    address: address.write,
    bareLinks: true,
    read: (written) => {
      const source = decodeCell(written).replaceAll("\\|", "|").trim();
      // Pictures that say nothing are told apart by their names.
      return readText(source) || (/^(?:icon|image):/.test(source) ? source : "");
    },
    notes: notesIn("asciidoc"),
    whole: (written) => encodeCell(written.replace(/(?<!\\)\|/g, "\\|")),
  },
  escape: (name) => (name === "address" ? address : escape(name)),
  tabs: tabsIn,
  identified,
  commentText: (line) => /^\/\/(?!\/)\s*(.*)/.exec(line.trimEnd())?.[1],
  comment: (said) => `// ${said}`,
  // By Antora's convention, navigation is in files of that name.
  menus: (page) => (/(?:^|\/)[^/]*nav[^/]*$/i.test(page.path) ? navMenus(page) : []),
  tab: (label) => `${label}::`,
};

/** Its markup: what only some pages are written in is loaded when it is asked for. */
export const asciidocMarkup = (): Markup => asciidoc;
