import { codeIn, codeSpans } from "../../src/page/code-spans.ts";
import { hasFrontMatter } from "../../src/page/scan.ts";
import { type Page, lineAt, lineIndexAt, withPlainEnds } from "../../src/page/page.ts";
import type { CounterSettings } from "../../src/config/settings.ts";
import { ok, type Outcome, refuse } from "../../src/model/problem.ts";

/** Where a counter's value stands: [start, end) of the page, whether it is running text there, and whether it is code. */
export type Spot = {
  readonly start: number;
  readonly end: number;
  readonly isText: boolean;
  readonly code: boolean;
};

const OPEN = /(?:<!--\s*|\{\/\*\s*)kluster-gen\s+count\s+(\S+?)(?:\s*-->|\s*\*\/\})/g;

const CLOSE = /(?:<!--\s*|\{\/\*\s*)\/count(?:\s*-->|\s*\*\/\})/g;

type Found = { readonly spots: readonly Spot[]; readonly unclosed: readonly number[] };

const marked = (page: Page, name: string): Found => {
  const spots: Spot[] = [];
  const unclosed: number[] = [];
  for (let index = 0; index < page.lines.length; index += 1) {
    const line = lineAt(page, index);
    if (page.opaque[index] === true || !line.includes("count")) continue;
    const offset = page.lines[index]?.start ?? 0;
    const code = codeSpans(line);
    const opens = [...line.matchAll(OPEN)].filter(
      ({ index: at }) => !code.some(([start, end]) => at >= start && at < end),
    );
    for (const [number, match] of opens.entries()) {
      if (match[1] !== name) continue;
      const start = match.index + match[0].length;
      CLOSE.lastIndex = start;
      const close = CLOSE.exec(line);
      const next = opens[number + 1]?.index ?? line.length;
      if (close === null || close.index > next) unclosed.push(index + 1);
      else spots.push({ start: offset + start, end: offset + close.index, isText: true, code: false });
    }
  }
  return { spots, unclosed };
};

const matched = (page: Page, pattern: RegExp): readonly Spot[] => {
  const isMarkdown = hasFrontMatter(page.path) || page.path.endsWith(".ipynb");
  const isPage = isMarkdown || page.markup === "rst" || page.markup === "asciidoc";
  const ranges = isPage || page.markup !== "markdown" ? codeIn(page) : [];
  const plain = withPlainEnds(page.text);
  return [...plain.text.matchAll(pattern)].map((match) => {
    const [first, last] = match.indices?.[1] ?? [match.index, match.index];
    const [start, end] = [plain.at(first), plain.at(last)];
    const line = lineIndexAt(page, start);
    const code = ranges.some((range) => range.first <= line && line < range.last);
    // In a grid a cell would get wider.
    const isGrid = page.markup === "rst" && /^\s*[|+]/.test(lineAt(page, line));
    return { start, end, isText: isPage && !code && !isGrid && page.opaque[line] === false, code };
  });
};

/** Finds where a counter stands. None, or a pattern that is found more than once, is a problem; `file` is the config's name. */
export const findSpots = (page: Page, counter: CounterSettings, file: string): Outcome<readonly Spot[]> => {
  const { name, pattern } = counter;
  const wrong = (code: string, message: string, fix: string) =>
    refuse(code, `${file}: ${counter.where}`, message, fix);
  const { spots, unclosed } =
    pattern === undefined ? marked(page, name) : { spots: matched(page, pattern), unclosed: [] };
  if (unclosed.length > 0)
    return wrong(
      "counter-unclosed",
      `The counter \`${name}\` in line ${unclosed.join(", ")} of ${page.path} isn't closed on its line.`,
      "Put `<!-- /count -->` after the value (`{/* /count */}` in MDX).",
    );
  if (spots.length === 0)
    return wrong(
      "counter-not-found",
      `${page.path} has no counter \`${name}\`.`,
      pattern === undefined
        ? `Put \`<!-- kluster-gen count ${name} -->\` and \`<!-- /count -->\` around the value.`
        : "Correct the pattern, or put comments around the value and leave the pattern out.",
    );
  if (pattern !== undefined && spots.length > 1)
    return wrong(
      "counter-ambiguous",
      `The pattern of \`${name}\` is found ${spots.length} times in ${page.path}.`,
      "Let the pattern say more of the text around the value.",
    );
  return ok(spots);
};
