import { type EntryRecord, placeKey } from "../../src/model/lock.ts";
import type { NavigationSettings } from "../../src/config/settings.ts";
import type { Edit } from "../../src/page/page.ts";
import { digest } from "../../src/text/digest.ts";
import type { Digest } from "../../src/model/file.ts";
import type { Problem } from "../../src/model/problem.ts";
import { type Entry, formerEntry } from "../../src/model/entry.ts";
import { fromTo, type Note, noteOf } from "../../src/model/note.ts";
import type { Past } from "../placing/past.ts";
import { navPlace } from "./find.ts";
import { faceItem, type Facing, itemOf, itemShape, keyOf, LABELS, packItem, unpackItem } from "./item.ts";
import { type ListItem, scalarShape, shapeOf } from "../../src/text/data/node.ts";
import { lastOf } from "../data/lines.ts";
import { asOther, type DataItem, type Hand, type Leaf, writeLeaf } from "../data/write.ts";
import type { Gone } from "../../src/lock/gone.ts";
import { givingWay, judge, type Verdict } from "../../src/text/three-way.ts";

const verdictOf = (made: DataItem | undefined, each: Facing, asFound: boolean, replace: boolean): Verdict => {
  const base = baseOf(made, each);
  const [present, wanted] = [each.node.text, each.wanted.text];
  // What was claimed as it was found stays as long as nothing else is wanted.
  if (asFound && present !== wanted) return wanted === base ? "hand-edited" : "write";
  return givingWay(judge(base, present, wanted, "hand-edited"), replace);
};

/** The model that left and that an element was made for, where no lock knows the one that has it now: its ID changed. */
export const formerOwner = (
  settings: NavigationSettings,
  { id }: Pick<Entry, "id">,
  element: ListItem,
  past: Past,
): Gone | undefined => {
  if (recordIn(settings, id, past).record !== undefined) return undefined;
  return past.gone.find(({ record: { model } }) => {
    const { record, made } = recordIn(settings, model, past);
    return made !== undefined && isOwnElement(record, made, element);
  });
};

/** What the lock records of an element; where it knows nothing, what the slug rules of before would have made. */
const madeBefore = (settings: NavigationSettings, entry: Entry, element: ListItem, past: Past) => {
  const owner = formerOwner(settings, entry, element, past);
  const known = recordIn(settings, owner?.record.model ?? entry.id, past);
  const former = known.record === undefined ? formerEntry(entry) : undefined;
  if (former === undefined || past.claim(settings.claim, entry.id) === "none") return known;
  const made = itemOf(settings.item, former.fields);
  return shapeOf(element.node) === itemShape(made) ? { ...known, made } : known;
};

/** The element of a model in the catalog: its values follow, unless people wrote them. */
export const ownedNavStatus = (
  { settings, past, hand }: NavContext,
  entry: Entry,
  element: ListItem,
): NavStatus => {
  const item = itemOf(settings.item, entry.fields);
  const claim = past.claim(settings.claim, entry.id);
  const known = madeBefore(settings, entry, element, past);
  const { record } = known;
  const asFound = isAsFound(record, element);
  const facing = faceItem(element.node, item);
  const isOwn = known.made === undefined || isOwnElement(record, known.made, element);
  // Claimed anew it is as if no lock knew it: what people edited of it since is found so.
  const anew = claim === "all" && past.reclaims && !isOwn;
  const isEdited = facing?.every((each) => each.node.text === baseOf(known.made, each)) !== true;
  const made = anew && isEdited ? undefined : known.made;
  const claimed = { ...freshRecord(settings, entry, item), found: foundDigest(element) };
  const theirs = { ...recordOf(settings, entry.id, null), key: keyOf(item, settings) };
  const note = (action: Note["action"], text: string): Note =>
    noteOf({ what: "entry", action }, entry.id, `${text} in ${navPlace(settings)}`);
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
  const same = judged.filter(({ verdict }) => verdict === "same").length;
  if (same === judged.length) {
    const fresh = anew ? claimed : freshRecord(settings, entry, item);
    return { ...nothing, record: made === undefined && claim === "none" ? theirs : fresh };
  }
  if (!past.follows(entry)) return record === undefined ? nothing : { ...nothing, record };
  const [written, blocked, kept] = [
    withVerdict("write"),
    withVerdict("conflict"),
    withVerdict("hand-edited"),
  ];
  // A field that no record has must not take away what an element says.
  if (written.length > 0 && settings.suspect !== undefined)
    return { ...nothing, ...(record === undefined ? {} : { record }), problems: [settings.suspect] };
  // What people wrote is recorded as it was made, so that it stays theirs.
  const base =
    made === undefined
      ? undefined
      : written.reduce((all, { name, wanted }) => withValue(all, name, wanted), made);
  const next = base === undefined ? theirs : recordOf(settings, entry.id, packItem(base));
  const told = (action: Note["action"], all: readonly Facing[]): readonly Note[] =>
    all.map(({ node, wanted }) => note(action, fromTo(node.text, wanted.text)));
  // What is made as the others but for a part follows but for that; a name that people gave stays.
  const isNamed = judged.every(({ each, verdict }) => verdict === "same" || !LABELS.includes(each.name));
  const isMade = record === undefined && claim !== "none" && isNamed && same * 2 > judged.length;
  return {
    ...nothing,
    edits: written.map((each) => writing(hand, element, each)),
    values: written,
    record:
      made === undefined && (claim === "all" || isMade)
        ? claimed
        : {
            ...next,
            ...(anew || (asFound && kept.length > 0) ? { found: foundDigest(element, written) } : {}),
          },
    notes: [...told("change", written), ...told("blocked", blocked), ...told("keep", kept)],
  };
};

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

