import type { Note } from "../../src/model/note.ts";
import { type Outcome, ok, type Problem } from "../../src/model/problem.ts";
import { eolAt, isBlankLine, lineAt, type Page } from "../../src/page/page.ts";
import { headingText, placeName } from "../../src/page/region.ts";
import type { Edit } from "../../src/page/splice.ts";
import { comparator, slotFinder } from "../../src/text/order.ts";
import { groupKey } from "../placing/groups.ts";
import { sortKey } from "../placing/past.ts";
import type { TableRequest } from "./arrange.ts";
import { planTable, type TablePlan } from "./index.ts";
import { rowText } from "./insert.ts";
import { type Matched, matchTable, type TableSite } from "./match.ts";
import { headingOf, type Part, partsOf } from "./parts.ts";
import { freshRecord } from "./rows.ts";
import { subjectsOf } from "./subjects.ts";

/** What the tables of all groups need, and the places that their records are of. */
export type SplitPlan = TablePlan & { readonly places: readonly string[] };

/** A part that stands in the page. */
type Standing = Part & {
  readonly heading: NonNullable<Part["heading"]>;
  readonly region: NonNullable<Part["region"]>;
};

const isStanding = (part: Part): part is Standing => part.heading !== undefined && part.region !== undefined;

const nothing: TablePlan = { edits: [], notes: [], records: [], orphans: [] };

const groupNote = (action: Note["action"], name: string, settings: Part["settings"]): Note => ({
  cause: "catalog",
  models: [],
  what: "group",
  action,
  text: `${name} in ${placeName({ ...settings, heading: settings.heading.slice(0, -1) })}`,
});

/** The line after the last of some that isn't blank. */
const endOf = (page: Page, first: number, last: number): number => {
  let end = last;
  while (end > first && isBlankLine(page, end - 1)) end -= 1;
  return end;
};

/** Takes a heading out with all that stands under it. */
const withoutPart = (page: Page, { heading, region }: Standing): Edit => {
  const start = page.lines[heading.first]?.start ?? 0;
  if (region.last < page.lines.length)
    return { start, end: page.lines[region.last]?.start ?? start, text: "" };
  const above = endOf(page, 0, heading.first);
  const end = page.lines[endOf(page, heading.line, region.last) - 1]?.end ?? page.text.length;
  return { start: page.lines[above - 1]?.end ?? 0, end, text: "" };
};

/** Whether a part has nothing under its heading but its table, whose rows all go. */
const isEmptied = (
  page: Page,
  { region, settings }: Standing,
  matched: Matched,
  plan: TablePlan,
): boolean => {
  const { table } = matched;
  if (settings.empty !== undefined || plan.records.length > 0 || table.rows.length === 0) return false;
  const going = plan.notes.filter(({ what, action }) => what === "row" && action === "remove").length;
  const last = (table.rows.at(-1) ?? table.delimiter).line;
  const isAlone = Array.from(
    { length: region.last - region.first },
    (_, index) => region.first + index,
  ).every((line) => isBlankLine(page, line) || (line >= table.header.line && line <= last));
  return going === table.rows.length && isAlone && plan.orphans.length === 0;
};

