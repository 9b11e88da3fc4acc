import type { Change } from "../../model/plan.ts";
import type { Note } from "../../model/note.ts";
import type { PagesPlan } from "./pages.ts";

const reasonOf = (doubt: string): string => `The catalog is doubtful: ${doubt}.`;

/** With a doubtful catalog no file is changed, renamed or deleted on its word: such a change is blocked. */
export const holdBack = (change: Change, doubt: string): Change => {
  const { action, kind, models, cause, before } = change;
  const changes = action === "update" || action === "delete" || action === "rename";
  if (cause !== "catalog" || !changes) return change;
  const path = change.from ?? change.path;
  return { action: "blocked", path, kind, models, cause, reason: reasonOf(doubt), before, after: before };
};

/** The same for pages: what `careful` adds stays; what `wanted` would do besides is blocked. */
export const holdBackPages = (wanted: PagesPlan, careful: PagesPlan, doubt: string): PagesPlan => {
  const wantedIn = new Map(wanted.changes.map(({ path, notes }) => [path, notes ?? []]));
  const changes = careful.changes.map((change): Change => {
    const held = (wantedIn.get(change.path) ?? [])
      .filter(({ cause, action }) => cause === "catalog" && action !== "add")
      .map((note): Note => ({ ...note, action: "blocked" }));
    if (held.length === 0) return change;
    const notes = [...(change.notes ?? []), ...held];
    if (change.action === "update") return { ...change, notes };
    const models = [...new Set(held.flatMap((note) => note.models))].sort();
    return { ...change, notes, action: "blocked", cause: "catalog", models, reason: reasonOf(doubt) };
  });
  // A cell that a wrong path would empty is no doubt that can be waited out: the config is to be mended.
  const wrong = wanted.problems.filter(({ code }) => code === "field-path-empties");
  return { ...careful, changes, problems: [...careful.problems, ...wrong] };
};
