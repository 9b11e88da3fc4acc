import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { NASTY_IDS, NASTY_NAMES } from "../../../support/hostile/corpus.ts";
import type { TemplateData } from "../../../../src/text/template/data.ts";
import type { CompileTemplate, Template } from "../../../../src/text/template/template.ts";

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

/** The package's templates for one language, titled for a table of tests. */
export const snippetsIn = (language: string): readonly (Snippet & { readonly title: string })[] =>
  SNIPPETS.filter((snippet) => snippet.language === language).map((snippet) => ({
    ...snippet,
    title: `${snippet.kind} ${snippet.set}`,
  }));

/** One text for each nasty ID; the name, the platform and one of the images are as nasty. */
export const hostileTexts = (compile: CompileTemplate, snippet: Snippet): readonly string[] => {
  const template = compileSnippet(compile, snippet);
  return NASTY_IDS.map(({ text }, i) => {
    // No bash word can hold NUL.
    const platform = text.replaceAll("\0", "");
    const vars = { baseUrl: "https://api.example.com/v1", platform, imageUrls: [...IMAGES, text] };
    return textOf(
      template,
      dataFor(text, snippet, { name: NASTY_NAMES[i % NASTY_NAMES.length]?.text ?? "", vars }),
    );
  });
};

const someText: unknown = expect.any(String);

/** What a request should say to the model. */
export const requestBody = (set: string, model: string): unknown => ({
  model,
  messages:
    set === "text"
      ? [
          { role: "system", content: someText },
          { role: "user", content: someText },
        ]
      : [
          {
            role: "user",
            content: [
              { type: "text", text: someText },
              { type: "image_url", image_url: { url: someText } },
            ],
          },
        ],
});

/** What a batch file should hold: one request on each line. */
export const expectBatch = (jsonl: string | undefined, set: string, model: string, count: number): void => {
  const lines = (jsonl ?? "").trimEnd().split("\n");
  expect(lines).toHaveLength(count);
  lines.forEach((line, i) => {
    const custom_id = `${set === "text" ? "question" : "image"}-${i + 1}`;
    const want = { custom_id, method: "POST", url: "/v1/chat/completions", body: requestBody(set, model) };
    expect(JSON.parse(line)).toEqual(want);
  });
};
