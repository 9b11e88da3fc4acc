import { join } from "node:path/posix";
import type { ClientSettings } from "../../src/config/settings.ts";
import type { Digest, RelativePath, Snapshot } from "../../src/model/file.ts";
import type { Change } from "../../src/model/plan.ts";
import { fail, ok, type Outcome } from "../../src/model/problem.ts";
import { digest } from "../../src/text/digest.ts";
import type { LabelledText } from "../api/load.ts";
import type { FileTools, Output } from "../output.ts";
import type { ClientInputs } from "./types.ts";

/** What the client needs, and its files as they are. */
type ClientPlan = { readonly changes: readonly Change[]; readonly existing: Snapshot };

/** What the client is planned from. */
type ClientContext = {
  readonly client: ClientSettings;
  /** Whether a file that was edited by hand is generated anew. */
  readonly replaces: (path: RelativePath) => boolean;
  readonly version: string;
  readonly tools: Pick<FileTools, "readApi" | "readReferred" | "readFiles">;
};

type FileDigest = { readonly path: string; readonly digest: Digest };

/** The digest of a description: of all its files, when `$ref`s name others. */
const sourceDigest = (source: LabelledText, files: readonly FileDigest[]): Digest =>
  digest(JSON.stringify([digest(source.text), ...files.map((file) => [file.path, file.digest])]));

/** Plans the client: inputs are recognised by digests, and nothing heavy is loaded unless they changed. */
export const planClientFiles = async ({
  client,
  replaces,
  version,
  tools,
}: ClientContext): Promise<Outcome<ClientPlan>> => {
  const texts = tools.readApi();
  if (!texts.ok) return texts;
  const { isCurrent, summaryPath } = await import("./summary/digest.ts");
  const { formerPaths, readSummaryFiles } = await import("./summary/digest.ts");
  const { keepClient, planClient } = await import("./plan.ts");
  const { source, overlays } = texts.value;
  const readLocal = tools.readReferred;
  const inputsWith = (files: readonly FileDigest[]): ClientInputs => ({
    source: sourceDigest(source, files),
    overlays: overlays.map(({ text }) => digest(text)),
    options: client.options,
    generator: version,
  });
  const place = (name: string): string => join(client.out, name).replaceAll("\\", "/");
  const summary = tools.readFiles([place(summaryPath)]).get(place(summaryPath))?.text ?? "";
  const { sources, outputs } = readSummaryFiles(summary);
  const names = [summaryPath, ...(outputs.length > 0 ? outputs : formerPaths)];
  const existing = tools.readFiles(names.map(place));
  const byName = new Map(names.map((name) => [name, existing.get(place(name))?.text ?? ""]));
  const referred = sources.map((path) => {
    const file = readLocal(path);
    return { path, digest: file.ok ? digest(file.value) : "" };
  });
  // A file that was edited by hand is still made from these inputs: the edit stays until they change.
  if (
    isCurrent(
      inputsWith(referred),
      byName,
      names.some((name) => replaces(place(name))),
    )
  ) {
    return ok({ changes: keepClient(names.map(place), existing), existing });
  }
  const { loadApi } = await import("../api/load.ts");
  const api = await loadApi({ source, overlays, readLocal });
  if (!api.ok) return api;
  const { generateClient } = await import("./generate.ts");
  const files = await generateClient({ api: api.value, inputs: inputsWith(api.value.files) });
  if (!files.ok) return fail(...api.problems, ...files.problems);
  const { describeApiChanges } = await import("./summary/changes.ts");
  const { readSummary } = await import("./summary/summary.ts");
  const before = readSummary(summary);
  const after = readSummary(files.value.find(({ path }) => path === "api.json")?.text ?? "");
  const apiChanges = before === undefined || after === undefined ? [] : describeApiChanges(before, after);
  // What stands where a new file would go may be somebody's own.
  const others = files.value.map(({ path }) => path).filter((path) => !byName.has(path));
  const all = new Map([...existing, ...tools.readFiles(others.map(place))]);
  const changes = planClient(files.value, all, { out: client.out, apiChanges, replaces });
  return ok({ changes, existing: all }, [...api.problems, ...files.problems]);
};

/** The typed client of the API, which has no models. */
export const clientOutput: Output = {
  kind: "client",
  title: "Client",
  part: "client",
  planFiles: async ({ settings: { client }, models, ...context }) => {
    const nothing = { changes: [], records: [], deleted: new Set<string>(), existing: new Map() };
    if (client === undefined || models.length > 0) return ok(nothing);
    const planned = await planClientFiles({ ...context, client });
    return planned.ok ? ok({ ...nothing, ...planned.value }, planned.problems) : planned;
  },
};
