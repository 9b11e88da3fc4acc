import { locateJobs } from "../../generators/snippet/jobs.ts";
import { toEntries } from "../catalog/entries.ts";
import type { Held } from "../model/held.ts";
import { ok, type Outcome } from "../model/problem.ts";
import { withoutHeld } from "../policy/hold.ts";
import type { Loaded } from "./load/load.ts";

/** What was read, with held models as the lock has them. */
export const holdBackModels = (loaded: Loaded, held: readonly Held[]): Outcome<Loaded> => {
  const { settings, catalog, lock, snapshot } = loaded;
  const { records, left } = withoutHeld(catalog, lock, held);
  const made = toEntries({ ...settings, exclude: [] }, records);
  if (!made.ok) return made;
  const careful = { ...made.value, excluded: [...catalog.excluded, ...left] };
  return ok({ ...loaded, catalog: careful, jobs: locateJobs(settings, careful, snapshot, lock) });
};
