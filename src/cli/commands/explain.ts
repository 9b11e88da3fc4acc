import { appearanceFinder } from "../../pipeline/pages/appearances.ts";
import { explainModel } from "../../catalog/explain.ts";
import { explanationToJson, formatExplanation } from "../../report/explain.ts";
import { findNames } from "../../pipeline/named-at.ts";
import { mentionsOf } from "../../pipeline/pages/mentions.ts";
import { readersFor } from "../../pipeline/load/nav-readers.ts";
import { load } from "../../pipeline/load/load.ts";
import { failed, showProblems } from "./show.ts";
import { exit, type Run } from "./terminal.ts";

/** `explain MODEL`: how one model is seen, and every place where it appears. */
export const explainCommand: Run = async (options, request, terminal) => {
  const id = options.operand ?? "";
  const loaded = await load(request, { keeps: (record) => record.id === id });
  const mentions = loaded.ok
    ? mentionsOf(loaded.value, { role: undefined }, { doubt: undefined, limited: false })
    : loaded;
  const named = mentions.ok ? mentions.value : undefined;
  const gone = named && {
    has: (model: string) => named.index.models.has(model),
    successor: named.index.left.successor,
  };
  const explained = loaded.ok ? explainModel(loaded.value, id, gone) : loaded;
  if (!loaded.ok || !explained.ok) return failed(explained.problems, terminal);
  showProblems(loaded.problems, terminal, options);
  const { catalog } = loaded.value;
  const entry = catalog.entries.find((candidate) => candidate.id === id);
  const places =
    entry === undefined
      ? []
      : appearanceFinder({
          ...loaded.value,
          entries: catalog.entries,
          readers: await readersFor(loaded.value.settings),
        })(entry);
  const names = named === undefined ? [] : findNames(named, id);
  terminal.out(
    options.format === "json"
      ? explanationToJson(explained.value, places, names)
      : formatExplanation(explained.value, { places, names }, terminal.paintOut),
  );
  return exit.done;
};
