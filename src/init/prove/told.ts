import { isPeoples } from "../../../generators/section/edited.ts";
import { bodyOf } from "../../../generators/section/made.ts";
import type { Scene, TableScene } from "../../check/types.ts";
import { type Lock, placeKey } from "../../model/lock.ts";
import { isText } from "../../model/file.ts";
import { decodeCell } from "../../page/lifted.ts";
import { lineNumber, type Page } from "../../page/page.ts";
import { placeName } from "../../page/region.ts";
import { wayName } from "../../text/data/node.ts";
import { digest } from "../../text/digest.ts";
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
  /** How many lines of the page it takes. */
  readonly lines: number;
  /** How many of the tables have text right above them. */
  readonly led: number;
  readonly rows: number;
  /** How many of the rows are a model's. */
  readonly owned: number;
  /** How many cells are as the catalog says. */
  readonly explained: number;
  readonly pinned: readonly Pin[];
  /** Entries or pages in which something stands besides, or otherwise: where, and their models. */
  readonly kept: readonly string[];
  /** How many cells are left to people. */
  readonly people: number;
  /** The first row of its last model, as it would be made anew. */
  readonly sample: string;
};

/** Whether something else than a heading stands above a line. */
const hasTextAbove = ({ markup, headings, lines: all, text }: Page, line: number): boolean => {
  let above = line - 1;
  while (above >= 0 && text.slice(all[above]?.start, all[above]?.end).trim() === "") above -= 1;
  return markup === "markdown" && above >= 0 && !headings.some((heading) => heading.line === above);
};

const toldOf = ({ matched: { page, table, columns, owners, textsOf } }: TableScene): Told => {
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
      else pinned.push({ line: lineNumber(page, row.line), model: subject.id, column: header, shown, made });
    }
  }
  const subjects = [...owners.values()];
  const last = subjects.at(-1)?.id;
  const cells = subjects.find(({ id }) => id === last)?.cells ?? [];
  const sample =
    cells.length === 0
      ? ""
      : `| ${cells.map((cell) => decodeCell(cell).replace(/\s+/g, " ").trim()).join(" | ")} |`;
  const lines = table.last - table.header.line;
  const led = hasTextAbove(page, table.header.line) ? 1 : 0;
  return {
    lines,
    led,
    rows: table.rows.length,
    owned: owners.size,
    explained,
    pinned,
    kept: [],
    people,
    sample,
  };
};

/** What is told of the tables of two groups. */
const added = (one: Told, other: Told): Told => ({
  lines: one.lines + other.lines,
  led: one.led + other.led,
  rows: one.rows + other.rows,
  owned: one.owned + other.owned,
  explained: one.explained + other.explained,
  pinned: [...one.pinned, ...other.pinned],
  kept: [...one.kept, ...other.kept],
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

/** What is to be told where no cells are: how many are as the catalog says, of all that are a model's. */
const whole = (rows: number, owned: number, kept: readonly string[]): Told => ({
  ...{ rows, owned, explained: owned - kept.length, kept },
  ...{ lines: 0, led: 0, pinned: [], people: 0, sample: "" },
});

/** What is to be told of the entries of a draft, its pages of models, and its lists in lines. */
export const toldOthers = (
  { places }: Draft,
  lock: Lock,
  { sections, snapshot, settings: { navigation } }: Scene,
): ReadonlyMap<PartDraft, Told> => {
  const told = new Map<PartDraft, Told>();
  for (const { settings, page, owners } of sections) {
    const part = places.get(settings.where);
    if (part?.type !== "section") continue;
    const kept = [...owners].flatMap(([block, [entry, another]]) => {
      const record = lock.entries.get(placeKey(settings.page, placeName(settings), entry?.id ?? ""));
      const isMade =
        record !== undefined &&
        !isPeoples(settings, record) &&
        (record.body === undefined || record.body === digest(bodyOf(page, block)));
      return entry === undefined || another !== undefined || isMade
        ? []
        : [`line ${lineNumber(page, block.first)}: ${entry.id}`];
    });
    told.set(part, whole(part.entries ?? part.models.length, part.models.length, kept));
  }
  for (const { where, file, path } of navigation) {
    const part = places.get(where);
    const elements = [...lock.entries.values()].filter(
      ({ page, place }) => page === file && place.startsWith(wayName(path)),
    );
    const kept = elements.filter(({ title, found }) => title === null || found !== undefined);
    if (part !== undefined && kept.length > 0)
      told.set(
        part,
        whole(
          elements.length,
          elements.length,
          kept.map(({ model }) => model),
        ),
      );
  }
  for (const part of places.values()) {
    if (part.type === "list") told.set(part, whole(part.models.length, part.models.length, []));
    if (part.type !== "pages") continue;
    const { kind, language } = part.config;
    const files = [...lock.files.values()].filter(({ snippet }) => snippet === `${kind}/${language}`);
    const kept = files.flatMap(({ path, model, owner, digest: made }) => {
      const file = snapshot.get(path);
      return owner === "tool" && (file === undefined || isText(file, made)) ? [] : [`${path}: ${model}`];
    });
    told.set(part, whole(files.length + (part.beside?.length ?? 0), files.length, kept));
  }
  return told;
};
