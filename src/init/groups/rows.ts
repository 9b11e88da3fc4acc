import type { Model, Shape } from "../catalog/records.ts";
import { fieldsOf } from "../columns/agreement.ts";
import type { FoundRow, TableDraft } from "../types.ts";
import { groupingOf, namesIn } from "./grouping.ts";

/** A row that names a group: the only text in it, and where that is. */
type Named = { readonly at: number; readonly open: string; readonly name: string; readonly close: string };

const namedIn = ({ cells }: FoundRow, width: number): Named | undefined => {
  const [at, another] = cells.flatMap(({ text }, index) => (text === "" ? [] : [index]));
  if (at === undefined || another !== undefined || cells.length !== width) return undefined;
  const [, open = "", name = "", close = ""] = /^([*_]*)(.+?)([*_:]*)$/su.exec(cells[at]?.text ?? "") ?? [];
  return /[|{}[\]`<>]/.test(name) ? undefined : { at, open, name, close };
};

/** A table in which a row with a name alone stands above the rows of each group, where the catalog tells these apart. */
export const withGroupRows = (draft: TableDraft, shape: Shape): TableDraft => {
  const { table, join } = draft;
  const { headers, rows, place } = table;
  const groups: { named: Named; models: Model[] }[] = [];
  for (const row of rows) {
    const model = join.owners.get(row);
    const named = model === undefined ? namedIn(row, headers.length) : undefined;
    if (named !== undefined) groups.push({ named, models: [] });
    else if (model !== undefined) groups.at(-1)?.models.push(model);
    else return draft;
    if (groups.length === 0) return draft;
  }
  const [first, second] = groups;
  const isPlain = draft.group === undefined && draft.rows === undefined && place.across !== true;
  if (!isPlain || place.data !== undefined || first === undefined || second === undefined) return draft;
  const { at, open, close } = first.named;
  const isAlike = ({ named }: (typeof groups)[number]): boolean =>
    named.at === at && named.open === open && named.close === close;
  if (!groups.every((group) => isAlike(group) && group.models.length > 0)) return draft;
  const { names, end } = namesIn(groups.map(({ named }) => named.name));
  const grouping = groupingOf(
    groups.map((group, index) => ({ name: names[index] ?? "", models: group.models })),
    shape,
  );
  if (grouping === undefined) return draft;
  const texts = headers.map((_, index) => (index === at ? ` ${open}{group}${end}${close} ` : " "));
  return {
    ...draft,
    group: { by: grouping.reading.name, header: `|${texts.join("|")}|`, ...grouping.order },
    fields: { ...draft.fields, ...fieldsOf([grouping.reading]) },
  };
};
