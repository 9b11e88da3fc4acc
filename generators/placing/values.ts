import type { TableSettings } from "../../src/config/settings.ts";
import { toText } from "../../src/config/expression.ts";
import { type Entry, isList } from "../../src/model/entry.ts";
import type { Past } from "./past.ts";

/** What rows are of: models, or the values that they have of a field, each as the first model that has it. */
export const valueEntries = (distinct: string | undefined, entries: readonly Entry[]): readonly Entry[] => {
  if (distinct === undefined) return entries;
  const values = new Map<string, Entry>();
  for (const entry of entries) {
    const value = entry.fields.get(distinct) ?? null;
    for (const item of isList(value) ? value : [value]) {
      const id = toText(item);
      if (id === "" || values.has(id)) continue;
      const fields = new Map([...entry.fields, ["id", id], ["name", id]]);
      values.set(id, { ...entry, id, name: id, fields });
    }
  }
  return [...values.values()];
};

/** What a table may have rows of. */
export const rowEntries = (
  { distinct, test }: Pick<TableSettings, "distinct" | "test">,
  entries: readonly Entry[],
): readonly Entry[] => (distinct === undefined ? entries : valueEntries(distinct, entries.filter(test)));

/** The past of a table of values, of which `known` had a row: one that no model has any more is gone, and one follows its first model. */
export const valuesPast = (
  past: Past,
  { table, known }: { readonly table: TableSettings; readonly known: ReadonlySet<string> },
  entries: readonly Entry[],
): Past => {
  if (table.distinct === undefined) return past;
  const rows = rowEntries(table, entries);
  const models = new Map(
    rows.map(({ id, position }) => [id, entries.find((each) => each.position === position)]),
  );
  const ofModel =
    (holds: (entry: Entry) => boolean) =>
    ({ id }: Entry): boolean => {
      const model = models.get(id);
      return model !== undefined && holds(model);
    };
  const action = past.prunes ? "prune" : "keep";
  return {
    ...past,
    selected: ofModel(past.selected),
    follows: ofModel(past.follows),
    excluded: [],
    gone: [...known].flatMap((model) =>
      models.has(model)
        ? []
        : [
            {
              record: { type: "model", model, fields: { id: model, name: model }, absent: 1 },
              absent: 1,
              action,
            },
          ],
    ),
  };
};
