import { isChange, type Note } from "../model/note.ts";
import type { Change, Plan } from "../model/plan.ts";
import { type Outcome, ok } from "../model/problem.ts";
import type { PlaceState, Status, StatusCell, StatusPlace } from "../model/status.ts";
import type { LocatedJob } from "../catalog/entries.ts";
import type { Loaded } from "./load/load.ts";
import { readersFor } from "./load/nav-readers.ts";
import { groupBy } from "../text/group-by.ts";
import { countNames } from "./named-at.ts";
import { appearanceFinder } from "./pages/appearances.ts";
import { mentionsOf } from "./pages/mentions.ts";

/** What is known of a snippet's last run. */
type Verified = { readonly model: string | undefined; readonly result: string };

const stateOfNotes = (notes: readonly Note[]): PlaceState => {
  if (notes.some(({ action }) => action === "blocked")) return "blocked";
  return notes.some(isChange) ? "behind" : "in step";
};

const stateOfFile = ({ location }: LocatedJob, change: Change | undefined): PlaceState => {
  if (location.state === "taken" || change?.action === "blocked") return "blocked";
  if (location.state === "absent") return "missing";
  return change === undefined || change.action === "keep" ? "in step" : "behind";
};

/** The cells of one place are one: it is as far as the row that is least so. */
const joined = (cells: readonly StatusCell[]): readonly StatusCell[] => {
  const order: readonly PlaceState[] = ["blocked", "missing", "behind", "in step"];
  const places = new Map<string, StatusCell>();
  for (const cell of cells) {
    const known = places.get(cell.name);
    const state = order.find((each) => each === cell.state || each === known?.state) ?? cell.state;
    places.set(cell.name, { ...cell, state, count: cell.count + (known?.count ?? 0) });
  }
  return [...places.values()];
};

const noteKey = (page: string, place: string, model: string): string => JSON.stringify([page, place, model]);

/** What each model of the catalog has in the documentation, by a plan of it. */
export const statusOf = async (
  loaded: Loaded,
  { changes }: Pick<Plan, "changes">,
  verified: readonly Verified[],
): Promise<Outcome<Status>> => {
  const mentions = mentionsOf(loaded, { role: undefined }, { doubt: undefined, limited: false });
  if (!mentions.ok) return mentions;
  const names = mentions.value === undefined ? undefined : countNames(mentions.value);
  const { entries } = loaded.catalog;
  const find = appearanceFinder({ ...loaded, entries, readers: await readersFor(loaded.settings) });
  const changeOf = new Map(changes.map((change) => [change.from ?? change.path, change]));
  const jobs = groupBy(loaded.jobs, ({ entry }) => entry.id);
  const told = changes.flatMap(({ path, notes = [] }) =>
    notes.flatMap((note) =>
      note.place === undefined
        ? []
        : note.models.map((model) => ({ key: noteKey(path, note.place ?? "", model), note })),
    ),
  );
  const notes = groupBy(told, ({ key }) => key);
  const passed = groupBy(verified, ({ model }) => model ?? "");
  const models = entries.map((entry) => {
    const { id, name } = entry;
    const files = (jobs.get(id) ?? []).map((job): StatusCell => {
      const { snippet, location } = job;
      const state = stateOfFile(job, changeOf.get(location.path));
      return { part: "snippet", name: snippet.id, state, count: location.state === "present" ? 1 : 0 };
    });
    const places = find(entry).map(({ page, place, kind, line }): StatusCell => {
      const own = (notes.get(noteKey(page, place, id)) ?? []).map(({ note }) => note);
      const state = line === null ? "missing" : stateOfNotes(own);
      return { part: kind, name: `${page} › ${place}`, state, count: line === null ? 0 : 1 };
    });
    const runs = passed.get(id) ?? [];
    return {
      id,
      name,
      cells: joined([...files, ...places]),
      mentions: names === undefined ? null : (names.get(id) ?? 0),
      verified:
        runs.length === 0 ? null : runs.every(({ result }) => result === "passed" || result === "compiled"),
    };
  });
  const all = new Map<string, StatusPlace>();
  for (const part of ["snippet", "section", "table"] as const)
    for (const { cells } of models)
      for (const cell of cells) if (cell.part === part) all.set(cell.name, { part, name: cell.name });
  return ok({ places: [...all.values()], models });
};
