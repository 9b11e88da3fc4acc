import type { FormatConfig } from "../config.gen.ts";
import { type LineTemplate, namesIn, ownNames, parseLine } from "../../page/line-template.ts";
import type { End, Format, Wrapper } from "../../page/format.ts";
import { escapePattern } from "../../text/escape-pattern.ts";

/** A format with what it takes from its bases; undefined where one isn't there, or is its own. */
export const withBase = (
  name: string,
  formats: ReadonlyMap<string, FormatConfig>,
  presets: ReadonlyMap<string, FormatConfig>,
  way: readonly string[] = [],
): FormatConfig | undefined => {
  // A format may be based on the package's own of the same name.
  const own = way.at(-1) === name ? undefined : formats.get(name);
  const format = own ?? presets.get(name);
  if (format === undefined || (way.includes(name) && own !== undefined)) return undefined;
  if (format.base === undefined) return format;
  const base = withBase(format.base, formats, presets, [...way, name]);
  return base === undefined ? undefined : { ...base, ...format };
};

const endOf = ({ end, balance, close }: FormatConfig): End => {
  if (balance !== undefined)
    return {
      type: "balance",
      balance: { open: new RegExp(balance.open, "gu"), close: new RegExp(balance.close, "gu") },
    };
  if (end === "fence" || end === "heading" || end === "indent") return { type: end };
  return close === undefined ? { type: "indent" } : { type: "line", text: close };
};

/** Whether the first line closes what it opens, as a row on one line does: then no other line has to. */
const closesItself = (open: string, end: End): boolean => {
  if (end.type !== "balance") return false;
  const opened = open.match(end.balance.open)?.length ?? 0;
  return opened > 0 && opened === (open.match(end.balance.close)?.length ?? 0);
};

const wrapperOf = ({ wrapper }: FormatConfig): Wrapper | undefined => {
  if (wrapper === undefined) return undefined;
  const { open, close, recognise } = wrapper;
  return { open, close, recognise: new RegExp(recognise ?? `^${escapePattern(open ?? "")}$`, "u") };
};

const titlePiece = (lines: readonly LineTemplate[]) =>
  lines
    .flat()
    .flatMap((piece) => (piece.type === "value" && piece.name === "title" ? [piece.escape] : []))[0];

/** Compiles a format whose base was filled in; undefined where it lacks a part. */
export const compileFormat = (config: FormatConfig): Format | undefined => {
  const {
    open,
    indent = "",
    body,
    close,
    recognise,
    lines = 1,
    cites,
    blank = "always",
    wrap,
    hang,
  } = config;
  if (open === undefined || body === undefined || recognise === undefined) return undefined;
  const made = [open, ...body].map(parseLine);
  const [first = [], ...rest] = made;
  const end = endOf(config);
  const closing = close === undefined || closesItself(open, end) ? undefined : parseLine(close);
  const names = [...made, closing ?? []].flatMap(namesIn);
  return {
    open: first,
    indent,
    body: rest,
    close: closing,
    end,
    blank,
    wrapper: wrapperOf(config),
    wrap: wrap === undefined ? undefined : { width: wrap, hang },
    recognise: new RegExp(recognise, "du"),
    lines,
    cites: cites === undefined ? undefined : new RegExp(cites, "u"),
    title: titlePiece(made) ?? "title",
    code: names.includes("code"),
    follows: names.some((name) => name === "code" || !ownNames.includes(name)),
  };
};
