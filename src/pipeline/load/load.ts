import { groupedLists } from "../../../generators/navigation/groups.ts";
import { relative, resolve, sep } from "node:path";
import { linkedIn, linkerOf } from "../../../generators/placing/links.ts";
import { isTemplated, madeRowProblems, withMadeRows } from "../../../generators/table/templated.ts";
import { loadDocumentRenderer, loadRenderer } from "../../io/render.ts";
import type { AdaptedRecord } from "../../catalog/adapt.ts";
import { digest } from "../../text/digest.ts";
import { type Catalog, idsOf, type LocatedJob, toEntries } from "../../catalog/entries.ts";
import { emptySelections, nowhereFields, withSuspects } from "../../catalog/nowhere.ts";
import { parseLock } from "../../lock/file.ts";
import { applyMoves, dueMoves, withProtection } from "../../lock/revise.ts";
import { aborted, error, fail, ok, type Outcome, type Problem } from "../../model/problem.ts";
import { emptyLock, type Lock } from "../../model/lock.ts";
import type { Settings } from "../../config/settings.ts";
import type { Digest, Snapshot } from "../../model/file.ts";
import { didYouMean, nearest } from "../../text/suggest.ts";
import { locateJobs } from "../../../generators/snippet/locate.ts";
import { bounded } from "../../io/bounded.ts";
import type { Pending } from "../../io/reader.ts";
import { list, readFiles, readLock, readOtherPages, readTree, textReader } from "../../io/tree.ts";
import type { Inputs } from "../../model/plan.ts";
import { readApiTexts, unknownOperations } from "./api-texts.ts";
import { configure, type Configured, type Request } from "./configure.ts";
import { inspectUnfinished, type Unfinished } from "./recover.ts";
import { withDefinitions } from "./definitions.ts";
import { readersFor, withDataReaders } from "./nav-readers.ts";
import { loadRecords, recordsDigest } from "./records.ts";
import { holding, sourceDigest } from "./until.ts";
import { isUrl, maxMs } from "../../io/source/catalog.ts";
import type { FileTools } from "../../../generators/output.ts";
import { localReader } from "../../io/api-files.ts";

/** The paths of all files of the documentation. */
export const pathsIn = (root: string): readonly string[] => list(root, "", "deep");

/** What planning a client takes from outside. */
export const clientTools = ({
  root,
  folder,
  settings: { client },
}: Configured): Pick<FileTools, "readApi" | "readReferred" | "readFiles"> => ({
  readFiles: (paths) => readFiles(root, paths),
  readApi: () => (client === undefined ? fail() : readApiTexts(folder, client)),
  readReferred: localReader(resolve(folder, client?.api ?? "")),
});

/** What planning files takes from outside. */
export const fileTools = (configured: Configured, step: FileTools["step"]): FileTools => ({
  ...clientTools(configured),
  loadRenderer: () => loadRenderer(configured.settings, configured.templates),
  loadDocumentRenderer: () => loadDocumentRenderer(configured.templates),
  loadDataReaders: () => readersFor(configured.settings),
  readOtherPages: (known) => readOtherPages(configured.root, known),
  step,
});

/** Everything that was read: what planning and explaining start from. */
export type Loaded = Configured & {
  readonly catalog: Catalog;
  /** The records that the catalog was made from, as far as they are kept, sorted by ID. */
  readonly records: readonly AdaptedRecord[];
  readonly snapshot: Snapshot;
  readonly lock: Lock;
  /** What an earlier apply that was stopped will leave. */
  readonly pending: Pending;
  readonly jobs: readonly LocatedJob[];
  /** The models that were asked for and that neither catalog nor lock knows, each with what is wrong with that. */
  readonly unknown: ReadonlyMap<string, Problem>;
  /** The models of which nobody can tell what the catalog says: what there is of them stays. */
  readonly unsure: ReadonlySet<string>;
  /** Whether a record has no name: it may be of any model that seems to have left. */
  readonly hasUnnamed: boolean;
  readonly inputs: Inputs;
  /** Digest of the records as the catalog has them, where a config is drafted. */
  readonly source: Digest | undefined;
  /** One-line information for people: what is to be said of an earlier run. */
  readonly remarks: readonly string[];
};

const unknownModels = (
  catalog: Catalog,
  lock: Lock,
  option: string,
  models: readonly string[],
): ReadonlyMap<string, Problem> => {
  const known = [...new Set([...idsOf(catalog), ...lock.models.keys()])];
  const problemOf = (id: string): Problem =>
    error(
      "model-unknown",
      `${option} ${id}`,
      "Neither the catalog nor the lock knows such a model.",
      lock.models.size === 0 && nearest(id, known) === undefined
        ? "There is no lock, so nothing shows which models left: plan without it to see what is left of them all, and let go of that with `--prune --claim all`."
        : didYouMean(id, known),
    );
  return new Map(models.filter((id) => !known.includes(id)).map((id) => [id, problemOf(id)]));
};

type ReadLock = { readonly lock: Lock; readonly digest: Digest | null };

/** The lock as the config's protected files leave it. */
const lockOf = (
  root: string,
  { isProtected }: Settings,
  pending: Pending,
  given: Lock | undefined,
): Outcome<ReadLock> => {
  if (given !== undefined) return ok({ lock: given, digest: null });
  const file = readLock(root, pending);
  if (!file.ok) return file;
  if (file.value === null) return ok({ lock: emptyLock, digest: null });
  const parsed = parseLock(file.value);
  return parsed.ok
    ? ok({ lock: withProtection(parsed.value, isProtected), digest: digest(file.value) })
    : parsed;
};

/** Told how far a part of the work is. */
export type Step = (what: string, done: number, total: number) => void;

