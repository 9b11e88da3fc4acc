import type { Sample } from "../columns/samples.ts";
import type { ModelPage, Slot } from "./align.ts";

/** What lines begin and end with alike, cut where no word or value is. */
const sharedEnds = (lines: readonly string[]): readonly [before: number, after: number] => {
  const [first = ""] = lines;
  const shortest = Math.min(...lines.map(({ length }) => length));
  let start = 0;
  while (start < shortest && lines.every((line) => line[start] === first[start])) start += 1;
  let end = 0;
  while (end < shortest - start && lines.every((line) => line.at(-1 - end) === first.at(-1 - end))) end += 1;
  while (start > 0 && !/[\s"'`=:([|>*]/.test(first[start - 1] ?? "")) start -= 1;
  while (end > 0 && !/[\s"'`,;)\]|<*]/.test(first.at(-end) ?? "")) end -= 1;
  return [start, end];
};

/** The items of a list, each between quotes, as the catalog's are joined. */
const unquoted =
  (mark: string) =>
  ({ model, raw }: Sample): Sample => ({ model, raw: raw.replaceAll(`${mark}, ${mark}`, ", ") });

/** Lines cut into what stands before and after in all of them, and what is between. */
export type Cut = {
  readonly before: string;
  readonly after: string;
  readonly samples: readonly Sample[];
  /** What it is called, where that doesn't stand before it. */
  readonly header?: string;
  /** Whether only one value can stand there: a whole list, without the quotes of its items. */
  readonly isOne?: true;
};

/** The ways to cut lines into what is fixed and what varies: behind their label, within quotes, and where they differ. */
export const cutsOf = (
  { key, lines }: Slot,
  absent: readonly ModelPage[],
  inFront: boolean,
): readonly Cut[] => {
  const all = [...lines];
  const [first = ""] = lines.values();
  const nothing = absent.map(({ model }) => ({ model, raw: "" }));
  const cut = (start: number, end: number): Cut => ({
    before: first.slice(0, start),
    after: end === 0 ? "" : first.slice(-end),
    samples: [
      ...all.map(([{ model }, line]) => ({ model, raw: line.slice(start, line.length - end) })),
      ...nothing,
    ],
  });
  const texts = all.map(([, line]) => line);
  const lead =
    key !== "" && texts.every((text) => text.startsWith(key))
      ? key
      : (/^\s*(?:#+\s+|[-*+]\s+|=+\s+)?/.exec(first)?.[0] ?? "");
  const start = lead.length + (/^\s*/.exec(first.slice(lead.length))?.[0].length ?? 0);
  const isEmpty = (text: string): boolean => /[:=]\s*\[\]$/.test(text);
  const list = inFront
    ? /^(\s*[^\s:=]+\s*[:=]\s*\[)(["'])/.exec(texts.find((text) => !isEmpty(text)) ?? "")
    : null;
  const [, opened = "", mark = ""] = list ?? [];
  const isList = texts.every(
    (text) =>
      list !== null &&
      (text === `${opened}]` || (text.startsWith(opened + mark) && text.endsWith(`${mark}]`))),
  );
  const open = opened.length + 1;
  const items: Cut = {
    before: opened + mark,
    after: `${mark}]`,
    samples: [
      ...all.map(([{ model }, line]) => ({ model, raw: isEmpty(line) ? "" : line.slice(open, -2) })),
      ...nothing,
    ],
  };
  const quote = /^["']/.exec(first.slice(start))?.[0];
  const quoted = quote !== undefined && texts.every((text) => text[start] === quote && text.endsWith(quote));
  const cell = texts.every((text) => /\s\|$/.test(text)) ? 2 : 0;
  const same = texts.every((text) => text.slice(0, start) === first.slice(0, start));
  return [
    ...(isList
      ? [{ ...items, samples: items.samples.map(unquoted(mark)), isOne: true as const }, items]
      : []),
    ...(same && quoted ? [cut(start + 1, 1)] : []),
    ...(same ? [cut(start, cell)] : []),
    cut(...sharedEnds(texts)),
  ];
};
