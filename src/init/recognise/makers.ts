import { KEY_HEADER } from "../../../generators/data/rows.ts";
import type { FieldValue } from "../../model/entry.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Model } from "../catalog/records.ts";
import { pathsOf, type Reading, readingOf, readingsOf } from "../columns/readings.ts";
import { isWhose } from "../order/criteria.ts";
import { draftTables } from "../pool.ts";
import type { CatalogView, FoundTable, TableDraft } from "../types.ts";

/** Fewer makers than this stand in a table by chance; where most have one model, their tables are those of models. */
const [leastMakers, mostAlone] = [3, 2 / 3];

/** So many of the makers must stand in a table, and so many of its rows be theirs, for it to have a row for each. */
const leastShare = 0.8;

/** The makers of a catalog as if they were its models, and the field that they are told by. */
type View = { readonly by: Reading; readonly catalog: CatalogView };

const isName = /(?:name|title|label)$/i;

/** A catalog of makers: of each what all of its models have in common. */
const viewOf = ({ shape }: CatalogView, path: string): readonly View[] => {
  const valueOf = ({ leaves }: Model): FieldValue => leaves.get(path) ?? null;
  const named = shape.models.filter((model) => typeof valueOf(model) === "string" && valueOf(model) !== "");
  const groups = [...groupBy(named, (model) => String(valueOf(model)))];
  if (groups.length < leastMakers || groups.length > mostAlone * named.length) return [];
  const common = pathsOf(shape).filter((leaf) =>
    groups.every(([, own]) => new Set(own.map(({ leaves }) => JSON.stringify(leaves.get(leaf)))).size === 1),
  );
  const models = groups.map(([id, [first]]): Model => {
    const leaves = new Map(common.flatMap((leaf) => [[leaf, first?.leaves.get(leaf) ?? null] as const]));
    const name = common.find(
      (leaf) => leaf !== path && isName.test(leaf) && typeof leaves.get(leaf) === "string",
    );
    return { id, name: String(leaves.get(name ?? path) ?? id), leaves };
  });
  const own = { list: shape.list, keyField: shape.keyField, id: path, name: undefined, models };
  return [{ by: readingOf(shape, path, "", []), catalog: { shape: own, readings: readingsOf(own) } }];
};

/** Whether a table has a row for each maker, of which the catalog says more than its name. */
const isOfMakers = ({ models, table, columns }: TableDraft, { catalog }: View): boolean =>
  models.length >= leastShare * Math.max(catalog.shape.models.length, table.rows.length) &&
  columns.some(({ header, key, owner }) => key !== true && owner === undefined && header !== KEY_HEADER);

/** Tables that have a row for each maker of models. */
export const draftMakerTables = (
  tables: readonly FoundTable[],
  catalog: CatalogView,
): readonly TableDraft[] => {
  const found: TableDraft[] = [];
  let rest = tables;
  for (const view of pathsOf(catalog.shape)
    .filter(isWhose)
    .flatMap((path) => viewOf(catalog, path))) {
    const own = draftTables(rest, view.catalog).filter((draft) => isOfMakers(draft, view));
    const { name, config } = view.by;
    for (const draft of own) {
      const here = new Set(draft.models);
      const absent = view.catalog.shape.models.filter((maker) => !here.has(maker)).map(({ id }) => id);
      found.push({
        ...draft,
        distinct: { field: name, absent },
        fields: { ...draft.fields, [name]: config },
      });
    }
    const taken = new Set(own.map(({ table }) => table));
    rest = rest.filter((table) => !taken.has(table));
  }
  return found;
};
