import type { PageContext, Target } from "../../../generators/output.ts";
import type { PlaceRecords } from "../../lock/next.ts";
import type { Page } from "../../page/page.ts";
import { findRegion, placeName } from "../../page/region.ts";
import type { Place } from "../../config/settings.ts";
import { error, type Problem } from "../../model/problem.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Changes } from "../../../generators/placing/changes.ts";

/** A page of the config that isn't there. */
export const missingPage = (
  path: RelativePath,
  place: Place,
  { file, meant = () => "" }: Pick<PageContext, "file" | "meant">,
): Problem =>
  error(
    "page-not-found",
    `${file}: ${place.where}`,
    `There is no page \`${path}\` in the documentation.`,
    `${meant(path)}Correct \`page\` or \`root\`, or set \`optional\` for pages that may be missing.`,
  );

/** A target, and what the lock will have of its place. */
type Made = readonly [target: Target, made: PlaceRecords["records"]];

/** The targets that would change again although they were just changed. */
export const openTargets = (page: Page, targets: readonly Made[], file: string): readonly Made[] =>
  targets.filter(([{ place, plan, replan = plan }, made]) => {
    const region = findRegion(page, place, file);
    const again = region.ok ? replan(page, region.value, made) : region;
    return !again.ok || again.value.edits.length > 0;
  });

/** What is said of targets that would change in every run: what was added isn't recognised where it landed. */
export const unsettled = ({ path }: Page, targets: readonly Made[], file: string): readonly Problem[] =>
  targets.map(([{ place }]) =>
    error(
      "page-unsettled",
      `${file}: ${place.where}`,
      `What is added to ${placeName(place)} in ${path} would not be recognised there, and be added again by every run.`,
      "See whether people changed what `open`, `group` or the columns of the config write, whether a code fence or comment in it is never closed, or whether another target of the config is at the same place; with --model, run without it.",
    ),
  );

/** Whether two targets would write the same text to the same place: it would stand there twice. */
export const writesTwice = (parts: readonly Pick<Changes, "edits">[]): boolean => {
  /** By the text, at which offsets another target writes it. */
  const written = new Map<string, Set<number>>();
  return parts.some(({ edits }, index) => {
    const own = edits.filter(({ text }) => text.trim() !== "");
    if (own.some(({ start, text }) => written.get(text)?.has(start) === true)) return true;
    // Nobody comes after the last.
    if (index < parts.length - 1)
      for (const { start, text } of own)
        written.set(text, (written.get(text) ?? new Set<number>()).add(start));
    return false;
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

/** Edits that a notebook has no place for. */
export const crossing = (path: RelativePath): Problem =>
  error(
    "notebook-cell-split",
    path,
    "A change would leave half of a code cell: an entry or a region ends inside of it.",
    "Let entries begin and end with a cell.",
  );
