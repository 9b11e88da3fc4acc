import type { RelativePath } from "../model/file.ts";
import { escapePattern } from "../text/escape-pattern.ts";

/** An output path with a hole for the slug. */
export type PathPattern = {
  /** As the config writes it, `{kind}` and `{language}` filled in. */
  readonly source: string;
  /** The path for a slug. */
  readonly fill: (slug: string) => RelativePath;
  /** The slug that a path was made from; undefined when it isn't of this pattern. */
  readonly match: (path: RelativePath) => string | undefined;
  /** The deepest folder that all paths of the pattern are in; "" is the root. */
  readonly folder: RelativePath;
  /** Whether the slug is part of a folder's name, so that folders below `folder` must be looked into. */
  readonly deep: boolean;
};

const hole = "{slug}";

/** Parses an output path; `parts` are the values of its other placeholders. */
export const parsePathPattern = (
  source: string,
  parts: { readonly kind: string; readonly language: string },
): PathPattern => {
  const path = source.replaceAll("{kind}", parts.kind).replaceAll("{language}", parts.language);
  const pieces = path.split(hole);
  // The first hole decides the slug; further ones must repeat it.
  const [first = "", ...rest] = pieces.map(escapePattern);
  const pattern = new RegExp(
    `^${first}${rest.map((piece, index) => (index === 0 ? "([^/]+)" : "\\1") + piece).join("")}$`,
  );
  const head = pieces[0] ?? "";
  return {
    source: path,
    fill: (slug) => pieces.join(slug),
    match: (candidate) => pattern.exec(candidate)?.[1],
    folder: head.slice(0, Math.max(0, head.lastIndexOf("/"))),
    deep: pieces.slice(1).some((piece) => piece.includes("/")),
  };
};

/** Whether a file may be of a kind of snippets by its path. */
export const isOfKind = (
  { path, aliases }: { readonly path: PathPattern; readonly aliases: readonly PathPattern[] },
  file: RelativePath,
): boolean => [path, ...aliases].some((pattern) => pattern.match(file) !== undefined);
