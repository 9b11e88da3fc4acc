import type { Settings, SnippetSettings } from "../../config/settings.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** The files that are there, and which of them are a model's. */
type Files = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly claimed: ReadonlySet<RelativePath>;
};

/** Whether a file may be of a kind by its path. */
export const matches = ({ path, aliases }: SnippetSettings, file: RelativePath): boolean =>
  [path, ...aliases].some((pattern) => pattern.match(file) !== undefined);

/** How many files of a kind tell what all of them have in common. */
const fewFiles = 5;

/** The share of what files of a kind have in common that each of them has, at least. */
const leastCommon = 0.5;

const wordsOf = (text = ""): ReadonlySet<string> => new Set(text.match(/[\p{L}\p{N}_]+/gu));

/** The words that files of models of these kinds have in common; none where there aren't several of them. */
const commonWords = ({ snapshot, claimed }: Files, kinds: readonly SnippetSettings[]): readonly string[] => {
  const [first, ...others] = [...claimed]
    .filter((other) => snapshot.has(other) && kinds.some((snippet) => matches(snippet, other)))
    .slice(0, fewFiles)
    .map((other) => wordsOf(snapshot.get(other)?.text));
  if (first === undefined || others.length === 0) return [];
  return [...first].filter((word) => others.every((words) => words.has(word)));
};

/** Tells whether a file has what those of models have in common: a page that people wrote beside them doesn't. */
export const likenessTest = (request: Files): ((path: RelativePath) => boolean) => {
  const { settings, snapshot } = request;
  // All files of a kind are looked through for it, once.
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const kinds = settings.snippets.filter((snippet) => matches(snippet, path));
    const key = JSON.stringify(kinds.map(({ id }) => id));
    const common = known.get(key) ?? commonWords(request, kinds);
    known.set(key, common);
    const own = wordsOf(snapshot.get(path)?.text);
    return common.filter((word) => own.has(word)).length >= leastCommon * common.length;
  };
};
