import { LCS } from "node-diff3";
import type { Model } from "../catalog/records.ts";
import { lastPart } from "../join/key-forms.ts";
import { addTo, countEach, groupBy } from "../../text/group-by.ts";
import { tally } from "../columns/samples.ts";
import { keyInTable } from "./table-lines.ts";

/** A page about one model, as its lines. */
export type ModelPage = { readonly model: Model; readonly stem: string; readonly lines: readonly string[] };

/** A line that pages have in common, as each of them has it, and how many blank lines follow it there. */
export type Slot = {
  readonly key: string;
  readonly lines: Map<ModelPage, string>;
  readonly blanks: Map<ModelPage, number>;
  /** How many pages have something of their own before it. */
  loose: number;
};

/** A line that isn't blank, what it is known by, and how many blank lines follow, up to another. */
export type Token = { readonly key: string; readonly line: string; readonly blank: number | undefined };

/** What stands for the model's name, whatever page it is. */
export const mark = "\0";

/** What begins the name of lines that stand for all items of a list. */
export const loopMark = `${mark}\u0001`;

export const label =
  /^\s*(?:[-*+]\s+|\d+[.)]\s+|\|\s*|:(?=\w))?(?:\*\*|__|`|<\/?\w+>)*[^:|=\s][^:|=]{0,50}?(?:\*\*|__|`)*\s*(?:[:|](?=\s|$|\*)|[:=](?=["'{])|=(?=\d)|(?<=^\s*[\w-]+\s)=(?=\s)|(?<=^\|.*)\|)(?:\*\*|__|`)*/u;

/** A line that is under a title, or over it. */
export const underline = /^([=\-~^"'#*+.])\1{2,}$/;

/** What a line is known by in other pages: its label, or all of it without the model's own names. */
const keyOf = (line: string, names: readonly string[]): string => {
  const named = names.reduce((text, name) => text.replaceAll(name, mark), line.trimEnd());
  // Whose a model is stands before its name: `lake/auk-7b`.
  const masked = named.replace(/(?<![\w.@/-])(?:[\w.@-]+\/)+(?=\0)/g, "");
  // Lines under titles are as wide as those.
  if (underline.test(masked)) return masked.slice(0, 3);
  return label.exec(masked)?.[0] ?? masked;
};

const namesOf = ({ model: { id, name }, stem }: ModelPage): readonly string[] =>
  [...new Set([id, name, lastPart(id), stem].flatMap((text) => [text, text.toLowerCase()]))]
    .filter((text) => text.length > 1)
    .sort((a, b) => b.length - a.length);

export const tokensOf = (page: ModelPage): readonly Token[] => {
  const names = namesOf(page);
  const tokens: { key: string; line: string; blank: number }[] = [];
  for (const [at, line] of page.lines.entries()) {
    const last = tokens.at(-1);
    if (line.trim() === "" && last !== undefined) last.blank += 1;
    else if (line.trim() !== "") {
      const inTable = keyInTable(page.lines, at);
      tokens.push({ key: inTable === undefined ? keyOf(line, names) : `${mark}${inTable}`, line, blank: 0 });
    }
  }
  // How a page ends says nothing of what stands between lines.
  return tokens.map((token, at) => (at + 1 < tokens.length ? token : { ...token, blank: undefined }));
};

/** The places that two lists have in common, in order, as many as there can be. */
const common = (one: string[], other: string[]): readonly (readonly [number, number])[] => {
  const pairs: (readonly [number, number])[] = [];
  // The last pair comes first, and behind the first one there is none.
  for (let at = LCS(one, other); at.chain !== null; at = at.chain)
    pairs.push([at.buffer1index, at.buffer2index]);
  return pairs.reverse();
};

const slotOf = (key: string): Slot => ({ key, lines: new Map(), blanks: new Map(), loose: 0 });
const put = (slot: Slot, page: ModelPage, token: Token | undefined): void => {
  slot.lines.set(page, token?.line ?? "");
  if (token?.blank !== undefined) slot.blanks.set(page, token.blank);
};

/** The share of pages that must have a line somewhere for it to be one of all. */
const leastShare = 0.1;

/** Stretches between the lines that a page shares with the others: the slot before which they are, and what is in them. */
const between = (
  pairs: readonly (readonly [slot: number, token: number])[],
  slots: number,
  tokens: readonly Token[],
): readonly (readonly [before: number, tokens: readonly Token[]])[] =>
  [...pairs, [slots, tokens.length] as const].flatMap(([slot, token], index) => {
    const from = (pairs[index - 1]?.[1] ?? -1) + 1;
    return token > from ? [[slot, tokens.slice(from, token)] as const] : [];
  });

/** Lines of no other page's, where most pages have equally many in one place: what all tell in words of their own. */
const asTexts = (
  all: ReadonlyMap<ModelPage, readonly Token[]>,
  pages: number,
): { readonly slots: readonly Slot[]; readonly loose: number } => {
  const counts = new Map<number, ModelPage[]>();
  for (const [page, { length }] of all) addTo(counts, length, page);
  const [[length, alike] = [0, []]] = [...counts].sort(([, a], [, b]) => b.length - a.length);
  if (alike.length * 2 < pages) return { slots: [], loose: all.size };
  const slots = Array.from({ length }, (_, at) => {
    const slot = slotOf("");
    for (const page of alike) put(slot, page, all.get(page)?.[at]);
    return slot;
  });
  return { slots, loose: all.size - alike.length };
};

/** The share of items that have as many lines as most, for these to be told apart by their place alone. */
const sameShare = 0.8;

/** The lines of items, one after another: by their place where nearly all have as many. */
export const alignItems = (tokens: Tokens): readonly Slot[] => {
  const counts = [...tokens.values()].map(({ length }) => length).sort((a, b) => a - b);
  const length = counts[Math.floor(counts.length / 2)] ?? 0;
  const alike = [...tokens].filter(([, own]) => own.length === length);
  if (alike.length < sameShare * tokens.size) return alignPages(tokens);
  return Array.from({ length }, (_, at) => {
    const keys = new Set(alike.map(([, own]) => own[at]?.key));
    const slot = slotOf(keys.size === 1 ? (alike[0]?.[1][at]?.key ?? "") : "");
    for (const [page, own] of alike) if (own[at] !== undefined) put(slot, page, own[at]);
    return slot;
  });
};

type Tokens = ReadonlyMap<ModelPage, readonly Token[]>;

/** What a page has of its own: the slot before which it is, and the first before which it may be, for those between it lacks. */
type Gap = {
  readonly page: ModelPage;
  readonly least: number;
  readonly before: number;
  readonly rest: readonly Token[];
};

const gapsOf = (slots: readonly Slot[], page: ModelPage, own: readonly Token[]): readonly Gap[] => {
  const pairs: (readonly [number, number])[] = [];
  let from = 0;
  for (const [index, slot] of slots.entries()) {
    const line = slot.lines.get(page);
    const at =
      line === undefined ? -1 : own.findIndex((token, place) => place >= from && token.line === line);
    if (at === -1) continue;
    pairs.push([index, at]);
    from = at + 1;
  }
  return between(pairs, slots.length, own).map(([before, rest]) => {
    const above = pairs.findLast(([index]) => index < before)?.[0] ?? -1;
    return { page, least: above + 1, before, rest };
  });
};

/** What pages have of their own before each slot, and at the end: where those have it that have the slots around it. */
const gapsIn = (slots: readonly Slot[], tokens: Tokens): ReadonlyMap<number, Tokens> => {
  const all = [...tokens].flatMap(([page, own]) => gapsOf(slots, page, own));
  const placed = groupBy(
    all.filter(({ least, before }) => least === before),
    ({ before }) => before,
  );
  const usual = (index: number): number =>
    tally((placed.get(index) ?? []).map(({ rest }) => rest.length))[0]?.[0] ?? 0;
  const gaps = new Map<number, Map<ModelPage, readonly Token[]>>();
  for (const { page, least, before, rest } of all) {
    const places = Array.from({ length: before - least + 1 }, (_, at) => least + at);
    const sizes = places.map(usual);
    const fits = sizes.reduce((sum, size) => sum + size, 0) === rest.length;
    let from = 0;
    for (const [at, place] of places.entries()) {
      const size = fits ? (sizes[at] ?? 0) : place === before ? rest.length : 0;
      const own = rest.slice(from, from + size);
      from += size;
      if (own.length > 0)
        gaps.set(place, (gaps.get(place) ?? new Map<ModelPage, readonly Token[]>()).set(page, own));
    }
  }
  return gaps;
};

/** Without lines that some pages have in the words of others, where all have as many lines there. */
const withoutParts = (slots: readonly Slot[], tokens: Tokens): Slot[] => {
  const isPart = ({ key, lines }: Slot): boolean =>
    lines.size < sameShare * tokens.size && !key.startsWith(loopMark) && label.exec(key)?.[0] !== key;
  const whole = slots.filter((slot) => !isPart(slot));
  const gaps = gapsIn(whole, tokens);
  let index = 0;
  return slots.filter((slot) => {
    if (!isPart(slot)) {
      index += 1;
      return true;
    }
    const sizes = countEach([...(gaps.get(index)?.values() ?? [])].map(({ length }) => length));
    return ![...sizes.values()].some((count) => count >= sameShare * tokens.size);
  });
};

/** The lines that pages have in common, or a few where they give no value; in their order, and at the end what is some's own. */
export const alignPages = (tokens: Tokens): readonly Slot[] => {
  const pages = [...tokens.keys()];
  const counts = countEach([...tokens.values()].flatMap((own) => [...new Set(own.map(({ key }) => key))]));
  const least = Math.max(2, leastShare * pages.length);
  const leastOf = (key: string) => (key.includes(mark) || label.exec(key)?.[0] === key ? least : 2);
  const isShared = ({ key }: Token): boolean => (counts.get(key) ?? 0) >= leastOf(key);
  const shared = (page: ModelPage): number => (tokens.get(page) ?? []).filter(isShared).length;
  const sorted = [...pages].sort((a, b) => shared(b) - shared(a));
  let slots: Slot[] = [];
  for (const page of sorted) {
    const own = (tokens.get(page) ?? []).filter(isShared);
    const pairs = common(
      slots.map(({ key }) => key),
      own.map(({ key }) => key),
    );
    for (const [slot, token] of pairs) {
      const [there, here] = [slots[slot], own[token]];
      if (there !== undefined && here !== undefined) put(there, page, here);
    }
    const more = new Map(between(pairs, slots.length, own));
    slots = [...slots, undefined].flatMap((slot, index) => [
      ...(more.get(index) ?? []).map((token) => {
        const made = slotOf(token.key);
        put(made, page, token);
        return made;
      }),
      ...(slot === undefined ? [] : [slot]),
    ]);
  }
  const frequent = slots.filter(({ key, lines }) => lines.size >= leastOf(key));
  slots = withoutParts(frequent, tokens);
  const texts = gapsIn(slots, tokens);
  return [...slots, slotOf("")].flatMap((slot, index) => {
    const own = asTexts(texts.get(index) ?? new Map(), pages.length);
    slot.loose = own.loose;
    return [...own.slots, slot];
  });
};
