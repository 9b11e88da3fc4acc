import { commentText } from "./comment.ts";
import { type Json, jsonEscape, jsonText } from "./json.ts";
import { htmlText } from "./html.ts";
import {
  asciidocHelpers,
  asciidocLiteral,
  cellLiteral,
  htmlComment,
  markdownLiteral,
  mdxCellLiteral,
  mdxHelpers,
  mdxLiteral,
  type PageHelpers,
  pageHelpers,
  rstHelpers,
  rstLiteral,
} from "./page.ts";
import { bashWord, bracedEscape, bracketList, literalIn, pairs, quoted, wideEscape } from "./literals.ts";

/** How values are written into files of one language. */
export type Language = {
  readonly name: string;
  /** The word after a Markdown fence's backticks. */
  readonly fence: string;
  /** A literal of the language, quotes included; undefined when it has none for this value. */
  readonly literal: (value: Json) => string | undefined;
  /** Text for inside a comment, one line. */
  readonly comment: (text: string) => string;
  /** JSON text as the language can hold it, or undefined; absent where JSON isn't part of it. For bash within `'…'`. */
  readonly json?: (value: Json, indent: number) => string | undefined;
  /** Helpers that it has beside those of all languages. */
  readonly helpers?: Partial<PageHelpers>;
  /** Whether it is one of pages, in which each place needs its own way of writing. */
  readonly isPage?: true;
};

const jsString = quoted(jsonEscape, undefined, /[<>]/g);

const jsMap = pairs("{", ": ", "}");
// A plain "__proto__" key would set the prototype.
const jsLiteral = literalIn({
  string: jsString,
  nothing: "null",
  list: bracketList,
  map: (entries) => jsMap(entries.map(([key, value]) => [key === '"__proto__"' ? `[${key}]` : key, value])),
});

const jsJson = (value: Json, indent: number): string | undefined => {
  const text = jsonText(value, indent, /[<>]/g);
  return text.includes('"__proto__":') ? undefined : text;
};

const bashLiteral = (value: Json): string | undefined => {
  if (Array.isArray(value)) {
    const words = value.map((item: Json) => (Array.isArray(item) ? undefined : bashLiteral(item)));
    return words.includes(undefined) ? undefined : `(${words.join(" ")})`;
  }
  if (value === null) return "''";
  return typeof value === "object" ? undefined : bashWord(String(value));
};

const language = (
  name: string,
  rest: Pick<Language, "literal" | "json" | "helpers">,
): readonly [string, Language] => [name, { name, fence: name, comment: commentText, ...rest }];

const page = (
  name: string,
  literal: Language["literal"],
  comment: Language["comment"],
  helpers: PageHelpers = pageHelpers,
): readonly [string, Language] => [
  name,
  { name, fence: name, comment, literal, json: (value) => jsonText(value), helpers, isPage: true },
];

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  page("asciidoc", asciidocLiteral, commentText, asciidocHelpers),
  // `'` would end a bash string, `!` may call up the history where the snippet is pasted.
  language("bash", { literal: bashLiteral, json: (value, indent) => jsonText(value, indent, /['!]/g) }),
  language("csharp", { literal: literalIn({ string: quoted(wideEscape), nothing: "null" }) }),
  language("go", { literal: literalIn({ string: quoted(wideEscape), nothing: "nil" }) }),
  language("java", {
    literal: literalIn({
      string: quoted(jsonEscape),
      nothing: "null",
      integer: (value) => (Math.abs(value) > 0x7fffffff ? `${value}L` : String(value)),
    }),
  }),
  language("javascript", { literal: jsLiteral, json: jsJson }),
  language("json", { literal: (value) => jsonText(value), json: (value, indent) => jsonText(value, indent) }),
  language("kotlin", { literal: literalIn({ string: quoted(jsonEscape, /\$/g), nothing: "null" }) }),
  page("markdown", markdownLiteral, htmlComment),
  page("mdx", mdxLiteral, commentText, mdxHelpers),
  language("php", {
    literal: literalIn({
      string: quoted(bracedEscape, /\$/g),
      nothing: "null",
      list: bracketList,
      map: pairs("[", " => ", "]"),
    }),
  }),
  language("python", {
    literal: literalIn({
      string: quoted(wideEscape),
      nothing: "None",
      yes: "True",
      no: "False",
      list: bracketList,
      map: pairs("{", ": ", "}"),
    }),
  }),
  page("rst", rstLiteral, commentText, rstHelpers),
  language("ruby", {
    literal: literalIn({
      string: quoted(bracedEscape, /#/g),
      nothing: "nil",
      list: bracketList,
      map: pairs("{", " => ", "}"),
    }),
  }),
  language("rust", { literal: literalIn({ string: quoted(bracedEscape), nothing: "None" }) }),
  language("toml", {
    literal: (value) => pageHelpers.toml(value),
    helpers: { toml: pageHelpers.toml },
  }),
  language("typescript", { literal: jsLiteral, json: jsJson }),
  // Text between tags or between an attribute's quotes.
  [
    "xml",
    {
      name: "xml",
      fence: "xml",
      comment: htmlComment,
      literal: (value) => (typeof value === "object" ? undefined : htmlText(String(value))),
    },
  ],
  // JSON is YAML.
  language("yaml", {
    literal: (value) => jsonText(value),
    json: (value) => jsonText(value),
    helpers: { yaml: pageHelpers.yaml },
  }),
]);

/** Pages of whose template only cells of a table come: a value needs other escapes there than at the start of a line. */
const CELLS: ReadonlyMap<string, Language> = new Map([
  ["markdown-cell", page("markdown", cellLiteral, htmlComment)[1]],
  ["mdx-cell", page("mdx", mdxCellLiteral, commentText, mdxHelpers)[1]],
]);

const ALIASES: ReadonlyMap<string, string> = new Map([
  ["adoc", "asciidoc"],
  ["asc", "asciidoc"],
  ["c#", "csharp"],
  ["cs", "csharp"],
  ["curl", "bash"],
  ["golang", "go"],
  ["inc", "rst"],
  ["js", "javascript"],
  ["kt", "kotlin"],
  ["md", "markdown"],
  ["mjs", "javascript"],
  ["node", "javascript"],
  ["py", "python"],
  ["qmd", "markdown"],
  ["restructuredtext", "rst"],
  ["rb", "ruby"],
  ["rs", "rust"],
  ["sh", "bash"],
  ["shell", "bash"],
  ["ts", "typescript"],
  ["yml", "yaml"],
]);

/** The languages' own names, sorted. */
export const languageNames: readonly string[] = [...LANGUAGES.keys()];

/** The language of that name or alias, in any case; undefined when there is none. */
export const findLanguage = (name: string): Language | undefined => {
  const key = name.toLowerCase();
  return LANGUAGES.get(ALIASES.get(key) ?? key) ?? CELLS.get(key);
};
