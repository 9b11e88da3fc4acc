import type { Model } from "./catalog/records.ts";
import { isOfData } from "./pages/front-lines.ts";
import type { PartDraft } from "./types.ts";

/** The page or file that a part is in. */
export const pageOf = (part: PartDraft): string => {
  if (part.type === "navigation") return part.config.file;
  if (part.type === "pages") return part.config.path;
  return (part.type === "table" ? part.table.page : part.config.page) ?? "";
};

/** What stands around a part, from outer to inner. */
export const contextOf = (part: PartDraft): readonly string[] =>
  part.type === "table" ? part.table.context : part.context;

/** Whether a part has rows for makers instead of models. */
export const isOfMakers = (part: PartDraft): boolean => part.type === "table" && part.distinct !== undefined;

/** The models that a part shows: a list of their makers shows none. */
export const shownIn = (part: PartDraft): readonly Model[] =>
  isOfMakers(part) || (part.type === "list" && part.config.distinct === true) ? [] : part.models;

/** The models that parts show; where nothing but lists of makers or kinds names them, these are of all. */
export const shownAmong = (parts: readonly PartDraft[], models: readonly Model[]): ReadonlySet<Model> => {
  const shown = new Set(parts.flatMap(shownIn));
  return shown.size === 0 ? new Set(models) : shown;
};

/** What a part is, as people say it. */
export const partKind = (
  part: PartDraft,
): "table" | "entries" | "navigation" | "list" | "pages" | "files" => {
  if (part.type === "pages" && isOfData(part.config.language)) return "files";
  return part.type === "section" ? "entries" : part.type;
};

/** A part's page and place, as people say them. */
export const partName = (part: PartDraft): string => {
  if (part.type === "navigation") return [part.config.file, ...part.context].join(" › ");
  if (part.type === "pages") return part.config.path;
  if (part.type === "list") return `${part.config.page} › ${part.context.join(" ").trim()}`;
  const [page, { heading = [], tab }] =
    part.type === "table" ? [part.table.page, part.table.place] : [part.config.page, part.config];
  const steps = (part.type === "table" ? (part.table.place.data ?? []) : []).map((step) =>
    typeof step === "object" ? Object.values(step).join(" ") : step,
  );
  return [page, ...heading, ...(tab === undefined ? [] : [`tab "${tab}"`]), ...steps].join(" › ");
};
