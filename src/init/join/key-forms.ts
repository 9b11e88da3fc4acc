import { toText } from "../../config/expression.ts";
import { isMaker, type Model, providerName, type Shape } from "../catalog/records.ts";
import { once } from "../../text/once.ts";
import { addTo } from "../../text/group-by.ts";

/** A way in which documentations call models: its name for people, and what each model is called so. */
export type KeyForm = { readonly by: string; readonly textsOf: (model: Model) => readonly string[] };

/** An ID without its owner. */
export const lastPart = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** An ID without what stands before its first slash: whose offer it is. */
const withoutFirst = (id: string): string => id.slice(id.indexOf("/") + 1);

/** The forms in which a provider's own page calls models. */
const withoutOwner = "ID without its owner";
const withoutGateway = "ID without its first part";
export const ownForms: ReadonlySet<string> = new Set([withoutOwner, withoutGateway]);

/** Letters and digits alone: what is left where punctuation and case differ. */
export const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

const aliasesOf = ({ leaves }: Model): readonly string[] =>
  [...leaves].flatMap(([path, value]) =>
    /alias(?:es)?$/i.test(path)
      ? (typeof value === "object" && value !== null ? value : [value]).flatMap((each) => toText(each) || [])
      : [],
  );

/** So few models have values of their own by chance. */
const leastModels = 5;

/** What may be a name: in letters, no address and no sentence. */
const isNameLike = (text: string): boolean => /\p{L}{2}/u.test(text) && !/:\/\/|(?:\S\s+){4}/.test(text);

/** The paths whose values are each model's own, whatever they are called: a class, a package, a name elsewhere. */
const ownPaths = ({ models, id, name }: Shape): readonly string[] => {
  if (models.length < leastModels) return [];
  const paths = new Set(models.flatMap(({ leaves }) => [...leaves.keys()]));
  return [...paths].filter((path) => {
    if (path === id || path === name || isMaker(path) || providerName.test(path)) return false;
    const texts = models.map(({ leaves }) => leaves.get(path));
    const own = texts.filter((text) => typeof text === "string" && isNameLike(text));
    return own.length === models.length && new Set(own).size === own.length;
  });
};

/** How many of the forms are IDs as the catalog has them. */
export const surestForms = 3;

/** The ways that models are called, the surest first. */
export const keyForms = (shape: Shape): readonly KeyForm[] => {
  const { id, owner } = shape;
  const own = ownPaths(shape);
  const idOf = ({ leaves }: Model): string => toText(leaves.get(id));
  const wholeOf = (path: string, model: Model): readonly string[] =>
    ["/", ":"].map((sign) => `${toText(model.leaves.get(path))}${sign}${idOf(model)}`);
  return [
    { by: "exact ID", textsOf: (model) => [idOf(model)] },
    ...(owner === undefined
      ? []
      : [{ by: "provider and ID", textsOf: (model: Model) => wholeOf(owner.path, model) }]),
    { by: withoutOwner, textsOf: (model) => [lastPart(idOf(model))] },
    {
      by: withoutGateway,
      textsOf: (model) => (/\/.*\//.test(idOf(model)) ? [withoutFirst(idOf(model))] : []),
    },
    { by: "display name", textsOf: ({ name }) => [name] },
    { by: "alias", textsOf: aliasesOf },
    { by: "ID in other case", textsOf: (model) => [idOf(model).toLowerCase()] },
    { by: "ID without its owner, in other case", textsOf: (model) => [lastPart(idOf(model)).toLowerCase()] },
    { by: "ID behind a prefix", textsOf: (model) => [idOf(model)] },
    {
      by: "display name without what its vendor is called",
      textsOf: ({ name }) => [name.replace(/^[^:]+: /, "")],
    },
    {
      by: "letters and digits of the ID",
      textsOf: (model) => [bare(idOf(model)), bare(lastPart(idOf(model)))],
    },
    { by: "letters and digits of the name", textsOf: ({ name }) => [bare(name)] },
    {
      by: "letters and digits of maker and name",
      textsOf: ({ name, leaves }) =>
        [...leaves].flatMap(([path, value]) => (isMaker(path) ? bare(toText(value) + name) : [])),
    },
    { by: "a value of its own", textsOf: ({ leaves }) => own.map((path) => toText(leaves.get(path))) },
  ];
};

/** What a text of the documentation is looked up as, for a form. */
export const lookedUp = ({ by }: KeyForm, text: string): string => {
  if (by.startsWith("letters")) return bare(text);
  // What stands behind slashes is as often an address.
  if (by.endsWith("prefix")) return /:([^:]+)$/.exec(text)?.[1] ?? "";
  return by.endsWith("other case") ? text.toLowerCase() : text;
};

/** The models of each text, for each form; worked out once for a catalog. */
export type KeyIndex = readonly {
  readonly form: KeyForm;
  readonly models: ReadonlyMap<string, readonly Model[]>;
}[];

export const keyIndexOf = once(
  (shape: Shape): KeyIndex =>
    keyForms(shape).map((form) => {
      const models = new Map<string, Model[]>();
      for (const model of shape.models)
        for (const text of new Set(form.textsOf(model))) {
          if (text === "") continue;
          addTo(models, text, model);
        }
      return { form, models };
    }),
);

/** What a cell lists, each without what stands in brackets behind it. */
export const listedIn = (shown: string): readonly string[] =>
  shown.split(/,\s+/).map((part) => part.replace(/\s+\([^()]*\)$/, ""));
