import { type Gone, keptProblem } from "../../src/lock/gone.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { EntryRecord } from "../../src/model/lock.ts";
import { type Note, fromTo } from "../../src/model/note.ts";
import { type ListItem, hasShared } from "../../src/text/data/node.ts";
import { judge } from "../../src/text/three-way.ts";
import { isClaimed, isClaimedUnknown, isLeavable, leavingNote, leftProblem } from "../placing/left.ts";
import { navPlace } from "./find.ts";
import { type Facing, LABELS, faceItem, itemOf, packItem } from "./item.ts";
import {
  type NavContext,
  type NavStatus,
  baseOf,
  isOwnElement,
  nothing,
  recordIn,
  recorded,
  withValue,
  writing,
} from "./statuses.ts";

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

/** The name that people see of an element; undefined where it has none of its own. */
const labelOf = (facing: readonly Facing[]): Facing | undefined =>
  facing.length < 2 ? undefined : facing.find(({ name }) => LABELS.includes(name));

/** The element of a model that left: it stays, is marked, or goes when nobody edited it. */
export const goneNavStatus = (
  { settings, past, hand }: NavContext,
  { record: { model, fields }, action }: Gone,
  element: ListItem,
  record: EntryRecord,
): NavStatus => {
  const made = recorded(record);
  const stays: NavStatus = { ...nothing, record };
  const facing = made === undefined ? undefined : faceItem(element.node, made);
  const note = (what: Note["action"], text: string): readonly Note[] => [
    {
      cause: "catalog",
      models: [model],
      what: "entry",
      action: what,
      text: `${text} in ${navPlace(settings)}`,
    },
  ];
  if (action === "prune") {
    if (settings.snippets.some((snippet) => past.stays(model, snippet))) return stays;
    const claimed = isClaimed(past, settings.claim, { model, isTheirs: made === undefined });
    const own = made !== undefined && isOwnElement(record, made, element);
    if (!(own || claimed) || hasShared(element.node)) {
      const why = made === undefined ? "people wrote it" : "it was edited by hand";
      return { ...stays, problems: [keptProblem(`${settings.file}, ${navPlace(settings)}`, model, why)] };
    }
    const name = labelOf(facing ?? [])?.node.text ?? model;
    return { ...nothing, remove: true, notes: note("remove", name) };
  }
  const label = labelOf(facing ?? []);
  if (action !== "deprecate" || made === undefined || label === undefined) return stays;
  const base = baseOf(made, label) ?? "";
  const plain = itemOf(settings.item, new Map(Object.entries(fields)));
  const title = baseOf(plain, label) ?? base;
  const wanted = { text: past.mark(title), string: true };
  if (judge(base, label.node.text, wanted.text, "hand-edited") !== "write") return stays;
  const marked = { ...label, wanted };
  return {
    ...stays,
    edits: [writing(hand, element, marked)],
    values: [marked],
    record: { ...record, title: packItem(withValue(made, label.name, wanted)) },
    notes: note("change", fromTo(label.node.text, wanted.text)),
  };
};
