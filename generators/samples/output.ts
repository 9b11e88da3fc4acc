import type { LocatedJob } from "../../src/catalog/entries.ts";
import type { CodeSample, DocumentSettings } from "../../src/config/document-settings.ts";
import type { Change } from "../../src/model/plan.ts";
import type { FileRecord } from "../../src/model/lock.ts";
import { fail, ok, type Outcome, type Problem, warning } from "../../src/model/problem.ts";
import { digest } from "../../src/text/digest.ts";
import { templateOf } from "../../src/text/template/needed.ts";
import { planWhole } from "../document/whole.ts";
import type { FileContext, FilesPlan, Output } from "../output.ts";

const nothing: FilesPlan = { changes: [], records: [], deleted: new Set(), existing: new Map() };

/** The jobs of a kind's snippets that an operation shows: those of the named model, or of the first that has any. */
const jobsFor = ({ kind, model }: CodeSample, jobs: readonly LocatedJob[]): readonly LocatedJob[] => {
  const all = jobs.filter(({ snippet }) => snippet.kind === kind);
  const wanted = model ?? all[0]?.entry.id;
  return all.filter(({ entry }) => entry.id === wanted);
};

/** A name between quotes in a JSONPath. */
const quoted = (name: string): string => `'${name.replace(/[\\']/g, "\\$&")}'`;

const planOne = async (document: DocumentSettings, context: FileContext): Promise<Outcome<FilesPlan>> => {
  const { jobs, tools, templates, scope, file: config } = context;
  const problems: Problem[] = [];
  const render = await tools.loadRenderer();
  const actions: object[] = [];
  const made: string[] = [];
  const models = new Set<string>();
  for (const sample of document.samples ?? []) {
    const chosen = jobsFor(sample, jobs);
    const name = `${sample.method.toUpperCase()} ${sample.path}`;
    if (chosen.length === 0)
      problems.push(
        warning(
          "samples-none",
          `${config}: ${document.declared}`,
          `${name} has no samples: there is no snippet of the kind \`${sample.kind}\`${sample.model === undefined ? "" : ` for ${sample.model}`}.`,
          "Name a kind of `snippets`, and a model that gets it.",
        ),
      );
    const samples: object[] = [];
    for (const job of chosen) {
      const rendered = render(job);
      if (!rendered.ok) return fail(...rendered.problems);
      samples.push({ lang: job.snippet.language, label: job.entry.name, source: rendered.value });
      made.push(templates.get(templateOf(job.snippet, job.entry.templates)) ?? "");
      models.add(job.entry.id);
    }
    if (samples.length > 0)
      actions.push({
        target: `$.paths[${quoted(sample.path)}][${quoted(sample.method)}]`,
        update: { "x-codeSamples": samples },
      });
  }
  const overlay = { overlay: "1.0.0", info: { title: "Code samples", version: "1" }, actions };
  const existing = tools.readFiles([document.path]);
  const { merge3 } = await import("../../src/text/merge.ts");
  const { change, record } = planWhole(
    {
      ...{ document, kind: "samples", file: existing.get(document.path) },
      ...{ text: `${JSON.stringify(overlay, null, 2)}\n`, models: [...models].sort() },
    },
    digest(JSON.stringify(made)),
    context,
    merge3,
  );
  const changes: readonly Change[] = scope.doubt === undefined ? [change] : [];
  const records: readonly FileRecord[] = record === undefined ? [] : [record];
  return ok({ ...nothing, changes, records, existing }, problems);
};

const planFiles = async (context: FileContext): Promise<Outcome<FilesPlan>> => {
  const document = context.settings.documents.find(({ of }) => of === "samples");
  // A run for some models may not have the one that is shown.
  if (document === undefined || context.scope.limited || context.scope.doubt !== undefined)
    return ok(nothing);
  return planOne(document, context);
};

/** An OpenAPI Overlay that gives operations the snippets of a kind as `x-codeSamples`. */
export const samplesOutput: Output = { kind: "samples", title: "Code samples", part: "documents", planFiles };
