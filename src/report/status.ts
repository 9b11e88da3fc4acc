import {
  countStanding,
  type ModelStatus,
  standingOf,
  type Status,
  type StatusPlace,
} from "../model/status.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/emit/printable.ts";
import { toJson } from "./json.ts";
import type { Paint } from "./style.ts";

/** The last line: `Status: 11 of 13 models in step, 2 behind.` */
export const statusSummary = (status: Status): string => {
  const nowhere = countStanding(status, "nowhere");
  const rest = nowhere === 0 ? "" : `, ${nowhere} nowhere`;
  return `Status: ${countStanding(status, "in step")} of ${counted(status.models.length, "model")} in step, ${countStanding(status, "behind")} behind${rest}.`;
};

/** How many of its places of a part a model stands in as it should: `3/4`; nothing where it belongs in none. */
const share = ({ cells }: ModelStatus, part: StatusPlace["part"]): string => {
  const own = cells.filter((cell) => cell.part === part);
  return own.length === 0 ? "" : `${own.filter(({ state }) => state === "in step").length}/${own.length}`;
};

/** What a model's verification is called. */
export const verifiedText = ({ verified }: ModelStatus): string =>
  verified === null ? "" : verified ? "yes" : "pending";

/** A line for each model, those that are behind marked, then the sum. */
export const formatStatus = (status: Status, paint: Paint): string => {
  const head = ["Model", "snippets", "sections", "tables", "names", "verified"];
  const rows = status.models.map((model) => [
    printable(model.id),
    share(model, "snippet"),
    share(model, "section"),
    share(model, "table"),
    model.mentions === null ? "" : String(model.mentions),
    verifiedText(model),
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = rows.map((row, at) => {
    const model = status.models[at];
    const isBehind = model !== undefined && standingOf(model) === "behind";
    return isBehind ? `${paint("yellow", "~")} ${line(row)}` : `  ${line(row)}`;
  });
  return [paint("bold", `  ${line(head)}`), ...lines, "", paint("bold", statusSummary(status)), ""].join(
    "\n",
  );
};

/** The status as JSON: the same documentation gives the same bytes. */
export const statusToJson = (status: Status): string => {
  const summary = {
    models: status.models.length,
    inStep: countStanding(status, "in step"),
    behind: countStanding(status, "behind"),
    nowhere: countStanding(status, "nowhere"),
  };
  return toJson({ formatVersion: 1, ...status, summary });
};
