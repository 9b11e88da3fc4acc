import { type EntryRecord, placeKey } from "../../src/model/lock.ts";
import type { NavigationSettings } from "../../src/config/settings.ts";
import type { Edit } from "../../src/page/page.ts";
import { digest } from "../../src/text/digest.ts";
import type { Digest } from "../../src/model/file.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Note } from "../../src/model/note.ts";
import type { Past } from "../placing/past.ts";
import { navPlace } from "./find.ts";
import { type Facing, itemShape, packItem, unpackItem } from "./item.ts";
import { type ListItem, scalarShape, shapeOf } from "../../src/text/data/node.ts";
import { type DataItem, type Hand, type Leaf, writeLeaf } from "../data/write.ts";

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
export const recordOf = (settings: NavigationSettings, model: string, title: string | null): EntryRecord => ({
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
export const writing = (hand: Hand, { node }: ListItem, facing: Facing): Edit => {
  const inFlow = hand.flow || (node.type === "map" && node.style === "flow");
  return {
    start: facing.node.start,
    end: facing.node.end,
    text: writeLeaf(facing.wanted, hand.language, facing.node.quote, inFlow),
  };
};

/** Digest of an element as it is, with these values changed. */
export const foundDigest = ({ node }: ListItem, values: readonly Facing[] = []): Digest =>
  digest(
    shapeOf(
      node,
      new Map(values.map(({ node: leaf, wanted }) => [leaf, scalarShape(wanted.text, wanted.string)])),
    ),
  );

/** Whether an element is as it was found when the tool claimed it: then nobody edited it. */
export const isAsFound = (record: EntryRecord | undefined, element: ListItem): boolean =>
  record?.found !== undefined && record.found === foundDigest(element);

/** Whether an element is as the tool made it, or claimed it. */
export const isOwnElement = (record: EntryRecord | undefined, made: DataItem, element: ListItem): boolean =>
  shapeOf(element.node) === itemShape(made) || isAsFound(record, element);

/** The shape that a changed element is to have, by its changed values. */
export const changedShapes = ({ values }: NavStatus): readonly (readonly [Facing["node"], string])[] =>
  values.map(({ node, wanted }) => [node, scalarShape(wanted.text, wanted.string)]);
