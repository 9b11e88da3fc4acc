/** What a markup has at the end of a cell for a note about it. */
const marks = {
  /** `$5[^1]`, `128K<sup>2</sup>`, `yes\*`, `yes†`, `Auk 3 🆕`. */
  markdown:
    /(?:\[\^[^\][\s]+\]|<sup>[^<>]+<\/sup>|\\\*|[†‡]|(?<=[\p{L}\p{N})`~] )\p{Extended_Pictographic}\uFE0F?)$/u,
  rst: /\[(?:#\w*|\d+|\*)\]_$/u,
  asciidoc: /footnote:\w*\[[^\][]*\]$/u,
} as const;

/** A note is no longer than this, and more of them are something else. */
const mostChars = 400;
const mostNotes = 6;

/** A lone asterisk emphasises nothing. */
const endsWithStar = (text: string): boolean =>
  text.indexOf("*") === text.length - 1 && text.at(-1) === "*" && text.at(-2) !== "\\";

/** Finds the marks of notes at the end of a cell, with the white space before them: footnotes, asterisks, daggers. */
export const notesIn =
  (markup: keyof typeof marks) =>
  (written: string): string => {
    const text = written.trim();
    let bare = text;
    for (let count = 0; count < mostNotes; count += 1) {
      const rest = bare.slice(-mostChars);
      const isStar = markup === "markdown" && endsWithStar(bare);
      const shorter = isStar ? rest.slice(0, -1) : rest.replace(marks[markup], "");
      const next = bare.slice(0, bare.length - rest.length + shorter.length).trimEnd();
      if (shorter === rest || next === "") break;
      bare = next;
    }
    return text.slice(bare.length);
  };

/** What may stand behind a name in markup of its own: code, emphasis, components, pictures, signs, and brackets with such. */
const behind =
  /\s+(?:(?<=[*_`~)\]>]\s+)\([^()]*\)|`[^`]+`|(\*\*|__|[*_])(?:(?!\1).)+\1|<[A-Z][^<>]*\/>|<([a-z]+)\b[^<>]*>[^<>]*<\/\2>|!\[[^\]]*\]\([^()]*\)|:[a-z][\w-]*:|\{[^{}]*\})$/u;

/** What a cell of Markdown calls, without what stands behind it in markup of its own, and where it is struck out. */
export const nameIn = (written: string): string => {
  let name = written.trim();
  if (name.length > mostChars) return name;
  for (let count = 0; count < mostNotes; count += 1) {
    const next = name.slice(0, name.length - notesIn("markdown")(name).length).replace(behind, "");
    if (next === name || next === "") break;
    name = next;
  }
  return /^~~(.+)~~$/u.exec(name)?.[1] ?? name;
};
