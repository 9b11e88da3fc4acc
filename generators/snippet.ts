import { digest } from "../src/core/digest.ts";
import type { Snapshot } from "../src/core/snapshot.ts";
import type { SurveyedJob } from "../src/core/survey.ts";
import type { Outcome, Problem } from "../src/problem.ts";
import type { Change, Entry } from "../src/types.ts";

/** Renders the text of one snippet. */
export type RenderSnippet = (job: SurveyedJob) => Outcome<string>;

/** What the snippets need, and what went wrong while they were rendered. */
export type SnippetPlan = { readonly changes: readonly Change[]; readonly problems: readonly Problem[] };

/** Whether a job writes a file: one that isn't there yet, or one that `replace` makes anew. */
export const mustRender = ({ location }: SurveyedJob, replace: boolean): boolean =>
  location.state === "absent" || (location.state === "present" && replace);

const base = ({ entry, snippet, location }: SurveyedJob) =>
  ({ path: location.path, kind: "snippet", models: [entry.id], what: `${snippet.kind}/${snippet.language}` }) as const;

const made = (job: SurveyedJob, snapshot: Snapshot, content: string): Change => {
  const { what, ...rest } = base(job);
  const before = snapshot.get(rest.path)?.digest ?? null;
  const after = digest(content);
  if (before === after) return { ...rest, action: "keep", cause: "catalog", reason: `The ${what} snippet is as its template makes it.`, before, after };
  return before === null
    ? { ...rest, action: "create", cause: "catalog", reason: `No ${what} snippet names ${job.entry.id} yet.`, before, after, content }
    : { ...rest, action: "update", cause: "drift", reason: `The ${what} snippet is replaced, as asked.`, before, after, content };
};

const left = (job: SurveyedJob, snapshot: Snapshot): Change => {
  const { what, ...rest } = base(job);
  const present = snapshot.get(rest.path)?.digest ?? null;
  const same = { before: present, after: present, cause: "catalog" } as const;
  if (job.location.state === "taken")
    return { ...rest, ...same, action: "blocked", reason: `The file ${job.location.why}: give ${job.entry.id} another slug.` };
  return { ...rest, ...same, action: "keep", reason: `The ${what} snippet is there.` };
};

/** Plans the snippet files: what is missing is made, what is there stays unless `replace` says otherwise. */
export const planSnippets = (
  jobs: readonly SurveyedJob[],
  snapshot: Snapshot,
  render: RenderSnippet,
  options: { readonly selected: (entry: Entry) => boolean; readonly replace: boolean },
): SnippetPlan => {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  for (const job of jobs) {
    if (!options.selected(job.entry)) continue;
    if (!mustRender(job, options.replace)) {
      changes.push(left(job, snapshot));
      continue;
    }
    const rendered = render(job);
    problems.push(...rendered.problems);
    if (rendered.ok) changes.push(made(job, snapshot, rendered.value));
  }
  return { changes, problems };
};
