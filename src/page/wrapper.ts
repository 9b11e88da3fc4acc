import type { SectionSettings } from "../config/settings.ts";
import { type Outcome, error, fail, ok } from "../model/problem.ts";
import { endOfItem } from "./asciidoc/items.ts";
import { type Block, apart, findBlocks, shiftedBlocks } from "./block.ts";
import type { Format, Wrapper } from "./format.ts";
import { type Page, type Region, indentAt, isBlankLine, lineAt, textFrom } from "./page.ts";
import { insideOf, insideQuote, quotesIn } from "./quote.ts";
import { placeName } from "./region.ts";
import { linesIn, numbersIn } from "./row-lines.ts";

/** A stretch of a page, or of the inside of a block quote, with the entries that stand right in it. */
export type Nest = { readonly page: Page; readonly region: Region; readonly blocks: readonly Block[] };

/** The lines around one that are as deep as it, or deeper. */
const around = (page: Page, line: number, { first, last }: Region): Region => {
  const indent = indentAt(page, line);
  const isIn = (index: number): boolean => isBlankLine(page, index) || indentAt(page, index) >= indent;
  let begin = line;
  while (begin > first && isIn(begin - 1)) begin -= 1;
  let end = line + 1;
  while (end < last && isIn(end)) end += 1;
  return { first: begin, last: end, indent };
};

/** What in a region is deeper than it: admonitions, tabs, list items, elements. Each depth is one. */
const deeper = (page: Page, region: Region, format: Format): readonly Nest[] => {
  const nests: Nest[] = [];
  /** Where the nests of each depth end. */
  const ends = new Map<number, number>();
  for (let line = region.first; line < region.last; line += 1) {
    const indent = indentAt(page, line);
    if (indent <= region.indent || isBlankLine(page, line) || line < (ends.get(indent) ?? 0)) continue;
    const head = { first: line, last: Math.min(line + format.lines, region.last), indent };
    if (findBlocks(page, head, format)[0]?.first !== line) continue;
    const inside = around(page, line, region);
    nests.push({ page, region: inside, blocks: findBlocks(page, inside, format) });
    ends.set(indent, inside.last);
  }
  return nests;
};

/** What in a region is written as an entry, and holds others that stand no deeper: folds in a fold. */
const held = (page: Page, region: Region, format: Format): readonly Nest[] =>
  findBlocks(page, region, format).flatMap(({ first, last }): readonly Nest[] => {
    const inside = { first: first + 1, last: last - 1, indent: region.indent };
    const blocks = findBlocks(page, inside, format);
    return blocks.length === 0 ? [] : [{ page, region: inside, blocks }, ...held(page, inside, format)];
  });

/** What items of AsciiDoc hold, which stands no deeper than they. */
const below = (page: Page, region: Region, format: Format): readonly Nest[] =>
  page.markup !== "asciidoc" || format.end.type !== "indent"
    ? []
    : numbersIn(region).flatMap((line): readonly Nest[] => {
        const inside = {
          first: line + 1,
          last: Math.min(endOfItem(page, line), region.last),
          indent: region.indent,
        };
        const blocks = page.opaque[line] === true ? [] : findBlocks(page, inside, format);
        return blocks.length === 0 ? [] : [{ page, region: inside, blocks }];
      });

/** Every stretch inside of a region, at whatever depth and in block quotes too, that holds entries. */
export const nestsIn = (page: Page, region: Region, format: Format): readonly Nest[] => [
  ...deeper(page, region, format),
  ...below(page, region, format),
  ...(format.end.type === "balance" ? held(page, region, format) : []),
  ...quotesIn(page, region).flatMap((quote): readonly Nest[] => {
    const inside = insideQuote(page, quote);
    const blocks = findBlocks(inside, quote, format);
    const own = blocks.length === 0 ? [] : [{ page: inside, region: quote, blocks }];
    return [...own, ...nestsIn(inside, quote, format)];
  }),
];

