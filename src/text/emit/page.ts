import { asciidocRich, linkAddress, writeText as writeAsciidoc } from "./asciidoc.ts";
import { commentText } from "./comment.ts";
import { type Json, jsonText } from "./json.ts";
import { isList, bashWord } from "./literals.ts";
import { cellText, codeSpan, entity, markdownRich, markdownText } from "./markdown.ts";
import { literalText, rstRich, writeText as writeRst } from "./rst.ts";
import { escapes } from "../escapes.ts";
import { tomlString } from "./toml.ts";
import { replaceUnseen, wellFormed } from "./unicode.ts";
import { type YamlQuote, yamlScalar } from "./yaml.ts";

/** The helpers that templates of pages have beside those of all languages: where a value may stand in a page. */
export const pageHelperNames = [
  "yaml",
  "toml",
  "attribute",
  "code",
  "rich",
  "url",
  "word",
  "bash",
  "bashJson",
] as const;

/** One of {@link pageHelperNames}. */
export type PageHelper = (typeof pageHelperNames)[number];

/** How values are written into the places of a page; undefined where a place can't hold the value. */
export type PageHelpers = Readonly<Record<PageHelper, (value: Json, style?: unknown) => string | undefined>>;

const isText = (value: Json): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** A value as YAML on one line, for front matter: `quote` is how a text of its own is to look. */
const yaml = (value: Json, flow: boolean, quote: YamlQuote = "plain"): string => {
  if (typeof value === "string") return yamlScalar(value, quote, flow);
  if (typeof value !== "object" || value === null) return String(value);
  if (isList(value)) return `[${value.map((item) => yaml(item, true, quote)).join(", ")}]`;
  const pairs = Object.entries(value).map(
    ([key, item]) => `${yamlScalar(key, "plain", true)}: ${yaml(item, true)}`,
  );
  return `{${pairs.join(", ")}}`;
};

const date = /^\d{4}-\d\d-\d\d$/;

/** A number or a date: what TOML has without quotes. */
const tomlBare =
  /^(?:-?(?:0|[1-9]\d*(?:_\d+)*)(?:\.\d+)?|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)$/;

/** A value as TOML, for front matter between `+++`; `isBare`: a text that is a number or a date is written as such. */
const toml = (value: Json, isBare: boolean): string | undefined => {
  if (typeof value === "string") return isBare && tomlBare.test(value) ? value : tomlString(value, "double");
  if (!isList(value)) return isText(value) ? String(value) : undefined;
  const items = value.map((item) => toml(item, isBare));
  return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
};

/** Text for between the double quotes of an HTML or JSX attribute, on one line. */
const attributeText = (text: string): string =>
  replaceUnseen(
    wellFormed(text)
      .replace(/[\n\r\t\u2028\u2029]+/g, " ")
      .replace(/[&<>"'`{}|\\$*_[\]]/g, entity),
    (char) => (/\p{Cc}/u.test(char) ? "" : entity(char)),
  );

/** An address for a link's parentheses; none that would run a script. */
const address = (text: string): string | undefined => {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && !["http", "https", "mailto"].includes(scheme)) return undefined;
  return encodeURI(wellFormed(text).trim())
    .replace(/%25(?=[0-9a-f]{2})/gi, "%")
    .replace(/['()*[\]_~|]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
};

const scalar =
  (write: (text: string) => string | undefined) =>
  (value: Json): string | undefined =>
    isText(value) ? write(String(value)) : undefined;

/** A writer of values as running text; a list is joined with commas. */
const running =
  (write: (text: string) => string) =>
  (value: Json): string | undefined => {
    if (isText(value)) return write(String(value));
    return isList(value) && value.every(isText)
      ? value.map((item) => write(String(item))).join(", ")
      : undefined;
  };

/** The places of a page. */
export const pageHelpers: PageHelpers = {
  yaml: (value, style) =>
    style === "plain" && typeof value === "string" && date.test(value)
      ? value
      : yaml(value, false, style === "double" || style === "single" ? style : "plain"),
  toml: (value, style) => toml(value, style === "plain"),
  attribute: scalar(attributeText),
  code: running(codeSpan),
  rich: scalar(markdownRich({ text: markdownText, address: escapes.address.write })),
  url: scalar(address),
  // Whatever it stands in, quotes of any kind and shells included, this is text and nothing else.
  word: scalar((text) => (/^[A-Za-z0-9][\w./:@+-]*$/.test(text) ? text : undefined)),
  bash: scalar(bashWord),
  // `'` would end the string that it stands in, `!` may call up the history where the code is pasted.
  bashJson: (value) => jsonText(value, 0, /['!]/g),
};

/** A value as running text of Markdown. */
export const markdownLiteral = running(markdownText);

const mdxText = (text: string): string => markdownText(text).replace(/^(?=(?:im|ex)port\b)./, entity);

/** The same for MDX, in which a line that begins with `import` or `export` is code. */
export const mdxLiteral = running(mdxText);

/** The places of a page of MDX. */
export const mdxHelpers: PageHelpers = {
  ...pageHelpers,
  rich: scalar(markdownRich({ text: mdxText, address: escapes.address.write, closes: true })),
};

/** A value as text of a cell. */
export const cellLiteral = running(cellText);

/** The same for MDX, in which every element is closed. */
export const mdxCellLiteral = running((text) => cellText(text).replaceAll("<br>", "<br />"));

/** A value as running text of reStructuredText. */
export const rstLiteral = running(writeRst);

/** An address for between angle brackets: what ends with an underscore would be the name of another. */
const rstAddress = (text: string): string | undefined =>
  address(text)
    ?.replace(/%(?:5F|7E|7B|7D)/gi, decodeURIComponent)
    .replace(/_$/, "%5F");

/** The places of a page of reStructuredText. */
export const rstHelpers: PageHelpers = {
  ...pageHelpers,
  code: running(literalText),
  rich: scalar((text) => rstRich(text, (to) => rstAddress(to) ?? "")),
  // What needs no quotes stays as people type it.
  bash: scalar((text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : bashWord(text))),
  url: scalar(rstAddress),
};

/** A value as running text of AsciiDoc. */
export const asciidocLiteral = running(writeAsciidoc);

const asciidocAddress = (text: string): string | undefined => {
  const to = address(text);
  return to === undefined ? undefined : linkAddress(to);
};

/** The places of a page of AsciiDoc. */
export const asciidocHelpers: PageHelpers = {
  ...pageHelpers,
  code: running((text) => (text.trim() === "" ? "" : `\`${writeAsciidoc(text)}\``)),
  rich: scalar((text) => asciidocRich(text, (to) => asciidocAddress(to) ?? "")),
  url: scalar(asciidocAddress),
};

/** Text for the inside of an HTML comment, on one line. */
export const htmlComment = (text: string): string =>
  commentText(text).replace(/-(?=-)|>/g, (mark) => (mark === "-" ? "- " : ""));
