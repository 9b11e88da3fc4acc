import type { SectionConfig, SnippetConfig, TextRule } from "../config/config.gen.ts";
import type { RelativePath } from "../model/file.ts";
import { safeSlug } from "../model/safe-slug.ts";
import { compileRules } from "../text/text-rules.ts";
import type { Model } from "./catalog/records.ts";
import { tally } from "./columns/samples.ts";
import { draftText } from "./columns/text-draft.ts";
import type { EntryGroup } from "./find/sections.ts";
import { draftOrders } from "./order/orders.ts";
import type { CatalogView, SectionDraft } from "./types.ts";

/** A file of the documentation and the model that it is about. */
export type OwnedFile = { readonly model: Model; readonly path: RelativePath };

const starts: readonly (readonly TextRule[])[] = [
  [{ op: "take", separator: "/", part: -1 }],
  [],
  [{ op: "replace", find: "/", with: "_" }],
  [{ op: "replace", find: "/", with: "--" }],
];
const cases: readonly (readonly TextRule[])[] = [[{ op: "lowercase" }], []];
/** Where no name shows it, a dot stays. */
const dots: readonly (readonly TextRule[])[] = [
  [],
  [{ op: "replace", find: ".", with: "-" }],
  [{ op: "replace", find: ".", with: "" }],
  [{ op: "replace", find: ".", with: "_" }],
];
const ends: readonly (readonly TextRule[])[] = [
  [],
  [{ op: "replace", find: "_", with: "-" }],
  [{ op: "replace", find: "-", with: "_" }],
];

/** A page may be of a model's newest version, whose date the ID has. */
const dates: readonly (readonly TextRule[])[] = [
  [],
  [{ op: "regex", pattern: "-(?:\\d{4}|\\d{8}|\\d{4}-\\d\\d-\\d\\d)$", with: "" }],
];

/** The rules that names of files are tried with, the commonest first. */
const candidates: readonly (readonly TextRule[])[] = dates.flatMap((date) =>
  starts.flatMap((start) =>
    ends.flatMap((end) =>
      dots.flatMap((dot) => cases.map((change) => [...start, ...date, ...change, ...dot, ...end])),
    ),
  ),
);

/** The path with a hole for the slug; undefined when the slug isn't part of the file's name. */
const patternOf = (path: RelativePath, slug: string): string | undefined => {
  const at = path.lastIndexOf(slug);
  const end = at + slug.length;
  // A slug that goes on in the name is another one: `r1` isn't `r1-0528`.
  if (at === -1 || /[A-Za-z0-9]/.test(path[at - 1] ?? "") || /^(?:[A-Za-z0-9]|-\d)/.test(path.slice(end)))
    return undefined;
  return `${path.slice(0, at)}{slug}${path.slice(end)}`;
};

/** The slug that rules give an ID. */
export const slugger = (rules: readonly TextRule[]): ((model: Model) => string) => {
  const { apply } = compileRules([...rules]);
  return ({ id }) => safeSlug(apply(id), id);
};

/** The patterns of files, with how many follow each; the commonest first. */
export const patternsOf = (
  files: readonly OwnedFile[],
  rules: readonly TextRule[],
): readonly (readonly [pattern: string, count: number])[] => {
  const slugOf = slugger(rules);
  return tally(files.flatMap(({ model, path }) => patternOf(path, slugOf(model)) ?? []));
};

/** The rules by which most names of files follow from IDs, each group of files having one pattern. */
export const slugRulesOf = (groups: readonly (readonly OwnedFile[])[]): readonly TextRule[] => {
  const scored = candidates.map((rules, index) => {
    const best = groups.map((files) => patternsOf(files, rules)[0] ?? (["", 0] as const));
    const score = best.reduce((sum, [, count]) => sum + count, 0);
    // Of two that explain as much, the one that leaves less of the name to the pattern.
    const rest = best.reduce((sum, [pattern]) => sum + pattern.length, 0);
    return { rules, index, score, rest };
  });
  return scored.sort((a, b) => b.score - a.score || a.rest - b.rest || a.index - b.index)[0]?.rules ?? [];
};

/** The name of a snippet kind, made from where its files are: what stands before the slug, or their folder. */
const kindOf = (pattern: RelativePath, page: RelativePath, known: readonly string[]): string => {
  const parts = pattern.split("/");
  const name = parts.find((part) => part.includes("{slug}")) ?? "";
  const before = name.slice(0, name.indexOf("{slug}")).replace(/[^A-Za-z0-9]+$/, "");
  const folder = parts[parts.indexOf(name) - 1] ?? "";
  const stem = page.slice(page.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const own = known.find((kind) => kind === before || kind === folder);
  const valid = [before, folder, stem].find((text) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text));
  return own ?? valid ?? "example";
};

/** The files of entries, where they have any. */
export const filesOf = (entries: EntryGroup["entries"]): readonly OwnedFile[] =>
  entries.flatMap(({ model, path }) => (path === undefined ? [] : [{ model, path }]));

/** The sections that groups of entries make, by the slug rules of their files; `kinds` are the package's. */
export const sectionsOf = (
  groups: readonly EntryGroup[],
  rules: readonly TextRule[],
  catalog: CatalogView,
  kinds: readonly string[],
): readonly SectionDraft[] => {
  const paths = new Map<string, string>();
  const orders = draftOrders(
    groups.map(({ page, entries }) => ({ page, models: entries.map(({ model }) => model) })),
    catalog,
  );
  return groups.flatMap(({ page, place, format, language, fence, entries }, index) => {
    const [main, ...others] = patternsOf(filesOf(entries), rules);
    const inline = entries.every(({ path }) => path === undefined);
    if (main === undefined && !inline) return [];
    const samples = entries.map(({ title, model }) => ({ model, raw: title }));
    const titles = draftText(samples, "", catalog);
    // By name is what is left out.
    const own = orders[index];
    const order = own?.order.by === "name" && Object.keys(own.order).length === 1 ? undefined : own;
    const title = { ...titles, fields: { ...titles.fields, ...order?.fields } };
    // Fences that aren't called after models are examples of something else.
    if (inline && title.owner === "people") return [];
    const path = main?.[0];
    // Two patterns of files are two kinds, whatever they are called; what is in a page is that page's.
    const id = path ?? JSON.stringify([page, place]);
    let kind = kindOf(path ?? "", page, inline ? [] : kinds);
    while ((paths.get(`${kind}/${language}`) ?? id) !== id) kind += "-2";
    paths.set(`${kind}/${language}`, id);
    const aliases = others.map(([alias]) => alias);
    const snippet: SnippetConfig = {
      kind,
      language,
      ...(path === undefined ? {} : { path }),
      ...(aliases.length === 0 ? {} : { aliases }),
    };
    const config: SectionConfig = {
      page,
      ...place,
      kind,
      language,
      format,
      ...(title.owner === undefined && title.value !== "{name}" ? { title: title.value } : {}),
      ...(fence === undefined ? {} : { fence }),
      ...(order === undefined ? {} : { order: order.order }),
    };
    const snippets = new Map(entries.map((entry) => [entry.model, entry.text]));
    const context = [...(place.heading ?? []), ...(place.tab === undefined ? [] : [place.tab])];
    return { type: "section", config, context, snippet, title, models: [...snippets.keys()], snippets };
  });
};
