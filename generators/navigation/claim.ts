import type { NavigationSettings } from "../../src/config/settings.ts";
import { type Entry, formerEntry } from "../../src/model/entry.ts";
import { bareName } from "../../src/text/mentions.ts";
import type { Past } from "../placing/past.ts";
import { recordIn } from "./statuses.ts";
import { isPage, itemOf, keyOf, labelIn, labelOfItem, normal, textsIn } from "./item.ts";
import type { ListNode, DataNode } from "../../src/text/data/node.ts";

const deeper = (node: DataNode): readonly string[] => {
  if (node.type === "scalar") return [normal(node.text)];
  if (node.type === "list") return node.items.flatMap((item) => deeper(item.node));
  return node.type === "map" ? node.pairs.flatMap(({ value }) => deeper(value)) : [];
};

/** Whose the elements of a list are: by index, and the models that stand deeper in it, in groups that people made. */
export type NavClaims = {
  readonly owned: ReadonlyMap<string, number>;
  readonly nested: ReadonlySet<string>;
};

/** The models of the catalog as a list sees them: those that it should show, and those that it shouldn't. */
export type NavListed = {
  readonly entries: readonly Entry[];
  readonly unwanted: readonly Entry[];
  /** What models of other groups have: of a group that no model is in any more. */
  readonly elsewhere?: ReadonlySet<string>;
};

/** Finds the elements of models: by the page that they name, or by the one that the lock says they were made with. */
export const claimElements = (
  list: ListNode,
  settings: NavigationSettings,
  { entries, unwanted }: Pick<NavListed, "entries" | "unwanted">,
  past: Pick<Past, "lock" | "gone">,
): NavClaims => {
  const byKey = new Map<string, number>();
  const inGroups = new Set<string>();
  for (const [index, { node }] of list.items.entries()) {
    const own = textsIn(node).map(normal);
    for (const key of own) if (!byKey.has(key)) byKey.set(key, index);
    for (const key of deeper(node)) if (!own.includes(key)) inGroups.add(key);
  }
  const owned = new Map<string, number>();
  const taken = new Set<number>();
  const take = (id: string, index: number | undefined): void => {
    if (index === undefined || taken.has(index) || owned.has(id)) return;
    taken.add(index);
    owned.set(id, index);
  };
  const claim = (id: string, key: string): void => take(id, byKey.get(key));
  const nested = new Set<string>();
  for (const entry of entries) {
    const { id, fields } = entry;
    const key = keyOf(itemOf(settings.item, fields), settings);
    claim(id, key);
    const former = formerEntry(entry);
    if (former !== undefined) claim(id, keyOf(itemOf(settings.item, former.fields), settings));
    if (!owned.has(id) && inGroups.has(key)) nested.add(id);
  }
  const known = [...entries, ...unwanted].map((entry) => entry.id);
  for (const id of [...known, ...past.gone.map(({ record }) => record.model)]) {
    const { record, made } = recordIn(settings, id, past);
    if (nested.has(id)) continue;
    if (made !== undefined) claim(id, keyOf(made, settings));
    else if (record?.key !== undefined) claim(id, record.key);
  }
  for (const { id, fields } of unwanted) claim(id, keyOf(itemOf(settings.item, fields), settings));
  // Nobody's element that is called as a model is the model's, wherever it leads: a second one would help nobody.
  const byLabel = new Map<string, number | undefined>();
  for (const [index, { node }] of list.items.entries()) {
    const label = taken.has(index) || !isPage(node) ? "" : bareName(labelIn(node) ?? "");
    if (label !== "") byLabel.set(label, byLabel.has(label) ? undefined : index);
  }
  for (const { id, fields } of entries) {
    const index = byLabel.get(bareName(labelOfItem(itemOf(settings.item, fields)) ?? ""));
    if (!nested.has(id)) take(id, index);
  }
  return { owned, nested };
};
