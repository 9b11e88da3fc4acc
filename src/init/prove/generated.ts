import { bodyOf, wholeDigest } from "../../../generators/section/made.ts";
import type { Scene } from "../../check/types.ts";
import { type Lock, placeKey, type RowRecord } from "../../model/lock.ts";
import { isText, type Snapshot } from "../../model/file.ts";
import { placeName } from "../../page/region.ts";
import { digest } from "../../text/digest.ts";
import type { Told } from "./told.ts";
import { toMap } from "../../text/group-by.ts";

/** What pages say that a script writes, wherever they say it. */
const says =
  /\[\[\[cog|(?:do not|don't|never) (?:edit|modify)|auto-?generated|@generated|(?:generated|written|updated) (?:automatically|by (?:a|the) script)|automatically (?:generated|updated)/i;

const comments = /<!--[^]*?-->|\{\/\*[^]*?\*\/\}|^\.\. (?![\w-]+::|_|\|).*$|^\[\/\/\]: # .*$|^\/\/ .*$/gm;

/** What comments say around what a script writes; in running text, models generate things as well. */
const marks =
  /\bgenerated\b|\b(?:begin|start)\b.*\b(?:models?|table|list|catalog|pricing)\b|\b(?:models?|table|list|catalog|pricing)\b.*\b(?:begin|start)\b/i;

/** Whether a comment says so; an address in it says nothing. */
const comes = (text: string, pattern: RegExp): boolean =>
  pattern.test(text.replace(/\bhttps?:\S+/g, "").replace(/[_:/-]/g, " "));

/** What a page shows as code, and what it says that it isn't. */
const code = /^[ \t]*(`{3,}|~{3,}).*\n[^]*?^[ \t]*\1/gm;
const denials = /\b(?:not|never|no longer|isn't|aren't) (?:auto\S* ?)?generated\b/gi;

/** What a line of running text speaks of where it speaks of the page. */
const thisPage = /\b(?:this|these|the)(?: \w+)? (?:page|file|table|list|section|document|readme)s?\b/i;

/** Whether a line of running text is an order about the page, or says what it is: more may be said of what it shows. */
const isOrder = (line: string): boolean => {
  const at = says.exec(line)?.index;
  return at !== undefined && (!/\w/.test(line.slice(0, at)) || thisPage.test(line));
};

/** The parts of a page that it says a script writes: from a comment to the one that ends it, or the whole page. */
export const generatedIn = (text: string): readonly { readonly first: number; readonly last: number }[] => {
  const own = text
    .replace(code, (block) => block.replace(/[^\n]+/g, ""))
    .replace(denials, (words) => words.replace(/\S/g, "-"));
  const lineAt = (offset: number): number => own.slice(0, offset).split("\n").length - 1;
  const found = [...own.matchAll(comments)].map(({ 0: comment, index }) => ({
    comment,
    line: lineAt(index),
  }));
  const whole = { first: 0, last: Number.POSITIVE_INFINITY };
  const told = found.filter(
    ({ comment }) => !isEnd.test(comment) && (says.test(comment) || comes(comment, marks)),
  );
  const rest = found.reduce((left, { comment }) => left.replace(comment, ""), own);
  const regions = told.map(({ line }) => {
    const end = found.find((other) => other.line > line && comes(other.comment, ends));
    return end === undefined ? whole : { first: line, last: end.line };
  });
  return rest.split("\n").some(isOrder) ? [...regions, whole] : regions;
};

/** A comment that says nothing but that something ends. */
const isEnd = /^\W*(?:end|stop|finish)\b/i;

/** What the comment that ends such a part says. */
const ends = /\b(?:end|stop|finish)\b/i;

/** Fewer rows than these may have been filled in by hand, however well the catalog explains them. */
const leastRows = 30;
const leastShare = 0.8;

/** How a page's tables are known to be a script's: the page says so, or they look like it. */
export type Generated = "said" | "likely";

/** Whether tables of a page are a script's: it says so, or is little else than tables, of which the catalog gives nearly all. */
export const generatedAs = (
  isSaid: boolean,
  lines: number,
  tables: readonly Told[],
): Generated | undefined => {
  if (tables.length === 0 || tables.some(({ rows, owned }) => owned < rows)) return undefined;
  if (isSaid) return "said";
  const sum = (of: (told: Told) => number): number => tables.reduce((all, told) => all + of(told), 0);
  const explained = sum((told) => told.explained);
  const all = explained + sum(({ pinned, people }) => pinned.length + people);
  if (sum((told) => told.rows) < leastRows || explained < all * leastShare) return undefined;
  return sum((told) => told.lines) * 2 >= lines ? "likely" : undefined;
};

/** The entries of a lock, those with what people wrote in them besides as they were found: they go with their models. */
const foundEntries = ({ entries }: Lock, sections: Scene["sections"]): Lock["entries"] => {
  const found = new Map(entries);
  for (const { settings, page, owners } of sections)
    for (const [block, [entry, another]] of owners) {
      const key = placeKey(settings.page, placeName(settings), entry?.id ?? "");
      const record = entries.get(key);
      const body = bodyOf(page, block);
      if (another !== undefined || record?.body === undefined || record.body === digest(body)) continue;
      found.set(key, { ...record, found: wholeDigest(block.title, body) });
    }
  return found;
};

/** The files of a lock, those with what people wrote in them as they were found. */
const foundFiles = ({ files }: Lock, snapshot: Snapshot): Lock["files"] =>
  toMap(files, ([key, record]) => {
    const file = snapshot.get(record.path);
    const differs = file !== undefined && record.owner === "tool" && !isText(file, record.digest);
    return [key, differs ? { ...record, found: file.digest } : record];
  });

/** A lock with cells as they were found, until the catalog says otherwise; with `adopts` rows go whatever stood in them. */
export const withFound = (lock: Lock, { tables, sections, snapshot }: Scene, adopts: boolean): Lock => {
  const rows = new Map(lock.rows);
  for (const { matched } of tables) {
    const { settings, columns, owners, read, table } = matched;
    if (settings.claim !== "all" && !adopts) continue;
    const byPlace = new Map(columns.map((match) => [match.at, match] as const));
    for (const [row, { id, variant, texts }] of owners) {
      const key = placeKey(settings.page, placeName(settings), id, variant);
      const record = rows.get(key);
      const found = row.cells.flatMap((cell, at) => {
        const seen = read(cell.text);
        const match = byPlace.get(at);
        const header = match?.header ?? read(table.header.cells[at]?.text ?? `#${at}`);
        const isCatalogs = match?.column.owner === "catalog";
        const differs = isCatalogs ? seen !== texts[match.index] : adopts && seen !== "";
        return differs ? [[header, seen] as const] : [];
      });
      if (record === undefined || found.length === 0) continue;
      const next: RowRecord = {
        ...record,
        owner: "tool",
        found: { ...record.found, ...Object.fromEntries(found) },
      };
      rows.set(key, next);
    }
  }
  if (!adopts) return { ...lock, rows };
  return { ...lock, rows, entries: foundEntries(lock, sections), files: foundFiles(lock, snapshot) };
};
