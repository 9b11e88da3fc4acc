import type { Gone } from "../../src/lock/gone.ts";
import { keptProblem } from "../../src/lock/gone.ts";
import { type EntryRecord, placeKey } from "../../src/model/lock.ts";
import type { NavigationSettings } from "../../src/config/settings.ts";
import type { Edit } from "../../src/page/splice.ts";
import { givingWay, judge, type Verdict } from "../../src/text/three-way.ts";
import { digest } from "../../src/text/digest.ts";
import type { Digest } from "../../src/model/file.ts";
import type { Problem } from "../../src/model/problem.ts";
import { type Entry, formerEntry } from "../../src/model/entry.ts";
import type { Note } from "../../src/model/note.ts";
import type { Past } from "../placing/past.ts";
import { navPlace } from "./find.ts";
import {
  type Facing,
  faceItem,
  itemOf,
  itemShape,
  keyOf,
  type Leaf,
  type NavItem,
  packItem,
  unpackItem,
} from "./item.ts";
import { hasShared, type ListItem, scalarShape, shapeOf } from "./node.ts";
import { type Hand, writeLeaf } from "./write.ts";

/** What becomes of one element of a navigation list. */
export type NavStatus = {
  readonly edits: readonly Edit[];
  readonly remove: boolean;
  readonly record?: EntryRecord;
  /** What its values are to be, where they change. */
  readonly values: readonly Facing[];
  readonly notes: readonly Note[];
  readonly problems: readonly Problem[];
};

/** What stays as it is. */
export const nothing = { edits: [], remove: false, values: [], notes: [], problems: [] } as const;

const recordOf = (settings: NavigationSettings, model: string, title: string | null): EntryRecord => ({
  type: "entry",
  model,
  page: settings.file,
  place: navPlace(settings),
  title,
});

/** The record of a new element. */
export const freshRecord = (settings: NavigationSettings, entry: Entry, item: NavItem): EntryRecord =>
  recordOf(settings, entry.id, packItem(item));

const recorded = ({ title }: EntryRecord): NavItem | undefined =>
  title === null ? undefined : unpackItem(title);

/** The lock's record of a model in a list, and the item in it. */
export const recordIn = (settings: NavigationSettings, model: string, { lock }: Pick<Past, "lock">) => {
  const record = lock.entries.get(placeKey(settings.file, navPlace(settings), model));
  return { record, made: record === undefined ? undefined : recorded(record) };
};

const baseOf = (made: NavItem | undefined, { name }: Facing): string | undefined => {
  if (made === undefined) return undefined;
  if (made.type === "text") return made.value.text;
  const [single] = made.pairs;
  if (made.pairs.length === 1) return name === "" ? single?.[0] : single?.[1].text;
  return made.pairs.find(([key]) => key === name)?.[1].text;
};

/** The item with one of its values changed. */
const withValue = (item: NavItem, name: string, leaf: Leaf): NavItem => {
  if (item.type === "text") return { type: "text", value: leaf };
  if (item.pairs.length > 1)
    return { type: "map", pairs: item.pairs.map(([key, value]) => [key, key === name ? leaf : value]) };
  return {
    type: "map",
    pairs: item.pairs.map(([key, value]) => (name === "" ? [leaf.text, value] : [key, leaf])),
  };
};

const writing = (hand: Hand, facing: Facing, inFlow: boolean): Edit => ({
  start: facing.node.start,
  end: facing.node.end,
  text: writeLeaf(facing.wanted, hand.language, facing.node.quote, inFlow),
});

const isFlow = ({ node }: ListItem, hand: Hand): boolean =>
  hand.flow || (node.type === "map" && node.style === "flow");

/** Digest of an element as it is, with these values changed. */
const foundDigest = ({ node }: ListItem, values: readonly Facing[] = []): Digest =>
  digest(
    shapeOf(
      node,
      new Map(values.map(({ node: leaf, wanted }) => [leaf, scalarShape(wanted.text, wanted.string)])),
    ),
  );

/** Whether an element is as it was found when the tool claimed it: then nobody edited it. */
const isAsFound = (record: EntryRecord | undefined, element: ListItem): boolean =>
  record?.found !== undefined && record.found === foundDigest(element);

/** Whether an element is as the tool made it, or claimed it. */
export const isOwnElement = (record: EntryRecord | undefined, made: NavItem, element: ListItem): boolean =>
  shapeOf(element.node) === itemShape(made) || isAsFound(record, element);

const verdictOf = (made: NavItem | undefined, each: Facing, asFound: boolean, replace: boolean): Verdict => {
  const base = baseOf(made, each);
  const [present, wanted] = [each.node.text, each.wanted.text];
  // What was claimed as it was found stays as long as nothing else is wanted.
  if (asFound && present !== wanted) return wanted === base ? "hand-edited" : "write";
  return givingWay(judge(base, present, wanted, "hand-edited"), replace);
};

