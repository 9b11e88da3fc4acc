import { comparator, inOrder, orderName, slotFinder, type SortKey } from "../text/order.ts";
import { type Edit, type Page, isBlankLine, lineNumber } from "../page/page.ts";
import type { Grouping, Order } from "../config/order-settings.ts";
import type { Entry } from "../model/entry.ts";
import { groupOf } from "../../generators/placing/groups.ts";
import type { Header } from "../../generators/placing/headers.ts";
import { sortKey } from "../../generators/placing/past.ts";
import type { Matched } from "../../generators/table/match.ts";
import { rowTitle } from "../../generators/table/rows.ts";
import type { Found, Rule } from "./types.ts";
import { groupBy } from "../text/group-by.ts";

/** Lines [first, last) that are sorted as one. */
type Piece = {
  readonly first: number;
  readonly last: number;
  readonly key: SortKey;
  readonly title: string;
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
  if (order.position !== "sorted") return [];
  const kept = inOrder(
    pieces.map(({ key }) => key),
    comparator(order),
  );
  const wrong = pieces.filter((_, at) => !kept.has(at));
  if (wrong.length === 0) return [];
  const rest = pieces.filter((_, at) => kept.has(at));
  const slotOf = slotFinder(
    rest.map(({ key }) => key),
    order,
  );
  return wrong.map((piece, index): Found => {
    const previous = rest[slotOf(piece.key) - 1];
    const place = previous === undefined ? "at the start" : `after "${previous.title}"`;
    return {
      path: page.path,
      line: lineNumber(page, piece.first),
      message: `"${piece.title}" is out of order: by ${orderName(order)} it belongs ${place}.`,
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

/** A piece, the group that it stands in and the one that it belongs to. */
type Grouped = {
  readonly piece: Piece;
  readonly present: string | undefined;
  readonly wanted: string | undefined;
};

/** Each group is sorted for itself; who stands in another than its own is reported. */
const judgeGroups = (
  page: Page,
  all: readonly Grouped[],
  order: Order,
  movable: boolean,
): readonly Found[] => {
  const placed = all.filter(({ present, wanted }) => present === wanted);
  const groups = [...groupBy(placed, ({ present }) => present).values()];
  return [
    ...groups.flatMap((group) =>
      judgeOrder(
        page,
        group.map(({ piece }) => piece),
        order,
        movable,
      ),
    ),
    ...all
      .filter(({ present, wanted }) => present !== wanted)
      .map(({ piece, present, wanted }) => ({
        path: page.path,
        line: lineNumber(page, piece.first),
        message: `"${piece.title}" stands ${present === undefined ? "under no header" : `under "${present}"`}, and belongs to the group "${wanted ?? ""}".`,
        fix: "Move it there.",
      })),
  ];
};

/** Groups whose order the config lists are as it lists them; what has no model of the place is none of its groups. */
const judgeHeaders = (
  page: Page,
  headers: readonly Pick<Header, "first" | "name">[],
  pieces: readonly Grouped[],
  group: Grouping | undefined,
): readonly Found[] =>
  group?.order.criteria.some(({ list }) => list.size > 0) === true
    ? judgeOrder(
        page,
        headers.flatMap(({ first, name }) =>
          pieces.some(({ present }) => present === name)
            ? [{ first, last: first + 1, key: [name], title: name }]
            : [],
        ),
        {
          ...group.order,
          criteria: group.order.criteria.map((each) => ({ ...each, by: "the groups of the config" })),
        },
        false,
      )
    : [];

const entries: Rule = {
  name: "entry-order",
  judge: ({ sections, held }) =>
    sections.flatMap(({ page, settings, blocks, owners, headers }) => {
      let next = 0;
      const pieces = blocks.flatMap((block): readonly Grouped[] => {
        while ((headers[next]?.line ?? block.first) < block.first) next += 1;
        const owner: Entry | undefined = owners.get(block)?.[0];
        // A block of no model stays where it is: nobody declared where it belongs. So does that of a held one.
        if (owner === undefined || held?.(owner.id) !== undefined) return [];
        const piece = { ...block, key: sortKey(settings.order, owner) };
        return [{ piece, present: headers[next - 1]?.name, wanted: groupOf(settings.group, owner) }];
      });
      return [
        ...judgeGroups(page, pieces, settings.order, headers.length === 0 && areAdjacent(page, blocks)),
        ...judgeHeaders(page, headers, pieces, settings.group),
      ];
    }),
};

/** Whether each row is a line of the page, and all of what it says of its model. */
const areLines = ({ page, table, owners, blocks }: Matched): boolean =>
  (page.outside === undefined || page.markup === "csv") &&
  table.rows.every((row) => owners.has(row) || !blocks.canContinue(row));

/** The order of the rows of one model: as the config has them. */
const ofRows: Order = {
  criteria: [
    {
      ...{ by: "the rows of the config", source: false, appearance: false, descending: false },
      ...{ natural: false, ignoreCase: false, locale: undefined, list: new Map() },
    },
  ],
  position: "sorted",
};

/** Each model's rows of one group are as the config has them. */
const judgeModels = (page: Page, { table, owners, headers, subjects }: Matched): readonly Found[] => {
  const rank = new Map(subjects.map((subject, index) => [subject, index]));
  let present: string | undefined;
  const own = table.rows.flatMap((row) => {
    present = headers.get(row)?.name ?? present;
    const owner = owners.get(row);
    if (owner === undefined) return [];
    const key: SortKey = [rank.get(owner) ?? 0];
    const piece = { first: row.line, last: row.line + 1, key, title: rowTitle(owner) };
    return [{ piece, model: JSON.stringify([owner.id, present]) }];
  });
  return [...groupBy(own, ({ model }) => model).values()].flatMap((all) =>
    judgeOrder(
      page,
      all.map(({ piece }) => piece),
      ofRows,
      false,
    ),
  );
};

const rows: Rule = {
  name: "row-order",
  judge: ({ tables, held }) =>
    tables.flatMap(({ page, matched }) => {
      const { table, owners, settings, headers } = matched;
      let present: string | undefined;
      const groups: Pick<Header, "first" | "name">[] = [];
      const pieces = table.rows.flatMap((row): readonly Grouped[] => {
        const header = headers.get(row);
        if (header !== undefined) {
          present = header.name;
          groups.push({ first: row.line, name: header.name });
        }
        const owner = owners.get(row);
        if (owner === undefined || held?.(owner.id) !== undefined) return [];
        const key = sortKey(settings.order, owner);
        const piece = { first: row.line, last: row.line + 1, key, title: owner.name };
        return [{ piece, present, wanted: groupOf(settings.group, owner) }];
      });
      const movable = areLines(matched);
      const own = movable ? page : matched.page;
      return [
        ...judgeGroups(own, pieces, settings.order, movable),
        ...judgeModels(own, matched),
        ...judgeHeaders(own, groups, pieces, settings.group),
      ];
    }),
};

/** Rules about the order of entries and rows. */
export const orderRules: readonly Rule[] = [entries, rows];