/** Where elements are judged. */
export type NavContext = { readonly settings: NavigationSettings; readonly past: Past; readonly hand: Hand };

/** What stays as it is. */
export const nothing = { edits: [], remove: false, values: [], notes: [], problems: [] } as const;

/** A record with this title. */
const recordOf = (settings: NavigationSettings, model: string, title: string | null): EntryRecord => ({
  type: "entry",
  model,
  page: settings.file,
  place: navPlace(settings),
  title,
});

/** The record of a new element. */
export const freshRecord = (settings: NavigationSettings, entry: Entry, item: DataItem): EntryRecord =>
  recordOf(settings, entry.id, packItem(item));

/** The item that a record is of. */
export const recorded = ({ title }: EntryRecord): DataItem | undefined =>
  title === null ? undefined : unpackItem(title);

/** The lock's record of a model in a list, and the item in it. */
export const recordIn = (settings: NavigationSettings, model: string, { lock }: Pick<Past, "lock">) => {
  const record = lock.entries.get(placeKey(settings.file, navPlace(settings), model));
  return { record, made: record === undefined ? undefined : recorded(record) };
};

/** A value as it was made. */
export const baseOf = (made: DataItem | undefined, { name }: Facing): string | undefined => {
  if (made === undefined) return undefined;
  if (made.type === "text") return made.value.text;
  const [single] = made.pairs;
  if (made.pairs.length === 1) return name === "" ? single?.[0] : single?.[1].text;
  return made.pairs.find(([key]) => key === name)?.[1].text;
};

/** The item with one of its values changed. */
export const withValue = (item: DataItem, name: string, leaf: Leaf): DataItem => {
  if (item.type === "text") return { type: "text", value: leaf };
  if (item.pairs.length > 1)
    return { type: "map", pairs: item.pairs.map(([key, value]) => [key, key === name ? leaf : value]) };
  return {
    type: "map",
    pairs: item.pairs.map(([key, value]) => (name === "" ? [leaf.text, value] : [key, leaf])),
  };
};

/** The edit that gives a value of an element what is wanted of it. */
export const writing = (hand: Hand, { node }: ListItem, { node: present, name, wanted }: Facing): Edit => {
  const { language, source } = hand;
  const inFlow = hand.flow || (node.type === "map" && node.style === "flow");
  // How nothing is written says nothing of a value.
  const like = (present.text === "" ? hand.like.get(name) : undefined) ?? present;
  const same = language === "yaml" && !inFlow ? asOther(source, like, wanted.text) : undefined;
  const quote = like.type === "scalar" ? like.quote : present.quote;
  return {
    start: present.start,
    end: lastOf(source, present),
    text: same ?? writeLeaf(wanted, language, quote, inFlow),
  };
};

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
export const isOwnElement = (record: EntryRecord | undefined, made: DataItem, element: ListItem): boolean =>
  shapeOf(element.node) === itemShape(made) || isAsFound(record, element);

/** The shape that a changed element is to have, by its changed values. */
export const changedShapes = ({ values }: NavStatus): readonly (readonly [Facing["node"], string])[] =>
  values.map(({ node, wanted }) => [node, scalarShape(wanted.text, wanted.string)]);
