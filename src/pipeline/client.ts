import { join, resolve } from "node:path";
import type { ClientInputs } from "../../generators/client/digest.ts";
import type { ClientPlan as Files } from "../../generators/client/plan.ts";
import { digest } from "../text/digest.ts";
import type { LabelledText } from "../../generators/api/load.ts";
import { localReader } from "../io/api-files.ts";
import { readFiles } from "../io/tree.ts";
import type { ClientSettings } from "../config/settings.ts";
import { assemblePlan } from "./assemble.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { error, fail, type Outcome, ok } from "../model/problem.ts";
import type { Digest } from "../model/file.ts";
import type { Plan } from "../model/plan.ts";
import { readApiTexts } from "./api-texts.ts";
import { type Configured, configure, type Request } from "./configure.ts";
import { finishEarlier } from "./earlier.ts";

/** What the client needs, and its files as they are. */
export type ClientPlan = Files & { readonly existing: Snapshot };

type FileDigest = { readonly path: string; readonly digest: Digest };

/** The digest of a description: of all its files, when `$ref`s name others. */
const sourceDigest = (source: LabelledText, files: readonly FileDigest[]): Digest =>
  digest(JSON.stringify([digest(source.text), ...files.map((file) => [file.path, file.digest])]));

/**
 * Plans the client. Its inputs are recognised by their digests before anything heavy is loaded;
 * only when they changed is the description read and the client generated.
 */
export const planClientFiles = async (
  configured: Configured,
  client: ClientSettings,
  request: Request,
): Promise<Outcome<ClientPlan>> => {
  const { folder, root } = configured;
  const texts = readApiTexts(folder, client);
  if (!texts.ok) return texts;
  const { isCurrent, summaryPath } = await import("../../generators/client/digest.ts");
  const { formerPaths, readClientFiles, readReferredFiles } = await import(
    "../../generators/client/references.ts"
  );
  const { keepClient, planClient } = await import("../../generators/client/plan.ts");
  const { source, overlays } = texts.value;
  const readLocal = localReader(resolve(folder, client.api));
  const inputsWith = (files: readonly FileDigest[]): ClientInputs => ({
    source: sourceDigest(source, files),
    overlays: overlays.map(({ text }) => digest(text)),
    options: client.options,
    generator: request.version,
  });
  const place = (name: string): string => join(client.out, name).replaceAll("\\", "/");
  const summary = readFiles(root, [place(summaryPath)]).get(place(summaryPath))?.text ?? "";
  const listed = readClientFiles(summary);
  const names = [summaryPath, ...(listed.length > 0 ? listed : formerPaths)];
  const existing = readFiles(root, names.map(place));
  const byName = new Map(names.map((name) => [name, existing.get(place(name))?.text ?? ""]));
  const referred = readReferredFiles(summary).map((path) => {
    const file = readLocal(path);
    return { path, digest: file.ok ? digest(file.value) : "" };
  });
  // A file that was edited by hand is still made from these inputs: the edit stays until they change.
  if (isCurrent(inputsWith(referred), byName, request.replace)) {
    return ok({ changes: keepClient(names.map(place), existing), notes: new Map(), existing });
  }
  const { loadApi } = await import("../../generators/api/load.ts");
  const api = await loadApi({ source, overlays, readLocal });
  if (!api.ok) return api;
  const { generateClient } = await import("../../generators/client/generate.ts");
  const files = await generateClient({ api: api.value, inputs: inputsWith(api.value.files) });
  if (!files.ok) return fail(...api.problems, ...files.problems);
  const { describeApiChanges } = await import("../../generators/client/changes.ts");
  const { readSummary } = await import("../../generators/client/summary.ts");
  const before = readSummary(summary);
  const after = readSummary(files.value.find(({ path }) => path === "api.json")?.text ?? "");
  const changed = before === undefined || after === undefined ? [] : describeApiChanges(before, after);
  // What stands where a new file would go may be somebody's own.
  const others = files.value.map(({ path }) => path).filter((path) => !byName.has(path));
  const all = new Map([...existing, ...readFiles(root, others.map(place))]);
  const planned = planClient(client.out, files.value, all, changed, request.replace);
  return ok({ ...planned, existing: all }, [...api.problems, ...files.problems]);
};

/** A plan of the client alone. Errors: those of the config, and `config-no-client`. */
export const planClientAlone = async (
  request: Request,
): Promise<Outcome<Omit<ClientPlan, "changes"> & { readonly plan: Plan; readonly root: string }>> => {
  const configured = await configure(request);
  if (!configured.ok) return configured;
  const { settings, file, root, configDigest } = configured.value;
  if (settings.client === undefined)
    return fail(
      error("config-no-client", file, "The config declares no client.", "Add `client` with `api` and `out`."),
    );
  const earlier = await finishEarlier(root);
  const planned = earlier.ok ? await planClientFiles(configured.value, settings.client, request) : earlier;
  if (!planned.ok) return planned;
  const { changes, notes, existing } = planned.value;
  const inputs = { config: configDigest, catalog: null, templates: null, lock: null };
  return ok({ plan: assemblePlan(changes, planned.problems, inputs), notes, existing, root });
};
