import { override, readCatalog } from "../io/source/catalog.ts";
import type { CatalogDocument } from "../io/source/types.ts";
import { readOtherPages } from "../io/tree.ts";
import { type Outcome, error, fail, ok } from "../model/problem.ts";
import type { Request } from "../pipeline/load/configure.ts";
import { digest } from "../text/digest.ts";
import { isObject } from "../text/json.ts";
import { plainText } from "../text/emit/plain-text.ts";
import { fieldName } from "./catalog/field-name.ts";
import { tabledPage, tablesOf } from "./find/tables.ts";
import type { FoundTable } from "./types.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** A record that a table's row makes: texts as people see them. */
type PageRecord = Readonly<Record<string, string>>;

/** Fewer rows may be about anything. */
const leastRows = 3;

const looksLikeId = (text: string): boolean =>
  /^[\w@~][\w.\-/:@+]*$/.test(text) && /[a-z]/i.test(text) && /[\d/.-]/.test(text);

/** The column that holds IDs of models: nearly all of its texts look so, and no two are the same. */
const idColumn = ({ headers, rows }: FoundTable): number | undefined => {
  const columns = headers.flatMap((header, at) => {
    const texts = rows.map((row) => row.cells[at]?.shown ?? "");
    const ids = texts.filter(looksLikeId);
    const isWhole = ids.length >= 0.9 * rows.length && new Set(ids).size === ids.length;
    return isWhole ? [{ at, named: /model|\bid\b|slug|name/i.test(plainText(header)) }] : [];
  });
  return columns.find(({ named }) => named)?.at;
};

/** The models that tables of pages show, one record for each ID, in the order of the pages. */
const recordsFrom = (tables: readonly FoundTable[]): readonly PageRecord[] => {
  const records = new Map<string, Record<string, string>>();
  for (const table of tables) {
    const at = idColumn(table);
    if (at === undefined || table.rows.length < leastRows) continue;
    for (const { cells } of table.rows) {
      const id = cells[at]?.shown ?? "";
      if (!looksLikeId(id)) continue;
      const record = records.get(id) ?? { id };
      records.set(id, record);
      for (const [index, header] of table.headers.entries()) {
        const field = fieldName(plainText(header));
        const text = cells[index]?.shown ?? "";
        if (index !== at && text !== "" && field !== "id") record[field] ??= text;
      }
    }
  }
  return [...records.values()];
};

/** What is asked of the catalog. */
export type CatalogRequest = Pick<Request, "cwd" | "env" | "version" | "catalog"> & {
  /** Whether a catalog is made of the pages' tables where there is none. */
  readonly fromPages?: boolean;
};

/** The catalog that `init` works with; `made` is its text where it was made from the pages. */
export type ChosenCatalog = {
  readonly catalog: string;
  readonly made: string | undefined;
  readonly document: CatalogDocument;
};

/** A catalog as one value: the records of files of their own are a list. */
export const listOf = ({ value, parts = [] }: CatalogDocument): unknown =>
  parts.some(({ file }) => file !== undefined)
    ? parts.map(({ value: own, file }) => (isObject(own) ? { $file: file, ...own } : own))
    : value;

const defaultCatalog = "catalog.json";

const parsed: (text: string) => unknown = JSON.parse;

/** A catalog that lies where one would put it. */
const catalogIn = (cwd: string, root: string): string | undefined =>
  [".", root, "data"]
    .flatMap((folder) => ["catalog.json", "models.json"].map((name) => join(folder, name)))
    .find((path) => existsSync(join(cwd, path)));

/** The models that the tables of all pages show, as a catalog's text; undefined where none shows any. */
const catalogFromPages = (root: string): string | undefined => {
  const pages = [...readOtherPages(root, new Set())].sort(([a], [b]) => (a < b ? -1 : 1));
  const records = recordsFrom(pages.flatMap(([path, { text }]) => tablesOf(tabledPage(path, text))));
  return records.length === 0 ? undefined : `${JSON.stringify({ data: records }, null, 2)}\n`;
};

/** The catalog that is asked for or lies there, or one made from the pages. Errors: `init-no-catalog`, and those of reading. */
export const chooseCatalog = async (
  { cwd, env, version, catalog, fromPages = false }: CatalogRequest,
  folder: string,
  root: string,
): Promise<Outcome<ChosenCatalog>> => {
  const given = catalog ?? catalogIn(cwd, folder);
  if (given !== undefined) {
    const document = await readCatalog([override(given, cwd)], { env, userAgent: `kluster-gen/${version}` });
    return document.ok
      ? ok({ catalog: given, made: undefined, document: document.value }, document.problems)
      : document;
  }
  // Who may be asked is asked for a catalog first.
  const made = fromPages ? catalogFromPages(root) : undefined;
  if (made === undefined)
    return fail(
      error(
        "init-no-catalog",
        "this folder",
        "No catalog is given, and no table of the pages lists IDs of models that one could be made from.",
        "Name it: --catalog FILE or --catalog URL.",
      ),
    );
  const document = { value: parsed(made), digest: digest(made), label: defaultCatalog, bytes: made.length };
  return ok({ catalog: defaultCatalog, made, document });
};
