import { describe, expect, test } from "vitest";
import { addressIn, withAddresses } from "../../../src/page/links.ts";

describe("the first address of a text", () => {
  test.each<[string, string | undefined]>([
    ["[a](x) [b](y)", "x"],
    ['[a](x "Title")', "x"],
    ["[a](<x>)", "x"],
    ["`a <x>`__", "x"],
    ["link:x[a]", "x"],
    ["https://x.example/y[a^]", "https://x.example/y"],
    ["xref:x.adoc[a]", "x.adoc"],
    ['<a class="b" href="x">a</a>', "x"],
    ["https://x.example/y", undefined],
    ["a (b)", undefined],
  ])("%s: %s", (text, want) => {
    expect(addressIn(text)).toBe(want);
  });
});

describe("links follow as far as they lead where they were made to", () => {
  const made = ["[a](x) ([b](y))"];
  test.each<[what: string, written: string, wanted: string, made: string[], want: string | undefined]>([
    ["the first", "[a](x) ([b](y))", "[a](x2) ([b](y))", made, "[a](x2) ([b](y))"],
    ["the second", "[a](x) ([b](y))", "[a](x) ([b](y2))", made, "[a](x) ([b](y2))"],
    ["both", "[a](x) ([b](y))", "[a](x2) ([b](y2))", made, "[a](x2) ([b](y2))"],
    ["but what people wrote", "[a](mine) ([b](y))", "[a](x2) ([b](y2))", made, "[a](mine) ([b](y2))"],
    ["in people's words", "**[a](x)** ([b](y))", "[a](x2) ([b](y))", made, "**[a](x2)** ([b](y))"],
    ["however they are encoded", "[a](/x(1))", "[a](/y)", ["[a](/x%281%29)"], undefined],
    ["encoded as they were", "[a](/x%5F1)", "[a](/y)", ["[a](/x_1)"], "[a](/y)"],
    ["where they do already", "[a](x_1)", "[a](x%5F1)", ["[a](x)"], undefined],
    ["a link that is no more", "[a](x) ([b](y))", "[a](x) (b)", made, "[a](x) (b)"],
    ["a link that is new", "a", "[a](x)", ["a"], "[a](x)"],
    ["but of people's text", "**a**", "[a](x)", ["a"], undefined],
    [
      "of AsciiDoc without a macro",
      "https://a.example[a] https://b.example[b]",
      "https://a.example[a] https://c.example[b]",
      ["https://a.example[a] https://b.example[b]"],
      "https://a.example[a] https://c.example[b]",
    ],
  ])("%s", (_, written, wanted, before, want) => {
    expect(withAddresses(written, wanted, before)).toBe(want);
  });
});
