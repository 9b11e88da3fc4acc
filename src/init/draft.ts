import type { CapabilityConfig, Config, FieldConfig, Predicate, TextRule } from "../config/config.gen.ts";
import type { FieldValue } from "../model/entry.ts";
import type { Explanation } from "./explain-texts.ts";
import { leaveOut } from "./leave-out.ts";
import type { Found } from "./part.ts";
import { fieldConfig, type Reading } from "./readings.ts";
import type { Model, Shape } from "./records.ts";
import { type Distinction, tellApart } from "./tell-apart.ts";

/** What a config is made from. */
export type Findings = {
  /** The documentation's folder and the catalog's place, as the config is to have them. */
  readonly root: string;
  readonly source: { readonly file: string } | { readonly url: string };
  readonly includeBase: string;
  readonly shape: Shape;
  readonly slug: readonly TextRule[];
  readonly found: readonly Found[];
  readonly vars: Readonly<Record<string, FieldValue>>;
  /** Folder of templates of the documentation's own; undefined when the package's do. */
  readonly templates: string | undefined;
  /** Whether the package's templates are used, which have a set for images. */
  readonly images: boolean;
};

/** Comments for parts of a config, by the part. */
export type Remarks = ReadonlyMap<object, string>;

/** A config and what is to be said about its parts. */
export type Draft = { readonly config: Config; readonly remarks: Remarks };

const explanationsOf = (found: Found): readonly Explanation[] =>
  found.type === "table" ? found.explanations : [found.title];

const readingsOf = (all: readonly Explanation[]): readonly Reading[] =>
  all.flatMap((each) => {
    if (each.type === "reading") return each.readings;
    return each.type === "none" && each.filler !== undefined ? [each.filler] : [];
  });

const distinctionsOf = (all: readonly Explanation[]): readonly Distinction[] =>
  all.flatMap((each) => (each.type === "when" ? [each.distinction] : []));

const fieldsFor = (
  { id, name }: Shape,
  readings: readonly Reading[],
  distinctions: readonly Distinction[],
): { id: FieldConfig } & Record<string, FieldConfig> => ({
  id: { path: id, type: "string", required: true },
  ...(name === undefined ? {} : { name: { path: name, else: { path: id } } }),
  ...Object.fromEntries(
    readings
      .filter(({ name: field }) => field !== "id" && field !== "name")
      .map((reading) => [reading.name, fieldConfig(reading, "")]),
  ),
  ...Object.fromEntries(
    distinctions.flatMap(({ fields }) => [...fields].map(([field, path]) => [field, { path }] as const)),
  ),
});

/** Models that take images, as catalogs say it. */
const seesImages = (models: readonly Model[]): Distinction | undefined => {
  const speaks = ({ leaves }: Model): boolean =>
    [...leaves].some(([path, value]) => {
      const items: readonly unknown[] = typeof value === "object" && value !== null ? value : [value];
      return (
        items.some((item) => item === "vision" || item === "multimodal" || item === "image-text-to-text") ||
        (value === true && /vision/i.test(path)) ||
        (/input.*modalit/i.test(path) && items.includes("image"))
      );
    });
  const yes = models.filter(speaks);
  return tellApart(
    yes,
    models.filter((model) => !yes.includes(model)),
  );
};

type Where = {
  readonly where?: Predicate;
  readonly remark?: string;
  readonly distinctions: readonly Distinction[];
};

/** Which of the models that are shown somewhere are shown here. */
const whereOf = (here: readonly Model[], shown: readonly Model[]): Where => {
  const elsewhere = shown.filter((model) => !here.includes(model));
  if (elsewhere.length === 0) return { distinctions: [] };
  const distinction = tellApart(here, elsewhere);
  if (distinction !== undefined) return { where: distinction.when, distinctions: [distinction] };
  return {
    where: { field: "id", in: here.map(({ id }) => id).toSorted() },
    remark: "Nothing in the catalog says why only these models are here: a new one must be added by hand.",
    distinctions: [],
  };
};

/** Makes a config of what was found. */
export const draftConfig = (findings: Findings): Draft => {
  const { root, source, includeBase, shape, slug, found, vars, templates, images } = findings;
  const shown = [...new Set(found.flatMap(({ models }) => models))];
  const hidden = shape.models.filter((model) => !shown.includes(model));
  const out = leaveOut(hidden, shown);
  const remarks = new Map<object, string>();
  remarks.set(
    out.listed,
    "Take an ID out of this list, and the next plan adds its model wherever it belongs.",
  );
  const places = found.map((part) => ({ part, ...whereOf(part.models, shown) }));
  const vision = images ? seesImages(shown) : undefined;
  const capabilities: CapabilityConfig[] = [
    ...(vision === undefined ? [] : [{ name: "vision", when: vision.when, templates: "vision" }]),
    { name: "text", templates: "text" },
  ];
  const explanations = found.flatMap(explanationsOf);
  const distinctions = [
    ...out.distinctions,
    ...distinctionsOf(explanations),
    ...places.flatMap((place) => place.distinctions),
    ...(vision === undefined ? [] : [vision]),
  ];
  const snippets = new Map(
    found.flatMap((part) =>
      part.type === "section"
        ? [[`${part.snippet.kind}/${part.snippet.language}`, part.snippet] as const]
        : [],
    ),
  );
  const sections = places.flatMap(({ part, where, remark }) => {
    if (part.type !== "section") return [];
    const config = { ...part.config, ...(where === undefined ? {} : { where }) };
    if (remark !== undefined) remarks.set(config, remark);
    return [config];
  });
  const tables = places.flatMap(({ part, where, remark }) => {
    if (part.type !== "table") return [];
    const config = { ...part.config, ...(where === undefined ? {} : { where }) };
    if (remark !== undefined) remarks.set(config, remark);
    for (const [index, column] of config.columns.entries()) {
      const text = part.remarks[index];
      if (text !== undefined) remarks.set(column, text);
    }
    return [config];
  });
  const own = Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, mutable(value)]));
  remarks.set(
    own,
    "What the package's templates say of the platform: read from the documentation, correct what is wrong.",
  );
  const list = {
    ...(shape.list === "" ? {} : { list: shape.list }),
    ...(shape.keyField === undefined ? {} : { keyField: shape.keyField }),
  };
  const config: Config = {
    root,
    ...(templates === undefined ? {} : { templates }),
    ...(Object.keys(own).length === 0 ? {} : { vars: own }),
    catalog: {
      sources: [source],
      ...list,
      fields: fieldsFor(shape, readingsOf(explanations), distinctions),
    },
    ...(out.exclude.length === 0 ? {} : { exclude: [...out.exclude] }),
    ...(snippets.size === 0 ? {} : { slug: { rules: [...slug], clash: "owner" } }),
    capabilities,
    ...(snippets.size === 0 ? {} : { snippets: [...snippets.values()] }),
    ...(includeBase === "" || sections.length === 0 ? {} : { includes: { base: includeBase } }),
    ...(sections.length === 0 ? {} : { sections }),
    ...(tables.length === 0 ? {} : { tables }),
  };
  return { config, remarks };
};

const mutable = (value: FieldValue) => (typeof value === "object" && value !== null ? [...value] : value);
