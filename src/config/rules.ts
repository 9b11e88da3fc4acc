import type { Config, FormatConfig } from "./config.gen.ts";
import { error, type Problem } from "../model/problem.ts";
import { checkName, checkPredicate, checkRules, type Names, type Report, checkExpression } from "./checks.ts";
import { checkCatalog, lookupNames } from "./rules/catalog.ts";
import { checkCounters } from "./rules/counters.ts";
import { checkDocuments } from "./rules/documents.ts";
import { checkMentions } from "./rules/mentions.ts";
import { checkNavigation } from "./rules/navigation.ts";
import { checkTables } from "./rules/tables.ts";
import { fieldsOfPath } from "./path-pattern.ts";
import { declaredFields } from "./to-settings/catalog.ts";
import { linkNames } from "../page/links.ts";
import { didYouMean } from "../text/suggest.ts";
import { guardNames, unknownGuard } from "./policy-settings.ts";
import { checkFormats, checkLines } from "./rules/formats.ts";
import { checkPlace } from "./rules/place.ts";

/** Sections and block formats; `presets` are the formats that come with the package. */
const checkSections = (
  report: Report,
  config: Config,
  names: Names,
  presets: ReadonlyMap<string, FormatConfig>,
): void => {
  const kinds = (config.snippets ?? []).map(({ kind, language }) => `${kind}/${language}`);
  const formats = [...Object.keys(config.formats ?? {}), ...presets.keys()];
  checkFormats(report, config, presets);
  for (const [index, section] of (config.sections ?? []).entries()) {
    const place = `sections[${index}]`;
    const { kind, language } = section;
    if ((kind === undefined) !== (language === undefined))
      report(
        "config-missing-key",
        place,
        "A section names its snippet by `kind` and `language`.",
        "Give both, or neither.",
      );
    else if (kind !== undefined && language !== undefined)
      checkName(report, place, "snippet", `${kind}/${language}`, kinds);
    checkName(report, `${place}.format`, "format", section.format, formats);
    checkLines(report, place, section, { config, presets, names });
    checkExpression(report, `${place}.title`, section.title ?? "", names);
    checkPlace(report, place, section, names);
  }
};

/** The policy: guards that there are, for fields that there are. */
const checkPolicy = (report: Report, { policy = {} }: Config, { fields }: Names): void => {
  for (const [index, accepted] of (policy.accept ?? []).entries()) {
    const name = unknownGuard(accepted);
    if (name !== undefined) checkName(report, `policy.accept[${index}]`, "guard", name, guardNames);
  }
  for (const [index, { field = [] }] of (policy.classes ?? []).entries())
    for (const name of field) checkName(report, `policy.classes[${index}].field`, "field", name, fields);
  const { minAge, ...guards } = policy.guards ?? {};
  if (minAge !== undefined) checkName(report, "policy.guards.minAge.field", "field", minAge.field, fields);
  for (const [guard, given] of Object.entries(guards)) {
    if (typeof given === "boolean") continue;
    for (const key of ["fields", "ranges"] as const)
      for (const name of Object.keys(given[key] ?? {}))
        checkName(report, `policy.guards.${guard}.${key}`, "field", name, fields);
  }
};

/** What the engine and the package know by name, for rules that refer to it. */
export type Known = {
  /** Languages that values can be escaped for. */
  readonly languages: readonly string[];
  /** The block formats that come with the package, by name. */
  readonly formats: ReadonlyMap<string, FormatConfig>;
  /** Names of the rules of `check`. */
  readonly checks: readonly string[];
};

/** Exclusion comes first, then one capability after the other, then the slugs: no rule can test what comes later. */
const checkClassification = (report: Report, config: Config, names: Names): void => {
  const fields = Object.hasOwn(config.catalog.fields ?? {}, "slug") ? [] : ["slug"];
  for (const [index, { when }] of (config.exclude ?? []).entries()) {
    const later = { fields, capabilities: names.capabilities, fix: "Test a field of the catalog." };
    checkPredicate(report, `exclude[${index}].when`, when, { ...names, later });
  }
  for (const [index, { when }] of (config.capabilities ?? []).entries()) {
    const before = new Set(names.capabilities.slice(0, index));
    const later = {
      fields,
      capabilities: names.capabilities.filter((name) => !before.has(name)),
      fix: "Test a field of the catalog, or a capability that is declared before this one.",
    };
    checkPredicate(report, `capabilities[${index}].when`, when, { ...names, later });
  }
};

