import { balancedEnd, type Balance, elementBalance, liquidBalance } from "../balance.ts";
import { decodeEntities } from "../../text/entities.ts";
import type { Called } from "../markup.ts";
import { type Page, type Region, indentAt, lineAt, textFrom } from "../page.ts";

/** The opening of an element or a Liquid block: its line, the line after its tag, its name and its attributes. */
type Opening = {
  readonly line: number;
  readonly after: number;
  readonly name: string;
  readonly attributes: string;
  readonly balance: Balance;
};

/** Most lines of one opening tag. */
const tagLines = 12;

/** The opening tags of a region that begin a line, code left out. */
const openings = function* (page: Page, { first, last }: Region): Generator<Opening> {
  for (let line = first; line < last; line += 1) {
    if (page.opaque[line] === true) continue;
    const text = lineAt(page, line).trim();
    const name = /^(?:<|\{%-?\s*)([A-Za-z][\w.-]*)/.exec(text)?.[1];
    if (name === undefined) continue;
    const liquid = text.startsWith("{");
    const end = liquid ? /%\}/ : /(?<!=)>/;
    let tag = text;
    let after = line + 1;
    while (!end.test(tag) && after < Math.min(last, line + tagLines)) {
      tag += ` ${lineAt(page, after).trim()}`;
      after += 1;
    }
    const attributes = tag.slice(0, (end.exec(tag)?.index ?? tag.length) + 1);
    yield { line, after, name, attributes, balance: liquid ? liquidBalance(name) : elementBalance(name) };
  }
};

const attributeOf = (attributes: string, name: string): string | undefined => {
  const match = new RegExp(`[\\s{]${name}\\s*=\\s*\\{?(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : decodeEntities(value);
};

/** The lines inside of an element; undefined where its closing tag has no line of its own. */
const insideOf = (page: Page, { line, after, balance }: Opening, last: number): Region | undefined => {
  const end = balancedEnd(page, line, last, balance);
  if (end === undefined || end - 1 < after) return undefined;
  // Where it holds nothing, what is put there is as deep as its closing tag.
  return { first: after, last: end - 1, indent: indentAt(page, textFrom(page, after, end - 1)) };
};

/** The elements and Liquid blocks of a region that have one of these attributes, by its value. */
const elementsWith = (page: Page, region: Region, tags: RegExp, attributes: Attributes): readonly Called[] =>
  [...openings(page, region)].flatMap((opening) => {
    const valuesOf = (all: readonly string[]): readonly string[] =>
      all.flatMap((each) => attributeOf(opening.attributes, each) ?? []);
    const [names, others] = [valuesOf(attributes.names), valuesOf(attributes.others)];
    const isMeant = tags.test(opening.name) && names.length + others.length > 0;
    return isMeant ? [{ names, others, inside: insideOf(page, opening, region.last) }] : [];
  });

/** Attributes that name an element, and those by which it is found, too. */
type Attributes = { readonly names: readonly string[]; readonly others: readonly string[] };

/** The elements of a region that have an ID. */
export const elementsWithIds = (page: Page, region: Region): readonly Called[] =>
  elementsWith(page, region, /^/, { names: ["id", "groupId"], others: [] });

/** The tabs of a region that are elements or Liquid blocks. */
export const tabElements = (page: Page, region: Region): readonly Called[] =>
  elementsWith(page, region, /^(?:TabItem|Tab|tab)$/, { names: ["label", "title"], others: ["value"] });

/** The insides of the `<table>` elements that are in no other one, with the line where each begins. */
export const tableElements = (page: Page, region: Region): readonly Region[] => {
  const found: Region[] = [];
  for (const opening of openings(page, region)) {
    if (opening.name !== "table" || opening.line < (found.at(-1)?.last ?? 0)) continue;
    const inside = insideOf(page, opening, region.last);
    if (inside !== undefined) found.push(inside);
  }
  return found;
};

/** Whether a region has a cell that goes over several rows: no row there stands alone. */
export const hasSpanningCell = (page: Page, { first, last }: Region): boolean =>
  page.lines
    .slice(first, last)
    .some((_, index) => /\srowspan\s*=\s*\{?["']?(?:[2-9]|1\d)/i.test(lineAt(page, first + index)));
