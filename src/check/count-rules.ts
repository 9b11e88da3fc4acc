import { planCounter } from "../../generators/counter/index.ts";
import { counted } from "../../generators/placing/counts.ts";
import { rowFinder } from "../../generators/table/gone.ts";
import { findGone, type Gone, waitingOf, withWaiting } from "../lock/gone.ts";
import { groupOf } from "../../generators/placing/groups.ts";
import { fromTo } from "../model/note.ts";
import { placeName } from "../page/region.ts";
import { lineIndexAt, lineNumber, type Page, textFrom } from "../page/page.ts";
import { shownIn } from "./entry-rules.ts";
import type { Found, Rule, Scene, SectionScene, TableScene } from "./types.ts";

const RIGHTS = "Run `kluster-gen apply`, which puts it right.";

const stale = (page: Page, offset: number, what: string, change: string): Found => ({
  path: page.path,
  line: lineNumber(page, lineIndexAt(page, offset)),
  message: `${what} isn't right: ${change}.`,
  fix: RIGHTS,
});

/** The same of a group in which nothing stands: an apply leaves it, for it may be people's. */
const ofEmpty = (found: Found): Found => ({
  ...found,
  fix: "Take the header of the group out, or correct its number.",
});

const counters = ({ settings, pages, catalog, file }: Scene, gone: readonly Gone[]): readonly Found[] => {
  const entries = withWaiting(catalog.entries, gone);
  return settings.counters.flatMap((counter): readonly Found[] => {
    const page = pages.get(counter.page);
    if (page === undefined) return [];
    const { date } = settings;
    const planned = planCounter(page, counter, { entries, follows: true, limited: false, date, file });
    if (!planned.ok)
      return planned.problems.map(({ message, fix }) => ({ path: page.path, line: 1, message, fix }));
    return planned.value.edits.map(({ start, end, text }) =>
      stale(page, start, `The counter \`${counter.name}\``, fromTo(page.text.slice(start, end), text)),
    );
  });
};

/** The numbers in the headers of a section's groups: of the entries that stand there, and those that are to come. */
const inHeaders = (scene: SectionScene): readonly Found[] => {
  const { page, settings, headers, blocks, items, owners } = scene;
  const shown = shownIn(scene);
  const { group } = settings;
  const lacking = items.filter(({ entry }) => !shown.has(entry.id));
  return headers.flatMap((header, index) => {
    const end = Math.min(headers[index + 1]?.first ?? scene.region.last, header.end);
    const under = blocks.filter(({ first }) => first > header.line && first < end);
    const coming = lacking.filter(
      ({ entry }) => (groupOf(group, entry) ?? group?.other) === header.name,
    ).length;
    // A group that never held a model's entry is people's own.
    const isOurs = coming > 0 || under.some((block) => (owners.get(block) ?? []).length > 0);
    if (!isOurs && textFrom(page, header.line + 1, end) < end) return [];
    return counted(page, header, under.length + coming)
      .map(({ edit, name, from }) => {
        const what = `The number of "${name}" in ${placeName(settings)}`;
        return stale(page, edit.start, what, fromTo(from, edit.text));
      })
      .map((found) => (isOurs ? found : ofEmpty(found)));
  });
};

/** The number in the header of a group's table: of the models that belong there, and of those that wait to leave it. */
const overTable = ({ page, header, matched }: TableScene, waiting: ReadonlySet<string>): readonly Found[] => {
  const { subjects, table } = matched;
  if (header === undefined || (subjects.length === 0 && table.rows.length > 0)) return [];
  const find = rowFinder(matched);
  const left = matched.records.all.filter(
    (record) => waiting.has(record.model) && find(record) !== undefined,
  );
  const ids = [...subjects.map(({ id }) => id), ...left.map(({ model }) => model)];
  const models = new Set(ids).size;
  return counted(page, header, models)
    .map(({ edit, name, from }) => {
      const change = fromTo(`${name} (${from})`, `${name} (${edit.text})`);
      return stale(page, edit.start, "The heading of a group", change);
    })
    .map((found) => (subjects.length > 0 ? found : ofEmpty(found)));
};

/** Numbers that an apply may leave as they are, for it leaves models out. */
const unlessHeld = (found: readonly Found[], { held, catalog }: Scene): readonly Found[] => {
  const one = found.length === 0 ? undefined : catalog.entries.find(({ id }) => held?.(id) !== undefined);
  if (one === undefined) return found;
  const fix = `Let through what is held first (${JSON.stringify(one.id)}), or correct the catalog; then run \`kluster-gen apply\`.`;
  return found.map((each) => (each.fix === RIGHTS ? { ...each, fix } : each));
};

/** Rules about numbers of models. */
export const countRules: readonly Rule[] = [
  {
    name: "count-stale",
    judge: (scene) => {
      const { lock, catalog, settings } = scene;
      const gone = findGone(lock, catalog, settings.removal, false);
      const waiting = waitingOf(gone);
      const overTables = scene.tables.flatMap((table) => overTable(table, waiting));
      return unlessHeld(
        [...counters(scene, gone), ...scene.sections.flatMap(inHeaders), ...overTables],
        scene,
      );
    },
  },
];
