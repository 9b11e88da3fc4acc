import type { FieldConfig, Predicate } from "../../config/config.gen.ts";
import { draftText } from "../columns/text-draft.ts";
import { fromLiteral } from "../columns/expressions.ts";
import { type Renamer, renamed } from "../columns/settle-fields.ts";
import type { Sample } from "../columns/samples.ts";
import type { CatalogView, Fields, TextDraft } from "../types.ts";
import type { ModelPage, Slot } from "./align.ts";

/** The sign that a field's name stands between, until it is known how its place is written. */
export const hole = "\uE000";

/** Lines of a template, what they read, and for how many of the lines of the pages they stand. */
export type Lines = {
  readonly text: readonly string[];
  readonly fields: Fields;
  readonly explained: number;
};

/** What lines are drafted with. */
export type Desk = {
  readonly pages: readonly ModelPage[];
  readonly catalog: CatalogView;
  readonly rename: Renamer;
  /** What tells people to write something, where the line is. */
  readonly blank: (label: string) => readonly string[];
};

/** The share of pages of which an unexplained line is that of all. */
const usual = 0.8;

const isMissing = ({ path, default: other, else: next }: FieldConfig, { shape }: CatalogView): boolean =>
  path !== undefined &&
  other === undefined &&
  next === undefined &&
  shape.models.some(({ leaves }) => [null, "", undefined].some((nothing) => leaves.get(path) === nothing));

const fieldsIn = (value: string): readonly string[] =>
  [
    ...value
      .replaceAll("{{", "")
      .replaceAll("}}", "")
      .matchAll(/\{([^{}]+)\}/g),
  ].flatMap(([, name]) => name ?? []);

/** An expression of the config as a template has it, but for the signs around its fields. */
const asTemplate = (value: string): string =>
  value
    .split(/(\{\{|\}\}|\{[^{}]+\})/)
    .map((part) => (/^\{[^{}]+\}$/.test(part) ? `${hole}${part.slice(1, -1)}${hole}` : fromLiteral(part)))
    .join("");

const fixed = (text: string): string => text.replaceAll("<%", "<%%").replaceAll("%>", "%%>");

/** A test as the condition of a template, and the field that it may need. */
const conditionOf = (
  when: Predicate,
  rename: Renamer,
): { readonly code: string; readonly fields: Fields } => {
  const { field, exists, ...rest } = when;
  if (field !== undefined && exists === true && Object.keys(rest).length === 0)
    return { code: `it.fields.${field} !== null`, fields: {} };
  const name = `${field ?? "some"}Shown`;
  const fields: Fields = { [name]: { value: true, when, otherwise: false } };
  const own = rename(fields).get(name) ?? name;
  return { code: `it.fields.${own}`, fields: { [own]: { value: true, when, otherwise: false } } };
};

const around = (code: string, yes: readonly string[], no: readonly string[] = []): readonly string[] => [
  `<% if (${code}) { -%>`,
  ...yes,
  ...(no.length === 0 ? [] : ["<% } else { -%>", ...no]),
  "<% } -%>",
];

