import picomatch from "picomatch";
import type {
  CapabilityConfig,
  ClientConfig,
  Config,
  FormatConfig,
  VerifyConfig,
  GuardConfig,
  Predicate,
} from "./config.gen.ts";
import { compileLookups } from "../catalog/lookup.ts";
import { compilePredicate, fieldsTested } from "./predicate.ts";
import type {
  CapabilitySettings,
  ClientSettings,
  CounterSettings,
  InlineSettings,
  Settings,
  SnippetSettings,
  VerifySettings,
  WhereSettings,
} from "./settings.ts";
import { compileRules } from "../text/text-rules.ts";
import { catalog } from "./to-settings/catalog.ts";
import { documents } from "./to-settings/documents.ts";
import { mentions } from "./to-settings/mentions.ts";
import { navigation } from "./to-settings/navigation.ts";
import { test, order, place } from "./to-settings/place.ts";
import { sections } from "./to-settings/sections.ts";
import { tables } from "./to-settings/tables.ts";
import { parseExpression } from "./expression.ts";
import type { GuardSettings, PolicySettings } from "./policy-settings.ts";
import { parsePathPattern } from "./path-pattern.ts";
import { toMap } from "../text/group-by.ts";

/** Every `where` of a config, and every `when` of a row. */
const wheres = ({
  capabilities,
  snippets = [],
  sections = [],
  tables = [],
  navigation = [],
  counters = [],
}: Config): readonly WhereSettings[] => {
  const of = (place: string, where: Predicate | undefined, page?: string): readonly WhereSettings[] =>
    where === undefined
      ? []
      : [{ place, fields: fieldsTested(where, capabilities), test: compilePredicate(where), page }];
  return [
    ...snippets.flatMap(({ where }, at) => of(`snippets[${at}].where`, where)),
    ...sections.flatMap(({ where, page }, at) => of(`sections[${at}].where`, where, page)),
    ...tables.flatMap(({ where, page, rows = [] }, at) => [
      ...of(`tables[${at}].where`, where, page),
      ...rows.flatMap(({ when }, row) => of(`tables[${at}].rows[${row}].when`, when, page)),
    ]),
    ...navigation.flatMap(({ where, file }, at) => of(`navigation[${at}].where`, where, file)),
    ...counters.flatMap(({ where, page }, at) => of(`counters[${at}].where`, where, page)),
  ];
};

/** The snippets: those that are files, and those that stand in pages only. */
const snippets = (config: Config): Pick<Settings, "snippets" | "inline"> => {
  const files: SnippetSettings[] = [];
  const inline: InlineSettings[] = [];
  for (const [index, snippet] of (config.snippets ?? []).entries()) {
    const { kind, language, path, aliases = [], template, sets, where } = snippet;
    const settings: InlineSettings = {
      id: `${kind}/${language}`,
      kind,
      language,
      sets: sets === undefined ? undefined : new Set(sets),
      template: template ?? `${kind}/{set}/${language}.ejs`,
      where: test(where),
      declared: `snippets[${index}]`,
    };
    const pattern = (source: string) => parsePathPattern(source, { kind, language });
    if (path === undefined) inline.push(settings);
    else files.push({ ...settings, path: pattern(path), aliases: aliases.map(pattern) });
  }
  return { snippets: files, inline };
};

const guard = (given: boolean | GuardConfig): GuardSettings => {
  const { limit, fields = {}, ranges = {} } = typeof given === "boolean" ? {} : given;
  return {
    on: given !== false,
    limit,
    fields: new Map(Object.entries(fields)),
    ranges: new Map(Object.entries(ranges)),
  };
};

/** What may go through without anybody looking at it. */
const policy = ({ policy: given = {} }: Config): PolicySettings => {
  const { minAge, ...guards } = given.guards ?? {};
  return {
    guards: new Map(Object.entries(guards).map(([name, each]) => [name, guard(each)])),
    minAge,
    classes: given.classes,
    accept: given.accept ?? [],
  };
};

/** The counters. */
const counters = ({ counters: all = [] }: Config): readonly CounterSettings[] =>
  all.map((config, index) => ({
    ...place({ page: config.page, optional: config.optional ?? false }, `counters[${index}]`),
    name: config.name,
    pattern: config.pattern === undefined ? undefined : new RegExp(config.pattern, "dgmu"),
    format: parseExpression(config.format ?? "{count}"),
    floor: config.floor ?? 1,
    thousands: config.thousands ?? "",
    list: {
      field: config.field ?? "name",
      distinct: config.distinct ?? false,
      separator: config.separator ?? ", ",
      last: config.last ?? config.separator ?? ", ",
      limit: config.limit,
    },
    order: order(config.order),
    empty: config.empty,
    test: test(config.where),
  }));

const capability = ({ name, when, templates }: CapabilityConfig): CapabilitySettings => ({
  name,
  when,
  test: test(when),
  templates,
});

