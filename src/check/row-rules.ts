import { valueEntries } from "../../generators/placing/values.ts";
import { lineNumber } from "../page/page.ts";
import { placeName } from "../page/region.ts";
import { blockFinder } from "../../generators/table/continued.ts";
import type { Row } from "../page/table.ts";
import { freeRows, rowKey } from "../../generators/table/match.ts";
import { handedProblems, underOtherNames, unsureProblem } from "../../generators/table/unsure/renamed.ts";
import { alikeProblems, unclearKeys } from "../../generators/table/index.ts";
import { rowTitle } from "../../generators/table/rows.ts";
import { cellMaker, keysFinder, type Subject } from "../../generators/table/subjects.ts";
import { gets, isMarked } from "./held.ts";
import type { Found, Rule, TableScene } from "./types.ts";
import { addTo, groupBy, toMap } from "../text/group-by.ts";

/** Tables that show the same models side by side: those of the tabs at one place, with one key column. */
const siblingsOf = (tables: readonly TableScene[]): readonly (readonly TableScene[])[] => {
  const tabbed = tables.filter(({ matched }) => matched.settings.tab !== undefined);
  const groups = groupBy(tabbed, ({ matched: { settings } }) =>
    JSON.stringify([settings.page, settings.heading, settings.columns[settings.key]?.header]),
  );
  return [...groups.values()];
};

/** What has no row in a table, but for what nobody can tell the rows of, and what would continue those. */
const comingTo = ({ matched: { subjects, rows, alike } }: TableScene): readonly Subject[] => {
  const waiting = new Set([...alike].map(({ id }) => id));
  return subjects.filter((subject) => !rows.has(subject) && !waiting.has(subject.id));
};

/** A row that a table lacks although tables beside it have one of that model. */
type Lacking = ReadonlyMap<TableScene, ReadonlyMap<Subject, readonly TableScene[]>>;

const lackingOf = (tables: readonly TableScene[]): Lacking => {
  const lacking = new Map<TableScene, Map<Subject, readonly TableScene[]>>();
  for (const group of siblingsOf(tables)) {
    const having = new Map<string, TableScene[]>();
    for (const scene of group)
      for (const id of new Set([...scene.matched.owners.values()].map((subject) => subject.id)))
        addTo(having, id, scene);
    for (const scene of group) {
      const wanted = scene.page.unclosed === undefined ? comingTo(scene) : [];
      lacking.set(
        scene,
        toMap(wanted, (subject) => {
          const others = having.get(subject.id)?.filter((other) => other !== scene) ?? [];
          return others.length === 0 ? undefined : [subject, others];
        }),
      );
    }
  }
  return lacking;
};

const at = ({ page, matched }: TableScene, row: Row = matched.table.header) => ({
  path: page.path,
  line: lineNumber(matched.page, row.line),
});

const missing: Rule = {
  name: "row-missing",
  judge: ({ tables, held }) => {
    const lacking = lackingOf(tables);
    return tables
      .filter(({ page }) => page.unclosed === undefined)
      .flatMap((scene) => {
        const unsure = underOtherNames(scene.matched, {
          claim: (own) => own,
          prunes: false,
          selected: () => true,
        });
        const told = toMap(unsure, ([subject, row]) => [subject, unsureProblem(scene.matched, subject, row)]);
        return (
          comingTo(scene)
            // Where another tab has the row, that the tabs differ says more.
            .filter((subject) => lacking.get(scene)?.has(subject) !== true)
            .map((subject) => ({
              ...at(scene),
              message: `There is no row for "${rowTitle(subject)}" (${subject.id}) in ${placeName(scene.matched.settings)}.`,
              fix: told.get(subject)?.message ?? gets({ held }, subject.id),
            }))
        );
      });
  },
};

const differ: Rule = {
  name: "tabs-differ",
  judge: ({ tables, held }) =>
    [...lackingOf(tables)].flatMap(([scene, entries]) =>
      [...entries].map(([entry, others]) => {
        const tabs = others.map(({ matched }) => `"${matched.settings.tab ?? ""}"`).join(", ");
        const own = scene.matched.settings.tab ?? "";
        const message = `The tab "${own}" has no row for "${entry.key}", and ${tabs} ${others.length === 1 ? "has" : "have"} one.`;
        return { ...at(scene), message, fix: gets({ held }, entry.id) };
      }),
    ),
};

