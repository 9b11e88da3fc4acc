import { describe, expect, it } from "vitest";
import { loadTemplateEngine } from "../../../../src/io/render.ts";
import { NASTY_DESCRIPTIONS, NASTY_IDS, NASTY_NAMES } from "../../../support/hostile/corpus.ts";
import { hostileTexts, SNIPPETS } from "./render.ts";

const compile = await loadTemplateEngine();

it("the corpus has at least 60 IDs, and names and descriptions", () => {
  expect(new Set(NASTY_IDS.map((nasty) => nasty.text)).size).toBeGreaterThanOrEqual(60);
  expect(NASTY_NAMES.length + NASTY_DESCRIPTIONS.length).toBeGreaterThanOrEqual(30);
});

describe.each(SNIPPETS)("$kind $set $language, for each nasty ID", (snippet) => {
  const texts = hostileTexts(compile, snippet);

  it("holds no control, bidi or zero-width character", () => {
    for (const text of texts)
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u);
  });

  it("holds nothing that the snippets extension of a page would follow", () => {
    for (const text of texts) expect(text).not.toMatch(/-8<-/);
  });

  it("begins as it does for an ordinary ID, and ends with one newline", () => {
    const start = texts[0]?.split("\n").slice(0, 2);
    for (const text of texts) {
      expect(text.split("\n").slice(0, 2)).toEqual(start);
      expect(text).toMatch(/[^\n]\n$/);
    }
  });

  it("is the same text when it's rendered again", () => {
    expect(hostileTexts(compile, snippet)).toEqual(texts);
  });
});
