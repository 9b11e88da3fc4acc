import type { Note } from "../../../src/model/note.ts";
import { eolAt } from "../../../src/page/page.ts";
import { placeName } from "../../../src/page/region.ts";
import type { Grouping } from "../../../src/config/order-settings.ts";
import type { TableSettings } from "../../../src/config/settings.ts";
import { comparator, slotFinder } from "../../../src/text/order.ts";
import { groupKey } from "../../placing/groups.ts";
import { sortKey } from "../../placing/past.ts";
import { madeHeader } from "../../section/headers.ts";
import { type TableRequest } from "../arrange.ts";
import { type TablePlan } from "../index.ts";
import { noCarriage } from "../carriage.ts";
import { rowText } from "../insert.ts";
import type { TableSite } from "../match.ts";
import { type Model, tableLike } from "./like.ts";
import { endOf, type Standing } from "./parts.ts";
import { type Sibling } from "./lent.ts";
import { freshRecord } from "../rows.ts";
import { brokenAsIn } from "../subjects.ts";

export const nothing: TablePlan = { edits: [], notes: [], records: [], orphans: [] };

/** The note of a group's heading. */
export const groupNote = (action: Note["action"], name: string, settings: TableSettings): Note => ({
  cause: "catalog",
  models: [],
  what: "group",
  action,
  text: `${name} in ${placeName(settings)}`,
});

type FreshRequest = {
  readonly fresh: readonly Sibling[];
  /** The groups that stay, and those that go, in the order of the page. */
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
  const [first, second] = [...standing, ...emptied].sort((a, b) => a.heading.line - b.heading.line);
  const until = second?.heading.first ?? first?.region.last ?? region.last;
  const { first: top } = like.matched.lines;
  const blank = top - endOf(page, like.part.heading.line, top);
  const between = Array.from({ length: blank }, () => "");
  const gap = eol.repeat(Math.max(1, until - endOf(page, region.first, until)));
  // Below all that stays: what goes after it takes its own place along.
  const leaving = emptied.find((part) => standing.every(({ heading }) => heading.line < part.heading.line));
  const bottom = endOf(page, region.first, leaving?.heading.first ?? region.last);
  const end = page.lines[bottom - 1]?.end ?? page.text.length;
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
      const made = tableLike(page, like, part.name, rows);
      if (made === undefined) return [];
      const header = madeHeader(page.path, split, part.name, String(count));
      const text = [...header, ...between, made].join(eol);
      const next = standing[slotOf(keyOf(part.name))];
      const at = next === undefined ? end : (page.lines[next.heading.first]?.start ?? end);
      return [
        {
          ...nothing,
          edits: [{ start: at, end: at, text: next === undefined ? eol + gap + text : text + eol + gap }],
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
