import type { Snapshot } from "../../src/model/snapshot.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { LeavingFile, LeavingFiles } from "../placing/past.ts";
import { referenceRewriter } from "../reference/index.ts";
import { citeKey } from "../section/edited.ts";

/** Where the files of models that left are cited. */
export type CitedRequest = {
  /** Every page of the documentation. */
  readonly pages: Snapshot;
  readonly includeBase: RelativePath;
  /** The citations that go with the entries around them, by `citeKey`. */
  readonly going: ReadonlyMap<string, number>;
};

/** The first page that would still cite a file: in other words, in another place, or in an entry that stays. */
const pageCiting = (
  { path }: LeavingFile,
  { pages, includeBase, going }: CitedRequest,
): RelativePath | undefined => {
  const count = referenceRewriter([{ from: path, to: path }], includeBase);
  return [...pages].find(
    ([page, { text }]) => count(text, page).count > (going.get(citeKey(page, path)) ?? 0),
  )?.[0];
};

/** Those of the files that are to go, by key, that a page would still cite, with the page: to delete them would break it. */
export const citedFiles = (
  request: CitedRequest,
  leaving: LeavingFiles,
): ReadonlyMap<string, RelativePath> => {
  const cited = new Map<string, RelativePath>();
  for (const [key, record] of leaving) {
    const page = record.owner === "tool" ? pageCiting(record, request) : undefined;
    if (page !== undefined) cited.set(key, page);
  }
  return cited;
};
