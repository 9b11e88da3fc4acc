import type { Block } from "../../src/page/block.ts";
import { digest } from "../../src/text/digest.ts";
import type { EntryRecord } from "../../src/model/lock.ts";
import type { Page } from "../../src/page/markdown.ts";
import type { InlineSettings, SectionSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Outcome } from "../../src/model/problem.ts";
import type { Digest } from "../../src/model/file.ts";
import type { Item } from "./claim.ts";
import { bodyOf, makeEntry } from "./made.ts";

/** What merging bodies takes from outside, loaded only where a section's bodies follow the catalog. */
export type BodyTools = {
  readonly merge: (base: string, mine: string, theirs: string) => string | undefined;
  readonly unpack: (base: string, expected: Digest) => string | undefined;
};

/** What makes the snippets that stand in pages, and merges them with hand edits. */
export type InlineTools = BodyTools & {
  readonly render: (job: { readonly entry: Entry; readonly snippet: InlineSettings }) => Outcome<string>;
};

/** Tools of a run that has no bodies to merge. */
export const noTools: BodyTools = { merge: () => undefined, unpack: () => undefined };

/** What becomes of the body of an entry, and what the lock remembers of it. */
export type BodyFate = {
  /** The new body, where it gets one. */
  readonly body?: string;
  readonly blocked?: boolean;
  readonly record: Pick<EntryRecord, "body" | "base">;
  /** The text behind the record, where the tool made it. */
  readonly made?: string;
};

/** What the lock has of a body already. */
export const recorded = (record: EntryRecord | undefined): BodyFate["record"] => ({
  ...(record?.body === undefined ? {} : { body: record.body }),
  ...(record?.base === undefined ? {} : { base: record.base }),
});

/**
 * Judges the body of an entry as a snippet file is judged: what the tool made and nobody edited follows template
 * and catalog, what people wrote or edited stays, and where both changed the two are merged or the entry waits.
 */
export const bodyFate = (
  { page, section, tools }: { page: Page; section: SectionSettings; tools: BodyTools },
  item: Item,
  block: Block,
  record: EntryRecord | undefined,
  replace: boolean,
): BodyFate => {
  const kept = { record: recorded(record) };
  const made = section.format.follows ? makeEntry(section, item, block.bullet ?? "-").body : undefined;
  if (made === undefined) return kept;
  const fresh = { record: { body: digest(made) }, made };
  const present = bodyOf(page, block);
  if (present === made) return fresh;
  const base = record?.body;
  if (base === undefined) return kept;
  if (replace || digest(present) === base) return { ...fresh, body: made };
  if (fresh.record.body === base) return kept;
  const before = record?.base === undefined ? undefined : tools.unpack(record.base, base);
  const merged = before === undefined ? undefined : tools.merge(before, present, made);
  if (merged === present) return fresh;
  if (merged !== undefined) return { ...fresh, body: merged };
  return { ...kept, blocked: true };
};
