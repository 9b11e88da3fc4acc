import type { Predicate } from "../config.gen.ts";
import type { Entry, FieldValue, RelativePath } from "../types.ts";
import type { Catalog } from "./entries.ts";
import type { Settings } from "./settings.ts";
import { traceSlug } from "./slug.ts";
import { didYouMean } from "./suggest.ts";
import type { SurveyedJob } from "./survey.ts";
import { isFor, templateOf } from "./templates-needed.ts";
import { type Outcome, error, fail, ok } from "../problem.ts";
import type { Step } from "./text-rules.ts";

/** How one model is seen. */
export type Explanation = {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly (readonly [name: string, value: FieldValue])[];
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

/** Explains a model of the catalog, by its ID. Errors: `model-unknown`. */
export const explainModel = (
  settings: Settings,
  catalog: Catalog,
  jobs: readonly SurveyedJob[],
  id: string,
): Outcome<Explanation> => {
  const entry = catalog.entries.find((candidate) => candidate.id === id);
  const out = catalog.excluded.find(({ record }) => record.id === id);
  if (out !== undefined)
    return ok({
      id,
      name: out.record.name,
      fields: [...out.record.fields],
      excluded: out.reason,
      capabilities: [],
      templates: null,
      slug: [],
      snippets: [],
    });
  if (entry === undefined) {
    const known = [...catalog.entries, ...catalog.excluded.map(({ record }) => record)].map(
      (model) => model.id,
    );
    return fail(error("model-unknown", id, "The catalog has no such model.", didYouMean(id, known)));
  }
  return ok({
    id,
    name: entry.name,
    fields: [...entry.fields].filter(([name]) => name !== "slug"),
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
