import { templateOf } from "../text/template/needed.ts";
import type { InlineSettings, Settings } from "../config/settings.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { Template, TemplateData } from "../text/template/template.ts";
import type { Outcome } from "../model/problem.ts";
import { loadTemplateEngine } from "./template-engine.ts";
import type { Templates } from "./templates.ts";

/** `fromEntries` defines own keys, so that a field called `__proto__` is a field like any other. */
const record = (entries: Iterable<readonly [string, FieldValue]>): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(entries);

/** A snippet to be made: whose, and of which kind and language. */
type RenderJob = { readonly entry: Entry; readonly snippet: InlineSettings };

/** Makes a renderer of snippets: EJS is loaded now, each template is compiled when it is first used. */
export const loadRenderer = async (
  settings: Settings,
  templates: Templates,
): Promise<(job: RenderJob) => Outcome<string>> => {
  const engine = await loadTemplateEngine();
  const compiled = new Map<string, Outcome<Template>>();
  const vars = record(Object.entries(settings.vars));
  const templateFor = ({ snippet, entry }: RenderJob): Outcome<Template> => {
    const name = templateOf(snippet, entry.templates);
    const key = `${snippet.language} ${name}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const fresh = engine({
      name,
      text: templates.texts.get(name) ?? "",
      language: snippet.language,
      partials: (partial) => templates.texts.get(`partials/${partial}.ejs`),
    });
    compiled.set(key, fresh);
    return fresh;
  };
  return (job) => {
    const template = templateFor(job);
    if (!template.ok) return template;
    const { entry, snippet } = job;
    const data: TemplateData = {
      // What the API calls it, where a model is told apart by more than its ID.
      id: String(entry.fields.get("id") ?? entry.id),
      name: entry.name,
      slug: entry.slug,
      kind: snippet.kind,
      language: snippet.language,
      templates: entry.templates,
      capabilities: entry.capabilities,
      fields: record(entry.fields),
      vars,
    };
    return template.value(data);
  };
};
