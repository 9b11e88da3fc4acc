import { type AdaptedRecord, adaptCatalog } from "../../catalog/adapt.ts";
import { bounded } from "../../io/bounded.ts";
import { isUrl, maxMs, readDocuments } from "../../io/source/catalog.ts";
import type { Digest } from "../../model/file.ts";
import { ok, type Outcome } from "../../model/problem.ts";
import { canonical, digest } from "../../text/digest.ts";
import type { Configured, Request } from "./configure.ts";

/** What of the config and of the run the reading of a catalog needs. */
type Place = Pick<Configured, "settings" | "file" | "folder">;
type Given = Pick<Request, "cwd" | "catalog" | "env" | "version" | "signal" | "draft">;

/** Reads the catalog; then checks, joins and maps its records, which come sorted by ID. */
export const loadRecords = async (place: Place, given: Given): Promise<Outcome<readonly AdaptedRecord[]>> => {
  const { settings, file } = place;
  const userAgent = `kluster-gen/${given.version}`;
  const document = given.draft?.document;
  const read = await readDocuments(settings, { ...place, ...given, userAgent, document });
  if (!read.ok) return read;
  const { check, ...documents } = read.value;
  const records = bounded(maxMs, file, () => adaptCatalog(settings, documents, check));
  return records.ok ? ok(records.value, [...read.problems, ...records.problems]) : records;
};

/** Of the records as they are used, sorted: the order of the document and what nobody reads don't count. */
export const recordsDigest = (records: readonly AdaptedRecord[]): Digest =>
  digest(canonical(records.map(({ id, fields }) => [id, [...fields]])));

/** What says that the files of a catalog are gone, or were none that can be read again. */
const gone = new Set([
  "catalog-file-missing",
  "catalog-file-unreadable",
  "catalog-no-files",
  "catalog-not-a-file",
]);

/** The digest of the catalog where no server need be asked; undefined where its files are gone. */
export const digestOfFiles = async (place: Place, given: Given): Promise<Outcome<Digest | undefined>> => {
  const { catalog } = given;
  const { sources, merge } = place.settings;
  const own = catalog === undefined ? sources.some(({ type }) => type === "url") : isUrl(catalog);
  if (own || merge.some(({ source }) => source.type === "url")) return ok(undefined);
  const records = await loadRecords(place, given);
  if (records.ok) return ok(recordsDigest(records.value));
  return records.problems.some(({ code }) => gone.has(code)) ? ok(undefined) : records;
};
