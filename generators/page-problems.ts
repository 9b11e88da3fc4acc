import type { PlaceRecords } from "../src/core/lock/next.ts";
import { type Page, scanPage } from "../src/core/markdown.ts";
import { findRegion, placeName, type Region } from "../src/core/region.ts";
import type { Place } from "../src/core/settings.ts";
import { error, type Outcome, type Problem } from "../src/problem.ts";
import type { RelativePath } from "../src/types.ts";
import type { Changes } from "./changes.ts";
import type { Stranger } from "./orphans.ts";

/** A section, table or counter of a page, and how it is planned. */
export type Target = {
  readonly place: Place;
  readonly kind: "section" | "table" | "counter";
  /** `made` is what the lock will have of the place, where it is planned again as it was just planned. */
  readonly plan: (
    page: Page,
    region: Region,
    made?: PlaceRecords["records"],
  ) => Outcome<
    Changes & Pick<PlaceRecords, "records" | "bodies"> & { readonly strangers: readonly Stranger[] }
  >;
};

/** A page of the config that isn't there. */
export const missingPage = (path: RelativePath, place: Place, file: string): Problem =>
  error(
    "page-not-found",
    `${file}: ${place.where}`,
    `There is no page \`${path}\` in the documentation.`,
    "Correct `page` or `root`, or set `optional` for pages that may be missing.",
  );

/** The places that would change again although they were just changed: what was added isn't recognised where it landed. */
export const unsettled = (
  path: RelativePath,
  content: string,
  targets: readonly (readonly [target: Target, made: PlaceRecords["records"]])[],
  file: string,
): readonly Problem[] => {
  const page = scanPage(path, content);
  return targets.flatMap(([{ place, plan }, made]) => {
    const region = findRegion(page, place, file);
    const again = region.ok ? plan(page, region.value, made) : region;
    if (again.ok && again.value.edits.length === 0) return [];
    const what = `What is added to ${placeName(place)} in ${path} would not be recognised there, and be added again by every run.`;
    return [
      error(
        "page-unsettled",
        `${file}: ${place.where}`,
        what,
        "See whether a code fence or comment in it is never closed, or another target of the config is at the same place.",
      ),
    ];
  });
};

/** Whether two targets would write the same text to the same place: it would stand there twice. */
export const writesTwice = (parts: readonly Pick<Changes, "edits">[]): boolean => {
  const written = new Set<string>();
  return parts.some(({ edits }) => {
    const own = new Set(
      edits.filter(({ text }) => text.trim() !== "").map((edit) => JSON.stringify([edit.start, edit.text])),
    );
    const twice = [...own].some((edit) => written.has(edit));
    for (const edit of own) written.add(edit);
    return twice;
  });
};

/** Two targets that would change the same text. */
export const overlapping = (path: RelativePath, targets: readonly Target[], file: string): Problem =>
  error(
    "page-overlap",
    `${file}: ${targets.map(({ place }) => place.where).join(", ")}`,
    `Two of these would change the same text of ${path}.`,
    "Give each table and section of the config a place of its own.",
  );
