import type { MentionContext, Output, PageContext, Target } from "../output.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { MentionRecord } from "../../src/model/lock.ts";
import { ok } from "../../src/model/problem.ts";
import { asMentionPage } from "./mentions.ts";
import { ownedLines } from "./owned.ts";
import { planMentions } from "./plan-file.ts";
import { concerns } from "./wanted.ts";
import { groupBy } from "../../src/text/group-by.ts";

const mentionTarget = (
  context: PageContext,
  { index, limited }: MentionContext,
  path: RelativePath,
  before: readonly MentionRecord[],
): Target => {
  const { settings, past, file } = context;
  const chosen = new Map(context.entries.map((entry) => [entry.id, entry]));
  return {
    place: { page: path, heading: [], tab: undefined, marker: undefined, optional: true, where: "mentions" },
    kind: "mention",
    records: undefined,
    plan: (scanned) => {
      const page = asMentionPage(scanned);
      const { records, ...plan } = planMentions(page, {
        index,
        records: before,
        isOwned: ownedLines(page, settings, past.lock, file),
        selected: (id) => {
          const entry = chosen.get(id);
          return entry === undefined ? !limited : past.selected(entry);
        },
        replace: past.replace(path),
      });
      return ok({ ...plan, mentions: records, records: [], orphans: [] });
    },
  };
};

/** Names of models at call sites, which follow roles and successors. */
export const mentionOutput: Output = {
  kind: "mention",
  title: "Names of models",
  part: "mentions",
  targets: (context) => {
    const { mentions, past } = context;
    if (mentions === undefined) return [];
    const records = groupBy([...past.lock.mentions.values()], ({ page }) => page);
    return [...mentions.files].flatMap(([page, { text }]) =>
      concerns(text, mentions.index)
        ? [{ page, make: () => mentionTarget(context, mentions, page, records.get(page) ?? []) }]
        : [],
    );
  },
};
