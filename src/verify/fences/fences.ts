/** The code fences of a page, each with what is to be run and what is expected of it. */
import type { RelativePath } from "../../model/file.ts";
import { commentText } from "../../page/markdown/comments.ts";
import { lineAt, lineIndexAt, lineNumber, type Page } from "../../page/page.ts";
import { scanPage } from "../../page/scan.ts";
import { findLanguage } from "../../text/emit/languages.ts";
import { includesOf } from "../../check/includes.ts";
import { runnerOf } from "../toolchains.ts";
import { type Marks, marksIn, unmarked } from "./marks.ts";
import { typedIn, whyNotRun } from "./reading.ts";

/** A fence that is proven. */
export type Fence = {
  readonly path: RelativePath;
  /** Line of its opening mark, counted from 1. */
  readonly line: number;
  /** The language by its own name. */
  readonly language: string;
  /** What is run: set-up, what it continues, and itself. */
  readonly text: string;
  readonly marks: Marks;
  /** What the page shows that it prints. */
  readonly shown: string | undefined;
  /** Why it can't be run as it stands, though the page doesn't say so. */
  readonly notRun?: string | undefined;
};

/** A file that a page includes as code. */
export type Included = { readonly page: RelativePath; readonly line: number; readonly path: string };

/** The fences of a page, and the files that stand in some of them. */
export type PageCode = { readonly fences: readonly Fence[]; readonly included: readonly Included[] };

type Raw = {
  readonly line: number;
  readonly language: string;
  readonly code: string;
  readonly marks: Marks;
};

const opening = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(.*)$/;

/** The language of an info string: ```` ```python title="x" ````, ```` ``` {.python} ````. */
const nameOf = (info: string): string => /^\{?[ \t]*\.?([^\s{}:,="']*)/.exec(info)?.[1] ?? "";

/** Names of fences that show sessions, and may show what is printed alone. */
const sessions: ReadonlyMap<string, string> = new Map([
  ["console", "bash"],
  ["irb", "ruby"],
  ["pycon", "python"],
  ["shell-session", "bash"],
]);

/** The language of a fence, and what of it is typed in. */
const read = (info: string, code: string): Pick<Raw, "language" | "code"> => {
  const session = sessions.get(nameOf(info));
  const language = session ?? findLanguage(nameOf(info))?.name ?? "";
  const typed = typedIn(language, code);
  return { language: session !== undefined && typed === undefined ? "" : language, code: typed ?? code };
};

/** The code of a fence's lines, without the indentation of its opening mark. */
const codeOf = (page: Page, first: number, after: number): string => {
  const indent = /^[ \t]*/.exec(lineAt(page, first))?.[0] ?? "";
  const isClosed = /^[ \t]*(?:`{3,}|~{3,})[ \t]*$/.test(lineAt(page, after - 1)) && after - 1 > first;
  const lines: string[] = [];
  for (let index = first + 1; index < (isClosed ? after - 1 : after); index += 1) {
    const line = lineAt(page, index);
    lines.push(line.startsWith(indent) ? line.slice(indent.length) : line.trimStart());
  }
  return lines.map((line) => `${line}\n`).join("");
};

/** The marks in the comment right above a line, blank lines aside. */
const marksAbove = (page: Page, line: number): Marks | undefined => {
  let index = line - 1;
  while (index >= 0 && lineAt(page, index).trim() === "") index -= 1;
  const comment = commentText(lineAt(page, index));
  return comment === undefined || /^[ \t]*#/.test(lineAt(page, index)) ? undefined : marksIn(comment);
};

/** Set-up that readers don't see: `<!-- kluster-gen=setup python`, lines of code, `-->`. */
const hidden = (page: Page): readonly Raw[] => {
  const found = page.text.matchAll(
    /^[ \t]*<!--[ \t]*kluster-gen=setup[ \t]+(\S+)[ \t]*\r?\n([^]*?)\r?\n[ \t]*-->/gm,
  );
  return [...found].flatMap(({ index, 1: name = "", 2: code = "" }) => {
    const language = findLanguage(name)?.name;
    const line = lineNumber(page, lineIndexAt(page, index));
    return language === undefined
      ? []
      : [{ line, language, code: `${code}\n`, marks: { ...unmarked, setup: true } }];
  });
};

/** A line that another file's text stands in for, in the ways of mkdocs, VitePress and snippets of GitBook. */
const inclusion = /^[ \t]*(?:-+8<-+|<<<[ \t]+\S|\{%[ \t]*include\b)/m;

const addedFiles = (page: Page): readonly Included[] => [
  ...includesOf(page.path, page.text).flatMap(({ line, path, ranges, section }) =>
    path === undefined || ranges.length > 0 || section !== undefined ? [] : [{ page: page.path, line, path }],
  ),
  ...[...page.text.matchAll(/^[ \t]*<<<[ \t]+@?\/?([^\s{#]+)[ \t]*(?:\{[^}]*\})?[ \t]*$/gm)].map(
    ({ index, 1: path = "" }) => ({
      page: page.path,
      line: lineNumber(page, lineIndexAt(page, index)),
      path,
    }),
  ),
];

/** What a page publishes as code: its fences in known languages, and the files that it includes. */
export const codeOfPage = (path: RelativePath, text: string): PageCode => {
  const page = scanPage(path, text);
  const all = [...page.fences].map(([first, after]): Raw => {
    const info = opening.exec(lineAt(page, first))?.[1] ?? "";
    return {
      line: lineNumber(page, first),
      ...read(info, codeOf(page, first, after)),
      marks: marksIn(info) ?? marksAbove(page, first) ?? unmarked,
    };
  });
  const raw = [...all, ...hidden(page)].sort((a, b) => a.line - b.line);
  const below = new Map(all.map(({ line }, index) => [line, all[index + 1]?.code]));
  const fences: Fence[] = [];
  const setups = new Map<string, string>();
  const last = new Map<string, Pick<Fence, "text" | "notRun">>();
  for (const each of raw) {
    const { line, language, code, marks } = each;
    if (language === "" || inclusion.test(code)) continue;
    if (marks.setup) {
      setups.set(language, (setups.get(language) ?? "") + code);
      continue;
    }
    const before = marks.continues ? last.get(language) : undefined;
    const own = (before?.text ?? setups.get(language) ?? "") + code;
    const isPlain = marks === unmarked && runnerOf(language) !== undefined;
    const notRun = isPlain ? whyNotRun(language, code) : before?.notRun;
    if (!marks.skip) last.set(language, { text: own, notRun });
    const isOrphan = marks.continues && before === undefined;
    fences.push({
      path,
      line,
      language,
      text: own,
      marks: isOrphan
        ? { ...marks, unknown: [...marks.unknown, "continues (no fence of its language is above)"] }
        : marks,
      shown: marks.shows ? (below.get(line) ?? "") : undefined,
      ...(notRun !== undefined && { notRun }),
    });
  }
  return { fences, included: addedFiles(page) };
};
