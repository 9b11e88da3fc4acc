import type { Definition, Definitions, RelativePath } from "../../model/file.ts";
import { readText } from "../../text/emit/asciidoc.ts";
import { type Heading, lineAt, type Lines, type Page, splitLines } from "../page.ts";
import { nameOf } from "../definitions/substitute.ts";

/** The attributes that a page gives values to, as they are at its end; one whose value goes on in the next line is none. */
const attributesIn = (page: Pick<Page, "text" | "lines" | "opaque">): Definitions => {
  const found = new Map<string, Definition>();
  for (const [index, { start }] of page.lines.entries()) {
    if (page.opaque[index] === true) continue;
    const [, before = "", name = "", value = ""] =
      /^(:([\w-]+):[ \t]+)(\S.*?)[ \t]*$/.exec(lineAt(page, index)) ?? [];
    if (name === "" || value.endsWith("\\")) continue;
    const at = start + before.length;
    found.set(nameOf(name), { value, start: at, end: at + value.length });
  }
  return found;
};

/** A line without the white space at its end: it means nothing here. */
export const textAt = (page: Lines, index: number): string => lineAt(page, index).trimEnd();

/** Blocks between two lines of signs in which nothing is markup: code, literal text, what passes through, comments. */
const verbatim = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}\S*)$/;

/** The names in a line that gives some to the block below it: `[[id]]`, `[#id]`, `[id=…]`. */
export const idsIn = (line: string): readonly string[] => {
  const name =
    /^\[\[([^\],]+)(?:,[^\]]*)?\]\]$/.exec(line)?.[1] ??
    /^\[[^\],]*#([^\],.%]+)[^\]]*\]$/.exec(line)?.[1] ??
    /^\[(?:.*,\s*)?id="?([^\]",]+)"?[^\]]*\]$/.exec(line)?.[1];
  return name === undefined ? [] : [name];
};

/** What stands above a block and belongs to it: its attributes, its anchors and its title. */
export const attached = /^(?:\[.*\]|\.[^\s.].*)$/;

/** The first of the lines above a line that belong to its block. */
export const attachedAbove = (page: Lines, line: number): number => {
  let first = line;
  while (attached.test(textAt(page, first - 1))) first -= 1;
  return first;
};

/** The name that a heading has by its text. */
const autoId = (text: string): string =>
  `_${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s._-]/gu, "")
    .replace(/[\s._-]+/g, "_")
    .replace(/^_|_$/g, "")}`;

const headingAt = (page: Lines, index: number): Heading | undefined => {
  const [, signs = "", written = ""] =
    /^(={1,6}|#{1,6})[ \t]+(\S.*?)(?:[ \t]+\1)?$/.exec(textAt(page, index)) ?? [];
  if (signs === "") return undefined;
  const text = written.replace(/\s*\[\[[^\]]*\]\]/g, "");
  const first = attachedAbove(page, index);
  const above = Array.from({ length: index - first }, (_, at) => idsIn(textAt(page, first + at))).flat();
  const inline = [...written.matchAll(/\[\[([^\],]+)[^\]]*\]\]/g)].map(([, id = ""]) => id);
  const shown = readText(text);
  const ids = [...above, ...inline, autoId(shown)];
  return { level: signs.length, text, shown, ids, first, line: index };
};

/** The line after a paragraph of code, which attributes above make it, and no lines around it. */
const codeEnd = (page: Lines, index: number): number | undefined => {
  if (!/^\[(?:source|listing|,)/.test(textAt(page, index))) return undefined;
  let last = index + 1;
  while (attached.test(textAt(page, last))) last += 1;
  if (verbatim.test(textAt(page, last)) || /^(?:--)?$/.test(textAt(page, last))) return undefined;
  while (textAt(page, last) !== "") last += 1;
  return last;
};

/** Scans a page of AsciiDoc into lines, headings and all in which nothing is markup. */
export const scanAsciidoc = (path: RelativePath, text: string): Page => {
  const lines = splitLines(text);
  const page = { text, lines };
  const opaque = lines.map(() => false);
  const fences = new Map<number, number>();
  const headings: Heading[] = [];
  let unclosed: number | undefined;
  let table: string | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = textAt(page, index);
    if (/^[|!,:]={3,}$/.test(line)) {
      if (table === undefined) table = line;
      else if (table === line) table = undefined;
    }
    if (verbatim.test(line) || (index === 0 && line === "---")) {
      const end = /`+/.exec(line)?.[0] ?? line;
      let last = index + 1;
      while (last < lines.length && textAt(page, last) !== end) last += 1;
      if (last === lines.length) unclosed ??= index;
      opaque.fill(true, index, last + 1);
      if (!/^[/+]|^---$/.test(line)) fences.set(index, Math.min(last + 1, lines.length));
      index = last;
      continue;
    }
    const end = table === undefined ? codeEnd(page, index) : undefined;
    if (end !== undefined) {
      opaque.fill(true, index + 1, end);
      fences.set(index, end);
      index = end - 1;
      continue;
    }
    const heading = table === undefined ? headingAt(page, index) : undefined;
    if (heading !== undefined) headings.push(heading);
  }
  const definitions = attributesIn({ text, lines, opaque });
  return { path, markup: "asciidoc", text, lines, opaque, headings, fences, unclosed, definitions };
};
