import { existsSync, readFileSync } from "node:fs";
import type { CompileTemplate, Template, TemplateData } from "../../src/core/template.ts";

const FOLDER = "generators/templates";

/** The kinds, template sets and languages that come with the package. */
export const SNIPPETS = ["real-time", "batch"].flatMap((kind) =>
  ["text", "vision"].flatMap((set) => ["python", "bash"].map((language) => ({ kind, set, language }))),
);

export type Snippet = (typeof SNIPPETS)[number];

export const IMAGES = [1, 2, 3].map((n) => `https://example.com/image-${n}.jpg`);

/** Compiles one of the package's templates. */
export const compileSnippet = (compile: CompileTemplate, { kind, set, language }: Snippet): Template => {
  const name = `${FOLDER}/${kind}/${set}/${language}.ejs`;
  const partials = (partial: string): string | undefined => {
    const path = `${FOLDER}/partials/${partial}.ejs`;
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  const made = compile({ name, text: readFileSync(name, "utf8"), language, partials });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
};

/** Data for a template; everything but the ID has an ordinary value unless it is given. */
export const dataFor = (
  id: string,
  { kind, set, language }: Snippet,
  more: Partial<TemplateData> = {},
): TemplateData => ({
  id,
  name: "Gemma 3 27B",
  slug: "gemma-3-27b-it",
  kind,
  language,
  templates: set,
  capabilities: set === "vision" ? ["vision"] : [],
  fields: {},
  vars: { baseUrl: "https://api.example.com/v1", platform: "Example", imageUrls: IMAGES },
  ...more,
});

/** The text that the template makes; problems fail the test. */
export const textOf = (template: Template, data: TemplateData): string => {
  const made = template(data);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
};
