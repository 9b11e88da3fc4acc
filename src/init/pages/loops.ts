import type { Model } from "../catalog/records.ts";
import { type ModelPage, type Token, underline } from "./align.ts";
import { toMap } from "../../text/group-by.ts";

/** A stretch of a page that is about the items of a list, one after another. */
export type Stretch = { readonly first: number; readonly last: number; readonly starts: readonly number[] };

/** The heading that each line is under. */
const headingsOf = (tokens: readonly Token[]): readonly string[] => {
  let heading = "";
  return tokens.map(({ key }) => {
    if (/^#{1,6} /.test(key)) heading = key;
    return heading;
  });
};

/** What a line is of: its label, or how its words and signs follow each other. */
const classOf = ({ key, line }: Token): string => {
  if (underline.test(line)) return key;
  if (/^\s*\|/.test(line)) return /^[\s|:-]+$/.test(line) ? "rule" : `|${line.split("|").length}`;
  if (key !== line.trimEnd() && !key.includes("\0") && /[:=|](?:\*\*|__|`)*$/.test(key)) return key;
  if (/^\s*[-*+] /.test(line)) return line.slice(0, line.search(/\S/) + 1);
  return line.trim().replace(/[\p{L}\p{N}][\p{L}\p{N}._/-]*/gu, "w");
};

const placesOf = (classes: readonly string[], wanted: string): readonly number[] =>
  classes.flatMap((each, at) => (each === wanted ? [at] : []));

/** The stretches of pages that repeat for each item of a list; undefined where no line does so in nearly all of them. */
export const findStretches = (
  pages: ReadonlyMap<ModelPage, readonly Token[]>,
  count: (model: Model) => number,
): ReadonlyMap<ModelPage, Stretch> | undefined => {
  const classes = toMap(pages, ([page, tokens]) => {
    const own = tokens.map(classOf);
    // The head of a table is no row of it.
    return [page, own.map((each, at) => (own[at + 1] === "rule" ? "head" : each))];
  });
  const under = toMap(pages, ([page, tokens]) => {
    const headings = headingsOf(tokens);
    const own = classes.get(page) ?? [];
    return [page, own.map((each, at) => (plainClass.test(each) ? each : `${each}\n${headings[at] ?? ""}`))];
  });
  return stretchesIn(classes, count) ?? stretchesIn(under, count);
};

/** Classes that no item is known by. */
const plainClass = /^(?:w|rule|head)$/;

const stretchesIn = (
  classes: ReadonlyMap<ModelPage, readonly string[]>,
  count: (model: Model) => number,
): ReadonlyMap<ModelPage, Stretch> | undefined => {
  const with2 = [...classes].filter(([{ model }]) => count(model) > 1);
  const some = [...classes].filter(([{ model }]) => count(model) > 0);
  if (with2.length === 0) return undefined;
  const fits = (wanted: string): number =>
    some.filter(([{ model }, own]) => placesOf(own, wanted).length === count(model)).length;
  const candidates = new Set(with2.flatMap(([, own]) => own));
  const good = [...candidates].filter(
    (each) =>
      fits(each) * 5 >= some.length * 4 &&
      with2.some(([{ model }, own]) => placesOf(own, each).length === count(model)),
  );
  const anchors = good.filter((each) => !plainClass.test(each));
  const anchor = anchors.toSorted((a, b) => {
    const first = (wanted: string): number => with2[0]?.[1].indexOf(wanted) ?? 0;
    return first(a) - first(b);
  })[0];
  if (anchor === undefined) return undefined;
  const right = some.filter(([{ model }, own]) => placesOf(own, anchor).length === count(model));
  // What stands before the first line of every item is the item's as well.
  let lead = 0;
  for (;;) {
    const next = lead + 1;
    const isSame = right.every(([, own]) => {
      const places = placesOf(own, anchor);
      return places.every(
        (at, index) =>
          at - next > (places[index - 1] ?? -1) && own[at - next] === own[(places[0] ?? 0) - next],
      );
    });
    const several = right.filter(([, own]) => placesOf(own, anchor).length > 1);
    if (!isSame || several.length === 0) break;
    lead = next;
  }
  const inside = new Set(
    right.flatMap(([, own]) => {
      const places = placesOf(own, anchor);
      return places.slice(0, -1).flatMap((at, index) => own.slice(at, (places[index + 1] ?? at) - lead));
    }),
  );
  const longest = Math.max(
    ...right.flatMap(([, own]) => {
      const places = placesOf(own, anchor);
      return places.slice(0, -1).map((at, index) => (places[index + 1] ?? at) - at - lead);
    }),
  );
  return toMap(right, ([page, own]) => {
    const places = placesOf(own, anchor);
    let last = (places.at(-1) ?? 0) + 1;
    while (last < own.length && last - (places.at(-1) ?? 0) < longest && inside.has(own[last] ?? ""))
      last += 1;
    return [page, { first: (places[0] ?? 0) - lead, last, starts: places.map((at) => at - lead) }];
  });
};