const client = ({ api, overlays = [], out, validators = true, ...rest }: ClientConfig): ClientSettings => ({
  api,
  overlays,
  out: out.replace(/\/+$/, ""),
  options: { validators, ...rest },
});

const verify = (config: VerifyConfig): VerifySettings => ({
  api: config.api,
  overlays: config.overlays ?? [],
  fences: config.fences === undefined ? () => false : picomatch([...config.fences], { dot: true }),
  baseUrl: config.baseUrl?.replace(/\/+$/, ""),
  calls: toMap(Object.entries(config.calls ?? {}), ([kind, calls]) => [
    kind,
    calls.map((call) => call.replace(/^\S+/, (method) => method.toLowerCase())),
  ]),
  image: config.image === undefined ? () => false : compilePredicate(config.image),
  timeoutMs: config.timeoutMs ?? 30_000,
  concurrency: config.concurrency,
  live: { key: "API_KEY", requests: 20, tokens: 20_000, ...config.live },
});

/** Files that are people's: those of `protect`, and the pages and navigation files that the config edits. */
const protection = ({ protect = [], ...config }: Config): Pick<Settings, "isProtected" | "isUntouched"> => {
  const declared = picomatch([...protect], { dot: true });
  const { sections: inSections = [], tables: inTables = [], navigation: inNavigation = [] } = config;
  const pages = [...inSections, ...inTables, ...(config.counters ?? [])].flatMap(({ page }) => page ?? []);
  const edited = new Set([...pages, ...inNavigation.map(({ file }) => file)]);
  return {
    isProtected: (path) => edited.has(path) || declared(path),
    isUntouched: (path) => !edited.has(path) && declared(path),
  };
};

/** Whether anything is called by a model's slug: a file, a link to one, or what expressions and predicates say. */
const usesSlugs = ({
  snippets = [],
  sections,
  tables,
  navigation,
  counters,
  formats,
  mentions,
}: Config): boolean =>
  snippets.length > 0 ||
  /\{(?:slug|link:[^{}]*|route:[^{}]*)\}|"slug"/.test(
    JSON.stringify([sections, tables, navigation, counters, formats, mentions?.forms]),
  );

/** The fields of criteria that ask for the order in which the catalog first has their values. */
const appearances = (part: unknown): readonly string[] => {
  if (typeof part !== "object" || part === null) return [];
  const own = "appearance" in part && part.appearance === true && "by" in part ? [String(part.by)] : [];
  return [...own, ...Object.values(part).flatMap(appearances)];
};

/** Makes the settings from a config that was checked; its own formats go before `presets`. */
export const toSettings = (config: Config, presets: ReadonlyMap<string, FormatConfig>): Settings => {
  const lookups = compileLookups(config.catalog.lookups ?? {});
  const files = snippets(config);
  return {
    root: config.root,
    templates: config.templates,
    vars: config.vars ?? {},
    ...catalog(config.catalog, lookups),
    exclude: (config.exclude ?? []).map(({ name, when, until }) => ({
      name,
      test: compilePredicate(when),
      until,
    })),
    slug: {
      rules: compileRules(config.slug?.rules ?? [], lookups),
      was: config.slug?.was === undefined ? undefined : compileRules(config.slug.was, lookups),
      aliases: new Map(Object.entries(config.slug?.aliases ?? {})),
      clash: config.slug?.clash ?? "problem",
    },
    capabilities: (config.capabilities ?? []).map(capability),
    ...files,
    includeBase: config.includes?.base ?? "",
    sections: sections(config, presets, files.snippets),
    tables: tables(config),
    navigation: navigation(config),
    counters: counters(config),
    documents: documents(config),
    mentions: mentions(config),
    wheres: wheres(config),
    usesSlugs: usesSlugs(config),
    appearances: [
      ...new Set(appearances([config.sections, config.tables, config.navigation, config.counters])),
    ],
    // Templates of rows see the links as the expressions of other rows do.
    links:
      /\{(?:link|route):/.test(JSON.stringify(config)) ||
      (config.tables ?? []).some(({ rows = [] }) => rows.some(({ template }) => template !== undefined)),
    date: config.date,
    ...protection(config),
    client: config.client === undefined ? undefined : client(config.client),
    verify: config.verify === undefined ? undefined : verify(config.verify),
    moved: new Map((config.moved ?? []).map(({ from, to }) => [from, to])),
    removal: {
      policy: config.removal?.policy ?? "keep",
      isDeclared: config.removal?.policy !== undefined,
      mark: config.removal?.mark ?? "{title} (deprecated)",
      after: config.removal?.after ?? 1,
      maxShare: config.removal?.maxShare ?? 0.34,
      fields: new Map(Object.entries(config.removal?.fields ?? {})),
    },
    policy: policy(config),
    claim: config.claim ?? "as-made",
    checks: new Map(Object.entries(config.check?.rules ?? {})),
  };
};
