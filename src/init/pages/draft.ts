import type { SnippetConfig, TextRule } from "../../config/config.gen.ts";
import type { RelativePath } from "../../model/file.ts";
import { findLanguage } from "../../text/emit/languages.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Model } from "../catalog/records.ts";
import { tally } from "../columns/samples.ts";
import { draftText } from "../columns/text-draft.ts";
import { withTablesLoose } from "../../page/markdown/made-tables.ts";
import { lastPart } from "../join/key-forms.ts";
import type { FoundNav } from "../find/navigation.ts";
import { namedPages } from "../navigation.ts";
import { type OwnedFile, patternsOf } from "../slugs.ts";
import type { CatalogView, PagesDraft } from "../types.ts";
import type { ModelPage } from "./align.ts";
import { mode } from "./rows.ts";
import { type Folder, type FoundPages, isOfModels, nameOf } from "./find.ts";
import { isOfData, withTextsWhole } from "./front-lines.ts";
import { isLaidOut, layoutOf, linesOfJson } from "./json-files.ts";
import { hole } from "./written.ts";
import { draftTemplate } from "./page-template.ts";
import { frontEnd } from "./template.ts";

/** A path of folders cut around one of them, counted from the last. */
const around = (folder: string, back: number): readonly [before: string, name: string, after: string] => {
  const parts = folder.split("/");
  const at = parts.length - 2 - back;
  const join = (own: readonly string[]): string => own.map((part) => `${part}/`).join("");
  return [join(parts.slice(0, at)), parts[at] ?? "", join(parts.slice(at + 1, -1))];
};

/** Folders that differ in the name of one, where a field of the catalog gives that; undefined where none does. */
const pooled = (family: readonly Folder[], back: number, catalog: CatalogView): Folder | undefined => {
  const samples = family.flatMap(({ folder, pages }) =>
    [...pages.keys()].map((model) => ({ model, raw: around(folder, back)[1] })),
  );
  // A model with pages in several folders has them for another reason.
  if (family.length < 2 || new Set(samples.map(({ model }) => model)).size < samples.length) return undefined;
  if (samples.some(({ raw }) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(raw))) return undefined;
  const { value, fields, owner, when, differing } = draftText(samples, "", catalog);
  if (owner !== undefined || when !== undefined || differing.length > 0 || !/^\{\w+\}$/.test(value))
    return undefined;
  const [before, , after] = around(family[0]?.folder ?? "", back);
  return {
    folder: `${before}${value}/${after}`,
    fields,
    rest: family[0]?.rest ?? "",
    pages: new Map(family.flatMap(({ pages }) => [...pages])),
    count: family.reduce((sum, { count }) => sum + count, 0),
  };
};

/** Pages of models as one folder each, and as those of one folder for each maker or kind, where they are so. */
type Pool = { readonly whole?: FoundPages; readonly parts: readonly FoundPages[] };

/** So many folders around pages may be the one that differs. */
const deepest = 3;

/** The pages of models, with those of folders beside each other together where the catalog tells them apart. */
export const poolFolders = (folders: readonly Folder[], catalog: CatalogView): readonly Pool[] => {
  const pools: Pool[] = [];
  let rest = folders;
  for (let back = 0; back < deepest; back += 1) {
    const keyOf = ({ folder, rest: end }: Folder): string => {
      const [before, , after] = around(folder, back);
      return JSON.stringify([before, after, end]);
    };
    for (const family of groupBy(rest, keyOf).values()) {
      const whole = pooled(family, back, catalog);
      if (whole === undefined || !isOfModels(whole)) continue;
      pools.push({ whole, parts: family.filter(isOfModels) });
      rest = rest.filter((each) => !family.includes(each));
    }
  }
  return [...pools, ...rest.filter(isOfModels).map((part) => ({ parts: [part] }))];
};

/** More pages than this tell nothing new. */
const mostPages = 60;

/** The share of the lines of pages that a template must give. */
const leastShare = 0.4;

/** What is known around pages: how slugs are made, what is in them, and the menus. */
type Around = {
  readonly slug: readonly TextRule[];
  readonly catalog: CatalogView;
  readonly textOf: (path: RelativePath) => string;
  readonly navs: readonly FoundNav[];
};

