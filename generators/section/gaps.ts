import type { SectionSettings } from "../../src/config/settings.ts";
import { type Entry, isEmpty } from "../../src/model/entry.ts";
import { type Problem, error, warning } from "../../src/model/problem.ts";
import { type LineTemplate, namesIn, ownNames } from "../../src/page/line-template.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { listNames } from "../../src/text/suggest.ts";
import { groupOf } from "../placing/groups.ts";
import { type Item, titleOf } from "./made.ts";

/** The fields that an entry would show and that its model lacks. */
const lackedBy = (
  { format: { open, body, close = [] } }: SectionSettings,
  { entry }: Item,
): readonly string[] =>
  [...new Set([open, ...body, close].flatMap(namesIn))].filter(
    (name) => !ownNames.includes(name) && !name.includes(":") && isEmpty(entry.fields.get(name)),
  );

/** What is said of an entry that would be read otherwise than written: it isn't. `isHeld`: others are. */
export const unreadableProblem = (
  { section, file }: { readonly section: SectionSettings; readonly file: string },
  item: Item,
  misread: string,
  isHeld = true,
): Problem => {
  const lacked = lackedBy(section, item);
  const why = lacked.length === 0 ? "" : ` without ${listNames(lacked)}`;
  return (isHeld ? warning : error)(
    "entry-unreadable",
    `${file}: ${section.where}.format`,
    `The entry "${titleOf(section, item.entry)}" of ${JSON.stringify(item.entry.id)} would be read as ${misread} again${why}: it isn't written.`,
    lacked.length === 0
      ? "Make `recognise` and what ends an entry fit the lines that `open`, `body` and `close` write."
      : "Give the model what it lacks, leave it out of the section with `where`, or make `recognise` fit such an entry.",
  );
};

const says = (pieces: LineTemplate, what: RegExp): boolean =>
  pieces.some((piece) => piece.type === "text" && what.test(piece.text));

/** A link without an address is its text. */
const isAddress = (before: LineTemplate): boolean => {
  const last = before.at(-1);
  return last?.type === "text" && /[(<"']$/.test(last.text);
};

/** The fields of a line that stand among its words, and that a model has nothing for: what is left is no sentence. */
const gapsIn = (line: LineTemplate, { fields }: Entry): readonly string[] =>
  line.flatMap((piece, at) => {
    if (piece.type !== "value" || ownNames.includes(piece.name) || piece.name.includes(":")) return [];
    // One of two that stand side by side is what the other isn't.
    const isInstead = [line[at - 1], line[at + 1]].some(
      (each) => each?.type === "value" && (fields.get(each.name) ?? "") !== "",
    );
    // An empty text is what the config asks for: `otherwise`.
    const isMissing = (fields.get(piece.name) ?? null) === null && !isInstead;
    const before = line.slice(0, at);
    const isAmong = says(before, /\p{L}/u) && says(line.slice(at + 1), /[\p{L}.,;]/u);
    return isMissing && isAmong && !isAddress(before) ? [piece.name] : [];
  });

/** Says which new entries have the title of others of their group, and nothing that tells readers whose they are. */
export const alikeOf = (
  section: SectionSettings,
  place: string,
  fresh: readonly { readonly entry: Entry; readonly lines: readonly string[] }[],
  entries: readonly Entry[],
): readonly Problem[] => {
  if (section.snippet !== undefined || fresh.length === 0) return [];
  const unclear = new Set(
    fresh.flatMap(({ entry, lines }) => (lines.join("\n").includes(entry.id) ? [] : [entry.id])),
  );
  const alike = groupBy(entries, (entry) =>
    JSON.stringify([titleOf(section, entry).replace(/\s+/g, " "), groupOf(section.group, entry)]),
  );
  return [...alike.values()].flatMap((same) =>
    same.length < 2 || !same.some(({ id }) => unclear.has(id))
      ? []
      : warning(
          "entries-alike",
          `${section.page}, ${place}`,
          `The entries of ${listNames(same.map(({ id }) => id))} have one title: readers can't tell whose they are.`,
          "Show in `open` what tells such models apart (`{id}`), or give one another name in the catalog.",
        ),
  );
};

/** Says of which new entries the sentences have gaps. */
export const gapsOf = (
  { format, page }: SectionSettings,
  place: string,
  fresh: readonly { readonly entry: Entry }[],
): readonly Problem[] => {
  const found = fresh.flatMap(({ entry }) => {
    const names = [format.open, ...format.body].flatMap((line) => gapsIn(line, entry));
    return names.length === 0 ? [] : [{ id: entry.id, names }];
  });
  if (found.length === 0) return [];
  const fields = listNames(new Set(found.flatMap(({ names }) => names)));
  const one = found.length === 1;
  return [
    warning(
      "entry-gaps",
      `${page}, ${place}`,
      `${one ? "1 new entry has a gap in its" : `${found.length} new entries have gaps in their`} sentences, for the catalog has no ${fields} there: ${listNames(found.map(({ id }) => id))}.`,
      "Write what is missing in the page, or leave such models out by `where`.",
    ),
  ];
};
