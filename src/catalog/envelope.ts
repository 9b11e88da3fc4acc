import { error, fail, ok, type Outcome, type Problem, warning } from "../model/problem.ts";
import { nearest } from "../text/suggest.ts";
import { keysOfList } from "./paging/join-pages.ts";
import { nextPage } from "./paging/next.ts";
import type { PagingSettings } from "./paging/settings.ts";
import { takesAll, type Taken, type ValuePath, walkPath } from "./value-path.ts";
import { isObject } from "../text/json.ts";
import { cutShort } from "../text/cut-short.ts";

/** A document of a source; `file` is set when the source is a folder of them. */
export type DocumentPart = {
  readonly value: unknown;
  /** Its name in problems. */
  readonly label: string;
  /** Its path below the folder that it was found in, without its ending. */
  readonly file?: string;
  /** Whether it goes on with the list of the part before it. */
  readonly continues?: boolean;
};

/** Where in a document the records are. */
export type EnvelopeSettings = {
  readonly list: ValuePath | undefined;
  readonly keyField: string | undefined;
  readonly paging: PagingSettings;
};

/** A record as it stands in its document. */
export type FoundRecord = {
  readonly value: unknown;
  /** Keys that the envelope knows and the record lacks: the map's key, the file's name, what the outer item says of itself. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly label: string;
  /** Its place in the document: `data[3]`. */
  readonly place: string;
};

/** What outer items call themselves where they stand in a list. */
const nameKeys = ["id", "slug", "key", "provider", "name"];

const nameOf = ({ key, item }: Taken): string => {
  if (typeof key === "string") return key;
  const name = isObject(item)
    ? nameKeys.map((each) => item[each]).find((each) => typeof each === "string")
    : "";
  return typeof name === "string" && name !== "" ? name : String(key);
};

/** The place of a record that is a file of its own: it has no envelope. */
const wholeFile = "the record";

/** A key as places show it: a document may be an attacker's. */
const shownKey = (key: string | number): string =>
  JSON.stringify(typeof key === "string" ? cutShort(key, 60) : key);

/** One list or map of records, and what is known of where it stands. */
type Group = {
  readonly value: unknown;
  readonly place: string;
  readonly extra: FoundRecord["extra"];
};

const recordsIn = (
  { value, place, extra }: Group,
  label: string,
  keyField: string | undefined,
): readonly FoundRecord[] | undefined => {
  if (Array.isArray(value))
    return value.map((item: unknown, index) => ({ value: item, extra, label, place: `${place}[${index}]` }));
  if (keyField === undefined || !isObject(value)) return undefined;
  return Object.entries(value).map(([key, item]) => ({
    value: item,
    extra: isObject(item) && Object.hasOwn(item, keyField) ? extra : { ...extra, [keyField]: key },
    label,
    place: `${place}[${shownKey(key)}]`,
  }));
};

const noList = (label: string, place: string, value?: unknown): Problem => {
  const meant = place === "" || !isObject(value) ? undefined : nearest(place, Object.keys(value));
  return error(
    "catalog-no-list",
    label,
    place === "" ? "The document is not a list." : `There is no list at \`${place}\`.`,
    meant !== undefined && meant !== place
      ? `Did you mean \`${meant}\`?`
      : "Set `list` to the path of the list of models (`*.models` where each provider has one), and `keyField` if it is a map of them.",
  );
};

/** What an outer item says of itself: its values that have no parts. */
const ownValues = (item: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    isObject(item)
      ? Object.entries(item).filter(([, value]) => typeof value !== "object" || value === null)
      : [],
  );

