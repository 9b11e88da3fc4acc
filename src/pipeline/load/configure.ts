import { formats } from "../../../generators/section/formats.ts";
import { isTemplated } from "../../../generators/table/templated.ts";
import { ruleNames } from "../../config/checks.ts";
import type { Config } from "../../config/config.gen.ts";
import { withCopies } from "../../config/copies.ts";
import { fieldsOf } from "../../config/expression.ts";
import { namedFields } from "../../config/named-fields.ts";
import { overPreset } from "../../config/preset.ts";
import { crossCheck } from "../../config/rules.ts";
import type { Settings } from "../../config/settings.ts";
import { toSettings } from "../../config/to-settings.ts";
import { checkConfig } from "../../config/validate.ts";
import { type LoadedConfig, loadConfig } from "../../io/config/config.ts";
import { pointAt } from "../../io/config/point-at.ts";
import { findPreset, readTables } from "../../io/config/presets.ts";
import type { CatalogDocument } from "../../io/source/types.ts";
import { type Templates, readTemplates } from "../../io/templates.ts";
import { list, openRoot } from "../../io/tree.ts";
import type { Digest } from "../../model/file.ts";
import type { Claim, Lock } from "../../model/lock.ts";
import type { Part } from "../../model/plan.ts";
import { type Outcome, type Problem, fail, ok, refuse } from "../../model/problem.ts";
import { canonical, digest } from "../../text/digest.ts";
import { languageNames } from "../../text/emit/languages.ts";
import { isObject } from "../../text/json.ts";
import { checkTemplates } from "../../text/template/needed.ts";
import { resolve } from "node:path";

/** What a person says of the date: --date, and the environment. */
type Given = {
  readonly date: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** The last second of the year 9999. */
const MAX_SECONDS = 253_402_300_799;

const isDate = (text: string): boolean => {
  const time = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)
  );
};

/** The date of counters and guards: --date, SOURCE_DATE_EPOCH, or the config's; never the clock. Errors: `date-invalid`. */
export const declareDate = (
  settings: Pick<Settings, "counters" | "date" | "policy">,
  { date, env }: Given,
): Outcome<string | undefined> => {
  const wrong = (where: string, message: string) =>
    refuse("date-invalid", where, message, "Write a date that there is, as in 2026-01-31.");
  if (date !== undefined) return isDate(date) ? ok(date) : wrong("--date", "This is no date.");
  const isShown = settings.counters.some(({ format }) => fieldsOf(format).includes("date"));
  if (!isShown && settings.policy.minAge === undefined) return ok(settings.date);
  const epoch = env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && epoch !== "") {
    const seconds = /^\d{1,12}$/.test(epoch) ? Number(epoch) : Number.NaN;
    return seconds <= MAX_SECONDS
      ? ok(new Date(seconds * 1000).toISOString().slice(0, 10))
      : refuse(
          "date-invalid",
          "SOURCE_DATE_EPOCH",
          "This is no number of seconds since 1970.",
          "Set it as in `SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)`, or unset it.",
        );
  }
  if (settings.date !== undefined && !isDate(settings.date))
    return wrong("date in the config", "There is no such day.");
  return ok(settings.date);
};

const withPreset = (config: Config, folder: string, file: string): Outcome<Config> => {
  const { preset } = config.catalog;
  if (preset === undefined) return ok(config);
  const found = findPreset(preset, folder, file);
  if (!found.ok) return found;
  const { value, label } = found.value;
  // A preset is a config without outputs, and is checked as one.
  const checked = checkConfig(isObject(value) ? { ...value, root: "." } : value, label);
  return checked.ok ? ok(overPreset(checked.value, config)) : checked;
};

/**
 * Completes a config with the files that its catalog part names: the preset, and lookup tables, whose content
 * is then as if it had been written into the config. Problems: `config-unknown-preset`, `lookup-malformed`,
 * those of the files and of the preset's own check.
 */
export const completeConfig = async (
  config: Config,
  folder: string,
  file: string,
): Promise<Outcome<Config>> => {
  const whole = withPreset(config, folder, file);
  const { lookups } = whole.ok ? whole.value.catalog : {};
  if (!whole.ok || lookups === undefined || Object.keys(lookups).length === 0) return whole;
  const tables = await readTables(lookups, folder);
  return tables.ok
    ? ok({ ...whole.value, catalog: { ...whole.value.catalog, lookups: tables.value } })
    : tables;
};

