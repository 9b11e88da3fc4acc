import { describe, expect, test } from "vitest";
import {
  asciidocRich,
  readText as readAsciidoc,
  writeText as writeAsciidoc,
} from "../../../../src/text/emit/asciidoc.ts";
import { githubCode, githubFence, githubText } from "../../../../src/text/emit/github.ts";
import { htmlText, visible } from "../../../../src/text/emit/html.ts";
import { type Json, jsonText, toJson } from "../../../../src/text/emit/json.ts";
import { findLanguage, languageNames } from "../../../../src/text/emit/languages.ts";
import { plainText } from "../../../../src/text/emit/plain-text.ts";
import {
  literalText,
  markCode,
  readText as readRst,
  settleCode,
  writeText as writeRst,
  rstRich,
} from "../../../../src/text/emit/rst.ts";

const valueIn = (language: string) => (value: Json) => findLanguage(language)?.literal(value);

/** Of each language the literals of null, true, false, a large whole number, one past 2^53, a list and a map. */
test.each<[language: string, want: readonly (string | undefined)[]]>([
  ["bash", ["''", "'true'", "'false'", "'3000000000'", "'9007199254740992'", "('a' '1')", undefined]],
  ["csharp", ["null", "true", "false", "3000000000", "9.007199254740992e+15", undefined, undefined]],
  ["go", ["nil", "true", "false", "3000000000", "9.007199254740992e+15", undefined, undefined]],
  ["java", ["null", "true", "false", "3000000000L", "9.007199254740992e+15", undefined, undefined]],
  [
    "javascript",
    ["null", "true", "false", "3000000000", "9.007199254740992e+15", '["a", 1]', '{"a": 1, "b": "c"}'],
  ],
  ["json", ["null", "true", "false", "3000000000", "9007199254740992", '["a",1]', '{"a":1,"b":"c"}']],
  ["kotlin", ["null", "true", "false", "3000000000", "9.007199254740992e+15", undefined, undefined]],
  ["markdown", [undefined, "true", "false", "3000000000", "9007199254740992", "a, 1", undefined]],
  [
    "php",
    ["null", "true", "false", "3000000000", "9.007199254740992e+15", '["a", 1]', '["a" => 1, "b" => "c"]'],
  ],
  [
    "python",
    ["None", "True", "False", "3000000000", "9.007199254740992e+15", '["a", 1]', '{"a": 1, "b": "c"}'],
  ],
  ["rst", [undefined, "true", "false", "3000000000", "9007199254740992", "a, 1", undefined]],
  [
    "ruby",
    ["nil", "true", "false", "3000000000", "9.007199254740992e+15", '["a", 1]', '{"a" => 1, "b" => "c"}'],
  ],
  ["rust", ["None", "true", "false", "3000000000", "9.007199254740992e+15", undefined, undefined]],
  ["xml", [undefined, "true", "false", "3000000000", "9007199254740992", undefined, undefined]],
])("values of %s", (language, want) => {
  const values: readonly Json[] = [null, true, false, 3e9, 2 ** 53, ["a", 1], { a: 1, b: "c" }];
  expect(values.map(valueIn(language))).toEqual(want);
});

