import type { NavigationConfig, TextRule } from "../config/config.gen.ts";
import { withPart } from "./columns/besides.ts";
import { likeness } from "./columns/likeness.ts";
import { draftText } from "./columns/text-draft.ts";
import type { Model } from "./catalog/records.ts";
import { type FoundElement, type FoundNav, lone } from "./find/navigation.ts";
import { labelledIn } from "./groups/labels.ts";
import { joinRows, ownedOnce } from "./join/rows.ts";
import { patternsOf } from "./slugs.ts";
import type { CatalogView, Fields, FoundRow, NavigationDraft } from "./types.ts";

/** The share of elements that must be models', so that the list is about models. */
const leastShare = 0.3;

const cell = (text: string) => ({ text, shown: text, start: 0, end: text.length });

/** What names the page of a path: its last part without its ending; that of its folder for an index. */
const pageName = (text: string): string => {
  const bare = text.replace(/(?:\/index)?\.(?:mdx?|rst|adoc|html?)$|\/$/, "");
  return bare.slice(bare.lastIndexOf("/") + 1);
};

/** Elements and whose they are, and the text that tells it. */
type Owned = {
  readonly key: string;
  readonly elements: readonly (readonly [FoundElement, Model])[];
};

const owned = ({ file, context, elements }: FoundNav, { shape }: CatalogView): Owned | undefined => {
  const keys = [...(elements[0]?.keys() ?? [])];
  const rows = new Map(
    elements.map((element, line): readonly [FoundRow, FoundElement] => {
      const texts = keys.map((key) => element.get(key) ?? "");
      return [{ line, cells: [...texts, ...texts.map(pageName)].map(cell) }, element];
    }),
  );
  const headers = [...keys, ...keys].map(() => "");
  const join = joinRows({ page: file, place: {}, context, headers, rows: [...rows.keys()] }, shape);
  const key = keys[(join?.keys[0] ?? 0) % Math.max(1, keys.length)];
  if (join === undefined || key === undefined) return undefined;
  const all = ownedOnce(join, (row) => rows.get(row));
  if (all.length < 2 || all.length < elements.length * leastShare) return undefined;
  // An element is found by what names its page, where it has one.
  return { key: key === lone.label ? lone.target : key, elements: all };
};

/** The models that elements of a list are about. */
export const ownersIn = (nav: FoundNav, catalog: CatalogView): ReadonlyMap<FoundElement, Model> =>
  new Map(owned(nav, catalog)?.elements);

/** A text of elements as the config says it, and the models whose element says otherwise. */
type Text = {
  readonly value: string;
  readonly fields: Fields;
  readonly others: ReadonlySet<Model>;
  readonly slug: boolean;
};

