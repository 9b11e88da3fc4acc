import { tally } from "../columns/samples.ts";
import type { FoundEntry, FoundList } from "../find/entries.ts";
import type { CatalogView } from "../types.ts";
import { linesOf } from "./lines.ts";
import { shorterThan, whereThere } from "./pieces.ts";
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

/** The lines that the entries of one shape have. */
const linesIn = ({ list, known, pool }: Formatted, shape: string, catalog: CatalogView) => {
  const same = known.filter(([entry]) => shapeOf(entry) === shape);
  const sample = same[0]?.[0];
  if (sample === undefined) return undefined;
  const alike = known.length < fewEntries ? pool.filter(([entry]) => shapeOf(entry) === shape) : same;
  const models = { same: same.map(([, model]) => model), shorter: shorterThan(sample, known) };
  const plain = linesOf(sample, { alike, same, isItem: list.format.includes("item") }, catalog);
  const made = plain.map((line, at) => (at === sample.at.line ? line : whereThere(line, models, catalog)));
  return {
    sample,
    alike,
    same,
    made,
    isOptional: same.length > 1 && made.some((line) => !plain.includes(line)),
  };
};

/** The lines of the entries of a list, by the commonest shape of these, or by the longest that others are without a line. */
export const madeLines = (formatted: Formatted, catalog: CatalogView) => {
  const [common, ...others] = tally(formatted.known.map(([entry]) => shapeOf(entry))).flatMap(
    ([shape]) => linesIn(formatted, shape, catalog) ?? [],
  );
  return others.find(({ isOptional }) => isOptional) ?? common;
};