test.each<[language: string, value: Json, want: string | undefined]>([
  ["java", 2 ** 31 - 1, "2147483647"],
  ["java", -(2 ** 31), "-2147483648L"],
  ["java", 0.5, "0.5"],
  ["javascript", { ["__proto__"]: 1, x: ["<"] }, '{["__proto__"]: 1, "x": ["\\u003C"]}'],
  ["typescript", "</script>", '"\\u003C/script\\u003E"'],
  ["kotlin", 'a "$b" \\', '"a \\"\\$b\\" \\\\"'],
  ["php", "$a\n\r\t\u0000", '"\\$a\\n\\r\\t\\u{0}"'],
  ["ruby", "#{a}", '"\\#{a}"'],
  ["python", "\u200b\u{E0041}", '"\\u200B\\U000E0041"'],
  ["rust", "\u{E0041}", '"\\u{E0041}"'],
  ["bash", "it's", "'it'\\''s'"],
  ["bash", "a\u200b'\n", "$'a\\xE2\\x80\\x8B\\'\\n'"],
  ["bash", "a\0", undefined],
  ["bash", ["a", ["b"]], undefined],
  ["bash", ["a", { b: 1 }], undefined],
  ["bash", ["a", null], "('a' '')"],
  ["python", [{ a: [null] }], '[{"a": [None]}]'],
  ["csharp", [1], undefined],
  ["mdx", "import x", "&#105;mport x"],
  ["mdx", "export", "&#101;xport"],
  ["mdx", "imports", "imports"],
  ["mdx", "an import", "an import"],
  ["markdown", "import x", "import x"],
  ["markdown", [null], undefined],
  ["markdown-cell", "a|b", "a&#124;b"],
  ["xml", "<a href='b'>\"c\" & d", "&lt;a href=&#39;b&#39;&gt;&quot;c&quot; &amp; d"],
])("in %s %j is %s", (language, value, want) => {
  expect(valueIn(language)(value)).toBe(want);
});

test.each([
  ["JS", "javascript"],
  ["c#", "csharp"],
  ["restructuredtext", "rst"],
  ["Python", "python"],
  ["cobol", undefined],
])("the language called %s is %s", (name, want) => {
  expect(findLanguage(name)?.name).toBe(want);
});

test("languages are listed in order, and each finds itself", () => {
  expect(languageNames).toEqual([...languageNames].sort());
  for (const name of languageNames) expect(findLanguage(name)).toMatchObject({ name, fence: name });
});

test.each<[language: string, value: Json, want: string | undefined]>([
  ["javascript", { ["__proto__"]: 1 }, undefined],
  ["javascript", ["<"], '["\\u003C"]'],
  ["bash", ["it's", "!"], '["it\\u0027s","\\u0021"]'],
  ["yaml", ["a"], '["a"]'],
  ["markdown", { a: null }, '{"a":null}'],
])("JSON in %s: %j → %s", (language, value, want) => {
  expect(findLanguage(language)?.json?.(value, 0)).toBe(want);
});

test.each<
  [
    helper: "yaml" | "attribute" | "code" | "url" | "bash" | "bashJson",
    value: Json,
    markdown: string | undefined,
    rst?: string,
  ]
>([
  ["yaml", "plain words", "plain words"],
  ["yaml", null, "null"],
  ["yaml", true, "true"],
  ["yaml", 1.5, "1.5"],
  ["yaml", ["a b", "c, d", 1, null], '[a b, "c, d", 1, null]'],
  ["yaml", { a: ["x: y"], "b c": { d: false } }, '{a: ["x: y"], b c: {d: false}}'],
  ["yaml", "c, d", "c, d"],
  ["yaml", { a: "b, c", "d: e": "#" }, '{a: "b, c", "d: e": "#"}'],
  ...[
    "yes",
    "No",
    "null",
    "~",
    ".inf",
    "1.5",
    "1_000",
    "2024-01-01",
    "0x1F",
    "e5",
    "-",
    "- a",
    "a: b",
    "a:",
    "a #b",
  ].map((text): ["yaml", string, string] => ["yaml", text, `"${text}"`]),
  ...[" a", "a ", "---", "---a", "...", "=", "<<", "*a", "&a", "!a", "%a", "@a", "`a", "'a'", "{a", "[a"].map(
    (text): ["yaml", string, string] => ["yaml", text, `"${text}"`],
  ),
  ...["yesterday", "a:b", "a#b", "/a", "_a", "(a)", ".g", "$a", "é", "a - b", "v1.5", "GPT-4 1.5"].map(
    (text): ["yaml", string, string] => ["yaml", text, text],
  ),
  ["yaml", "a\u200bb", '"a\\u200Bb"'],
  [
    "attribute",
    'a\n\t"b" <c> & {d} *e* \u0007\u200b',
    "a &#34;b&#34; &#60;c&#62; &#38; &#123;d&#125; &#42;e&#42; &#8203;",
  ],
  ["attribute", ["a"], undefined],
  ["url", "https://x.org/a b(c)?d=%20&e='f'", "https://x.org/a%20b%28c%29?d=%20&e=%27f%27"],
  ["url", " mailto:a@x.org ", "mailto:a@x.org"],
  ["url", "JAVASCRIPT:alert(1)", undefined],
  ["url", "../models/#a:b", "../models/#a:b"],
  ["url", "a_b_", "a%5Fb%5F", "a_b%5F"],
  ["url", "~{x}", "%7E%7Bx%7D", "~{x}"],
  ["bash", "a/b-c.d:8", "'a/b-c.d:8'", "a/b-c.d:8"],
  ["bash", "a b", "'a b'", "'a b'"],
  ["bash", 12, "'12'", "12"],
  ["bash", "$x", "'$x'", "'$x'"],
  ["bash", "", "''", "''"],
  ["bashJson", { a: "it's!" }, '{"a":"it\\u0027s\\u0021"}'],
  ["code", "a`b", "<code>a&#96;b</code>", "``a`b``"],
])("in a page %s(%j) is %s", (helper, value, markdown, rst) => {
  expect(findLanguage("markdown")?.helpers?.[helper]?.(value)).toBe(markdown);
  if (rst !== undefined) expect(findLanguage("rst")?.helpers?.[helper]?.(value)).toBe(rst);
});

