import type { Place } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Page } from "../../src/page/page.ts";
import { findRegion, type Region } from "../../src/page/region.ts";

/** A place of a page, and the models that it asks for. */
export type Asking = { readonly place: Place; readonly asksFor: (entry: Entry) => boolean };

/** Tells whether another place that reaches into this one asks for a model: then it isn't left over here. */
export const askedElsewhere = (
  page: Page,
  region: Region,
  others: readonly Asking[],
  file: string,
): ((entry: Entry) => boolean) => {
  const meeting = others.filter(({ place }) => {
    const found = findRegion(page, place, file);
    return found.ok && region.first < found.value.last && found.value.first < region.last;
  });
  return (entry) => meeting.some(({ asksFor }) => asksFor(entry));
};
