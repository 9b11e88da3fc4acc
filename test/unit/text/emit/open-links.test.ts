import { describe, expect, test } from "vitest";
import { fill, parseExpression } from "../../../../src/config/expression.ts";
import type { FieldValue } from "../../../../src/model/entry.ts";
import { fillLine, parseLine } from "../../../../src/page/line-template.ts";
import { cellText, codeSpan } from "../../../../src/text/emit/markdown.ts";
import { escapes } from "../../../../src/text/escapes.ts";

const fields = new Map<string, FieldValue>([
  ["name", "Auk [beta](x) `y`"],
  ["id", "x/auk"],
  ["url", "https://acme.example/auk"],
  ["none", null],
  ["empty", ""],
]);

const name = "Auk &#91;beta&#93;(x) &#96;y&#96;";

describe("a link whose address is missing is its text", () => {
  test.each<[string, string, string]>([
    ["Markdown", "a [{id}]({none}) b", "a x/auk b"],
    ["an address of two values", "[{id}]({none}{empty})", "x/auk"],
    ["with brackets in its text", "[{name}]({none})", name],
    ["with code in its text", "[`{id}`]({none})", "`x/auk`"],
    ["an image in a link", "[![{id}]({none})]({url})", "[](https://acme.example/auk)"],
    ["an image", "![{id}]({none})", ""],
    ["reStructuredText", "`{id} <{none}>`__", "x/auk"],
    ["AsciiDoc", "link:{none}[{id}]", "x/auk"],
    ["a title", '[{id}]({none} "More")', "x/auk"],
    ["signs around the address", "[{id}](<{none}>)", "x/auk"],
    ["a part of its page", "[{id}]({none}#use)", "x/auk"],
    ["an address alone", "{id}: <{none}>", "x/auk: "],
    ["HTML with other quotes", "<a href='{none}'>{id}</a>", "x/auk"],
    ["HTML", '<a class="x" href="{none}">{id}</a>', "x/auk"],
  ])("%s", (_, source, want) => {
    const emit = { text: cellText, code: codeSpan };
    expect(fill(parseExpression(source), fields, emit)).toBe(want);
    const line = fillLine(parseLine(source), ({ name: key }) => {
      const value = fields.get(key);
      return typeof value === "string" ? cellText(value) : "";
    });
    expect(line).toBe(want);
  });

  test.each<[string, string, string]>([
    ["an address that is there", "[{id}]({url})", "[x/auk](https://acme.example/auk)"],
    ["a part of an address", "[{id}](models/{none})", "[x/auk](models/)"],
    ["brackets that are no link", "{id} ({none})", "x/auk ()"],
    ["a value that looks like one", "{name}", name],
    ["nothing at all", "{none}{empty}", ""],
  ])("%s stays", (_, source, want) => {
    expect(fill(parseExpression(source), fields, { text: cellText, code: codeSpan })).toBe(want);
  });

  test("a sign of the tool's own in a value is the value's", () => {
    const odd = new Map<string, FieldValue>([["id", "a\0b"]]);
    expect(fill(parseExpression("{id}"), odd, { text: (text) => text, code: (text) => text })).toBe("a\0b");
  });
});

test("markup of the config's own is written as it is, and read as a person sees it", () => {
  const line = parseLine("- {title}{badge|markup}");
  expect(
    fillLine(line, ({ name: key, escape }) =>
      key === "title" ? "Auk" : escapes[escape].write(' <Badge text="x" />'),
    ),
  ).toBe('- Auk <Badge text="x" />');
});

test.each<[what: string, source: string, cell: string, line: string]>([
  ["a query", "[x](https://p.example/?m={odd})", "[x](https://p.example/?m=a/b%26c%23d%2Be%20f)", "="],
  ["a query in HTML", '<a href="/p?x=1&amp;m={odd}">', '<a href="/p?x=1&amp;m=a/b%26c%23d%2Be%20f">', "="],
  ["a path", "[x](/p/{odd})", "[x](/p/a/b&c#d+e%20f)", "[x](/p/a/b%26c%23d%2Be%20f)"],
])("a value is a part of an address: %s", (_, source, cell, line) => {
  const odd = new Map<string, FieldValue>([["odd", "a/b&c#d+e f"]]);
  const emit = { text: cellText, code: codeSpan, address: escapes.address.write };
  expect(fill(parseExpression(source), odd, emit)).toBe(cell);
  const filled = fillLine(parseLine(source), ({ escape }) => escapes[escape].write("a/b&c#d+e f"));
  expect(filled).toBe(line === "=" ? cell : line);
});

test.each<[what: string, source: string, want: string]>([
  ["an attribute", '<img alt="{name}">', '<img alt="a &#62; b&#34; onload=&#34;c&#39;">'],
  ["an attribute in single quotes", "<b title='{name}'>", "<b title='a &#62; b&#34; onload=&#34;c&#39;'>"],
  ["a comment", "<!-- {open}{close} --> {close}", "<!-- x--&#62; y --> > y"],
  ["text behind an element", '<b title="x">{name}</b>', `<b title="x">a > b" onload="c'</b>`],
])("a value ends nothing that it stands in: %s", (_, source, want) => {
  const given = new Map<string, FieldValue>([
    ["name", `a > b" onload="c'`],
    ["open", "x--"],
    ["close", "> y"],
  ]);
  const emit = { text: cellText, code: codeSpan, address: escapes.address.write };
  expect(fill(parseExpression(source), given, emit)).toBe(want);
});
