import { commentAbove } from "../../../generators/data/labels.ts";
import { itemsOf, rowsOf } from "../../../generators/data/rows.ts";
import type { RelativePath } from "../../model/file.ts";
import type { DataNode } from "../../text/data/node.ts";
import type { Model } from "../catalog/records.ts";
import type { FoundPlace, FoundTable } from "../types.ts";
import { languageOf } from "../../../generators/data/language.ts";
import { dataInfo, literalsOf } from "../../../generators/data/pieces.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { lineAt, lineIndexAt } from "../../page/page.ts";
import { scanPage } from "../../page/scan.ts";
import { readJsonc } from "../../text/data/json.ts";
import { readToml } from "../../../generators/data/toml.ts";
import { readYaml } from "../../../generators/data/yaml.ts";
import { headingsAround, regionOf, underHeading } from "./places.ts";
import { partsBelow } from "./navigation.ts";

/** Data that a file, or the front matter or a fence of a page holds, and the line that it begins in. */
export type FoundData = {
  readonly file: RelativePath;
  /** Where in a page a fence is, and what stands around it. */
  readonly fence?: { readonly place: FoundPlace; readonly context: readonly string[] };
  readonly text: string;
  readonly root: DataNode;
  readonly line: number;
};

const sign = /^[ \t]*(?:`{3}|~{3})[^\n]*?\b(?:ya?ml|json|toml)/im;

/** The fences of data in a page that a config can name: the only one under its heading, or the only one of its title. */
export const fencesIn = (file: RelativePath, text: string): readonly FoundData[] => {
  if (!sign.test(text)) return [];
  const page = scanPage(file, text);
  const infos = new Map([...page.fences.keys()].map((line) => [line, dataInfo(lineAt(page, line))]));
  return [...page.fences].flatMap(([from, to]): readonly FoundData[] => {
    const info = infos.get(from)?.trim();
    const place = underHeading(page, from);
    const region = regionOf(page, place);
    if (info === undefined || region === undefined) return [];
    const beside = [...infos].flatMap(([line, other]) =>
      other === undefined || line < region.first || line >= region.last ? [] : [other],
    );
    if (beside.length > 1 && beside.filter((other) => other.includes(info)).length > 1) return [];
    const inner = text.slice(page.lines[from + 1]?.start, page.lines[to - 1]?.start);
    const root = /^json/i.test(info)
      ? readJsonc(inner)
      : /^toml/i.test(info)
        ? readToml(inner)
        : readYaml(inner);
    const fence = {
      place: beside.length > 1 ? { ...place, fence: info } : place,
      context: headingsAround(page, from),
    };
    return "message" in root ? [] : [{ file, text: inner, root, line: from + 1, fence }];
  });
};

/** What gives a name of JavaScript a list or a map in a page. */
const givesData =
  /\s(?!style\b)([A-Za-z_$][\w$]*)\s*(?::[^=;{}\n]+)?=\s*(?:\{\s*(?=[[{])|(?=\[)|(?<=(?:const|let|var)\s[^=]*=\s*)(?=\{))/g;

/** Whether a page may have JavaScript of its own: MDX, and pages of Vue. */
const isScripted = (file: RelativePath, text: string): boolean =>
  file.endsWith(".mdx") || /^<script\b/m.test(text);

/**
 * The lists and maps that components of a page are given, or that it declares, which a config can name: in all of
 * it, or under a heading.
 */
export const literalsIn = (file: RelativePath, text: string): readonly FoundData[] => {
  const names = isScripted(file, text) ? [...text.matchAll(givesData)] : [];
  if (names.length === 0) return [];
  const page = scanPage(file, text);
  const whole = { first: 0, last: page.lines.length, indent: 0 };
  return names.flatMap(({ index, 1: name = "" }): readonly FoundData[] => {
    const at = lineIndexAt(page, index + 1);
    const places = [{ place: {}, region: whole }].concat(
      [underHeading(page, at)].map((place) => ({ place, region: regionOf(page, place) ?? whole })),
    );
    for (const { place, region } of places) {
      const [literal, another] = literalsOf(page, region, name);
      const root = literal?.read(literal.text);
      if (literal === undefined || another !== undefined || root === undefined || "message" in root) continue;
      const line = lineIndexAt(page, literal.start);
      return [{ file, text: literal.text, root, line, fence: { place, context: headingsAround(page, at) } }];
    }
    return [];
  });
};

/** Whether a module of JavaScript gives its data a name by which a table finds it. */
const isDeclared = (text: string, name: unknown): boolean =>
  name === "default" ||
  (typeof name === "string" && new RegExp(`\\b(?:const|let|var)\\s+${escapePattern(name)}\\b`).test(text));

/** The share of a map's keys that must be called as models are. */
const leastCalled = 0.6;

/** The models that are called like a text. */
export type CalledAs = (text: string) => ReadonlySet<Model>;

/** Whether nearly all of a map is about models, by its keys: one that leads from some to others is not. */
const isOfModels = (map: DataNode, calledAs: CalledAs): boolean => {
  const items = itemsOf(map).map(({ key, node }) => ({
    key: calledAs(key?.type === "scalar" ? key.text : ""),
    value: calledAs(node.type === "scalar" ? node.text : ""),
  }));
  const called = items.filter(({ key }) => key.size > 0);
  const leads = called.filter(
    ({ key, value }) => value.size > 0 && ![...key].some((model) => value.has(model)),
  );
  return called.length >= leastCalled * items.length && leads.length * 2 < called.length;
};

/** Lists of maps that say more than texts, and maps whose keys are called as models are, each as a table. */
export const dataTablesOf = (
  { file, text, root, line, fence }: FoundData,
  calledAs: CalledAs,
): readonly FoundTable[] =>
  partsBelow(root).flatMap(({ part, path, context }) => {
    if (itemsOf(part).length < 2 || (part.type === "map" && !isOfModels(part, calledAs))) return [];
    const found = rowsOf(text, part);
    if (found === undefined) return [];
    const { headers, rows } = found;
    if (rows.filter(({ cellsBy }) => cellsBy.size > 0).length < leastCalled * rows.length) return [];
    const isTyped = rows.some(({ cellsBy }) =>
      [...cellsBy.values()].some(({ kind, way }) => kind !== "text" || way.length > 1),
    );
    // A list of texts is navigation; but not in a fence.
    if (part.type === "list" && !isTyped && fence === undefined) return [];
    if (languageOf(file) === "js" && !isDeclared(text, path[0])) return [];
    return [
      {
        page: file,
        place: { ...fence?.place, data: [...path] },
        context: [...(fence?.context ?? []), ...context],
        headers,
        rows: rows.map(({ start, node, cells }) => ({
          line: line + text.slice(0, node.start).split("\n").length - 1,
          above: commentAbove(text, start),
          cells: cells.map((each) => ({ text: each, shown: each, start: 0, end: each.length })),
        })),
      },
    ];
  });