/** A row that no model owns: another row of a model that has one, by the keys of some, or a row about something else. */
const orphans = (
  { matched }: TableScene,
  keysOf: () => readonly string[],
): readonly { readonly row: Row; readonly key: string; readonly twin: boolean }[] => {
  const unclear = unclearKeys(matched);
  // What continues a row of no model is told with that.
  const told = new Set(freeRows(matched).flatMap(blockFinder(matched.blocks)));
  const named = freeRows(matched)
    .filter((row) => !told.has(row))
    .map((row) => ({ row, key: rowKey(matched, row) }))
    .filter(({ key }) => !unclear.has(key) && key.replaceAll(" | ", "") !== "");
  // Most tables have none: keys would be made in vain.
  if (named.length === 0) return [];
  const known = new Set(keysOf());
  return named.map(({ row, key }) => ({ row, key, twin: known.has(key) }));
};

const orphan: Rule = {
  name: "row-orphan",
  judge: ({ tables, catalog, settings, doubt, hasUnnamed, staying }) => {
    const maker = cellMaker();
    const removal =
      doubt === undefined
        ? "Run `apply --prune`, which takes it out if the lock tells that it is the tool's; otherwise by hand, or with `--claim all`."
        : "An apply can't take it out while the catalog is doubtful: check the source; if it is right, run `apply --accept-catalog`.";
    const advice =
      hasUnnamed === true
        ? "An apply can't take it out while a record of the catalog has no ID: correct that record."
        : removal;
    // Those that the table isn't for have rows of other tables.
    return tables.flatMap((scene) =>
      orphans(scene, () =>
        valueEntries(scene.matched.settings.distinct, catalog.entries).flatMap(
          keysFinder(scene.matched.settings, maker),
        ),
      )
        .filter(({ twin, key }) => !twin && !key.split(" | ").some((part) => isMarked(settings, part)))
        .map(({ row, key }): Found => {
          const message = `No model of the catalog that is documented is called "${key}".`;
          const stays = scene.matched.records.all.some(
            (record) => record.key === key && staying?.has(record.model),
          );
          if (stays)
            return { ...at(scene, row), severity: "warning", message, fix: "It stays, as `removal` says." };
          const fix =
            settings.removal.policy === "prune"
              ? advice
              : "Take the row out, or let `removal` in the config say what becomes of such models.";
          return { ...at(scene, row), message, fix };
        }),
    );
  },
};

/** The rows of models in the tables of their own groups, beside a table of another: where they stand, by their keys. */
export const besideOf = (scene: TableScene, tables: readonly TableScene[]): ReadonlyMap<string, string> =>
  new Map(
    tables
      .filter(
        ({ page, matched: { settings } }) =>
          page === scene.page &&
          settings !== scene.matched.settings &&
          settings.where === scene.matched.settings.where,
      )
      .flatMap(({ matched }) => [...matched.rows.keys()].map(({ key }) => [key, matched.place] as const)),
  );

const duplicate: Rule = {
  name: "row-duplicate",
  judge: ({ tables }) =>
    tables.flatMap((scene) => {
      const beside = besideOf(scene, tables);
      const own = new Set(scene.matched.subjects.map(({ key }) => key));
      return orphans(scene, () => [...own, ...beside.keys()])
        .filter(({ twin }) => twin)
        .map(({ row, key }) => ({
          ...at(scene, row),
          message: `The row "${key}" stands ${own.has(key) ? "there" : `in ${beside.get(key) ?? ""}`} already.`,
          fix: "Take one of the two out.",
        }));
    }),
};

/** Rows of which nobody can tell whose they are: `plan` leaves them as they stand, with the same words. */
const alike: Rule = {
  name: "row-duplicate",
  judge: ({ tables }) =>
    tables.flatMap((scene) =>
      alikeProblems(scene.matched).map(({ message, fix }) => ({ ...at(scene), message, fix })),
    ),
};

/** Rows that may have been written for another model than the one that they are called as. */
const handed: Rule = {
  name: "row-handed",
  judge: ({ tables }) =>
    tables.flatMap((scene) =>
      handedProblems(scene.matched).map(({ row, problem: { message, fix } }) => ({
        ...at(scene, row),
        message,
        fix,
      })),
    ),
};

/** Rules about whose row each is. */
export const rowRules: readonly Rule[] = [missing, differ, orphan, duplicate, alike, handed];
