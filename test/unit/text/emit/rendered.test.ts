import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, codeSpan, markdownText, titleText } from "../../../../src/text/emit/markdown.ts";
import { wellFormed } from "../../../../src/text/emit/unicode.ts";
import { nastyText } from "../../../support/hostile/arbitrary.ts";
import { NASTY_TEXTS } from "../../../support/hostile/corpus.ts";
import { run } from "../../../support/hostile/interpreters.ts";

// Debian's packages belong to its own python3, which isn't always the first one on the path.
const python = ["python3", "/usr/bin/python3"].find(
  (command) => spawnSync(command, ["-c", "import markdown, pymdownx"]).status === 0,
);

type Page = {
  readonly blocks: unknown;
  readonly seen: readonly string[];
  readonly inside: readonly string[][][];
};

const parse: (text: string) => readonly Page[] = JSON.parse;

const render = (texts: readonly string[]): readonly Page[] => {
  const pages = texts.map((text) => ({
    cell: cellText(text),
    title: titleText(text),
    text: `${markdownText(text)} end`,
    code: codeSpan(text),
  }));
  return parse(
    run(python ?? "", [resolve("test/unit/text/emit/stubs/render-markdown.py")], JSON.stringify(pages)),
  );
};

/** Only what a person can see: without controls (U+0085 ends a line), each run of white space one space. */
const seen = (text: string): string =>
  wellFormed(text)
    .replaceAll("\u0085", " ")
    .replace(/[^\P{Cc}\s]/gu, "")
    .replace(/\s+/g, " ")
    .trim();

const check = (texts: readonly string[]): void => {
  const [plain, ...pages] = render(["x", ...texts]);
  pages.forEach((page, i) => {
    const text = seen(texts[i] ?? "");
    expect(page.blocks, text).toEqual(plain?.blocks);
    expect(page.seen.map(seen), text).toEqual([
      text,
      "end",
      text,
      "Body.",
      seen(`${text} end`),
      seen(`Code ${text} here.`),
    ]);
    const [cell, end, title, body, running, code] = page.inside;
    expect(
      cell?.every(([tag, ...attributes]) => tag === "br" && attributes.length === 0),
      text,
    ).toBe(true);
    expect([end, title, body, running], text).toEqual([[], [], [], []]);
    expect(code, text).toEqual(text === "" ? [] : [["code"]]);
  });
};

const title = "as what it is, by Python-Markdown with mkdocs-material's usual extensions";

describe("a value in a page is shown", () => {
  it.skipIf(python === undefined)(
    python === undefined ? `NOT RUN, python3-markdown or python3-pymdownx is missing: ${title}` : title,
    () => {
      // An empty title isn't one; values of titles are names, which aren't empty.
      const shown = (text: string): boolean => seen(text) !== "" && text.length < 1000;
      check(NASTY_TEXTS.map((nasty) => nasty.text).filter(shown));
      const many = fc.array(nastyText.filter(shown), { minLength: 500, maxLength: 500 });
      fc.assert(fc.property(many, check), { numRuns: 2, endOnFailure: true });
    },
    120_000,
  );
});
