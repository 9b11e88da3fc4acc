import { type Note, noteOf } from "../../../src/model/note.ts";
import { type Page, endAt, eolAt, indentAt, startAt, textFrom, edited } from "../../../src/page/page.ts";
import { placeName } from "../../../src/page/region.ts";
import { linesIn } from "../../../src/page/row-lines.ts";
import { markupOf } from "../../../src/page/scan.ts";
import type { Grouping } from "../../../src/config/order-settings.ts";
import type { TableSettings } from "../../../src/config/settings.ts";
import { comparator, slotFinder } from "../../../src/text/order.ts";
import { groupKey } from "../../placing/groups.ts";
import { sortKey } from "../../placing/past.ts";
import { madeHeader } from "../../placing/headers.ts";
import { type Arrangement, type TableRequest, written } from "../arrange.ts";
import { type TablePlan } from "../index.ts";
import { noCarriage } from "../carriage.ts";
import { foundBeside, replaceRows, rowText } from "../insert.ts";
import type { TableSite } from "../meant.ts";
import { endOf, endOfPart, isCommon, type Standing } from "./parts.ts";
import { type Sibling } from "./lent.ts";
import { freshRecord } from "../rows.ts";
import { brokenAsIn } from "../subjects.ts";

export const nothing: TablePlan = { edits: [], notes: [], records: [], orphans: [] };

/** The note of a group's header. */
export const groupNote = (action: Note["action"], name: string, settings: TableSettings): Note =>
  noteOf({ what: "group", action }, "", `${name} in ${placeName(settings)}`);

/** The table of a group that others are written like, and what becomes of its columns. */
export type Model = Pick<Arrangement, "matched" | "columns"> & { readonly part: Standing };

/** The attributes of an AsciiDoc block without its ID: no two may have one. */
const withoutId = (line: string): string =>
  line
    .replace(/^\[([^\],="']*)#[^.%,\]]*/, "[$1")
    .replace(/([[,])\s*id\s*=\s*(?:"[^"]*"|'[^']*'|[^,\]]*)/, "$1")
    .replace(/^(\[),\s*|,\s*(?=,|\]$)/, "$1");

/** A line above the rows for another group: with its name where the title has one, without what refers to the table. */
const forGroup = (line: string, from: string, to: string): readonly string[] => {
  const own = /^\[[^[].*\]$/.test(line) ? withoutId(line) : line;
  if (/^\s*:name:|^\[(?:\[.*\])?\]$/.test(own)) return [];
  return [
    own.replace(
      /^(\s*\.\. [\w-]+:: |\.(?=[^\s.]))(.*)$/,
      (_, lead: string, title: string) => lead + title.replaceAll(from, () => to),
    ),
  ];
};

/** A new group's text: its header, its table and its footer, as those of the one beside it are written. */
const freshText = (
  page: Page,
  like: Model,
  standing: readonly Standing[],
  { name, header, rows }: Record<"header" | "rows", readonly string[]> & { readonly name: string },
): string | undefined => {
  const { part, matched, columns } = like;
  const { table, lines, page: inside } = matched;
  const { commentText, escape } = markupOf(page.path);
  const made = replaceRows(inside, table, rows);
  const edits = written(matched, [...columns.edits.filter((edit) => edit.end <= made.start), made]);
  if (edits === undefined) return undefined;
  const eol = eolAt(page, table.header.line);
  const title = escape("title").write(name);
  // What is remarked between the rows is of these.
  const remarks = new Set(
    linesIn(page, { ...lines, first: table.header.line + 1 }).filter(
      (line) => commentText(line) !== undefined,
    ),
  );
  const whole = { start: startAt(page, lines.first), end: endAt(page, lines.last - 1) };
  const own = edited(page.text, whole, edits)
    .split(/\r?\n/)
    .filter((line) => !remarks.has(line))
    .flatMap((line, at) =>
      lines.first + at < table.header.line ? forGroup(line, part.header.name, title) : [line],
    );
  const lead = " ".repeat(indentAt(page, part.header.first));
  const { end, closing } = part.header;
  const below = linesIn(page, { first: lines.last, last: end + closing });
  const foot =
    closing === 0 ? [] : below.filter((text, index) => text.trim() === "" || index >= below.length - closing);
  return [
    ...header.map((line) => lead + line),
    ...linesIn(page, { first: part.region.first, last: lines.first }).filter((_, at) => {
      // The blank lines above something are its own.
      const next = textFrom(page, part.region.first + at, lines.first);
      return next === lines.first || isCommon(page, part, next, standing);
    }),
    ...own,
    ...foot,
  ].join(eol);
};

type FreshRequest = {
  readonly fresh: readonly Sibling[];
  /** The groups with tables that stay, and those that go, in the order of the page. */
  readonly standing: readonly Standing[];
  readonly emptied: readonly Standing[];
  readonly like: Model;
};

/** Plans the groups that lack, each among those that stand there, by their order. */
export const planFresh = (
  { page, region, settings }: TableSite,
  { past, carriage = noCarriage }: TableRequest,
  split: Grouping,
  { fresh, standing, emptied, like }: FreshRequest,
): readonly TablePlan[] => {
  const keyOf = (name: string) => groupKey(split, name);
  const slotOf = slotFinder(
    standing.map(({ name }) => keyOf(name)),
    split.order,
  );
  const compareGroups = comparator(split.order);
  const compare = comparator(settings.order);
  const { table } = like.matched;
  const eol = eolAt(page, table.header.line);
  const all = [...standing, ...emptied].sort((a, b) => a.header.first - b.header.first);
  const [first, second] = all;
  const until = second?.header.first ?? first?.region.last ?? region.last;
  const blank = until - endOf(page, region.first, until);
  // One alone may stand at the end of the page.
  const gap = eol.repeat(second === undefined ? Math.max(1, blank) : blank);
  return [...fresh]
    .sort((a, b) => compareGroups(keyOf(a.part.name), keyOf(b.part.name)))
    .flatMap(({ part, subjects: wanted }): readonly TablePlan[] => {
      const subjects = brokenAsIn(page, wanted)
        .filter(past.selected)
        .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
      if (subjects.length === 0) return [];
      const matched = { ...like.matched, settings: part.settings, place: placeName(part.settings) };
      const row = table.rows[0] ?? table.header;
      const carriedTo = carriage.to(part.settings);
      const rows = subjects.map((subject) => rowText(matched, subject, row, carriedTo(subject)));
      const count = new Set(subjects.map(({ id }) => id)).size;
      const header = madeHeader(page.path, split, part.name, String(count));
      const text = freshText(page, like, all, { name: part.name, header, rows });
      if (text === undefined) return [];
      const slot = slotOf(keyOf(part.name));
      const [previous, next] = [standing[slot - 1], standing[slot]];
      const above =
        previous === undefined
          ? endOf(page, region.first, first?.header.first ?? region.last)
          : endOfPart(page, previous);
      const at =
        previous === undefined && next !== undefined
          ? startAt(page, next.header.first)
          : endAt(page, above - 1);
      return [
        {
          ...nothing,
          edits: [
            {
              start: at,
              end: at,
              text: previous === undefined && next !== undefined ? text + eol + gap : eol + gap + text,
            },
          ],
          notes: [
            groupNote("add", part.name, settings),
            ...subjects.map(({ id, name }) =>
              noteOf({ what: "row", action: "add" }, id, `${name} in ${matched.place}`),
            ),
          ],
          records: subjects.map((subject) => ({
            ...freshRecord(matched, subject, "tool"),
            ...foundBeside(matched, subject, row),
          })),
        },
      ];
    });
};
