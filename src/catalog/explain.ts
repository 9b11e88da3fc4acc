import { toText } from "../config/expression.ts";
import type { Predicate } from "../config/config.gen.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import type { RelativePath } from "../model/file.ts";
import type { AdaptedRecord } from "./adapt.ts";
import { type Catalog, type LocatedJob, idsOf } from "./entries.ts";
import { type Origin, readField } from "./field.ts";
import { sourcesOf } from "./join.ts";
import type { Settings } from "../config/settings.ts";
import { traceSlug } from "./slug.ts";
import { didYouMean } from "../text/suggest.ts";
import { isFor, templateOf } from "../text/template/needed.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import type { Step } from "../text/text-rules.ts";
import { parsePath } from "./value-path.ts";

/** A field, and where its value came from before its rules. */
export type ExplainedField = {
  readonly name: string;
  readonly value: FieldValue;
  readonly origin: Origin;
  /** The sources that say so; empty when the value is no source's. */
  readonly sources: readonly string[];
};

const explainFields = (settings: Settings, { fields, origin }: AdaptedRecord): readonly ExplainedField[] => {
  const earlier = new Map<string, FieldValue>();
  return [...fields].map(([name, value]) => {
    const field = settings.fields.get(name);
    const reading =
      field === undefined ? undefined : readField(field, origin.record, earlier, settings.maxText);
    earlier.set(name, value);
    // A name that isn't mapped is the ID.
    if (reading === undefined || reading instanceof Error)
      return { name, value, origin: { from: "field", field: "id" }, sources: [] };
    const path = reading.origin.from === "record" ? parsePath(reading.origin.path) : undefined;
    const sources = path === undefined ? [] : sourcesOf(origin, path);
    return { name, value, origin: reading.origin, sources };
  });
};

/** How one model is seen. */
export type Explanation = {
  readonly id: string;
  readonly name: string;
  /** The record as the catalog's sources give it, joined. */
  readonly record: unknown;
  /** The sources that know the model, the catalog first. */
  readonly sources: readonly string[];
  readonly fields: readonly ExplainedField[];
  /** The reason why the documentation leaves the model out. */
  readonly excluded: string | null;
  readonly capabilities: readonly {
    readonly name: string;
    readonly holds: boolean;
    /** The rule that decided; null when the capability always holds. */
    readonly when: Predicate | null;
    readonly templates: string | null;
  }[];
  readonly templates: string | null;
  readonly slug: readonly Step[];
  readonly snippets: readonly {
    readonly snippet: string;
    readonly template: string;
    readonly path: RelativePath;
    /** `inline`: the snippet is no file, and `path` is the page that it stands in. */
    readonly state: "absent" | "present" | "taken" | "inline";
  }[];
};

/** The snippets of a model that stand in pages and are no files. */
const inlineSnippets = ({ inline, sections }: Settings, entry: Entry): Explanation["snippets"] =>
  inline
    .filter((snippet) => isFor(snippet, entry))
    .flatMap((snippet) =>
      sections
        .filter((section) => section.snippet === snippet.id && section.test(entry))
        .map(({ page }) => ({
          snippet: snippet.id,
          template: templateOf(snippet, entry.templates),
          path: page,
          state: "inline" as const,
        })),
    );
/** What explaining a model starts from. */
export type ExplainRequest = {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly records: readonly AdaptedRecord[];
  readonly jobs: readonly LocatedJob[];
  readonly lock: Lock;
};

/** What is known of models that the catalog has no longer. */
export type Gone = {
  readonly has: (id: string) => boolean;
  readonly successor: (id: string) => string | undefined;
};

/** What a model that isn't documented has of it. */
const nothing = { capabilities: [], templates: null, slug: [], snippets: [] } as const;

/** A model that the catalog has no longer: what is left are its names. */
const explainGone = (id: string, { models }: Lock, successor: string | undefined): Explanation => ({
  id,
  name: toText(models.get(id)?.fields.name) || id,
  record: {},
  sources: [],
  fields: [],
  excluded:
    successor === undefined
      ? "the catalog has it no longer"
      : `the catalog has it no longer; its successor is ${successor}`,
  ...nothing,
});

/** Explains a model of the catalog, or one that left it, by its ID. Errors: `model-unknown`. */
export const explainModel = (
  { settings, catalog, records, jobs, lock }: ExplainRequest,
  id: string,
  gone: Gone = { has: () => false, successor: () => undefined },
): Outcome<Explanation> => {
  const adapted = records.find((record) => record.id === id);
  const known = {
    record: adapted?.origin.record ?? null,
    sources: [...new Set(adapted?.origin.layers.map(({ label }) => label))],
    fields: adapted === undefined ? [] : explainFields(settings, adapted),
  };
  const entry = catalog.entries.find((candidate) => candidate.id === id);
  const out = catalog.excluded.find(({ record }) => record.id === id);
  if (out !== undefined) return ok({ id, name: out.record.name, ...known, excluded: out.reason, ...nothing });
  if (entry === undefined) {
    if (gone.has(id) || lock.models.has(id) || lock.left.has(id))
      return ok(explainGone(id, lock, gone.successor(id)));
    return refuse("model-unknown", id, "The catalog has no such model.", didYouMean(id, idsOf(catalog)));
  }
  return ok({
    id,
    name: entry.name,
    ...known,
    excluded: null,
    capabilities: settings.capabilities.map(({ name, when, templates }) => ({
      name,
      when: when ?? null,
      holds: entry.capabilities.includes(name),
      templates: templates ?? null,
    })),
    templates: entry.templates,
    slug: traceSlug(settings.slug, id, entry.slug),
    snippets: [
      ...jobs
        .filter((job) => job.entry.id === id)
        .map(({ snippet, location }) => ({
          snippet: snippet.id,
          template: templateOf(snippet, entry.templates),
          path: location.path,
          state: location.state,
        })),
      ...inlineSnippets(settings, entry),
    ],
  });
};