/** Where the entries of a section are, and what is there: of the page, or of the inside of a block quote. */
export type EntryPlace = Nest & {
  /** Whether the first entry brings what has to stand around all of them. */
  readonly wraps: boolean;
};

/** The insides of the wrappers of a region, those in others left out. */
const wrappersIn = (page: Page, region: Region, { recognise, close }: Wrapper): readonly Region[] => {
  const found: Region[] = [];
  let start = region.first;
  let depth = 0;
  for (let index = region.first; index < region.last; index += 1) {
    if (page.opaque[index] === true) continue;
    const line = lineAt(page, index).trim();
    if (recognise.test(line)) {
      if (depth === 0) start = index;
      depth += 1;
    } else if (line === close.trim() && depth > 0) {
      depth -= 1;
      if (depth === 0)
        found.push({
          first: start + 1,
          last: index,
          indent: indentAt(page, textFrom(page, start + 1, index)),
        });
    }
  }
  return found;
};

/** Whether a region is the inside of a wrapper already: its tag, of a few lines at most, is right above. */
const isInside = (page: Page, { first }: Region, { recognise, close }: Wrapper): boolean => {
  for (let line = first - 1; line >= Math.max(0, first - 8); line -= 1) {
    const text = lineAt(page, line).trim();
    if (recognise.test(text)) return true;
    if (text === close.trim() || text === "") return false;
  }
  return false;
};

/** What entries are looked for by: the section, the titles that they may have, and the name of the config. */
export type Sought = {
  readonly section: SectionSettings;
  readonly titles: ReadonlySet<string>;
  /** Whether a text names a model, where all of them may be called otherwise there. */
  readonly names?: (text: string) => boolean;
  readonly file: string;
};

/** Whether most of some entries name models. */
const areTold = (page: Page, blocks: readonly Block[], { names = () => false }: Sought): boolean =>
  blocks.length > 0 &&
  blocks.filter((block) => names(linesIn(page, block).join("\n"))).length * 2 > blocks.length;

/** How many of these entries are the section's: they show a file of its kind, or where they show none have such a title. */
const ownCount = ({ section, titles }: Sought, blocks: readonly Block[]) => ({
  shown: blocks.filter(({ cites }) => cites.some((path) => section.shows?.(path) === true)).length,
  titled: blocks.filter(({ cites, title }) => cites.length === 0 && titles.has(title)).length,
});

/** The blocks of a region; items with numbers of which none is the section's are steps, and no entries. */
const blocksIn = (page: Page, region: Region, sought: Sought): readonly Block[] => {
  const blocks = findBlocks(page, region, sought.section.format);
  const isNumbered = ({ bullet = "" }: Block): boolean => /^\d/.test(bullet);
  const own = ownCount(sought, blocks.filter(isNumbered));
  const isOwn = own.shown + own.titled > 0 || (blocks.every(isNumbered) && areTold(page, blocks, sought));
  return isOwn ? blocks : blocks.filter((block) => !isNumbered(block));
};

/** Where entries of the section stand deeper than its region: where most do, the first of such places. */
const findDeeper = (page: Page, region: Region, sought: Sought, isAlone: boolean): Nest | undefined => {
  let best: { readonly nest: Nest; readonly shown: number; readonly titled: number } | undefined;
  const nests = nestsIn(page, region, sought.section.format);
  for (const nest of nests) {
    const { shown, titled } = ownCount(sought, nest.blocks);
    if (shown + titled === 0) continue;
    if (best === undefined || shown > best.shown || (shown === best.shown && titled > best.titled))
      best = { nest, shown, titled };
  }
  if (best !== undefined || !isAlone) return best?.nest;
  // Items of HTML stand in a list of theirs: where there is one alone, it is that.
  const [only, another] = nests;
  const [sign] = sought.section.format.open;
  const isList = sign?.type === "text" && sign.text.startsWith("<") && (only?.blocks.length ?? 0) > 1;
  return (
    nests.find((nest) => areTold(nest.page, nest.blocks, sought)) ??
    (isList && another === undefined ? only : undefined)
  );
};

