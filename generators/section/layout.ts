import {
  firstLines,
  insertBlock,
  isSpaced,
  joinedBlocks,
  removeBlock,
  replaceBlock,
} from "../../src/page/block-edits.ts";
import type { Block } from "../../src/page/block.ts";
import { retitledLines, titleEdits } from "../../src/page/block-lines.ts";
import { type LineRange, linesIn, numbersIn } from "../../src/page/row-lines.ts";
import { type Edit, type Page, indentAt, indentOf, lineAt } from "../../src/page/page.ts";
import type { SortKey } from "../../src/text/order.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import type { EntryPlace } from "../../src/page/wrapper.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Past } from "../placing/past.ts";
import { type Arrival, arrange, groupOf } from "../placing/groups.ts";
import type { Status } from "./statuses.ts";
import { type Count, counted } from "../placing/counts.ts";
import { type Header, madeHeader } from "../placing/headers.ts";
import { below, endOf, itemLead, lastLineBefore, stretchesOf, tightness } from "./stretches.ts";
import { atDepth, type Depth, fromDepth } from "./made.ts";
import { numberEdits, numbersOf, withNumber } from "./numbers.ts";

/** A block that goes to another place, or a new one: its lines, as deep as those beside which it comes. */
type Insertion = Arrival & { readonly lines: (depth: Depth) => readonly string[] };

/** The edits that bring a section's blocks to what they should be, the blocks that move, and numbers of groups. */
export type Layout = {
  readonly edits: readonly Edit[];
  readonly moving: ReadonlySet<Status>;
  readonly counts: readonly Count[];
};

/** How deep an entry beside another one is. */
const depthBeside = ({ lead, shift }: Block, { end }: SectionSettings["format"]): Depth => ({
  lead: end.type === "indent" ? " ".repeat(indentOf(lead)) : lead,
  shift,
});

/** How deep entries are: as those of the page where they may be deeper than their region. */
const depthOf = ({ page, region, blocks: [first] }: EntryPlace, { format, group }: SectionSettings): Depth =>
  first === undefined || (format.end.type === "indent" && group?.isDeep !== true)
    ? { lead: " ".repeat(region.indent + (first === undefined ? itemLead(page, group) : 0)), shift: 0 }
    : { lead: first.lead, shift: 0 };

/** The bullet of new entries: the list's own, or that of the item that they are under. */
export const bulletOf = (page: Page, { blocks, region }: EntryPlace): string =>
  blocks.find(({ bullet }) => bullet !== undefined)?.bullet ??
  /^\s*([-*+])\s/.exec(lineAt(page, region.first - 1))?.[1] ??
  "-";

/** An entry that is new, with its lines, without the white space before them. */
export type Addition = { readonly entry: Entry; readonly key: SortKey; readonly lines: readonly string[] };

const addition = (section: SectionSettings, { entry, key, lines }: Addition): Insertion => ({
  key,
  id: entry.id,
  rank: 0,
  group: groupOf(section.group, entry),
  lines: (depth) => atDepth(section.page, lines, depth),
});

const move = (page: Page, { block, title, lines, sortedBy, record }: Status): Insertion => {
  const own = lines ?? (title === undefined ? linesIn(page, block) : retitledLines(page, block, title));
  return {
    key: sortedBy,
    id: record?.model ?? "",
    rank: block.first,
    group: undefined,
    lines: (depth) =>
      depth.lead === block.lead && depth.shift === block.shift
        ? own
        : atDepth(page.path, fromDepth(page.path, own, block), depth),
  };
};

/** What becomes of a group: what comes, the lines that go, and how those stand. */
type Rearranged = {
  readonly edits: readonly Edit[];
  readonly removed: readonly LineRange[];
  readonly format: SectionSettings["format"];
};

/** What a section is laid out in: its entries as they stand, and its headers. */
export type LayoutRequest = {
  readonly entries: EntryPlace;
  readonly section: SectionSettings;
  readonly headers: readonly Header[];
  /** Whether its order is the tool's. */
  readonly resorted: boolean;
  readonly past: Pick<Past, "lock">;
};

