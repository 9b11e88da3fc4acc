import type { Proven } from "./run-prove.ts";
import { areNumbers, numbersRows } from "./columns/peoples.ts";
import { lackedBy } from "./pages/rows.ts";
import { partKind, partName } from "./part-name.ts";
import type { PartDraft, TableDraft } from "./types.ts";
import { countEach } from "../text/group-by.ts";
import { cutShort } from "../text/cut-short.ts";

/** What was looked through. */
export type Read = {
  /** How many files of each kind were read, and how many of other kinds of pages weren't. */
  readonly pages: ReadonlyMap<string, number>;
  readonly unread: ReadonlyMap<string, number>;
  /** How many tables each markup has. */
  readonly tables: ReadonlyMap<string, number>;
};

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const listed = (kinds: ReadonlyMap<string, number>): string =>
  [...kinds].map(([kind, count]) => plural(count, `${kind} file`)).join(", ");

/** Tables and their kinds; of one kind that most pages have, their number is enough. */
const tablesRead = (tables: Read["tables"]): string => {
  const kinds = [...tables].filter(([, count]) => count > 0);
  const all = kinds.reduce((sum, [, count]) => sum + count, 0);
  const told = kinds.map(([kind, count]) => `${count} in ${kind}`).join(", ");
  return `${plural(all, "table")}${kinds.length > 1 || (all > 0 && !tables.get("Markdown")) ? ` (${told})` : ""}`;
};

/** What was read, in a sentence. */
export const readSentence = ({ pages, unread, tables }: Read): string => {
  const rest =
    unread.size === 0 ? "" : ` Not read, for they are in no markup that is known here: ${listed(unread)}.`;
  const read = pages.size === 0 ? "No page was read" : `Read ${listed(pages)}, with ${tablesRead(tables)}`;
  return `${read}.${rest}`;
};

/** Where a catalog has its models, said where that is in several lists. */
export const inLists = (list: string): string => (list.includes("*") ? ` (of each list at \`${list}\`)` : "");

const columns = ["models", "rows", "explained", "pinned", "people's"] as const;

/** The most of a cell, and of a row, that is shown. */
const mostShown = 100;
const mostSample = 400;

/** How many pinned cells are shown for each place. */
const shownPins = 5;

const rowsOf = (part: PartDraft, proven: Proven): readonly string[] => {
  const told = proven.told.get(part);
  const models = String(part.models.length);
  if (told === undefined) return [models, "", "", "", ""];
  const pinned = told.pinned.length + told.kept.length;
  return [models, ...[told.rows, told.explained, pinned, told.people].map(String)];
};

/** What one of a part's is called, and several. */
const kindOf = ({ type }: PartDraft): readonly [string, string] =>
  type === "table" ? ["row", "rows"] : type === "pages" ? ["page", "pages"] : ["entry", "entries"];

/** Whether a column numbers the rows of a table, maybe one without a header, which the config can't name. */
const isNumbered = ({ columns, table: { headers, rows } }: TableDraft): boolean =>
  columns.some(({ remark }) => remark === numbersRows) ||
  headers.some((header, at) => header === "" && areNumbers(rows.map(({ cells }) => cells[at]?.shown ?? "")));

const detailsOf = (part: PartDraft, { told, offered, draft }: Proven): readonly string[] => {
  const known = told.get(part);
  const why = draft.whys.get(part);
  const whys = why === undefined ? [] : [why];
  if (known === undefined) return whys;
  const { pinned, kept, rows, owned, sample, led } = known;
  const more = pinned.length - shownPins;
  const [one, many] = kindOf(part);
  const lacked = part.type === "pages" ? lackedBy(part) : [];
  return [
    ...(part.type === "table" && part.claim !== undefined
      ? ["all of it is the tool's (`claim`), for the page says that a script makes it"]
      : []),
    ...(part.type === "table" && part.humbled !== undefined ? [part.humbled] : []),
    ...(offered.has(part) ? ['if a script makes it, `claim: "all"` gives all of it to the tool'] : []),
    ...whys,
    ...(part.type === "table" && isNumbered(part)
      ? ["its rows are numbered, which nothing keeps: people number a new row, and those below it"]
      : []),
    // What a new one lacks; how many stand otherwise is told below.
    ...(part.type === "section"
      ? (part.remark?.match(/(?:Nothing in the catalog|\d+ of \d+ entries have) [^.]+\./g) ?? [])
      : []),
    ...(lacked.length === 0
      ? []
      : [`a new one lacks ${lacked.join(", ")}: nothing in the catalog says it, and JSON has no comments`]),
    ...(sample === ""
      ? []
      : [
          `a ${part.type === "table" && part.table.place.across === true ? "column" : "row"} would be made as: ${cutShort(sample, mostSample)}`,
        ]),
    ...(part.type === "table" && part.groups !== undefined && led > 0
      ? ["a new group gets a heading and a table: what stands between those of others isn't made"]
      : []),
    ...(owned === rows
      ? []
      : [
          `${plural(rows - owned, one, many)} of no model of the catalog: ${rows - owned === 1 ? "it stays as it is" : "they stay as they are"}`,
        ]),
    ...pinned
      .slice(0, shownPins)
      .map(
        ({ line, model, column, shown, made }) =>
          `pinned in line ${line}: ${model}, ${column} stays "${cutShort(shown, mostShown)}"; the catalog gives "${cutShort(made, mostShown)}"`,
      ),
    ...(kept.length === 0
      ? []
      : [
          `${kept.length} with something that isn't the catalog's, which stays: ${kept.slice(0, shownPins).join(", ")}${kept.length > shownPins ? ` and ${kept.length - shownPins} more` : ""}`,
        ]),
    ...(more > 0 ? [`and ${more} more pinned cells`] : []),
  ];
};

/** The parts of a config as a table for people: what each place holds, and what becomes of it. */
export const placesTable = (proven: Proven): readonly string[] => {
  const rows = proven.kept.map((part) => ({
    name: `${partKind(part)} in ${partName(part)}`,
    cells: rowsOf(part, proven),
    details: detailsOf(part, proven),
  }));
  const numbers = (proven.draft.config.counters ?? []).filter(({ format }) => format !== "{list}");
  const counted = [...countEach(numbers.map(({ page }) => page))].map(
    ([page, count]) => `${plural(count, "number")} in ${page}`,
  );
  const names = [...rows.map(({ name }) => name), ...counted];
  const wide = Math.max(...names.map(({ length }) => length), "place".length);
  const line = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(wide)}${cells.map((cell, at) => cell.padStart((columns[at]?.length ?? 0) + 2)).join("")}`.trimEnd();
  return [
    line("place", columns),
    ...rows.flatMap(({ name, cells, details }) => [
      line(name, cells),
      ...details.map((text) => `      ${text}`),
    ]),
    ...counted.map((name) => line(name, [])),
  ];
};
