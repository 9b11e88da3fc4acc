import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellText,
  codeSpan,
  holdBrackets,
  markdownText,
  releaseBrackets,
  titleText,
} from "../../../../src/text/emit/markdown.ts";
import { plainText } from "../../../../src/text/emit/plain-text.ts";
import { wellFormed } from "../../../../src/text/emit/unicode.ts";
import { nastyText } from "../../../support/hostile/arbitrary.ts";
import { NASTY_TEXTS } from "../../../support/hostile/corpus.ts";
import { processorSince } from "../../../support/processor.ts";

const PROSE = "Qwen3's flagship (8-bit), C++, Q&A? cost-effective!";

describe("ordinary text stays as people write it", () => {
  it.each([
    PROSE,
    "Gemma 4 26B A4B  (free)",
    "snake_case_name, 3 = 3, a+b, ~anthropic/claude, a: b, 50% #1 @home",
    "google/gemma-3-27b-it:free",
    "https://example.com/?a=b&c=d",
    "Dolphin Llama 3 70B 🐬",
    'the "best" one',
  ])("%s", (text) => {
    expect(cellText(text)).toBe(text);
    expect(markdownText(text)).toMatch(text.startsWith("~") ? /./ : text);
  });
});

describe("what would be markup becomes entities", () => {
  it.each([
    ["a|b", "a&#124;b"],
    ["<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"],
    ["FLUX.1 [schnell]", "FLUX.1 &#91;schnell&#93;"],
    ["$0.30 per million", "$0.30 per million"],
    ["$5 or $6", "&#36;5 or &#36;6"],
    ["**a** `b` $c$ \\d", "&#42;&#42;a&#42;&#42; &#96;b&#96; &#36;c&#36; &#92;d"],
    ["_a_ b_c __d", "&#95;a&#95; b_c &#95;&#95;d"],
    ["~~a~~ and ~b~", "&#126;&#126;a&#126;&#126; and &#126;b&#126;"],
    ["==a== ++b++", "&#61;&#61;a&#61;&#61; &#43;&#43;b&#43;&#43;"],
    ["C++ and C++", "C&#43;&#43; and C&#43;&#43;"],
    [":smile: a:b", "&#58;smile: a:b"],
    ["v1:0:200k, 12:34:56, :100:", "v1:0:200k, 12:34:56, &#58;100:"],
    [">= 12, a -> b", ">= 12, a -> b"],
    ["a --> b, a --!> b, >", "a --&gt; b, a --!&gt; b, >"],
    ["torch::nn::Linear, a :nn: b", "torch::nn::Linear, a &#58;nn: b"],
    ["&lt; & &copy; R&D", "&amp;lt; & &amp;copy; R&D"],
    ["{{ x }} {% y %}", "&#123;&#123; x &#125;&#125; &#123;% y %&#125;"],
    ["one\ntwo\r\nthree", "one<br>two<br>three"],
    ["a\u202Eb\u0000c\u001B[1m", "a&#8238;bc&#91;1m"],
    ["&\u0001lt;", "&amp;lt;"],
    [" a\t", "a"],
  ])("in a cell: %j → %s", (text, want) => {
    expect(cellText(text)).toBe(want);
  });

  it.each([
    ['a "b"', "a &#34;b&#34;"],
    ['x"\n\n# y', "x&#34;  # y"],
  ])("in a title: %j → %s", (text, want) => {
    expect(titleText(text)).toBe(want);
  });

  it.each([
    ["# a", "&#35; a"],
    ["- a", "&#45; a"],
    ["1. a", "&#49;. a"],
    ["1)", "&#49;)"],
    ["1.5 a", "1.5 a"],
    ["!!! note", "&#33;!! note"],
    ['=== "a"', '&#61;== "a"'],
    ["a\n# b", "a # b"],
    ["> a > b", "&gt; a > b"],
  ])("in running text: %j → %s", (text, want) => {
    expect(markdownText(text)).toBe(want);
  });

  it.each([
    ["google/gemma-3-27b-it", "`google/gemma-3-27b-it`"],
    ["a_b*c&lt;", "`a_b*c&lt;`"],
    ["a`b", "<code>a&#96;b</code>"],
    ["a|b", "<code>a&#124;b</code>"],
    ["a\u202Eb", "<code>a&#8238;b</code>"],
    ["#!py x", "<code>#!py x</code>"],
    ["a#!b :::c", "`a#!b :::c`"],
    [":::a", "<code>:::a</code>"],
    ["", ""],
  ])("as code: %j → %s", (text, want) => {
    expect(codeSpan(text)).toBe(want);
  });
});