/** Whether the groups of a section are items that hold its entries. */
const isUnderItems = ({ group }: SectionSettings): boolean =>
  group?.isDeep === true && group.footer === undefined;

/** The entries of the region, and those of models that stand deeper there: in an admonition, a tab, an item, an element. */
const withDeeper = (
  page: Page,
  region: Region,
  sought: Sought,
  blocks: readonly Block[],
): readonly Block[] => {
  const { format } = sought.section;
  const here = new Set(blocks.map(({ title }) => title));
  const found: Block[] = [];
  const isOwn = (block: Block): boolean => {
    const { shown, titled } = ownCount(sought, [block]);
    return shown + titled > 0;
  };
  const add = (block: Block): void => {
    if (here.has(block.title)) return;
    here.add(block.title);
    found.push(block);
  };
  shiftedBlocks(page, region, format).filter(isOwn).forEach(add);
  const nests = nestsIn(page, region, format).filter((nest) => nest.page === page);
  // What in groups that hold their entries is as deep as those of models may be left of one.
  const own = nests.filter(({ blocks: each }) => each.some(isOwn));
  const any = isUnderItems(sought.section) && own.length === 0 ? nests.slice(0, 1) : own;
  const deep = sought.section.group?.isDeep === true ? any : [];
  const depths = new Set(deep.map((nest) => nest.region.indent));
  const isFree = (block: Block): boolean =>
    !blocks.some(({ first, last }) => first < block.last && block.first < last);
  for (const nest of nests) {
    const free = nest.blocks.filter(isFree);
    if (depths.has(nest.region.indent)) found.push(...free);
    else free.filter(isOwn).forEach(add);
  }
  return apart(page, [...blocks, ...found], format);
};

/** Finds the entries of a section in its region, or in what is nested there. Errors: `section-ambiguous`. */
export const findEntries = (whole: Page, region: Region, sought: Sought): Outcome<EntryPlace> => {
  const { section, file } = sought;
  const { format, group } = section;
  const { wrapper } = format;
  const page = insideOf(whole, region);
  // What looks like entries may be the items that are their groups.
  const here = {
    page,
    region,
    blocks: isUnderItems(section) ? [] : blocksIn(page, region, sought),
    wraps: false,
  };
  const own = ownCount(sought, here.blocks);
  // Groups that hold their entries are all of them places of the section.
  const isWide = own.shown + own.titled > 0 || group?.isDeep === true;
  const nest = isWide ? undefined : findDeeper(page, region, sought, here.blocks.length === 0);
  const isWrapped = wrapper !== undefined && nest !== undefined && isInside(nest.page, nest.region, wrapper);
  if (nest !== undefined && (wrapper === undefined || isWrapped || nest.page !== page))
    return ok({ ...nest, wraps: false });
  if (wrapper === undefined || isInside(page, region, wrapper))
    return ok({ ...here, blocks: withDeeper(page, region, sought, here.blocks) });
  const found = wrappersIn(page, region, wrapper);
  const [only, second] = found;
  if (second !== undefined) {
    const lines = found.map(({ first }) => String(first)).join(", ");
    const what = `${found.length} \`${wrapper.open ?? wrapper.close}\` for the entries of ${placeName(section)} (in lines ${lines})`;
    return fail(
      error(
        "section-ambiguous",
        `${file}: ${section.where}`,
        `${page.path} has ${what}.`,
        "Say which one: by `element` and its ID, or by comments around it with `between` or `marker`.",
      ),
    );
  }
  if (only !== undefined)
    return ok({ page, region: only, blocks: blocksIn(page, only, sought), wraps: false });
  return ok({ ...here, wraps: here.blocks.length === 0 && wrapper.open !== undefined });
};
