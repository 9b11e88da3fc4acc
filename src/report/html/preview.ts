import { micromark } from "micromark";
import { htmlText, visible } from "../../text/emit/html.ts";
import { cellTexts } from "../../page/table.ts";
import { scrolling } from "./document.ts";

/** A line of the page, and its number, counted from 1. */
type Line = { readonly text: string; readonly number: number };

/** A piece of the page, as it will look. */
type Block = {
  readonly html: string;
  readonly changed: boolean;
  /** Whether a change is in it, or lines are gone from it. */
  readonly touched: boolean;
};

/** What a page is shown with. */
export type Preview = {
  /** The numbers of the lines that are new or other than before. */
  readonly changed: ReadonlySet<number>;
  /** The numbers of the lines after which some are gone. */
  readonly cut: ReadonlySet<number>;
  /** The text of a file that the page includes, by the end of its path; undefined where it isn't at hand. */
  readonly textOf: (path: string) => string | undefined;
};

/** So many pieces without a change are shown beside one that has one. */
const around = 2;

const emoji: ReadonlyMap<string, string> = new Map([
  [":white_check_mark:", "✅"],
  [":heavy_check_mark:", "✔"],
  [":x:", "❌"],
]);

/** Quotes and lists so deep in each other are nobody's page, and take a parser minutes. */
const tooDeep = /^(?: {0,3}(?:>|[-*+] |\d{1,9}[.)] )){20,}/m;

/** Markdown as HTML in which nothing loads, runs or leads anywhere: raw HTML is text, links are words, images descriptions. */
const toHtml = (markdown: string): string => {
  if (tooDeep.test(markdown)) return `<pre>${htmlText(markdown)}</pre>`;
  return micromark(markdown.replace(/(\]\([^)\n]{0,2000}\))\{[^{}\n]{0,200}\}/g, "$1"))
    .replace(/<a href="[^"]*"[^>]*>/g, '<span class="link">')
    .replaceAll("</a>", "</span>")
    .replace(/<img src="[^"]*" alt="([^"]*)"[^>]*>/g, '<span class="image">$1</span>')
    .replace(/<h([1-6])>/g, '<p class="h$1">')
    .replace(/<\/h[1-6]>/g, "</p>")
    .replace(
      /<code[^>]*>[^]*?<\/code>|:\w+:|&lt;br ?\/?&gt;/g,
      (found) => emoji.get(found) ?? (found.startsWith("&lt;br") ? "<br>" : found),
    );
};

/** A cell's or a title's Markdown, without a paragraph around it. */
const inline = (markdown: string): string => toHtml(markdown.trim()).replace(/^<p>|<\/p>$/g, "");

const included = /^\s*-{1,}8<-{1,} +["']([^"']+)["']\s*$/;

/** Lines with the files that they include, where those are at hand. */
const withFiles = (lines: readonly Line[], { textOf }: Preview): string =>
  lines
    .map(({ text }) => {
      const path = included.exec(text)?.[1];
      const file = path === undefined ? undefined : textOf(path);
      const indent = /^\s*/.exec(text)?.[0] ?? "";
      return file === undefined ? text : file.trimEnd().replace(/^(?=.)/gm, indent);
    })
    .join("\n");

const block = (html: string, lines: readonly Line[], { changed, cut }: Preview): Block => {
  const isChanged = lines.some(({ number }) => changed.has(number));
  return { html, changed: isChanged, touched: isChanged || lines.some(({ number }) => cut.has(number)) };
};

const tableBlock = (lines: readonly Line[], preview: Preview): Block => {
  const row = ({ text, number }: Line, cell: string): string =>
    `<tr${preview.changed.has(number) ? ' class="new"' : ""}>${cellTexts(text)
      .map((each) => `<${cell}>${inline(each.replaceAll("\\|", "|"))}</${cell}>`)
      .join("")}</tr>`;
  const [head, , ...body] = lines;
  const header = head === undefined ? "" : `<thead>${row(head, "th")}</thead>`;
  const rows = `<tbody>${body.map((line) => row(line, "td")).join("")}</tbody>`;
  return block(scrolling("Table", `<table>${header}${rows}</table>`), lines, preview);
};

const container = /^( *)(\?\?\?\+?|!!!|===)(?: +([\w-]+(?: +[\w-]+)*))?(?: +"(.*)")? *$/;

const containerBlock = (found: RegExpExecArray, lines: readonly Line[], preview: Preview): Block => {
  const [, , sign = "", type = "", title] = found;
  const inside = lines.slice(1).map((line) => ({ ...line, text: line.text.replace(/^(?: {4}|\t)/, "") }));
  const { changed, touched } = block("", lines, preview);
  const body = blocksOf(inside, preview)
    .map(({ html }) => html)
    .join("\n");
  const name = inline(title ?? type);
  const html = sign.startsWith("?")
    ? `<details${changed ? " open" : ""}><summary>${name}</summary>${body}</details>`
    : `<div class="note"><p><strong>${name}</strong></p>${body}</div>`;
  return { html, changed, touched };
};

