import { type Loaded, pathsIn } from "../pipeline/load/load.ts";
import { type Problem, warning } from "../model/problem.ts";
import { countEach } from "../text/group-by.ts";
import { countRules } from "./count-rules.ts";
import { entryRules } from "./entry-rules.ts";
import { leftRules } from "./left-rules.ts";
import { mentionRules } from "./mention-rules.ts";
import { orderRules } from "./order.ts";
import { pageRules } from "./page-rules.ts";
import { cutOff } from "./ragged.ts";
import { rowRules } from "./row-rules.ts";
import { judgeScene } from "./rules.ts";
import { openScene } from "./scene.ts";
import { snippetRules } from "./snippet-rules.ts";
import type { CheckInput, Scene } from "./types.ts";

/** Rules about what stands of each model and where: what they find isn't in step with the catalog. */
const standing = [
  ...[...snippetRules, ...entryRules, ...rowRules, cutOff],
  ...[...leftRules, ...countRules, ...pageRules, ...mentionRules],
];

/** The places whose order is declared, or that an apply has seen: in others people's own is as good. */
const withOrder = ({ tables, sections, ...scene }: Scene): Scene => {
  const known = new Set([...scene.lock.entries.values()].map(({ page }) => page));
  return {
    ...scene,
    tables: tables.filter(
      ({ matched: { settings, records } }) => settings.order.assumed !== true || records.all.length > 0,
    ),
    sections: sections.filter(({ settings: { order, page } }) => order.assumed !== true || known.has(page)),
  };
};

/** What `check` finds where a plan changes nothing, told as one, but what the plan `tells` of what is left. */
export const standingProblems = (
  read: Loaded & Pick<CheckInput, "mentions">,
  tells: boolean,
): readonly Problem[] => {
  const paths = () => pathsIn(read.root);
  const scene = openScene({ ...read, paths, others: new Map(), cited: new Map() });
  const findings = [
    ...judgeScene(
      scene,
      standing.filter((rule) => !tells || !/-(?:orphan|left)$/.test(rule.name)),
    ),
    ...judgeScene(withOrder(scene), orderRules),
  ];
  const [first] = findings;
  if (first === undefined) return [];
  const counts = [...countEach(findings.map(({ rule }) => rule))].map(([rule, count]) => `${count} ${rule}`);
  return [
    warning(
      "check-finds",
      `${first.path}:${first.line}`,
      `\`check\` finds what an apply leaves as it is: ${counts.join(", ")}.`,
      "Run `kluster-gen check`, which tells what and where.",
    ),
  ];
};
