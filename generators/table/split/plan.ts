import type { Note } from "../../../src/model/note.ts";
import { type Outcome, ok, type Problem, warning } from "../../../src/model/problem.ts";
import { eolAt, isBlankLine, lineAt, type Page } from "../../../src/page/page.ts";
import { placeName } from "../../../src/page/region.ts";
import type { Grouping } from "../../../src/config/order-settings.ts";
import type { TableSettings } from "../../../src/config/settings.ts";
import { comparator, slotFinder } from "../../../src/text/order.ts";
import { listNames } from "../../../src/text/suggest.ts";
import { groupKey } from "../../placing/groups.ts";
import { sortKey } from "../../placing/past.ts";
import { type Arrangement, arrangeTable, type TableRequest } from "../arrange.ts";
import { tablePlan, type TablePlan, tableProblems } from "../index.ts";
import { noCarriage } from "../carriage.ts";
import { movedTest } from "../departed.ts";
import { rowText } from "../insert.ts";
import { brokenAsIn, type Matched, type TableSite } from "../match.ts";
import {
  counted,
  endOf,
  headingOf,
  isStanding,
  type Part,
  partsOf,
  type Standing,
  withoutPart,
} from "./parts.ts";
import { findLent, lentProblem, type Sibling, withLent } from "./lent.ts";
import { freshRecord } from "../rows.ts";
import { type Subject, subjectsOf } from "../subjects.ts";

/** What the tables of all groups need, and the places that their records are of. */
export type SplitPlan = TablePlan & { readonly places: readonly string[] };

const nothing: TablePlan = { edits: [], notes: [], records: [], orphans: [] };

const groupNote = (action: Note["action"], name: string, settings: TableSettings): Note => ({
  cause: "catalog",
  models: [],
  what: "group",
  action,
  text: `${name} in ${placeName(settings)}`,
});

/** Whether a part has nothing under its heading but its table, whose rows all go. */
const isEmptied = (
  page: Page,
  { region, settings }: Standing,
  { matched: { table }, statuses }: Arrangement,
  plan: TablePlan,
): boolean => {
  const going = statuses.filter(({ remove }) => remove).length;
  if (settings.empty !== undefined || going === 0 || going < table.rows.length) return false;
  if (plan.records.length + plan.orphans.length > 0) return false;
  const last = (table.rows.at(-1) ?? table.delimiter).line;
  return Array.from({ length: region.last - region.first }, (_, index) => region.first + index).every(
    (line) => isBlankLine(page, line) || (line >= table.header.line && line <= last),
  );
};

/** The table of a group that others are written like. */
type Model = { readonly part: Standing; readonly matched: Matched };

/** A new group's text: its heading and its table, as those beside it are written. */
const freshText = (page: Page, like: Model, header: string, lines: readonly string[]): string => {
  const { header: top, delimiter } = like.matched.table;
  const between = Array.from({ length: top.line - like.part.heading.line - 1 }, () => "");
  const start = [lineAt(page, top.line), lineAt(page, delimiter.line)];
  return [header, ...between, ...start, ...lines].join(eolAt(page, top.line));
};

