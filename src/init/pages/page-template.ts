import { countEach, toMap } from "../../text/group-by.ts";
import { renamer } from "../columns/settle-fields.ts";
import type { CatalogView, Fields } from "../types.ts";
import { fieldName } from "../catalog/field-name.ts";
import { alignItems, alignPages, type ModelPage, type Slot, type Token, tokensOf } from "./align.ts";
import { blankIn, blanks, headOf, labelled, mode, rowOf, ruleOf, spaced } from "./rows.ts";
import { codeToWrite } from "./code.ts";
import { itemDesk, pageDesk, type Room, type Looks } from "./desk.ts";
import { type Items, itemsOf, listsOfItems, position, textOfItem } from "./items.ts";
import { findStretches, type Stretch } from "./loops.ts";
import { type Desk, hole, type Lines, linesOf, type PlainDesk, type There, whereThere } from "./lines.ts";
import { templateOf } from "./template.ts";

/** The share of the lines about items that a loop must give. */
const leastExplained = 0.5;

/** Where in a page the lines are that are drafted. */
type State = { inFront: boolean; inCode: boolean };

const isFence = (line: string): boolean => /^\s*(?:`{3,}|~{3,}|-{4,}$)/.test(line);

type Tokens = ReadonlyMap<ModelPage, readonly Token[]>;

/** Lines of a template, and what becomes of those of the pages. */
type Made = { readonly lines: readonly string[]; readonly fields: Fields; readonly explained: number };

/** A loop over items; one that writes no value of theirs is about something that is as many by chance. */
type Loop = Made & { readonly writesItems: boolean };

/** The line under or over a title whose width varies. */
const rulesOf = (slots: readonly Slot[], index: number, desk: Desk): Lines | undefined => {
  const slot = slots[index];
  if (slot === undefined || new Set(slot.lines.values()).size < 2) return undefined;
  return [slots[index - 1], slots[index + 1]]
    .map((title) => ruleOf(slot, title, desk))
    .find((made) => made !== undefined);
};

/** Lines that the same pages have, and no others, the same in each: a note or section of several lines is told as one. */
const joined = (slots: readonly Slot[], pages: number): readonly Slot[] => {
  const isNote = ({ lines }: Slot): boolean =>
    lines.size < pages && new Set(lines.values()).size === 1 && ![...lines.values()].some(isFence);
  const all: Slot[] = [];
  for (const slot of slots) {
    const last = all.at(-1);
    const [count, another] = new Set(last?.blanks.values());
    const isMore =
      last !== undefined &&
      count !== undefined &&
      another === undefined &&
      slot.loose === 0 &&
      [last, slot].every(isNote) &&
      last.lines.size === slot.lines.size &&
      [...slot.lines.keys()].every((page) => last.lines.has(page));
    if (!isMore) {
      all.push(slot);
      continue;
    }
    const between = "\n".repeat(count + 1);
    const lines = toMap(last.lines, ([page, text]) => [
      page,
      `${text}${between}${slot.lines.get(page) ?? ""}`,
    ]);
    all.splice(-1, 1, { ...last, lines, blanks: slot.blanks });
  }
  return all;
};

/** What is known of the pages that have a line: the plainest of what any line tells that the same pages have. */
const knowing = (slots: readonly Slot[], desk: PlainDesk): Desk => {
  const pagesOf = ({ lines }: Slot): string =>
    [...lines.keys()]
      .map(({ model }) => model.id)
      .sort()
      .join("\n");
  const known = new Map<string, There>();
  for (const slot of slots) {
    const key = pagesOf(slot);
    const isSome = slot.lines.size > 0 && slot.lines.size < desk.pages.length;
    const there = isSome ? whereThere(slot, desk) : undefined;
    if (there !== undefined && there.rank < (known.get(key)?.rank ?? Infinity)) known.set(key, there);
  }
  return { ...desk, thereFor: (slot) => known.get(pagesOf(slot)) };
};

/** The lines of all slots, one after another; `special` are those that stand for something else. */
const linesFrom = (
  own: readonly Slot[],
  plain: PlainDesk,
  state: State,
  special: (key: string) => Made | undefined = () => undefined,
): Made => {
  let fields: Fields = {};
  let explained = 0;
  let [opening, start] = ["", 0];
  const lines: string[] = [];
  const slots = joined(own, plain.pages.length);
  const desk = knowing(slots, plain);
  for (const [index, slot] of slots.entries()) {
    const [first = ""] = slot.lines.values();
    // What most pages tell in words of their own is people's.
    if (slot.loose * 2 > desk.pages.length && !state.inCode && !state.inFront)
      lines.push(...desk.blank(""), "");
    if (slot.lines.size === 0) continue;
    if (/^(?:---|\+\+\+)$/.test(first)) state.inFront = index === 0;
    const made = special(slot.key);
    const { text, ...rest } =
      made === undefined
        ? (rulesOf(slots, index, desk) ??
          headOf(slot) ??
          rowOf(slot, slots[index - 2], desk) ??
          linesOf(slot, desk))
        : { ...made, text: made.lines };
    const isEdge = isFence(first) && !state.inFront;
    if (isEdge && state.inCode && slot.loose > 0) lines.push(...codeToWrite(opening, lines.slice(start)));
    if (isEdge) state.inCode = !state.inCode;
    fields = { ...fields, ...rest.fields };
    explained += rest.explained * first.split(/\n+/).length;
    // Of lines that the same pages have, the first one tells what stands before them.
    const isBefore = ({ lines: own }: Slot): boolean => [...own.keys()].some((page) => !slot.lines.has(page));
    const before = slots.slice(0, index).findLast(isBefore) ?? slots[index - 1];
    lines.push(...spaced(text, slot, before, slots[index + 1]));
    if (isEdge) [opening, start] = [first, lines.length];
  }
  return { lines, fields, explained };
};

/** Stretches of pages that are about the items of a list. */
type Repeated = {
  readonly items: Items;
  readonly tokens: Tokens;
  readonly stretches: ReadonlyMap<ModelPage, Stretch>;
  readonly state: State;
};

/** The items of a list that pages tell of one after another, as a loop of their template. */
const loopOver = ({ items, tokens, stretches, state }: Repeated, room: Room): Loop => {
  const own = new Map<ModelPage, readonly Token[]>();
  const between: number[] = [];
  for (const [page, { starts, last }] of stretches)
    for (const [at, start] of starts.entries()) {
      const model = items.of(page.model)[at];
      const ofItem = (tokens.get(page) ?? []).slice(start, starts[at + 1] ?? last);
      if (at + 1 < starts.length) between.push(ofItem.at(-1)?.blank ?? 0);
      if (model !== undefined) own.set({ ...page, model }, ofItem);
    }
  const used = new Map<string, string>();
  const desk = itemDesk([...own.keys()], items, room, used);
  const made = linesFrom(alignItems(own), desk, state);
  const lines = [...made.lines];
  while (lines.at(-1) === "") lines.pop();
  const written = lines.flatMap((line) => line.split(hole).filter((_, at) => at % 2 === 1));
  const list = fieldName(items.path);
  const locals = [...used.values()].join(", ");
  return {
    lines: [
      `<% for (const [at, item] of it.fields.${list}.entries()) { const [${locals}] = item.split("\\t"); -%>`,
      ...lines,
      ...blanks(mode(between)),
      "<% } -%>",
    ],
    fields: {
      [list]: {
        path: `${items.path}[*]`,
        each: { text: textOfItem(items, [...used.keys()]) },
        default: [],
      },
      ...Object.fromEntries(
        Object.entries(made.fields).filter(
          ([, { path }]) => path !== position && !path?.startsWith(`${items.path}[*].`),
        ),
      ),
    },
    explained: made.explained,
    writesItems: written.some((code) => [...used.values()].some((name) => code.includes(name))),
  };
};

/** The name of the line that stands for all items of a list. */
const loopKey = (path: string): string => `\0${path}`;

/** Pages with one line in place of all items of a list. */
const folded = (tokens: Tokens, stretches: ReadonlyMap<ModelPage, Stretch>, key: string): Tokens =>
  toMap(tokens, ([page, own]) => {
    const stretch = stretches.get(page);
    if (stretch === undefined) return [page, own];
    const { first, last } = stretch;
    const fold: Token = { key, line: key, blank: own[last - 1]?.blank };
    return [page, [...own.slice(0, first), fold, ...own.slice(last)]];
  });

/**
 * Pages that have fewer of the lines that most pages have, and mostly lines of no other page, are a story of their
 * own, where they are few.
 */
const leastLike = 0.5;
const mostUnlike = 0.4;

/** The pages without those that are told in another way than most. */
const alikeIn = (pages: readonly ModelPage[]): readonly ModelPage[] => {
  const keys = new Map(pages.map((page) => [page, new Set(tokensOf(page).map(({ key }) => key))] as const));
  const counts = countEach([...keys.values()].flatMap((own) => [...own]));
  const usual = (page: ModelPage): number =>
    [...(keys.get(page) ?? [])].filter((key) => (counts.get(key) ?? 0) * 2 > pages.length).length;
  const median = pages.map(usual).sort((a, b) => a - b)[Math.floor(pages.length / 2)] ?? 0;
  const tellsOwn = (page: ModelPage): boolean => {
    const own = [...(keys.get(page) ?? [])];
    return own.filter((key) => counts.get(key) === 1).length * 2 > own.length;
  };
  const alike = pages.filter((page) => usual(page) >= leastLike * median || !tellsOwn(page));
  return pages.length - alike.length <= mostUnlike * pages.length ? alike : pages;
};

/** A template of what pages have in common, and the share of their lines that it gives. */
export const draftTemplate = (all: readonly ModelPage[], language: string, catalog: CatalogView) => {
  const pages = alikeIn(all);
  const state: State = { inFront: false, inCode: false };
  const looks: Looks = new Map();
  const blank = (label: string): readonly string[] =>
    state.inCode ? [] : blankIn(language, label, state.inFront);
  const room: Room = { catalog, rename: renamer(), blank, inFront: () => state.inFront, looks };
  let tokens: Tokens = labelled(new Map(pages.map((page) => [page, tokensOf(page)] as const)));
  const loops = new Map<string, Made>();
  for (const [path, lists] of listsOfItems(catalog.shape.models)) {
    const stretches = findStretches(tokens, (model) => lists.get(model)?.length ?? 0);
    if (stretches === undefined) continue;
    const made = loopOver({ items: itemsOf(path, lists, catalog), tokens, stretches, state }, room);
    const listed = [...stretches.values()].reduce((sum, { first, last }) => sum + last - first, 0);
    if (made.explained < leastExplained * listed || !made.writesItems) continue;
    loops.set(loopKey(path), made);
    tokens = folded(tokens, stretches, loopKey(path));
  }
  const made = linesFrom(alignPages(tokens), pageDesk(pages, room), state, (key) => loops.get(key));
  const lines = [...made.lines];
  while (lines.at(-1) === "") lines.pop();
  const told = pages.reduce((sum, page) => sum + page.lines.filter((line) => line.trim() !== "").length, 0);
  const isMade = lines.some((line) => line.includes(hole));
  return {
    text: templateOf(lines, language, (code) => looks.get(code)?.() ?? "other"),
    fields: made.fields,
    share: isMade ? made.explained / told : 0,
  };
};
