import { countEach } from "../../text/group-by.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { FoundRow, FoundTable, Join } from "../types.ts";
import { keyIndexOf, lookedUp, surestForms } from "./key-forms.ts";
import { textAt } from "./tell-rows.ts";

/** Addresses of links and pictures, in Markdown, HTML, reStructuredText and AsciiDoc. */
const addresses =
  /\]\(\s*<?([^)\s>]+)|(?:href|src)=["']([^"']+)|<([^<>\s]+)>`_|((?:link|xref|https?):[^\s[\]]+)\[/g;

/** So many parts of an address may be an ID: `owner/name` is two. */
const mostParts = 3;

/** What parts of an address may be an ID, the longest first: with and without what a file ends in. */
const idsIn = (address: string): readonly string[] => {
  const parts = address
    .replace(/[?#].*$/, "")
    .split("/")
    .filter((part) => part !== "");
  return parts.flatMap((_, at) =>
    Array.from({ length: Math.min(mostParts, parts.length - at) }, (__, more) =>
      parts.slice(at, at + more + 1),
    )
      .reverse()
      .map((own) => own.join("/"))
      .flatMap((text) => [text, text.replace(/(?:\.[a-z]\w{0,9}){1,2}$/i, "")]),
  );
};

/** The one model that the links of a row lead to; undefined where there is none, or another. */
const linkedBy = (row: FoundRow, shape: Shape): Model | undefined => {
  const index = keyIndexOf(shape).slice(0, surestForms);
  const texts = row.cells.flatMap(({ text }) =>
    [...text.matchAll(addresses)].flatMap(([, ...found]) => idsIn(found.join(""))),
  );
  for (const { form, models } of index) {
    const found = new Set(texts.flatMap((text) => models.get(lookedUp(form, text)) ?? []));
    const [only] = found;
    if (found.size === 1) return only;
    if (found.size > 1) return undefined;
  }
  return undefined;
};

/** More columns than this are no name. */
const mostColumns = 3;

/** The first columns that tell all rows apart together; undefined where no few do. */
const tellingColumns = ({ headers, rows }: FoundTable): readonly number[] | undefined => {
  const isApart = (columns: readonly number[]): boolean => {
    const counts = countEach(rows.map((row) => JSON.stringify(columns.map((at) => textAt(row, at)))));
    return [...counts.values()].every((count) => count === 1);
  };
  const filled = [...headers.keys()].filter((at) => rows.every((row) => textAt(row, at) !== ""));
  const alone = filled.find((at) => isApart([at]));
  if (alone !== undefined) return [alone];
  const some = Array.from({ length: Math.min(mostColumns, filled.length) }, (_, more) =>
    filled.slice(0, more + 1),
  );
  return some.find(isApart);
};

/** Whose the rows of a table are by where their links lead, where nothing that they show names a model. */
export const joinByAddress = (table: FoundTable, shape: Shape): Join | undefined => {
  const linked = table.rows.flatMap((row) => {
    const model = linkedBy(row, shape);
    return model === undefined ? [] : [[row, model] as const];
  });
  const owners = new Map(linked);
  const keys = tellingColumns(table);
  const areApart = new Set(owners.values()).size === owners.size;
  return keys === undefined || !areApart || owners.size < 2 || owners.size * 2 < table.rows.length
    ? undefined
    : { by: "address of a link", keys, owners };
};
