import { frontMatterEnd } from "../../src/page/markdown/scan.ts";
import { indentAt, isBlankLine, lineAt, type Page } from "../../src/page/page.ts";

const comment = /^\s*#\s*kluster-gen[\s:]+keep\b/;
/** `kluster-gen: keep`, in YAML or TOML: quoted, below another key, in braces, or as a map or list of its own. */
const setting =
  /^\s*(?:-\s+)?(?:[\w."'-]+\s*[:=]\s*\{(?:[^}]*[\s,])?\s*)?["']?(?:[\w-]+\.)*kluster-gen["']?(?:\s*[:=][\s["'{]*keep|\.keep)\b(?!["']?\s*[:=]\s*["']?(?:false|no|off)\b)/i;
/** `kluster-gen:` or `[params.kluster-gen]` with what is meant in the lines below. */
const opening = /^\s*(?:["']?kluster-gen["']?\s*:|\[(?:[\w-]+\.)*["']?kluster-gen["']?\])\s*(?:#.*)?$/;
const below = /^\s*(?:-\s+)?["']?keep["']?\s*(?:$|#|[:=]\s*["']?(?:true|yes|on)\b)/i;
const table = /^\s*\[/;
/** A text of several lines: what stands in it is no setting. */
const blockText = /[:-]\s+[|>][+\-\d]*\s*(?:#.*)?$/;
const longText = /"""|'''/g;

/** Whether a page's front matter says that all of it stays. */
export const frontMatterKeeps = (page: Page): boolean => {
  const end = frontMatterEnd((index) => lineAt(page, index), page.lines.length) - 1;
  const isToml = lineAt(page, 0).startsWith("+++");
  let text: number | undefined;
  let isLong = false;
  let open: number | undefined;
  for (let index = 1; index < end; index += 1) {
    if (isBlankLine(page, index)) continue;
    const [line, indent] = [lineAt(page, index), indentAt(page, index)];
    const wasLong = isLong;
    if (isToml && (line.match(longText)?.length ?? 0) % 2 === 1) isLong = !isLong;
    if (text !== undefined && indent > text) continue;
    text = blockText.test(line) ? indent : undefined;
    if (wasLong) continue;
    if (open !== undefined && (table.test(line) || (open >= 0 && indent <= open))) open = undefined;
    if (comment.test(line) || setting.test(line) || (open !== undefined && below.test(line))) return true;
    // What stands in a table of TOML isn't indented.
    if (opening.test(line)) open = table.test(line) ? -1 : indent;
  }
  return false;
};
