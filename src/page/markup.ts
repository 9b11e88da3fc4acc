import type { Emitters } from "../config/expression.ts";
import type { RelativePath } from "../model/file.ts";
import type { Escape, EscapeName } from "../text/escapes.ts";
import type { Edit, MarkupName, Page, Region } from "./page.ts";
import type { LineRange } from "./row-lines.ts";
import type { Table } from "./table.ts";

/** How values are written into cells, and what a person sees of a cell. */
export type CellText = Emitters & {
  readonly read: (written: string) => string;
  /** The marks of people's notes at the end of a cell; left out where there are none. */
  readonly notes?: (written: string) => string;
  /** What a cell calls, without all that stands behind a name; left out where nothing tells the two apart. */
  readonly named?: (written: string) => string;
  /** A cell as the table that the engine sees has it. */
  readonly whole: (written: string) => string;
};

/** A table, and the page or the inside of it that its offsets are of. */
export type FoundTable = {
  readonly page: Page;
  readonly table: Table;
  /** The lines that make a table of its rows, where these don't do so alone: those of a directive. */
  readonly lines?: LineRange;
};

/** A table that can't be read: the line that is in the way, and why, as the end of a sentence. */
export type Unread = { readonly line: number; readonly why: string };

/** A page that a menu leads to, with the title that it has there. */
export type MenuItem = { readonly title?: string; readonly page: string };

/** A list of pages that is part of a page: it makes the site's navigation. */
export type Menu = {
  readonly line: number;
  /** What it may be called by. */
  readonly names: readonly string[];
  readonly items: readonly MenuItem[];
  /** The line of each item. */
  readonly lines: readonly number[];
  /** The edits that give it other items; `gap` is what the blank lines below its items are to be, if not what they are. */
  readonly write: (items: readonly MenuItem[], gap?: string) => readonly Edit[];
};

/** A tab, or what has an ID: what it is called, and what stands in it or below it; undefined where that has no line of its own. */
export type Called = {
  readonly names: readonly string[];
  /** What it may be meant by, too, and is never offered by. */
  readonly others?: readonly string[];
  readonly inside: Region | undefined;
};

/** What stands in those that are called so. */
export const insidesCalled = (all: readonly Called[], name: string): readonly Region[] =>
  all.flatMap(({ names, others = [], inside }) =>
    inside !== undefined && [...names, ...others].includes(name) ? [inside] : [],
  );

/** What some are called. */
export const namesOf = (all: readonly Called[]): readonly string[] => all.flatMap(({ names }) => names);

/** What the engine must know of what a page is written in: all else is the same for every one. */
export type Markup = {
  readonly name: MarkupName;
  /** Scans a page into lines, headings, code and all else that is no text. */
  readonly scan: (path: RelativePath, text: string) => Page;
  /** The tables right in a region, or at whatever depth, in the order of the page. */
  readonly tables: (page: Page, region: Region, depth: "own" | "any") => readonly FoundTable[];
  /** The tables of a region that can't be read, where the markup has such. */
  readonly unread?: (page: Page, region: Region) => readonly Unread[];
  readonly cell: CellText;
  /** How a value is written where a format says that it lands. */
  readonly escape: (name: EscapeName) => Escape;
  /** The tabs of a region, by their labels. */
  readonly tabs: (page: Page, region: Region) => readonly Called[];
  /** What has an ID there: headings, blocks and elements. */
  readonly identified: (page: Page, region: Region) => readonly Called[];
  /** The text of a line that is a comment; undefined where it is none. */
  readonly commentText: (line: string) => string | undefined;
  /** A comment on a line of its own. */
  readonly comment: (text: string) => string;
  /** The menus of a page; undefined where pages have none. */
  readonly menus: ((page: Page) => readonly Menu[]) | undefined;
  /** How a tab of a label begins. */
  readonly tab: (label: string) => string;
};
