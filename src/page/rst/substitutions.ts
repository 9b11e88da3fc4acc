import type { Definition, Definitions } from "../../model/definition.ts";
import { nameOf } from "../definitions/substitute.ts";
import { lineAt, type Page } from "../page.ts";
import { endOfDeeper } from "./directives.ts";
import { linesIn } from "../row-lines.ts";

const opening = /^([ \t]*\.\.[ \t]+\|(?!\s)([^|]*[^|\s])\|[ \t]+replace::[ \t]*)(.*?)[ \t]*$/;

/** The texts that a page gives names to; one in several lines has no place to be edited. */
export const substitutionsIn = (page: Pick<Page, "text" | "lines" | "opaque">): Definitions => {
  const found = new Map<string, Definition>();
  for (const [index, { start }] of page.lines.entries()) {
    if (page.opaque[index] === true) continue;
    const [, before = "", name = "", value = ""] = opening.exec(lineAt(page, index)) ?? [];
    if (name === "") continue;
    const last = endOfDeeper(page, index, page.lines.length);
    const more = linesIn(page, { first: index + 1, last }).map((line) => line.trim());
    const at = start + before.length;
    found.set(
      nameOf(name),
      more.length === 0
        ? { value, start: at, end: at + value.length }
        : { value: [value, ...more].join(" ").trim() },
    );
  }
  return found;
};
