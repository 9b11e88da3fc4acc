import { fewTexts, likenessTo, likenessToOne } from "../placing/likeness.ts";
import type { Block } from "../../src/page/block.ts";
import type { Format } from "../../src/page/format.ts";
import type { Page } from "../../src/page/page.ts";
import { bodyOf } from "./made.ts";

/** What in a section is no model's, and by its look no former model's either. */
export type Unlike = {
  /** What isn't taken out whatever is claimed: it has little in common with entries of models, or is longer than all of them. */
  readonly kept: ReadonlySet<Block>;
  /** The headings among these that have little in common with entries of models: they are text of people's. */
  readonly prose: ReadonlySet<Block>;
};

/** The text that a format writes for every model: below the line that opens an entry, or in that where it has no other. */
const writtenBy = ({ open, body }: Format, isOneLine: boolean): string =>
  (isOneLine ? [open] : body)
    .flatMap((line) => line.flatMap((piece) => (piece.type === "text" ? piece.text : [])))
    .join(" ");

const linesOf = ({ first, last }: Block): number => last - first;

/** Tells what people wrote between entries from what former models may have left; `known` are blocks of models. */
export const unlikeBlocks = (
  page: Page,
  format: Format,
  blocks: readonly Block[],
  known: ReadonlySet<Block>,
): Unlike => {
  const others = blocks.filter((block) => !known.has(block));
  if (others.length === 0) return { kept: new Set(), prose: new Set() };
  const some = [...known].slice(0, fewTexts);
  const isOneLine =
    some.length === 0 ? format.body.length === 0 : some.every((block) => linesOf(block) === 1);
  const textOf = (block: Block): string => {
    const text = bodyOf(page, block);
    return isOneLine ? text : text.split("\n").slice(1).join("\n");
  };
  const tests = [likenessTo(some.map(textOf)), likenessToOne(writtenBy(format, isOneLine))].filter(
    (each) => each !== undefined,
  );
  const headings = new Set(page.headings.map(({ first }) => first));
  const isHeading = ({ first }: Block): boolean => headings.has(first);
  // A heading alone is no sign of a model.
  const isLike = (block: Block): boolean =>
    tests.length === 0 ? !isHeading(block) : tests.some((test) => test(textOf(block)));
  // Where nothing tells, one that says more than its title may be anybody's.
  let most = tests.length === 0 ? 1 : format.body.length + 1;
  if (tests.length > 0) for (const block of known) most = Math.max(most, linesOf(block));
  const isLong = (block: Block): boolean => linesOf(block) > most;
  const unlike = others.filter((block) => !isLike(block));
  return { kept: new Set([...unlike, ...others.filter(isLong)]), prose: new Set(unlike.filter(isHeading)) };
};
