import type { Block } from "../../src/page/block.ts";
import { linksIn } from "../../src/page/links.ts";
import type { PlaceRecords } from "../../src/lock/next.ts";
import type { SectionSettings, Settings } from "../../src/config/settings.ts";
import { fail, type Outcome, ok, type Problem } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Linker, includeOf, itemsOf, linkedItems, snippetOf } from "../placing/links.ts";
import { meetingPlaces } from "../placing/headers.ts";
import type { Page } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import { isFor } from "../../src/text/template/needed.ts";
import type { Output, PageContext, Target } from "../output.ts";
import { noTools } from "./body.ts";
import { type EntryRecords, recordedEntries } from "./claim.ts";
import type { Item } from "./made.ts";
import { planSection, sectionEdits, type SectionRequest } from "./index.ts";

/** The items of a section, with the links of its page and the snippets that stand in it. */
const readyItems = (
  request: PageContext,
  section: SectionSettings,
  linker: Linker,
): Outcome<readonly Item[]> => {
  const plain = itemsOf(request, section);
  const items = linkedItems(linker, plain, section.page);
  const snippet = snippetOf(request.settings, section);
  const { inline } = request;
  if (!section.format.code || snippet === undefined || inline === undefined) return ok(items);
  const ready: Item[] = [];
  const problems: Problem[] = [];
  for (const [index, item] of items.entries()) {
    const code = inline.render({ entry: plain[index]?.entry ?? item.entry, snippet });
    if (code.ok) ready.push({ ...item, code: code.value });
    else problems.push(...code.problems);
  }
  return problems.length > 0 ? fail(...problems) : ok(ready);
};

/** The models that the section doesn't ask for, with the include paths that their entries may cite. */
const unwantedItems = (
  { settings, entries, past }: PageContext,
  section: SectionSettings,
): readonly Item[] => {
  const asked = asksFor(settings, section);
  const file = settings.snippets.find(({ id }) => id === section.snippet);
  return entries
    .filter((entry) => !asked(entry))
    .map((entry) => {
      const paths =
        file === undefined ? [] : [file.path, ...file.aliases].map((pattern) => pattern.fill(entry));
      const known = file === undefined ? undefined : past.includeOf(entry.id, file.id);
      const includes = paths.flatMap((path) => [includeOf(settings.includeBase, path), path]);
      return { entry, includes: known === undefined ? includes : [known, ...includes] };
    });
};

/** Tells the models that a section asks for: by itself, and by the snippet that it shows. */
export const asksFor = (settings: Settings, section: SectionSettings): ((entry: Entry) => boolean) => {
  const snippet = snippetOf(settings, section);
  return (entry) => section.test(entry) && (snippet === undefined || isFor(snippet, entry));
};

/** What the lock will record of a section when what was planned is applied. */
const withRecords = (known: EntryRecords, made: PlaceRecords["records"]): EntryRecords => {
  const records = new Map(known);
  for (const record of made) if (record.type === "entry") records.set(record.model, record);
  return records;
};

/** Another section whose place meets this one's. */
type Meeting = ReturnType<
  typeof meetingPlaces<{ place: SectionSettings; asksFor: (entry: Entry) => boolean }>
>[number];

const isIn = ({ first, last }: Meeting, line: number): boolean => first <= line && line < last;

/** Whether a section that asks for an entry takes it over where it stands: one around its place only into one of its groups. */
const takes = (other: Meeting, { first }: Region, line: number): boolean =>
  isIn(other, line) && (other.place.group !== undefined || other.first >= first);

/** Tells what sections within this one's place made for models that they don't ask for any more: it goes there, and comes here anew. */
const heldBy = (
  { past }: PageContext,
  items: readonly Item[],
  inner: readonly Meeting[],
): ((block: Block) => boolean) => {
  if (inner.length === 0) return () => false;
  const own = new Map(items.map(({ entry }) => [entry.id, entry]));
  return ({ title, first }) =>
    inner.some(
      (other) =>
        isIn(other, first) &&
        [...recordedEntries(past.lock, other.place).values()].some((record) => {
          const entry = record.title === title ? own.get(record.model) : undefined;
          return entry !== undefined && !other.asksFor(entry);
        }),
    );
};

const sectionTarget = (request: PageContext, section: SectionSettings): Target => {
  const { linker } = request;
  const items = readyItems(request, section, linker);
  const past = linker.past(request.past, linksIn(section.page));
  const records = recordedEntries(past.lock, section);
  const { file, settings } = request;
  const requestOf = (
    ready: readonly Item[],
    [page, region]: readonly [Page, Region],
    made: PlaceRecords["records"] = [],
  ): SectionRequest => {
    const known = made.length === 0 ? records : withRecords(records, made);
    const meeting = meetingPlaces(page, region, others, file);
    return {
      ...{ section, items: ready, past, tools: request.inline ?? noTools, file, records: known },
      askedAt: (entry, line) => meeting.some((other) => takes(other, region, line) && other.asksFor(entry)),
      isHeld: heldBy(
        request,
        ready,
        section.group === undefined ? meeting.filter(({ first }) => first > region.first) : [],
      ),
      unwanted: () => {
        // Most sections have no entry left over, and need none of it.
        left ??= linkedItems(linker, unwantedItems(request, section), section.page);
        // What the lock has here goes from here, whatever asks for it elsewhere.
        return left.filter(
          ({ entry }) => known.has(entry.id) || !meeting.some(({ asksFor: asks }) => asks(entry)),
        );
      },
    };
  };
  let left: readonly Item[] | undefined;
  const others = settings.sections
    .filter((other) => other !== section && other.page === section.page)
    .map((place) => ({ place, asksFor: asksFor(settings, place) }));
  return {
    place: section,
    kind: "section",
    records: "entry",
    plan: (page, region, made) =>
      items.ok ? planSection(page, region, requestOf(items.value, [page, region], made)) : items,
    replan: (page, region, made) =>
      items.ok ? sectionEdits(page, region, requestOf(items.value, [page, region], made)) : items,
  };
};

/** Sections of pages with an entry for each model. */
export const sectionOutput: Output = {
  kind: "section",
  title: "Page sections",
  part: "sections",
  targets: (context) =>
    context.settings.sections.map((section) => ({
      page: section.page,
      make: () => sectionTarget(context, section),
    })),
};
