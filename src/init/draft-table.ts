import type { FieldValue } from "../model/entry.ts";
import { markupOf } from "../page/scan.ts";
import { plainText } from "../text/emit/plain-text.ts";
import { countEach } from "../text/group-by.ts";
import { type Model, type Shape, isMaker, providerName } from "./catalog/records.ts";
import { judgeTexts } from "./columns/agreement.ts";
import { inMarkup } from "./columns/dashes.ts";
import { likeSiblings } from "./columns/like-siblings.ts";
import { likeness } from "./columns/likeness.ts";
import type { Sample } from "./columns/samples.ts";
import { draftText, remarkOn } from "./columns/text-draft.ts";
import { joinRows, ownedOnce } from "./join/rows.ts";
import { moreRows } from "./rows/more-rows.ts";
import { type Owned, draftNoted, samplesAt } from "./rows/noted.ts";
import type { CatalogView, ColumnDraft, FoundTable, Join, TableDraft, TextDraft } from "./types.ts";

/** Whether a column shows nothing of a model but whose it is. */
const isOfMaker = ({ fields }: Pick<ColumnDraft, "fields">): boolean =>
  Object.values(fields).every(({ path = "" }) => isMaker(path) || providerName.test(path));

/** Whether makers of most models have others that stand elsewhere: each is an example of its maker's. */
const areExamples = (models: readonly Model[], { models: all }: Shape): boolean => {
  const makerOf = ({ leaves }: Model): FieldValue =>
    [...leaves].find(([path, value]) => isMaker(path) && value !== null)?.[1] ?? null;
  const counts = countEach(all.map(makerOf));
  return models.filter((model) => (counts.get(makerOf(model)) ?? 0) > 1).length * 2 > models.length;
};

/** Whether rows are about something else than models, or about makers with a model as an example. */
const isAboutOthers = (
  { headers, rows }: FoundTable,
  columns: readonly Pick<ColumnDraft, "at" | "owner" | "fields">[],
  { keys, owners }: Join,
  shape: Shape,
): boolean => {
  const told = columns.filter(({ at, owner }) => owner !== "people" && !keys.includes(at));
  if (told.length > 0 && !(told.every(isOfMaker) && areExamples([...owners.values()], shape))) return false;
  return headers.slice(0, keys[0]).some((header, at) => {
    const texts = new Set(rows.map(({ cells }) => cells[at]?.shown ?? ""));
    return rows.length > 1 && texts.size === rows.length && likeness(header, "model id name") === 0;
  });
};

/** The share of rows that must be models', where there are several: with fewer the table is about something else. */
const leastShare = 0.5;
const leastSureShare = 0.2;

/** The share of a table's cells that a column of all tables together must give. */
const leastPooled = 0.6;

/** Whether so many rows are models' that the table is about models. */
export const isAboutModels = ({
  table: { rows, headers },
  join: { by, keys, owners },
}: JoinedTable): boolean => {
  const share = owners.size / rows.length;
  const isSure = by === "exact ID" || by === "provider and ID" || by === "display name";
  if (owners.size > 1 && share >= leastShare) return true;
  if (owners.size > 2 && share >= leastSureShare) return isSure;
  const header = headers[keys[0] ?? 0] ?? "";
  return rows.length === 1 && owners.size === 1 && isSure && likeness(header, "model id name") > 0;
};

/** The share of a table's cells from which on its own may explain the rest by chance alone. */
const enoughPooled = 0.9;

/** What all tables of one kind say of a column, where that gives most of its cells here and no fewer than its own. */
const choose = (
  pooled: ColumnDraft | undefined,
  samples: readonly Sample[],
  draftOwn: () => TextDraft,
): TextDraft & Pick<ColumnDraft, "key"> => {
  if (pooled?.made === undefined) {
    const own = draftOwn();
    // What the cells of all tables don't follow from, those of one follow from by chance.
    const isMark = own.when !== undefined && !own.value.includes("{");
    return pooled?.owner === "people" && isMark ? pooled : own;
  }
  const { explained, differing } = judgeTexts(pooled.made, samples);
  // The remark counts the cells of all tables, and stands over those of one.
  const here = { ...pooled, explained, differing, remark: remarkOn(explained, differing.length) };
  if (explained >= enoughPooled * samples.length) return here;
  const own = draftOwn();
  const isBetter = own.owner === "people" || differing.length <= own.differing.length;
  return isBetter && explained >= leastPooled * samples.length ? here : own;
};

