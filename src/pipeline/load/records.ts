import { type AdaptedRecord, adaptCatalog } from "../../catalog/adapt.ts";
import type { Settings } from "../../config/settings.ts";
import { bounded } from "../../io/bounded.ts";
import { type CatalogRequest, maxMs, readDocuments } from "../../io/source/catalog.ts";
import { ok, type Outcome } from "../../model/problem.ts";

/** Reads the catalog; then checks, joins and maps its records, which come sorted by ID. */
export const loadRecords = async (
  settings: Settings,
  request: CatalogRequest,
): Promise<Outcome<readonly AdaptedRecord[]>> => {
  const read = await readDocuments(settings, request);
  if (!read.ok) return read;
  const { check, ...documents } = read.value;
  const records = bounded(maxMs, request.file, () => adaptCatalog(settings, documents, check));
  return records.ok ? ok(records.value, [...read.problems, ...records.problems]) : records;
};