/** Lays a section out: what is new or moves goes to its sorted place, everything else stays where it is. */
export const layOut = (
  { entries, section, headers, resorted, past }: LayoutRequest,
  statuses: readonly Status[],
  added: readonly Addition[],
): Layout => {
  const { page, region } = entries;
  const { group: grouping, format } = section;
  const stretches = stretchesOf(page, region, headers, statuses);
  const depth = depthOf(entries, section);
  const { lead } = depth;
  const { moving, arranged } = arrange(
    stretches,
    { ...section, resorted, past },
    added.map((one) => addition(section, one)),
    (status) => move(page, status),
  );
  const gone = stretches.filter((_, index) => arranged[index]?.emptied === true);
  const leaving = new Set(gone.flatMap(({ members }) => members));
  const isLeaving = (status: Status): boolean => status.remove || moving.has(status);
  const goneLines = new Set([
    ...gone.flatMap(({ header, region: { last } }) =>
      numbersIn({ first: header?.first ?? last, last: last + (header?.closing ?? 0) }),
    ),
    ...statuses.flatMap((status) => (isLeaving(status) ? numbersIn(status.block) : [])),
  ]);
  const [header] = headers;
  const indent = " ".repeat(header === undefined ? region.indent : indentAt(page, header.first));
  const tight = tightness(page, headers, grouping);
  // What stands between two groups says nothing of their entries.
  const several = stretches.filter(({ members }) => members.length > 1);
  const spaced = (several.length > 0 ? several : stretches).every(({ members }) =>
    isSpaced(
      page,
      format,
      members.map(({ block }) => block),
    ),
  );
  const numbers = stretches.map(({ members }, index) => {
    const { rest = [], arrivals = [] } = arranged[index] ?? {};
    return numbersOf(
      members.map(({ block }) => block),
      rest.map(({ block }) => block),
      arrivals.map(({ slot }) => slot),
    );
  });
  const numberOf = new Map(
    stretches.flatMap((_, index) =>
      (arranged[index]?.rest ?? []).map((status, at) => [status, numbers[index]?.rest[at]] as const),
    ),
  );
  const isNumbered = numbers.some((each) => each !== undefined);
  const planned = stretches.map((stretch, index): Rearranged => {
    const { rest = [], fresh = [] } = arranged[index] ?? {};
    const remaining = rest.map(({ block }) => block);
    const arrivals = (arranged[index]?.arrivals ?? []).map(({ slot, arrival }, at) => ({
      slot,
      lines: (like: Depth) => withNumber(arrival.lines(like), numbers[index]?.arrivals[at]),
    }));
    const runs = joinedBlocks(
      page,
      stretch.members.flatMap((each) => (isLeaving(each) && !leaving.has(each) ? [each.block] : [])),
    );
    const [run] = runs;
    const isReplaced = remaining.length === 0 && run !== undefined && arrivals.length > 0;
    // What comes instead stands above a new group.
    const stays = new Set(isReplaced ? numbersIn(run) : []);
    const goneHere = new Set([...goneLines].filter((line) => !stays.has(line)));
    const groups = fresh.map(({ name, arrivals: members }) => {
      const made = members.map(({ lines }, at) => withNumber(lines(depth), isNumbered ? at + 1 : undefined));
      const gap = tight.inside ? [] : [""];
      const header = grouping === undefined ? [] : madeHeader(page.path, grouping, name, String(made.length));
      const own = [
        ...header.map((line) => indent + line),
        ...made.flatMap((lines, at) => [...(at === 0 ? gap : spaced ? [""] : []), ...lines]),
        ...(grouping?.footer === undefined
          ? []
          : [...gap, ...grouping.footer.split("\n").map((line) => indent + line)]),
      ];
      const last = lastLineBefore(page, region, endOf(page, stretches, stretch), goneHere);
      // What opens a section stays apart from the first group.
      const above = tight.between && index === 0 ? headers[0] : undefined;
      return below(page, last, own, {
        tight: tight.between,
        gone: goneHere,
        above,
      });
    });
    const all = arrivals.map(({ lines }) => lines(depth));
    // Where every block moves or goes, what comes instead begins where the first of them stood.
    if (isReplaced) {
      const lines = firstLines(format, all, { wraps: false, spaced, lead: "" });
      return { edits: [replaceBlock(page, run, lines), ...groups], removed: runs.slice(1), format };
    }
    // The blank line between two entries goes with the one that goes.
    const known = spaced && remaining.length > 0 ? { ...format, blank: "always" as const } : format;
    const out = { removed: runs, format: known };
    if (remaining.length === 0 && all.length > 0) {
      // The first entries come together.
      const { wraps } = entries;
      const lines = firstLines(format, all, { wraps, spaced, lead });
      const how = wraps ? { ...format, blank: "always" as const } : format;
      const place = { page, region: stretch.region, format: how, blocks: [], spaced };
      return { edits: [insertBlock(place, 0, lines), ...groups], ...out };
    }
    const place = { page, region: stretch.region, format, blocks: remaining, spaced };
    const inserted = arrivals.map(({ slot, lines }) => {
      const beside = remaining[slot] ?? remaining.at(-1);
      return insertBlock(place, slot, lines(beside === undefined ? depth : depthBeside(beside, format)));
    });
    return { edits: [...inserted, ...groups], ...out };
  });
  const changes = statuses.flatMap((status): readonly Edit[] => {
    const { block, title, lines } = status;
    if (leaving.has(status) || isLeaving(status)) return [];
    const number = numberOf.get(status);
    if (lines !== undefined) return [replaceBlock(page, block, withNumber(lines, number))];
    return [
      ...numberEdits(page, block, number),
      ...(title === undefined ? [] : titleEdits(page, block, title)),
    ];
  });
  // A header goes with all that stands under it: its members, and nothing else.
  const removed = gone.flatMap(({ header, members }) => {
    const last = members.at(-1)?.block.last;
    if (header === undefined || last === undefined) return [];
    const { first, end, closing } = header;
    return [{ first, last: closing > 0 ? end + closing : last, format }];
  });
  // What goes beside one another goes as one: the blank line between the two is of both.
  const going = [
    ...planned.flatMap((each) => each.removed.map((run) => ({ ...run, format: each.format }))),
    ...removed,
  ].sort((a, b) => a.first - b.first);
  const formats = new Map(going.map((each) => [each.first, each.format]));
  const removals = joinedBlocks(page, going).map((run) =>
    removeBlock(page, run, formats.get(run.first) ?? format),
  );
  const counts = stretches.flatMap(({ header, members }, index) => {
    const { rest = [], arrivals = [] } = arranged[index] ?? {};
    // A group that never held a model's entry is people's own.
    const isOurs = arrivals.length > 0 || members.some(({ record }) => record !== undefined);
    const count = rest.length + arrivals.length;
    return header !== undefined && isOurs && count > 0 ? counted(page, header, count) : [];
  });
  const edits = planned.flatMap((each) => each.edits);
  const all = [...edits, ...counts.flatMap(({ edit, rules }) => [edit, ...rules]), ...changes, ...removals];
  return { edits: all, moving, counts };
};
