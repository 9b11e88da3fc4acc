import type { PartDraft } from "./types.ts";

/** A part's page and place, as people say them. */
export const partName = (part: PartDraft): string => {
  const [page, { heading = [], tab }] =
    part.type === "table" ? [part.table.page, part.table.place] : [part.config.page, part.config];
  return [page, ...heading, ...(tab === undefined ? [] : [`tab "${tab}"`])].join(" › ");
};
