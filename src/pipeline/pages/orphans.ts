import type { Orphan } from "../../../generators/placing/past.ts";
import { isOfKind } from "../../config/path-pattern.ts";
import { type MentionFinder, bareName, mentionFinder } from "../../text/mentions.ts";
import type { LocatedJob } from "../../catalog/entries.ts";
import type { Settings } from "../../config/settings.ts";
import type { Entry } from "../../model/entry.ts";
import { isFor } from "../../text/template/needed.ts";
import type { RelativePath, Snapshot } from "../../model/file.ts";
import { placeName } from "../../page/region.ts";
import { withoutPageEnding } from "../../page/scan.ts";
import { likenessTo } from "../../../generators/placing/likeness.ts";

/** The files that are there, and which of them are a model's. */
type Files = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly claimed: ReadonlySet<RelativePath>;
};

/** Tells whether a file has what those of models have in common: a page that people wrote beside them doesn't. */
const likenessTest = (request: Files): ((path: RelativePath) => boolean) => {
  const { settings, snapshot, claimed } = request;
  const textAt = (path: RelativePath): string => snapshot.get(path)?.text ?? "";
  // All files of a kind are looked through for it, once.
  const known = new Map<string, (text: string) => boolean>();
  return (path) => {
    const kinds = settings.snippets.filter((snippet) => isOfKind(snippet, path));
    const key = JSON.stringify(kinds.map(({ id }) => id));
    const isKin = (other: RelativePath): boolean =>
      snapshot.has(other) && kinds.some((snippet) => isOfKind(snippet, other));
    const isLike = known.get(key) ?? likenessTo([...claimed].filter(isKin).map(textAt)) ?? (() => true);
    known.set(key, isLike);
    return isLike(textAt(path));
  };
};

/** What orphans are found by. */
export type OrphanRequest = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly entries: readonly Entry[];
  /** IDs of every model of the catalog, excluded ones too. */
  readonly ids: readonly string[];
  /** Paths of the files that are a model's, of the catalog or of the lock. */
  readonly claimed: ReadonlySet<RelativePath>;
  readonly orphans: readonly Orphan[];
  /** Whether the lock says which rows or entries of an orphan's place are models'. */
  readonly isRecorded: (orphan: Orphan) => boolean;
};

/** Whether a file may be a model's: the page of a folder and pages with places of the config are people's. */
const isSnippet = ({ snippets, sections, tables, counters }: Settings, file: RelativePath): boolean =>
  ![...sections, ...tables, ...counters].some(({ page }) => page === file) &&
  snippets.some(({ path, aliases }) =>
    [path, ...aliases].some((pattern) => {
      const slug = pattern.match(file);
      return slug !== undefined && !/^(?:_?index|readme)$/i.test(slug);
    }),
  );

/** Files of a declared kind that are no model's, name none of the catalog, and aren't people's: by their text or as declared. */
const orphanFiles = (request: OrphanRequest, mentions: MentionFinder): readonly RelativePath[] => {
  const { settings, snapshot, claimed } = request;
  const isAlike = likenessTest(request);
  return [...snapshot.keys()]
    .filter(
      (path) =>
        !claimed.has(path) &&
        !settings.isProtected(path) &&
        isSnippet(settings, path) &&
        mentions(snapshot.get(path)?.text ?? "").length === 0 &&
        isAlike(path),
    )
    .sort();
};

/** Whose file it would be, and of which kind. */
type UnaskedFile = Pick<LocatedJob, "entry" | "snippet">;

/** Files of models of the catalog that don't get such a snippet, and that no lock knows. */
const unaskedFiles = (
  { settings, entries, snapshot, claimed }: OrphanRequest,
  mentions: MentionFinder,
): readonly (readonly [path: RelativePath, asked: UnaskedFile])[] =>
  settings.snippets.flatMap((snippet) =>
    entries
      .filter((entry) => !isFor(snippet, entry))
      .flatMap((entry) =>
        [snippet.path, ...snippet.aliases].flatMap((pattern) => {
          const path = pattern.fill(entry);
          const text = snapshot.get(path)?.text;
          if (text === undefined || claimed.has(path) || settings.isProtected(path)) return [];
          const named = mentions(text);
          return named.length === 0 || named.includes(entry.id) ? [[path, { entry, snippet }] as const] : [];
        }),
      ),
  );

