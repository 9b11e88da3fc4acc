import { lineAt, type Page } from "../page.ts";
import type { Edit } from "../splice.ts";

/** A value that a page gives a name, and where it stands. */
type Definition = { readonly value: string; readonly start: number; readonly end: number };

/** The attributes that a page gives values to, as they are at its end. */
export type Attributes = ReadonlyMap<string, Definition>;

const reference = /(?<!\\)\{([A-Za-z0-9_][\w-]*)\}/g;

/** A text with the values of the attributes in it. */
export const withAttributes = (attributes: Attributes, text: string): string =>
  text.includes("{")
    ? text.replace(reference, (all, name: string) => attributes.get(name.toLowerCase())?.value ?? all)
    : text;

/** The attributes of a page; one whose value goes on in the next line is none. */
export const attributesIn = (page: Page): Attributes => {
  const found = new Map<string, Definition>();
  for (const [index, { start }] of page.lines.entries()) {
    if (page.text[start] !== ":" || page.opaque[index] === true) continue;
    const [, before = "", name = "", value = ""] =
      /^(:([\w-]+):[ \t]+)(\S.*?)[ \t]*$/.exec(lineAt(page, index)) ?? [];
    if (name === "" || value.endsWith("\\")) continue;
    const at = start + before.length;
    found.set(name.toLowerCase(), { value: withAttributes(found, value), start: at, end: at + value.length });
  }
  return found;
};

/**
 * The edit of the value behind a text that is nothing but an attribute, where the page has no other use for it and the
 * new value is plain: markup means nothing in an attribute.
 */
export const attributeEdit = (
  page: Page,
  attributes: Attributes,
  { written, value }: { readonly written: string; readonly value: string },
): Edit | undefined => {
  const name = /^\{([\w-]+)\}$/.exec(written)?.[1];
  const definition = attributes.get(name?.toLowerCase() ?? "");
  if (definition === undefined || !/^[\w$%(][\w .,$%/()-]*$/.test(value)) return undefined;
  const uses = page.text.split(written).length - 1;
  return uses === 1 ? { start: definition.start, end: definition.end, text: value } : undefined;
};
