import { describe, expect, test } from "vitest";
import { type EscapeName, escapes, escapesWith, isEscape, placeAfter } from "../../../src/text/escapes.ts";

describe("a value is written", () => {
  test.each<readonly [where: EscapeName, value: string, want: string]>([
    ["markdown", "import x", "&#105;mport x"],
    ["markdown", "exports", "exports"],
    ["heading", "C #", "C &#35;"],
    ["heading", "C ##", "C &#35;&#35;"],
    ["heading", "C#", "C#"],
    ["heading", "###", "&#35;##".replace("##", "&#35;&#35;")],
    ["markdown", "export", "&#101;xport"],
    ["html", 'a "b" <c> `d`', 'a "b" &lt;c&gt; &#96;d&#96;'],
    ["rich", 'a "b", `c` and `d`', 'a "b", `c` and `d`'],
    ["rich", "a <b> `c`", "a &lt;b&gt; `c`"],
    ["rich", "a `b|c`", "a <code>b&#124;c</code>"],
    [
      "rich",
      "see [the `x` page](https://a.example/b_(c)) of **a b**",
      "see [the `x` page](https://a.example/b_(c)) of **a b**",
    ],
    [
      "rich",
      "[x](javascript:a) ![p](https://a.example/p.png) _so_ a_b_c",
      "&#91;x&#93;(javascript:a) !&#91;p&#93;(https://a.example/p.png) _so_ a_b_c",
    ],
    ["rich", "`A<B, C[]>` `<A b=c>`", "`A<B, C[]>` <code>&lt;A b=c&gt;</code>"],
    ["rich", "§ `a` §§ **b**", "§ `a` §§ **b**"],
    ["rich", "!§§`a`§[b](/c)", "!§§`a`§[b](/c)"],
    ["rich", "**` `** [` `](x)", "&#42;&#42;&#96; &#96;&#42;&#42; &#91;&#96; &#96;&#93;(x)"],
    [
      "rich",
      "f(a [, `b`]) [x][y] [z]: w [q](data:)",
      "f(a [, `b`]) [x][y] &#91;z&#93;: w &#91;q&#93;(data:)",
    ],
    ["rich", "a<br/>b <br>c<hr>", "a<br/>b <br>c&lt;hr&gt;"],
    ["rich", "- [a](/b?c=d&e)", "- [a](/b?c=d&e)"],
    ["attribute", ' a\r\nb\tc "d" <e> {f} ', "a b c &#34;d&#34; &#60;e&#62; &#123;f&#125;"],
    ["attribute", "a &amp; b &#38; c & d", "a &amp;amp; b &amp;#38; c & d"],
    ["attribute", "a\u0007b", "ab"],
    ["fence", "a=`b`", "a&#61;&#96;b&#96;"],
    ["fence", "all lines", "all &#108;ines"],
    ["fence", "underlines", "underlines"],
    ["url", " a/b c?d#e ", "a/b%20c%3Fd%23e"],
    ["url", "https://example.com/a", "https%3A//example.com/a"],
    ["address", "https://example.com/a?b=c#d", "https://example.com/a?b=c#d"],
    ["address", "HTTP://example.com/a%20b(c)", "HTTP://example.com/a%20b%28c%29"],
    ["address", "https://[::1]/[a]", "https://[::1]/%5Ba%5D"],
    ["address", "https://me:x@[2001:db8::1]:80?[", "https://me:x@[2001:db8::1]:80?%5B"],
    ["address", "https://[a](b)/", "https://%5Ba%5D%28b%29/"],
    ["address", "see https://example.com/", "see%20https%3A//example.com/"],
    ["address", "javascript:alert(1)", ""],
    ["address", " java\nscript:alert(1)", ""],
    ["address", "DATA:text/html,<b>", ""],
    ["address", "acme:auk", "acme%3Aauk"],
    ["address", "/models/auk?x=1#y", "/models/auk?x=1#y"],
    ["address", "mailto:a@b.example", "mailto:a@b.example"],
    ["json", 'a "b"', '"a \\"b\\""'],
    ["identifier", "a-1.b  c", "a_1_b_c"],
    ["identifier", "1a", "_1a"],
    ["identifier", "é", "e_"],
  ])("as %s: %j → %j", (where, value, want) => {
    expect(escapes[where].write(value)).toBe(want);
  });
});

describe("a value is read back", () => {
  test.each<readonly [where: EscapeName, text: string, want: string]>([
    ["attribute", "a &#34;b&#34;", 'a "b"'],
    ["fence", " a&#61;b ", "a=b"],
    ["url", "a%20b", "a b"],
    ["url", "100%", "100%"],
    ["json", '"a"', "a"],
    ["json", "1", "1"],
    ["json", "a", "a"],
    ["identifier", "a_1", "a_1"],
  ])("from %s: %j → %j", (where, text, want) => {
    expect(escapes[where].read(text)).toBe(want);
  });
});

test.each<readonly [before: string, want: EscapeName]>([
  ["", "markdown"],
  ["   ", "markdown"],
  ["```python ", "fence"],
  ["  ~~~", "fence"],
  ["~", "html"],
  ["``", "html"],
  ['```python title="', "attribute"],
  ['```python title="a', "attribute"],
  ['```python title="a" ', "fence"],
  ["x ```", "html"],
  ["x ~~~", "html"],
  ["x ## ", "html"],
  ["[a](b", "url"],
  ["[a](b)", "html"],
  ['<a b="c', "attribute"],
  ['{% tab a="b" c="d', "liquid"],
  ['"a', "title"],
  ['<a b="', "attribute"],
  ['<a b="c">', "html"],
  ['{% tab title="', "liquid"],
  ['{% tab %} title="', "attribute"],
  ["[a](", "url"],
  ["[a](b ", "html"],
  ["### ", "heading"],
  ["#", "html"],
  ['??? example "', "title"],
  ['??? example "a" ', "html"],
])("after %j a value lands in %s", (before, want) => {
  expect(placeAfter(before)).toBe(want);
});

test("addresses, data and names are alike in every markup", () => {
  const own = escapesWith(escapes.title, escapes.rich.write);
  expect([own("url"), own("json"), own("markdown")]).toEqual([escapes.url, escapes.json, escapes.title]);
  expect([isEscape("url"), isEscape("toString")]).toEqual([true, false]);
});
