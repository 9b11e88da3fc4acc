import fc from "fast-check";
import { micromark } from "micromark";
import { describe, expect, test } from "vitest";
import { planCounter } from "../generators/counter/index.ts";
import { fill, parseExpression } from "../src/config/expression.ts";
import { asciidocMarkup } from "../src/page/asciidoc/markup.ts";
import { decodeCell } from "../src/page/lifted.ts";
import { markdown } from "../src/page/markdown/markup.ts";
import type { Markup } from "../src/page/markup.ts";
import { rstMarkup } from "../src/page/rst/markup.ts";
import { asciidocHelpers } from "../src/text/emit/page.ts";
import { decodeEntities } from "../src/text/entities.ts";
import { fromUrl } from "../src/text/escapes.ts";
import { NASTY_TEXTS } from "./support/hostile/corpus.ts";
import { scanPage } from "../src/page/scan.ts";
import { splice } from "../src/page/page.ts";
import { entry, settings, valueOf } from "./unit/given.ts";
import { asciidoctor, docutils, type Reader } from "./support/markup/readers.ts";
import { inputs } from "./support/seed.ts";

const runs = inputs(1_500);

const signs =
  "* ** ` `` _ __ | \\ :: : ; < << > .. ... - -- -> => 1. #. # ## + ++ ^ ~ a) [1]_ http://x.y/_ :ref: `a`_ +-- ===== a B é 日本 { } {x} [ ] [[a]] (C) (( (i) x_ /V --x \n a| 2+| image:x[a] link:x[b] &#42; &amp; ' \" `c` [d](e) **f**";
