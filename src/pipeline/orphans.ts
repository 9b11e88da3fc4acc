import type { Stranger } from "../../generators/output.ts";
import { type MentionFinder, mentionFinder } from "../text/mentions.ts";
import type { Settings, SnippetSettings } from "../config/settings.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type Problem, warning } from "../model/problem.ts";
import type { RelativePath } from "../model/file.ts";

/** What orphans are found by. */
export type OrphanRequest = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  /** IDs of every model of the catalog, excluded ones too. */
  readonly ids: readonly string[];
  /** Paths of the files that are a model's, of the catalog or of the lock. */
  readonly claimed: ReadonlySet<RelativePath>;
  readonly strangers: readonly Stranger[];
};

/** How many of one kind are named; the rest is counted. */
const shown = 20;

const matches = ({ path, aliases }: SnippetSettings, file: RelativePath): boolean =>
  [path, ...aliases].some((pattern) => pattern.match(file) !== undefined);

const isSnippet = ({ snippets }: Settings, file: RelativePath): boolean =>
  snippets.some((snippet) => matches(snippet, file));

/** Files of a declared kind that are no model's, name none of the catalog, and aren't declared to be people's. */
const orphanFiles = (
  { settings, snapshot, claimed }: OrphanRequest,
  mentions: MentionFinder,
): readonly RelativePath[] =>
  [...snapshot.keys()]
    .filter(
      (path) =>
        !claimed.has(path) &&
        !settings.isProtected(path) &&
        isSnippet(settings, path) &&
        mentions(snapshot.get(path)?.text ?? "").length === 0,
    )
    .sort();

/** Entries that cite such a file, or a snippet that isn't there. */
const orphanEntries = (
  { settings, snapshot, strangers }: OrphanRequest,
  files: readonly RelativePath[],
): readonly Stranger[] => {
  const orphans = new Set(files);
  const base = settings.includeBase === "" ? "" : `${settings.includeBase}/`;
  return strangers.filter(
    ({ what, names }) =>
      what === "entry" &&
      names.some((cite) =>
        [base + cite, cite].some(
          (path) => orphans.has(path) || (isSnippet(settings, path) && !snapshot.has(path)),
        ),
      ),
  );
};

const placeOf = ({ page, line, place, title }: Stranger): string => `${page}:${line}, ${place}: ${title}`;

const told = (code: string, places: readonly string[], what: string, fix: string): readonly Problem[] => {
  const rest = places.length - shown;
  const named = places
    .slice(0, shown)
    .map((where) => warning(code, where, `${what} is no model's of the catalog.`, fix));
  return rest <= 0
    ? named
    : [...named, warning(code, `${rest} more`, `There are ${rest} more such places.`, fix)];
};

/**
 * What is left of models from before the tool: snippet files that are no model's; entries that cite
 * such a file or a missing one; and rows that name the same model as such an entry. Whatever is less
 * sure is taken for people's own.
 */
export const orphanProblems = (request: OrphanRequest): readonly Problem[] => {
  const files = orphanFiles(request, mentionFinder(request.ids));
  const entries = orphanEntries(request, files);
  const titles = new Set(entries.map(({ title }) => title));
  const rows = request.strangers.filter(
    ({ what, names }) => what === "row" && names.some((name) => titles.has(name)),
  );
  return [
    ...told("orphan-snippet", files, "The file", "Delete it with what cites it, or declare it in `protect`."),
    ...told(
      "orphan-entry",
      entries.map(placeOf),
      "The entry",
      "Delete it, or correct the file that it cites.",
    ),
    ...told("orphan-row", rows.map(placeOf), "The row", "Delete it, as the entry of the same name."),
  ];
};
