import type { CheckConfig, Config } from "../config/config.gen.ts";
import type { Lock } from "../model/lock.ts";
import { type Draft, draftConfig, type Findings } from "./draft.ts";
import { type Faults, faultsOf, faultyCounters, withBeside } from "./prove/faults.ts";
import { type Generated, generatedAs, generatedIn, withFound } from "./prove/generated.ts";
import { type Silenced, disordered, leftUntil, showsAll, silencedRules } from "./prove/findings.ts";
import { type Told, toldOthers, toldTables } from "./prove/told.ts";
import { type CounterDraft, countersOf } from "./find/counters.ts";
import { unsaidBeside, unsaidMakers, unsaidNames } from "./find/unsaid-numbers.ts";
import { settleFields } from "./columns/settle-fields.ts";
import type { Scene } from "../check/types.ts";
import type { Snapshot } from "../model/file.ts";
import type { CatalogView, PartDraft, TableDraft } from "./types.ts";
import { pageOf, partKind, partName, shownAmong } from "./part-name.ts";
import { offer } from "./table-config.ts";
import { unshown } from "./where/leave-out.ts";
import { type Bench, seenIn, tryOut } from "./run-trial.ts";

/** What was proven to change nothing, and what had to be left out. */
export type Proven = {
  readonly draft: Draft;
  readonly lock: Lock | undefined;
  readonly kept: readonly PartDraft[];
  /** A sentence for each part that isn't in the draft. */
  readonly dropped: readonly string[];
  /** The tables that look like a script's, and nobody says so: a person may claim all of them for the tool. */
  readonly offered: ReadonlySet<PartDraft>;
  readonly told: ReadonlyMap<PartDraft, Told>;
  /** The models that stand nowhere: the config leaves them out, or has no place for them. */
  readonly absent: readonly string[];
  /** Whether they are left out until the catalog changes. */
  readonly isLagging: boolean;
  readonly silenced: readonly Silenced[];
};

/** The table with all but its key left to people, and why. */
const humbled = (draft: TableDraft, why: string): TableDraft => ({
  ...draft,
  humbled: `All but what the rows are called by is left to people: with more of it ${why}`,
  columns: draft.columns.map(({ header, at, key, ...column }) =>
    key
      ? { header, at, key, ...column }
      : { header, at, value: "", owner: "people", fields: {}, explained: 0, differing: [] },
  ),
});

const isHumbled = ({ columns }: TableDraft): boolean =>
  columns.every(({ key, owner, value }) => key === true || (owner === "people" && value === ""));

/** What nothing explains is kept where people put it. */
const unordered = (part: PartDraft): PartDraft => {
  const order = { position: "end" } as const;
  if (part.type === "table") return { ...part, order };
  if (part.type === "list" || part.type === "pages") return part;
  return part.type === "section"
    ? { ...part, config: { ...part.config, order } }
    : { ...part, config: { ...part.config, order } };
};

/** Whether a part is several of a page that were joined. */
const isGroup = <T extends PartDraft>(part: T): part is T & { readonly groups: readonly PartDraft[] } =>
  (part.type === "table" || part.type === "section") && part.groups !== undefined;

/** The parts with which something is wrong, and what; those of which only one of several can be it are tried alone. */
const culprits = async (
  findings: Findings,
  faults: Faults,
  bench: Bench,
): Promise<ReadonlyMap<PartDraft, string>> => {
  const reasonAlone = async (part: PartDraft): Promise<string | undefined> => {
    const alone = draftConfig({ ...findings, found: [part], mentions: undefined });
    const { certain, suspects } = faultsOf(alone, await tryOut(alone.config, bench));
    return [...certain.values()][0] ?? suspects[0]?.what;
  };
  const found = new Map<PartDraft, string>();
  for (const [part, what] of faults.certain) {
    // A group takes every heading of its level: what is right without it is its neighbour.
    const group = findings.found.find((other) => isGroup(other) && pageOf(other) === pageOf(part));
    const isNeighbour = group !== undefined && group !== part && (await reasonAlone(part)) === undefined;
    found.set(isNeighbour ? group : part, what);
  }
  for (const { parts, what } of faults.suspects) {
    const before = found.size;
    for (const part of parts) {
      if (found.has(part)) continue;
      const reason = await reasonAlone(part);
      if (reason !== undefined) found.set(part, reason);
    }
    // Alone each of them is right: together they aren't.
    const last = parts.at(-1);
    if (found.size === before && last !== undefined) found.set(last, what);
  }
  return found;
};

/** The tables on pages that a script made and that aren't claimed yet. */
const unclaimed = (draft: Draft, scene: Scene): ReadonlyMap<PartDraft, Generated> => {
  const told = toldTables(draft, scene);
  const open = new Map<PartDraft, Generated>();
  for (const [path, { text }] of scene.pages) {
    const regions = generatedIn(text);
    const parts = [...told].filter(([part]) => pageOf(part) === path);
    const isSaid = ([part]: (typeof parts)[number]): boolean => {
      const line = part.type === "table" ? (part.table.rows[0]?.line ?? 0) : -1;
      return regions.some(({ first, last }) => line >= first && line < last);
    };
    const said = parts.filter(isSaid);
    const lines = text.trimEnd().split("\n").length;
    for (const own of [said, parts.filter((each) => !said.includes(each))]) {
      const generated = generatedAs(
        own === said,
        lines,
        own.map(([, each]) => each),
      );
      for (const [part] of own)
        if (generated !== undefined && part.type === "table" && part.claim === undefined)
          open.set(part, generated);
    }
  }
  return open;
};

