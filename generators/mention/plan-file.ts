import { onceEach } from "../../src/text/once.ts";
import type { MentionRecord } from "../../src/model/lock.ts";
import type { Note } from "../../src/model/note.ts";
import { type Edit, type Page, lineNumber } from "../../src/page/page.ts";
import { headingText } from "../../src/page/places/headings.ts";
import { firstFrom } from "../../src/text/bisect.ts";
import { digest } from "../../src/text/digest.ts";
import type { MentionIndex } from "./index.ts";
import { type Mention, onLines } from "./site.ts";
import { mentionsIn } from "./mentions.ts";
import { type Wanted, wantedIn } from "./wanted.ts";
import { groupBy } from "../../src/text/group-by.ts";

/** What a file's names are planned with. */
export type FileRequest = {
  readonly index: MentionIndex;
  /** What the tool wrote in the file before. */
  readonly records: readonly MentionRecord[];
  /** Lines that are another output's. */
  readonly isOwned: (line: number) => boolean;
  /** The models that the run is for. */
  readonly selected: (id: string) => boolean;
  /** Whether what people changed back gives way. */
  readonly replace: boolean;
};

/** What becomes of a file's names, and what the lock is to record of it. */
export type FilePlan = {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly records: readonly MentionRecord[];
};

type Counts = Map<string, number>;

const add = (counts: Counts, key: string, count = 1): void => {
  if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count);
};

/** What a name is found again by, whatever model stands there: its line without the names, and its heading. */
const keyOf = (page: Page, line: number, all: readonly Mention[]): string => {
  const { start = 0, end = 0 } = page.lines[line] ?? {};
  let at = start;
  let rest = "";
  for (const mention of onLines(all, line)) {
    rest += `${page.text.slice(at, mention.start)}\0`;
    at = mention.end;
  }
  rest += page.text.slice(at, end);
  const { headings } = page;
  const heading = headings[firstFrom(headings.length, (each) => (headings[each]?.line ?? 0) >= line) - 1];
  return digest(JSON.stringify([heading === undefined ? "" : headingText(heading), rest])).slice(0, 16);
};

/** Whether the run is about a name: its role moves, or its model left and is to be replaced. */
const isDue = ({ reason }: Wanted, { settings, trusted }: MentionIndex): boolean =>
  reason.type === "left"
    ? settings.replacesRetired && trusted
    : reason.role.moves || settings.writesPlaceholders;

/** How a name is told of: in which line, what it is and what it is to be. */
export const toldOf = (
  page: Page,
  { mention, to, text }: Pick<Wanted, "mention" | "to" | "text">,
): string => {
  const written = page.text.slice(mention.start, mention.end);
  const target = text ?? to;
  return `line ${lineNumber(page, mention.line)}: ${written}${target === undefined ? "" : ` → ${target}`}`;
};

const groupOf = ({ reason }: Wanted): string =>
  reason.type === "role" ? `follow \`${reason.role.name}\`` : "get the successor of a model that left";

const noteOf = (page: Page, wanted: Wanted, action: "change" | "keep", why?: string): Note => ({
  cause: wanted.cause,
  models: wanted.to === undefined ? [] : [wanted.to],
  what: "mention",
  action,
  text: `${toldOf(page, wanted)}${why === undefined ? "" : `, stays: ${why}`}`,
  ...(action === "change" ? { group: groupOf(wanted) } : {}),
});

/** Plans the names of a file. */
export const planMentions = (page: Page, request: FileRequest): FilePlan => {
  const { index, records, isOwned, selected, replace } = request;
  const mentions = mentionsIn(page, index.names, index.settings);
  const mine = mentions.filter(({ line }) => !isOwned(line));
  const keyIn = onceEach((line: number) => keyOf(page, line, mentions));
  const key = ({ line }: Mention): string => keyIn(line);
  const byModel = groupBy(records.length === 0 ? [] : mine, ({ name }) => name.model);
  /** By key, how many names that the tool wrote people have changed. */
  const changed: Counts = new Map();
  for (const { model, made } of records) {
    const present: Counts = new Map();
    for (const mention of byModel.get(model) ?? []) add(present, key(mention));
    for (const [at, count] of Object.entries(made)) add(changed, at, count - (present.get(at) ?? 0));
  }
  const edits: Edit[] = [];
  const notes: Note[] = [];
  const written = new Map<string, Counts>();
  const record = (model: string, at: string, count = 1): void => {
    const counts = written.get(model) ?? new Map<string, number>();
    add(counts, at, count);
    written.set(model, counts);
  };
  const moved = new Map<string, string>();
  for (const wanted of wantedIn(page, mine, index)) {
    const { mention, to, text, verdict } = wanted;
    if (to !== undefined && !selected(to) && !selected(mention.name.model)) continue;
    const due = isDue(wanted, index);
    if (verdict.type === "call" && due && to !== undefined && text !== undefined) {
      const at = key(mention);
      if (!replace && (changed.get(at) ?? 0) > 0) {
        notes.push(noteOf(page, wanted, "keep", "people changed it back"));
        continue;
      }
      edits.push({ start: mention.start, end: mention.end, text });
      notes.push(noteOf(page, wanted, "change"));
      moved.set(mention.name.model, to);
      if (!index.settings.writesPlaceholders) record(to, at);
    } else if (verdict.type === "doubt" && due) notes.push(noteOf(page, wanted, "keep", verdict.why));
    else if (wanted.reason.type === "left")
      notes.push(noteOf(page, wanted, "keep", "the model left the catalog"));
  }
  for (const { model, made } of records) {
    const to = moved.get(model) ?? index.rolesOf(model).find(({ moves }) => moves)?.model;
    // What is written anew is counted already; what people changed is still theirs under the new model.
    for (const [at, count] of Object.entries(made))
      record(to ?? model, at, to === undefined ? count : replace ? 0 : Math.min(count, changed.get(at) ?? 0));
  }
  const next = [...written].map(
    ([model, counts]): MentionRecord => ({
      type: "mention",
      model,
      page: page.path,
      made: Object.fromEntries(counts),
    }),
  );
  return { edits, notes, records: next };
};
