import type { Change } from "../src/types.ts";
import type { Note } from "./changes.ts";

/**
 * With a doubtful catalog nothing that is there is changed on its word: such changes are blocked, and
 * only what is added goes on. `notes` are what changes inside a page.
 */
export const holdBack = (change: Change, notes: readonly Note[], doubt: string): Change => {
  const onlyAdds =
    change.kind !== "snippet" && notes.length > 0 && notes.every(({ action }) => action === "add");
  const changes = change.action === "update" || change.action === "delete" || change.action === "rename";
  if (change.cause !== "catalog" || !changes || onlyAdds) return change;
  const reason = `The catalog is doubtful: ${doubt}.`;
  return {
    action: "blocked",
    path: change.from ?? change.path,
    kind: change.kind,
    models: change.models,
    cause: change.cause,
    reason,
    before: change.before,
    after: change.before,
  };
};
