import { plainText } from "../../src/core/emit/plain-text.ts";
import { placeName } from "../../src/core/region.ts";
import type { Row } from "../../src/core/table.ts";
import type { Entry } from "../../src/types.ts";
import { cellOf, type Matched } from "../table/match.ts";
import { isMarked } from "./deprecated.ts";
import type { Rule, TableScene } from "./types.ts";

const keyCell = ({ columns, settings }: Matched, row: Row): string =>
  plainText(row.cells[columns[settings.key]?.at ?? 0]?.text ?? "");

const keyOf = ({ settings }: Matched, entry: Entry): string => {
  const column = settings.columns[settings.key];
  return column === undefined ? "" : plainText(cellOf(column, entry));
};

/** Tables that show the same models side by side: those of the tabs at one place, with one key column. */
const siblingsOf = (tables: readonly TableScene[]): readonly (readonly TableScene[])[] => {
  const groups = new Map<string, TableScene[]>();
  for (const scene of tables) {
    const { page, heading, tab, columns, key } = scene.matched.settings;
    if (tab === undefined) continue;
    const name = JSON.stringify([page, heading, columns[key]?.header]);
    groups.set(name, [...(groups.get(name) ?? []), scene]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
};

/** Entries that a table lacks although a table beside it has them, and it is for them too. */
const lackingOf = (
  tables: readonly TableScene[],
): ReadonlyMap<TableScene, ReadonlyMap<Entry, readonly TableScene[]>> => {
  const lacking = new Map<TableScene, Map<Entry, readonly TableScene[]>>();
  for (const group of siblingsOf(tables)) {
    const having = new Map<Entry, TableScene[]>();
    for (const scene of group)
      for (const entry of scene.matched.owners.values())
        having.set(entry, [...(having.get(entry) ?? []), scene]);
    for (const scene of group) {
      const wanted = scene.matched.entries.filter(
        ({ id }) => !scene.matched.rows.has(id) && scene.page.unclosed === undefined,
      );
      lacking.set(
        scene,
        new Map(
          wanted.flatMap((entry) => {
            const others = having.get(entry);
            return others === undefined ? [] : [[entry, others] as const];
          }),
        ),
      );
    }
  }
  return lacking;
};

const at = ({ page, matched }: TableScene, row: Row = matched.table.header) => ({
  path: page.path,
  line: row.line + 1,
});

const missing: Rule = {
  name: "row-missing",
  judge: ({ tables }) => {
    const lacking = lackingOf(tables);
    return tables
      .filter(({ page }) => page.unclosed === undefined)
      .flatMap((scene) =>
        scene.matched.entries
          // Where another tab has the row, that the tabs differ says more.
          .filter((entry) => !scene.matched.rows.has(entry.id) && lacking.get(scene)?.has(entry) !== true)
          .map((entry) => ({
            ...at(scene),
            message: `There is no row for "${entry.name}" (${entry.id}) in ${placeName(scene.matched.settings)}.`,
            fix: "Run `kluster-gen apply`, which adds it.",
          })),
      );
  },
};

const differ: Rule = {
  name: "tabs-differ",
  judge: ({ tables }) =>
    [...lackingOf(tables)].flatMap(([scene, entries]) =>
      [...entries].map(([entry, others]) => {
        const tabs = others.map(({ matched }) => `"${matched.settings.tab ?? ""}"`).join(", ");
        const own = scene.matched.settings.tab ?? "";
        const message = `The tab "${own}" has no row for "${keyOf(scene.matched, entry)}", and ${tabs} ${others.length === 1 ? "has" : "have"} one.`;
        return { ...at(scene), message, fix: "Run `kluster-gen apply`, which adds it." };
      }),
    ),
};

/** A row that no entry owns: another row of a model that has one, or a row about something else. */
const strangers = (
  scene: TableScene,
  entries: readonly Entry[],
): readonly { readonly row: Row; readonly key: string; readonly twin: boolean }[] => {
  const { matched } = scene;
  const known = new Set(entries.map((entry) => keyOf(matched, entry)));
  return matched.table.rows.flatMap((row) => {
    const key = keyCell(matched, row);
    return matched.owners.has(row) || key === "" ? [] : [{ row, key, twin: known.has(key) }];
  });
};

const orphan: Rule = {
  name: "row-orphan",
  judge: ({ tables, catalog, settings }) =>
    tables.flatMap((scene) =>
      strangers(scene, catalog.entries)
        .filter(({ twin, key }) => !twin && !isMarked(settings, key))
        .map(({ row, key }) => ({
          ...at(scene, row),
          message: `No model of the catalog that is documented is called "${key}".`,
          fix: "Take the row out, or let `removal` in the config say what becomes of such models.",
        })),
    ),
};

const duplicate: Rule = {
  name: "row-duplicate",
  judge: ({ tables }) =>
    tables.flatMap((scene) =>
      strangers(scene, scene.matched.entries)
        .filter(({ twin }) => twin)
        .map(({ row, key }) => ({
          ...at(scene, row),
          message: `The row "${key}" stands there already.`,
          fix: "Take one of the two out.",
        })),
    ),
};

/** Rules about whose row each is. */
export const rowRules: readonly Rule[] = [missing, differ, orphan, duplicate];
