import { type Outcome, type Problem, ok, warning } from "../../src/model/problem.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Output, PageContext, PlannedPage } from "../output.ts";
import { changeOf, referenceNotes } from "../placing/page-change.ts";
import { referenceRewriter } from "./index.ts";

/** A page that the config protects and that refers to files which get another name. */
const protectedPage = (path: RelativePath): Problem =>
  warning(
    "protected-cites",
    path,
    "The page refers to files that are renamed, and stays as it is: the config protects it.",
    "Correct its links by hand, or take the page out of `protect`.",
  );

const planPages = ({
  others,
  settings,
  renamings,
}: PageContext): readonly Outcome<PlannedPage | undefined>[] => {
  const rewrite = referenceRewriter(renamings, settings.includeBase);
  return [...others].flatMap(([path, file]): readonly Outcome<PlannedPage | undefined>[] => {
    const { text, count } = rewrite(file.text, path);
    if (count === 0) return [];
    if (settings.isUntouched(path)) return [ok(undefined, [protectedPage(path)])];
    const change = changeOf({ path, kind: "reference", before: file }, text, referenceNotes(count));
    return [ok({ change, records: [], orphans: [] })];
  });
};

/** Links and includes, in pages that no other output has a place in, which follow files that get another name. */
export const referenceOutput: Output = {
  kind: "reference",
  title: "Rewritten links",
  part: "snippets",
  planPages,
};
