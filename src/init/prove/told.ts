import type { Scene, TableScene } from "../../check/types.ts";
import type { Draft } from "../draft.ts";
import type { PartDraft } from "../types.ts";

/** A cell that differs from what the catalog says, and that the lock keeps. */
export type Pin = {
  /** Line in the page, counted from 1. */
  readonly line: number;
  readonly model: string;
  readonly column: string;
  readonly shown: string;
  readonly made: string;
};

/** What became of a table: whose its rows and cells are, and what a new one would look like. */
export type Told = {
  readonly rows: number;
  /** How many of the rows are a model's. */
  readonly owned: number;
  /** How many cells are as the catalog says. */
  readonly explained: number;
  readonly pinned: readonly Pin[];
  /** How many cells are left to people. */
  readonly people: number;
  /** The first row of its last model, as it would be made anew. */
  readonly sample: string;
};

const toldOf = ({ matched: { table, columns, owners, textsOf } }: TableScene): Told => {
  let explained = 0;
  let people = 0;
  const pinned: Pin[] = [];
  for (const [row, subject] of owners) {
    const texts = textsOf(row);
    for (const { column, header, index, at } of columns) {
      if (at === undefined) continue;
      const [shown = "", made = ""] = [texts[index], subject.texts[index]];
      if (column.owner === "people") people += 1;
      else if (shown === made) explained += 1;
      else pinned.push({ line: row.line + 1, model: subject.id, column: header, shown, made });
    }
  }
  const subjects = [...owners.values()];
  const last = subjects.at(-1)?.id;
  const cells = subjects.find(({ id }) => id === last)?.cells ?? [];
  const sample = cells.length === 0 ? "" : `| ${cells.join(" | ")} |`;
  return { rows: table.rows.length, owned: owners.size, explained, pinned, people, sample };
};

/** What is told of the tables of two groups. */
const added = (one: Told, other: Told): Told => ({
  rows: one.rows + other.rows,
  owned: one.owned + other.owned,
  explained: one.explained + other.explained,
  pinned: [...one.pinned, ...other.pinned],
  people: one.people + other.people,
  sample: other.sample === "" ? one.sample : other.sample,
});

/** What is to be told of each table of a draft, as it stands in the page; of those of groups, all together. */
export const toldTables = ({ places }: Draft, { tables }: Scene): ReadonlyMap<PartDraft, Told> => {
  const told = new Map<PartDraft, Told>();
  for (const scene of tables) {
    const part = places.get(scene.matched.settings.where);
    if (part === undefined) continue;
    const [before, here] = [told.get(part), toldOf(scene)];
    told.set(part, before === undefined ? here : added(before, here));
  }
  return told;
};
