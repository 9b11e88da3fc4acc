import type { Subject } from "./types.ts";
import { findLanguage } from "../text/emit/languages.ts";
import type { VerifySettings } from "../config/settings.ts";
import type { LocatedJob } from "../catalog/entries.ts";
import type { Change } from "../model/plan.ts";
import type { RelativePath } from "../model/file.ts";
import type { Loaded } from "../pipeline/load/load.ts";
import type { Documentation } from "./run.ts";

const subject = (
  verify: VerifySettings,
  { entry, snippet }: LocatedJob,
  path: RelativePath,
  text: string,
): Subject => ({
  path,
  kind: snippet.kind,
  language: findLanguage(snippet.language)?.name ?? snippet.language,
  text,
  model: entry.id,
  calls: verify.calls.get(snippet.kind) ?? [],
  image: verify.image(entry),
});

/** What the snippets of a plan, or of the tree, belong to. */
export const documentationOf = (
  { folder, file, catalog }: Loaded,
  settings: VerifySettings,
): Documentation => ({
  folder,
  file,
  models: catalog.entries.map(({ id }) => id),
  settings,
});

const byPath = (a: Subject, b: Subject): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** The snippets of the documentation as they stand, located as a plan locates them; `models` limits them when it names any. */
export const standingSubjects = (
  { jobs, snapshot }: Loaded,
  verify: VerifySettings,
  models: readonly string[],
): readonly Subject[] =>
  jobs
    .filter(({ entry }) => models.length === 0 || models.includes(entry.id))
    .flatMap((job) => {
      const { state, path } = job.location;
      const file = snapshot.get(path);
      return state === "present" && file !== undefined ? [subject(verify, job, path, file.text)] : [];
    })
    .sort(byPath);

/** The snippets as a plan would write them. */
export const plannedSubjects = (
  { jobs }: Loaded,
  verify: VerifySettings,
  changes: readonly Change[],
): readonly Subject[] =>
  changes.flatMap(({ kind, path, from, models, content }) => {
    if (kind !== "snippet" || content === undefined) return [];
    const job = jobs.find(
      ({ entry, location, snippet }) =>
        models.includes(entry.id) && (location.path === (from ?? path) || snippet.path.fill(entry) === path),
    );
    return job === undefined ? [] : [subject(verify, job, path, content)];
  });