const checkSnippets = (
  report: Report,
  { snippets = [], capabilities = [] }: Config,
  names: Names,
  known: Known,
): void => {
  const ids = new Map<string, number>();
  const paths = new Map<string, number>();
  const sets = capabilities.flatMap(({ templates }) => templates ?? []);
  for (const [index, snippet] of snippets.entries()) {
    const place = `snippets[${index}]`;
    const id = `${snippet.kind}/${snippet.language}`;
    const twin = ids.get(id);
    if (twin !== undefined)
      report(
        "config-duplicate",
        place,
        `${id} is declared by snippets[${twin}] already.`,
        "Give it another kind or language.",
      );
    else ids.set(id, index);
    for (const [at, path] of [
      ...(snippet.path === undefined ? [] : [["path", snippet.path] as const]),
      ...(snippet.aliases ?? []).map((a, i) => [`aliases[${i}]`, a] as const),
    ])
      if (!path.includes("{slug}"))
        report(
          "config-no-slug",
          `${place}.${at}`,
          "Every model would get the same path.",
          "Put `{slug}` into it.",
        );
      else
        for (const name of fieldsOfPath(path))
          checkName(report, `${place}.${at}`, "field", name, names.fields);
    const path = snippet.path
      ?.replaceAll("{kind}", snippet.kind)
      .replaceAll("{language}", snippet.language)
      .toLowerCase();
    const other = paths.get(path ?? "");
    if (other !== undefined)
      report(
        "config-same-path",
        `${place}.path`,
        `snippets[${other}] writes to the same path.`,
        "Give one of them another path.",
      );
    else if (path !== undefined) paths.set(path, index);
    if (!known.languages.includes(snippet.language))
      report(
        "config-unknown-language",
        `${place}.language`,
        `Values can't be escaped for \`${snippet.language}\`.`,
        didYouMean(snippet.language, known.languages),
      );
    for (const [at, set] of (snippet.sets ?? []).entries())
      checkName(report, `${place}.sets[${at}]`, "template set", set, sets);
    checkPredicate(report, `${place}.where`, snippet.where, names);
  }
  if (snippets.length > 0 && sets.length === 0)
    report(
      "config-no-templates",
      "capabilities",
      "No capability chooses a template set.",
      "Give at least the last one `templates`.",
    );
};

const checkVerify = (report: Report, { verify, snippets = [] }: Config, names: Names): void => {
  const kinds = [...new Set(snippets.map(({ kind }) => kind))];
  for (const kind of Object.keys(verify?.calls ?? {}))
    checkName(report, "verify.calls", "snippet kind", kind, kinds);
  checkPredicate(report, "verify.image", verify?.image, names);
};

/** Checks what a schema can't say: names that refer to each other, regular expressions, paths that meet. */
export const crossCheck = (config: Config, file: string, known: Known): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, place, message, fix) =>
    problems.push(error(code, `${file}: ${place}`, message, fix));
  const names: Names = {
    fields: [...new Set([...Object.keys(declaredFields(config.catalog)), "name", "slug"])],
    capabilities: (config.capabilities ?? []).map(({ name }) => name),
    links: [...linkNames(config.snippets ?? []).keys()],
  };
  checkCatalog(report, config);
  checkRules(report, "slug.rules", config.slug?.rules, lookupNames(config));
  checkClassification(report, config, names);
  checkSnippets(report, config, names, known);
  checkSections(report, config, names, known.formats);
  checkTables(report, config, names);
  checkNavigation(report, config, names);
  checkCounters(report, config, names);
  checkDocuments(report, config, names, known.languages);
  checkMentions(report, config, names);
  for (const name of Object.keys(config.check?.rules ?? {}))
    checkName(report, "check.rules", "check rule", name, known.checks);
  for (const name of Object.keys(config.removal?.fields ?? {}))
    checkName(report, "removal.fields", "field", name, names.fields);
  checkPolicy(report, config, names);
  checkVerify(report, config, names);
  return problems;
};