describe("a word in brackets of a line", () => {
  it.each([
    ["- A [dev]", "- A [dev]"],
    ["- **A [dev]**: fast", "- **A [dev]**: fast"],
    ["- (A [dev])", "- (A [dev])"],
    ["- [dev]", "- &#91;dev&#93;"],
    ["- A [dev](x)", "- A &#91;dev&#93;(x)"],
    ["- A [a] [dev]", "- A &#91;a&#93; &#91;dev&#93;"],
    ["- A [^1]", "- A &#91;^1&#93;"],
  ])("%s is written %s", (line, want) => {
    const held = holdBrackets(line.replaceAll("[", "&#91;").replaceAll("]", "&#93;"));
    expect(releaseBrackets(held)).toBe(want);
  });

  it("in a link's text stays escaped, as what the config has so does", () => {
    expect(releaseBrackets(`- [A ${holdBrackets("&#91;dev&#93;")}](x)`)).toBe("- [A &#91;dev&#93;](x)");
    expect(releaseBrackets("- A &#91;beta&#93;")).toBe("- A &#91;beta&#93;");
  });
});

describe("reading", { timeout: 60_000 }, () => {
  it.each([
    ["**Bold** and __bold__, *a*, _b_", "Bold and bold, a, b"],
    ["[Gemma](https://x.y/(z)){target=_blank} `id`", "Gemma id"],
    ["[a][b] ![alt](x.png) [c]", "a alt [c]"],
    ["A,<br>b,<br/>c", "A, b, c"],
    ["<span class='x'>a</span><!-- b -->", "a"],
    ["5 * 3 \\_ \\| &amp;lt; &nbsp; &#x41;&#66;&unknown;", "5 * 3 _ | &lt; AB&unknown;"],
    ["``a ` b`` `&amp;`", "a ` b &amp;"],
    ["<Check size={18} /> x<hr /> <Cross/>", "<Check size={18}/> x <Cross/>"],
    ["<Check/> <B/><i/><CHECK/> <Xa >", "<Check/>"],
    ["a&#0;&#1114111;&#1114112;&#x110000;", "a&#0;\u{10ffff}&#1114112;&#x110000;"],
    ["\\*a\\* \\a", "*a* \\a"],
    ["a<BR >b <!-- <b> --> c<!-- d", "a b c<!-- d"],
    ["a_b_c _d_e", "a_b_c d_e"],
    ["![a [b] c](d(e)f){.g} [h](i) [j] (k)", "a [b] c h [j] (k)"],
    ["  a  \t b  ", "a b"],
    ["`` a `", "`` a `"],
  ])("%s → %s", (markup, want) => {
    // What was read lately is kept, so that it is another text each time.
    number += 1;
    expect(plainText(`${markup} ${number}`)).toBe(`${want} ${number}`);
    expect(plainText(markup)).toBe(want);
  });
  let number = 0;

  const collapsed = (text: string): string => wellFormed(text).replace(/\s+/g, " ").trim();
  const seen = (text: string): string => text.replace(/[^\P{Cc}\s]/gu, "");

  it.each(NASTY_TEXTS)("gives back what was written: $what", ({ text }) => {
    for (const emit of [cellText, titleText, markdownText, codeSpan])
      expect(plainText(emit(seen(text)))).toBe(collapsed(seen(text)));
  });

  it("gives back what was written, for 10,000 random texts", () => {
    fc.assert(
      fc.property(nastyText.map(seen), (text) => {
        for (const emit of [cellText, titleText, markdownText, codeSpan])
          expect(plainText(emit(text))).toBe(collapsed(text));
      }),
      { numRuns: 10_000 },
    );
  });

  it("takes a short time for long hostile cells", () => {
    const start = process.cpuUsage();
    for (const piece of ["<!--", "[", "[a](", "`a ``b ", "<a ", "&#", "_*", "[a]["])
      plainText(piece.repeat(10_000));
    expect(processorSince(start)).toBeLessThan(2000);
  });
});

it("no emitter lets a line end or a control character through", () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      for (const emit of [cellText, titleText, markdownText, codeSpan])
        expect(emit(text)).not.toMatch(/[\p{Cc}\u2028-\u202E]/u);
    }),
    { numRuns: 2000 },
  );
});
