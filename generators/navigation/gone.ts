import type { NavigationSettings } from "../../src/config/settings.ts";
import { type Gone, keptProblem } from "../../src/lock/gone.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type EntryRecord, recordKey } from "../../src/model/lock.ts";
import { type Note, fromTo, noteOf } from "../../src/model/note.ts";
import { type DataNode, type ListItem, type ListNode, hasShared } from "../../src/text/data/node.ts";
import { fieldsOf, partsOf } from "../../src/config/expression.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { judge } from "../../src/text/three-way.ts";
import { withoutPageEnding } from "../../src/page/scan.ts";
import {
  type Orphan,
  type Past,
  isClaimed,
  leftProblem,
  leftoverStatus,
  goesUnknown,
} from "../placing/past.ts";
import { navPlace } from "./find.ts";
import type { NavListed } from "./claim.ts";
import {
  type Facing,
  LABELS,
  faceItem,
  isPage,
  itemOf,
  keyOf,
  labelIn,
  normal,
  packItem,
  textsIn,
} from "./item.ts";
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
import { basename, dirname, join } from "node:path/posix";

/** What a page is called that leads to others. */
const overview = /^(?:index|overview|readme|introduction)\b/i;

/** Paths as the items of models have them, where these lie in a folder. */
const patternOf = ({ item, key }: NavigationSettings): RegExp | undefined => {
  const value = item.type === "text" ? item.value : item.pairs[key]?.[1];
  if (typeof value !== "object") return undefined;
  const names = fieldsOf(value);
  const text = normal(
    partsOf(value)
      .map((part) => (part.type === "field" ? "\0" : part.text))
      .join(""),
  );
  if (!/[^/\0]\//.test(text) || names.some((name) => name.startsWith("link:"))) return undefined;
  const any = names.includes("id") ? ".+" : "[^/]+";
  return new RegExp(`^${escapePattern(text).replaceAll("\0", any)}$`, "u");
};

/** Tells the elements that lead to pages beside those of models, or are called as models are where most have no page. */
const besideModels = (list: ListNode, settings: NavigationSettings, isKnown: (index: number) => boolean) => {
  const pattern = patternOf(settings);
  const isBare = (node: DataNode): boolean =>
    textsIn(node).every((each) => !each.includes("/") && withoutPageEnding(each) === each);
  const bare = list.items.filter(({ node }, index) => isKnown(index) && isBare(node)).length;
  const isOfNames = bare * 2 > list.items.length;
  const folders = new Set(
    list.items
      .flatMap(({ node }, index) =>
        isKnown(index) ? textsIn(node).filter((each) => each.includes("/")) : [],
      )
      .map(dirname),
  );
  const isBeside = (path: string): boolean =>
    folders.has(dirname(path)) || pattern?.test(normal(path)) === true;
  return (node: DataNode): boolean =>
    textsIn(node).some((each) => isBeside(each) && !overview.test(basename(each))) ||
    (isOfNames && isBare(node) && !textsIn(node).some((each) => overview.test(each)));
};

/** The elements of a list that are no known model's, by index: single pages, in the order of the list. */
export const orphanElements = (
  { text, list }: { readonly text: string; readonly list: ListNode },
  settings: NavigationSettings,
  isKnown: (index: number) => boolean,
  elsewhere?: NavListed["elsewhere"],
): ReadonlyMap<number, Orphan> => {
  const orphans = new Map<number, Orphan>();
  const isLike = besideModels(list, settings, isKnown);
  let [line, at] = [1, 0];
  for (const [index, { node, start }] of list.items.entries()) {
    line += text.slice(at, start).split("\n").length - 1;
    at = start;
    const [first = ""] = textsIn(node);
    if (isKnown(index) || !isPage(node) || textsIn(node).some((each) => elsewhere?.has(normal(each))))
      continue;
    orphans.set(index, {
      what: "element",
      page: settings.file,
      place: navPlace(settings),
      line,
      title: labelIn(node) ?? first,
      names: textsIn(node).map((each) => join(settings.base, each.replace(/^\.?\//, ""))),
      isUnlike: !isLike(node),
    });
  }
  return orphans;
};

/** An element that is left of a model: it goes where everything is claimed, and is in the way otherwise. */
export const leftoverElement = (
  { claim }: NavigationSettings,
  orphan: Orphan,
  past: Past,
): NavStatus | undefined => {
  const status = leftoverStatus(orphan, claim, past);
  return status === undefined ? undefined : { ...nothing, ...status };
};

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
  const goes =
    record === undefined
      ? goesUnknown(past, claim, id, () => isOwnElement(record, itemOf(settings.item, entry.fields), element))
      : isClaimed(past, claim, { model: id, isTheirs: made === undefined }) ||
        (made !== undefined && isOwnElement(record, made, element));
  const place = navPlace(settings);
  if (goes && !hasShared(element.node))
    return {
      ...nothing,
      remove: true,
      notes: [noteOf({ what: "entry", action: "remove" }, id, `${entry.name} in ${place}`)],
    };
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

/** The past where elements of models that left are recorded as of the list that they stand in now: people moved them from that of another group. */
export const whereMoved = (
  past: Past,
  navs: readonly NavigationSettings[],
  listOf: (nav: NavigationSettings) => readonly ListItem[],
): Past => {
  const entries = new Map(past.lock.entries);
  for (const { record: left } of past.gone)
    for (const nav of navs) {
      const { record, made } = recordIn(nav, left.model, past);
      if (record === undefined || made === undefined) continue;
      const key = keyOf(made, nav);
      if (listOf(nav).some(({ node }) => textsIn(node).map(normal).includes(key))) continue;
      const now = navs.find(
        (other) =>
          other.where === nav.where && listOf(other).some((element) => isOwnElement(record, made, element)),
      );
      const moved = now === undefined ? undefined : { ...record, place: navPlace(now) };
      if (moved !== undefined && !entries.has(recordKey(moved))) entries.set(recordKey(moved), moved);
    }
  return { ...past, lock: { ...past.lock, entries } };
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
  const note = (action: Note["action"], text: string): readonly Note[] => [
    noteOf({ what: "entry", action }, model, `${text} in ${navPlace(settings)}`),
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
