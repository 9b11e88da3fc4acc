import type { Config, DocumentConfig } from "../config.gen.ts";
import type { DocumentSettings } from "../document-settings.ts";
import { escapePattern } from "../../text/escape-pattern.ts";

const endings: ReadonlyMap<string, string> = new Map([
  ["md", "markdown"],
  ["txt", "markdown"],
  ["rss", "xml"],
  ["atom", "xml"],
  ["yml", "yaml"],
]);

/** What values in a document are escaped for: by its ending, unless the config says so. */
export const languageOf = ({ path, language }: DocumentConfig): string => {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return language ?? endings.get(ending) ?? ending;
};

const matcher = (path: string): RegExp =>
  new RegExp(
    `^${escapePattern(path)
      .replaceAll(escapePattern("{date}"), "\\d{4}-\\d{2}-\\d{2}")
      .replaceAll(escapePattern("{digest}"), "[0-9a-f]{8}")}$`,
  );

/** The overlay with the operations' code samples. */
const samples = ({ codeSamples }: Config): readonly DocumentSettings[] => {
  if (codeSamples === undefined) return [];
  const { path, operations } = codeSamples;
  const shown = Object.entries(operations).map(([operation, { kind, model }]) => {
    const [method = "", of = ""] = operation.split(" ");
    return { method: method.toLowerCase(), path: of, kind, model };
  });
  return [
    {
      ...{ path, matches: (file) => file === path, template: "", language: "json", of: "samples" },
      ...{ samples: shown, at: undefined, fields: undefined, declared: "codeSamples" },
    },
  ];
};

/** Files made from all models, and entries that tell what changed of them. */
export const documents = (config: Config): readonly DocumentSettings[] => [
  ...samples(config),
  ...(config.documents ?? []).map((document, index): DocumentSettings => {
    const { path, template, of = "models", at, fields } = document;
    const pattern = matcher(path);
    return {
      path,
      matches: (file) => pattern.test(file),
      template,
      language: languageOf(document),
      of,
      at: at?.trim(),
      fields: fields === undefined ? undefined : new Set(fields),
      declared: `documents[${index}]`,
    };
  }),
];
