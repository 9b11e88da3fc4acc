import { countEach, toMap } from "../../text/group-by.ts";
import { renamer } from "../columns/settle-fields.ts";
import type { CatalogView } from "../types.ts";
import { fieldName } from "../catalog/field-name.ts";
import { alignItems, alignPages, loopMark, type ModelPage, type Token, tokensOf } from "./align.ts";
import { blankIn, blanks, labelled, mode } from "./rows.ts";
import { itemDesk, pageDesk, type Room, type Looks } from "./desk.ts";
import {
  type Items,
  type ItemsByModel,
  areLone,
  itemsOf,
  listsOfItems,
  position,
  textOfItem,
  wordings,
} from "./items.ts";
import { findStretches, type Stretch } from "./loops.ts";
import { isOfData } from "./front-lines.ts";
import { hole } from "./written.ts";
import { linesFrom, type Made, type State } from "./slot-lines.ts";
import { type Form, templateOf } from "./template.ts";

/** The share of the lines about items that a loop must give. */
const leastExplained = 0.5;

type Tokens = ReadonlyMap<ModelPage, readonly Token[]>;

/** A loop over items; one that writes no value of theirs is about something that is as many by chance. */
type Loop = Made & { readonly writesItems: boolean };

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
  const { path, rules } = items;
  const list = fieldName(path);
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
        each: {
          text: textOfItem(items, [...used.keys()]),
          ...(rules.length === 0 ? {} : { rules: [...rules] }),
        },
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

/** The first loop over a list, with its items in one wording after another, that gives enough of what is said of them. */
const bestLoop = (
  { path, lists, catalog }: Pick<Items, "path" | "catalog"> & { readonly lists: ItemsByModel },
  repeated: Omit<Repeated, "items">,
  room: Room,
): Loop | undefined => {
  const listed = [...repeated.stretches.values()].reduce((sum, { first, last }) => sum + last - first, 0);
  for (const rules of areLone(lists) ? wordings : [[]]) {
    const made = loopOver({ ...repeated, items: itemsOf(path, lists, catalog, rules) }, room);
    if (made.writesItems && made.explained >= leastExplained * listed) return made;
  }
  return undefined;
};

/** The name of the line that stands for all items of a list. */
const loopKey = (path: string): string => `${loopMark}${path}`;

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
export const draftTemplate = (all: readonly ModelPage[], form: Form, catalog: CatalogView) => {
  const { language } = form;
  const pages = alikeIn(all);
  const state: State = { inFront: isOfData(language), inCode: false };
  const looks: Looks = new Map();
  const blank = (label: string): readonly string[] =>
    state.inCode ? [] : blankIn(language, label, state.inFront);
  const room: Room = { catalog, rename: renamer(), blank, inFront: () => state.inFront, looks };
  let tokens: Tokens = labelled(new Map(pages.map((page) => [page, tokensOf(page)] as const)));
  const loops = new Map<string, Made>();
  // A file of JSON is one value, in which a list stands as such.
  const lists = form.layout === undefined ? listsOfItems(catalog.shape.models) : [];
  for (const [path, items] of lists) {
    const stretches = findStretches(tokens, (model) => items.get(model)?.length ?? 0);
    if (stretches === undefined) continue;
    const made = bestLoop({ path, lists: items, catalog }, { tokens, stretches, state }, room);
    if (made === undefined) continue;
    loops.set(loopKey(path), made);
    tokens = folded(tokens, stretches, loopKey(path));
  }
  const made = linesFrom(alignPages(tokens), pageDesk(pages, room), state, (key) => loops.get(key));
  const lines = [...made.lines];
  while (lines.at(-1) === "") lines.pop();
  const told = pages.reduce((sum, page) => sum + page.lines.filter((line) => line.trim() !== "").length, 0);
  const isMade = lines.some((line) => line.includes(hole));
  const text = templateOf(lines, form, (code) => looks.get(code)?.() ?? "other");
  return text !== undefined && isMade
    ? { text, fields: made.fields, share: made.explained / told }
    : undefined;
};
