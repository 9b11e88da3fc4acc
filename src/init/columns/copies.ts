import type { TextRule } from "../../config/config.gen.ts";
import { groupBy } from "../../text/group-by.ts";
import type { CatalogView, ColumnDraft, TableDraft } from "../types.ts";
import { explorerOf } from "./explorer.ts";
import { literal, loneField } from "./expressions.ts";
import { readingOf } from "./readings.ts";
import type { Sample } from "./samples.ts";

/** The share of a table's models that a copy of it has, at least. */
const leastShare = 0.8;

const isCopy = (one: TableDraft, other: TableDraft): boolean => {
  if (one.table.page === other.table.page || one.table.headers.length !== other.table.headers.length)
    return false;
  const models = new Set(other.models);
  const shared = one.models.filter((model) => models.has(model)).length;
  return shared > 1 && shared >= leastShare * Math.max(one.models.length, other.models.length);
};

/** The one text that the cells of each kind have; undefined where a kind has several, or two kinds have one. */
const wordsBy = (
  samples: readonly Sample[],
  kindOf: (sample: Sample) => string,
): ReadonlyMap<string, string> | undefined => {
  const words = new Map<string, string>();
  for (const [kind, alike] of groupBy(samples, kindOf)) {
    const [first, another] = new Set(alike.map(({ raw }) => raw));
    if (first === undefined || another !== undefined || first.includes("`")) return undefined;
    words.set(kind, first);
  }
  return words.size > 1 && new Set(words.values()).size === words.size ? words : undefined;
};

type Words = Pick<ColumnDraft, "value" | "when" | "otherwise" | "fields">;

/** A column that tells the same as its counterpart does, in words of its own. */
const inOwnWords = (
  { value, when, otherwise, fields }: ColumnDraft,
  samples: readonly Sample[],
  catalog: CatalogView,
): Words | undefined => {
  if (when !== undefined && otherwise !== undefined && !(value + otherwise).includes("{")) {
    const test = JSON.stringify(when);
    const atom = explorerOf(catalog).atoms.find((each) => JSON.stringify(each.when) === test);
    const words = atom && wordsBy(samples, ({ model }) => String(atom.holds(model)));
    const [yes, no] = [words?.get("true"), words?.get("false")];
    return yes === undefined || no === undefined
      ? undefined
      : { value: literal(yes), when, otherwise: literal(no), fields };
  }
  const name = loneField(value) ?? "";
  const { path = "", rules = [], ...more } = fields[name] ?? {};
  const last = rules.at(-1);
  if (when !== undefined || last?.op !== "map" || Object.keys(more).length > 0) return undefined;
  const before = rules.slice(0, -1);
  const reading = readingOf(catalog.shape, path, "", before);
  const words = wordsBy(samples, ({ model }) => reading.text(model));
  if (words === undefined || words.has("")) return undefined;
  const map: TextRule = { op: "map", values: Object.fromEntries(words) };
  return { value, fields: { [name]: { path, rules: [...before, map] } } };
};

/** Drafts in which a column that nothing explains says what that of a copy of the table does, in words of its own. */
export const withCopies = (drafts: readonly TableDraft[], catalog: CatalogView): readonly TableDraft[] =>
  drafts.map((draft) => {
    if (!draft.columns.some(({ owner }) => owner === "people")) return draft;
    const copies = drafts.filter((other) => isCopy(draft, other));
    return {
      ...draft,
      columns: draft.columns.map((column): ColumnDraft => {
        const { header, at, owner, key } = column;
        if (owner !== "people" || key === true) return column;
        const samples = [...draft.join.owners].map(([row, model]) => ({
          model,
          raw: row.cells[at]?.text ?? "",
        }));
        for (const copy of copies) {
          const counterpart = copy.columns.find((each) => each.at === at && each.owner !== "people");
          const words = counterpart && inOwnWords(counterpart, samples, catalog);
          if (words !== undefined) return { header, at, ...words, explained: samples.length, differing: [] };
        }
        return column;
      }),
    };
  });
