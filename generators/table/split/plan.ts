import { countNote, fromTo } from "../../../src/model/note.ts";
import { type Outcome, ok, type Problem, warning } from "../../../src/model/problem.ts";
import { isBlankLine, lineNumber, type Page } from "../../../src/page/page.ts";
import { numbersIn } from "../../../src/page/row-lines.ts";
import { placeName } from "../../../src/page/region.ts";
import { staleCount } from "../../counter/index.ts";
import type { Grouping } from "../../../src/config/order-settings.ts";
import { waitingOf } from "../../../src/lock/gone.ts";
import { listNames } from "../../../src/text/suggest.ts";
import { recordedRows } from "../records.ts";
import type { Row } from "../../../src/page/table.ts";
import { type Arrangement, arrangeTable, type TableRequest } from "../arrange.ts";
import { tablePlan, type TablePlan, tableProblems } from "../index.ts";
import { movedTest, standingFinder } from "../departed.ts";
import { type Matched, matchTable } from "../match.ts";
import type { TableSite } from "../meant.ts";
import { counted } from "../../placing/counts.ts";
import { isCommon, isStanding, type Part, partsOf, type Standing, withoutParts } from "./parts.ts";
import { groupNote, type Model, nothing, planFresh } from "./fresh.ts";
import { findLent, lentProblem, type Sibling, withLent } from "./lent.ts";
import { headerEdit, lockOf, withRenamed } from "./renamed.ts";
import { type Subject, subjectsOf } from "../subjects.ts";

/** What the tables of all groups need, and the places that their records are of. */
export type SplitPlan = TablePlan & { readonly places: readonly string[] };

/** Whether all rows of a table go, and nothing comes. */
const isLeftEmpty = ({ matched, statuses }: Arrangement, plan: TablePlan): boolean => {
  const going = statuses.filter(({ remove }) => remove).length;
  if (matched.settings.empty !== undefined || going === 0) return false;
  return going >= matched.table.rows.length && plan.records.length + plan.orphans.length === 0;
};