/** What the lock records of an element; where it knows nothing, what the slug rules of before would have made. */
const madeBefore = (settings: NavigationSettings, entry: Entry, element: ListItem, past: Past) => {
  const known = recordIn(settings, entry.id, past);
  const former = known.record === undefined ? formerEntry(entry) : undefined;
  if (former === undefined || past.claim(settings.claim, entry.id) === "none") return known;
  const made = itemOf(settings.item, former.fields);
  return shapeOf(element.node) === itemShape(made) ? { ...known, made } : known;
};

/** The element of a model in the catalog: its values follow, unless people wrote them. */
export const ownedNavStatus = (
  settings: NavigationSettings,
  entry: Entry,
  element: ListItem,
  past: Past,
  hand: Hand,
): NavStatus => {
  const item = itemOf(settings.item, entry.fields);
  const claim = past.claim(settings.claim, entry.id);
  const { record, made } = madeBefore(settings, entry, element, past);
  const asFound = isAsFound(record, element);
  const facing = faceItem(element.node, item);
  const claimed = { ...freshRecord(settings, entry, item), found: foundDigest(element) };
  const theirs = { ...recordOf(settings, entry.id, null), key: keyOf(item, settings) };
  const note = (action: Note["action"], text: string): Note => ({
    cause: "catalog",
    models: [entry.id],
    what: "entry",
    action,
    text: `${text} in ${navPlace(settings)}`,
  });
  if (facing === undefined)
    return {
      ...nothing,
      record: made !== undefined && record !== undefined ? record : claim === "all" ? claimed : theirs,
      notes: [note("keep", `${entry.name}, which is written in another form`)],
    };
  const judged = facing.map((each) => ({
    each,
    verdict: verdictOf(made, each, asFound, past.replace(settings.file)),
  }));
  const withVerdict = (wanted: Verdict): readonly Facing[] =>
    judged.filter(({ verdict }) => verdict === wanted).map(({ each }) => each);
  const isSame = judged.every(({ verdict }) => verdict === "same");
  if (isSame)
    return {
      ...nothing,
      record: made === undefined && claim === "none" ? theirs : freshRecord(settings, entry, item),
    };
  if (!past.follows(entry)) return record === undefined ? nothing : { ...nothing, record };
  const [written, blocked, kept] = [
    withVerdict("write"),
    withVerdict("conflict"),
    withVerdict("hand-edited"),
  ];
  // What people wrote is recorded as it was made, so that it stays theirs.
  const base =
    made === undefined
      ? undefined
      : written.reduce((all, { name, wanted }) => withValue(all, name, wanted), made);
  const next = base === undefined ? theirs : recordOf(settings, entry.id, packItem(base));
  const told = (action: Note["action"], all: readonly Facing[]): readonly Note[] =>
    all.map(({ node, wanted }) => note(action, `${node.text} → ${wanted.text}`));
  return {
    ...nothing,
    edits: written.map((each) => writing(hand, each, isFlow(element, hand))),
    values: written,
    record:
      made === undefined && claim === "all"
        ? claimed
        : { ...next, ...(asFound && kept.length > 0 ? { found: foundDigest(element, written) } : {}) },
    notes: [...told("change", written), ...told("blocked", blocked), ...told("keep", kept)],
  };
};

/** Where an element with several keys has the name that people see. */
export const LABELS: readonly string[] = ["", "label", "title", "text", "name", "group", "sidebar_label"];

/** The name that people see of an element; undefined where it has none of its own. */
export const labelOf = (facing: readonly Facing[]): Facing | undefined =>
  facing.length < 2 ? undefined : facing.find(({ name }) => LABELS.includes(name));

/** The element of a model that left: it stays, is marked, or goes when nobody edited it. */
export const goneNavStatus = (
  settings: NavigationSettings,
  { record: { model, fields }, action }: Gone,
  element: ListItem,
  record: EntryRecord,
  past: Past,
  hand: Hand,
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
    if (made === undefined || !isOwnElement(record, made, element) || hasShared(element.node)) {
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
    edits: [writing(hand, marked, isFlow(element, hand))],
    values: [marked],
    record: { ...record, title: packItem(withValue(made, label.name, wanted)) },
    notes: note("change", `${label.node.text} → ${wanted.text}`),
  };
};

/** The shape that a changed element is to have, by its changed values. */
export const changedShapes = ({ values }: NavStatus): readonly (readonly [Facing["node"], string])[] =>
  values.map(({ node, wanted }) => [node, scalarShape(wanted.text, wanted.string)]);
