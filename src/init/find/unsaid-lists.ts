import type { RelativePath } from "../../model/file.ts";
import { lineAt, type Page } from "../../page/page.ts";
import { linesIn } from "../../page/row-lines.ts";
import { scanPage } from "../../page/scan.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import type { Shape } from "../catalog/records.ts";
import { namedBy } from "./unsaid-tables.ts";

/** Something in a page that may be about a model each: its line, and the texts that may name the model. */
type Item = { readonly line: number; readonly texts: readonly string[] };

/** What a text begins with, and what stands in it as code or bold. */
const textsOf = (text: string): readonly string[] => [
  plainText(text),
  plainText(text.split(/: | [-–—(]/)[0] ?? ""),
  ...[...text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*/g)].map(([, code = "", bold = ""]) => code || bold),
];

const itemsBy = (page: Page, textAt: (line: number) => string | undefined): readonly Item[] =>
  page.lines.flatMap((_, line) => {
    const text = page.opaque[line] === true ? undefined : textAt(line);
    return text === undefined ? [] : [{ line, texts: textsOf(text) }];
  });

/** Items whose numbers go up. */
const numbered = (page: Page): readonly Item[] => {
  const number = (line: number): string | undefined => /^\s*(\d+)[.)]\s/.exec(lineAt(page, line))?.[1];
  const items = itemsBy(page, (line) =>
    number(line) === undefined ? undefined : lineAt(page, line).replace(/^\s*\d+[.)]\s+/, ""),
  );
  return items.some(({ line }) => number(line) !== "1") ? items : [];
};

/** Terms, which lines with a colon explain. */
const terms = (page: Page): readonly Item[] =>
  itemsBy(page, (line) =>
    /^:\s/.test(lineAt(page, line + 1)) && !/^:?\s|^$/.test(lineAt(page, line))
      ? lineAt(page, line)
      : undefined,
  );

const sections = ({ headings }: Page): readonly Item[] =>
  headings.map(({ first: line, text, shown = text }) => ({ line, texts: textsOf(shown) }));

/** The values of a code block of data, one a line. */
const valuesIn = (page: Page, first: number, last: number): readonly string[] =>
  /^\s*[`~]{3,}\s*(?:ya?ml|json[c5]?|toml)\b/.test(lineAt(page, first))
    ? linesIn(page, { first: first + 1, last }).map((line) =>
        line.replace(/^[-\s]*(?:[^\s:=]+\s*[:=]\s+)?|[\s,[\]{}]+$/g, "").replace(/^["']|["']$/g, ""),
      )
    : [];

/** Fewer models than this are an example in a code block. */
const leastInCode = 3;

/** What is said of lists of which items are models, and that no config can keep. */
export const unsaidLists = (path: RelativePath, text: string, shape: Shape): readonly string[] => {
  const page = scanPage(path, text);
  const kinds: readonly (readonly [what: string, items: readonly Item[], why: string])[] =
    page.markup === "markdown"
      ? [
          ["numbered list", numbered(page), "its numbers would have to go up with a new one"],
          ["definition list", terms(page), "there is no format of entries for its terms"],
        ]
      : page.markup === "rst"
        ? [["list of sections", sections(page), "their lines below would have to be as long as a new title"]]
        : [];
  const lists = kinds.flatMap(([what, items, why]) => {
    const own = items.filter(({ texts }) => namedBy(texts, shape).size === 1);
    const named = namedBy(
      own.flatMap(({ texts }) => texts),
      shape,
    ).size;
    return named < 2
      ? []
      : [`The ${what} from line ${(own[0]?.line ?? 0) + 1} of ${path}: it has ${named} models, but ${why}.`];
  });
  const blocks = [...page.fences].flatMap(([first, last]) => {
    const named = namedBy(valuesIn(page, first, last), shape).size;
    return named < leastInCode
      ? []
      : [
          `The code block in line ${first + 1} of ${path}: ${named} models are in its data, which stays as it is.`,
        ];
  });
  return [...lists, ...blocks];
};
