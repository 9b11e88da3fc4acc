import { digest } from "../../src/text/digest.ts";
import type { RelativePath, Snapshot } from "../../src/model/file.ts";
import type { Change } from "../../src/model/plan.ts";
import type { Note } from "../../src/model/note.ts";
import { readSeal } from "./summary/digest.ts";
import type { GeneratedFile } from "./types.ts";

/** What all changes of a client's files say of themselves. */
const common = { kind: "client", models: [], cause: "catalog" } as const;

/** A client whose inputs are those that its files were made from: nothing is generated, edits stay. */
export const keepClient = (paths: readonly RelativePath[], snapshot: Snapshot): readonly Change[] =>
  paths.flatMap((path): readonly Change[] => {
    const before = snapshot.get(path)?.digest;
    const reason = "Nothing that it is made from changed.";
    return before === undefined ? [] : [{ ...common, action: "keep", path, reason, before, after: before }];
  });

/** The files of a client fit each other only as a whole: while one can't change, none does. */
const holdTogether = (change: Change, edited: readonly RelativePath[]): Change => {
  if (change.action === "keep" || change.action === "blocked") return change;
  const { path, cause, before } = change;
  const reason = `It goes with ${edited.join(", ")}, edited by hand.`;
  return { ...common, action: "blocked", path, cause, reason, before, after: before };
};

/** Where the files go, what changed in the API, and which edited files are made anew too. */
type ClientTarget = {
  readonly out: RelativePath;
  readonly apiChanges: readonly string[];
  readonly replaces: (path: RelativePath) => boolean;
};

/** Plans the files of a client: while a person has edited one of them nothing changes, unless `replaces` says otherwise. */
export const planClient = (
  files: readonly GeneratedFile[],
  snapshot: Snapshot,
  { out, apiChanges, replaces }: ClientTarget,
): readonly Change[] => {
  const changes = files.map(({ path: name, text }): Change => {
    const path = `${out}/${name}`;
    const file = snapshot.get(path);
    const after = digest(text);
    const made = { ...common, path, before: file?.digest ?? null, after };
    if (file === undefined)
      return { ...made, action: "create", reason: "The client has no such file yet.", content: text };
    if (file.digest === after)
      return { ...made, action: "keep", reason: "The file is as it would be generated." };
    if (readSeal(file.text)?.intact !== true && !replaces(path)) {
      const reason = "The file was edited by hand: --replace generates it anew.";
      return { ...made, action: "blocked", after: file.digest, reason };
    }
    const reason = "The API description, or how the client is made, changed.";
    return { ...made, action: "update", reason, content: text };
  });
  const edited = changes.filter(({ action }) => action === "blocked").map(({ path }) => path);
  const made = new Set(changes.map(({ path }) => path));
  const left = [...snapshot].flatMap(([path, file]): readonly Change[] => {
    // Only what the tool made, and nobody edited, is its own to delete.
    if (made.has(path) || readSeal(file.text)?.intact !== true) return [];
    const reason = "The client's options no longer ask for this file.";
    return [{ ...common, action: "delete", path, cause: "config", reason, before: file.digest, after: null }];
  });
  // What changed in the API is reported beside the file that sums it up.
  const summary = `${out}/api.json`;
  const notes = apiChanges.map(
    (text): Note => ({ cause: "catalog", models: [], what: "api", action: "change", text }),
  );
  const wanted = [...changes, ...left].map((change) =>
    change.path === summary && notes.length > 0 ? { ...change, notes } : change,
  );
  return edited.length === 0 ? wanted : wanted.map((change) => holdTogether(change, edited));
};