/** The lists below the items of others: what the outer item is called is the record's `$key`, its own values are below `$parent`. */
const groupedRecords = (
  { value, label }: DocumentPart,
  list: ValuePath,
  extra: Group["extra"],
  keyField = "id",
): Outcome<readonly FoundRecord[]> => {
  const records: FoundRecord[] = [];
  const without: string[] = [];
  let groups = 0;
  for (const { value: found, keys } of walkPath(value, list) ?? []) {
    const [outer] = keys;
    const place = `${list.source} of ${keys.map(({ key }) => shownKey(key)).join(" ")}`;
    const named =
      outer === undefined ? extra : { ...extra, $key: nameOf(outer), $parent: ownValues(outer.item) };
    const inside = recordsIn({ value: found, place, extra: named }, label, keyField);
    if (inside === undefined) without.push(place);
    else groups += 1;
    for (const record of inside ?? []) records.push(record);
  }
  if (groups === 0) return fail(noList(label, list.source));
  const [first] = without;
  if (first === undefined) return ok(records);
  const rest = without.length > 1 ? `, and ${without.length - 1} more,` : "";
  const message = `${first}${rest} is no list of models, and is left out.`;
  return ok(records, [warning("catalog-no-list", label, message, "Check `list`, or the document.")]);
};

const recordsOf = (part: DocumentPart, settings: EnvelopeSettings): Outcome<readonly FoundRecord[]> => {
  const { value, label, file } = part;
  const { list, keyField } = settings;
  const extra: Group["extra"] = file === undefined ? {} : { $file: file };
  if (list !== undefined && takesAll(list)) return groupedRecords(part, list, extra, keyField);
  const at = list === undefined ? value : walkPath(value, list)?.[0]?.value;
  // Some services answer with the bare list where others wrap it; there is nothing else that it could be.
  const found = at === undefined && Array.isArray(value) ? value : at;
  const place = found === value ? "" : (list?.source ?? "");
  const records = recordsIn({ value: found, place, extra }, label, keyField);
  if (records !== undefined) return ok(records);
  if (file !== undefined && list === undefined) return ok([{ value, extra, label, place: wholeFile }]);
  return fail(noList(label, place, value));
};

/** How many records a document has; where nothing says where they are, those of the longest list at its top. */
export const countRecords = (part: DocumentPart, settings: EnvelopeSettings): number => {
  const found = recordsOf(part, settings);
  if (found.ok) return found.value.length;
  const [key] = settings.list === undefined ? keysOfList(part.value, undefined) : [];
  const list = key !== undefined && isObject(part.value) ? part.value[key] : undefined;
  return Array.isArray(list) ? list.length : 0;
};

const incomplete = (label: string, says: string): Problem =>
  error(
    "catalog-incomplete",
    label,
    `This is not the whole list: ${says}.`,
    "Save the whole list, declare in `paging` how its pages follow each other, or set `paging` to `none` where it is whole.",
  );

/** What a part that nothing goes on with says of more, by all the records up to it. */
const saysMore = (
  parts: readonly DocumentPart[],
  found: readonly (readonly FoundRecord[])[],
  { paging, list }: EnvelopeSettings,
): readonly Problem[] => {
  let seen = 0;
  let page = 0;
  return parts.flatMap(({ value, label, continues }, index) => {
    const records = found[index] ?? [];
    if (records[0]?.place === wholeFile) return [];
    const count = records.length;
    seen = continues === true ? seen + count : count;
    page = continues === true ? page + 1 : 1;
    if (parts[index + 1]?.continues === true) return [];
    const next = nextPage(paging, list, { value, url: undefined, headers: new Map(), count, seen, page });
    return next.type === "end" ? [] : [incomplete(label, next.says)];
  });
};

/** The records of a source's documents, in order; refused where one says that there is more: the rest would pass for gone. */
export const findRecords = (
  parts: readonly DocumentPart[],
  settings: EnvelopeSettings,
): Outcome<readonly FoundRecord[]> => {
  const all = parts.map((part) => recordsOf(part, settings));
  const problems = all.flatMap((each) => each.problems);
  if (!all.every((each) => each.ok)) return fail(...problems);
  const more = saysMore(
    parts,
    all.map(({ value }) => value),
    settings,
  );
  if (more.length > 0) return fail(...problems, ...more.slice(0, 10));
  return ok(
    all.flatMap((each) => each.value),
    problems,
  );
};
