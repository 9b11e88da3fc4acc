import { groupsOf } from "./groups.ts";

/** How the parts of a text are written in the markup of a page. */
export type RichWriters = {
  /** Text without markup. */
  readonly text: (value: string) => string;
  readonly code: (value: string) => string;
  /** A link whose text is written already; left out where code is all that a place takes. */
  readonly link?: (text: string, address: string) => string | undefined;
  /** The address of a link; empty where none may lead there. */
  readonly address?: (value: string) => string;
  /** What ends a line within the text, as it is typed. */
  readonly lineEnd?: (tag: string) => string;
  readonly strong?: (text: string) => string;
  readonly emphasis?: (text: string, sign: string) => string;
  /** Whether code may stand in a link and in strong words; it may where this is left out. */
  readonly nests?: false;
  /** Markup as it is read beside what stands before and after it; left out where it is read anywhere. */
  readonly beside?: (written: string, before: string, after: string) => string;
};

/**
 * What of Markdown stays: code, links without titles, strong and emphasised words, ends of lines; and links as AsciiDoc
 * has them, in which catalogs of such documentation are written.
 */
const token =
  /(?<!`)`(?!`)(?<code>[^`\n]+)`(?!`)|(?<lineEnd><br ?\/?>)|(?<!!)\[(?<label>(?:[^[\]`\n]|`[^`\n]+`)+)\]\((?<address>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)\)|\*\*(?=\S)(?<strong>(?:[^*\n`]|`[^`\n]+`)+?)(?<=\S)\*\*|(?<![\p{L}\p{N}*])\*(?=[^\s*])(?<starred>[^*\n`]+?)(?<=[^\s*])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=[^\s_])(?<lined>[^_\n`]+?)(?<=[^\s_])_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}/:(<])(?<led>https?:\/\/[^\s()<>[\]"'`|]+)\[(?<shown>[^[\]`\n=]+)\](?!\()/gu;

/** Whether a value is Markdown by more than chance: signs around a word may be a name's. */
export const isRich = (value: string): boolean =>
  /[`[*]/.test(value) && [...value.matchAll(token)].some(({ 0: sign }) => /^(?:`|\[|\*\*|http)/.test(sign));

/** Stands for what is written already: no markup anywhere, longer than any run of it in the value, and with an end of its own. */
const sign = "§";

/** A value that is Markdown: its code, links and emphasis are markup, and all else is escaped as in any value. */
export const richText = (value: string, writers: RichWriters): string => {
  const { text, code, link, address, strong, emphasis, beside } = writers;
  const longest = Math.max(0, ...(value.match(/§+/g) ?? []).map(({ length }) => length));
  const hole = `${sign.repeat(longest + 1)}¤`;
  const written: string[] = [];
  const inner = (own: string, around: ((words: string) => string | undefined) | undefined) => {
    const words =
      writers.nests === false
        ? text(own.replaceAll("`", ""))
        : richText(own, { text, code, ...(beside === undefined ? {} : { beside }) });
    return words === "" ? undefined : around?.(words);
  };
  const made = (at: (name: string) => string | undefined): string | undefined => {
    const [ticked, label, bold] = [at("code"), at("label") ?? at("shown"), at("strong")];
    const [starred, lined] = [at("starred"), at("lined")];
    if (ticked !== undefined) return code(ticked);
    if (at("lineEnd") !== undefined) return writers.lineEnd?.(at("lineEnd") ?? "");
    if (bold !== undefined) return inner(bold, strong);
    if (starred !== undefined) return inner(starred, (words) => emphasis?.(words, "*"));
    if (lined !== undefined) return inner(lined, (words) => emphasis?.(words, "_"));
    const led = address?.(at("address") ?? at("led") ?? "") ?? "";
    return label === undefined || led === "" ? undefined : inner(label, (words) => link?.(words, led));
  };
  const around = value.trim().replace(token, (whole: string, ...match) => {
    const own = made(groupsOf(match));
    if (own === undefined) return whole;
    written.push(own);
    return hole;
  });
  const [first = "", ...pieces] = text(around).split(hole);
  return pieces.reduce((all, piece, at) => {
    const own = written[at] ?? "";
    return all + (beside?.(own, all, piece || (written[at + 1] ?? "")) ?? own) + piece;
  }, first);
};
