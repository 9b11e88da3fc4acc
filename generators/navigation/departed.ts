import type { Entry } from "../../src/model/entry.ts";
import { isClaimed, isClaimedUnknown, isLeavable, leavingNote, leftProblem } from "../placing/left.ts";
import { isOwnElement, type NavContext, type NavStatus, nothing, recordIn } from "./statuses.ts";
import { navPlace } from "./find.ts";
import { itemOf } from "./item.ts";
import { hasShared, type ListItem } from "../../src/text/data/node.ts";

/** The element of a model that the list doesn't ask for (any more): it goes where the tool made it; others are told. */
export const departedNavStatus = (
  { settings, past }: Pick<NavContext, "settings" | "past">,
  entry: Entry,
  element: ListItem,
): NavStatus => {
  const { id } = entry;
  const { record, made } = recordIn(settings, id, past);
  const stays: NavStatus = { ...nothing, ...(record === undefined ? {} : { record }) };
  if (!past.follows(entry)) return stays;
  const { claim } = settings;
  const leavable = record === undefined && isLeavable(past, claim, id);
  const own = made ?? (leavable ? itemOf(settings.item, entry.fields) : undefined);
  const claimed =
    record === undefined
      ? isClaimedUnknown(past, claim, id)
      : isClaimed(past, claim, { model: id, isTheirs: made === undefined });
  const goes = claimed || (own !== undefined && isOwnElement(record, own, element));
  const place = navPlace(settings);
  if (goes && !hasShared(element.node))
    return { ...nothing, remove: true, notes: [leavingNote("entry", id, `${entry.name} in ${place}`)] };
  const problem = leftProblem({
    code: "entry-left",
    where: `${settings.file}, ${place}`,
    model: id,
    place: "list",
    what: "element",
    theirs: record === undefined ? undefined : "people wrote or edited it",
  });
  return { ...stays, problems: [problem] };
};