const pieces = fc
  .array(fc.oneof(fc.constantFrom(" ", ...signs.split(" ")), fc.string({ unit: "grapheme", maxLength: 4 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

const row = (cells: readonly string[]): string =>
  cells.map((cell, index) => `   ${index === 0 ? "*" : " "} -${cell === "" ? "" : ` ${cell}`}\n`).join("");

type Case = readonly [
  name: string,
  reader: Reader | undefined,
  markup: Markup,
  table: (cells: readonly string[]) => string,
  /** Code in a cell whose config has one backtick around a field, or two where that is code. */
  code: (written: string) => string,
];

const twice = (written: string): string => `\`${written}\``;
const once = (written: string): string => written;

const all: readonly Case[] = [
  [
    "docutils",
    docutils,
    rstMarkup(),
    (cells) => `.. list-table::\n   :header-rows: 1\n\n${row(["One", "Two"])}${row(cells)}`,
    twice,
  ],
  [
    "Asciidoctor",
    asciidoctor,
    asciidocMarkup(),
    (cells) => `|===\n|One |Two\n\n${cells.map((cell) => `|${cell}`).join(" ")} \n|===\n`,
    once,
  ],
  [
    "Asciidoctor, in cells of blocks",
    asciidoctor,
    asciidocMarkup(),
    (cells) => `|===\n|One |Two\n\n${cells.map((cell) => `a|${cell}\n`).join("")}|===\n`,
    once,
  ],
];

/** As it is shown; an apostrophe is curved by some. */
const flat = (text: string | undefined): string | undefined => text?.replaceAll("’", "'");

describe.each(all)("%s", (name, reader, { cell }, table, code) => {
  const shown = (value: string): string => cell.read(cell.whole(cell.text(value)));
  const cases: readonly (readonly [string, (value: string) => string])[] = [
    ["as it is", (value) => cell.text(value)],
    ["as code", (value) => `y ${code(cell.code(value))}`],
    ["as Markdown", (value) => `y ${cell.rich?.(value) ?? ""}`],
  ];

  test.runIf(reader !== undefined).each(cases)("reads every value %s", (_, write) => {
    const values = [...NASTY_TEXTS.map(({ text }) => text), ...fc.sample(pieces, runs)].filter(
      (value) => shown(value) !== "",
    );
    const pages = reader?.(values.map((value) => table(["x", decodeCell(cell.whole(write(value)))]))) ?? [];
    const odd = pages.flatMap(({ tables, complaints }, index) => {
      const value = values[index] ?? "";
      const written = decodeCell(cell.whole(write(value)));
      const [read, own] = [flat(tables[0]?.[1]?.[1]), flat(cell.read(cell.whole(write(value))))];
      return read === own && complaints.length === 0 ? [] : [{ value, written, read, own, complaints }];
    });
    expect(pages).toHaveLength(values.length);
    expect(odd.slice(0, 5)).toEqual([]);
  });

  test.runIf(reader === undefined)(`${name} isn't installed: what it reads isn't compared`, () => {
    expect(reader).toBeUndefined();
  });
});

/** Commonmark's own reader, of links alone. */
const commonmark: Reader = (pages) =>
  pages.map((page) => ({
    ...{ tables: [], titles: [], blocks: [], complaints: [] },
    links: [
      ...micromark(page, { allowDangerousHtml: true, allowDangerousProtocol: true }).matchAll(
        /<a href="([^"]*)"[^>]*>([^]*?)<\/a>/g,
      ),
    ].map(
      ([, to = "", text = ""]) =>
        [decodeEntities(text.replace(/<[^>]*>/g, " ")), decodeEntities(to)] as const,
    ),
  }));

const links: readonly (readonly [string, Reader | undefined, Markup, link: string])[] = [
  ["CommonMark", commonmark, markdown, "[{name}]({url})"],
  ["CommonMark, in HTML", commonmark, markdown, 'x <a href="{url}">{name}</a>'],
  ["docutils", docutils, rstMarkup(), "`{name} <{url}>`__"],
  ["Asciidoctor", asciidoctor, asciidocMarkup(), "link:{url}[{name}]"],
  ["Asciidoctor, without a macro", asciidoctor, asciidocMarkup(), "{url}[{name}^]"],
];

const beginnings = [
  ...["https://x.example/", "/", "", "../", "https://x.example/?a=1&", "https://x.example/#"],
  ...["https://[2001:db8::1]:8080/a?", "https://me_:p-w@--x.example:80/", "ftp://a.b/"],
  ...["javascript:", " JavaScript:", "data:text/html,", "java\nscript:", "vbscript:", "mailto:", "acme:"],
];

/** Whom an address asks, and as whom; CommonMark's reader encodes the brackets of IPv6 by itself. */
const asked = (address: string): string => {
  const { origin, username, password } = new URL(address.replace(/%5B(.*?)%5D/, "[$1]"));
  return [origin, username, password].join(" ");
};

describe.each(links)("links of any text to any address, by %s", (_, reader, { cell }, link) => {
  test.runIf(reader !== undefined)("lead there, or are their text", () => {
    const pairs = fc
      .sample(fc.tuple(fc.constantFrom(...beginnings), pieces, pieces), runs)
      // An address in a name is a link of its own.
      .filter(([, , name]) => !name.includes("://"))
      .map(([start, url, name]) => ({ name: `Auk ${name} b`, url: start + url }));
    const written = pairs.map((pair) =>
      decodeCell(cell.whole(fill(parseExpression(link), new Map(Object.entries(pair)), cell))),
    );
    const pages = reader?.(written.map((each) => `Models: ${each.replaceAll("\\|", "|")}\n`)) ?? [];
    const odd = pairs.flatMap(({ name, url }, at) => {
      const found = pages[at]?.links ?? [];
      const [shown] = found.flatMap(([text]) => flat(text.trim().replace(/\s+/g, " ")) ?? []);
      const isRun = found.some(([, to]) => /^\W*(?:java|vb)?script\W*:|^\W*data\W*:/i.test(to));
      const wanted = cell.address?.(url) ?? "";
      const to = decodeEntities(wanted);
      const isRight =
        wanted === ""
          ? found.length === 0
          : found.length === 1 &&
            fromUrl(found[0]?.[1] ?? "") === fromUrl(to) &&
            (!/^https?:\/\/\S*$/.test(url) || asked(found[0]?.[1] ?? "") === asked(url)) &&
            shown === flat(cell.read(cell.whole(cell.text(name))));
      return isRight && !isRun ? [] : [{ name, url, written: written[at], found }];
    });
    expect(pages).toHaveLength(pairs.length);
    expect(odd.slice(0, 5)).toEqual([]);
  });
});

test.runIf(asciidoctor !== undefined)("addresses of templates (`url`) lead there, by Asciidoctor", () => {
  const paths = ["a--b", "a(C)b", "a...b", "~u/_a_", "a+b+c", "a#b", "plain-1.2/x_y"];
  const urls = paths.map((path) => `https://x.y/${path}`);
  const pages = asciidoctor?.(urls.map((url) => `Models: ${asciidocHelpers.url(url)}[Auk].\n`)) ?? [];
  expect(pages.map(({ links }) => links.map(([, to]) => fromUrl(decodeEntities(to))))).toEqual(
    urls.map((url) => [url]),
  );
});

describe.each([
  ["docutils", docutils, rstMarkup(), "m.rst"],
  ["Asciidoctor", asciidoctor, asciidocMarkup(), "m.adoc"],
] as const)("names in a sentence, by %s", (_, reader, { cell }, page) => {
  test.runIf(reader !== undefined)("are read as they are", () => {
    const [counter] = settings({
      counters: [
        { name: "n", page, pattern: "^We serve (.*), as you know\\.$", format: "{list}", last: " and " },
      ],
    }).counters;
    // An address in a name is a link of its own.
    const names = fc.sample(fc.tuple(pieces, pieces), runs).filter((pair) => !pair.join().includes("://"));
    const title = page.endsWith("rst") ? "M\n=\n" : "= M\n";
    const made = names.map((pair) => {
      const text = `${title}\nWe serve X, as you know.\n`;
      const entries = pair.map((name, at) => entry(`x/${at}`, { name: `${"AB"[at]} ${name} ${at}` }));
      const request = { entries, follows: true, limited: false, date: undefined, file: "c" };
      return splice(text, valueOf(planCounter(scanPage(page, text), counter!, request)).edits);
    });
    const pages = reader?.(made) ?? [];
    const odd = pages.flatMap(({ blocks, complaints }, index) => {
      const [one, two] = (names[index] ?? []).map((name, at) =>
        cell.read(cell.text(`${"AB"[at]} ${name} ${at}`.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim())),
      );
      const want = flat(`We serve ${one} and ${two}, as you know.`);
      const isRight = blocks.some((block) => flat(block)?.endsWith(want ?? "")) && complaints.length === 0;
      return isRight ? [] : [{ want, blocks, complaints, made: made[index] }];
    });
    expect(pages).toHaveLength(names.length);
    expect(odd.slice(0, 5)).toEqual([]);
  });
});
