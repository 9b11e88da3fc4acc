import type { DocumentSettings } from "../../config/document-settings.ts";
import type { Settings } from "../../config/settings.ts";
import type { RelativePath, Snapshot } from "../../model/file.ts";
import { readSeal } from "../../../generators/client/summary/digest.ts";
import { onlyNamesDiffer } from "../../../generators/mention/only-names.ts";
import { mentionFiles } from "../../../generators/mention/owned.ts";
import { onlyAdds } from "../../../generators/document/entry.ts";
import { documentName } from "../../../generators/document/whole.ts";
import { isPage } from "../../page/scan.ts";
import { emptyLock, type FileRecord, type Lock } from "../../model/lock.ts";
import type { Change, Plan } from "../../model/plan.ts";
import { error, type Problem } from "../../model/problem.ts";
import { canonical } from "../../text/digest.ts";
import { isOfKind } from "../../config/path-pattern.ts";

/** What a saved plan is judged by, whatever it says of itself: the config and the lock as they are now. */
export type Trust = {
  readonly settings: Settings;
  readonly lock: Lock;
  /** The files that the plan changes, as they are. */
  readonly snapshot: Snapshot;
  /** Whether a file that people own may be replaced, as `--replace` allows. */
  readonly replaces: (path: RelativePath) => boolean;
  /** Whether everything that is there is the tool's, as `claim: "all"` or `--claim all` says. */
  readonly claimed: boolean;
  /** Name of the plan's file, for problems. */
  readonly file: string;
};

/** What a plan is judged by, with the records of files at hand by their paths: a large plan has very many. */
type Judged = Trust & {
  readonly byPath: ReadonlyMap<RelativePath, FileRecord>;
  /** What tells whether a change is of names of models alone. */
  readonly isRenaming: (change: Change) => boolean;
};

/** Whether the config asks for a file of that kind at that path. */
const isOutput = (change: Change, { settings, byPath, isRenaming }: Judged): boolean => {
  const { kind, path, action } = change;
  const { snippets, sections, tables, counters, navigation, client } = settings;
  switch (kind) {
    case "snippet":
      return snippets.some((snippet) => isOfKind(snippet, path)) || (action === "delete" && byPath.has(path));
    case "client":
      return client !== undefined && path.startsWith(`${client.out}/`);
    case "samples":
    case "document":
      return (
        settings.documents.some((document) => document.matches(path)) ||
        (action === "delete" && byPath.get(path)?.snippet === documentName(path))
      );
    case "navigation":
      return action === "update" && navigation.some(({ file }) => file === path);
    case "mention":
      return action === "update" && isRenaming(change);
    case "reference":
      return action === "update" && isPage(path) && !settings.isUntouched(path);
    default:
      return action === "update" && [...sections, ...tables, ...counters].some(({ page }) => page === path);
  }
};

/** Whether lock, seal or claim give the file that a change takes away or writes over to the tool. */
const isOwned = (change: Change, { settings, byPath, snapshot, replaces, claimed }: Judged): boolean => {
  const { kind, action, before, after, path, from = path } = change;
  if (action === "create") return true;
  // A client's file says itself whether the tool made it and nobody edited it.
  if (kind === "client")
    return (
      (action !== "delete" && replaces(from)) || readSeal(snapshot.get(from)?.text ?? "")?.intact === true
    );
  if (!["snippet", "document", "samples"].includes(kind) || claimed) return true;
  // Entries are put into a file of people's, and change nothing else of it.
  const isEntry = ({ at, matches }: DocumentSettings): boolean =>
    at !== undefined && matches(path) && onlyAdds(snapshot.get(path)?.text ?? "", change.content ?? "", at);
  if (kind === "document" && action === "update" && settings.documents.some(isEntry)) return true;
  const record = byPath.get(from);
  if (action === "delete")
    return record?.owner === "tool" && (before === record.digest || before === record.older);
  return (
    record?.owner === "tool" ||
    replaces(from) ||
    (action === "rename" && record !== undefined && before === after)
  );
};

/** The file records of the next lock that neither stand in the lock nor follow from a change of the plan. */
const inventedRecords = ({ changes, lock: next = emptyLock }: Plan, { settings, lock }: Trust) => {
  const after = new Map(changes.map((change) => [change.path, change.after]));
  const follows = ({ path, snippet, owner, digest }: FileRecord, before: FileRecord | undefined): boolean =>
    after.has(path) &&
    // The merge of a hand edit has another text than the one that is recorded as made.
    (owner === "people" || after.get(path) === digest || before?.owner === "tool") &&
    (settings.snippets.some((each) => each.id === snippet && isOfKind(each, path)) ||
      (snippet === documentName(path) && settings.documents.some((each) => each.matches(path))));
  return [...next.files].filter(([key, record]) => {
    const before = lock.files.get(key);
    return canonical(before) !== canonical(record) && !follows(record, before);
  });
};

/** What a saved plan asks for that neither config nor lock allows: seals can be made anew. Errors: `plan-untrusted`. */
export const untrusted = (plan: Plan, given: Trust): readonly Problem[] => {
  const isMentioned = mentionFiles(given.settings, given.lock);
  const around = {
    locks: [given.lock, plan.lock ?? emptyLock],
    renamed: plan.changes.flatMap(({ action, path }) => (action === "rename" ? [path] : [])),
  };
  const trust = {
    ...given,
    isRenaming: ({ path, content = "" }: Change): boolean =>
      isMentioned(path) &&
      onlyNamesDiffer(given.snapshot.get(path)?.text ?? "", content, given.settings, around),
    byPath: new Map([...given.lock.files.values()].map((each) => [each.path, each])),
  };
  const problem = (path: RelativePath, message: string): Problem =>
    error(
      "plan-untrusted",
      `${trust.file}: ${path}`,
      message,
      "Make the plan anew with `kluster-gen plan --out`.",
    );
  const writing = plan.changes.filter(({ action }) => action !== "keep" && action !== "blocked");
  return [
    ...writing
      .filter((change) => !isOutput(change, trust))
      .map(({ path, kind }) => problem(path, `The config has no ${kind} at this path.`)),
    ...writing
      .filter((change) => isOutput(change, trust) && !isOwned(change, trust))
      .map(({ path, from = path, action }) =>
        problem(
          from,
          action === "delete"
            ? "The lock doesn't say that the tool made this file: it isn't deleted."
            : "The lock doesn't say that the tool made this file: it isn't written over without --replace.",
        ),
      ),
    ...inventedRecords(plan, trust).map(([, { path }]) =>
      problem(path, "The plan's lock records a file that no change of the plan makes."),
    ),
  ];
};
