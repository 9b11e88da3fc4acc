import { comparator, slotFinder } from "../../src/core/order.ts";
import { isBlankLine, type Page } from "../../src/core/markdown.ts";
import type { Order } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import type { Entry, FieldValue } from "../../src/types.ts";
import { sortKey } from "../past.ts";
import type { Found, Rule } from "./types.ts";

/** Lines [first, last) that are sorted as one. */
type Piece = {
  readonly first: number;
  readonly last: number;
  readonly key: FieldValue;
  readonly title: string;
};

/** The largest part of the pieces that is in order already: all others are the least that must move. */
const inOrder = (pieces: readonly Piece[], order: Order): ReadonlySet<Piece> => {
  const compare = comparator(order);
  // The end of the best run of each length so far, and what stands before each piece in its best run.
  const ends: Piece[] = [];
  const before = new Map<Piece, Piece | undefined>();
  for (const piece of pieces) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(ends[middle]?.key ?? null, piece.key) <= 0) low = middle + 1;
      else high = middle;
    }
    before.set(piece, ends[low - 1]);
    ends[low] = piece;
  }
  const kept = new Set<Piece>();
  for (let piece = ends.at(-1); piece !== undefined; piece = before.get(piece)) kept.add(piece);
  return kept;
};

const textOf = (page: Page, { first, last }: Piece): { start: number; end: number; text: string } => {
  const start = page.lines[first]?.start ?? page.text.length;
  const end = page.lines[last - 1]?.end ?? page.text.length;
  return { start, end, text: page.text.slice(start, end) };
};

/** Each place gets the piece that belongs there, byte for byte; what stands between the places stays. */
const sortEdits = (page: Page, pieces: readonly Piece[], order: Order): readonly Edit[] => {
  const compare = comparator(order);
  const sorted = [...pieces].sort((a, b) => compare(a.key, b.key));
  return sorted.flatMap((piece, index) => {
    const place = pieces[index];
    if (place === undefined || place === piece) return [];
    const { start, end } = textOf(page, place);
    return [{ start, end, text: textOf(page, piece).text }];
  });
};

const judgeOrder = (
  page: Page,
  pieces: readonly Piece[],
  order: Order,
  movable: boolean,
): readonly Found[] => {
  const kept = inOrder(pieces, order);
  const wrong = pieces.filter((piece) => !kept.has(piece));
  if (wrong.length === 0) return [];
  const rest = [...kept].reverse();
  const slotOf = slotFinder(
    rest.map(({ key }) => key),
    comparator(order),
  );
  return wrong.map((piece, index): Found => {
    const previous = rest[slotOf(piece.key) - 1];
    const place = previous === undefined ? "at the start" : `after "${previous.title}"`;
    return {
      path: page.path,
      line: piece.first + 1,
      message: `"${piece.title}" is out of order: by ${order.by} it belongs ${place}.`,
      fix: "Move it there.",
      ...(movable ? { mend: index === 0 ? sortEdits(page, pieces, order) : [] } : {}),
    };
  });
};

/** Whether nothing but blank lines stands between blocks: what people wrote there may belong to a block. */
const areAdjacent = (page: Page, blocks: readonly Pick<Piece, "first" | "last">[]): boolean =>
  blocks.every(({ last }, index) => {
    const next = blocks[index + 1]?.first ?? last;
    for (let line = last; line < next; line += 1) if (!isBlankLine(page, line)) return false;
    return true;
  });

const entries: Rule = {
  name: "entry-order",
  judge: ({ sections }) =>
    sections.flatMap(({ page, settings, blocks, owners }) => {
      const pieces = blocks.flatMap((block): readonly Piece[] => {
        const owner: Entry | undefined = owners.get(block)?.[0];
        // A block of no model stays where it is: nobody declared where it belongs.
        return owner === undefined ? [] : [{ ...block, key: sortKey(settings.order, owner) }];
      });
      return judgeOrder(page, pieces, settings.order, areAdjacent(page, blocks));
    }),
};

const rows: Rule = {
  name: "row-order",
  judge: ({ tables }) =>
    tables.flatMap(({ page, matched: { table, owners, settings } }) => {
      const pieces = table.rows.flatMap((row): readonly Piece[] => {
        const owner = owners.get(row);
        if (owner === undefined) return [];
        const key = sortKey(settings.order, owner);
        return [{ first: row.line, last: row.line + 1, key, title: owner.name }];
      });
      return judgeOrder(page, pieces, settings.order, true);
    }),
};

/** Rules about the order of entries and rows. */
export const orderRules: readonly Rule[] = [entries, rows];
