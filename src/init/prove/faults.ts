import type { Change } from "../../model/plan.ts";
import type { CounterDraft } from "../find/counters.ts";
import { pageOf, partName } from "../part-name.ts";
import type { PagesDraft, PartDraft } from "../types.ts";
import type { Draft } from "../draft.ts";
import type { Trial } from "../run-trial.ts";

/** What is wrong with a draft: the parts that it is the fault of, and where that isn't known, where it shows. */
export type Faults = {
  /** What each part would do, in a sentence. */
  readonly certain: ReadonlyMap<PartDraft, string>;
  /** Parts one of which would do something, and what. */
  readonly suspects: readonly { readonly parts: readonly PartDraft[]; readonly what: string }[];
};

const sentence = ({ action, path, notes = [], reason }: Change): string =>
  `it would ${action === "blocked" ? "block" : action} ${path}: ${notes.find((note) => note.action !== "keep")?.text ?? reason}`;

/** Whether a change does something, or should and can't. */
const acts = ({ action, notes = [] }: Change): boolean =>
  action !== "keep" || notes.some((note) => note.action === "blocked");

/** Whether what a change does is all in the place of a part. */
const isNamed = (part: PartDraft, { notes = [] }: Change): boolean => {
  const acting = notes.filter(({ action }) => action !== "keep");
  const place = ` in ${partName(part).slice(pageOf(part).length + " › ".length)}`;
  return acting.length > 0 && acting.every(({ text }) => text.endsWith(place));
};

/** Whether a file may be one of those pages. */
const isFileOf = ({ config: { path } }: PagesDraft, file: string): boolean => {
  const [before = "", after = ""] = path.split("{slug}");
  return file.startsWith(before) && file.endsWith(after);
};

/** The parts that a changed path may come from: those of that page, or those that show such files. */
const touching = ({ places }: Draft, { path, kind }: Change): readonly PartDraft[] => {
  const parts = [...places.values()];
  const here = parts.filter((part) => pageOf(part) === path);
  const isPage = parts.some((part) => part.type === "pages" && isFileOf(part, path));
  return here.length > 0 || kind !== "snippet"
    ? here
    : parts.filter((part) =>
        part.type === "pages"
          ? isFileOf(part, path)
          : part.type === "section" && part.snippet !== undefined && !isPage,
      );
};

const besideIn = (parts: readonly PartDraft[]): number =>
  parts.reduce((sum, part) => sum + (part.type === "pages" ? (part.beside?.length ?? 0) : 0), 0);

/** Parts with the pages beside theirs that a trial took for those of models that left; undefined where all are known. */
export const withBeside = (
  found: readonly PartDraft[],
  { plan }: Trial,
): readonly PartDraft[] | undefined => {
  const files = plan.problems.flatMap(({ code, where }) => (code === "orphan-snippet" ? [where] : []));
  const all = found.map((part) =>
    part.type === "pages"
      ? {
          ...part,
          beside: [...new Set([...(part.beside ?? []), ...files.filter((file) => isFileOf(part, file))])],
        }
      : part,
  );
  return besideIn(all) > besideIn(found) ? all : undefined;
};

/** What keeps a draft from changing nothing. */
export const faultsOf = (draft: Draft, { plan }: Trial): Faults => {
  const certain = new Map<PartDraft, string>();
  const suspects: { parts: readonly PartDraft[]; what: string }[] = [];
  for (const { code, where, message, severity } of plan.problems) {
    // A group's tables that aren't found are only told: the first of them may be to come.
    if (severity !== "error" && code !== "table-not-found") continue;
    const place = /(?:tables|sections|navigation|counters|snippets)\[\d+\]/.exec(where)?.[0] ?? "";
    const part = draft.places.get(place);
    if (part === undefined)
      suspects.push({ parts: [...draft.places.values()], what: `${where}: ${message}` });
    else certain.set(part, message);
  }
  for (const change of plan.changes) {
    if (!acts(change)) continue;
    const touched = touching(draft, change);
    const named = touched.filter((part) => isNamed(part, change));
    const parts = named.length === 1 ? named : touched;
    const [only, another] = parts;
    if (only !== undefined && another === undefined) certain.set(only, certain.get(only) ?? sentence(change));
    else
      suspects.push({
        parts: only === undefined ? [...draft.places.values()] : parts,
        what: sentence(change),
      });
  }
  return { certain, suspects: suspects.filter(({ parts }) => !parts.some((part) => certain.has(part))) };
};

/** The counters that aren't found, or would write another number. */
export const faultyCounters = (
  { plan }: Trial,
  counters: readonly CounterDraft[],
): ReadonlySet<CounterDraft> => {
  const wrong = new Set<CounterDraft>();
  for (const { where } of plan.problems) {
    const at = /counters\[(\d+)\]/.exec(where)?.[1];
    const counter = at === undefined ? undefined : counters[Number(at)];
    if (counter !== undefined) wrong.add(counter);
  }
  for (const change of plan.changes.filter(acts)) {
    const told = (change.notes ?? []).filter(({ what }) => what === "counter").map(({ text }) => text);
    const here = counters.filter(({ page }) => page === change.path);
    const named = here.filter(({ name }) => told.some((text) => text.startsWith(`${name}: `)));
    for (const counter of told.length > 0 ? named : here) wrong.add(counter);
  }
  return wrong;
};
