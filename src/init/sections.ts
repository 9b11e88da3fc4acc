import type { SectionConfig, SnippetConfig, TextRule } from "../config/config.gen.ts";
import type { RelativePath } from "../model/file.ts";
import { draftOrders } from "./order/orders.ts";
import { draftText } from "./columns/text-draft.ts";
import type { EntryGroup } from "./find/sections.ts";
import type { CatalogView, SectionDraft } from "./types.ts";
import { type OwnedFile, patternsOf } from "./slugs.ts";

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
