import { fillLine, parseLine } from "../../page/line-template.ts";
import { missingBare } from "../../text/emit/open-links.ts";
import { markdownText } from "../../text/emit/markdown.ts";
import { once } from "../../text/once.ts";
import { sharedEnd, sharedStart } from "../../text/shared-start.ts";
import { choiceName } from "../catalog/field-name.ts";
import { fromLiteral } from "../columns/expressions.ts";
import { draftText } from "../columns/text-draft.ts";
import { leastShare } from "../columns/tried/best.ts";
import type { Model } from "../catalog/records.ts";
import { tally } from "../columns/samples.ts";
import type { FoundEntry } from "../find/entries.ts";
import type { CatalogView } from "../types.ts";
import type { Aligned } from "./aligned.ts";
import { type Line, pieces, sameLine, type Texts } from "./pieces.ts";
import { afterTitle } from "./tails.ts";

/** Stands for the title between what opens and what closes it. */
const hole = "\ue000";

/** Whether a link leads to what only some models have: the others' titles are none, as a link to nothing. */
const isOpenLink = (value: string, otherwise: string): boolean =>
  value.includes(hole) &&
  fillLine(parseLine(fromLiteral(value)), ({ bare }) => (bare ? missingBare : "")) === otherwise;

const unexplained: Line = { text: undefined, fields: {}, others: [] };

/** Two texts with the same fields, as what each of them has around these; undefined where their fields aren't the same. */
const aroundFields = (yes: string, no: string): readonly (readonly [string, string])[] | undefined => {
  const [one, two] = [yes, no].map((text) => text.split(/(\{\w+\})/));
  if (one === undefined || one.length !== two?.length) return undefined;
  const pairs = one.map((text, index) => [text, two[index] ?? ""] as const);
  return pairs.every(([mine, theirs], index) => index % 2 === 0 || mine === theirs) ? pairs : undefined;
};

