import type { Config, FieldConfig, FormatConfig, SectionConfig } from "../config.gen.ts";
import { checkPattern, checkName, type Names, type Report } from "../checks.ts";
import { escapeNames } from "../../text/escapes.ts";
import {
  fillLine,
  type LineTemplate,
  namesIn,
  ownNames,
  parseLine,
  unescapedNames,
  unknownEscapes,
} from "../../page/line-template.ts";
import { withBase } from "../to-settings/formats.ts";
import { attempt } from "../../text/attempt.ts";

type Formats = ReadonlyMap<string, FormatConfig>;

const checkPatterns = (report: Report, place: string, format: FormatConfig): void => {
  const { recognise, cites, balance, wrapper } = format;
  const patterns = {
    recognise,
    cites,
    "balance.open": balance?.open,
    "balance.close": balance?.close,
    "wrapper.recognise": wrapper?.recognise,
  };
  for (const [key, pattern] of Object.entries(patterns))
    if (pattern !== undefined) checkPattern(report, `${place}.${key}`, pattern);
  if (wrapper !== undefined && wrapper.open === undefined && wrapper.recognise === undefined)
    report(
      "config-missing-key",
      `${place}.wrapper`,
      "Nothing says how the wrapper is recognised.",
      "Add `open` or `recognise`.",
    );
};

/** The formats that the config declares: their bases and their regular expressions. */
export const checkFormats = (report: Report, config: Config, presets: Formats): void => {
  const own = new Map(Object.entries(config.formats ?? {}));
  const names = [...own.keys(), ...presets.keys()];
  for (const [name, format] of own) {
    const place = `formats.${name}`;
    checkPatterns(report, place, format);
    if (format.base !== undefined) checkName(report, `${place}.base`, "format", format.base, names);
    const whole = withBase(name, own, presets);
    if (whole === undefined && (format.base === undefined || names.includes(format.base)))
      report("config-circular", `${place}.base`, "The format is based on itself.", "Name another base.");
    for (const key of ["open", "body", "recognise"] as const)
      if (whole !== undefined && whole[key] === undefined)
        report(
          "config-missing-key",
          place,
          `The format has no \`${key}\`.`,
          "Add it, or name a `base` that has it.",
        );
  }
};

const isAlone = (line: LineTemplate): boolean =>
  line.every((piece) => (piece.type === "value" ? piece.name === "code" : piece.text.trim() === ""));

/** The title that `recognise` finds in a section's own first line, where it is the same whatever the model. */
const sameTitle = ({ open = "", recognise = "", lines = 1 }: FormatConfig): string | undefined => {
  const line = parseLine(open);
  if (lines !== 1) return undefined;
  const filled = fillLine(line, ({ name }) => (name === "bullet" ? "-" : "anymodel"));
  // What is no pattern is told with the format.
  const title = attempt(() => new RegExp(recognise, "u").exec(filled)?.groups?.title);
  return title?.includes("anymodel") === false ? title : undefined;
};

/** Whether the config itself says what a field holds: no text of the catalog is in it. */
const isOwnText = ({ path, of, text, each, else: other, otherwise }: FieldConfig): boolean =>
  [path, of, text, each, other].every((source) => source === undefined) &&
  !/\{[^{}]*\}/.test(String(otherwise ?? ""));

/** What a section's entries are made of: fields that there are, escapes that there are, and what its snippet has. */
export const checkLines = (
  report: Report,
  place: string,
  section: SectionConfig,
  { config, presets, names }: { config: Config; presets: Formats; names: Names },
): void => {
  const format = withBase(section.format, new Map(Object.entries(config.formats ?? {})), presets);
  if (format === undefined) return;
  const whole = { ...format, ...section };
  const sources = [whole.open ?? "", ...(whole.body ?? []), format.close ?? ""];
  const lines = sources.map(parseLine);
  for (const escape of sources.flatMap(unknownEscapes))
    checkName(report, place, "escape", escape, escapeNames);
  for (const name of new Set(lines.flatMap(unescapedNames)))
    if (!isOwnText(config.catalog.fields?.[name] ?? { path: name }))
      report(
        "config-unescaped-field",
        place,
        `\`{${name}|markup}\` would write text of the catalog as it is.`,
        "Name a field that `value` and `otherwise` alone make, or another escape.",
      );
  const used = new Set(lines.flatMap(namesIn));
  for (const name of used)
    if (!ownNames.includes(name)) checkName(report, place, "field", name, [...names.fields, ...names.links]);
  if (lines.some((line) => namesIn(line).includes("code") && !isAlone(line)))
    report(
      "config-code-line",
      place,
      "`{code}` doesn't stand alone on its line.",
      "Give it a line of its own.",
    );
  const title = section.open === undefined ? undefined : sameTitle(whole);
  if (title !== undefined)
    report(
      "config-same-title",
      `${place}.open`,
      `The entries couldn't be told apart: the title that the format finds in it is ${JSON.stringify(title)} for each.`,
      "Declare a format of its own, with a `recognise` that finds the title, or what tells models apart, in it.",
    );
  const snippet = (config.snippets ?? []).find(
    ({ kind, language }) => kind === section.kind && language === section.language,
  );
  if (used.has("code") && section.kind === undefined)
    report(
      "config-no-snippet",
      place,
      "The format shows a snippet, and the section names none.",
      "Add `kind` and `language`, or a `body` of fields.",
    );
  // A snippet that isn't declared is another problem.
  const isNone = section.kind === undefined || (snippet !== undefined && snippet.path === undefined);
  if (used.has("include") && isNone)
    report(
      "config-no-path",
      place,
      "The format includes a file, and the section's snippet is none.",
      "Give the snippet a `path`, or the section a `body` with `{code}` or fields.",
    );
};
