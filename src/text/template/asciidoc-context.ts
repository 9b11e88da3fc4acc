import { BASH, blotted, type PageContext } from "./page-context.ts";
import type { Tag } from "./context.ts";

/** What stands between two such lines is text as it is; after the signs of Markdown comes the language. */
const BLOCK = /^(?:(-{4,}|\.{4,}|\+{4,}|\/{4,})|(`{3,})(\S*))[ \t]*$/;
const SOURCE = /^\[(?:source|listing)?(?:%\w+)*,[ \t]*([\w+#-]+)/;

/** The place that each line is, where it is in a block of text as it is. */
const placesOf = (lines: readonly string[]): readonly (PageContext | undefined)[] => {
  const places: (PageContext | undefined)[] = [];
  let end: string | undefined;
  let inside: PageContext = "closed";
  let language = "";
  for (const line of lines) {
    const [, signs, ticks, info = ""] = BLOCK.exec(line) ?? [];
    const opening = signs ?? ticks;
    if (end !== undefined) {
      places.push(line.trimEnd() === end ? "closed" : inside);
      if (line.trimEnd() === end) end = undefined;
    } else if (opening !== undefined) {
      end = opening;
      const code = BASH.test(ticks === undefined ? language : info) ? "shell" : "fence";
      inside = opening.startsWith("/") ? "comment" : opening.startsWith("+") ? "closed" : code;
      places.push("closed");
    } else {
      const [, said] = SOURCE.exec(line) ?? [];
      // Other attributes and a title may stand between what says the language and the block.
      if (said !== undefined || !/^(?:\[.*\]|\.\S.*)$/.test(line)) language = said ?? "";
      places.push(undefined);
    }
  }
  return places;
};

/** Lines and macros whose target is the name of a file, and lines that say how the next block is read. */
const FILE = /^(?:include|image|video|audio)::?[^[]*$|(?:image|icon):[^\s[]*$/;
const SPEC = /^\[(?!\[|#)|^(?:ifn?def|ifeval|endif)::/;
const ADDRESS = /^\[(?:\[|#)[^\]]*$|(?:\b(?:link|xref|mailto|https?|anchor):|<<)[^\s[,>]*$/;

/** In which place of a page of AsciiDoc each tag of a template stands, by reading its fixed text. */
export const asciidocContexts = (text: string, tags: readonly Tag[]): readonly PageContext[] => {
  const plain = blotted(text, tags);
  const places = placesOf(plain.split("\n"));
  return tags.map(({ start }): PageContext => {
    const before = plain.slice(plain.lastIndexOf("\n", start - 1) + 1, start);
    const place = places[plain.slice(0, start).split("\n").length - 1];
    if (place !== undefined) return place;
    if (before.startsWith("//")) return "comment";
    if (FILE.test(before) || SPEC.test(before)) return "closed";
    if (ADDRESS.test(before)) return "address";
    return (before.match(/`/g) ?? []).length % 2 === 0 ? "text" : "closed";
  });
};
