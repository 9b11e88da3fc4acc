import picomatch from "picomatch";
import type {
  CapabilityConfig,
  ClientConfig,
  ColumnConfig,
  Config,
  FieldConfig,
  FormatConfig,
  Predicate,
  TableConfig,
  VerifyConfig,
} from "../config.gen.ts";
import { parseExpression } from "./expression.ts";
import { parsePathPattern } from "./path-pattern.ts";
import { always, compilePredicate, type Test } from "./predicate.ts";
import type {
  CapabilitySettings,
  ClientSettings,
  ColumnSettings,
  FieldSettings,
  Format,
  Order,
  Place,
  SectionSettings,
  Settings,
  SnippetSettings,
  SourceSettings,
  TableSettings,
  VerifySettings,
} from "./settings.ts";
import { compileRules } from "./text-rules.ts";

const dotted = (path: string): readonly string[] => path.split(".");

const test = (predicate: Predicate | undefined): Test =>
  predicate === undefined ? always : compilePredicate(predicate);

const field = (config: FieldConfig): FieldSettings => ({
  config,
  path: config.path === undefined ? undefined : dotted(config.path),
  rules: config.rules === undefined ? undefined : compileRules(config.rules),
  otherwise: config.else === undefined ? undefined : field(config.else),
});

const capability = ({ name, when, templates }: CapabilityConfig): CapabilitySettings => ({
  name,
  when,
  test: test(when),
  templates,
});

const format = ({ open, indent = "", body, close, recognise, cites }: FormatConfig): Format => ({
  open,
  indent,
  body,
  close,
  recognise: new RegExp(recognise, "du"),
  cites: new RegExp(cites, "u"),
});

const order = (config: TableConfig["order"]): Order => ({
  by: config?.by ?? "name",
  descending: config?.descending ?? false,
  natural: config?.natural ?? false,
  ignoreCase: config?.ignoreCase ?? false,
});

const column = (config: ColumnConfig): ColumnSettings => ({
  header: config.header,
  was: config.was ?? [],
  value: parseExpression(config.value),
  otherwise: parseExpression(config.otherwise ?? ""),
  when: test(config.when),
  owner: config.owner ?? "catalog",
  align: config.align ?? "none",
});

const place = (config: Omit<TableConfig, "columns">, where: string): Place => ({
  page: config.page,
  heading: config.heading ?? [],
  tab: config.tab,
  marker: config.marker,
  optional: config.optional ?? false,
  where,
});

const sources = (config: Config["catalog"]): readonly SourceSettings[] =>
  config.sources.map(({ file, url, timeoutMs = 10_000, retries = 3, maxBytes = 67_108_864, authEnv }) =>
    url === undefined
      ? { type: "file", path: file ?? "", maxBytes }
      : { type: "url", url, timeoutMs, retries, maxBytes, authEnv },
  );

const snippets = (config: Config): readonly SnippetSettings[] =>
  (config.snippets ?? []).map(({ kind, language, path, aliases = [], template, sets, where }) => ({
    id: `${kind}/${language}`,
    kind,
    language,
    path: parsePathPattern(path, { kind, language }),
    aliases: aliases.map((alias) => parsePathPattern(alias, { kind, language })),
    sets: sets === undefined ? undefined : new Set(sets),
    template: template ?? `${kind}/{set}/${language}.ejs`,
    where: test(where),
  }));

const sections = (config: Config, formats: ReadonlyMap<string, FormatConfig>): readonly SectionSettings[] =>
  (config.sections ?? []).flatMap((section, index) => {
    const found = formats.get(section.format);
    if (found === undefined) return [];
    return {
      ...place(section, `sections[${index}]`),
      snippet: `${section.kind}/${section.language}`,
      format: format(found),
      title: parseExpression(section.title ?? "{name}"),
      fence: section.fence ?? section.language,
      order: order(section.order),
      test: test(section.where),
    };
  });

const tables = (config: Config): readonly TableSettings[] =>
  (config.tables ?? []).map((table, index) => ({
    ...place(table, `tables[${index}]`),
    columns: table.columns.map(column),
    key: Math.max(
      0,
      table.columns.findIndex(({ key }) => key === true),
    ),
    order: order(table.order),
    test: test(table.where),
  }));

const client = ({ api, overlays = [], out, validators = true, ...rest }: ClientConfig): ClientSettings => ({
  api,
  overlays,
  out: out.replace(/\/+$/, ""),
  options: { validators, ...rest },
});

const verify = (config: VerifyConfig): VerifySettings => ({
  api: config.api,
  overlays: config.overlays ?? [],
  baseUrl: config.baseUrl?.replace(/\/+$/, ""),
  calls: new Map(
    Object.entries(config.calls ?? {}).map(([kind, calls]) => [
      kind,
      calls.map((call) => call.replace(/^\S+/, (method) => method.toLowerCase())),
    ]),
  ),
  image: config.image === undefined ? () => false : compilePredicate(config.image),
  timeoutMs: config.timeoutMs ?? 30_000,
  concurrency: config.concurrency,
});

/**
 * Makes the settings from a config that `checkConfig` and `crossCheck` accepted.
 * `presets` are the block formats that come with the package; a format of the config's own goes before them.
 */
export const toSettings = (config: Config, presets: ReadonlyMap<string, FormatConfig>): Settings => ({
  root: config.root,
  templates: config.templates,
  vars: config.vars ?? {},
  sources: sources(config.catalog),
  list: config.catalog.list === undefined ? [] : dotted(config.catalog.list),
  recordSchema: config.catalog.recordSchema,
  fields: new Map(Object.entries(config.catalog.fields).map(([name, value]) => [name, field(value)])),
  exclude: (config.exclude ?? []).map(({ name, when }) => ({ name, test: compilePredicate(when) })),
  slug: {
    rules: compileRules(config.slug?.rules ?? []),
    aliases: new Map(Object.entries(config.slug?.aliases ?? {})),
    clash: config.slug?.clash ?? "problem",
  },
  capabilities: config.capabilities.map(capability),
  snippets: snippets(config),
  includeBase: config.includes?.base ?? "",
  sections: sections(config, new Map([...presets, ...Object.entries(config.formats ?? {})])),
  tables: tables(config),
  isProtected: picomatch([...(config.protect ?? [])], { dot: true }),
  client: config.client === undefined ? undefined : client(config.client),
  verify: config.verify === undefined ? undefined : verify(config.verify),
  moved: new Map((config.moved ?? []).map(({ from, to }) => [from, to])),
  removal: {
    policy: config.removal?.policy ?? "keep",
    mark: config.removal?.mark ?? "{title} (deprecated)",
    after: config.removal?.after ?? 1,
    maxShare: config.removal?.maxShare ?? 0.34,
  },
  checks: new Map(Object.entries(config.check?.rules ?? {})),
});
