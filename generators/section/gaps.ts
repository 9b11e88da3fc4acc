import { type LineTemplate, ownNames } from "../../src/page/line-template.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import { listNames } from "../../src/text/suggest.ts";

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
    const isMissing = (fields.get(piece.name) ?? "") === "";
    const before = line.slice(0, at);
    const isAmong = says(before, /\p{L}/u) && says(line.slice(at + 1), /[\p{L}.,;]/u);
    return isMissing && isAmong && !isAddress(before) ? [piece.name] : [];
  });

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
