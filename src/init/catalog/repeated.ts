import { leavesOf } from "./leaves.ts";
import { listsIn } from "./lists.ts";
import { countsOf, idNames, lastPart, type Shape, textPaths } from "./records.ts";

const listed = (texts: readonly string[]): string =>
  `${texts.slice(0, 3).join(", ")}${texts.length > 3 ? ", …" : ""}`;

/** What is said of IDs that several records have. */
export const unsaidRecords = ({ again = [] }: Shape): readonly string[] =>
  again.length === 0
    ? []
    : [
        `Several records have the same ID, and nothing tells them apart (${listed(again.map((model) => model.id))}): they are left out.`,
      ];

/** Why a document has no models that can be told apart: the list of most records, in which names recur. */
export const repeatedIn = (document: unknown): string | undefined => {
  const [best] = listsIn(document)
    .flatMap(({ path: list, records }) => {
      const leaves = records.map(leavesOf);
      const path = textPaths(leaves).find((each) => idNames.includes(lastPart(each)));
      return path === undefined ? [] : [{ list, path, leaves }];
    })
    .sort((a, b) => b.leaves.length - a.leaves.length);
  if (best === undefined) return undefined;
  const { list, path, leaves } = best;
  const again = [...countsOf(leaves, path)].filter(([, count]) => count > 1).map(([text]) => text);
  const place = list === "" ? "its list" : `its list \`${list}\``;
  return `${again.length} ${again.length === 1 ? "value" : "values"} of \`${path}\` recur in the ${leaves.length} records of ${place} (${listed(again)}), and nothing else tells these apart.`;
};
