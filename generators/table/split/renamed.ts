import { type Edit, type Page, endAt, eolAt, indentAt, startAt } from "../../../src/page/page.ts";
import { placeName } from "../../../src/page/region.ts";
import { linesIn } from "../../../src/page/row-lines.ts";
import type { Grouping } from "../../../src/config/order-settings.ts";
import type { Lock } from "../../../src/model/lock.ts";
import { addTo } from "../../../src/text/group-by.ts";
import { groupOf, oldGroupOf } from "../../placing/groups.ts";
import { madeHeader } from "../../placing/headers.ts";
import type { TableRequest } from "../arrange.ts";
import { isStanding, type Part, type Standing } from "./parts.ts";

/** The lines of a group's header, as far as they are made of its name. */
const madeLines = (page: Page, split: Grouping, { name, count, line }: Standing["header"]) => {
  const made = madeHeader(page.path, split, name, count?.text ?? "");
  return { made, range: { first: line + 1 - made.length, last: line + 1 } };
};

const isAsMade = (page: Page, split: Grouping, { header }: Standing): boolean => {
  const { made, range } = madeLines(page, split, header);
  const there = linesIn(page, range).map((line) => line.trim());
  return there.length === made.length && there.every((line, at) => line === made[at]?.trim());
};

/** The parts of a place, where all models of a group left for one that isn't there yet: it only has another name. */
export const withRenamed = (
  page: Page,
  parts: readonly Part[],
  split: Grouping,
  { entries, past }: Pick<TableRequest, "entries" | "past">,
): readonly Part[] => {
  const lacking = new Map(parts.flatMap((part) => (isStanding(part) ? [] : [[part.name, part] as const])));
  if (lacking.size === 0) return parts;
  const now = new Map<string, string[]>();
  const [held, asked] = [new Set<string>(), new Set<string>()];
  for (const entry of entries) {
    const before = oldGroupOf(split, entry, past);
    const group = groupOf(split, entry) ?? split.other;
    addTo(now, before, group);
    asked.add(group);
    if (!past.follows(entry) || !past.selected(entry)) held.add(before);
  }
  const taken = new Set<string>();
  const renamed = parts.map((part): Part => {
    const [to = part.name, ...others] = new Set(now.get(part.name));
    const next = lacking.get(to);
    if (!isStanding(part) || next === undefined || others.length > 0) return part;
    if (held.has(part.name) || asked.has(part.name) || taken.has(to) || !isAsMade(page, split, part))
      return part;
    taken.add(to);
    return { ...part, name: to, settings: next.settings, was: placeName(part.settings) };
  });
  return renamed.filter((part) => isStanding(part) || !taken.has(part.name));
};

/** The lock as it would be had the groups always been called so. */
export const lockOf = (lock: Lock, page: Page, parts: readonly Part[]): Lock => {
  const places = new Map(
    parts.flatMap(({ was, settings }) => (was === undefined ? [] : [[was, placeName(settings)]])),
  );
  if (places.size === 0) return lock;
  const rows = [...lock.rows].map(([key, record]) => {
    const place = record.page === page.path ? places.get(record.place) : undefined;
    return [key, place === undefined ? record : { ...record, place }] as const;
  });
  return { ...lock, rows: new Map(rows) };
};

/** The edit that gives a header the name, and the number, of its group. */
export const headerEdit = (page: Page, split: Grouping, { name, header }: Standing, models: number): Edit => {
  const { range } = madeLines(page, split, header);
  const lead = " ".repeat(indentAt(page, range.first));
  const made = madeHeader(page.path, split, name, String(models)).map((line) => lead + line);
  return {
    start: startAt(page, range.first),
    end: endAt(page, range.last - 1),
    text: made.join(eolAt(page, range.first)),
  };
};
