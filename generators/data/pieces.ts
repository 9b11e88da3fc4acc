import type { Place } from "../../src/config/settings.ts";
import { frontMatterEnd } from "../../src/page/markdown/scan.ts";
import { lineAt, lineIndexAt, lineNumber, type Page } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import { readJsLiteral } from "../../src/text/data/json.ts";
import type { DataNode, Unread } from "../../src/text/data/node.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { languageOf } from "./language.ts";
import type { DataLanguage } from "./write.ts";

/** A part of a page that is data: its text, where it begins, and how it is read, now and after edits. */
export type Piece = {
  readonly text: string;
  readonly start: number;
  readonly language: DataLanguage;
  readonly root: DataNode;
  readonly read: (text: string) => DataNode | Unread;
};

/** What of a page can't be read as data, and in which line of the file. */
export type Fault = { readonly line: number; readonly message: string };

/** A stretch of a page's text, before it is read. */
type Unparsed = Omit<Piece, "root">;

/** The info string of a line that opens a fence of data, its language first; undefined of another line. */
export const dataInfo = (line: string): string | undefined =>
  /^[ \t]*(?:`{3,}|~{3,})[ \t]*\{?\.?((?:ya?ml|jsonc?|toml)\b.*)$/i.exec(line)?.[1];

/** Comments, in whatever a page may hold. */
const comments = /<!--[^]*?-->|\/\*[^]*?\*\/|^[ \t]*\/\/[^\n]*/gm;

/** A map with one key, which is a name of JavaScript. */
const named = (name: string, value: DataNode): DataNode => {
  const { start, end } = value;
  const common = { start, end, shared: false, tag: "" };
  const key: DataNode = { type: "scalar", text: name, string: true, quote: "plain", ...common };
  return { type: "map", style: "flow", pairs: [{ key, value }], ...common };
};

/** The literals that a name of JavaScript is given in a region: by a declaration, or as an attribute. */
export const literalsOf = (page: Page, { first, last }: Region, name: string): readonly Unparsed[] => {
  const { text, fences } = page;
  const own = escapePattern(name);
  const declared = `(?:const|let|var)\\s+${own}\\s*(?::[^=;]+)?=\\s*(?=[[{])`;
  const exported =
    name === "default" ? "|export\\s+default\\s+(?=[[{])|module\\.exports\\s*=\\s*(?=[[{])" : "";
  const pattern = new RegExp(
    `(?<![\\w$.])(?:${declared}|(?<=\\s)${own}\\s*=\\s*\\{\\s*(?=[[{])${exported})`,
    "g",
  );
  const hidden = [...text.matchAll(comments)].map(
    ({ 0: all, index }) => [index, index + all.length] as const,
  );
  const isHidden = (at: number): boolean => hidden.some(([start, end]) => start <= at && at < end);
  const inFence = (line: number): boolean => [...fences].some(([from, to]) => from <= line && line < to);
  return [...text.matchAll(pattern)].flatMap(({ 0: all, index }): readonly Unparsed[] => {
    const line = lineIndexAt(page, index);
    if (line < first || line >= last || inFence(line) || isHidden(index)) return [];
    const start = index + all.length;
    const whole = readJsLiteral(text, start);
    const end = "message" in whole ? text.length : whole.node.end;
    const read = (of: string): DataNode | Unread => {
      const literal = readJsLiteral(of, 0);
      if ("message" in literal) return literal;
      const isAll = "message" in whole || literal.next === of.length;
      return isAll
        ? named(name, literal.node)
        : { message: "This is more than a literal.", offset: literal.next };
    };
    return [{ text: text.slice(start, end), start, language: "js", read }];
  });
};

/** The language of a page's front matter. */
export const frontMatterLanguage = (page: Page): "toml" | "yaml" =>
  lineAt(page, 0).startsWith("+++") ? "toml" : "yaml";

/** The language of data that says none, by how it begins. */
const bareLanguage = (text: string): DataLanguage =>
  /^(?:\[{1,2}[A-Za-z_]|[\w.-]+\s*=)/.test(text) ? "toml" : /^[[{]/.test(text) ? "json" : "yaml";

/** What of a region of a page may be data: all of a file, front matter, fences, what stands bare between two lines, literals. */
const unparsedIn = (page: Page, region: Region, { data, marker, between }: Place): readonly Unparsed[] => {
  const { readers, path, fence } = data ?? { path: [] };
  const read = (language: DataLanguage) => (text: string) =>
    readers?.[language]?.(text) ?? { message: "The file is too large.", offset: 0 };
  const part = (first: number, last: number, language: DataLanguage): Unparsed => {
    const start = page.lines[first]?.start ?? 0;
    const end = page.lines[last]?.start ?? page.text.length;
    return { text: page.text.slice(start, Math.max(start, end)), start, language, read: read(language) };
  };
  const [name] = path;
  const literals = typeof name === "string" ? literalsOf(page, region, name) : [];
  if (page.markup === "data" && /\.(?:ya?ml|jsonc?|toml)$/i.test(page.path))
    return [
      { text: page.text, start: 0, language: languageOf(page.path), read: read(languageOf(page.path)) },
    ];
  if (page.markup === "data") return literals;
  const front = frontMatterEnd((index) => lineAt(page, index), page.lines.length);
  const hasFront = region.first === 0 && front > 2;
  const fences = [...page.fences].filter(([from, to]) => from >= region.first && to <= region.last);
  const inside = page.text.slice(page.lines[region.first]?.start).trimStart();
  const inFences = fences.flatMap(([from, to]) => {
    const opening = lineAt(page, from);
    const [language] = dataInfo(opening)?.match(/^\w+/) ?? [];
    const isMeant = language !== undefined && (fence === undefined || opening.includes(fence));
    return isMeant ? [part(from + 1, to - 1, languageOf(`.${language}`))] : [];
  });
  if (fence !== undefined) return inFences;
  const isBare =
    (marker !== undefined || between !== undefined) && fences.length === 0 && !inside.startsWith("<");
  return [
    ...(hasFront ? [part(1, front - 1, frontMatterLanguage(page))] : []),
    ...inFences,
    ...(isBare ? [part(region.first, region.last, bareLanguage(inside))] : []),
    ...literals,
  ];
};

/** The data in a region of a page, and what can't be read of what may be data. */
export const piecesIn = (
  page: Page,
  region: Region,
  place: Place,
): { readonly pieces: readonly Piece[]; readonly faults: readonly Fault[] } => {
  const pieces: Piece[] = [];
  const faults: Fault[] = [];
  for (const piece of unparsedIn(page, region, place)) {
    const root = piece.read(piece.text);
    if ("message" in root)
      faults.push({
        line: lineNumber(page, lineIndexAt(page, piece.start + root.offset)),
        message: root.message,
      });
    else pieces.push({ ...piece, root });
  }
  return { pieces, faults };
};
