import { findAppearances } from "../../pipeline/appearances.ts";
import { explainModel } from "../../catalog/explain.ts";
import type { Options } from "../options.ts";
import { explanationToJson, formatExplanation } from "../../report/explain.ts";
import type { Request } from "../../pipeline/configure.ts";
import { readersFor } from "../../pipeline/nav-readers.ts";
import { survey } from "../../pipeline/survey.ts";
import { showProblems } from "./show.ts";
import { type Terminal, exit } from "./terminal.ts";

/** `explain MODEL`: how one model is seen, and every place where it appears. */
export const explainCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const id = options.operand ?? "";
  const ground = await survey(request, { keeps: (record) => record.id === id });
  const explained = ground.ok ? explainModel(ground.value, id) : ground;
  if (!ground.ok || !explained.ok) {
    showProblems(explained.problems, terminal);
    return exit.error;
  }
  showProblems(ground.problems, terminal);
  const { catalog } = ground.value;
  const entry = catalog.entries.find((candidate) => candidate.id === id);
  const places =
    entry === undefined
      ? []
      : findAppearances(
          { ...ground.value, entries: catalog.entries, readers: await readersFor(ground.value.settings) },
          entry,
        );
  terminal.out(
    options.format === "json"
      ? explanationToJson(explained.value, places)
      : formatExplanation(explained.value, places, terminal.paintOut),
  );
  return exit.done;
};
