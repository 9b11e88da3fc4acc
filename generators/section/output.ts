import { linksIn } from "../../src/page/links.ts";
import type { PlaceRecords } from "../../src/lock/next.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import { fail, type Outcome, ok, type Problem } from "../../src/model/problem.ts";
import { itemsOf, snippetOf } from "../placing/items.ts";
import { type Linker, linkedItems } from "../placing/links.ts";
import type { Output, PageContext, Target } from "../output.ts";
import { noTools } from "./body.ts";
import { type EntryRecords, type Item, recordedEntries } from "./claim.ts";
import { planSection, sectionEdits } from "./index.ts";

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

/** What the lock will remember of a section when what was planned is applied. */
const withRecords = (known: EntryRecords, made: PlaceRecords["records"]): EntryRecords => {
  const records = new Map(known);
  for (const record of made) if (record.type === "entry") records.set(record.model, record);
  return records;
};

/** A section as a target of its page. */
const sectionTarget = (request: PageContext, section: SectionSettings): Target => {
  const { linker } = request;
  const items = readyItems(request, section, linker);
  const past = linker.past(request.past, linksIn(section.page));
  const records = recordedEntries(past.lock, section);
  const given = { tools: request.inline ?? noTools, file: request.file, catalog: request.entries };
  return {
    place: section,
    kind: "section",
    records: "entry",
    plan: (page, region) =>
      items.ok ? planSection(page, region, section, items.value, past, { ...given, records }) : items,
    edits: (page, region, made) =>
      items.ok
        ? sectionEdits(page, region, section, items.value, past, {
            ...given,
            records: withRecords(records, made),
          })
        : items,
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