describe("for GitHub", () => {
  test.each([
    ["", ""],
    ["a", "`a`"],
    ["a`b", "``a`b``"],
    ["a``b`c", "```a``b`c```"],
    ["`a", "`` `a ``"],
    ["a`", "`` a` ``"],
    [" a", "`  a `"],
    ["a b", "`a b`"],
    ["a\nb", "`a\\u{A}b`"],
  ])("%j as code: %s", (text, want) => {
    expect(githubCode(text)).toBe(want);
  });

  test.each([
    ["a\n", "```diff\na\n```"],
    ["a\n\n", "```diff\na\n\n```"],
    ["a", "```diff\na\n```"],
    ["```\na ````", "`````diff\n```\na ````\n`````"],
    ["a\nb\n", "```diff\na\nb\n```"],
  ])("%j in a fence: %j", (text, want) => {
    expect(githubFence(text, "diff")).toBe(want);
  });

  test.each([
    ["  plain\n words,  and (more)! ", "plain words, and (more)!"],
    ["@all see #12", "`@all` see `#12`"],
    ["www.x.org and 0123abc", "`www.x.org` and `0123abc`"],
    ["a → b - c", "a → b - c"],
    ["run with --accept: it, --a-b.", "run with `--accept`: it, `--a-b`."],
    ["`code.ts`: 1,000 50%", "`code.ts`: 1,000 50%"],
    ["**bold** <b>", "`**bold**` `<b>`"],
    ["a:b:c http://x", "`a:b:c` `http://x`"],
    ["", ""],
  ])("%j as a sentence: %s", (text, want) => {
    expect(githubText(text)).toBe(want);
  });
});

test("what isn't seen is shown, but for tabs, and HTML's signs are entities", () => {
  expect(visible("a\tb\u200b")).toBe("a\tb\\u{200B}");
  expect(htmlText("<a b='c' d=\"e\">&\t")).toBe("&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;\t");
});

/** A list in a list, so many levels deep. */
const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
const maps = (depth: number): Json => (depth === 0 ? 1 : { a: maps(depth - 1) });

test.each<[what: string, value: unknown, isJson: boolean]>([
  ["a text", "a", true],
  ["null", null, true],
  ["false", false, true],
  ["a number", 1.5, true],
  ["no number", Number.NaN, false],
  ["an infinite number", Infinity, false],
  ["nothing", undefined, false],
  ["a function", () => 1, false],
  ["a symbol", Symbol("a"), false],
  ["a list", [1, ["a", null]], true],
  ["a list with a part that isn't", [1, undefined], false],
  ["a map", { a: { b: [1] } }, true],
  ["a map with a part that isn't", { a: 1, b: { c: Infinity } }, false],
  ["lists 64 levels deep", nested(64), true],
  ["lists deeper", nested(65), false],
  ["maps 64 levels deep", maps(64), true],
  ["maps deeper", maps(65), false],
])("%s is JSON: %#", (_, value, isJson) => {
  expect(toJson(value)).toEqual(isJson ? value : undefined);
});

