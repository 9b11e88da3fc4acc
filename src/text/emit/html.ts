import { printable } from "./printable.ts";

const entities: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Text of which all is seen: what isn't is shown as `\u{…}`; tabs stay. */
export const visible = (text: string): string => text.split("\t").map(printable).join("\t");

/** Text for HTML, between tags and in a quoted attribute; what isn't seen is shown as `\u{…}`. */
export const htmlText = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (char) => entities.get(char) ?? char);