/** How texts, one of each entry, follow from the catalog. */
export const lineOf = (samples: Texts, catalog: CatalogView, isBehind = false): Line => {
  const [first, another] = tally(samples.map(([text]) => text));
  // Braces around anything but a name stay as they are.
  const [lone, second] = samples;
  const only = lone !== undefined && second === undefined && /\p{L}/u.test(lone[0]);
  if (first !== undefined && another === undefined && !only) return sameLine(first[0], samples, catalog);
  const white = /^\s*/.exec(first?.[0] ?? "")?.[0] ?? "";
  const indent = samples.every(([text]) => text.startsWith(white)) ? white : "";
  const own = samples.map(([raw, model]) => ({ model, raw: raw.slice(indent.length) }));
  const draft = draftText(own, "", catalog, { mayMark: true });
  const { when, otherwise = "", fields, raw = [] } = draft;
  const value = raw.reduce((text, name) => text.replaceAll(`{${name}}`, `{${name}|markup}`), draft.value);
  if (draft.owner !== undefined) {
    // Markup that most have is the list's: few titles are without a link.
    const [common = "", count = 0] = first ?? [];
    // What one entry says in a sentence is of its own model.
    if (only)
      return /\p{L}+\s+\p{L}+\s+\p{L}+/u.test(common) ? unexplained : sameLine(common, samples, catalog);
    if (count < leastShare * samples.length || /[\p{L}\p{N}]/u.test(common)) return unexplained;
    const others = samples.flatMap(([text, model]) => (text === common ? [] : [model]));
    return { text: common, fields: {}, others };
  }
  const { made } = draft;
  // What looks the same and leads elsewhere is another one's.
  const leads = (text: string): string => (text.match(/\]\([^()\s]*/g) ?? []).join();
  const astray = samples.filter(([text, model]) => made !== undefined && leads(made(model)) !== leads(text));
  if (astray.length > (1 - leastShare) * samples.length) return unexplained;
  const others = draft.differing.map(({ model }) => model);
  if (when === undefined || isOpenLink(value, otherwise))
    return { text: indent + fromLiteral(value), fields, others };
  const said = fromLiteral(value);
  const other = fromLiteral(otherwise);
  const start = sharedStart(said, other);
  const end = sharedEnd(said.slice(start), other.slice(start));
  // Where the two differ a field says which, if no sign of it is written otherwise there.
  const [yes, no] = [said.slice(start, said.length - end), other.slice(start, other.length - end)];
  // Right behind other text it may begin with a space.
  const joined = isBehind ? start === 0 || said[start - 1] !== " " : /\S/.test(said[start - 1] ?? "");
  const plain = (text: string): string => (joined ? text.replace(/^ /, "") : text);
  // The values in a text are escaped like the rest of it.
  const shown = (text: string): string => plain(text).replace(/\{\w+\}/g, "x");
  // The blank of a box that isn't ticked would be none.
  const isRaw = (text: string): boolean =>
    shown(text) !== markdownText(shown(text)) || /[{}]|^\s+$/.test(text.replace(/\{\w+\}/g, "x"));
  const isMarkup = isRaw(yes) || isRaw(no);
  const withFields = (text: string): boolean => /\{\w+\}/.test(text);
  const name = choiceName(when, yes, no);
  if (isMarkup && [yes, no].some(withFields)) {
    if (!withFields(yes) || !withFields(no)) {
      const made = withFields(yes)
        ? pieces(name, yes, { when, otherwise: no, fields })
        : pieces(name, no, { when: { not: when }, otherwise: yes, fields });
      return {
        text: indent + said.slice(0, start) + made.text + said.slice(said.length - end),
        fields: { ...fields, ...made.fields },
        others,
      };
    }
    const parts = aroundFields(yes, no);
    if (parts !== undefined) {
      const choices = parts.map(([one, two]) => ({ one, two, name: choiceName(when, one, two) }));
      const own = choices.flatMap(({ one, two, name: part }) =>
        one === two ? [] : [[part, { value: one, when, otherwise: two }] as const],
      );
      const text = choices
        .map(({ one, two, name: part }) => (one === two ? one : `{${part}|markup}`))
        .join("");
      return {
        text: indent + said.slice(0, start) + text + said.slice(said.length - end),
        fields: { ...fields, ...Object.fromEntries(own) },
        others,
      };
    }
    // Both can't be said: what most have is.
    const few = samples.flatMap(([text, model]) => (text === indent + other ? [model] : []));
    const all = [...new Set([...others, ...few])];
    return all.length > (1 - leastShare) * samples.length
      ? unexplained
      : { text: indent + said, fields, others: all };
  }
  const part = isMarkup ? `{${name}|markup}` : `{${name}}`;
  return {
    text: indent + said.slice(0, start) + part + said.slice(said.length - end),
    fields: { ...fields, [name]: { [yes.includes("{") ? "text" : "value"]: yes, when, otherwise: no } },
    others,
  };
};

const closing = /^(?:\]\([^()]*\)|\^?\]|[ \t]+<[^<>]*>`(?:__?)?|\*\*|__|~~|[`*_]|<\/\w+>)*/;

