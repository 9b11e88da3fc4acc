import { isOfData } from "./pages/front-lines.ts";
import type {
  CapabilityConfig,
  Config,
  FieldConfig,
  MentionsConfig,
  SourceConfig,
  TextRule,
} from "../config/config.gen.ts";
import type { FieldValue } from "../model/entry.ts";
import { fieldsOf } from "./columns/agreement.ts";
import { countersConfig } from "./counters.ts";
import type { CounterDraft } from "./find/counters.ts";
import type { Model, Shape } from "./catalog/records.ts";
import { followsCatalog } from "./follows-catalog.ts";
import { byScript, tableConfig, whoseMakers } from "./table-config.ts";
import { isOfMakers } from "./part-name.ts";
import type { Fields, PartDraft } from "./types.ts";
import { envelopeConfig, keyFields } from "./catalog/key-fields.ts";
import { byNames, type Test } from "./where/atoms.ts";
import { sidesOf, tellApart } from "./where/choose.ts";
import { fieldsOfPart } from "./where/needed.ts";
import { shareModels } from "./where/share.ts";
import { toMap } from "../text/group-by.ts";

/** What a config is made from. */
export type Findings = {
  /** The documentation's folder and the catalog's place, as the config is to have them. */
  readonly root: string;
  readonly source: SourceConfig;
  readonly includeBase: string;
  readonly shape: Shape;
  readonly slug: readonly TextRule[];
  readonly found: readonly PartDraft[];
  /** Where examples name models. */
  readonly mentions?: MentionsConfig | undefined;
  /** Numbers of models that the pages name. */
  readonly counters?: readonly CounterDraft[];
  readonly vars: Readonly<Record<string, FieldValue>>;
  /** Folder of templates of the documentation's own; undefined when the package's do. */
  readonly templates: string | undefined;
  /** Whether the package's templates are used, which have a set for images. */
  readonly images: boolean;
};

/** Comments for parts of a config, by the part. */
export type Remarks = ReadonlyMap<object, string>;

/** A config and what is to be said about its parts. */
export type Draft = {
  readonly config: Config;
  readonly remarks: Remarks;
  /** The parts by their place in the config: `tables[0]`. */
  readonly places: ReadonlyMap<string, PartDraft>;
  /** What a person should know of which models stand in a part. */
  readonly whys: ReadonlyMap<PartDraft, string>;
};

/** Models that take images, as catalogs say it. */
const seesImages = (models: readonly Model[], shape: Shape): Test | undefined => {
  const speaks = ({ leaves }: Model): boolean =>
    [...leaves].some(([path, value]) => {
      const items: readonly unknown[] = typeof value === "object" && value !== null ? value : [value];
      return (
        items.some((item) => item === "vision" || item === "multimodal" || item === "image-text-to-text") ||
        (value === true && /vision/i.test(path)) ||
        (/input.*modalit/i.test(path) && items.includes("image"))
      );
    });
  return tellApart(sidesOf(shape, new Set(models.filter(speaks)), new Set(models)), shape);
};

const ofPages = (language: string): string => {
  const [one, many] = isOfData(language) ? ["file of data", "files"] : ["page", "pages"];
  return `A ${one} for each model: its template is what the ${many} have in common. What single ones have besides is people's, and stays.`;
};

const elsewhere =
  "The pages of the models that are named here aren't in this tree, though a menu leads to them.";

/** The fields that the config declares: of one name, what says it first. */
const fieldsFor = (shape: Shape, all: readonly Fields[]): Fields => {
  const { id, name } = shape;
  const fields = new Map<string, FieldConfig>([["id", { path: id, type: "string", required: true }]]);
  if (name !== undefined) fields.set("name", { path: name, else: { path: id } });
  for (const [field, config] of Object.entries(keyFields(shape))) fields.set(field, config);
  // What is asked of a model's field needs it as the catalog has it, missing or not.
  for (const [field, config] of all.flatMap((each) => Object.entries(each)))
    if (fields.get(field)?.default !== undefined || !fields.has(field)) fields.set(field, config);
  return Object.fromEntries(fields);
};

const mutable = (value: FieldValue) => (typeof value === "object" && value !== null ? [...value] : value);

