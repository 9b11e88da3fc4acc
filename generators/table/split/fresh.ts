import type { Note } from "../../../src/model/note.ts";
import { endAt, eolAt, indentAt, type Page, startAt } from "../../../src/page/page.ts";
import { placeName } from "../../../src/page/region.ts";
import { linesIn } from "../../../src/page/row-lines.ts";
import { splice } from "../../../src/page/splice.ts";
import type { Grouping } from "../../../src/config/order-settings.ts";
import type { TableSettings } from "../../../src/config/settings.ts";
import { comparator, slotFinder } from "../../../src/text/order.ts";
import { groupKey } from "../../placing/groups.ts";
import { sortKey } from "../../placing/past.ts";
import { madeHeader } from "../../placing/headers.ts";
import { type TableRequest, written } from "../arrange.ts";
import { type TablePlan } from "../index.ts";
import { noCarriage } from "../carriage.ts";
import { replaceRows, rowText } from "../insert.ts";
import type { Matched, TableSite } from "../match.ts";
import { endOf, endOfPart, isCommon, type Standing, tableOf } from "./parts.ts";
import { type Sibling } from "./lent.ts";
import { freshRecord } from "../rows.ts";
import { brokenAsIn } from "../subjects.ts";

export const nothing: TablePlan = { edits: [], notes: [], records: [], orphans: [] };

/** The note of a group's header. */
export const groupNote = (action: Note["action"], name: string, settings: TableSettings): Note => ({
  cause: "catalog",
  models: [],
  what: "group",
  action,
  text: `${name} in ${placeName(settings)}`,
});

/** The table of a group that others are written like. */
export type Model = { readonly part: Standing; readonly matched: Matched };

/** A new group's text: its header, its table and its footer, as those of the one beside it are written. */
const freshText = (
  page: Page,
  like: Model,
  standing: readonly Standing[],
  { header, rows }: Readonly<Record<"header" | "rows", readonly string[]>>,
): string | undefined => {
  const { part, matched } = like;
  const { table, page: inside } = matched;
  const lines = tableOf(page, part, table);
  const edits = written(matched, [replaceRows(inside, table, rows)]);
  if (lines === undefined || edits === undefined) return undefined;
  const start = startAt(page, lines.first);
  const own = splice(
    page.text.slice(start, endAt(page, lines.last - 1)),
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
  const lead = " ".repeat(indentAt(page, part.header.first));
  const { end, closing } = part.header;
  const below = linesIn(page, { first: lines.last, last: end + closing });
  const foot =
    closing === 0 ? [] : below.filter((text, index) => text.trim() === "" || index >= below.length - closing);
  return [
    ...header.map((line) => lead + line),
    ...linesIn(page, { first: part.region.first, last: lines.first }).filter((_, at) =>
      isCommon(page, part, part.region.first + at, standing),
    ),
    own,
    ...foot,
  ].join(eolAt(page, table.header.line));
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
      const text = freshText(page, like, all, { header, rows });
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
            ...subjects.map(
              ({ id, name }): Note => ({
                cause: "catalog",
                models: [id],
                what: "row",
                action: "add",
                text: `${name} in ${matched.place}`,
              }),
            ),
          ],
          records: subjects.map((subject) => freshRecord(matched, subject, "tool")),
        },
      ];
    });
};
