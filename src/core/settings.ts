import picomatch from "picomatch";
import type {
  CapabilityConfig,
  ColumnConfig,
  Config,
  FieldConfig,
  FormatConfig,
  Predicate,
  TableConfig,
} from "../config.gen.ts";
import type { FieldValue, RelativePath } from "../types.ts";
import { type Expression, parseExpression } from "./expression.ts";
import { type PathPattern, parsePathPattern } from "./path-pattern.ts";
import { type Test, always, compilePredicate } from "./predicate.ts";
import { type Pipeline, compileRules } from "./text-rules.ts";

/** A place that the catalog can come from, with every default filled in. */
export type SourceSettings =
  | { readonly type: "file"; readonly path: string; readonly maxBytes: number }
  | {
      readonly type: "url";
      readonly url: string;
      readonly timeoutMs: number;
      readonly retries: number;
      readonly maxBytes: number;
      readonly authEnv: string | undefined;
    };

/** How one field of an entry is made. */
export type FieldSettings = {
  readonly config: FieldConfig;
  readonly path: readonly string[] | undefined;
  readonly rules: Pipeline | undefined;
  readonly otherwise: FieldSettings | undefined;
};

/** How an ID becomes a slug. */
export type SlugSettings = {
  readonly rules: Pipeline;
  readonly aliases: ReadonlyMap<string, string>;
  readonly clash: "problem" | "owner" | "digest";
};

/** A capability: when it holds, and the template set that it chooses. */
export type CapabilitySettings = {
  readonly name: string;
  readonly test: Test;
  readonly templates: string | undefined;
};

/** One snippet file for each model; `id` is `<kind>/<language>`. */
export type SnippetSettings = {
  readonly id: string;
  readonly kind: string;
  readonly language: string;
  readonly path: PathPattern;
  readonly aliases: readonly PathPattern[];
  readonly sets: ReadonlySet<string> | undefined;
  readonly template: string;
  readonly where: Test;
};

/** How an entry of a section is written and recognised. */
export type Format = {
  readonly open: string;
  readonly indent: string;
  readonly body: readonly string[];
  readonly close: string | undefined;
  readonly recognise: RegExp;
  readonly cites: RegExp;
};

/** How entries or rows are sorted. */
export type Order = {
  readonly by: string;
  readonly descending: boolean;
  readonly natural: boolean;
  readonly ignoreCase: boolean;
};

/** Where in a page a section or table is. */
export type Place = {
  readonly page: RelativePath;
  readonly heading: readonly string[];
  readonly tab: string | undefined;
  readonly marker: string | undefined;
  readonly optional: boolean;
  /** Place in the config, for problems: `sections[2]`. */
  readonly where: string;
};

/** A page section with one entry for each model's snippet. */
export type SectionSettings = Place & {
  readonly snippet: string;
  readonly format: Format;
  readonly title: Expression;
  readonly fence: string;
  readonly order: Order;
  readonly test: Test;
};

/** One column of a table. */
export type ColumnSettings = {
  readonly header: string;
  readonly was: readonly string[];
  readonly value: Expression;
  readonly otherwise: Expression;
  readonly when: Test;
  readonly owner: "catalog" | "people";
  readonly align: "left" | "center" | "right" | "none";
};

/** A table with one row for each model; `key` is the index of the column that rows are recognised by. */
export type TableSettings = Place & {
  readonly columns: readonly ColumnSettings[];
  readonly key: number;
  readonly order: Order;
  readonly test: Test;
};

/** What becomes of models that left the catalog. */
export type RemovalSettings = {
  readonly policy: "keep" | "deprecate" | "prune";
  readonly mark: string;
  readonly after: number;
  readonly maxShare: number;
};

/** The config with every default filled in and every rule compiled: what all later stages read. */
export type Settings = {
  readonly root: string;
  readonly templates: string | undefined;
  readonly vars: Readonly<Record<string, FieldValue>>;
  readonly sources: readonly SourceSettings[];
  readonly list: readonly string[];
  readonly recordSchema: string | undefined;
  readonly fields: ReadonlyMap<string, FieldSettings>;
  readonly exclude: readonly { readonly name: string; readonly test: Test }[];
  readonly slug: SlugSettings;
  readonly capabilities: readonly CapabilitySettings[];
  readonly snippets: readonly SnippetSettings[];
  readonly includeBase: string;
  readonly sections: readonly SectionSettings[];
  readonly tables: readonly TableSettings[];
  readonly isProtected: (path: RelativePath) => boolean;
  /** New IDs by the old ones. */
  readonly moved: ReadonlyMap<string, string>;
  readonly removal: RemovalSettings;
};

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
  moved: new Map((config.moved ?? []).map(({ from, to }) => [from, to])),
  removal: {
    policy: config.removal?.policy ?? "keep",
    mark: config.removal?.mark ?? "{title} (deprecated)",
    after: config.removal?.after ?? 1,
    maxShare: config.removal?.maxShare ?? 0.34,
  },
});
