import { groupBy } from "../../text/group-by.ts";
import { once } from "../../text/once.ts";
import { sharedStart } from "../../text/shared-start.ts";
import { tally } from "../columns/samples.ts";
import type { FoundEntry, FoundList } from "../find/entries.ts";
import type { CatalogView } from "../types.ts";
import { aligned } from "./aligned.ts";
import { linesOf } from "./lines.ts";
import { type Line, testFor, whereThere } from "./pieces.ts";
import type { Titled } from "./titles.ts";

/** The commonest number of lines, and where the title is, among entries. */
const shapeOf = ({ lines, at }: FoundEntry): string => `${lines.length}:${at.line}`;

/** Fewer entries than this follow from a catalog in many ways: those of the lists beside them tell which it is. */
const fewEntries = 5;

/** A list, its entries of models, and those of all lists beside it. */
type Formatted = {
  readonly list: FoundList;
  readonly known: Titled["entries"];
  readonly pool: Titled["entries"];
};

const isItem = ({ format }: FoundList): boolean => format.includes("item");

const unexplained: Line = { text: undefined, fields: {}, others: [] };

/** Whether a line is one of two that have nothing in common, and some entries have both of them, or none. */
const isEitherOr = (texts: ReadonlySet<string>, known: Titled["entries"]): boolean => {
  const [one = "", other = "", third] = [...texts].map((text) => text.trim());
  return (
    texts.size > 1 &&
    third === undefined &&
    !/\p{L}/u.test(one.slice(0, sharedStart(one, other))) &&
    known.some(([{ lines }]) => lines.filter((line) => texts.has(line)).length !== 1)
  );
};

const byShape = once((pool: Titled["entries"]) => groupBy(pool, ([entry]) => shapeOf(entry)));

/** The lines that the entries of the commonest shape have. */
const commonLines = ({ list, known, pool }: Formatted, catalog: CatalogView) => {
  const [[shape] = [""]] = tally(known.map(([entry]) => shapeOf(entry)));
  const same = known.filter(([entry]) => shapeOf(entry) === shape);
  const sample = same[0]?.[0];
  if (sample === undefined) return undefined;
  const alike = known.length < fewEntries ? (byShape(pool).get(shape) ?? same) : same;
  const made = linesOf(sample, { alike, same, isItem: isItem(list) }, catalog).map((line, at) => {
    const texts = new Set(alike.map(([{ lines }]) => lines[at] ?? ""));
    return at !== sample.at.line && isEitherOr(texts, known) ? unexplained : line;
  });
  return { sample, alike, same, made, isOptional: false };
};

/** The lines that all entries have, and those that some have by a test; undefined where no test tells of any. */
const linesOfSome = ({ list, known, pool }: Formatted, catalog: CatalogView) => {
  const entries = known.length < fewEntries ? pool : known;
  if (new Set(entries.map(([entry]) => shapeOf(entry))).size < 2) return undefined;
  const { sample, all } = aligned(entries) ?? {};
  if (sample === undefined || all === undefined) return undefined;
  const plain = linesOf(sample, { alike: all, same: all, isItem: isItem(list) }, catalog);
  const sides = plain.map((_, at) =>
    all.map(([{ lines }]) => (lines[at] === undefined ? "-" : "+")).join(""),
  );
  // What the same entries lack is told by one test, whichever of the lines tells it.
  const tests = new Map(
    [...groupBy([...plain.keys()], (at) => sides[at] ?? "")].flatMap(([side, places]) => {
      const modelsOf = (sign: string) => all.flatMap(([, model], at) => (side[at] === sign ? [model] : []));
      const [there, absent] = [modelsOf("+"), modelsOf("-")];
      const lines = places.flatMap((at) => plain[at] ?? []);
      const test = absent.length === 0 ? undefined : testFor(lines, { there, absent }, catalog);
      return test === undefined ? [] : [[side, test] as const];
    }),
  );
  if (tests.size === 0) return undefined;
  const made = plain.map((line, at) => {
    const side = sides[at] ?? "";
    const test = tests.get(side);
    return test !== undefined ? whereThere(line, test) : side.includes("-") ? unexplained : line;
  });
  return { sample, alike: all, same: all, made, isOptional: true };
};

/** The lines of the entries of a list: with those that some have by a test, or by the commonest shape. */
export const madeLines = (formatted: Formatted, catalog: CatalogView) =>
  linesOfSome(formatted, catalog) ?? commonLines(formatted, catalog);
