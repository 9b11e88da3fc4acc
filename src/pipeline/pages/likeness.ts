import { isOfKind } from "../../config/path-pattern.ts";
import type { Settings } from "../../config/settings.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { likenessTo } from "../../../generators/placing/likeness.ts";

/** The files that are there, and which of them are a model's. */
type Files = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly claimed: ReadonlySet<RelativePath>;
};

/** Tells whether a file has what those of models have in common: a page that people wrote beside them doesn't. */
export const likenessTest = (request: Files): ((path: RelativePath) => boolean) => {
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
