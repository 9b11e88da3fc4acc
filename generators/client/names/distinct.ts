/**
 * Gives things that want the same name names of their own. Each brings what it may be called, best first,
 * made from nothing but itself: so a name changes only when something comes that wants the very same one,
 * and then for all that want it, never silently from one thing to another.
 */
import { createHash } from "node:crypto";
import { byCodeUnit } from "../../api/json.ts";
import { addTo } from "../../../src/text/group-by.ts";

/** Something to be named. */
export type Claimant = {
  /** Tells it from all others: the method and path of an operation, the address of a type. */
  readonly key: string;
  /** What it may be called, the best first; the last is its own for sure. */
  readonly names: readonly string[];
  /** Names that nothing else may have while this one has that name: the groups that it is in. */
  readonly holds?: (name: string) => readonly string[];
};

/** Several things that wanted one name. */
export type Clash = { readonly name: string; readonly keys: readonly string[] };

/** The name of each key, and who had to give way to whom. */
export type Distinct = {
  readonly names: ReadonlyMap<string, string>;
  readonly clashes: readonly Clash[];
};

/** A short digest of a key: what tells names apart when nothing readable does. */
export const mark = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 8);

type Turn = { readonly claimant: Claimant; readonly level: number };

const nameOf = ({ claimant, level }: Turn): string => claimant.names[level] ?? claimant.key;

const crowded = (turns: readonly Turn[]): ReadonlyMap<string, readonly Turn[]> => {
  const wanted = new Map<string, Turn[]>();
  const held = new Set<string>();
  for (const turn of turns) {
    const name = nameOf(turn);
    addTo(wanted, name, turn);
    for (const other of turn.claimant.holds?.(name) ?? []) held.add(other);
  }
  return new Map([...wanted].filter(([name, same]) => same.length > 1 || held.has(name)));
};

/** Names all claimants; one without a second name keeps its first whatever the others want. */
export const distinctNames = (claimants: readonly Claimant[]): Distinct => {
  let turns = claimants.map((claimant): Turn => ({ claimant, level: 0 }));
  const clashes = new Map<string, Set<string>>();
  for (;;) {
    const moved = new Set<Turn>();
    for (const [name, same] of crowded(turns)) {
      for (const turn of same) if (turn.level + 1 < turn.claimant.names.length) moved.add(turn);
      if (same.some((turn) => turn.level === 0)) {
        const keys = clashes.get(name) ?? new Set();
        for (const turn of same) keys.add(turn.claimant.key);
        clashes.set(name, keys);
      }
    }
    if (moved.size === 0) break;
    turns = turns.map((turn) => (moved.has(turn) ? { ...turn, level: turn.level + 1 } : turn));
  }
  return {
    names: new Map(turns.map((turn) => [turn.claimant.key, nameOf(turn)])),
    clashes: [...clashes]
      .map(([name, keys]) => ({ name, keys: [...keys].sort(byCodeUnit) }))
      .sort((a, b) => byCodeUnit(a.name, b.name)),
  };
};
