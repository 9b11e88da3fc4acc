import fc from "fast-check";
import { parse, postprocess, preprocess } from "micromark";
import { describe, expect, it } from "vitest";
import { indentOf, lineAt } from "../../../src/page/page.ts";
import { scanPage } from "../../../src/page/scan.ts";

/** What micromark reads: the headings that are in no other block as `level @line`, and the lines that are indented code. */
const oracle = (text: string) => {
  const headings: string[] = [];
  const code = new Map<number, boolean>();
  let around = 0;
  let line = 0;
  const document = parse().document();
  for (const [what, token] of postprocess(document.write(preprocess()(text, undefined, true)))) {
    const { type, start, end } = token;
    const isContainer = ["blockQuote", "listOrdered", "listUnordered"].includes(type);
    if (isContainer) around += what === "enter" ? 1 : -1;
    if (what === "exit") continue;
    if (type === "atxHeading" || type === "setextHeading") line = end.line;
    if (around === 0 && (type === "atxHeadingSequence" || type === "setextHeadingLineSequence")) {
      const level =
        type === "atxHeadingSequence" ? end.offset - start.offset : text[start.offset] === "=" ? 1 : 2;
      const told = `${level} @${line}`;
      // Closing signs are a sequence too.
      if (headings.at(-1)?.endsWith(`@${line}`) !== true) headings.push(told);
    }
    if (type === "codeFlowValue" || type === "chunkFlow") continue;
    if (type === "codeIndented")
      for (let at = start.line; at <= end.line; at += 1) code.set(at, around === 0);
  }
  return { headings, code };
};

const pieces = fc.constantFrom(
  "",
  "",
  "text",
  "two\nlines",
  "  more",
  "# A",
  "## B ##",
  "---",
  "===",
  "- - -",
  "***",
  "- item",
  "-   item",
  "1. item",
  "  para of an item",
  "    four",
  "      six",
  "        eight",
  "\ttab",
  "    - deeper",
  "> quote",
  "> # quoted",
  "```\n# code\n\n    code\n```",
  "<!-- comment -->",
  "# A\n    code",
);
const pages = fc.array(pieces, { minLength: 1, maxLength: 9 }).map((all) => `start\n\n${all.join("\n")}\n`);

/** Whether there is no list in it: what is in one is read as people mean it, by Python's Markdown too. */
const isPlain = (text: string): boolean => !/^\s*(?:-|\d+\.)\s+(?![-\s]+$)/m.test(text);

describe("a page of CommonMark", () => {
  it("has the headings that micromark reads", () => {
    fc.assert(
      fc.property(pages.filter(isPlain), (text) => {
        const { headings } = scanPage("p.md", text);
        expect(headings.map(({ level, line }) => `${level} @${line + 1}`)).toEqual(oracle(text).headings);
      }),
      { numRuns: 3_000 },
    );
  });

  it("has no code by indentation that micromark doesn't read, and outside of lists all of it that a blank line begins", () => {
    const wrong = (text: string): readonly string[] => {
      const page = scanPage("p.md", text);
      const { code } = oracle(text);
      const inFence = (at: number): boolean =>
        [...page.fences].some(([first, last]) => at >= first && at < last);
      return page.lines.flatMap((_, index) => {
        const line = lineAt(page, index);
        if (line.trim() === "" || inFence(index)) return [];
        const ours = page.opaque[index] === true && indentOf(line) >= 4;
        const theirs = code.get(index + 1);
        if (ours && theirs === undefined) return [`line ${index + 1} is no code`];
        const afterBlank = lineAt(page, index - 1).trim() === "";
        return !ours && theirs === true && afterBlank && isPlain(text) ? [`line ${index + 1} is code`] : [];
      });
    };
    fc.assert(
      fc.property(pages, (text) => {
        expect(wrong(text)).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });
});
