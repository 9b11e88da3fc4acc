import { describe, expect, it } from "vitest";
import { previewOf } from "../../../src/report/html/preview.ts";
import { processorSince } from "../../support/processor.ts";

const all = { changed: new Set(Array.from({ length: 99 }, (_, index) => index + 1)), cut: new Set<number>() };
const nothing = () => undefined;

/** A page of which every line is new, without the mark of that. */
const looks = (markdown: string, textOf: (path: string) => string | undefined = nothing): string =>
  previewOf(markdown, { ...all, textOf })
    .split(/\n(?=<div class="fresh">)/)
    .map((part) => part.replace(/^<div class="fresh">([^]*)<\/div>$/, "$1"))
    .join("\n");

describe("a page as it will look", () => {
  it.each([
    ["text", "Some **bold** words", "<p>Some <strong>bold</strong> words</p>"],
    ["a heading is none of the report", "# Models", '<p class="h1">Models</p>'],
    ["front matter isn't shown", "---\ntitle: x\n---\nText", "<p>Text</p>"],
    ["nor is a comment", "<!-- a\nb -->\nText", "<p>Text</p>"],
    [
      "a table, with marks and breaks in cells",
      "| A | B |\n|---|:-:|\n| `x|y` | :white_check_mark:<br>a \\| b |",
      '<div class="scroll " tabindex="0" role="region" aria-label="Table"><table><thead><tr class="new"><th>A</th><th>B</th></tr></thead><tbody><tr class="new"><td><code>x|y</code></td><td>✅<br>a | b</td></tr></tbody></table></div>',
    ],
    [
      "a dropdown",
      '??? example "Ant"\n\n    Text\n\nMore',
      "<details open><summary>Ant</summary><p>Text</p></details>\n<p>More</p>",
    ],
    ["a tab", '=== "One"\n    Text', '<div class="note"><p><strong>One</strong></p><p>Text</p></div>'],
    [
      "code is as it is written",
      "```\n:x: <br>\n| a |\n```",
      "<pre><code>:x: &lt;br&gt;\n| a |\n</code></pre>",
    ],
    [
      "a list keeps what is indented below it",
      "- a\n\n    b\n- c",
      "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>",
    ],
    ["a link leads nowhere", "[a](/b/){target=\\_blank} c", '<p><span class="link">a</span> c</p>'],
    ["an image is its description", "![a](https://t.example/p.gif)", '<p><span class="image">a</span></p>'],
    [
      "a file that isn't at hand is named",
      "--8<-- 'text/a.md'",
      '<p class="soft">What is in <code>text/a.md</code></p>',
    ],
  ])("%s", (_, given, want) => {
    expect(looks(given)).toBe(want);
  });

  it("shows what an include brings", () => {
    const textOf = (path: string) => (path === "code/a.py" ? "print(1)\n" : undefined);
    expect(looks("```python\n--8<-- 'code/a.py'\n```", textOf)).toBe(
      '<pre><code class="language-python">print(1)\n</code></pre>',
    );
  });

  it.each([
    "<script>alert(1)</script>",
    "a <img src=x onerror=alert(1)> b",
    "[a](javascript:alert(1))",
    '[a](/x "\\"><script>")',
    '![" onerror="alert(1)](x)',
    "<a href='//t.example'>x</a>",
    '??? "<img src=x onerror=alert(1)>"\n    <iframe src=x>',
    "| <b onclick=x> | b |\n|---|---|\n| <svg/onload=x> | [a](data:text/html,x) |",
    "`````\n</code></pre><script>",
    "--8<-- '</code><script>'",
    "[a]: //t.example\n[a] ![a]",
  ])("makes no element of hostile text, and loads nothing: %s", (given) => {
    const html = looks(given);
    const tags = [...html.matchAll(/<\/?([a-z]\w*)([^>]*)>/g)];
    for (const [, name = "", attributes = ""] of tags) {
      expect(name).toMatch(/^(?:p|code|pre|span|strong|details|summary|div|table|thead|tbody|tr|th|td)$/);
      expect(attributes).not.toMatch(/\b(?:src|href|style|on\w+)=/);
    }
    expect(
      html.replace(/<\/?[a-z]\w*(?: (?:class|role|aria-label|tabindex)="[^"<>]*"| open)*>/g, ""),
    ).not.toContain("<");
  });

  it("shows what can't be seen", () => {
    expect(looks("a\u202eb")).toBe("<p>a\\u{202E}b</p>");
  });

  it("tells only how much there is far from what changes", () => {
    const page = Array.from({ length: 20 }, (_, index) => `Part ${index}.`).join("\n\n");
    const html = previewOf(page, { changed: new Set([21]), cut: new Set(), textOf: nothing });
    expect(html).toBe(
      [
        '<p class="skipped">8 more parts as before</p>',
        "<p>Part 8.</p>",
        "<p>Part 9.</p>",
        '<div class="fresh"><p>Part 10.</p></div>',
        "<p>Part 11.</p>",
        "<p>Part 12.</p>",
        '<p class="skipped">7 more parts as before</p>',
      ].join("\n"),
    );
  });

  it.each(["](", "<!--", "|-", "`", "[", ":a", "??? ", "**", "<br", "(", "> - ", "1. "])(
    "takes no time of its own for a page full of %s",
    (piece) => {
      const start = process.cpuUsage();
      looks(piece.repeat(20_000));
      expect(processorSince(start)).toBeLessThan(5000);
    },
  );
});