/** The line after the last of a container's: blank ones and those indented below it. */
const containerEnd = (lines: readonly Line[], first: number): number => {
  let end = first + 1;
  for (let at = end; at < lines.length; at += 1) {
    const { text = "" } = lines[at] ?? {};
    if (/^(?: {4}|\t)/.test(text)) end = at + 1;
    else if (text.trim() !== "") break;
  }
  return end;
};

const whileFrom = (lines: readonly Line[], first: number, holds: (text: string) => boolean): number => {
  let end = first;
  while (end < lines.length && holds(lines[end]?.text ?? "")) end += 1;
  return end;
};

const fenceEnd = (lines: readonly Line[], first: number, fence: string): number => {
  const close = whileFrom(
    lines,
    first + 1,
    (text) => !(text.trim().startsWith(fence) && /^\s*[`~]+\s*$/.test(text)),
  );
  return Math.min(close + 1, lines.length);
};

const isDelimiter = (text: string): boolean => {
  const cells = cellTexts(text);
  return cells.length > 0 && cells.every((cell) => /^:?-+:?$/.test(cell.trim()));
};

const blocksOf = (lines: readonly Line[], preview: Preview): readonly Block[] => {
  const blocks: Block[] = [];
  const markdown = (first: number, last: number): number => {
    const some = lines.slice(first, last);
    if (some.some(({ text }) => text.trim() !== ""))
      blocks.push(block(toHtml(withFiles(some, preview)), some, preview));
    return last;
  };
  for (let at = 0; at < lines.length; ) {
    const { text = "" } = lines[at] ?? {};
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    const opened = container.exec(text);
    const path = included.exec(text)?.[1];
    if (text.startsWith("<!--")) at = whileFrom(lines, at, (line) => !line.includes("-->")) + 1;
    else if (fence !== undefined) at = markdown(at, fenceEnd(lines, at, fence));
    else if (opened !== null && opened[1] === "") {
      const end = containerEnd(lines, at);
      blocks.push(containerBlock(opened, lines.slice(at, end), preview));
      at = end;
    } else if (text.includes("|") && isDelimiter(lines[at + 1]?.text ?? "")) {
      const end = whileFrom(lines, at, (line) => line.includes("|"));
      blocks.push(tableBlock(lines.slice(at, end), preview));
      at = end;
    } else if (path !== undefined && preview.textOf(path) === undefined) {
      const html = `<p class="soft">What is in <code>${htmlText(path)}</code></p>`;
      blocks.push(block(html, lines.slice(at, at + 1), preview));
      at += 1;
    } else if (text.trim() === "" || /^ {0,3}#{1,6}\s/.test(text)) at = markdown(at, at + 1);
    else {
      // What is indented below it, and what blank lines part within a list, is of it.
      let end = at + 1;
      for (let next = end; next < lines.length; next += 1) {
        const line = lines[next]?.text ?? "";
        if (line.trim() === "") continue;
        const goesOn = next === end || /^\s/.test(line);
        if (!goesOn || container.test(line) || /^ {0,3}(?:`{3,}|~{3,}|#{1,6}\s)/.test(line)) break;
        if (line.includes("|") && isDelimiter(lines[next + 1]?.text ?? "")) break;
        end = next + 1;
      }
      at = markdown(at, end);
    }
  }
  return blocks;
};

/** The page without what its generator reads for itself. */
const withoutFrontMatter = (lines: readonly Line[]): readonly Line[] => {
  if (lines[0]?.text !== "---") return lines;
  const end = lines.findIndex(({ text }, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text));
  return end === -1 ? lines : lines.slice(end + 1);
};

/** A Markdown page as its readers will see it, what changes marked, and far from that only how much there is. */
export const previewOf = (text: string, preview: Preview): string => {
  const lines = text.split(/\r?\n/).map((line, index) => ({ text: visible(line), number: index + 1 }));
  const blocks = blocksOf(withoutFrontMatter(lines), preview);
  const isNear = (at: number): boolean =>
    blocks.slice(Math.max(0, at - around), at + around + 1).some(({ touched }) => touched);
  const parts: string[] = [];
  let skipped = 0;
  const skip = (): void => {
    if (skipped > 0)
      parts.push(`<p class="skipped">${skipped} more ${skipped === 1 ? "part" : "parts"} as before</p>`);
    skipped = 0;
  };
  for (const [at, { html, changed }] of blocks.entries()) {
    if (!isNear(at)) {
      skipped += 1;
      continue;
    }
    skip();
    parts.push(changed ? `<div class="fresh">${html}</div>` : html);
  }
  skip();
  return parts.join("\n");
};