/** The heading's count, where the config has one and another number stands there. */
const counted = (page: Page, part: Standing, header: string, count: number): readonly Edit[] => {
  if (!header.includes("{count}")) return [];
  const [, , text = ""] = /^(#{1,6})\s+(.*)$/su.exec(headingOf(header, part.name, count)) ?? [];
  if (headingText(part.heading) === text) return [];
  const { start = 0, end = 0 } = page.lines[part.heading.line] ?? {};
  const at = page.text.slice(start, end).indexOf(part.heading.text);
  return at === -1 ? [] : [{ start: start + at, end: start + at + part.heading.text.length, text }];
};

/** A new group's text: its heading and its table, as those beside it are written. */
const freshText = (
  page: Page,
  like: { readonly part: Standing; readonly matched: Matched },
  {
    part,
    lines,
    header,
  }: { readonly part: Part; readonly lines: readonly string[]; readonly header: string },
): string => {
  const { header: top, delimiter } = like.matched.table;
  const between = Array.from({ length: top.line - like.part.heading.line - 1 }, () => "");
  const eol = eolAt(page, top.line);
  const heading = headingOf(header, part.name, lines.length);
  return [heading, ...between, lineAt(page, top.line), lineAt(page, delimiter.line), ...lines].join(eol);
};

/**
 * Plans the tables of a place that has one for each group: each as any other, and the headings, which are made
 * with the first model of a group, say how many there are, and go with the last.
 */
export const planSplit = (site: TableSite, request: TableRequest): Outcome<SplitPlan> => {
  const { page, region, settings, file } = site;
  const { entries, past } = request;
  const { split } = settings;
  const parts = partsOf(page, region, settings, entries);
  if (split === undefined) return ok({ ...nothing, places: [] });
  const problems: Problem[] = [];
  const plans: TablePlan[] = [];
  const standing = parts.filter(isStanding);
  let like: { readonly part: Standing; readonly matched: Matched } | undefined;
  for (const part of standing) {
    const at = { page, region: part.region, settings: part.settings, file };
    const wanted = entries.filter(part.settings.test);
    const matched = matchTable(at, subjectsOf(part.settings, wanted), { all: [], byVariant: new Map() });
    // A heading of something else.
    if (!matched.ok && wanted.length === 0) continue;
    const planned = planTable(at, {
      ...request,
      subjects: subjectsOf(part.settings, wanted, request.maker),
      unwanted: entries.filter((entry) => !part.settings.test(entry)),
    });
    problems.push(...planned.problems);
    if (!planned.ok || !matched.ok) continue;
    like ??= { part, matched: matched.value };
    if (wanted.length === 0 && isEmptied(page, part, matched.value, planned.value))
      plans.push({
        ...planned.value,
        edits: [withoutPart(page, part)],
        notes: [...planned.value.notes, groupNote("remove", part.name, part.settings)],
      });
    else {
      const edits = wanted.every(past.follows) ? counted(page, part, split.header, wanted.length) : [];
      plans.push({ ...planned.value, edits: [...planned.value.edits, ...edits] });
    }
  }
  const keyOf = (name: string) => groupKey(split, name);
  const slotOf = slotFinder(
    standing.map(({ name }) => keyOf(name)),
    split.order,
  );
  const compareGroups = comparator(split.order);
  const compare = comparator(settings.order);
  const fresh = parts
    .filter((part) => !isStanding(part))
    .sort((a, b) => compareGroups(keyOf(a.name), keyOf(b.name)));
  for (const part of fresh) {
    const subjects = subjectsOf(part.settings, entries, request.maker)
      .filter(past.selected)
      .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
    if (subjects.length === 0 || like === undefined) continue;
    const matched = { ...like.matched, settings: part.settings, place: placeName(part.settings) };
    const row = matched.table.rows[0] ?? matched.table.header;
    const lines = subjects.map((subject) => rowText(matched, subject, row, new Map()));
    const text = freshText(page, like, { part, lines, header: split.header });
    const next = standing[slotOf(keyOf(part.name))];
    const [first] = standing;
    const eol = eolAt(page, matched.table.header.line);
    const until = standing[1]?.heading.first ?? first?.region.last ?? region.last;
    const gap = eol.repeat(Math.max(1, until - endOf(page, region.first, until)));
    const end = page.lines[endOf(page, region.first, region.last) - 1]?.end ?? page.text.length;
    const at = next === undefined ? end : (page.lines[next.heading.first]?.start ?? end);
    plans.push({
      ...nothing,
      edits: [{ start: at, end: at, text: next === undefined ? eol + gap + text : text + eol + gap }],
      notes: [
        groupNote("add", part.name, part.settings),
        ...subjects.map(
          (subject): Note => ({
            cause: "catalog",
            models: [subject.id],
            what: "row",
            action: "add",
            text: `${subject.name} in ${matched.place}`,
          }),
        ),
      ],
      records: subjects.map((subject) => freshRecord(matched, subject, "tool")),
    });
  }
  return ok(
    {
      edits: plans.flatMap(({ edits }) => edits),
      notes: plans.flatMap(({ notes }) => notes),
      records: plans.flatMap(({ records }) => records),
      orphans: plans.flatMap(({ orphans }) => orphans),
      places: parts.map((part) => placeName(part.settings)),
    },
    problems,
  );
};