const copiedRemark =
  "Nothing in the catalog explains these cells: a new row begins with what the row beside it has, correct it there.";

/** The cells with what those above say where they are blank; undefined where no cell says so, or one repeats what is above. */
const filledIn = (samples: readonly Sample[]): readonly Sample[] | undefined => {
  let above = "";
  const isRepeated = samples.some(({ raw }, at) => raw.trim() !== "" && raw === samples[at - 1]?.raw);
  const filled = samples.map(({ model, raw }) => {
    above = raw.trim() === "" ? above : raw;
    return { model, raw: above };
  });
  const values = new Set(filled.map(({ raw }) => raw));
  const isSo =
    !isRepeated && values.size > 1 && !values.has("") && samples.some(({ raw }) => raw.trim() === "");
  return isSo ? filled : undefined;
};

/** The draft of a column, or that of the values that it names once for all rows below, where the catalog has all of these. */
const continuing = (
  draft: TextDraft & Pick<ColumnDraft, "key">,
  samples: readonly Sample[],
  { place }: FoundTable,
  redraft: (samples: readonly Sample[]) => TextDraft,
): TextDraft & Pick<ColumnDraft, "key" | "continues"> => {
  const isOfRows = place.data === undefined && place.across !== true;
  if (!isOfRows || (draft.owner !== "people" && draft.differing.length === 0)) return draft;
  const filled = filledIn(samples);
  const other = filled === undefined ? draft : redraft(filled);
  const isTold =
    other.owner !== "people" && other.differing.length === 0 && Object.keys(other.fields).length > 0;
  return filled !== undefined && isTold ? { ...other, continues: true } : draft;
};

const columnsOf = (
  { table, join: { keys }, pool = [] }: JoinedTable,
  owners: Owned,
  isMeant: (at: number) => boolean,
  catalog: CatalogView,
) => {
  const { headers } = table;
  const shown = headers.map((header) => plainText(header));
  return headers.flatMap((header, at): readonly ColumnDraft[] => {
    // Names change and IDs don't.
    const isKey = keys.includes(at);
    const own = shown[at] ?? "";
    // A column that can't be told by its header stays people's: one without is where others have one, and names models.
    const isTold = own !== "" || (isKey && shown.lastIndexOf("") === at);
    if (!isMeant(at) || !isTold || shown.indexOf(own) !== at) return [];
    const redraft = (texts: readonly Sample[]): TextDraft =>
      draftText(texts, header, catalog, { byId: isKey });
    const pooled = pool.find((column) => column.at === at);
    const draft = (texts: readonly Sample[]) => choose(pooled, texts, () => redraft(texts));
    // What stands behind a name is read over where it is all of the key.
    const { samples, chosen } = draftNoted(at, owners, { isKey: isKey && keys.length === 1, draft });
    const whole: ReturnType<typeof continuing> = isKey ? chosen : continuing(chosen, samples, table, redraft);
    if (whole.continues === true) return [{ ...whole, header, at }];
    const remark = whole.copied === true ? copiedRemark : whole.remark;
    const column: ColumnDraft = { ...whole, remark, header, at, ...(isKey ? { key: true } : {}) };
    return [inMarkup(column, markupOf(table.page))];
  });
};

/** The rows that are called as the config would call them: the others aren't recognised. */
const recognised = (owners: Owned, keys: readonly ColumnDraft[]): Owned => {
  const others = new Set(keys.flatMap(({ differing }) => differing.map(({ model }) => model)));
  return owners.filter(([, model]) => !others.has(model));
};

