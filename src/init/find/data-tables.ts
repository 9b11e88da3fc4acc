import { rowsOf } from "../../../generators/data/rows.ts";
import type { RelativePath } from "../../model/file.ts";
import type { DataNode } from "../../text/data/node.ts";
import type { FoundTable } from "../types.ts";
import { listsBelow } from "./navigation.ts";

/** Data that a file or the front matter of a page holds, and the line that it begins in. */
export type FoundData = {
  readonly file: RelativePath;
  readonly text: string;
  readonly root: DataNode;
  readonly line: number;
};

/** Lists of maps with numbers, truth values, lists or parts of their own, each as a table with a column for each key. */
export const dataTablesOf = ({ file, text, root, line }: FoundData): readonly FoundTable[] =>
  listsBelow(root).flatMap(({ list, path, context }) => {
    const found = list.items.length > 1 ? rowsOf(text, list) : undefined;
    if (found === undefined) return [];
    const { headers, rows } = found;
    const isTyped = rows.some(({ cellsBy }) =>
      [...cellsBy.values()].some(({ kind, way }) => kind !== "text" || way.length > 1),
    );
    if (!isTyped) return [];
    return [
      {
        page: file,
        place: { data: [...path] },
        context,
        headers,
        rows: rows.map(({ node, cells }) => ({
          line: line + text.slice(0, node.start).split("\n").length - 1,
          cells: cells.map((each) => ({ text: each, shown: each, start: 0, end: each.length })),
        })),
      },
    ];
  });