/** Entries that cite such a file, or a snippet that isn't there. */
const orphanEntries = (
  { settings, snapshot, orphans }: OrphanRequest,
  files: readonly RelativePath[],
): readonly Orphan[] => {
  const orphanFiles = new Set(files);
  const base = settings.includeBase === "" ? "" : `${settings.includeBase}/`;
  return orphans.filter(
    ({ what, names }) =>
      what === "entry" &&
      names.some((cite) =>
        [base + cite, cite].some(
          (path) => orphanFiles.has(path) || (isSnippet(settings, path) && !snapshot.has(path)),
        ),
      ),
  );
};

/** Whether a row says something of what it names, as rows of models do: one that doesn't is a heading or a remark. */
const looksMade = ({ title, names }: Orphan): boolean =>
  bareName(title) !== "" && (names.length === 1 || names.filter((name) => name !== "").length > 1);

/** What is left of models that neither the catalog nor the lock knows, or that don't get what is there. */
export type Orphans = {
  readonly files: readonly RelativePath[];
  readonly entries: readonly Orphan[];
  readonly rows: readonly Orphan[];
  /** Rows that name no model. */
  readonly unknown: readonly Orphan[];
  /** Entries that name no model, in sections without files, and elements beside those of models. */
  readonly nameless: readonly Orphan[];
  /** Those of both in whose places the lock knows what is models'. */
  readonly recorded: ReadonlySet<Orphan>;
  /** Those of these that are people's by the config too: it turns off the rule that finds such, or there is none. */
  readonly declared: ReadonlySet<Orphan>;
  /** Elements of navigation lists. */
  readonly elements: readonly Orphan[];
  /** Files of models of the catalog that don't get such a snippet. */
  readonly unasked: ReadonlyMap<RelativePath, UnaskedFile>;
};

/**
 * Finds what is left of models from before the tool: snippet files that are no model's; entries that cite
 * such a file or a missing one; rows and elements of navigation that name the same model as such an entry, or lead to
 * such a file. Whatever is less sure is taken for people's own.
 */
export const findOrphans = (request: OrphanRequest): Orphans => {
  const mentions = mentionFinder(request.ids);
  const unasked = new Map(unaskedFiles(request, mentions));
  const files = orphanFiles(request, mentions).filter((path) => !unasked.has(path));
  const entries = orphanEntries(request, files);
  const titles = new Set(entries.map(({ title }) => bareName(title)));
  const rows = request.orphans.filter(
    ({ what, names }) => what === "row" && names.some((name) => name !== "" && titles.has(bareName(name))),
  );
  const left = new Set(rows);
  // What a remark says of another model doesn't make the row that one's.
  const isId = (cell: string): boolean => {
    const named = mentions(cell);
    return named.length > 0 && bareName(named.reduce((rest, id) => rest.replaceAll(id, ""), cell)) === "";
  };
  const unknown = request.orphans.filter(
    (orphan) =>
      orphan.what === "row" &&
      !left.has(orphan) &&
      looksMade(orphan) &&
      mentions(orphan.title).length === 0 &&
      !(orphan.calls ?? orphan.names).some(isId),
  );
  const { sections, snippets } = request.settings;
  const withFiles = new Set(
    sections
      .filter(({ snippet }) => snippets.some(({ id }) => id === snippet))
      .map((section) => JSON.stringify([section.page, placeName(section)])),
  );
  const nameless = request.orphans.filter(
    (orphan) =>
      orphan.what === "entry" &&
      !withFiles.has(JSON.stringify([orphan.page, orphan.place])) &&
      orphan.names.length === 0 &&
      bareName(orphan.title) !== "" &&
      mentions(orphan.title).length === 0 &&
      !(orphan.isProse === true && request.isRecorded(orphan)),
  );
  const pages = new Set(files.flatMap((path) => [path, withoutPageEnding(path)]));
  const elements = request.orphans.filter(
    ({ what, title, names }) =>
      what === "element" && (titles.has(bareName(title)) || names.some((path) => pages.has(path))),
  );
  const leading = new Set(elements);
  const beside = request.orphans.filter(
    (orphan) =>
      orphan.what === "element" &&
      orphan.isUnlike !== true &&
      !leading.has(orphan) &&
      mentions(orphan.title).length === 0,
  );
  const recorded = new Set([...unknown, ...nameless, ...beside].filter(request.isRecorded));
  const { checks } = request.settings;
  // A list of navigation has elements of people's anyway: no rule finds them.
  const rules = { row: "row-orphan", entry: "entry-left", element: undefined } as const;
  const declared = new Set(
    [...recorded].filter(({ what }) => rules[what] === undefined || checks.get(rules[what]) === "off"),
  );
  return {
    files,
    entries,
    rows,
    unknown,
    recorded,
    declared,
    nameless: [...nameless, ...beside],
    elements,
    unasked,
  };
};
