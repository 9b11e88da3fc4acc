import type { FileRecord, LockRecord, ModelRecord, RowRecord } from "../model/lock.ts";
import type { FileLine, LockLine, ModelLine, RowLine, SharedLine } from "../model/lock-line.ts";
import { digest } from "../text/digest.ts";

type Shared = Omit<SharedLine, "type" | "id">;

/** What lines have in common, collected while they are made: gives what they name it by. */
export type Sharing = {
  readonly put: (shared: Shared) => string;
  readonly lines: () => readonly SharedLine[];
};

/** Characters of a digest that are enough for the few shared lines of one lock. */
const idLength = 8;

/** Begins to collect what lines have in common. */
export const sharing = (): Sharing => {
  const known = new Map<string, SharedLine>();
  return {
    put: (shared) => {
      const text = JSON.stringify(shared);
      const line = known.get(text) ?? { type: "shared", id: digest(text).slice(0, idLength), ...shared };
      known.set(text, line);
      return line.id;
    },
    lines: () => [...known.values()],
  };
};

/** The names whose value is the model's ID, and the others. */
const parted = (values: Readonly<Record<string, unknown>>, model: string) => {
  const names = Object.keys(values);
  const ids = names.filter((name) => values[name] === model);
  return { ids, names: names.filter((name) => values[name] !== model) };
};

const rowLine = (record: RowRecord, { put }: Sharing) => {
  const { type, model, page, place, variant, key, cells, found, owner } = record;
  const { ids, names } = parted(cells, model);
  const named = [...ids, ...names].find((name) => cells[name] === key);
  const keyed = named === undefined ? {} : { key: named };
  return {
    ...{ type, model, in: put({ page, place, columns: names, ids, ...keyed }), variant },
    ...{ key: named === undefined ? key : undefined, values: names.map((name) => cells[name]), found },
    owner: owner === "tool" ? undefined : owner,
  };
};

const modelLine = ({ type, model, fields, absent, doubtful, accepted }: ModelRecord, { put }: Sharing) => {
  const { ids, names } = parted(fields, model);
  const values = names.map((name) => fields[name]);
  return {
    ...{ type, model, in: put({ fields: names, ids }), values },
    absent: absent === 0 ? undefined : absent,
    doubtful,
    accepted,
  };
};

const fileLine = (record: FileRecord) => {
  const { type, model, snippet, path, owner, named, digest: of, older, made, template, base } = record;
  const { found, wanted } = record;
  return {
    ...{ type, model, snippet, path, owner, named: named ? undefined : named, digest: of },
    ...{ older: older ?? undefined, made: made ?? undefined, template: template ?? undefined },
    base: base ?? undefined,
    found,
    wanted,
  };
};

/** The fields of records that are written as they are, in their order. */
const fieldsOf = {
  entry: ["type", "model", "page", "place", "title", "key", "body", "base", "found"],
  text: ["type", "text", "packed"],
  role: ["type", "role", "model"],
  left: ["type", "model"],
  unclaimed: ["type", "what", "page", "place"],
  lack: ["type", "page", "anchors", "models"],
};

/** A record's line as it is written, its fields always in one order; what is undefined is left out. */
export const lineOf = (record: LockRecord, shared: Sharing): string => {
  switch (record.type) {
    case "file":
      return JSON.stringify(fileLine(record));
    case "row":
      return JSON.stringify(rowLine(record, shared));
    case "model":
      return JSON.stringify(modelLine(record, shared));
    case "mention": {
      const { type, model, page } = record;
      const made = Object.fromEntries(Object.entries(record.made).sort(([a], [b]) => (a < b ? -1 : 1)));
      return JSON.stringify({ type, model, page, made });
    }
    case "entry":
    case "text":
    case "role":
    case "left":
    case "unclaimed":
    case "lack":
      return JSON.stringify(record, fieldsOf[record.type]);
  }
};

const idsOf = ({ ids = [] }: SharedLine, model: string) => ids.map((name) => [name, model] as const);

/** Names with their values, and those that have the model's ID; undefined where there aren't as many. */
const joined = <T>(
  names: readonly string[] | undefined,
  values: readonly T[] | undefined,
  ids: readonly (readonly [string, string])[],
): Readonly<Record<string, T | string>> | undefined =>
  names === undefined || names.length !== values?.length
    ? undefined
    : Object.fromEntries<T | string>([
        ...ids,
        ...values.map((value, index) => [names[index] ?? "", value] as const),
      ]);

const readRow = (line: RowLine, shared: SharedLine | undefined): RowRecord | undefined => {
  const { type, model, variant, found, owner = "tool" } = line;
  const { page, place } = shared ?? line;
  const cells = shared === undefined ? line.cells : joined(shared.columns, line.values, idsOf(shared, model));
  const key = line.key ?? cells?.[shared?.key ?? ""];
  if (page === undefined || place === undefined || cells === undefined || key === undefined) return undefined;
  const ways = variant === undefined ? {} : { variant };
  return { type, model, page, place, ...ways, key, cells, ...(found === undefined ? {} : { found }), owner };
};

const readModel = (line: ModelLine, shared: SharedLine | undefined): ModelRecord | undefined => {
  const { type, model, absent = 0, doubtful, accepted } = line;
  const fields =
    shared === undefined ? line.fields : joined(shared.fields, line.values, idsOf(shared, model));
  const known = {
    ...(doubtful === undefined ? {} : { doubtful }),
    ...(accepted === undefined ? {} : { accepted }),
  };
  return fields === undefined ? undefined : { type, model, fields, absent, ...known };
};

/** Field by field: each object that takes the rest of another has a hidden class of its own, as large as the record. */
const readFile = (line: FileLine): FileRecord => {
  const { type, model, snippet, path, owner, named = true, digest: of, found, wanted } = line;
  const { older = null, made = null, template = null, base = null } = line;
  const record = { type, model, snippet, path, owner, named, digest: of, older, made, template, base };
  if (found === undefined && wanted === undefined) return record;
  return {
    ...record,
    ...(found === undefined ? {} : { found }),
    ...(wanted === undefined ? {} : { wanted }),
  };
};

/** The record of a line, by the shared lines of its lock; undefined where it names one that isn't there. */
export const recordOf = (
  line: Exclude<LockLine, SharedLine>,
  shared: ReadonlyMap<string, SharedLine>,
): LockRecord | undefined => {
  if (line.type === "file") return readFile(line);
  if (line.type !== "row" && line.type !== "model") return line;
  const common = line.in === undefined ? undefined : shared.get(line.in);
  if (line.in !== undefined && common === undefined) return undefined;
  return line.type === "row" ? readRow(line, common) : readModel(line, common);
};
