import { documentName } from "../../generators/document/whole.ts";
import { navPlace } from "../../generators/navigation/find.ts";
import { keyOf } from "../../generators/navigation/item.ts";
import { recorded } from "../../generators/navigation/statuses.ts";
import type { FilesPlan, MentionContext, Scope } from "../../generators/output.ts";
import { isUnclaimed } from "../../generators/table/records.ts";
import type { Settings } from "../config/settings.ts";
import {
  type Claim,
  type EntryRecord,
  fileKey,
  type Lock,
  unclaimedKey,
  type UnclaimedRecord,
} from "../model/lock.ts";
import { type Problem, warning } from "../model/problem.ts";
import { placeName } from "../page/region.ts";
import type { Request } from "./load/configure.ts";
import type { PagesPlan } from "./pages/pages.ts";
import type { LockChanges } from "../lock/next.ts";
import type { GroupPacker } from "../lock/pack.ts";
import type { Change } from "../model/plan.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import type { Loaded } from "./load/load.ts";
import { mentionRecords } from "./pages/mentions.ts";

/** What a plan found out, before it is decided what the lock records of it. */
type Findings = Pick<FilesPlan, "records" | "deleted"> & {
  readonly pages: PagesPlan;
  readonly changes: readonly Change[];
  readonly scope: Scope;
  /** Whether all of the documentation was planned: only then a model's new fields are taken over. */
  readonly whole: boolean;
  /** Whether the run writes the entries of documents: what it takes over without them would never be told. */
  readonly tells: boolean;
  readonly packer: GroupPacker;
  /** Undefined where the run isn't about names of models. */
  readonly mentions: MentionContext | undefined;
};

/** What the lock is to record when the plan was applied. */
export const lockChangesOf = (
  loaded: Loaded,
  { records, deleted, pages, changes, scope, whole, tells, packer, mentions }: Findings,
): LockChanges => {
  const { lock, catalog, namedFields } = loaded;
  const blocked = changes.filter(({ action, kind }) => action === "blocked" && kind === "snippet");
  const untouched = new Set(blocked.map(({ path }) => path));
  const pathOf = (key: string): RelativePath => lock.files.get(key)?.path ?? "";
  // What is recorded already stays as it is while the catalog is doubtful, and where something is blocked:
  // so every run tells the same cause.
  const telling = loaded.settings.documents.some(({ of }) => of === "changes");
  const complete = whole && scope.doubt === undefined && (tells || !telling);
  const waiting = new Set(blocked.flatMap(({ models }) => models));
  const takesOver = ({ id }: Entry): boolean =>
    (!telling && !lock.models.has(id)) || (complete && !waiting.has(id));
  return {
    files: records.filter(
      ({ path, snippet, model }) => !untouched.has(path) && !untouched.has(pathOf(fileKey(snippet, model))),
    ),
    deleted,
    places: pages.records,
    entries: catalog.entries
      .filter((entry) => scope.selected(entry) && takesOver(entry))
      .map((entry) => ({
        ...entry,
        fields: new Map([...entry.fields].filter(([name]) => namedFields.has(name))),
      })),
    gone: complete ? scope.gone : [],
    doubtful: scope.doubt !== undefined,
    packer,
    mentions: mentions === undefined ? undefined : mentionRecords(loaded, mentions, pages, scope),
  };
};

/** A place that the lock may have records of, and whose those are by the config. */
type ClaimPlace = UnclaimedRecord & {
  readonly claim: Claim;
  /** How the names of the places in it begin: each group may have a table of its own. */
  readonly inside?: string;
  /** What an entry is found by when it is people's. */
  readonly keyOf?: (record: EntryRecord) => string | undefined;
};

const type = "unclaimed" as const;

const placesOf = ({ claim, sections, tables, navigation }: Settings): readonly ClaimPlace[] => [
  { type, what: "file", page: "", place: "", claim },
  { type, what: "file", page: "", place: "documents", claim },
  ...sections.map(
    (section): ClaimPlace => ({
      ...{ type, what: "entry", page: section.page, place: placeName(section), claim: section.claim },
      keyOf: ({ title, key }) => title ?? key,
    }),
  ),
  ...navigation.map(
    (list): ClaimPlace => ({
      ...{ type, what: "entry", page: list.file, place: navPlace(list), claim: list.claim },
      keyOf: (record) => {
        const item = recorded(record);
        return item === undefined ? record.key : keyOf(item, list);
      },
    }),
  ),
  ...tables.map(
    ({ split, ...table }): ClaimPlace => ({
      ...{ type, what: "row", page: table.page, place: placeName(table), claim: table.claim },
      ...(split === undefined ? {} : { inside: table.heading.map((each) => `${each} › `).join("") }),
    }),
  ),
];