/** How it is loaded. */
type LoadOptions = {
  /** Deals with an earlier apply that was stopped; by default it is only inspected, and nothing is written. */
  readonly settle?: (root: string) => Promise<Outcome<Unfinished>>;
  readonly step?: Step;
  /** Whether what is left of models that nobody knows is looked for; otherwise to ask for one is an error. */
  readonly seeks?: boolean;
  /** Whether a record is kept: what it was made from is wanted of few, and fills the memory. */
  readonly keeps?: (record: AdaptedRecord) => boolean;
};

/** The catalog that the command line names; of a URL the origin alone, since the rest may hold a key. */
const sourceOf = ({ catalog, cwd }: Request, folder: string): Pick<Inputs, "source"> => {
  if (catalog === undefined) return {};
  if (isUrl(catalog)) return { source: new URL(catalog).origin };
  return {
    source: catalog.includes("*") ? catalog : relative(folder, resolve(cwd, catalog)).split(sep).join("/"),
  };
};

/** What is wrong with the rows that templates make. */
const rowFaults = (
  settings: Settings,
  { catalog, jobs, lock }: Pick<Loaded, "catalog" | "jobs" | "lock">,
): readonly Problem[] => {
  const linker = linkerOf(settings, jobs, [], lock);
  return madeRowProblems(settings, (page) => linkedIn(linker, catalog.entries, page));
};

/** Reads all that a plan is made from: config, lock, tree and catalog. */
export const load = async (
  request: Request,
  {
    settle = inspectUnfinished,
    step = () => undefined,
    seeks = false,
    keeps = () => false,
  }: LoadOptions = {},
): Promise<Outcome<Loaded>> => {
  const configured = await configure(request);
  if (!configured.ok) return configured;
  const { root, folder, file, configDigest, templates } = configured.value;
  const read = await withDataReaders(configured.value.settings);
  const declared = isTemplated(read) ? withMadeRows(read, await loadRenderer(read, templates)) : read;
  const earlier = await settle(root);
  if (!earlier.ok) return earlier;
  const { pending, remarks } = earlier.value;
  const readBefore = lockOf(root, declared, pending, request.draft?.lock);
  const tree = readBefore.ok
    ? readTree(root, { settings: declared, lock: readBefore.value.lock, pending }, (done, total) =>
        step("Reading", done, total),
      )
    : ok(new Map());
  const defined = await withDefinitions(
    tree.ok ? tree.value : new Map(),
    declared.tables.map(({ page }) => page),
    textReader(root, pending),
  );
  const snapshot = tree.ok ? ok(defined, tree.problems) : tree;
  const records = await loadRecords(configured.value, request);
  if (request.signal?.aborted === true) return fail(aborted);
  if (!readBefore.ok || !snapshot.ok || !records.ok)
    return fail(...readBefore.problems, ...snapshot.problems, ...records.problems);
  const mapped = records.value;
  const held = holding(declared, mapped, readBefore.value.lock, file);
  const catalog = bounded(maxMs, file, () => toEntries(held.settings, mapped));
  if (!catalog.ok) return catalog;
  const ids = new Set(mapped.map(({ id }) => id));
  const lock = applyMoves(readBefore.value.lock, dueMoves(declared.moved, ids));
  const former = [...lock.models.values()].map(({ fields }) => ({ fields: new Map(Object.entries(fields)) }));
  const navigation = groupedLists(declared.navigation, [...catalog.value.entries, ...former]);
  const settings = { ...held.settings, navigation };
  const unknown = unknownModels(catalog.value, lock, "--model", request.models);
  if (unknown.size > 0 && !seeks) return fail(...unknown.values());
  // What isn't there any more is left as well as it can be.
  const unleft = unknownModels(catalog.value, lock, "--leave", request.leave ?? []);
  // What a record that is left out has is no model's.
  const left = new Set(catalog.value.excluded.map(({ record }) => record.position));
  const nowhere = nowhereFields(
    settings.fields,
    mapped.filter(({ position }) => !left.has(position)).map(({ origin }) => origin.record),
    file,
  );
  const jobs = locateJobs(settings, catalog.value, snapshot.value, lock);
  const faults = isTemplated(settings) ? rowFaults(settings, { catalog: catalog.value, jobs, lock }) : [];
  if (faults.length > 0) return fail(...faults);
  return ok(
    {
      ...configured.value,
      settings: request.acceptCatalog ? settings : withSuspects(settings, nowhere, lock),
      catalog: catalog.value,
      records: mapped.filter(keeps),
      snapshot: snapshot.value,
      pending,
      lock,
      jobs,
      unknown,
      source: request.draft === undefined ? undefined : sourceDigest(mapped),
      unsure: new Set(mapped.flatMap(({ id, unsure }) => (unsure === true ? [id] : []))),
      hasUnnamed: records.problems.some(({ code }) => code === "catalog-unnamed-record"),
      inputs: {
        config: configDigest,
        catalog: recordsDigest(mapped),
        ...sourceOf(request, folder),
        templates: templates.digest,
        lock: readBefore.value.digest,
      },
      remarks,
    },
    [
      ...configured.problems,
      ...(await unknownOperations(configured.value)),
      ...earlier.problems,
      ...records.problems,
      ...held.problems,
      ...[...unleft.values()].map((problem): Problem => ({ ...problem, severity: "warning" })),
      ...nowhere
        .filter(({ field, told }) => told && !settings.presetFields.has(field))
        .map(({ problem }) => problem),
      ...(request.acceptCatalog
        ? []
        : emptySelections(settings, nowhere, { entries: catalog.value.entries, lock, file })),
    ],
  );
};
