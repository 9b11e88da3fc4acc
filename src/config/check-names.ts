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