const textOf = (
  { elements }: Owned,
  key: string,
  slug: readonly TextRule[],
  catalog: CatalogView,
): Text | undefined => {
  const texts = elements.map(([element, model]) => ({ model, raw: element.get(key) ?? "" }));
  const values = new Set(texts.map(({ raw }) => raw));
  const [only = ""] = values;
  if (values.size === 1) return { value: only, fields: {}, others: new Set(), slug: false };
  const draft = withPart(draftText(texts, "", catalog, { byId: true }));
  const others = new Set(draft.differing.map(({ model }) => model));
  const isPlain = draft.owner === undefined && draft.when === undefined;
  const files = texts.map(({ model, raw }) => ({ model, path: raw }));
  const [pattern = "", count = 0] = patternsOf(files, slug)[0] ?? [];
  // What leads to pages is called as they are; pages of others have addresses of their own.
  const isWeb = texts.every(({ raw }) => /^https?:\/\//.test(raw));
  const leads = !isWeb && count === texts.length && pattern.includes("/");
  if (isPlain && others.size === 0 && !leads)
    return { value: draft.value, fields: draft.fields, others, slug: false };
  if (leads || count > (isPlain ? draft.explained : texts.length * 0.6)) {
    const rest = files.filter((file) => patternsOf([file], slug)[0]?.[0] !== pattern);
    return { value: pattern, fields: {}, others: new Set(rest.map(({ model }) => model)), slug: true };
  }
  return isPlain ? { value: draft.value, fields: draft.fields, others, slug: false } : undefined;
};

const typed = (value: string): string | number | boolean =>
  value === "true" || value === "false"
    ? value === "true"
    : Number.isNaN(Number(value))
      ? value
      : Number(value);

const itemOf = (texts: ReadonlyMap<string, Text>, untyped: ReadonlySet<string>): NavigationConfig["item"] => {
  const at = (key: string): string => texts.get(key)?.value ?? "";
  if (texts.has(lone.text)) return at(lone.text);
  if (texts.has(lone.target)) return { [at(lone.label)]: at(lone.target) };
  return Object.fromEntries(
    [...texts].map(([key, { value }]) => [key, untyped.has(key) ? typed(value) : value]),
  );
};

const unsaid = ({ file, context }: FoundNav, { elements }: Owned, why: string): string =>
  `The list of ${elements.length} models in ${[file, ...context].join(" › ")} can't be made: ${why}.`;

/** The key that elements are found by, as the config has it. */
const keyOf = (item: NavigationConfig["item"], key: string): Pick<NavigationConfig, "key"> => {
  if (typeof item === "string") return {};
  const [only] = Object.keys(item);
  return { key: key === lone.target && only !== undefined ? only : key };
};

/** Whether a number or truth value that all elements have is what the catalog says of their models: that is a table's. */
const isOfModels = ({ elements }: Owned, key: string): boolean => {
  const known = new Set(elements.flatMap(([, { leaves }]) => [...leaves.keys()]));
  const paths = [...known].filter((path) => likeness(key, path) > 0);
  return paths.some((path) =>
    elements.every(([element, { leaves }]) => String(leaves.get(path)) === element.get(key)),
  );
};

/** What the config can say of a list of navigation or data, but for its order; a text where it can't say it. */
export const draftNavigation = (
  nav: FoundNav,
  slug: readonly TextRule[],
  catalog: CatalogView,
): NavigationDraft | string | undefined => {
  const found = owned(nav, catalog);
  if (found === undefined) return undefined;
  // What isn't made as the others is taken for what doesn't belong there.
  const odd = owned({ ...nav, elements: nav.others }, catalog)?.elements.length ?? 0;
  if (odd > 0) return unsaid(nav, found, `${odd} more lack keys that these have`);
  const texts = new Map<string, Text>();
  for (const key of found.elements[0]?.[0].keys() ?? []) {
    const text = textOf(found, key, slug, catalog);
    if (text === undefined)
      return unsaid(
        nav,
        found,
        `nothing in the catalog explains ${key.startsWith("\0") || key === "" ? "its texts" : `\`${key}\``}`,
      );
    // What is made of fields is written as text.
    if (nav.untyped.has(key) && (Object.keys(text.fields).length > 0 || text.slug))
      return unsaid(nav, found, `\`${key}\` has numbers, and only texts are made of fields`);
    if (nav.untyped.has(key) && isOfModels(found, key)) return undefined;
    texts.set(key, text);
  }
  const others = texts.get(found.key)?.others ?? new Set<Model>();
  const models = found.elements.map(([, model]) => model).filter((model) => !others.has(model));
  if (models.length < 2) return undefined;
  const owners = new Map(found.elements.map(([element, model]) => [element.get(found.key), model]));
  const item = itemOf(texts, nav.untyped);
  return {
    type: "navigation",
    context: nav.context,
    config: {
      file: nav.file,
      path: nav.path,
      item,
      ...keyOf(item, found.key),
    },
    fields: [...texts.values()].reduce<Fields>((all, each) => ({ ...all, ...each.fields }), {}),
    slug: [...texts.values()].some((text) => text.slug),
    models,
    labelled: labelledIn(
      nav.said.map((own) => ({ texts: own, model: owners.get(own.find((text) => owners.has(text)) ?? "") })),
      catalog,
    ),
  };
};

/** The elements that name pages of models, by which it is told how slugs are made. */
export const namedPages = (
  nav: FoundNav,
  catalog: CatalogView,
): readonly { readonly model: Model; readonly path: string }[] => {
  const found = owned(nav, catalog);
  return (found?.elements ?? []).map(([element, model]) => ({
    model,
    path: element.get(found?.key ?? "") ?? "",
  }));
};
