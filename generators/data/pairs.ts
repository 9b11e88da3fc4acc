import type { Edit } from "../../src/page/page.ts";
import { contentEnd, type MapNode, type Pair } from "../../src/text/data/node.ts";
import { listEdits } from "./layout.ts";
import type { ListChange } from "./elements.ts";
import { eolOf, lineEnd, lineStart, withoutLines } from "./lines.ts";

/** A map in braces is written as a list in brackets is. */
const flowEdits = (text: string, map: MapNode, change: ListChange): readonly Edit[] => {
  const { start, end, pairs } = map;
  if (pairs.length === 0) {
    const inside = change.added.map((each) => each.text).join(", ");
    return [{ start: start + 1, end: end - 1, text: ` ${inside} ` }];
  }
  const items = pairs.map(({ key, value }) => ({
    start: key.start,
    node: { ...value, start: key.start, end: Math.max(key.end, value.end) },
  }));
  return listEdits(text, { type: "list", style: "flow", inFlow: true, items, start, end }, change);
};

const endOf = ({ key, value }: Pair): number => Math.max(contentEnd(key), contentEnd(value));

const hasHeading = ({ key, value }: Pair): boolean => value.start < key.start;

/** Whether nothing but the headings of its own maps names a map of TOML. */
export const isHeaded = ({ pairs: [first], start }: MapNode): boolean =>
  first !== undefined && hasHeading(first) && first.value.start === start;

/** The edits that take pairs out of a map in lines and put others in, as elements of a list that have no dashes. */
export const elementEdits = (text: string, map: MapNode, change: ListChange): readonly Edit[] => {
  const { pairs, start, end, style } = map;
  // The file itself needs no heading.
  const lead = isHeaded(map) ? text.slice(start, pairs[0]?.key.start).trimEnd() : "[";
  const none = style === "block" ? "{}" : lead === "[" ? "" : lead.replace(/[\s.]*$/, "]");
  const items = pairs.map(({ key, value }) => {
    const from = Math.min(key.start, value.start);
    return { node: { ...value, start: from }, start: from };
  });
  return listEdits(
    text,
    { type: "list", style: "block", inFlow: false, items, start, end },
    { ...change, none },
  );
};

/** The lines of a map of TOML: pairs come before inner maps that have headings. */
const lineEdits = (text: string, map: MapNode, { removed, added }: ListChange): readonly Edit[] => {
  const { pairs, start, end } = map;
  const eol = eolOf(text);
  const startOf = ({ key, value }: Pair): number => Math.min(key.start, value.start);
  const stays = pairs.findIndex((_, index) => !removed.has(index));
  const edits = pairs.flatMap((pair, index): readonly Edit[] => {
    if (!removed.has(index)) return [];
    const leads = stays === -1 || index < stays;
    return [withoutLines(text, startOf(pair), endOf(pair), startOf(leads ? (pairs[0] ?? pair) : pair))];
  });
  const leadAt = (at: number): string => text.slice(lineStart(text, at), at);
  for (const { slot, text: pair } of added) {
    const isOwn = (each: Pair, index: number): boolean => !removed.has(index) && !hasHeading(each);
    const above = pairs.findLast((each, index) => index < slot && isOwn(each, index));
    const below = pairs.find(isOwn);
    if (above === undefined && text[start] !== "[") {
      const at = below?.key.start ?? start;
      edits.push({ start: lineStart(text, at), end: lineStart(text, at), text: leadAt(at) + pair + eol });
    } else {
      const lead = above === undefined ? leadAt(start) : leadAt(above.key.start);
      const at = lineEnd(text, above === undefined ? end : endOf(above));
      edits.push({ start: at, end: at, text: eol + lead + pair });
    }
  }
  return edits;
};

const byStyle = { flow: flowEdits, block: elementEdits, lines: lineEdits } as const;

/** The edits that take pairs out of a map and put others in. */
export const pairEdits = (text: string, map: MapNode, change: ListChange): readonly Edit[] =>
  byStyle[map.style](text, map, change);
