import { type Gone, keptProblem, prunedModels } from "../../src/lock/gone.ts";
import type { SnippetSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type RelativePath, isText } from "../../src/model/file.ts";
import type { FileRecord, Lock } from "../../src/model/lock.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { isFor } from "../../src/text/template/needed.ts";
import type { FileContext } from "../output.ts";
import { type LeavingFile, type LeavingFiles, isClaimed } from "../placing/past.ts";
import type { Change } from "../../src/model/plan.ts";

/** What becomes of the files of models that left. */
export type GoneFiles = {
  readonly changes: readonly Change[];
  /** Keys of the files that go. */
  readonly deleted: ReadonlySet<string>;
  /** What stays because of people. */
  readonly problems: readonly Problem[];
};

/** What files are judged by. */
type GoneContext = Pick<FileContext, "snapshot" | "scope" | "settings">;

const whyKept = (
  record: LeavingFile,
  { snapshot, scope, settings }: GoneContext,
  needed: string | undefined,
): string | undefined => {
  const file = snapshot.get(record.path);
  if (needed !== undefined) return needed;
  if (file === undefined) return undefined;
  const { model, path, digest, older, found } = record;
  const isTheirs = record.owner === "people";
  if (isClaimed(scope, settings.claim, { model, isTheirs }) && !settings.isProtected(path)) return undefined;
  if (isTheirs) return "people wrote it";
  return [digest, older, found ?? null].some((known) => isText(file, known))
    ? undefined
    : "it was edited by hand";
};

/** The files of models that are to be pruned, and of models that their snippet doesn't ask for any more. */
export const leavingFiles = (
  lock: Lock,
  gone: readonly Gone[],
  snippets: readonly SnippetSettings[],
  entries: readonly Entry[],
): LeavingFiles => {
  const pruned = new Set(prunedModels(gone));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byName = new Map(snippets.map((snippet) => [snippet.id, snippet]));
  const isUnasked = ({ model, snippet }: FileRecord): boolean => {
    const [entry, settings] = [byId.get(model), byName.get(snippet)];
    return entry !== undefined && settings !== undefined && !isFor(settings, entry);
  };
  return new Map([...lock.files].filter(([, record]) => pruned.has(record.model) || isUnasked(record)));
};

const leftProblem = (path: RelativePath, model: string, why: string): Problem =>
  warning(
    "snippet-left",
    path,
    `${JSON.stringify(model)} doesn't get this snippet any more, but its file stays: ${why}.`,
    "Delete it by hand, or leave it.",
  );

/** Deletes files that the tool made and nobody edited; the others are reported and stay, as `needed` ones do. */
export const planGoneFiles = (
  leaving: LeavingFiles,
  context: GoneContext,
  needed: ReadonlyMap<string, string>,
): GoneFiles => {
  const { snapshot, scope } = context;
  const left = new Set(scope.gone.map(({ record }) => record.model));
  const changes: Change[] = [];
  const deleted = new Set<string>();
  const problems: Problem[] = [];
  for (const [key, record] of leaving) {
    const { model, path } = record;
    const before = snapshot.get(path)?.digest ?? null;
    const kept = whyKept(record, context, needed.get(key));
    const common = { path, kind: "snippet", models: [model], cause: "catalog", before } as const;
    const what = left.has(model)
      ? "The model has left the catalog"
      : "The model doesn't get this snippet any more";
    const reason = `${what}${kept === undefined ? "" : `, but ${kept}`}.`;
    if (kept === undefined) deleted.add(key);
    else problems.push(left.has(model) ? keptProblem(path, model, kept) : leftProblem(path, model, kept));
    if (before === null) continue;
    changes.push(
      kept === undefined
        ? { ...common, action: "delete", reason, after: null }
        : { ...common, action: "keep", reason, after: before },
    );
  }
  return { changes, deleted, problems };
};
