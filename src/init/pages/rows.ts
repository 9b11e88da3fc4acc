import { cellTexts } from "../../page/table.ts";
import { tally } from "../columns/samples.ts";
import type { Fields, PagesDraft } from "../types.ts";
import { type ModelPage, type Slot, type Token, label, mark, underline } from "./align.ts";
import { compactRow } from "./table-lines.ts";
import type { Cut } from "./cuts.ts";
import { type Desk, type Lines, asTemplate, draftCut, isUsable, linesOf, usual } from "./lines.ts";
import { fieldsIn, fixed, hole } from "./written.ts";

/** What asks people for a text. */
export const todo = "Write this: nothing in the catalog says it.";

/** Lines that ask people for what the catalog doesn't say, in a markup's comments. */
export const blankIn = (language: string, label: string, inFront: boolean): readonly string[] => {
  const row = /^\s*\|/.test(label) ? " |" : "";
  const indent = /^\s*/.exec(label)?.[0] ?? "";
  // A key without a value would be a null, which few take.
  if (inFront)
    return [
      `${indent}${language === "json" ? "//" : "#"} ${label === "" ? todo : todo.replace("this", label.trim().replace(/\s*[:=]$/, ""))}`,
    ];
  const lead = label === "" || /\s$/.test(label) ? label : `${label} `;
  if (language === "markdown") return [`${lead}<!-- ${todo} -->${row}`];
  if (language === "mdx") return [`${lead}{/* ${todo} */}${row}`];
  const own = language === "rst" ? [`${indent}  .. ${todo}`] : [`// ${todo}`];
  return label === "" ? own.map((line) => line.trimStart()) : [label.trimEnd(), ...own];
};

/** What new files of JSON lack: they can hold no comment that asks for it. */
export const lackedBy = ({ config: { language }, template }: PagesDraft): readonly string[] =>
  language === "json"
    ? [...template.matchAll(/^\s*\/\/ Write (\S+): nothing/gm)].map(([, name = ""]) => name)
    : [];

/** The number that most have. */
export const mode = (numbers: readonly number[]): number => tally(numbers)[0]?.[0] ?? 0;

/** So many blank lines. */
export const blanks = (count: number): readonly string[] => Array.from({ length: count }, () => "");

/** Lines with the blank ones that follow: those go with a line that only some pages have, where no other takes their place. */
export const spaced = (
  text: readonly string[],
  slot: Slot,
  before: Slot | undefined,
  after: Slot | undefined,
): readonly string[] => {
  if (text.length === 0) return [];
  const counts = [...slot.blanks].filter(([page]) => after === undefined || after.lines.has(page));
  const own = blanks(mode((counts.length > 0 ? counts : [...slot.blanks]).map(([, count]) => count)));
  const isOptional = text[0]?.startsWith("<% if") === true && !text.includes("<% } else { -%>");
  const around = [...(before?.lines.keys() ?? [])];
  const isOften = around.every((page) => slot.lines.has(page));
  const [here = [], elsewhere = []] = [true, false].map((has) =>
    around.flatMap((page) => (slot.lines.has(page) === has ? (before?.blanks.get(page) ?? []) : [])),
  );
  const isAlike = [here, elsewhere].some(({ length }) => length === 0) || mode(here) === mode(elsewhere);
  return isOptional && !isOften && isAlike
    ? [...text.slice(0, -1), ...own, ...text.slice(-1)]
    : [...text, ...own];
};

/** What stands in one cell of a row: what its field says, or asks people for what none does. */
const cellOf = (header: string, cells: ReadonlyMap<ModelPage, string>, desk: Desk): Lines => {
  const [first = ""] = cells.values();
  if (new Set(cells.values()).size === 1) return { text: [fixed(first)], fields: {}, explained: cells.size };
  const samples = [...cells].map(([{ model }, raw]) => ({ model, raw }));
  const cut: Cut = { before: "", after: "", samples, header };
  const draft = draftCut(cut, desk);
  const { value, when, otherwise = "", fields, owner, explained } = draft;
  const condition = when === undefined ? undefined : desk.conditionOf(when, fields);
  const codes = [
    ...(condition === undefined ? [] : [condition.code]),
    ...fieldsIn(value).flatMap((name) => desk.isThere(name, fields[name]) ?? []),
  ];
  if (owner !== undefined || explained * 2 < cells.size || !isUsable({ cut, draft }, desk))
    return { text: desk.blank(""), fields: {}, explained: 0 };
  const [yes, no] = [value, otherwise].map((text) => asTemplate(text, fields, desk));
  const text =
    codes.length === 0 ? yes : `<% if (${codes.join(" && ")}) { %>${yes}<% } else { %>${no}<% } %>`;
  return { text: [text ?? ""], fields: { ...fields, ...condition?.fields }, explained };
};

