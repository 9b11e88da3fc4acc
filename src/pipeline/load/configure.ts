import { resolve } from "node:path";
import { ruleNames } from "../../config/check-names.ts";
import { formats } from "../../../generators/section/formats.ts";
import { isTemplated } from "../../../generators/table/templated.ts";
import { canonical } from "../../text/canonical.ts";
import type { Config } from "../../config/config.gen.ts";
import { crossCheck } from "../../config/rules.ts";
import { digest } from "../../text/digest.ts";
import { languageNames } from "../../text/emit/languages.ts";
import type { Claim } from "../../model/claim.ts";
import type { Settings } from "../../config/settings.ts";
import { namedFields } from "../../config/named-fields.ts";
import { withCopies } from "../../config/copies.ts";
import { toSettings } from "../../config/to-settings.ts";
import { checkTemplates } from "../../text/template/needed.ts";
import { checkConfig } from "../../config/validate.ts";
import { type LoadedConfig, loadConfig } from "../../io/config/config.ts";
import { pointAt } from "../../io/config/point-at.ts";
import type { CatalogDocument } from "../../io/source/types.ts";
import { completeConfig } from "./complete.ts";
import type { Part } from "../../model/parts.ts";
import { type Templates, readTemplates } from "../../io/templates.ts";
import { list, openRoot } from "../../io/tree.ts";
import { declareDate } from "./date.ts";
import { type Outcome, type Problem, fail, ok } from "../../model/problem.ts";
import type { Digest } from "../../model/file.ts";
import type { Lock } from "../../model/lock.ts";

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
