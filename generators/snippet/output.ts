import { fingerprinter } from "../../src/lock/fingerprint.ts";
import { unpacker } from "../../src/lock/pack.ts";
import type { LocatedJob } from "../../src/catalog/entries.ts";
import { fail, ok, type Outcome, type Problem, warning } from "../../src/model/problem.ts";
import { neededByNav } from "../navigation/references.ts";
import type { FileContext, FilesPlan, Output } from "../output.ts";
import { editedEntries } from "../section/edited.ts";
import { citedFiles, filesAfter, withoutMenus } from "./cited.ts";
import { isClaimed, type LeavingFile, type LeavingFiles } from "../placing/past.ts";
import { planSnippets } from "./index.ts";
import { isUnread, needsText, type Status, statusOf } from "./status.ts";
import { type Gone, keptProblem, prunedModels } from "../../src/lock/gone.ts";
import type { SnippetSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { isText, type RelativePath } from "../../src/model/file.ts";
import type { FileRecord, Lock } from "../../src/model/lock.ts";
import { isFor } from "../../src/text/template/needed.ts";
import type { Change } from "../../src/model/plan.ts";

/** What becomes of the files of models that left. */
type GoneFiles = {
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
const leavingFiles = (
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
const planGoneFiles = (
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

/** How many files are named; the rest is counted. */
const shown = 3;

/** Whether a file is found by nothing but the ID in it: no rule gives its name, and no lock knows who gave it. */
const isMisnamed = ({ job: { entry, snippet, location }, record, from, to }: Status): boolean =>
  record === undefined &&
  location.state === "present" &&
  from === to &&
  ![snippet.path, ...snippet.aliases].some((pattern) => pattern.fill(entry) === location.path);

/** Reports files that keep names which the slug rules don't give: without a lock a new rule applies to none of them. */
const misnamedProblems = (statuses: readonly Status[], file: string): readonly Problem[] => {
  const paths = [...new Set(statuses.filter(isMisnamed).map(({ from }) => from))].sort();
  if (paths.length === 0) return [];
  const more = paths.length > shown ? `, and ${paths.length - shown} more` : "";
  const what = paths.length === 1 ? "One snippet file has" : `${paths.length} snippet files have`;
  return [
    warning(
      "slug-unapplied",
      `${file}: slug`,
      `${what} another name than the slug rules give, and no lock tells who named them: ${paths.slice(0, shown).join(", ")}${more}.`,
      "If the rules changed, declare those of before in `slug.was`: then the files are renamed. Otherwise leave them: the next apply records them as people's.",
    ),
  ];
};

const statusesOf = (context: FileContext): readonly Status[] => {
  const { templates, settings, jobs, version, scope } = context;
  const { isProtected } = settings;
  const fingerprint = fingerprinter(templates, settings.vars, version);
  const { lock, snapshot, replaces } = context;
  return jobs
    .filter(({ entry }) => scope.selected(entry))
    .map((job) => {
      const replace = replaces(job.location.path);
      return statusOf(job, { lock, snapshot, fingerprint, replace, isProtected });
    });
};

/** Why files that are to go must stay: an entry that people edited, or a page that would still cite them. */
const neededFiles = async (
  context: FileContext,
  leaving: LeavingFiles,
): Promise<ReadonlyMap<string, string>> => {
  const { jobs, settings, snapshot, planned, tools } = context;
  if (leaving.size === 0) return new Map();
  const edited = new Map(
    [...editedEntries(context, leaving)].map(
      ([key, place]) => [key, `its entry in ${place} was written or edited by hand`] as const,
    ),
  );
  if (planned === undefined) return edited;
  const pages = filesAfter(tools.readOtherPages(new Set(jobs.map(({ location }) => location.path))), planned);
  // What navigation needs is looked at on its own.
  const others = withoutMenus(pages, new Set(settings.navigation.map(({ file }) => file)));
  const free = new Map([...leaving].filter(([key]) => !edited.has(key)));
  const cited = citedFiles(others, settings.includeBase, free);
  const readers = await tools.loadDataReaders();
  const named = neededByNav(settings, filesAfter(snapshot, planned), readers, leaving);
  return new Map([
    ...[...cited, ...named].map(([key, page]) => [key, `${page} still cites it`] as const),
    ...edited,
  ]);
};

const planFiles = async (context: FileContext): Promise<Outcome<FilesPlan>> => {
  const { lock, adopt, tools, scope, settings } = context;
  const statuses = statusesOf(context);
  // EJS and the merge are loaded only where they are needed: a plan without changes must not pay for them.
  const due = statuses.filter(
    (status) => needsText(status) || isUnread(status) || (adopt && scope.reclaims),
  ).length;
  const renderer = due > 0 ? await tools.loadRenderer() : () => fail();
  let done = 0;
  const render = (job: LocatedJob): Outcome<string> => {
    if (done < due) tools.step("Rendering", done++, due);
    return renderer(job);
  };
  const edited = statuses.some(({ state }) => state === "edited");
  const merge = edited ? (await import("../../src/text/merge.ts")).merge3 : () => undefined;
  const unpack = unpacker(lock.texts);
  const { changes, records, problems } = planSnippets(statuses, {
    ...context,
    reclaims: scope.reclaims,
    render,
    merge,
    unpack,
    claim: (model) => scope.claim(settings.claim, model),
    isProtected: settings.isProtected,
  });
  const misnamed = misnamedProblems(statuses, context.file);
  const unasked = context.entries.filter(scope.selected);
  const leaving = leavingFiles(lock, scope.gone, settings.snippets, unasked);
  const gone = planGoneFiles(leaving, context, await neededFiles(context, leaving));
  const plan = { changes: [...changes, ...gone.changes], records, existing: new Map() };
  // What a doubtful catalog lacks isn't gone.
  return scope.doubt === undefined
    ? ok({ ...plan, deleted: gone.deleted }, [...problems, ...misnamed, ...gone.problems])
    : ok({ ...plan, deleted: new Set() }, problems);
};

/** A file for each model and kind of snippet. */
export const snippetOutput: Output = { kind: "snippet", title: "Snippets", part: "snippets", planFiles };
