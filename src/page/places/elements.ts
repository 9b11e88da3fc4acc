import { balancedEnd, type Balance, elementBalance, liquidBalance } from "../balance.ts";
import { decodeEntities } from "../../text/entities.ts";
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

/** Attributes by their names, and the elements that have them. */
type Attributes = { readonly names: readonly string[]; readonly tags: RegExp };

/** The insides of the elements of which one of the attributes has this value. */
const elementsWith = (
  page: Page,
  region: Region,
  value: string,
  { names, tags }: Attributes,
): readonly Region[] =>
  [...openings(page, region)].flatMap((opening) => {
    const { name, attributes } = opening;
    if (!tags.test(name) || !names.some((each) => attributeOf(attributes, each) === value)) return [];
    return insideOf(page, opening, region.last) ?? [];
  });

/** The values that elements have for these attributes: what is offered where one isn't found. */
const valuesOf = (page: Page, region: Region, names: readonly string[], tags: RegExp): readonly string[] =>
  [...openings(page, region)].flatMap(({ name, attributes }) =>
    tags.test(name) ? names.flatMap((each) => attributeOf(attributes, each) ?? []) : [],
  );

const any = /^/;
const ids = ["id", "groupId"];

/** The insides of the elements of that ID. */
export const elementsOf = (page: Page, region: Region, id: string): readonly Region[] =>
  elementsWith(page, region, id, { names: ids, tags: any });

/** The IDs that elements of the region have. */
export const elementIds = (page: Page, region: Region): readonly string[] => valuesOf(page, region, ids, any);

const tabTags = /^(?:TabItem|Tab|tab)$/;
const labels = ["label", "title", "value"];

/** The insides of tabs that are elements or Liquid blocks. */
export const tabElements = (page: Page, region: Region, label: string): readonly Region[] =>
  elementsWith(page, region, label, { names: labels, tags: tabTags });

/** Their labels. */
export const tabLabels = (page: Page, region: Region): readonly string[] =>
  valuesOf(page, region, labels.slice(0, 2), tabTags);

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