/** What the command line asks for; paths are relative to `cwd`. */
export type Request = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly config: string | undefined;
  readonly root: string | undefined;
  readonly catalog: string | undefined;
  readonly only: ReadonlySet<Part>;
  readonly models: readonly string[];
  /** Models that stay as they are in this run. */
  readonly leave?: readonly string[];
  readonly replace: boolean;
  /** What `replace` is limited to: paths relative to `cwd` or to the root; left out or empty: nothing. */
  readonly replacePaths?: readonly string[];
  readonly prune: boolean;
  /** Whose is what was there before, for the models of this run; left out: as the config says. */
  readonly claim?: Claim | undefined;
  /** Whether cells that differ and that no lock knows are pinned in the lock instead of written; \`init\` does so. */
  readonly pins?: boolean;
  readonly acceptCatalog: boolean;
  /** What guards let through in this run: `GUARD` or `GUARD:MODEL`. */
  readonly accept?: readonly string[] | undefined;
  /** The role of `mentions` that is to move now; left out: those whose model is another one. */
  readonly role?: string | undefined;
  readonly date: string | undefined;
  /** Ends the run before anything is written. */
  readonly signal?: AbortSignal;
  /** In place of what is on disk: a config that isn't written yet, with its templates and catalog. */
  readonly draft?: DraftRequest;
};

/** A config that isn't written yet. */
export type DraftRequest = {
  readonly loaded: LoadedConfig;
  readonly templates: ReadonlyMap<string, string>;
  readonly document: CatalogDocument;
  /** The lock that is to be written with it; left out: as it is on disk. */
  readonly lock?: Lock;
};

/** A validated config, and where it is. */
export type Configured = {
  /** As it was written, with its preset and lookups put in. */
  readonly config: Config;
  readonly settings: Settings;
  /** Name of the config in problems. */
  readonly file: string;
  /** Real absolute path of the documentation. */
  readonly root: string;
  /** Absolute folder of the config. */
  readonly folder: string;
  readonly templates: Templates;
  readonly configDigest: Digest;
  /** The fields that anything is made or decided by: of others the lock needs nothing. */
  readonly namedFields: ReadonlySet<string>;
};

/** Loads and validates the config, and finds the root and the templates that it names. */
export const configure = async (request: Request): Promise<Outcome<Configured>> => {
  const { draft } = request;
  const loaded = draft === undefined ? await loadConfig(request) : ok(draft.loaded);
  if (!loaded.ok) return loaded;
  const { value, file, folder } = loaded.value;
  /** What is wrong with the config, with the lines where it is: a draft has none yet. */
  const refuse = async (problems: readonly Problem[]) =>
    fail(...(draft === undefined ? await pointAt(problems, loaded.value) : problems));
  const checked = checkConfig(value, file);
  if (!checked.ok) return refuse(checked.problems);
  const completed = await completeConfig(checked.value, folder, file);
  if (!completed.ok) return refuse(completed.problems);
  const config = completed.value;
  const crossed = crossCheck(config, file, {
    languages: languageNames,
    formats,
    checks: ruleNames,
  });
  if (crossed.length > 0) return refuse(crossed);
  const declared = toSettings(config, formats);
  const dated = declareDate(declared, request);
  if (!dated.ok) return dated;
  const own = new Set(Object.keys(checked.value.catalog.fields ?? {}));
  const presetFields = new Set([...declared.fields.keys()].filter((name) => !own.has(name)));
  const given = request.root;
  const root = openRoot(
    given === undefined ? resolve(folder, declared.root) : resolve(request.cwd, given),
    given ?? declared.root,
  );
  const folderOfOwn = declared.templates === undefined ? undefined : resolve(folder, declared.templates);
  const templates = readTemplates(folderOfOwn, declared.templates ?? "", draft?.templates);
  const missing = templates.ok ? checkTemplates(declared, [...templates.value.texts.keys()], file) : [];
  if (!root.ok || !templates.ok || missing.length > 0)
    return refuse([...root.problems, ...templates.problems, ...missing]);
  const settings = withCopies({ ...declared, presetFields, date: dated.value }, () =>
    list(root.value, "", "deep"),
  );
  const configDigest = digest(canonical(config));
  const rendered =
    settings.snippets.length + settings.inline.length + settings.documents.length > 0 ||
    isTemplated(settings);
  const named = namedFields(config, rendered ? templates.value.texts.values() : []);
  return ok(
    {
      ...{ config, settings, file, folder, root: root.value, templates: templates.value, configDigest },
      namedFields: named,
    },
    loaded.problems,
  );
};
