import { existsSync } from "node:fs";
import { join } from "node:path";
import { override } from "../io/source/catalog.ts";
import { readCatalog } from "../io/source/sources.ts";
import type { CatalogDocument } from "../io/source/types.ts";
import { readOtherPages } from "../io/tree.ts";
import { error, fail, type Outcome, ok } from "../model/problem.ts";
import { digest } from "../text/digest.ts";
import { recordsFrom } from "./catalog/from-pages.ts";
import { tabledPage, tablesOf } from "./find/tables.ts";
import type { Request } from "../pipeline/load/configure.ts";

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