test.each<[value: Json, indent: number, want: string]>([
  ["\ud800", 0, '"�"'],
  [{ a: ["\udc00", 1] }, 0, '{"a":["�",1]}'],
  ["\\ud800", 0, '"\\\\ud800"'],
  [["a\u200b", 1], 1, '[\n "a\\u200B",\n 1\n]'],
  ["\u{E0041}\n", 0, '"\\uDB40\\uDC41\\n"'],
  ["--8<--", 0, '"--8\\u003C--"'],
])("%j as JSON: %s", (value, indent, want) => {
  expect(jsonText(value, indent)).toBe(want);
});

test.each<[text: string, rst: string, asciidoc: string]>([
  ["plain words, 1/2 (a)", "plain words, 1/2 (a)", "plain words, 1/2 (a)"],
  ["a*b* `c` |d| <e>", "a\\*b\\* \\`c\\` \\|d\\| \\<e>", "a&#42;b&#42; &#96;c&#96; &#124;d&#124; &#60;e>"],
  ["snake_case and end_", "snake_case and end\\_", "snake_case and end&#95;"],
  ["1. first", "1\\. first", "1&#46; first"],
  ["javascript:x", "javascript\\:x", "javascript:x"],
  ["iv) x", "iv\\) x", "iv&#41; x"],
  ["- item", "\\- item", "&#45; item"],
  ["-", "\\-", "-"],
  ["--option", "\\--option", "&#45;&#45;option"],
  [".. note:: x", "\\.. note:: x", "&#46;&#46; note:&#58; x"],
  ["ends::", "ends:\\:", "ends:&#58;"],
  ["C#, F#1", "C#, F#1", "C&#35;, F#1"],
  ["a\nb\u200b", "a b", "a b"],
  ["C++ (C) 1...2", "C++ (C) 1...2", "C&#43;&#43; &#40;C) 1..&#46;2"],
  ["[a] -> {b}", "[a] -> {b}", "&#91;a&#93; -&#62; &#123;b&#125;"],
])("%j as text of rst: %s", (text, rst, asciidoc) => {
  expect([writeRst(text), writeAsciidoc(text)]).toEqual([rst, asciidoc]);
  const shown = text.replace("\n", " ").replace("\u200b", "");
  expect([readRst(rst), readAsciidoc(asciidoc)]).toEqual([shown, shown]);
});

test.each<[value: string, rst: string, asciidoc: string]>([
  ["`a`", "``a``", "`a`"],
  ["`a`s, x`b`, **c**d", "``a``\\ s, x\\ ``b``, **c**\\ d", "``a``s, x``b``, **c**d"],
  ["(`a`) ,`b`= **`c`**", "(``a``) ,\\ ``b``\\ = **c**", "(`a`&#41; ,`b`= *`c`*"],
  ["f(`)`)", "f(\\ ``)``)", "f(`&#41;`&#41;"],
  ["x[a](https://b.c)", "x\\ `a <https://b.c>`__", "xlink:https://b.c[a]"],
])("%j as Markdown in rst: %s", (value, rst, asciidoc) => {
  const same = (address: string): string => address;
  expect([rstRich(value, same), asciidocRich(value, same)]).toEqual([rst, asciidoc]);
});