/** Plans the groups that lack, each among those that stand there, by their order. */
const planFresh = (
  { page, region, settings }: TableSite,
  { past, carriage = noCarriage }: TableRequest,
  split: Grouping,
  {
    fresh,
    standing,
    like,
  }: { readonly fresh: readonly Sibling[]; readonly standing: readonly Standing[]; readonly like: Model },
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
  const [first, second] = standing;
  const until = second?.heading.first ?? first?.region.last ?? region.last;
  const gap = eol.repeat(Math.max(1, until - endOf(page, region.first, until)));
  const end = page.lines[endOf(page, region.first, region.last) - 1]?.end ?? page.text.length;
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
      const text = freshText(page, like, headingOf(split.header, part.name, count), rows);
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

/** A group's table as it is arranged: undefined where it isn't there yet. */
type ArrangedSibling = Sibling & {
  readonly outcome: Outcome<Arrangement> | undefined;
  /** What is said of its models' rows that stand in others. */
  readonly told: readonly Problem[];
};

/** Arranges the table of each group, for its models and for those whose rows people put there. */
const siblingsOf = (
  { page, region, settings, file }: TableSite,
  request: TableRequest,
  split: Grouping,
): readonly ArrangedSibling[] => {
  const { entries, past, maker } = request;
  const all = subjectsOf(settings, entries, maker);
  const isShared = movedTest(split, all, past);
  const arranged = (part: Part, subjects: readonly Subject[]): ArrangedSibling => {
    const outcome =
      part.region === undefined
        ? undefined
        : arrangeTable(
            { page, region: part.region, settings: part.settings, file },
            {
              ...request,
              subjects,
              isShared,
              unwanted: () => entries.filter((entry) => !part.settings.test(entry)),
            },
          );
    const matched = outcome?.ok === true ? outcome.value.matched : undefined;
    return { part, subjects, outcome, matched, told: [] };
  };
  const own = partsOf(page, region, settings, entries).map((part) =>
    arranged(part, all.filter(part.settings.test)),
  );
  const going = own.flatMap(({ outcome }) =>
    outcome?.ok === true ? outcome.value.statuses.flatMap(({ row, remove }) => (remove ? [row] : [])) : [],
  );
  const lent = findLent(own, new Set(going));
  return own.map((sibling) => {
    const told = lent.filter(({ from, subject }) => from === sibling.part && !subject.continues);
    const isConcerned = lent.some(({ from, to }) => from === sibling.part || to === sibling.part);
    if (!isConcerned) return sibling;
    const problems = told.map((each) => lentProblem(settings.page, each));
    return { ...arranged(sibling.part, withLent(sibling, lent)), told: problems };
  });
};

/** What is said where no group's table stands yet, so that none can be made like it. */
const noTableYet = ({ page, settings, file }: TableSite, lacking: readonly Part[]): Problem =>
  warning(
    "table-not-found",
    `${file}: ${settings.where}`,
    `No group has a table in ${page.path} at ${placeName(settings)} yet, so there is none for ${listNames(lacking.map(({ name }) => name))} to be made like.`,
    "Write the heading and the table of one group by hand: the others are made as that one is.",
  );

/**
 * Plans the tables of a place that has one for each group: each as any other, and the headings, which are made
 * with the first model of a group, say how many there are, and go with the last.
 */
export const planSplit = (site: TableSite, request: TableRequest): Outcome<SplitPlan> => {
  const { page, settings } = site;
  const { past } = request;
  const { split } = settings;
  if (split === undefined) return ok({ ...nothing, places: [] });
  const siblings = siblingsOf(site, request, split);
  const parts = siblings.map(({ part }) => part);
  const standing = parts.filter(isStanding);
  const problems: Problem[] = siblings.flatMap(({ told }) => told);
  const plans: TablePlan[] = [];
  let like: Model | undefined;
  for (const { part, subjects, outcome } of siblings) {
    if (!isStanding(part) || outcome === undefined) continue;
    const models = new Map(subjects.map((subject) => [subject.id, subject]));
    if (!outcome.ok) {
      // A heading without models is one of something else.
      if (models.size > 0) problems.push(...outcome.problems);
      continue;
    }
    const arrangement = outcome.value;
    like ??= { part, matched: arrangement.matched };
    problems.push(...tableProblems(arrangement));
    const plan = tablePlan(arrangement, past);
    if (models.size === 0 && isEmptied(page, part, arrangement, plan))
      plans.push({
        ...plan,
        edits: [withoutPart(page, part)],
        notes: [...plan.notes, groupNote("remove", part.name, settings)],
      });
    else {
      const isSure = [...models.values()].every(past.follows);
      const count = isSure ? counted(page, part, split.header, models.size) : [];
      plans.push({ ...plan, edits: [...plan.edits, ...count] });
    }
  }
  const fresh = siblings.filter(({ part, subjects }) => !isStanding(part) && subjects.length > 0);
  const lacking = fresh.map(({ part }) => part);
  if (like !== undefined) plans.push(...planFresh(site, request, split, { fresh, standing, like }));
  else if (problems.length === 0 && lacking.length > 0 && !settings.optional)
    problems.push(noTableYet(site, lacking));
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
