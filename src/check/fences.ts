import type { Block } from "../page/block.ts";
import { findLanguage } from "../text/emit/languages.ts";
import { eolAt, indentOf, isBlankLine, lineAt, lineNumber, type Page } from "../page/page.ts";
import { requoted } from "../page/quote.ts";
import type { RelativePath } from "../model/file.ts";
import { targetsOf } from "./includes.ts";
import type { Found, Rule, Scene, SectionScene } from "./types.ts";
import { isOfKind } from "../config/path-pattern.ts";

/** A code fence of a block: its lines, and its language as offsets into the opening line. */
export type Fence = {
  readonly open: number;
  /** Line of the closing mark; undefined when there is none. */
  readonly close: number | undefined;
  /** White space and mark of the opening line. */
  readonly lead: string;
  /** Undefined where the line above gives it. */
  readonly language: { readonly start: number; readonly end: number; readonly text: string } | undefined;
};

const opening = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})/;

/** The lines that AsciiDoc has around code: each ends with one of the same length. */
const delimiter = /^()(-{4,}|\.{4,})(?=\s*$)/;

const languageOf = (line: string, from: number): NonNullable<Fence["language"]> => {
  const before = /^[ \t]*(?:\{[ \t]*\.?)?/.exec(line.slice(from))?.[0].length ?? 0;
  const text = /^[^\s{}:,="']*/.exec(line.slice(from + before))?.[0] ?? "";
  return { start: from + before, end: from + before + text.length, text };
};

/** The code fences in lines [first, last) of a page. */
export const fencesIn = (page: Page, first: number, last: number): readonly Fence[] => {
  const fences: Fence[] = [];
  // There the same signs are the line below a title.
  if (page.markup === "rst") return fences;
  for (let index = first; index < last; index += 1) {
    const line = lineAt(page, index);
    const delimited = page.markup === "asciidoc" ? delimiter.exec(line) : null;
    const match = delimited ?? opening.exec(line);
    if (match === null) continue;
    const mark = match[2] ?? "";
    const more = delimited === null ? "," : "";
    const closing = new RegExp(`^[ \\t]*\\${mark[0] ?? ""}{${mark.length}${more}}[ \\t]*$`);
    const indent = indentOf(line);
    let close = index + 1;
    while (close < last && !(closing.test(lineAt(page, close)) && indentOf(lineAt(page, close)) < indent + 4))
      close += 1;
    const closed = close < last;
    fences.push({
      open: index,
      close: closed ? close : undefined,
      lead: match[0],
      language: delimited === null ? languageOf(line, match[0].length) : undefined,
    });
    index = close;
  }
  return fences;
};

/** The code fences of a block; where the block is one, that one. */
export const fencesOf = ({ page, settings }: SectionScene, { first, last }: Block): readonly Fence[] =>
  fencesIn(page, settings.format.end.type === "fence" ? first : first + 1, last);

const canonical = (language: string): string => findLanguage(language)?.name ?? language.toLowerCase();

/** The lines of a block that cite a file, with the paths that each may mean. */
export const citedIn = (
  { settings }: Scene,
  { page, settings: { format } }: SectionScene,
  block: Block,
): ReadonlyMap<number, readonly RelativePath[]> => {
  const lines = new Map<number, readonly RelativePath[]>();
  for (let index = block.first + 1; index < block.last; index += 1) {
    const cited = format.cites?.exec(lineAt(page, index))?.groups?.path;
    if (cited !== undefined) lines.set(index, targetsOf(settings.includeBase, cited));
  }
  return lines;
};

/** The lines of a block that cite a file of the section's own kind: other files may be in any language. */
const citingLines = (scene: Scene, section: SectionScene, block: Block): ReadonlySet<number> => {
  const snippet = scene.settings.snippets.find(({ id }) => id === section.settings.snippet);
  if (snippet === undefined) return new Set();
  const isOwn = (path: RelativePath): boolean => isOfKind(snippet, path);
  return new Set(
    [...citedIn(scene, section, block)].flatMap(([line, targets]) => (targets.some(isOwn) ? [line] : [])),
  );
};

const languageFound = (
  { page, settings }: SectionScene,
  { title }: Block,
  open: number,
  { start, end, text }: NonNullable<Fence["language"]>,
): Found => {
  const offset = page.lines[open]?.start ?? 0;
  const has = text === "" ? "names no language" : `says \`${text}\``;
  return {
    path: page.path,
    line: lineNumber(page, open),
    message: `The code fence of "${title}" ${has}, and its snippet is ${settings.fence}.`,
    fix: `Write \`${settings.fence}\` after the fence's mark.`,
    mend: [{ start: offset + start, end: offset + end, text: settings.fence }],
  };
};

const language: Rule = {
  name: "fence-language",
  judge: (scene) =>
    scene.sections.flatMap((section) =>
      section.blocks.flatMap((block) => {
        const citing = citingLines(scene, section, block);
        return fencesOf(section, block).flatMap(({ open, close = block.last, language }) => {
          const cites = [...citing].some((line) => line > open && line < close);
          return language === undefined ||
            !cites ||
            canonical(language.text) === canonical(section.settings.fence)
            ? []
            : [languageFound(section, block, open, language)];
        });
      }),
    ),
};

/** Where the closing mark goes for certain: behind the last include of a fence that holds nothing else. */
const closingEdits = (
  { page }: SectionScene,
  block: Block,
  { open, lead }: Fence,
  citing: ReadonlySet<number>,
): Pick<Found, "mend"> => {
  const inside = Array.from({ length: block.last - open - 1 }, (_, index) => open + 1 + index);
  const filled = inside.filter((line) => !isBlankLine(page, line));
  const last = filled.at(-1);
  let below = block.last;
  while (below < page.lines.length && isBlankLine(page, below)) below += 1;
  const stray = /^[ \t]*(?:`{3,}|~{3,})[ \t]*$/.test(lineAt(page, below));
  if (last === undefined || stray || !filled.every((line) => citing.has(line))) return {};
  const at = page.lines[last]?.end ?? page.text.length;
  return { mend: requoted(page, [{ start: at, end: at, text: eolAt(page, last) + lead }]) };
};

const unclosed: Rule = {
  name: "fence-unclosed",
  judge: (scene) => {
    const found = scene.sections.flatMap((section) =>
      section.blocks.flatMap((block) => {
        const fence = fencesOf(section, block).find(({ close }) => close === undefined);
        if (fence === undefined) return [];
        const at: Found = {
          path: section.page.path,
          line: lineNumber(section.page, fence.open),
          message: `The code fence of "${block.title}" is never closed.`,
          fix: `Put \`${fence.lead.trim()}\` after its last line, indented alike.`,
        };
        return [{ ...at, ...closingEdits(section, block, fence, citingLines(scene, section, block)) }];
      }),
    );
    const told = new Set(found.map(({ path, line }) => JSON.stringify([path, line])));
    const others = [...scene.pages.values()].flatMap((page): readonly Found[] => {
      if (page.unclosed === undefined) return [];
      const at = { path: page.path, line: lineNumber(page, page.unclosed) };
      if (told.has(JSON.stringify([at.path, at.line]))) return [];
      const message = "What begins here is never closed, so all that follows is taken for code or a comment.";
      return [{ ...at, message, fix: "Close the code fence, comment or raw element." }];
    });
    return [...found, ...others];
  },
};

/** Rules about the code fences of entries. */
export const fenceRules: readonly Rule[] = [language, unclosed];