test.each<[written: string, shown: string]>([
  ["``a  *b*`` and *em* **strong**", "a *b* and em strong"],
  [":doc:`Title <page>` :ref:`a`", "Title a"],
  [":class:`~pkg.Name` :func:`!run`", "pkg.Name run"],
  [":literal:`~a \\`\\` <b>` :code:`!c <d>`", "~a `` <b> !c <d>"],
  ["`Link <https://x.org>`_ and `named`__", "Link and named"],
  ["a\\*b \\ c", "a*b c"],
  ["`a \\<b>`", "a <b>"],
  ["name_, other__ but not_this", "name, other but not_this"],
  ["2*3*4", "2*3*4"],
  [" a \n  b ", "a b"],
])("what people see of rst: %s → %s", (written, shown) => {
  expect(readRst(written)).toBe(shown);
});

test.each<[written: string, shown: string]>([
  ["*bold* _em_ `code` #mark#", "bold em code mark"],
  ["**b**old __e__m", "bold em"],
  ["`+a*b*+`", "a*b*"],
  ["link:x.adoc[a *b*] xref:y[] mailto:a@x[mail]", "a b mail"],
  ["https://x.org[site] see <<id,title>> <<id>>", "site see title id"],
  ["kbd:[Ctrl] footnote:[gone]x", "Ctrl x"],
  ["a{vbar}b {nbsp}{unknown}{empty}.", "a|b {unknown}."],
  ["a \\*b* &#42; &amp;", "a *b* * &"],
  ["line +\nnext", "line next"],
  ["[.role]#text#", "text"],
  ["[.role]*a* x*b*c", "a x*b*c"],
  ["image:a.png[A] icon:b[] btn:[OK] pass:[<b>]", "A OK <b>"],
  ["a ~2~ ^3^ b++c++d ``e`` ##f##", "a 2 3 bcd e f"],
  ["a + b +", "a + b"],
])("what people see of AsciiDoc: %s → %s", (written, shown) => {
  expect(readAsciidoc(written)).toBe(shown);
});

test.each<[value: string, code: string, inTicks: string, inRole: string]>([
  ["a b", "``a b``", "``a b``", ":m:`a b`"],
  ["a`b", "``a`b``", "``a`b``", ":m:`a\\`b`"],
  ["a``b", ":literal:`a\\`\\`b`", ":literal:`a\\`\\`b`", ":m:`a\\`\\`b`"],
  ["`a", ":literal:`\\`a`", ":literal:`\\`a`", ":m:`\\`a`"],
  ["a\\", ":literal:`a\\\\`", ":literal:`a\\\\`", ":m:`a\\\\`"],
  ["<a>", "``<a>``", "``<a>``", ":m:`\\<a>`"],
  ["", "", "", ":m:``"],
])("%j as code of rst: %s", (value, code, inTicks, inRole) => {
  expect([
    literalText(value),
    settleCode(`\`${markCode(value)}\``),
    settleCode(`:m:${markCode(value)}`),
  ]).toEqual([...[code, inTicks, inRole]]);
});

let times = 0;
test.each([
  ["a  b", "a b"],
  ["`a *b*` **c** _d_ snake_case 2 * 3", "a *b* c d snake_case 2 * 3"],
  ["``a ` b``", "a ` b"],
  ["[label](x.md) ![alt](y.png) [a [b]](z) [r][1]", "label alt a [b] r"],
  ["[label](x_(y).md){.class}", "label"],
  ["a<br>b<br/>c<BR />d", "a b c d"],
  ["a<!-- b -->c <b>d</b> <Check />", "ac d <Check/>"],
  ["\\*a\\* \\q", "*a* \\q"],
  ["&amp; &lt; &#42; &#x2A; &unknown; &#0; &#x110000;", "& < * * &unknown; &#0; &#x110000;"],
  ["&copy;&mdash;&nbsp;&times;", "©— ×"],
  ["&#xD800;", "�"],
  ["a * b", "a * b"],
  ["*a*b", "ab"],
])("what people see of Markdown: %s → %s", (written, shown) => {
  expect(plainText(written)).toBe(shown);
  expect(plainText(written)).toBe(shown);
  // What was read lately is kept, so that it is another text each time.
  times += 1;
  expect(plainText(`${written} ${times}`)).toBe(`${shown} ${times}`.trim());
});