/** Whether a part has nothing under its header but its table, whose rows all go. */
const isEmptied = (
  page: Page,
  part: Standing,
  parts: readonly Standing[],
  { arrangement, plan }: { arrangement: Arrangement; plan: TablePlan },
): boolean => {
  const { region } = part;
  const { lines } = arrangement.matched;
  if (!isLeftEmpty(arrangement, plan)) return false;
  const isOurs = (line: number): boolean =>
    line < lines.last ? line >= lines.first || isCommon(page, part, line, parts) : isBlankLine(page, line);
  return numbersIn(region).every(isOurs);
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
  const { entries, maker } = request;
  const all = subjectsOf(settings, entries, maker);
  const parts = withRenamed(page, partsOf(page, region, settings, entries), split, {
    entries: entries.filter(settings.test),
    past: request.past,
  });
  const past = { ...request.past, lock: lockOf(request.past.lock, page, parts) };
  const found = parts.map((part) => {
    const site =
      part.region === undefined ? undefined : { page, region: part.region, settings: part.settings, file };
    const subjects = all.filter(part.settings.test);
    const outcome =
      site === undefined ? undefined : matchTable(site, subjects, recordedRows(past.lock, part.settings));
    const matched = outcome?.ok === true ? outcome.value : { subjects, rows: new Map<Subject, Row>() };
    return { part, subjects, outcome, matched };
  });
  const isShared = movedTest(
    split,
    found.map(({ matched }) => matched),
    past,
  );
  const standsIn = standingFinder(
    found.flatMap(({ outcome }) => (outcome?.ok === true ? [outcome.value] : [])),
  );
  const arranged = (part: Part, subjects: readonly Subject[], known?: Outcome<Matched>): ArrangedSibling => {
    const outcome =
      part.region === undefined
        ? undefined
        : arrangeTable(
            { page, region: part.region, settings: part.settings, file },
            {
              ...request,
              past,
              subjects,
              ...(known === undefined ? {} : { matched: known }),
              isShared,
              standsIn,
              unwanted: () => entries.filter((entry) => !part.settings.test(entry)),
            },
          );
    const matched = outcome?.ok === true ? outcome.value.matched : undefined;
    return { part, subjects, outcome, matched, told: [] };
  };
  const own = found.map(({ part, subjects, outcome }) => arranged(part, subjects, outcome));
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

const emptyProblem = (page: Page, { header, settings }: Standing): Problem =>
  warning(
    "group-empty",
    `${page.path}:${lineNumber(page, header.line)}, ${placeName(settings)}`,
    "No model is in this group any more; its header and its empty table stay for what people wrote below it.",
    "Take them out by hand, or leave them.",
  );

/** What is said where no group's table stands yet, so that none can be made like it. */
const noTableYet = ({ page, settings, file }: TableSite, lacking: readonly Part[]): Problem =>
  warning(
    "table-not-found",
    `${file}: ${settings.where}`,
    `No group has a table in ${page.path} at ${placeName(settings)} yet, so there is none for ${listNames(lacking.map(({ name }) => name))} to be made like.`,
    "Write the heading and the table of one group by hand: the others are made as that one is.",
  );

/** Plans the tables of a place, one for each group; headers come with a group's first model and go with its last. */
export const planSplit = (site: TableSite, request: TableRequest): Outcome<SplitPlan> => {
  const { page, settings } = site;
  const { past } = request;
  const { split } = settings;
  if (split === undefined) return ok({ ...nothing, places: [] });
  const siblings = siblingsOf(site, request, split);
  const parts = siblings.map(({ part }) => part);
  const inhabited = siblings.flatMap(({ part, outcome }) =>
    isStanding(part) && outcome?.ok === true ? [part] : [],
  );
  const emptied: Standing[] = [];
  const problems: Problem[] = siblings.flatMap(({ told }) => told);
  const plans: TablePlan[] = [];
  const waiting = waitingOf(past.gone);
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
    like ??= { part, ...arrangement };
    problems.push(...tableProblems(arrangement, past));
    const plan = tablePlan(arrangement, past);
    if (models.size === 0 && isEmptied(page, part, inhabited, { arrangement, plan })) {
      emptied.push(part);
      plans.push({
        ...plan,
        edits: [],
        notes: [...plan.notes, groupNote("remove", part.name, settings)],
      });
    } else {
      const all = [...models.values()];
      const left = arrangement.statuses.filter(({ id, remove }) => !remove && waiting.has(id));
      const { size } = new Set([...models.keys(), ...left.map(({ id }) => id)]);
      const renamed = part.was === undefined ? [] : [headerEdit(page, split, part, size)];
      const count = renamed.length > 0 ? [] : counted(page, part.header, size);
      const isSure = all.every(past.follows);
      if (!isSure && count.length > 0 && !all.every(past.selected))
        problems.push(
          staleCount(
            page.path,
            placeName(part.settings),
            fromTo(count[0]?.from ?? "", count[0]?.edit.text ?? ""),
          ),
        );
      // Rows that come or go say why.
      const notes = [
        ...(renamed.length > 0 ? [groupNote("change", fromTo(part.header.name, part.name), settings)] : []),
        ...(plan.notes.length > 0
          ? plan.notes
          : count.map(({ name, from, edit: { text: to } }) => countNote("drift", { name, from, to }))),
      ];
      if (isLeftEmpty(arrangement, plan)) problems.push(emptyProblem(page, part));
      const edits = [...plan.edits, ...renamed, ...count.flatMap(({ edit, rules }) => [edit, ...rules])];
      plans.push(isSure ? { ...plan, notes, edits } : plan);
    }
  }
  const fresh = siblings.filter(({ part, subjects }) => !isStanding(part) && subjects.length > 0);
  const lacking = fresh.map(({ part }) => part);
  const standing = inhabited.filter((part) => !emptied.includes(part));
  if (like !== undefined)
    plans.push(
      { ...nothing, edits: withoutParts(page, emptied, parts.filter(isStanding)) },
      ...planFresh(site, request, split, { fresh, standing, emptied, like }),
    );
  else if (problems.length === 0 && lacking.length > 0 && !settings.optional)
    problems.push(noTableYet(site, lacking));
  return ok(
    {
      edits: plans.flatMap(({ edits }) => edits),
      notes: plans.flatMap(({ notes }) => notes),
      records: plans.flatMap(({ records }) => records),
      orphans: plans.flatMap(({ orphans }) => orphans),
      places: parts.flatMap(({ was, settings: own }) => [
        placeName(own),
        ...(was === undefined ? [] : [was]),
      ]),
    },
    problems,
  );
};