/** A column that shows whose a model is, where IDs are several providers': the next day's rows may be told by it alone. */
const toldApart = (column: ColumnDraft, { shape: { key: [owner] = [] } }: CatalogView): ColumnDraft => {
  const shows = Object.entries(column.fields).some(
    ([name, { path }]) => path === owner?.path && column.value.includes(`{${name}}`),
  );
  return owner !== undefined &&
    shows &&
    column.owner === undefined &&
    column.when === undefined &&
    column.differing.length === 0
    ? { ...column, key: true }
    : column;
};

/** A table whose rows are models', and what all tables of its kind say of its columns. */
export type JoinedTable = {
  readonly table: FoundTable;
  readonly join: Join;
  readonly pool?: readonly ColumnDraft[] | undefined;
};

/** How many rows the config would not call as they are called. */
const unlike = ({ headers }: FoundTable, join: Join, catalog: CatalogView): number => {
  const [key = 0] = join.keys;
  const samples = samplesAt(
    key,
    ownedOnce(join, (row) => row),
  );
  const { owner, differing } = draftText(samples, headers[key] ?? "", catalog, { byId: true });
  return owner === "people" ? samples.length : differing.length;
};

/** The share of rows that a column may call otherwise before another one is looked for. */
const mostUnlike = 0.25;

/** Whether most of a table's rows, were it a single one, are models': it is about them where others of its kind are. */
export const mayBeAboutModels = ({ table, join }: JoinedTable): boolean =>
  join.owners.size >= leastShare * table.rows.length;

/** The same rows joined by another column where the config would call them otherwise by the one that names most. */
export const joinedByNames = ({ table, join }: JoinedTable, catalog: CatalogView): JoinedTable => {
  const lost = join.keys.length > 1 ? 0 : unlike(table, join, catalog);
  const other =
    lost > mostUnlike * join.owners.size ? joinRows(table, catalog.shape, join.keys[0]) : undefined;
  const isBetter =
    other !== undefined && other.owners.size >= join.owners.size && unlike(table, other, catalog) < lost;
  return { table, join: isBetter ? other : join };
};

/** The rows of a table that are models', one of each. */
export const ownRows = ({ join }: JoinedTable): Owned => ownedOnce(join, (row) => row);

/** The rows of a table that are models', and how its columns follow from the catalog; undefined where that isn't known. */
export const draftColumns = (joined: JoinedTable, catalog: CatalogView, all = ownRows(joined)) => {
  const { keys } = joined.join;
  const isKey = (at: number): boolean => keys.includes(at);
  const keyed = columnsOf(joined, all, isKey, catalog);
  if (keyed.length < keys.length) return undefined;
  // What tells rows apart must be the catalog's; one text everywhere tells nothing apart.
  if (keyed.some(({ owner, fields }) => owner === "people" || Object.keys(fields).length === 0))
    return undefined;
  const owners = recognised(all, keyed);
  if (owners.length === 0) return undefined;
  const others = likeSiblings(
    columnsOf(joined, owners, (at) => !isKey(at), catalog),
    ({ at }) => samplesAt(at, owners),
    catalog,
  );
  // The keys are known already, but where some rows aren't recognised by them.
  const known = owners.length === all.length ? keyed : columnsOf(joined, owners, isKey, catalog);
  const columns = [...known, ...others].toSorted((a, b) => a.at - b.at);
  return { owners, columns: columns.map((column) => toldApart(column, catalog)) };
};

/** What the config can say of a table: whose its rows are, and how its cells follow from the catalog; undefined where that isn't known. */
export const draftTable = (joined: JoinedTable, catalog: CatalogView): TableDraft | undefined => {
  const { table, join } = joined;
  const drafted = draftColumns(joined, catalog);
  if (drafted === undefined) return undefined;
  const { owners, columns } = drafted;
  const models = owners.map(([, model]) => model);
  if (isAboutOthers(table, columns, join, catalog.shape)) return undefined;
  const { keys, ...more } = moreRows(table, join, columns, catalog) ?? {
    keys: join.keys,
    columns,
    fields: {},
  };
  return { type: "table", table, join: { ...join, keys, owners: new Map(owners) }, models, ...more };
};
