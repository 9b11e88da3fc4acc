import type { Model } from "../../catalog/records.ts";
import { looksSame, type Attempt, fieldsOf, judgeTexts } from "../agreement.ts";
import { type Candidate, candidatesFor, literal } from "../expressions.ts";
import type { Texts } from "../holes.ts";
import { partReading } from "../parts.ts";
import { isThere, type Reading } from "../readings.ts";
import { type Sample, spread, tally } from "../samples.ts";
import { toMap } from "../../../text/group-by.ts";

/** What stands between the parts of a cell. */
const separators = [", ", "; "] as const;

/** The share of the parts of one label that a value must give. */
const least = 0.6;

/** What a part begins with: `In: $` of `In: $3.00`. */
const labelOf = (part: string): string => /^[^\d{}]*[^\d\s{}]\s*(?=\S)/u.exec(part)?.[0] ?? "";

type Part = { readonly label: string; readonly expression: string; readonly reading: Reading };

/** The labels in the order in which cells have them. */
const labelsIn = (samples: readonly Sample[], separator: string): readonly string[] => {
  const order = new Map<string, { count: number; places: number }>();
  for (const { raw } of samples)
    for (const [place, part] of raw.split(separator).entries()) {
      const label = labelOf(part);
      const known = order.get(label) ?? { count: 0, places: 0 };
      order.set(label, { count: known.count + 1, places: known.places + place });
    }
  return [...order]
    .filter(([label, { count }]) => label !== "" && /\p{L}/u.test(label) && count * 50 >= samples.length)
    .sort(([, a], [, b]) => a.places / a.count - b.places / b.count)
    .map(([label]) => label);
};

type Formed = Pick<Part, "expression" | "reading">;

const shownBy = ({ expression, reading }: Formed): ((model: Model) => string) => {
  const [before = "", after = ""] = expression.split(`{${reading.name}}`);
  return (model) => `${before}${reading.text(model)}${after}`;
};

/** Cells, what parts them, and what values may stand there. */
type Cells = {
  readonly samples: readonly Sample[];
  readonly separator: string;
  readonly candidatesOf: (samples: readonly Sample[], label: string) => readonly Candidate[];
  readonly all: readonly Reading[];
};

const partOf = (label: string, { samples, separator, candidatesOf, all }: Cells): Part | undefined => {
  const raws = toMap(samples, ({ model, raw }) => {
    const own = raw.split(separator).find((part) => labelOf(part) === label);
    return own === undefined ? undefined : [model, own];
  });
  const own = [...raws].map(([model, raw]) => ({ model, raw }));
  const start = literal(label).slice(0, 2);
  const rightOf = (formed: Formed): number => {
    const shown = shownBy(formed);
    return samples.filter(({ model }) => {
      const raw = raws.get(model);
      return raw === undefined ? formed.reading.text(model) === "" : looksSame(shown(model), raw);
    }).length;
  };
  const lackingIn = (formed: Formed): readonly Sample[] => {
    const shown = shownBy(formed);
    return own.filter(({ model, raw }) => !looksSame(shown(model), raw));
  };
  const best = (formed: readonly Formed[]): Formed | undefined =>
    formed.map((each) => ({ each, right: rightOf(each) })).sort((a, b) => b.right - a.right)[0]?.each;
  const nearest = best(
    candidatesOf(spread(own), label).flatMap(({ value, readings: [reading, another] }) => {
      if (reading === undefined || another !== undefined || !value.includes(`{${reading.name}}`)) return [];
      const formed = { expression: value, reading };
      const isMost = own.length - lackingIn(formed).length >= least * own.length;
      return isMost && value.startsWith(start) ? [formed] : [];
    }),
  );
  if (nearest === undefined) return undefined;
  const lacking = lackingIn(nearest);
  const { expression, reading } = nearest;
  // What few texts tell may be in none of those that suggested the form.
  const others = all
    .filter(({ path }) => path === reading.path)
    .map((each) => ({ expression: expression.replace(`{${reading.name}}`, `{${each.name}}`), reading: each }))
    .filter((each) => lacking.some(({ model, raw }) => looksSame(shownBy(each)(model), raw)));
  return { label, ...(best([nearest, ...others]) ?? nearest) };
};

/** Cells of labelled parts, each of which is there where the catalog has a value: `In: $3, Out: $15`. */
export const bySegments = (
  samples: readonly Sample[],
  textsOf: (model: Model) => Texts,
  rank: (reading: Reading, label: string) => number,
  all: readonly Reading[],
): Attempt | undefined => {
  const separator = separators.find(
    (each) => samples.filter(({ raw }) => raw.includes(each)).length * 3 >= samples.length,
  );
  if (separator === undefined) return undefined;
  const candidatesOf: Cells["candidatesOf"] = (few, label) =>
    candidatesFor(few, textsOf, (reading) => rank(reading, label)).slice(0, 4);
  const cells = { samples, separator, candidatesOf, all };
  const parts = labelsIn(samples, separator).flatMap((label) => partOf(label, cells) ?? []);
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return undefined;
  const more = others.map(({ reading, expression }) => partReading(reading, separator + expression));
  const nothing = samples.filter(({ model }) => !isThere(first.reading, model));
  const otherwise = tally(nothing.map(({ raw }) => raw))[0]?.[0] ?? "";
  const written = (model: Model): string =>
    [first.expression.replace(`{${first.reading.name}}`, () => first.reading.text(model))]
      .concat(more.map((reading) => reading.text(model)))
      .join("");
  const judged = judgeTexts((model) => (isThere(first.reading, model) ? written(model) : otherwise), samples);
  const readings = [...parts.map(({ reading }) => reading), ...more];
  return {
    value: first.expression + more.map(({ name }) => `{${name}}`).join(""),
    when: { field: first.reading.name, exists: true },
    otherwise: literal(otherwise),
    fields: fieldsOf(readings),
    readings,
    ...judged,
  };
};
