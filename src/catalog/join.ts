import { error, fail, ok, type Outcome, type Problem, warning } from "../model/problem.ts";
import { type EnvelopeSettings, type FoundRecord, findRecords, type DocumentPart } from "./envelope.ts";
import { didYouMean } from "../text/suggest.ts";
import { canonical } from "../text/digest.ts";
import { readPath, type ValuePath } from "./value-path.ts";
import { isObject } from "../text/json.ts";

/** How a further source is joined with the catalog. */
export type JoinSettings = EnvelopeSettings & {
  /** Where its records have the ID; undefined: as the catalog's fields say. */
  readonly id: ValuePath | undefined;
  readonly mode: "override" | "fill";
  readonly adds: boolean;
};

/** A further source as it was read. */
export type Overlay = {
  readonly settings: JoinSettings;
  readonly label: string;
  readonly parts: readonly DocumentPart[];
};

/** What one source says of a model. */
export type Layer = { readonly label: string; readonly value: unknown };

/** A record with what further sources say of it. */
export type JoinedRecord = FoundRecord & {
  /** The whole record, keys of the envelope included. */
  readonly record: unknown;
  /** What each source says, the catalog first. */
  readonly layers: readonly Layer[];
};

const mergeValue = (base: unknown, over: unknown, mode: JoinSettings["mode"]): unknown => {
  if (isObject(base) && isObject(over)) {
    const added = Object.entries(over).map(
      ([key, value]) =>
        [key, mergeValue(Object.hasOwn(base, key) ? base[key] : undefined, value, mode)] as const,
    );
    return { ...base, ...Object.fromEntries(added) };
  }
  return mode === "override" || base === undefined || base === null || base === "" ? over : base;
};

const joined = (found: FoundRecord): JoinedRecord => {
  const record =
    isObject(found.value) && Object.keys(found.extra).length > 0
      ? { ...found.value, ...found.extra }
      : found.value;
  return { ...found, record, layers: [{ label: found.label, value: record }] };
};

type IdOf = (record: unknown) => string | undefined;

const repeated = (label: string, id: string): Problem =>
  error(
    "catalog-duplicate-id",
    label,
    `The ID ${JSON.stringify(id)} occurs more than once.`,
    "Remove all but one of its records.",
  );

const withoutId = ({ label, place }: FoundRecord): Problem =>
  error(
    "catalog-malformed-record",
    `${label}: ${place}`,
    "The record has no ID.",
    "Correct the record, or `id` in `catalog.merge`.",
  );

const unknown = (label: string, id: string, known: readonly string[]): Problem =>
  warning(
    "catalog-unknown-model",
    label,
    `The catalog has no model ${JSON.stringify(id)}, so its values here are not used.`,
    `${didYouMean(id, known)} Correct the ID, or let the source add models with \`adds\`.`,
  );

/** More unknown IDs than this are counted, not listed. */
const maxListed = 10;

const rest = (label: string, count: number): readonly Problem[] =>
  count <= 0
    ? []
    : [
        warning(
          "catalog-unknown-model",
          label,
          `${count} more IDs that the catalog doesn't have are not listed.`,
          "Correct those above first.",
        ),
      ];

const joinOne = (
  records: readonly JoinedRecord[],
  overlay: Overlay,
  idOf: IdOf,
): Outcome<readonly JoinedRecord[]> => {
  const { settings, label, parts } = overlay;
  const found = findRecords(parts, settings);
  if (!found.ok) return found;
  const positions = new Map<string, number>();
  for (const [index, { record }] of records.entries()) {
    const id = idOf(record);
    if (id !== undefined) positions.set(id, index);
  }
  const known = [...positions.keys()];
  const own: IdOf = (record) => {
    if (settings.id === undefined) return idOf(record);
    const id = readPath(record, settings.id);
    return typeof id === "string" && id !== "" ? id : undefined;
  };
  const result = [...records];
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const unknowns: string[] = [];
  for (const item of found.value.map(joined)) {
    const id = own(item.record);
    if (id === undefined) problems.push(withoutId(item));
    else if (seen.has(id)) problems.push(repeated(label, id));
    else {
      seen.add(id);
      const position = positions.get(id);
      const base = position === undefined ? undefined : result[position];
      if (position !== undefined && base !== undefined)
        result[position] = {
          ...base,
          record: mergeValue(base.record, item.value, settings.mode),
          layers: [...base.layers, { label: item.label, value: item.value }],
        };
      else if (settings.adds) result.push(item);
      else unknowns.push(id);
    }
  }
  if (problems.length > 0) return fail(...problems.slice(0, maxListed));
  return ok(result, [
    ...unknowns.slice(0, maxListed).map((id) => unknown(label, id, known)),
    ...rest(label, unknowns.length - maxListed),
  ]);
};

/** Joins the catalog's records with those of further sources, by ID, one source after the other. */
export const joinRecords = (
  found: readonly FoundRecord[],
  overlays: readonly Overlay[],
  idOf: IdOf,
): Outcome<readonly JoinedRecord[]> => {
  let current: readonly JoinedRecord[] = found.map(joined);
  const warnings: Problem[] = [];
  for (const overlay of overlays) {
    const next = joinOne(current, overlay, idOf);
    if (!next.ok) return fail(...warnings, ...next.problems);
    current = next.value;
    warnings.push(...next.problems);
  }
  return ok(current, warnings);
};

/** The sources that a value of a record came from. */
export const sourcesOf = ({ record, layers }: JoinedRecord, path: ValuePath): readonly string[] => {
  const final = canonical(readPath(record, path) ?? null);
  const saying = layers.filter(({ value }) => readPath(value, path) !== undefined);
  const giving = saying.find(({ value }) => canonical(readPath(value, path)) === final);
  return (giving === undefined ? saying : [giving]).map(({ label }) => label);
};
