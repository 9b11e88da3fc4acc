import { hasChanges } from "../model/plan.ts";
import { counted } from "../text/counted.ts";
import { githubCode, githubFence, githubText } from "../text/emit/github.ts";
import { htmlText } from "../text/emit/html.ts";
import { classLines, groupLines, inStep, summaryLine } from "./text.ts";
import { unifiedDiff } from "./diff.ts";
import {
  blockedOf,
  type Comparison,
  comparisons,
  deeds,
  type ModelReview,
  type Review,
  reviewModels,
} from "./review.ts";
import { plain } from "./style.ts";

/** Room for the whole: GitHub takes 65,536 characters, and whoever posts this may add to it. */
const maxLength = 60_000;
const maxPeople = 12_000;
const maxModels = 22_000;

/** The lines that fit into so many characters, and a line about the others. */
const fitting = (blocks: readonly string[], room: number, others: (count: number) => string): string => {
  let used = 0;
  const shown = blocks.filter((block) => {
    used += block.length + 1;
    return used <= room;
  });
  return [...shown, ...(shown.length < blocks.length ? [others(blocks.length - shown.length)] : [])].join(
    "\n",
  );
};

const summaryTable = ({ plan: { changes }, kinds }: Review): string => {
  const count = (kind: string, action: string): number =>
    changes.filter((change) => change.kind === kind && change.action === action).length;
  const rows = kinds
    .filter(({ kind }) => changes.some((change) => change.kind === kind))
    .map(({ kind, title }) => {
      const cells = [...deeds.map(([action]) => count(kind, action)), count(kind, "keep")];
      return `| ${title} | ${cells.map((cell) => (cell === 0 ? "" : String(cell))).join(" | ")} |`;
    });
  const heads = [...deeds.map(([, deed]) => deed), "unchanged"];
  return [`| | ${heads.join(" | ")} |`, `|---|${"---:|".repeat(heads.length)}`, ...rows].join("\n");
};

/** What can't be done without a person: errors, what is blocked, warnings. */
const forPeople = ({ plan: { changes, problems } }: Review): readonly string[] => {
  const told = (severity: string): readonly string[] =>
    problems
      .filter((problem) => problem.severity === severity)
      .map(
        ({ code, where, message, fix }) =>
          `- **${severity}** ${githubCode(code)} at ${githubCode(where)}: ${githubText(message)} ${githubText(fix)}`,
      );
  const blocked = blockedOf(changes).map(
    ({ place, path, why }) => `- **blocked** ${place}${githubCode(path)}: ${githubText(why)}`,
  );
  return [...told("error"), ...blocked, ...told("warning")];
};

/** What a program that reads the body back knows a model's box by: its ID as no Markdown, and no end of a comment. */
const boxMark = (id: string): string =>
  `<!-- model ${encodeURIComponent(id.toWellFormed()).replace(/[-!'()*~_.]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)} -->`;

const modelLine = ({ id, name, gets, entry }: ModelReview): string => {
  const shown = githubText(name);
  const title = shown.includes("`") ? shown : `**${shown}**`;
  const capabilities = entry?.capabilities.map(githubCode).join(", ") ?? "";
  const seen = capabilities === "" ? "" : `; seen as ${capabilities}`;
  const templates =
    (entry?.templates ?? "") === "" ? "" : `, templates ${githubCode(entry?.templates ?? "")}`;
  return `- [ ] ${title} (${githubCode(id)}): ${githubText(gets)}${seen}${templates} ${boxMark(id)}`;
};

const diffBlock = ({ change: { path, from, reason }, before, after }: Comparison): string => {
  const name = from === undefined ? path : `${from} → ${path}`;
  const diff = unifiedDiff(path, before, after, plain).trimEnd();
  return `<details><summary><code>${htmlText(name)}</code></summary>\n\n${githubText(reason)}\n\n${githubFence(diff, "diff")}\n\n</details>\n`;
};

/** The diffs that fit, the smallest first chosen, in the plan's order. */
const diffs = (review: Review, room: number): readonly string[] => {
  const blocks = comparisons(review).map(diffBlock);
  if (blocks.length === 0) return [];
  const order = blocks
    .map((_, index) => index)
    .sort((a, b) => (blocks[a]?.length ?? 0) - (blocks[b]?.length ?? 0));
  let used = 400;
  const chosen = new Set(
    order.filter((index) => {
      used += (blocks[index]?.length ?? 0) + 1;
      return used <= room;
    }),
  );
  const left = blocks.length - chosen.size;
  const note = `${left} of ${blocks.length} diffs are left out here, the largest: \`kluster-gen plan --diff\` or \`--format html\` shows them all.`;
  const shown = blocks.filter((_, index) => chosen.has(index));
  return ["### Diffs", "", ...(left === 0 ? [] : [note, ""]), ...shown];
};

const section = (title: string, body: string): readonly string[] =>
  body === "" ? [] : [`### ${title}`, "", body, ""];

/** The plan as the body of a pull request, in GitHub's Markdown and within its limit. */
export const planToMarkdown = (review: Review): string => {
  const { plan } = review;
  const people = forPeople(review);
  const unchanged = !hasChanges(plan) && people.length === 0;
  const models = reviewModels(review).map(modelLine);
  const more = (what: string) => (count: number) => `- … and ${counted(count, what)} more.`;
  const look =
    models.length === 0
      ? ""
      : "For each: do name, capabilities and templates fit, and do its snippets read well?\n\n";
  const head = [
    unchanged ? inStep(plan, review.limited) : `**${summaryLine(plan)}**`,
    ...[...groupLines(plan), ...classLines(plan)].flatMap((line) => ["", githubText(line)]),
    "",
    ...section("Needs a person", fitting(people, maxPeople, more("problem"))),
    ...section("Summary", plan.changes.length === 0 ? "" : summaryTable(review)),
    ...section("Models", look + fitting(models, maxModels, more("model"))),
  ].join("\n");
  return `${[head, ...diffs(review, maxLength - head.length)].join("\n").trimEnd()}\n`;
};
