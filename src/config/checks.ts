import type { Predicate, TextRule } from "./config.gen.ts";
import { fieldsOf, parseExpression } from "./expression.ts";
import { didYouMean } from "../text/suggest.ts";
import { pipes } from "../page/table.ts";

/** Every rule of `check`, and how much its findings matter unless the config says otherwise. */
export const defaultSeverities = {
  "place-missing": "error",
  "include-missing": "error",
  "include-lines": "error",
  "snippet-missing": "error",
  "snippet-model": "error",
  "snippet-orphan": "error",
  "snippet-unused": "warning",
  "entry-missing": "error",
  "entry-orphan": "error",
  "entry-left": "warning",
  "entry-duplicate": "error",
  "entry-title": "error",
  "entry-order": "error",
  "entry-spacing": "error",
  "entry-blank-lines": "error",
  "heading-spacing": "error",
  "fence-language": "error",
  "fence-unclosed": "error",
  "fence-short": "error",
  "row-missing": "error",
  "row-orphan": "error",
  "row-left": "warning",
  "row-handed": "warning",
  "row-duplicate": "error",
  "row-order": "error",
  "hand-edit": "error",
  "count-stale": "error",
  "page-missing": "warning",
  "mention-behind": "off",
  "mention-retired": "warning",
  "table-ragged": "error",
  "tabs-differ": "error",
} as const satisfies Readonly<Record<string, CheckLevel>>;

/** A rule's name, as findings and the config have it. */
export type RuleName = keyof typeof defaultSeverities;

/** The names in the order of their declaration. */
export const ruleNames: readonly string[] = Object.keys(defaultSeverities);

/** How much a rule's findings matter; `off` doesn't look for any. */
export type CheckLevel = "off" | "warning" | "error";

/** Something that the config says at a place, worth checking. */
export type Report = (code: string, place: string, message: string, fix: string) => void;

/** A regular expression must compile. */
export const checkPattern = (report: Report, place: string, pattern: string): void => {
  try {
    new RegExp(pattern, "u");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.replace(/^Invalid regular expression: /, "") : "";
    report(
      "config-bad-pattern",
      place,
      `This is not a regular expression: ${detail}.`,
      "Correct the pattern.",
    );
  }
};

type Both = { readonly fields: readonly string[]; readonly capabilities: readonly string[] };

/** The names that rules of the config may refer to. */
export type Names = Both & {
  /** Names that expressions know beside the fields: links to the model's files. */
  readonly links: readonly string[];
  /** Names that get their value only after the rule is applied, and what to test instead. */
  readonly later?: Both & { readonly fix: string };
};

/** A name must be one of those known; `what` says in words what kind of name it is. */
export const checkName = (
  report: Report,
  place: string,
  what: string,
  name: string,
  known: readonly string[],
): void => {
  if (known.includes(name)) return;
  report(
    `config-unknown-${what.replace(" ", "-")}`,
    place,
    `There is no ${what} \`${name}\`.`,
    didYouMean(name, known),
  );
};

/** Text rules: their patterns, and the lookup tables that they name. */
export const checkRules = (
  report: Report,
  place: string,
  rules: readonly TextRule[] = [],
  lookups: readonly string[] = [],
): void => {
  for (const [index, rule] of rules.entries()) {
    const here = `${place}[${index}]`;
    if (rule.op === "regex" || rule.op === "when") checkPattern(report, `${here}.pattern`, rule.pattern);
    if (rule.op === "lookup") checkName(report, `${here}.table`, "lookup", rule.table, lookups);
    if (rule.op === "when") {
      checkRules(report, `${here}.then`, rule.then, lookups);
      checkRules(report, `${here}.else`, rule.else, lookups);
    }
  }
};

/** A name must be known, and have its value by then. */
const checkTested = (
  report: Report,
  place: string,
  { what, name }: { readonly what: "field" | "capability"; readonly name: string },
  names: Names,
): void => {
  const group = what === "field" ? "fields" : "capabilities";
  if (names.later?.[group].includes(name) === true)
    report(
      "config-too-early",
      place,
      `The ${what} \`${name}\` isn't known yet where this is tested.`,
      names.later.fix,
    );
  else checkName(report, place, what, name, names[group]);
};

/** A predicate: its fields, capabilities and patterns, and that it tests something. */
export const checkPredicate = (
  report: Report,
  place: string,
  predicate: Predicate | undefined,
  names: Names,
): void => {
  if (predicate === undefined) return;
  const { field, capability, matches, all = [], any = [], not } = predicate;
  if (field !== undefined) {
    checkTested(report, `${place}.field`, { what: "field", name: field }, names);
    if (
      !["equals", "in", "includes", "matches", "lessThan", "greaterThan", "exists"].some(
        (key) => key in predicate,
      )
    )
      report(
        "config-missing-key",
        place,
        "The field isn't tested.",
        "Add `equals`, `in`, `includes`, `matches`, `lessThan`, `greaterThan` or `exists`.",
      );
  }
  if (capability !== undefined)
    checkTested(report, `${place}.capability`, { what: "capability", name: capability }, names);
  if (matches !== undefined) checkPattern(report, `${place}.matches`, matches);
  for (const [index, part] of all.entries()) checkPredicate(report, `${place}.all[${index}]`, part, names);
  for (const [index, part] of any.entries()) checkPredicate(report, `${place}.any[${index}]`, part, names);
  checkPredicate(report, `${place}.not`, not, names);
};

/** The placeholders of an expression. */
export const checkExpression = (report: Report, place: string, source: string, names: Names): void => {
  for (const name of fieldsOf(parseExpression(source)))
    checkName(report, place, "field", name, [...names.fields, ...names.links]);
};

/** What is written into a table cell as it is: a pipe in it would end the cell, and a line end the row. */
export const checkCell = (report: Report, place: string, source: string): void => {
  if (pipes(source).length > 0)
    report("config-pipe", place, "The `|` would end the table cell.", "Write it as `&#124;`.");
  if (/[\n\r]/.test(source))
    report("config-line-end", place, "The line end would end the table row.", "Write it as `<br>`.");
};