/** The models to whose pages a menu leads as it does to those that are there. */
const linkedTo = (path: string, { slug, catalog, navs }: Around): readonly Model[] => {
  const target = path.replace(/\.\w+$/, "");
  return navs.flatMap((nav) => {
    const beside = path.startsWith(nav.file.slice(0, nav.file.lastIndexOf("/") + 1));
    return namedPages(nav, catalog).flatMap(({ model, path: own }) => {
      const pattern = patternsOf(
        [{ model, path: own.replace(/\.(?:mdx?|markdown|rst|adoc|html?)$/, "") }],
        slug,
      )[0]?.[0];
      const leads = pattern !== undefined && target.endsWith(pattern.replace(/^\.?\//, ""));
      return beside && leads ? [model] : [];
    });
  });
};

/** What can be said of pages, one for each model; undefined where they have too little in common. */
const draftPages = (found: FoundPages, around: Around): PagesDraft | undefined => {
  const { folder, pages } = found;
  const { slug, catalog, textOf } = around;
  const patternOf = (file: OwnedFile): string | undefined => {
    const pattern = patternsOf([file], slug)[0]?.[0];
    return pattern === undefined ? undefined : `${folder}${pattern.slice(nameOf(file.path)[0].length)}`;
  };
  const files = [...pages].map(([model, path]) => ({ model, path }));
  const path = tally(files.flatMap((file) => patternOf(file) ?? []))[0]?.[0] ?? "";
  const { name: language = "", isPage } = findLanguage(path.slice(path.lastIndexOf(".") + 1)) ?? {};
  if (isPage !== true && !isOfData(language)) return undefined;
  const called = files.filter((file) => patternOf(file) === path && !textOf(file.path).includes(hole));
  const layout = language === "json" ? layoutOf(called.map((file) => textOf(file.path))) : undefined;
  const own = called.filter(
    (file) => language !== "json" || (layout !== undefined && isLaidOut(textOf(file.path), layout)),
  );
  const ends: number[] = [];
  const read = own.slice(0, mostPages).map(({ model, path: file }): ModelPage => {
    const whole = withTablesLoose(file, textOf(file).replace(/\r\n?/g, "\n"));
    const text = whole.trimEnd();
    ends.push(whole.slice(text.length + 1).split("\n").length - 1);
    const own = text.split("\n");
    const lines = layout === undefined ? withTextsWhole(own, frontEnd(own, language)) : linesOfJson(text);
    return { model, stem: lastPart(file).replace(/\.\w+$/, ""), lines };
  });
  if (read.length < 2) return undefined;
  const made = draftTemplate(read, { language, layout }, catalog);
  if (made === undefined || made.share < leastShare) return undefined;
  const { text, fields, share } = made;
  // Two fields of one name would be one.
  if (
    Object.entries(found.fields).some(
      ([name, field]) => JSON.stringify(fields[name] ?? field) !== JSON.stringify(field),
    )
  )
    return undefined;
  const context = folder.split("/").filter((part) => part !== "");
  const targets = new Set(own.flatMap((file) => patternsOf([file], slug)[0]?.[0] ?? []));
  const config: SnippetConfig & { path: string } = { kind: "page", language, path };
  return {
    type: "pages",
    config,
    context,
    fields: { ...fields, ...found.fields },
    share,
    models: called.map(({ model }) => model),
    absent: [...new Set([...targets].flatMap((target) => linkedTo(target, around)))].filter(
      (model) => !pages.has(model),
    ),
    template: `${text}${"\n".repeat(mode(ends))}`,
  };
};

/** How much less of pages one template for several folders may give than one for each. */
const leastOfParts = 0.9;

/** Pages and what can be said of them: of several folders together where that says about as much as of each alone. */
export const draftPool = (
  { whole, parts }: Pool,
  around: Around,
): readonly { readonly each: FoundPages; readonly draft: PagesDraft | undefined }[] => {
  const apart = parts.map((each) => ({ each, draft: draftPages(each, around) }));
  const draft = whole === undefined ? undefined : draftPages(whole, around);
  const shares = apart.map(({ draft: own }) => own?.share ?? 0);
  const best = Math.max(0, ...shares);
  if (whole === undefined || draft === undefined || draft.share < leastOfParts * best) return apart;
  return [{ each: whole, draft }];
};

/** Pages whose kinds are called after their folders, each otherwise than the others. */
export const calledApart = (drafts: readonly PagesDraft[]): readonly PagesDraft[] => {
  const taken = new Set<string>();
  return drafts.map((draft) => {
    const parts = draft.context.filter((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part));
    const names = [
      ...parts.map((_, at) => parts.slice(parts.length - 1 - at).join("-")),
      ...drafts.map((_, at) => `page${at === 0 ? "" : `-${at + 1}`}`),
    ];
    const kind = names.find((name) => !taken.has(name)) ?? "page";
    taken.add(kind);
    return { ...draft, config: { ...draft.config, kind } };
  });
};
