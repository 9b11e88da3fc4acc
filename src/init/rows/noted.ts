import { isBroken } from "../../page/wrapped.ts";
import { decodeCell } from "../../page/lifted.ts";
import type { Model } from "../catalog/records.ts";
import type { FoundCell, FoundRow, TextDraft } from "../types.ts";
import { judgeTexts, looksSame } from "../columns/agreement.ts";
import type { Sample } from "../columns/samples.ts";

export type Owned = readonly (readonly [row: FoundRow, model: Model])[];

/** A broken paragraph on one line. */
const unwrapped = (text: string): string =>
  isBroken(text) ? text.replace(/([^\s])\n(?=[^\s])/g, "$1 ") : text;

/** The line ends of a cell as Markdown has them: AsciiDoc's are lines that end with a plus. */
export const samplesAt = (
  at: number,
  owners: Owned,
  textOf = ({ text }: FoundCell): string => text,
): readonly Sample[] =>
  owners.map(([{ cells }, model]) => ({
    model,
    raw: unwrapped(decodeCell(cells[at] === undefined ? "" : textOf(cells[at])).replaceAll(" +\n", "<br>")),
  }));

const remark =
  "What stands behind some of them is people's, whatever the catalog says: a new row has none of it.";

/** How the cells of a column are drafted; `isKey`: they name the models of their rows. */
type Drafting<T> = { readonly isKey: boolean; readonly draft: (samples: readonly Sample[]) => T };

type Noted<T> = { readonly samples: readonly Sample[]; readonly chosen: T };

const isWhole = (draft: TextDraft): boolean => draft.owner !== "people" && draft.differing.length === 0;

/** The same where names that differ from what is made have something behind them that is people's. */
const withNames = <T extends TextDraft>(
  { samples, chosen }: Noted<T>,
  names: readonly Sample[],
): Noted<T> => {
  const { made, owner, differing } = chosen;
  if (made === undefined || owner === "people" || differing.length * names.length === 0)
    return { samples, chosen };
  const named = samples.map((sample, index) => {
    const name = names[index] ?? sample;
    const isName = !looksSame(made(sample.model), sample.raw) && looksSame(made(sample.model), name.raw);
    return isName ? name : sample;
  });
  const { explained, differing: others } = judgeTexts(made, named);
  if (others.length === differing.length) return { samples, chosen };
  return { samples: named, chosen: { ...chosen, explained, differing: others, remark } };
};

/** The draft of a column with the notes of its cells, where the catalog tells which have one; else without them. */
export const draftNoted = <T extends TextDraft>(
  at: number,
  owners: Owned,
  { isKey, draft }: Drafting<T>,
): Noted<T> => {
  const has = (part: "note" | "name"): boolean =>
    owners.some(([{ cells }]) => cells[at]?.[part] !== undefined);
  const hasNote = has("note");
  const names =
    isKey && (hasNote || has("name")) ? samplesAt(at, owners, ({ text, name = text }) => name) : [];
  const drafted = (samples: readonly Sample[]): Noted<T> =>
    withNames({ samples, chosen: draft(samples) }, names);
  const noted = hasNote ? drafted(samplesAt(at, owners, ({ text, note = "" }) => text + note)) : undefined;
  if (noted !== undefined && isWhole(noted.chosen)) return noted;
  const plain = drafted(samplesAt(at, owners));
  const all = names.length === 0 || isWhole(plain.chosen) ? plain : drafted(names);
  const best = isWhole(all.chosen) ? all : plain;
  if (best === plain && !hasNote) return best;
  return { ...best, chosen: { ...best.chosen, remark: best.chosen.remark ?? remark } };
};
