import { formats } from "../../../generators/section/formats.ts";
import { check, mendAll } from "../../../src/check/run.ts";
import type { CheckInput, Finding } from "../../../src/check/types.ts";
import type { Config } from "../../../src/config/config.gen.ts";
import { digest } from "../../../src/text/digest.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import type { Settings } from "../../../src/config/settings.ts";
import type { Snapshot } from "../../../src/model/file.ts";
import { locateJobs } from "../../../generators/snippet/locate.ts";
import { toSettings } from "../../../src/config/to-settings.ts";
import type { Entry } from "../../../src/model/entry.ts";

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

/** A model of the tests: `x/ant` is called Ant, and its slug is `ant`. */
export const model = (name: string): Entry => {
  const slug = name.toLowerCase();
  const id = `x/${slug}`;
  const fields = new Map([
    ["id", id],
    ["name", name],
    ["slug", slug],
  ]);
  return { id, name, slug, position: 0, fields, capabilities: [], templates: "text" };
};

/** Ant, Bee and Cat: what every case has unless it says otherwise. */
export const models = ["Ant", "Bee", "Cat"].map(model);

const base: Config = {
  root: "docs",
  catalog: { sources: [{ file: "catalog.json" }], fields: { id: { path: "id" }, name: { path: "name" } } },
  capabilities: [{ name: "text", templates: "text" }],
  includes: { base: "inc" },
  protect: ["**/*-[0-9][0-9].*"],
};

const python: Config = {
  ...base,
  snippets: [{ kind: "chat", language: "python", path: "inc/chat-{slug}.py" }],
  sections: [
    { page: "p.md", heading: ["Python"], kind: "chat", language: "python", format: "mkdocs-details" },
  ],
};

const table: Config = {
  ...base,
  tables: [
    {
      page: "p.md",
      heading: ["Models"],
      columns: [
        { header: "Model", value: "**{name}**" },
        { header: "ID", value: "`{id}`" },
      ],
    },
  ],
};

const tabs: Config = {
  ...base,
  tables: ["Free", "Paid", "Big"].map((tab) => ({
    page: "p.md",
    tab,
    columns: [{ header: "Model", value: "{name}" }],
  })),
};

/** Configs that the cases need: a section, a table, tables in tabs. */
export const configs = { python, table, tabs } as const;

/** The include line of a model's snippet, as an entry of the format has it. */
export const cite = (slug: string): string => `--8<-- 'chat-${slug}.py'`;

/** An entry of the section, without the blank lines around it. */
export const block = (name: string, slug = name.toLowerCase(), fence = "python"): string =>
  `??? example "${name}"\n\n    \`\`\`${fence}\n    ${cite(slug)}\n    \`\`\`\n`;

/** A page with the section, its entries apart by one blank line. */
export const page = (...blocks: readonly string[]): string => `# Python\n\nIntro.\n\n${blocks.join("\n")}`;

/** A snippet file. */
export const snippet = (id: string): string => `import sdk\nsdk.chat(model="${id}")\n`;

/** The snippet files of the models. */
export const snippets: Files = Object.fromEntries(
  models.map(({ id, slug }) => [`inc/chat-${slug}.py`, snippet(id)]),
);

/** A documentation that has nothing to be found: the three entries in order. */
export const sound: Files = { ...snippets, "p.md": page(block("Ant"), block("Bee"), block("Cat")) };

const snapshotOf = (files: Files, known: (path: string) => boolean): Snapshot =>
  new Map(
    Object.entries(files)
      .filter(([path]) => known(path))
      .map(([path, text]) => [path, { text, digest: digest(text) }]),
  );

/** What `check` is given when these are the files: those that the settings name, other pages, and the rest. */
export const inputOf = (
  files: Files,
  config: Config = python,
  entries: readonly Entry[] = models,
  excluded: CheckInput["catalog"]["excluded"] = [],
): CheckInput => {
  const settings: Settings = toSettings(config, formats);
  const pages = new Set([
    ...[...settings.sections, ...settings.tables].map((place) => place.page),
    ...settings.navigation.map(({ file }) => file),
    ...settings.counters.map(({ page }) => page),
  ]);
  const isKind = (path: string) =>
    settings.snippets.some((each) =>
      [each.path, ...each.aliases].some((pattern) => pattern.match(path) !== undefined),
    );
  const isTarget = (path: string) => pages.has(path) || isKind(path);
  const isOther = (path: string) => !isTarget(path) && path.endsWith(".md");
  const snapshot = snapshotOf(files, isTarget);
  const catalog = { entries, excluded };
  return {
    settings,
    catalog,
    lock: emptyLock,
    jobs: locateJobs(settings, catalog, snapshot, emptyLock),
    snapshot,
    others: snapshotOf(files, isOther),
    paths: () => Object.keys(files),
    cited: snapshotOf(files, (path) => !isTarget(path) && !isOther(path)),
    file: "config",
  };
};

/** A finding as the tables show it. */
export const shown = ({ path, line, rule, message }: Finding): string =>
  `${path}:${line} ${rule}: ${message}`;

/** What is found. */
export const found = (...given: Parameters<typeof inputOf>): readonly string[] =>
  check(inputOf(...given)).map(shown);

/** The page p.md as --fix leaves it, and what is left to be found. */
export const mended = (
  ...given: Parameters<typeof inputOf>
): { readonly text: string; readonly left: readonly string[] } => {
  const { changes, findings } = mendAll(inputOf(...given));
  const change = changes.find(({ path }) => path === "p.md");
  return { text: change?.content ?? given[0]["p.md"] ?? "", left: findings.map(shown) };
};