/** Where a title's own text is, without the signs around it: a cell is read with those. */
const inMarks = (text: string, at: FoundEntry["at"]): FoundEntry["at"] => {
  const { start, end } = at;
  const [, marks = "", inner = ""] = /^(`|\*\*|__|~~|[*_])(.+)\1$/.exec(text.slice(start, end)) ?? [];
  return inner === "" ? at : { ...at, start: start + marks.length, end: end - marks.length };
};

/** What opens a title and what closes it, each by itself. */
const joined = (opened: Line, closed: Line): Line => ({
  text: (opened.text ?? " ") + hole + (closed.text ?? ""),
  fields: { ...opened.fields, ...closed.fields },
  others: [...opened.others, ...closed.others],
});

/** The line that holds the title: what stands before it, what closes it, and what follows. */
const titleLine = (entries: Entries, line: number, bullet: boolean, catalog: CatalogView): Line => {
  const cut = (of: (text: string, at: FoundEntry["at"]) => string, isBehind = false): Line =>
    lineOf(
      entries.map(([{ lines, at }, model]) => {
        const text = lines[line] ?? "";
        return [of(text, inMarks(text, at)), model] as const;
      }),
      catalog,
      isBehind,
    );
  const rest = (text: string, { end }: FoundEntry["at"]): string => text.slice(end);
  const opened = (text: string, { start }: FoundEntry["at"]): string =>
    text.slice(0, start).replace(bullet ? /^(?:\*+(?=[ \t])|[-*+]|\d+[.)]|#?\.)/ : /^$/, "");
  const closed = (text: string, at: FoundEntry["at"]): string => closing.exec(rest(text, at))?.[0] ?? "";
  // What opens a title and what closes it are one: where one has a link, the other has.
  const both = cut((text, at) => opened(text, at) + hole + closed(text, at));
  const isSplit = Object.values(both.fields).some(({ value }) => String(value).includes(hole));
  const around = isSplit ? joined(cut(opened), cut(closed, true)) : both;
  const [opening, close] = (around.text ?? "").split(hole);
  const tail = (text: string, at: FoundEntry["at"]): string => rest(text, at).replace(closing, "");
  const whole = cut(tail, true);
  const after = afterTitle(whole, cut, tail);
  const [open, end] = close === undefined ? [" ", ""] : [opening, close];
  return {
    text: `${bullet ? "{bullet}" : ""}${open}{title}${end}${after.text ?? ""}`,
    fields: { ...around.fields, ...after.fields },
    others: [around, after].flatMap(({ others }) => others),
    isCut: whole.text === undefined || close === undefined,
  };
};

/** A cell of a row on a line of its own is blank where nothing explains it: without it the others would move. */
const orBlank = (line: Line, sample: string): Line => {
  const [, indent, tag = ""] = /^(\s*)<(t[dh])\b[^>]*>.*<\/t[dh]>\s*$/i.exec(sample) ?? [];
  return line.text !== undefined || tag === ""
    ? line
    : { ...line, text: `${indent}<${tag}></${tag}>`, isBlank: true };
};

type Entries = readonly (readonly [Aligned, Model])[];

/** Entries of one shape: `alike` are those that tell what their lines are, `same` those of the list itself. */
type Alike = { readonly alike: Entries; readonly same: Entries; readonly isItem: boolean };

/** The lines of the same entries, which several lists may be told by. */
const madeOf = once<Entries, Map<string, Line>>(() => new Map());

/** The lines of an entry of a list, of which `sample` is one. */
export const linesOf = (
  sample: Aligned,
  { alike, same, isItem }: Alike,
  catalog: CatalogView,
): readonly Line[] => {
  const lineMade = (entries: Entries, index: number): Line =>
    index === sample.at.line
      ? titleLine(entries, index, isItem && index === 0, catalog)
      : lineOf(
          entries.flatMap(([{ lines }, model]) => {
            const line = lines[index];
            return line === undefined ? [] : [[line, model] as const];
          }),
          catalog,
        );
  const lineFrom = (entries: Entries, index: number): Line => {
    const name = `${index}:${sample.at.line}:${isItem}`;
    const made = madeOf(entries);
    const line = made.get(name) ?? lineMade(entries, index);
    made.set(name, line);
    return line;
  };
  return sample.lines.map((_, index): Line => {
    const line = orBlank(lineFrom(alike, index), sample.lines[index] ?? "");
    const unlike = same.filter(([, model]) => line.others.includes(model)).length;
    // What most of the lists beside it say may be none of its own, and the same may hold for none of them.
    if (alike === same || (line.isCut !== true && unlike * 2 <= same.length)) return line;
    const own = lineFrom(same, index);
    return own.isCut === true && line.isCut !== true && unlike < same.length ? line : own;
  });
};
