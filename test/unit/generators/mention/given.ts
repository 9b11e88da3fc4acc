import { type MentionIndex, mentionIndex } from "../../../../generators/mention/index.ts";
import { mentionPage } from "../../../../generators/mention/mentions.ts";
import { type FilePlan, type FileRequest, planMentions } from "../../../../generators/mention/plan-file.ts";
import type { MentionsConfig } from "../../../../src/config/config.gen.ts";
import type { Entry } from "../../../../src/model/entry.ts";
import { emptyLock, type Lock } from "../../../../src/model/lock.ts";
import { splice } from "../../../../src/page/page.ts";
import { settings } from "../../given.ts";

/** The index of some models under a config of names. */
export const indexOf = (
  mentions: MentionsConfig,
  entries: readonly Entry[],
  more: { readonly lock?: Lock; readonly asked?: string } = {},
): MentionIndex => {
  const own = settings({ mentions }).mentions;
  if (own === undefined) throw new Error("no mentions");
  return mentionIndex({
    settings: own,
    entries,
    excluded: [],
    lock: more.lock ?? emptyLock,
    asked: more.asked,
    trusted: true,
    file: "config",
  });
};

/** What becomes of a file's text, and the plan of that. */
export const planned = (
  path: string,
  text: string,
  index: MentionIndex,
  more: Partial<FileRequest> = {},
): FilePlan & { readonly text: string } => {
  const plan = planMentions(mentionPage(path, text), {
    index,
    records: [],
    isOwned: () => false,
    selected: () => true,
    replace: false,
    ...more,
  });
  return { ...plan, text: splice(text, plan.edits) };
};
