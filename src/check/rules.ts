import { editRules } from "./edit-rules.ts";
import { entryRules } from "./entry-rules.ts";
import { fenceLengthRules } from "./fence-length.ts";
import { fenceRules } from "./fences.ts";
import { includeRules } from "./include-rules.ts";
import { countRules } from "./count-rules.ts";
import { defaultSeverities } from "../config/checks.ts";
import { pageRules } from "./page-rules.ts";
import { orderRules } from "./order.ts";
import { leftRules } from "./left-rules.ts";
import { mentionRules } from "./mention-rules.ts";
import { snippetRules } from "./snippet-rules.ts";
import { spacingRules } from "./spacing.ts";
import { tableRules } from "./ragged.ts";
import { rowRules } from "./row-rules.ts";
import type { Finding, Rule, Scene } from "./types.ts";
import { byCodeUnit } from "../text/natural.ts";
import { toMap } from "../text/group-by.ts";

const places: Rule = { name: "place-missing", judge: ({ missing }) => missing };

/** Every rule. */
export const rules: readonly Rule[] = [
  places,
  ...includeRules,
  ...snippetRules,
  ...entryRules,
  ...orderRules,
  ...spacingRules,
  ...fenceRules,
  ...fenceLengthRules,
  ...rowRules,
  ...leftRules,
  ...editRules,
  ...countRules,
  ...pageRules,
  ...mentionRules,
  ...tableRules,
];

const compare = (a: Finding, b: Finding): number =>
  byCodeUnit(a.path, b.path) ||
  a.line - b.line ||
  byCodeUnit(a.rule, b.rule) ||
  byCodeUnit(a.message, b.message);

/** Everything that the rules find, or some of them, sorted by path, line and rule. */
export const judgeScene = (scene: Scene, asked: readonly Rule[] = rules): readonly Finding[] => {
  const findings = asked.flatMap((rule): readonly Finding[] => {
    const severity = scene.settings.checks.get(rule.name) ?? defaultSeverities[rule.name];
    if (severity === "off") return [];
    return rule.judge(scene).map((found): Finding => {
      const stays = scene.stays?.has(found.path) === true || scene.stays?.has(`${found.path}:${found.line}`);
      return { rule: rule.name, severity: stays === true ? "warning" : severity, ...found };
    });
  });
  // Two places of the config in one page may see the same slip.
  const distinct = toMap(findings, (finding) => [
    JSON.stringify([finding.path, finding.line, finding.rule, finding.message]),
    finding,
  ]);
  return [...distinct.values()].sort(compare);
};
