import type { Model, Shape } from "../catalog/records.ts";
import { fieldsOf } from "../columns/agreement.ts";
import type { FoundRow, TableDraft } from "../types.ts";
import { groupingOf, namesIn, sharedStart } from "./grouping.ts";

/** A row that names a group: the only text in it, and where that is. */
type Named = { readonly at: number; readonly open: string; readonly name: string; readonly close: string };

const namedIn = ({ cells }: FoundRow, width: number): Named | undefined => {
  const [at, another] = cells.flatMap(({ text }, index) => (text === "" ? [] : [index]));
  if (at === undefined || another !== undefined || cells.length !== width) return undefined;
  const { text, shown } = cells[at] ?? { text: "", shown: "" };
  const [, open = "", name = "", close = ""] = /^([*_]*)(.+?)([*_:]*)$/su.exec(text) ?? [];
  if (!/[|{}[\]`<>]/.test(name)) return { at, open, name, close };
  // A link or logo is that group's alone: the name of another one is as bold as its, and no more.
  const [mark = ""] = /\*\*|__/.exec(text) ?? [];
  const only = shown.trim();
  return /^[^|{}[\]`<>]+$/.test(only) ? { at, open: mark, name: only, close: mark } : undefined;
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
  const written = groups.map(({ named }) => named.name);
  const { names, end } = namesIn(written);
  const groupedBy = (own: readonly string[]) =>
    groupingOf(
      groups.map(({ models }, index) => ({ name: own[index] ?? "", models })),
      shape,
    );
  // What all say before the name may be part of it, and isn't where the catalog has the rest alone.
  const start = sharedStart(names);
  const alone = start === "" ? undefined : groupedBy(names.map((name) => name.slice(start.length)));
  const isWord = alone?.reading.rules.every(({ op }) => op !== "map") === true;
  const grouping = isWord ? alone : groupedBy(names);
  if (grouping === undefined) return draft;
  const texts = headers.map((_, index) =>
    index === at ? ` ${open}${isWord ? start : ""}{group}${end}${close} ` : " ",
  );
  return {
    ...draft,
    group: { by: grouping.reading.name, header: `|${texts.join("|")}|`, ...grouping.order },
    fields: { ...draft.fields, ...fieldsOf([grouping.reading]) },
  };
};
