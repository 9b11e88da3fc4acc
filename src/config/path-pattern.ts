import { safeSlug } from "../model/safe-slug.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import { escapePattern } from "../text/escape-pattern.ts";
import { toText } from "./expression.ts";

/** An output path with holes for the slug and for fields that name folders. */
export type PathPattern = {
  /** The path for an entry. What a field says becomes a safe name; without it the folder is called `other`. */
  readonly fill: (entry: Pick<Entry, "id" | "slug" | "fields">) => RelativePath;
  /** The slug that a path was made from; undefined when it isn't of this pattern. */
  readonly match: (path: RelativePath) => string | undefined;
  /** The deepest folder that all paths of the pattern are in; "" is the root. */
  readonly folder: RelativePath;
  /** Whether a hole is part of a folder's name, so that folders below `folder` must be looked into. */
  readonly deep: boolean;
};

const hole = /\{(\w+)\}/;

/** The fields besides the slug that an output path reads. */
export const fieldsOfPath = (source: string): readonly string[] =>
  source.split(hole).filter((name, at) => at % 2 === 1 && !["slug", "kind", "language"].includes(name));

/** Parses an output path; `parts` are the values of its other placeholders. */
export const parsePathPattern = (
  source: string,
  parts: { readonly kind: string; readonly language: string },
): PathPattern => {
  const path = source.replaceAll("{kind}", parts.kind).replaceAll("{language}", parts.language);
  const pieces = path.split(hole);
  const first = pieces.indexOf("slug");
  // The first hole decides the slug; further ones must repeat it.
  const pattern = new RegExp(
    `^${pieces
      .map((piece, at) =>
        at % 2 === 0
          ? escapePattern(piece)
          : at === first
            ? "(?<slug>[^/]+)"
            : piece === "slug"
              ? "\\k<slug>"
              : "[^/]+",
      )
      .join("")}$`,
  );
  const head = pieces[0] ?? "";
  const valueOf = ({ id, slug, fields }: Parameters<PathPattern["fill"]>[0], name: string): string =>
    name === "slug" ? slug : safeSlug(toText(fields.get(name)) || "other", id);
  return {
    fill: (entry) => pieces.map((piece, at) => (at % 2 === 0 ? piece : valueOf(entry, piece))).join(""),
    match: (candidate) => pattern.exec(candidate)?.groups?.slug,
    folder: head.slice(0, Math.max(0, head.lastIndexOf("/"))),
    deep: pieces.slice(1).some((piece, at) => at % 2 === 1 && piece.includes("/")),
  };
};

/** Whether a file may be of a kind of snippets by its path. */
export const isOfKind = (
  { path, aliases }: { readonly path: PathPattern; readonly aliases: readonly PathPattern[] },
  file: RelativePath,
): boolean => [path, ...aliases].some((pattern) => pattern.match(file) !== undefined);
