import type { InlineSettings, Settings } from "../config/settings.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { Outcome } from "../model/problem.ts";
import type { DocumentData, TemplateData } from "../text/template/data.ts";
import { templateOf } from "../text/template/needed.ts";
import { type CompileTemplate, type Template, templateEngine } from "../text/template/template.ts";
import { findLanguage } from "../text/emit/languages.ts";
import { withTablesAligned } from "../page/markdown/made-tables.ts";
import type { Templates } from "./templates.ts";

/** Loads EJS, for runs in which something is rendered. */
export const loadTemplateEngine = async (): Promise<CompileTemplate> => {
  const { default: ejs } = await import("ejs");
  return templateEngine(ejs.compile);
};

/** `fromEntries` defines own keys, so that a field called `__proto__` is a field like any other. */
const record = (entries: Iterable<readonly [string, FieldValue]>): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(entries);

/** What a page of a language that has tables with pipes is called. */
const pages: ReadonlyMap<string, string> = new Map([
  ["markdown", "page.md"],
  ["mdx", "page.mdx"],
]);

/** What is to be made: whose, and of which kind and language. */
type RenderJob = {
  readonly entry: Entry;
  readonly snippet: Pick<InlineSettings, "kind" | "language" | "template">;
};

type FindTemplate = (name: string, language: string) => Outcome<Template>;

/** Finds templates by name and language: EJS is loaded now, each one is compiled when it is first used. */
const loadTemplates = async ({ texts }: Templates): Promise<FindTemplate> => {
  const engine = await loadTemplateEngine();
  const compiled = new Map<string, Outcome<Template>>();
  return (name, language) => {
    const key = `${language} ${name}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const fresh = engine({
      name,
      text: texts.get(name) ?? "",
      language,
      partials: (partial) => texts.get(`partials/${partial}.ejs`),
    });
    compiled.set(key, fresh);
    return fresh;
  };
};

/** Makes a renderer of documents. */
export const loadDocumentRenderer = async (
  templates: Templates,
): Promise<(name: string, language: string, data: DocumentData) => Outcome<string>> => {
  const templateFor = await loadTemplates(templates);
  return (name, language, data) => {
    const template = templateFor(name, language);
    return template.ok ? template.value(data) : template;
  };
};

/** Makes a renderer of snippets, and of rows of tables. */
export const loadRenderer = async (
  settings: Settings,
  templates: Templates,
): Promise<(job: RenderJob) => Outcome<string>> => {
  const templateFor = await loadTemplates(templates);
  const vars = record(Object.entries(settings.vars));
  return (job) => {
    const { entry, snippet } = job;
    const template = templateFor(templateOf(snippet, entry.templates), snippet.language);
    if (!template.ok) return template;
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
    const made = template.value(data);
    const page = pages.get(findLanguage(snippet.language)?.name ?? "");
    return made.ok && page !== undefined ? { ...made, value: withTablesAligned(page, made.value) } : made;
  };
};