/** The places that claim nothing, as the lock is to record them. */
const unclaimedOf = (places: readonly ClaimPlace[]): Lock["unclaimed"] =>
  new Map(
    places
      .filter(({ claim }) => claim === "none")
      .map(({ what, page, place }) => [unclaimedKey({ what, page, place }), { type, what, page, place }]),
  );

const partOf = ({ what, place }: UnclaimedRecord) =>
  what === "file" && place === "documents"
    ? place
    : ({ file: "snippets", entry: "sections", row: "tables" } as const)[what];

const names = { file: ["file", "files"], entry: ["entry", "entries"], row: ["row", "rows"] } as const;

const told = (given: UnclaimedRecord, count: number): Problem => {
  const { what, page, place } = given;
  const [one, several] = names[what];
  const [amount, are, their] =
    count === 1 ? [`1 ${one}`, "is", "its text"] : [`${count} ${several}`, "are", "their text"];
  return warning(
    "given-back",
    page === "" ? partOf(given) : `${page}, ${place}`,
    `${amount} that the lock has as the tool's ${are} people's from now on: ${their} stays, whatever becomes of the model.`,
    "Run with `--claim as-made` to take back what is as it would be made.",
  );
};

/** The lock when people have back what the run, or the config, claims nothing of; tells how much that is of each place. */
export const giveBack = (
  lock: Lock,
  settings: Settings,
  { only }: Pick<Request, "only">,
  { claim }: Pick<Scope, "claim">,
): { readonly lock: Lock; readonly problems: readonly Problem[] } => {
  const places = placesOf(settings);
  const counts = new Map<ClaimPlace, number>();
  const isGiven = (place: ClaimPlace, model: string): boolean =>
    (only.has(partOf(place)) && claim("all", model) === "none") ||
    (claim(place.claim, model) === "none" && !lock.unclaimed.has(unclaimedKey(place)));
  /** The records of one kind, with those that are given back as they are then; undefined where one is people's already. */
  const given = <T extends { readonly type: ClaimPlace["what"]; readonly model: string }>(
    records: ReadonlyMap<string, T>,
    isIn: (record: T, place: ClaimPlace) => boolean,
    theirs: (record: T, place: ClaimPlace) => T | undefined,
  ): ReadonlyMap<string, T> => {
    const next = new Map<string, T>();
    for (const [key, record] of records) {
      const place = places.find((each) => each.what === record.type && isIn(record, each));
      const back = place !== undefined && isGiven(place, record.model) ? theirs(record, place) : undefined;
      if (place === undefined || back === undefined) continue;
      next.set(key, back);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    return next.size === 0 ? records : new Map([...records, ...next]);
  };
  const isPlaced = (
    record: { readonly page: string; readonly place: string },
    { page, place, inside }: ClaimPlace,
  ): boolean =>
    record.page === page &&
    (record.place === place || (inside !== undefined && record.place.startsWith(inside)));
  const snippets = new Set(settings.snippets.map(({ id }) => id));
  const next: Lock = {
    ...lock,
    files: given(
      lock.files,
      ({ snippet }, { place }) =>
        place === "" ? snippets.has(snippet) : snippet.startsWith(documentName("")),
      (record) =>
        record.owner === "people"
          ? undefined
          : { ...record, owner: "people", older: null, made: null, template: null, base: null },
    ),
    entries: given(lock.entries, isPlaced, (record, place) => {
      const { type: kind, model, page, place: at, title, body } = record;
      const key = place.keyOf?.(record);
      return title === null && body === undefined
        ? undefined
        : { type: kind, model, page, place: at, title: null, ...(key === undefined ? {} : { key }) };
    }),
    rows: given(lock.rows, isPlaced, (record) => {
      const { type: kind, model, page, place, key, variant } = record;
      const ways = variant === undefined ? {} : { variant };
      return isUnclaimed(record)
        ? undefined
        : { type: kind, model, page, place, key, ...ways, cells: {}, owner: "people" };
    }),
    unclaimed: unclaimedOf(places),
  };
  return { lock: next, problems: [...counts].map(([place, count]) => told(place, count)) };
};
