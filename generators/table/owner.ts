import type { Claim, RowRecord } from "../../src/model/lock.ts";
import type { Row } from "../../src/page/table.ts";
import { isUnclaimed, recordOf } from "./records.ts";
import { theirsOf } from "./gone.ts";
import type { Matched } from "./match.ts";
import { freshRecord, type RowUpdate } from "./rows.ts";
import { keyText, type Subject } from "./subjects.ts";

type Texts = Readonly<Record<string, string>>;

/** A row that is brought up to date, and whose it is if it was there before. */
type Brought = {
  readonly row: Row;
  readonly subject: Subject;
  readonly changed: RowUpdate["changed"];
  readonly claim: Claim;
  /** Whether the run asks for it: then it is said of what people edited since, too. */
  readonly reclaims: boolean;
};

/** What a person sees of each cell of a row that isn't as it would be made, by column. */
const differingCells = (
  matched: Matched,
  { row, subject }: Pick<Brought, "row" | "subject">,
  fresh: RowRecord,
  written: ReadonlySet<string>,
): Texts => {
  const { cells } = theirsOf(matched, row, fresh, Object.fromEntries(subject.fields));
  const texts = matched.textsOf(row);
  return Object.fromEntries([
    ...[...cells].map(([header, text]) => [header, matched.read(text)] as const),
    ...matched.columns.flatMap(({ column, header, index }) =>
      column.owner === "people" || written.has(header) || texts[index] === subject.texts[index]
        ? []
        : [[header, texts[index] ?? ""] as const],
    ),
  ]);
};

/** What the lock records of a row brought up to date: one as made is the tool's, another as `claim` says. */
export const updatedRecord = (
  matched: Matched,
  { row, subject, changed, claim, reclaims }: Brought,
): RowRecord => {
  const { settings, records, textsOf, columns } = matched;
  const before = recordOf(records, subject);
  // Each key cell as it will stand in the page: a person's stays, and is what the row is found by.
  const texts = [...textsOf(row)];
  const kept = new Map<string, string>();
  const written = new Set<string>();
  const pinned = new Map<string, string>();
  for (const { match, base, verdict } of changed) {
    if (verdict === "write") {
      texts[match.index] = subject.texts[match.index] ?? "";
      written.add(match.header);
    } else if (verdict === "pin") pinned.set(match.header, texts[match.index] ?? "");
    else if (base !== undefined) kept.set(match.header, base);
  }
  const fresh = freshRecord(matched, subject, "people", keyText(settings, texts));
  if (claim === "none" && isUnclaimed(before)) return { ...fresh, cells: {} };
  const earlier = Object.entries(before?.found ?? {}).filter(([header]) => !written.has(header));
  const found: Texts = Object.fromEntries([...earlier, ...pinned]);
  const cells: Texts = { ...fresh.cells, ...Object.fromEntries(kept) };
  const recorded = (own: RowRecord["owner"], asFound: Texts): RowRecord => ({
    ...fresh,
    cells,
    ...(Object.keys(asFound).length === 0 ? {} : { found: asFound }),
    owner: own,
  });
  const isOwn = before?.owner === "tool";
  const isMade = (): boolean =>
    columns.every(
      ({ column, at, index }) =>
        column.owner === "people" || at === undefined || texts[index] === subject.texts[index],
    );
  if (!isOwn && (claim === "none" || (claim === "as-made" && !isMade()))) return recorded("people", found);
  const all = claim === "all" && (!isOwn || reclaims);
  return recorded("tool", all ? differingCells(matched, { row, subject }, fresh, written) : found);
};
