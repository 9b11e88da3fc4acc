import { type Problem, error } from "../../model/problem.ts";
import type { Entry } from "../../model/entry.ts";
import type { InlineSettings, Settings } from "../../config/settings.ts";
import { nearest } from "../suggest.ts";

/** The template that a snippet uses for a template set, as a path in the template folder. */
export const templateOf = (snippet: Pick<InlineSettings, "template">, set: string): string =>
  snippet.template.replaceAll("{set}", set);

/** Whether an entry gets a snippet of this kind. */
export const isFor = (snippet: InlineSettings, entry: Entry): boolean =>
  (snippet.sets === undefined || snippet.sets.has(entry.templates)) && snippet.where(entry);

/** Checks that each snippet and template set has its template, whether or not a model needs it today. */
export const checkTemplates = (
  settings: Settings,
  names: readonly string[],
  file: string,
): readonly Problem[] => {
  const known = new Set(names);
  const sets = [...new Set(settings.capabilities.flatMap(({ templates }) => templates ?? []))];
  const ofSets = [...settings.snippets, ...settings.inline].map((snippet) => ({
    declared: snippet.declared,
    fix: "Add the file to your template folder, or list the sets that the snippet is for in `sets`.",
    names: sets
      .filter((set) => snippet.sets === undefined || snippet.sets.has(set))
      .map((set) => templateOf(snippet, set)),
  }));
  const ofDocuments = settings.documents
    .filter(({ of }) => of !== "samples")
    .map(({ declared, template }) => ({
      declared,
      fix: "Add the file to your template folder.",
      names: [template],
    }));
  const ofRows = settings.tables.flatMap(({ where, rows }) =>
    rows.flatMap(({ template }, index) =>
      template === undefined
        ? []
        : [
            {
              declared: `${where}.rows[${index}]`,
              fix: "Add the file to your template folder.",
              names: [template],
            },
          ],
    ),
  );
  return [...ofSets, ...ofDocuments, ...ofRows].flatMap(({ declared, fix: add, names: wanted }) =>
    wanted
      .filter((name, at, all) => !known.has(name) && all.indexOf(name) === at)
      .map((name) => {
        const near = nearest(name, names);
        const fix = near === undefined ? add : `Did you mean \`${near}\`? Otherwise add the file.`;
        return error("config-no-template", `${file}: ${declared}`, `There is no template \`${name}\`.`, fix);
      }),
  );
};
