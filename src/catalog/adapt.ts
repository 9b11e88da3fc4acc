import { error, fail, hasErrors, ok, type Outcome, type Problem, refuse, warning } from "../model/problem.ts";
import { canonical } from "../text/digest.ts";
import { groupBy } from "../text/group-by.ts";
import { type DocumentPart, findRecords } from "./envelope.ts";
import { joinRecords, type Overlay } from "./join.ts";
import {
  type AdaptedRecord,
  idOf,
  excludes,
  type Malformed,
  type MappedRecord,
  mapRecord,
  type RecordCheck,
} from "./record.ts";
import type { Settings } from "../config/settings.ts";

export type { AdaptedRecord, MappedRecord, RecordCheck } from "./record.ts";

/** A catalog as its sources gave it. */
export type CatalogDocuments = {
  /** Its name in problems. */
  readonly label: string;
  readonly parts: readonly DocumentPart[];
  readonly overlays: readonly Overlay[];
};

/** More malformed records than this are counted, not listed. */
const maxListed = 20;

/** What is said of malformed records: of a few that they are held, of many that the catalog is wrong. */
const malformed = (label: string, all: readonly Malformed[], isWrong: boolean): readonly Problem[] => {
  const listed = all.slice(0, maxListed).map(({ where, what, record }) => {
    const held =
      record === undefined
        ? " Nothing is added for it, and no model is taken out meanwhile."
        : " What there is of it stays, and nothing is added.";
    return (isWrong ? error : warning)(
      record === undefined && !isWrong ? "catalog-unnamed-record" : "catalog-malformed-record",
      where,
      isWrong ? what : what + held,
      "Correct the record, or the mapping in `catalog.fields`.",
    );
  });
  const rest = all.length - listed.length;
  if (rest <= 0) return listed;
  return [
    ...listed,
    (isWrong ? error : warning)(
      "catalog-malformed-record",
      label,
      `${rest} more problems of this kind are not listed.`,
      "Correct those above first.",
    ),
  ];
};

/** What a record says, in one text. */
const saidBy = ({ fields }: MappedRecord): string => canonical([...fields]);

/** Each ID once, as the first record by what it says has it, and what is wrong with those that recur. */
const single = (
  label: string,
  records: readonly AdaptedRecord[],
  settings: Settings,
): { readonly records: readonly AdaptedRecord[]; readonly problems: readonly Problem[] } => {
  if (new Set(records.map(({ id }) => id)).size === records.length) return { records, problems: [] };
  // What a rule leaves out until the catalog changes may come at any time.
  const lasting = { ...settings, exclude: settings.exclude.filter(({ until }) => until === undefined) };
  const all = groupBy(
    records.filter(({ fields }) => !excludes(lasting, fields)),
    ({ id }) => id,
  );
  const several = [...all.values()].filter((same) => same.length > 1);
  // Where so many recur, it is no matter of one model or another.
  const isWrong = several.length > 0 && 2 * several.length >= all.size;
  const { key } = settings;
  const taken = new Map<AdaptedRecord, AdaptedRecord | undefined>();
  const problems = several.map((same) => {
    const [first, ...others] = [...same].sort((a, b) => (saidBy(a) < saidBy(b) ? -1 : 1));
    const id = first?.id ?? "";
    const repeated = first !== undefined && others.some((other) => saidBy(other) !== saidBy(first));
    const position = Math.min(...same.map((each) => each.position));
    if (first !== undefined)
      taken.set(first, { ...first, position, unsure: repeated || first.unsure === true });
    for (const other of others) taken.set(other, undefined);
    const after = repeated
      ? "what there is of it stays, and nothing is added"
      : "in the same words, and is one model";
    return (isWrong ? error : warning)(
      repeated || isWrong ? "catalog-duplicate-id" : "catalog-record-repeated",
      label,
      `The ID ${JSON.stringify(id.slice(0, 200))} occurs ${same.length} times${isWrong ? "" : `: ${after}`}.`,
      key.length > 0
        ? "Remove all but one of its records, or add a field to `catalog.key`."
        : "Remove all but one of its records, or declare in `catalog.key` the fields that tell them apart.",
    );
  });
  return {
    records: records.flatMap((record) => (taken.has(record) ? (taken.get(record) ?? []) : [record])),
    problems: problems.slice(0, maxListed),
  };
};

/** Maps documents of a catalog to records, sorted by ID. Errors: an empty list, malformed records, IDs that mostly recur. */
export const adaptCatalog = (
  settings: Settings,
  { label, parts, overlays }: CatalogDocuments,
  check: RecordCheck,
): Outcome<readonly AdaptedRecord[]> => {
  const found = findRecords(parts, settings);
  if (!found.ok) return found;
  if (found.value.length === 0)
    return refuse(
      "catalog-empty",
      label,
      "The catalog holds no models.",
      "Check the source: an empty answer is never taken as `all models are gone`.",
    );
  const joined = joinRecords(found.value, overlays, idOf(settings));
  if (!joined.ok) return fail(...found.problems, ...joined.problems);
  const wrong: Malformed[] = [];
  const records: AdaptedRecord[] = [];
  let faulty = 0;
  for (const [position, origin] of joined.value.entries()) {
    const mapped = mapRecord(settings, origin, position, check);
    if (mapped === undefined) continue;
    if ("id" in mapped) records.push(mapped);
    else {
      wrong.push(...mapped);
      faulty += 1;
      records.push(...mapped.slice(0, 1).flatMap(({ record }) => record ?? []));
    }
  }
  const once = single(label, records, settings);
  const problems = [...malformed(label, wrong, 2 * faulty >= joined.value.length), ...once.problems];
  if (hasErrors(problems)) return fail(...problems, ...found.problems, ...joined.problems);
  return ok(
    [...once.records].sort((a, b) => (a.id < b.id ? -1 : 1)),
    [...problems, ...found.problems, ...joined.problems],
  );
};
