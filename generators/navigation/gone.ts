import { type Gone, keptProblem } from "../../src/lock/gone.ts";
import type { EntryRecord } from "../../src/model/lock.ts";
import { fromTo, type Note } from "../../src/model/note.ts";
import { judge } from "../../src/text/three-way.ts";
import { isClaimed } from "../placing/left.ts";
import { navPlace } from "./find.ts";
import { type Facing, faceItem, itemOf, packItem } from "./item.ts";
import { LABELS } from "./labels.ts";
import { hasShared, type ListItem } from "../../src/text/data/node.ts";
import {
  baseOf,
  isOwnElement,
  type NavContext,
  type NavStatus,
  nothing,
  recorded,
  withValue,
  writing,
} from "./statuses.ts";

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
