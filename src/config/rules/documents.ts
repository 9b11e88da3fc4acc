import type { Config } from "../config.gen.ts";
import { checkName, type Names, type Report } from "../checks.ts";
import { languageOf } from "../to-settings/documents.ts";
import { checkPath } from "../../model/paths.ts";
import { didYouMean } from "../../text/suggest.ts";

/** Files made from all models, and entries that tell what changed of them. */
export const checkDocuments = (
  report: Report,
  { documents = [] }: Config,
  names: Names,
  languages: readonly string[],
): void => {
  const paths = new Map<string, number>();
  for (const [index, document] of documents.entries()) {
    const place = `documents[${index}]`;
    const { path, of, at, fields = [] } = document;
    const filled = path.replaceAll("{date}", "2000-01-01").replaceAll("{digest}", "00000000");
    const problem = checkPath(of === "changes" ? filled : path);
    if (problem !== undefined) report(problem.code, `${place}.path`, problem.message, problem.fix);
    const twin = paths.get(path);
    if (twin !== undefined && (of !== "changes" || documents[twin]?.of !== "changes"))
      report(
        "config-same-path",
        `${place}.path`,
        `documents[${twin}] writes to the same path.`,
        "Give one of them another path.",
      );
    paths.set(path, index);
    if (of === "changes" ? at === undefined && !path.includes("{digest}") : at !== undefined)
      report(
        "config-document-at",
        `${place}.at`,
        of === "changes"
          ? "Nothing says where in the file an entry goes, and a second change would have the same file."
          : "A file that is made as a whole has no entries.",
        of === "changes"
          ? "Give `at`, or put `{digest}` into `path`."
          : 'Give `of: "changes"`, or take `at` out.',
      );
    const language = languageOf(document);
    if (!languages.includes(language))
      report(
        "config-unknown-language",
        `${place}.language`,
        `Values can't be escaped for \`${language}\`.`,
        didYouMean(language, languages),
      );
    for (const [at, field] of fields.entries())
      checkName(report, `${place}.fields[${at}]`, "field", field, names.fields);
  }
};