/** Makes a config of what was found. */
export const draftConfig = (findings: Findings): Draft => {
  const { root, source, includeBase, shape, slug, found, mentions, vars, templates, images } = findings;
  const ofModels = found.filter((part) => !isOfMakers(part));
  const sharing = shareModels(
    ofModels,
    shape,
    findings.counters?.some(({ part }) => part === "catalog") === true,
  );
  const remarks = new Map<object, string>(sharing.remarks);
  const vision = images
    ? seesImages([...new Set(ofModels.flatMap(({ models }) => models))], shape)
    : undefined;
  const capabilities: CapabilityConfig[] = [
    ...(vision === undefined ? [] : [{ name: "vision", when: vision.when, templates: "vision" }]),
    { name: "text", templates: "text" },
  ];
  const wheres = new Map(ofModels.map((part, index) => [part, sharing.wheres[index]]));
  const places = found.map((part) => ({ part, whose: wheres.get(part) ?? whoseMakers(part) }));
  const fields = [
    ...found.flatMap(fieldsOfPart),
    ...places.map(({ whose }) => whose.fields),
    sharing.fields,
    ...(findings.counters ?? []).map(({ values, whose }) =>
      fieldsOf([values, whose?.reading].flatMap((reading) => reading ?? [])),
    ),
    ...(vision === undefined ? [] : [vision.fields]),
  ];
  const snippets = toMap(found, (part) =>
    part.type === "section" && part.snippet !== undefined
      ? [`${part.snippet.kind}/${part.snippet.language}`, part.snippet]
      : undefined,
  );
  const remembering = <T extends object>(config: T, ...texts: readonly (string | undefined)[]): T => {
    const said = texts.filter((text) => text !== undefined);
    if (said.length > 0) remarks.set(config, said.join(" "));
    return config;
  };
  const sections = places.flatMap(({ part, whose }) =>
    part.type === "section"
      ? [
          remembering(
            { ...part.config, ...(whose.where === undefined ? {} : { where: whose.where }) },
            whose.remark,
            part.remark,
          ),
        ]
      : [],
  );
  const formats = Object.fromEntries(
    found.flatMap((part) =>
      part.type === "section" && part.format !== undefined
        ? [[part.config.format, part.format] as const]
        : [],
    ),
  );
  const tables = places.flatMap(({ part, whose }) =>
    part.type === "table"
      ? [
          remembering(
            tableConfig(part, whose, remarks),
            whose.remark,
            part.claim === undefined ? undefined : byScript,
            part.humbled,
          ),
        ]
      : [],
  );
  const pages = places.flatMap(({ part, whose: { where, remark } }) => {
    if (part.type !== "pages") return [];
    const [test, another] = [
      ...(where === undefined ? [] : [where]),
      ...(part.absent.length === 0 ? [] : [{ not: byNames(shape, part.absent).when }]),
    ];
    const tests = test !== undefined && another !== undefined ? { all: [test, another] } : test;
    const config = { ...part.config, ...(tests === undefined ? {} : { where: tests }) };
    return [
      remembering(config, remark, ofPages(config.language), part.absent.length === 0 ? undefined : elsewhere),
    ];
  });
  const navigation = places.flatMap(({ part, whose: { where, remark } }) =>
    part.type === "navigation"
      ? [remembering({ ...part.config, ...(where === undefined ? {} : { where }) }, remark)]
      : [],
  );
  const counters = countersConfig(findings.counters ?? [], places);
  const protect = found
    .flatMap((part) => (part.type === "pages" ? (part.beside ?? []) : []))
    .map((path) => path.replace(/[!()*?[\\\]{}]/g, "\\$&"));
  remarks.set(protect, "Pages like those of models, of no model of the catalog: they stay as they are.");
  const { again = [] } = shape;
  const exclude = [
    ...(again.length === 0
      ? []
      : [{ name: "several records have its ID", when: byNames(shape, again).when }]),
    ...sharing.exclude,
  ];
  const removal = { policy: "prune" } as const;
  remarks.set(
    removal,
    "Rows leave with their models, as nearly all rows are of models of the catalog: `keep` only reports them.",
  );
  if (mentions !== undefined)
    remarks.set(mentions, "Where pages still name a model that left, plan and check tell it from now on.");
  const own = Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, mutable(value)]));
  remarks.set(
    own,
    "What the package's templates say of the platform: read from the documentation, correct what is wrong.",
  );
  const config: Config = {
    root,
    ...(templates === undefined ? {} : { templates }),
    ...(Object.keys(own).length === 0 ? {} : { vars: own }),
    catalog: {
      sources: [source],
      ...envelopeConfig(shape),
      fields: fieldsFor(shape, fields),
    },
    ...(exclude.length === 0 ? {} : { exclude }),
    ...(snippets.size + pages.length === 0 && !found.some((part) => part.type === "navigation" && part.slug)
      ? {}
      : { slug: { rules: [...slug], clash: "owner-digest" } }),
    capabilities,
    ...(snippets.size + pages.length === 0 ? {} : { snippets: [...snippets.values(), ...pages] }),
    ...(includeBase === "" || sections.length === 0 ? {} : { includes: { base: includeBase } }),
    ...(Object.keys(formats).length === 0 ? {} : { formats }),
    ...(sections.length === 0 ? {} : { sections }),
    ...(tables.length === 0 ? {} : { tables }),
    ...(navigation.length === 0 ? {} : { navigation }),
    ...(counters.length === 0 ? {} : { counters }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(protect.length === 0 ? {} : { protect }),
    ...(followsCatalog(found) ? { removal } : {}),
  };
  const placesOf = (type: PartDraft["type"], list: string, before = 0) =>
    found
      .filter((part) => part.type === type)
      .map((part, index) => [`${list}[${before + index}]`, part] as const);
  return {
    config,
    remarks,
    whys: toMap(places, ({ part, whose: { remark } }) => (remark === undefined ? undefined : [part, remark])),
    places: new Map([
      ...placesOf("table", "tables"),
      ...placesOf("section", "sections"),
      ...placesOf("navigation", "navigation"),
      ...placesOf("list", "counters", findings.counters?.length),
      ...placesOf("pages", "snippets", snippets.size),
    ]),
  };
};
