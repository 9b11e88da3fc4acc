import { type Note, countNote, noteOf } from "../../src/model/note.ts";
import type { Block } from "../../src/page/block.ts";
import { type EntryRecord, placeKey } from "../../src/model/lock.ts";
import { lineNumber, type Page } from "../../src/page/page.ts";
import { placeName, type Region } from "../../src/page/region.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import { type Outcome, ok, type Problem, warning } from "../../src/model/problem.ts";
import type { Changes, Orphan, Past } from "../placing/past.ts";
import { type Item, shownTitle } from "./made.ts";
import { alikeOf, gapsOf, unreadableProblem } from "./gaps.ts";
import { type Arrangement, arrangeSection, type Fresh, type SectionContext } from "./arrange.ts";
import { type BodyTools, noTools } from "./body.ts";
import type { Departure } from "./departed.ts";
import { type EntryRecords, recordedEntries } from "./claim.ts";

/** What a section needs, and what the lock is to record of it. */
export type SectionPlan = Changes & {
  readonly records: readonly EntryRecord[];
  /** The bodies behind the records, by their key. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly orphans: readonly Orphan[];
};

/** What a section is planned from. */
export type SectionRequest = {
  readonly section: SectionSettings;
  readonly items: readonly Item[];
  readonly past: Past;
  readonly tools?: BodyTools;
  /** Name of the config, for problems. */
  readonly file?: string;
  /** What the lock records of the section, where that isn't what the past has. */
  readonly records?: EntryRecords;
} & Partial<Departure>;

const contextOf = (page: Page, request: SectionRequest): SectionContext => {
  const { section, past } = request;
  return {
    ...{
      tools: noTools,
      file: "",
      unwanted: () => [],
      askedAt: () => false,
      isHeld: () => false,
      records: recordedEntries(past.lock, section),
    },
    ...request,
    page,
    place: placeName(section),
  };
};

const notesOf = (
  { place, records }: SectionContext,
  { fresh, misread, statuses, layout }: Arrangement,
): readonly Note[] => [
  ...misread.map(
    ({
      item: {
        entry: { id, name },
      },
    }) => noteOf({ what: "entry", action: "blocked" }, id, `${name} (${id}) in ${place}`),
  ),
  ...fresh.map(({ record: { model, title } }) => {
    const cause = records.has(model) ? "drift" : "catalog";
    return noteOf(
      { cause, what: "entry", action: "add" },
      model,
      `${shownTitle(title ?? model)} in ${place}`,
    );
  }),
  ...statuses.flatMap(({ notes }) => notes),
  // A new title tells of the move already.
  ...[...layout.moving]
    .filter(({ title }) => title === undefined)
    .map(({ block, record }) =>
      noteOf(
        { what: "entry", action: "move" },
        record?.model ?? "",
        `${shownTitle(block.title)} in ${place}`,
      ),
    ),
  ...layout.counts.map(({ name, from, edit: { text: to } }) => countNote("catalog", { name, from, to })),
];

const bodiesOf = (
  { section, place }: SectionContext,
  { known, fresh }: Arrangement,
): ReadonlyMap<string, string> => {
  const made: readonly Partial<Pick<Fresh, "record" | "made">>[] = [...known, ...fresh];
  const bodies = made.flatMap(({ record, made: text }) =>
    record === undefined || text === undefined
      ? []
      : [[placeKey(section.page, place, record.model), text] as const],
  );
  return new Map(bodies);
};

const orphansOf = (
  { page, place }: SectionContext,
  { statuses, known, unlike }: Arrangement,
): readonly Orphan[] => {
  const decided = new Set(known.map(({ block }) => block));
  const isProse = (block: Block): boolean => unlike.prose.has(block) && block.cites.length === 0;
  return statuses
    .filter(({ block, remove }) => !remove && !decided.has(block))
    .map(({ block }) => ({
      what: "entry",
      page: page.path,
      place,
      line: lineNumber(page, block.first),
      title: block.title,
      names: block.cites,
      isUnlike: unlike.kept.has(block),
      ...(isProse(block) ? { isProse: true } : {}),
    }));
};

/** What is said of models whose heading has another level than entries have. */
const otherLevels = (
  { page, place }: Pick<SectionContext, "page" | "place">,
  elsewhere: ReadonlyMap<string, number>,
): readonly Problem[] => {
  const [first] = elsewhere;
  if (first === undefined) return [];
  const [model, line] = first;
  const more = elsewhere.size === 1 ? "" : ` (and of ${elsewhere.size - 1} more)`;
  return [
    warning(
      "entry-level",
      `${page.path}:${lineNumber(page, line)}`,
      `The heading of ${JSON.stringify(model)}${more} has another level than the entries of ${place}: what stands there stays as it is, and doesn't follow the catalog.`,
      "Give the headings one level, or a section of its own to each level.",
    ),
  ];
};

/** Plans one section of a page: missing entries, what follows the catalog, and what left. Errors: `section-ambiguous`. */
export const planSection = (page: Page, region: Region, request: SectionRequest): Outcome<SectionPlan> => {
  const context = contextOf(page, request);
  const arranged = arrangeSection(context, region);
  if (!arranged.ok) return arranged;
  const { known, fresh, misread, layout, elsewhere } = arranged.value;
  // One of all may be odd; where none can be read the format is wrong.
  const isHeld = known.length + fresh.length > 0;
  return ok(
    {
      edits: layout.edits,
      notes: notesOf(context, arranged.value),
      records: [...known, ...fresh].flatMap(({ record }) => record ?? []),
      bodies: bodiesOf(context, arranged.value),
      orphans: orphansOf(context, arranged.value),
    },
    [
      ...known.flatMap(({ problems }) => problems ?? []),
      ...gapsOf(context.section, context.place, fresh),
      ...alikeOf(
        context.section,
        context.place,
        fresh,
        context.items.map(({ entry }) => entry),
      ),
      ...misread
        .slice(0, isHeld ? misread.length : 1)
        .map((one) => unreadableProblem(context, one.item, one.misread, isHeld)),
      ...otherLevels(context, elsewhere),
    ],
  );
};

/** The edits alone that a section needs. */
export const sectionEdits = (
  page: Page,
  region: Region,
  request: SectionRequest,
): Outcome<Pick<Changes, "edits">> => {
  const arranged = arrangeSection(contextOf(page, request), region);
  return arranged.ok ? ok(arranged.value.layout) : arranged;
};
