import { canonical } from "../core/canonical.ts";
import { digest } from "../core/digest.ts";
import { type Catalog, toEntries } from "../core/entries.ts";
import type { Snapshot } from "../core/snapshot.ts";
import { didYouMean } from "../core/suggest.ts";
import { type SurveyedJob, surveySnippets } from "../core/survey.ts";
import { loadRecords } from "../io/catalog.ts";
import { readTree } from "../io/tree.ts";
import { type Outcome, type Problem, error, fail, ok } from "../problem.ts";
import type { Inputs } from "../types.ts";
import { type Configured, type Request, configure } from "./configure.ts";
import { type Earlier, foreseeEarlier } from "./earlier.ts";

/** Everything that was read: what planning and explaining start from. */
export type Ground = Configured & {
  readonly catalog: Catalog;
  readonly snapshot: Snapshot;
  readonly jobs: readonly SurveyedJob[];
  readonly inputs: Inputs;
  /** One-line information for people: what is to be said of an earlier run. */
  readonly remarks: readonly string[];
};

const unknownModels = (catalog: Catalog, models: readonly string[]): readonly Problem[] => {
  const known = [...catalog.entries.map(({ id }) => id), ...catalog.excluded.map(({ record }) => record.id)];
  return models
    .filter((id) => !known.includes(id))
    .map((id) =>
      error("model-unknown", `--model ${id}`, "The catalog has no such model.", didYouMean(id, known)),
    );
};

/**
 * Reads all that a plan is made from: config, catalog and tree. `settle` deals with an earlier apply
 * that was stopped; by default it is foreseen, and nothing is written.
 */
export const survey = async (
  request: Request,
  settle: (root: string) => Promise<Outcome<Earlier>> = foreseeEarlier,
): Promise<Outcome<Ground>> => {
  const configured = await configure(request);
  if (!configured.ok) return configured;
  const { settings, root, configDigest, templates } = configured.value;
  const earlier = await settle(root);
  if (!earlier.ok) return earlier;
  const snapshot = readTree(root, settings, earlier.value.pending);
  const userAgent = `kluster-gen/${request.version}`;
  const records = await loadRecords(settings, {
    ...configured.value,
    ...request,
    userAgent,
    folder: configured.value.folder,
  });
  if (!snapshot.ok || !records.ok) return fail(...snapshot.problems, ...records.problems);
  const catalog = toEntries(settings, records.value);
  if (!catalog.ok) return catalog;
  const unknown = unknownModels(catalog.value, request.models);
  if (unknown.length > 0) return fail(...unknown);
  // Of the records as they are used, sorted: the order of the document and what nobody reads don't count.
  const catalogDigest = digest(canonical(records.value.map(({ id, fields }) => [id, [...fields]])));
  return ok(
    {
      ...configured.value,
      catalog: catalog.value,
      snapshot: snapshot.value,
      jobs: surveySnippets(settings, catalog.value, snapshot.value),
      inputs: { config: configDigest, catalog: catalogDigest, templates: templates.digest, lock: null },
      remarks: earlier.value.remarks,
    },
    [...earlier.problems, ...records.problems],
  );
};