/** What lines begin and end with alike, cut where no word or value is. */
const sharedEnds = (lines: readonly string[]): readonly [before: number, after: number] => {
  const [first = ""] = lines;
  const shortest = Math.min(...lines.map(({ length }) => length));
  let start = 0;
  while (start < shortest && lines.every((line) => line[start] === first[start])) start += 1;
  let end = 0;
  while (end < shortest - start && lines.every((line) => line.at(-1 - end) === first.at(-1 - end))) end += 1;
  while (start > 0 && !/[\s"'`=:([|>*]/.test(first[start - 1] ?? "")) start -= 1;
  while (end > 0 && !/[\s"'`,;)\]|<*]/.test(first.at(-end) ?? "")) end -= 1;
  return [start, end];
};

type Cut = { readonly before: string; readonly after: string; readonly samples: readonly Sample[] };

/** The ways to cut lines into what is fixed and what varies: behind their label, within quotes, and where they differ. */
const cutsOf = ({ key, lines }: Slot, absent: readonly ModelPage[]): readonly Cut[] => {
  const all = [...lines];
  const [first = ""] = lines.values();
  const nothing = absent.map(({ model }) => ({ model, raw: "" }));
  const cut = (start: number, end: number): Cut => ({
    before: first.slice(0, start),
    after: end === 0 ? "" : first.slice(-end),
    samples: [
      ...all.map(([{ model }, line]) => ({ model, raw: line.slice(start, line.length - end) })),
      ...nothing,
    ],
  });
  const texts = all.map(([, line]) => line);
  const lead =
    key !== "" && texts.every((text) => text.startsWith(key))
      ? key
      : (/^\s*(?:#+\s+|[-*+]\s+|=+\s+)?/.exec(first)?.[0] ?? "");
  const start = lead.length + (/^\s*/.exec(first.slice(lead.length))?.[0].length ?? 0);
  const quote = /^["']/.exec(first.slice(start))?.[0];
  const quoted = quote !== undefined && texts.every((text) => text[start] === quote && text.endsWith(quote));
  const cell = texts.every((text) => /\s\|$/.test(text)) ? 2 : 0;
  const same = texts.every((text) => text.slice(0, start) === first.slice(0, start));
  return [
    ...(same && quoted ? [cut(start + 1, 1)] : []),
    ...(same ? [cut(start, cell)] : []),
    cut(...sharedEnds(texts)),
  ];
};

const draftCut = ({ before, samples }: Cut, desk: Desk): TextDraft => {
  const draft = draftText(samples, before.replace(/[^\p{L}\p{N}]+/gu, " "), desk.catalog);
  return renamed(draft, desk.rename(draft.fields));
};

/** What stands in a line of the template in all pages, or in those of some models. */
const fromDraft = ({ before, after }: Cut, draft: TextDraft, desk: Desk): readonly string[] => {
  const write = (value: string): string => `${fixed(before)}${asTemplate(value)}${fixed(after)}`;
  const { value, otherwise = "", fields } = draft;
  const lacking = fieldsIn(value).filter((name) => isMissing(fields[name] ?? {}, desk.catalog));
  const yes = [write(value)];
  const conditions = lacking.map((name) => `it.fields.${name} !== null`);
  return conditions.length === 0
    ? yes
    : around(conditions.join(" && "), yes, otherwise === "" ? [] : [write(otherwise)]);
};

/** The lines of a template for one line of the pages. */
export const linesOf = (slot: Slot, desk: Desk): Lines => {
  const absent = desk.pages.filter((page) => !slot.lines.has(page));
  const texts = new Set([...slot.lines.values()].map((line) => line.trimEnd()));
  const [only = ""] = texts;
  const { size } = slot.lines;
  if (texts.size === 1 && absent.length === 0) return { text: [fixed(only)], fields: {}, explained: size };
  if (texts.size === 1) {
    const samples = desk.pages.map((page) => ({ model: page.model, raw: slot.lines.has(page) ? "yes" : "" }));
    const found = draftText(samples, only, desk.catalog);
    const draft = renamed(found, desk.rename(found.fields));
    const { when, value } = draft;
    if (draft.owner === undefined && when !== undefined && draft.differing.length * 5 < samples.length) {
      const { code, fields } = conditionOf(when, desk.rename);
      const text = value === "" ? around(`!(${code})`, [fixed(only)]) : around(code, [fixed(only)]);
      return { text, fields: { ...draft.fields, ...fields }, explained: size };
    }
    return size >= usual * desk.pages.length
      ? { text: [fixed(only)], fields: {}, explained: size }
      : { text: [], fields: {}, explained: 0 };
  }
  const cuts = cutsOf(slot, absent).map((cut) => ({ cut, draft: draftCut(cut, desk) }));
  const [best] = cuts.sort((a, b) => b.draft.explained - a.draft.explained);
  const share = (best?.draft.explained ?? 0) / desk.pages.length;
  if (best === undefined || best.draft.owner !== undefined || share < 0.5) {
    const label = slot.key !== "" && [...texts].every((text) => text.startsWith(slot.key)) ? slot.key : "";
    return { text: size * 2 < desk.pages.length ? [] : desk.blank(label), fields: {}, explained: 0 };
  }
  const { cut, draft } = best;
  const { when, otherwise = "" } = draft;
  const explained = Math.min(size, draft.explained);
  if (when === undefined) return { text: fromDraft(cut, draft, desk), fields: draft.fields, explained };
  const { code, fields } = conditionOf(when, desk.rename);
  const write = (value: string): readonly string[] =>
    value === "" && absent.length > 0 ? [] : [`${fixed(cut.before)}${asTemplate(value)}${fixed(cut.after)}`];
  const text = around(code, write(draft.value), write(otherwise));
  return { text, fields: { ...draft.fields, ...fields }, explained };
};
