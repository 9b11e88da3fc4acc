import type { Definition, Definitions } from "../../model/definition.ts";
import { nameOf } from "../definitions/substitute.ts";
import { lineAt, type Page } from "../page.ts";

/** The attributes that a page gives values to, as they are at its end; one whose value goes on in the next line is none. */
export const attributesIn = (page: Pick<Page, "text" | "lines" | "opaque">): Definitions => {
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