/** A line of a table that is as wide as that of its page, and the same in all: without the padding. */
export const headOf = (slot: Slot): Lines | undefined => {
  const lines = new Set(slot.lines.values());
  if (lines.size < 2 || [...lines].some((line) => !/^\s*\|/.test(line))) return undefined;
  const [only = "", another] = new Set([...lines].map(compactRow));
  return another === undefined ? { text: [fixed(only)], fields: {}, explained: slot.lines.size } : undefined;
};

/** The one row of a table below its header, cell by cell; undefined where it isn't in all pages, or no more than one cell differs. */
export const rowOf = (slot: Slot, above: Slot | undefined, desk: Desk): Lines | undefined => {
  const [header = "", another] = new Set([...(above?.lines.values() ?? [])].map(compactRow));
  const headers = cellTexts(header);
  const rows = [...slot.lines].map(([page, line]) => [page, cellTexts(line)] as const);
  const isTable = another === undefined && slot.key.endsWith(header) && slot.lines.size === desk.pages.length;
  if (!isTable || headers.length < 2 || rows.some(([, { length }]) => length !== headers.length))
    return undefined;
  const cells = headers.map((text, at) => {
    const own = new Map(rows.map(([page, texts]) => [page, texts[at]?.trim() ?? ""]));
    return { differs: new Set(own.values()).size > 1, made: () => cellOf(text, own, desk) };
  });
  if (cells.filter(({ differs }) => differs).length < 2) return undefined;
  const made = cells.map((cell) => cell.made());
  const margin = rows.some(([, texts]) => texts.some((text) => /\S\s*$/.test(text) && /^\s/.test(text)))
    ? " "
    : "";
  const written = made
    .map(({ text }) => text.join(" "))
    .map((text) => (text === "" ? " " : `${margin}${text}${margin}`));
  const explained = Math.min(...made.map((cell) => cell.explained));
  return {
    text: [`|${written.join("|")}|`],
    fields: made.reduce<Fields>((all, { fields }) => ({ ...all, ...fields }), {}),
    explained,
  };
};

/** A line that is as wide as the title beside it; undefined where it isn't one of that in nearly all pages. */
export const ruleOf = (slot: Slot, title: Slot | undefined, desk: Desk): Lines | undefined => {
  const [first = ""] = slot.lines.values();
  const fits = [...slot.lines].filter(
    ([page, line]) => underline.test(line) && line.length === title?.lines.get(page)?.length,
  );
  if (title === undefined || fits.length < usual * slot.lines.size) return undefined;
  const { text, fields } = linesOf(title, desk);
  const told = text.filter((each) => !each.startsWith("<% "));
  const [line, another] = told;
  if (line === undefined || another !== undefined || !line.includes(hole)) return undefined;
  const parts = line
    .split(hole)
    .flatMap((part, at) => (at % 2 === 1 ? [`(${part})`] : part === "" ? [] : [JSON.stringify(part)]));
  const width = `${parts.length === 1 ? '"" + ' : ""}${parts.join(" + ")}`;
  return {
    text: text.map((each) =>
      each === line ? `<%= raw(${JSON.stringify(first.slice(0, 1))}.repeat((${width}).length)) %>` : each,
    ),
    fields,
    explained: fits.length,
  };
};

/** Lines of pages, of which the one row of a table is known by its label where rows of other pages have that. */
export const labelled = (
  tokens: ReadonlyMap<ModelPage, readonly Token[]>,
): ReadonlyMap<ModelPage, readonly Token[]> => {
  const known = new Set([...tokens.values()].flat().map(({ key }) => key));
  const again = (token: Token): Token => {
    const own = token.key.startsWith(`${mark}1`) ? label.exec(token.line)?.[0] : undefined;
    return own !== undefined && known.has(own) ? { ...token, key: own } : token;
  };
  return new Map([...tokens].map(([page, own]) => [page, own.map(again)] as const));
};
