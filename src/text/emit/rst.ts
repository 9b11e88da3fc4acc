import { groupsOf } from "./groups.ts";
import { richText } from "./rich.ts";
import { oneLine, replaceUnseen } from "./unicode.ts";

/** One piece of inline markup. */
const MARKUP = new RegExp(
  [
    "(?<!\\\\)``(?<code>(?:[^`]|`(?!`))+)``",
    "(?::(?<role>[A-Za-z][\\w:+.-]*):)?(?<![\\\\`])`(?<target>(?:[^`\\\\]|\\\\[^])+)`(?::[A-Za-z][\\w:+.-]*:|__?(?![\\p{L}\\p{Nd}]))?",
    "\\\\(?<escaped>[^])",
    "(?<![\\p{L}\\p{Nd}*\\\\])\\*\\*(?=\\S)(?<strong>(?:[^*\\\\]|\\\\[^]|\\*(?!\\*))+?)(?<=\\S)\\*\\*(?![\\p{L}\\p{Nd}])",
    "(?<![\\p{L}\\p{Nd}*\\\\])\\*(?=\\S)(?<em>(?:[^*\\\\]|\\\\[^])+?)(?<=\\S)\\*(?![\\p{L}\\p{Nd}])",
    "(?<=[\\p{L}\\p{Nd}])__?(?![\\p{L}\\p{Nd}_])(?=$|[\\s.,;:!?)\\]}>'\"/-])",
  ].join("|"),
  "gsu",
);

const SIGNS = /[`*_\\]/;

/** Roles that show their text: in it no sign says what of a target is shown. */
const TEXT_ROLE = /^(?:code|literal|math|emphasis|strong|su[bp]|(?:sub|super)script|title(?:-reference)?)$/;

/** What a role or a reference shows: its text, without the target in angle brackets. */
const shownOf = (role: string | undefined, target: string): string => {
  const titled = /^([^]+?)\s*(?<!\\)<[^<>]*>$/.exec(target)?.[1];
  const isText = TEXT_ROLE.test(role ?? "");
  const text = isText ? target : (titled ?? (role === undefined ? target : target.replace(/^[!~]/, "")));
  return text.replace(/\\([^])/g, (_, char: string) => (/\s/.test(char) ? "" : char));
};

const read = (written: string): string =>
  written.replace(MARKUP, (...match) => {
    const at = groupsOf(match);
    const [code, role, target, escaped] = [at("code"), at("role"), at("target"), at("escaped")];
    if (code !== undefined) return code;
    if (target !== undefined) return shownOf(role, target);
    if (escaped !== undefined) return /\s/.test(escaped) ? "" : escaped;
    const inner = at("strong") ?? at("em");
    return inner === undefined ? "" : read(inner);
  });

/** What a person sees of a text: without markup, each run of white space one space. */
export const readText = (written: string): string => {
  const text = written.trim();
  return (SIGNS.test(text) ? read(text) : text).replace(/\s+/g, " ").trim();
};

/** What begins something else than a paragraph: a list, an option, a comment, a field, a table, a line block. */
const BLOCK_START =
  /^(?:[-+*•‣⁃](?=\s|$)|--?\w|\/\w|\.\.(?=\s|$)|__(?=\s|$)|:(?=[^:]*:)|\|(?=\s|$)|>>>|\+[-=]|([!-/:-@[-`{-~])\1{2,}\s*$|=+(?=\s|$))/u;

const ENUMERATED = /^(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#))(?=[.)](?:\s|$))/u;

/** What would be a link of its own to a script, or to what it says itself. */
const scripts = /\b(?:javascript|vbscript|data|blob|file)(?=:)/gi;

const ordinary = /^[A-Za-z0-9][A-Za-z0-9 ,/+%$()-]*$/;

/** A value as text on one line, at the start of a paragraph or anywhere in it. */
export const writeText = (value: string): string => {
  const line = oneLine(value);
  if (ordinary.test(line) && !ENUMERATED.test(line)) return line;
  const text = replaceUnseen(line, () => "").trim();
  const start = BLOCK_START.exec(text) === null ? "" : text.slice(0, 1);
  const escaped = text
    .slice(start.length)
    .replace(/[\\*`|<]/g, "\\$&")
    .replace(/_(?![\p{L}\p{Nd}])/gu, "\\_")
    .replace(scripts, "$&\\")
    .replace(/::$/, ":\\:");
  const body = (start === "" ? "" : `\\${start}`) + escaped;
  return body.replace(ENUMERATED, (name) => `${name}\\`);
};

/** Marks of a value that is code, until what stands around it is known. */
const [open, close] = ["\uf8f0", "\uf8f1"];

/** A value that stands between backticks, of which one is written already on each side. */
export const markCode = (value: string): string =>
  `\`${open}${oneLine(value.replaceAll(open, "").replaceAll(close, ""))}${close}\``;

/** A value as code. */
export const literalText = (text: string): string => {
  const value = oneLine(text);
  if (value === "") return "";
  const isPlain = !/``|^[`\s]|[`\s\\]$/.test(value);
  return isPlain ? `\`\`${value}\`\`` : `:literal:\`${value.replace(/[\\`]/g, "\\$&")}\``;
};

/** Code as its place asks for: between two backticks as it is, in a role with what would end it escaped. */
export const settleCode = (written: string): string =>
  written.includes(open)
    ? written
        .replace(/``\uf8f0([^\uf8f1]*)\uf8f1``/g, (_, value: string) => literalText(value))
        .replace(/\uf8f0([^\uf8f1]*)\uf8f1/g, (_, value: string) => value.replace(/[\\`<]/g, "\\$&"))
    : written;

/** Markup with what parts it from signs and letters beside which it would be none. */
const beside = (written: string, before: string, after: string): string => {
  const starts = /(?:^|[\s/:"'(<[{-])$/.test(before);
  const isQuoted = /["'(<[{]$/.test(before) && /^[`*]+["')>\]}]/.test(written);
  return `${starts && !isQuoted ? "" : "\\ "}${written}${/^(?:$|[\s'")\]}>/\\:.,;!?-])/.test(after) ? "" : "\\ "}`;
};

/** A value that is Markdown as text with the same code, links and emphasis; no markup stands in another. */
export const rstRich = (value: string, address: (value: string) => string): string =>
  richText(value, {
    ...{ text: writeText, code: literalText, address, beside, nests: false },
    link: (label, to) => `\`${label} <${to}>\`__`,
    strong: (words) => `**${words}**`,
    emphasis: (words) => `*${words}*`,
  });
