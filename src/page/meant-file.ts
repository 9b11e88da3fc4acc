import { basename, dirname, extname } from "node:path/posix";
import type { RelativePath } from "../model/file.ts";
import { nearest } from "../text/suggest.ts";
import { isPage } from "./scan.ts";

const data = /\.(?:ya?ml|jsonc?|toml)$/i;

/** Whether a file may be meant where another one is named: pages for a page, data for data. */
const isLike = (path: RelativePath, file: RelativePath): boolean => {
  if (isPage(path) || extname(path) === "") return isPage(file);
  return data.test(path) ? data.test(file) : extname(file) === extname(path);
};

const stemOf = (path: RelativePath): string => basename(path, extname(path)).toLowerCase();

/** The one of these, all of one folder, whose name is nearest to that of a path. */
const nearestName = (path: RelativePath, all: readonly RelativePath[]): RelativePath | undefined => {
  const name = nearest(
    basename(path),
    all.map((file) => basename(file)),
  );
  return all.find((file) => basename(file) === name);
};

/** A question, where a path probably means another file: of that name elsewhere, of another ending, or spelt nearly so. */
export const meantFile = (path: RelativePath, files: Iterable<RelativePath>): string => {
  // One that is listed and can't be read, as a link that leads nowhere, isn't meant by itself.
  const like = [...files].filter((file) => file !== path && isLike(path, file)).sort();
  const named = like.filter((file) => stemOf(file) === stemOf(path));
  const beside = like.filter((file) => dirname(file) === dirname(path));
  const meant = (named.length > 1 ? nearest(path, named) : named[0]) ?? nearestName(path, beside);
  return meant === undefined ? "" : `Did you mean \`${meant}\`? `;
};
