import type { Memory } from "../core/lock/next.ts";
import { fileKey } from "../core/lock/types.ts";
import type { Gone } from "../core/gone.ts";
import type { GoneFiles } from "../../generators/gone-files.ts";
import type { PagesPlan } from "../../generators/pages.ts";
import type { SnippetPlan } from "../../generators/snippet.ts";
import type { Change, Entry, RelativePath } from "../types.ts";
import type { Ground } from "./survey.ts";

/** What a plan found out, before it is decided what the lock remembers of it. */
export type Findings = {
  readonly snippets: SnippetPlan;
  readonly removed: GoneFiles;
  readonly pages: PagesPlan;
  readonly changes: readonly Change[];
  readonly gone: readonly Gone[];
  /** Whether the catalog is doubtful: then what is recorded already stays as it is. */
  readonly doubtful: boolean;
  /** Whether all of the documentation was planned: only then a model's new fields are taken over. */
  readonly whole: boolean;
  readonly selected: (entry: Entry) => boolean;
};

/** What the lock is to remember when the plan was applied; `kept` are the paths where somebody's save came in between. */
export const memoryOf = (
  { lock, catalog }: Ground,
  findings: Findings,
  kept: ReadonlySet<RelativePath>,
): Memory => {
  const { snippets, removed, pages, changes, gone, doubtful, whole, selected } = findings;
  const blocked = new Set(changes.filter(({ action }) => action === "blocked").map(({ path }) => path));
  const isNew = ({ snippet, model }: { readonly snippet: string; readonly model: string }): boolean =>
    !lock.files.has(fileKey(snippet, model));
  const settled = whole && !doubtful;
  // A model with something blocked is remembered as it was, so that every run tells the same cause.
  const waiting = new Set(
    changes.flatMap(({ action, kind, models }) => (action === "blocked" && kind === "snippet" ? models : [])),
  );
  const takesOver = ({ id }: Entry): boolean => !lock.models.has(id) || (settled && !waiting.has(id));
  return {
    files: snippets.drafts.filter(({ record }) => !kept.has(record.path) && (!doubtful || isNew(record))),
    deleted: doubtful
      ? new Set()
      : new Set([...removed.deleted].filter((key) => !kept.has(lock.files.get(key)?.path ?? ""))),
    places: pages.records.filter(({ page }) => !kept.has(page) && !(doubtful && blocked.has(page))),
    entries: catalog.entries.filter((entry) => selected(entry) && takesOver(entry)),
    gone: settled ? gone : [],
  };
};