/** The config with what may be claimed said at its tables. */
const withOffers = (draft: Draft, offered: ReadonlySet<PartDraft>): Draft => {
  const remarks = new Map(draft.remarks);
  for (const [at, table] of (draft.config.tables ?? []).entries()) {
    const part = draft.places.get(`tables[${at}]`);
    const said = remarks.get(table);
    if (part !== undefined && offered.has(part))
      remarks.set(table, said === undefined ? offer : `${said} ${offer}`);
  }
  return { ...draft, remarks };
};

const nameOf = ({ page, pattern }: CounterDraft): string => JSON.stringify([page, pattern]);

/** What was found, and where. */
type Seen = Findings & { readonly pages: Snapshot; readonly catalog: CatalogView };

/** Tries parts and counters together, and again without what is wrong, until nothing is. */
const settle = async (findings: Seen, bench: Bench) => {
  let { found } = findings;
  const dropped: string[] = [];
  const refused = new Set<string>();
  for (;;) {
    const counters = countersOf(findings.pages, found, findings.catalog).filter(
      (counter) => !refused.has(nameOf(counter)),
    );
    const draft = draftConfig({ ...findings, found, counters });
    const trial = await tryOut(draft.config, bench);
    const known = withBeside(found, trial);
    found = known ?? found;
    if (known !== undefined) continue;
    const faulty = faultyCounters(trial, counters);
    for (const counter of faulty) refused.add(nameOf(counter));
    if (faulty.size > 0) continue;
    const wrong =
      found.length === 0
        ? new Map<PartDraft, string>()
        : await culprits({ ...findings, found }, faultsOf(draft, trial), bench);
    const scene = wrong.size > 0 ? undefined : seenIn(trial);
    const loose = scene === undefined ? [] : disordered(draft, scene);
    const movable = [...loose].filter(
      (part) =>
        part.type !== "pages" && (part.type === "table" ? part.order : part.config.order)?.position !== "end",
    );
    const scripts =
      scene === undefined || movable.length > 0 ? new Map<PartDraft, Generated>() : unclaimed(draft, scene);
    const isSaid = (part: PartDraft): boolean => scripts.get(part) === "said";
    if (wrong.size === 0 && movable.length === 0 && !found.some(isSaid)) {
      const offered = new Set(scripts.keys());
      return { draft: withOffers(draft, offered), trial, scene, found, dropped, offered };
    }
    // What was joined with others may have fields of the same names.
    found = settleFields(
      found.flatMap((part): readonly PartDraft[] => {
        if (part.type === "table" && isSaid(part)) return [{ ...part, claim: "all" }];
        if (movable.includes(part)) return [unordered(part)];
        const reason = wrong.get(part);
        if (reason === undefined) return [part];
        // What can't be kept together may be kept apart.
        if (isGroup(part)) return part.groups;
        if (part.type === "table" && !isHumbled(part)) return [humbled(part, reason)];
        dropped.push(`The ${partKind(part)} in ${partName(part)} can't be kept as it is: ${reason}`);
        return [];
      }),
    );
  }
};

/** The config with the rules off that find something on the first day; each has a comment that says so. */
const withSilenced = (draft: Draft, silenced: readonly Silenced[]): Draft => {
  if (silenced.length === 0) return draft;
  const rules: NonNullable<CheckConfig["rules"]> = Object.fromEntries(
    silenced.map(({ rule }) => [rule, "off" as const]),
  );
  const remarks = new Map<object, string>([
    ...draft.remarks,
    [
      rules,
      `Rules that would find something in the pages as they are: take a line out to hear of it. ${silenced
        .map(({ rule, count, example }) => `${rule}: ${count} (${example})`)
        .join(" ")}`,
    ],
  ]);
  const config: Config = { ...draft.config, check: { rules } };
  return { ...draft, config, remarks };
};

/** Plans with everything that was found, and without what would change something. */
export const prove = async (findings: Seen, bench: Bench): Promise<Proven> => {
  const { draft, trial, scene, found, dropped, offered } = await settle(findings, bench);
  const byScript = found.filter(
    (part) => offered.has(part) || (part.type === "table" && part.claim === "all"),
  );
  const source = trial.loaded?.source;
  const lapses = source !== undefined && showsAll(byScript, findings.shape.models.length);
  const dated = lapses ? leftUntil(draft, unshown, source) : draft;
  const silenced = scene === undefined ? [] : silencedRules(scene);
  const shown = shownAmong(found, findings.shape.models);
  const absent = findings.shape.models.filter((model) => !shown.has(model));
  return {
    draft: withSilenced(dated, silenced),
    lock:
      trial.lock === undefined || scene === undefined
        ? trial.lock
        : withFound(trial.lock, scene, draft.config.removal !== undefined),
    kept: found,
    dropped:
      found.length === 0
        ? dropped
        : [
            ...dropped,
            ...unsaidNames(absent, findings.shape.models, findings.pages),
            ...unsaidBeside(findings.pages, draft.config.counters ?? []),
            ...unsaidMakers(draft.config.counters ?? []),
          ],
    offered,
    told:
      scene === undefined || trial.lock === undefined
        ? new Map()
        : new Map([...toldTables(draft, scene), ...toldOthers(draft, trial.lock, scene)]),
    absent: absent.map(({ id }) => id),
    isLagging: dated.config.exclude?.every(({ until }) => until !== undefined) === true,
    silenced,
  };
};
