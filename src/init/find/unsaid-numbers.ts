import type { CounterConfig } from "../../config/config.gen.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Shape } from "../catalog/records.ts";
import { groupingReadings } from "../order/criteria.ts";

const numbers = "two three four five six seven eight nine ten eleven twelve".split(" ");

const inWords = new RegExp(
  `\\b(${numbers.join("|")})\\s+(?:[\\w-]+\\s+)?(models|makers|providers|labs|vendors|companies)\\b`,
  "gi",
);

/** What is said of numbers of models or makers that stand there in words: counters are of figures. */
export const unsaidNumbers = (
  path: RelativePath,
  lines: readonly (readonly [number, string])[],
  shape: Shape,
) => {
  const makers = new Set(
    groupingReadings(shape).map((reading) => new Set(shape.models.map((model) => reading.text(model))).size),
  );
  return lines.flatMap(([index, line]) =>
    [...line.matchAll(inWords)].flatMap(([words, number = "", what = ""]) => {
      const count = numbers.indexOf(number.toLowerCase()) + 2;
      const isTheirs = /^models$/i.test(what) ? count === shape.models.length : makers.has(count);
      return isTheirs
        ? [`"${words}" in line ${index + 1} of ${path}: a number in words stays as it is.`]
        : [];
    }),
  );
};

/** A number that may count or compare something; years, versions and parts of names don't. */
const anyNumber = /(?<![\p{L}\d.,/#:=_-])\$?(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?%?(?![\p{L}\d_-])/gu;

/** What is said of the other numbers in lines of text that count models: those stay. */
export const unsaidBeside = (pages: Snapshot, counters: readonly CounterConfig[]): readonly string[] => {
  const lines = new Map<string, { readonly text: string; readonly counted: Set<number> }>();
  for (const { page, pattern } of counters) {
    const text = pages.get(page)?.text ?? "";
    const found = pattern === undefined ? null : new RegExp(pattern, "dmu").exec(text);
    const [start] = found?.indices?.[1] ?? [];
    if (start === undefined) continue;
    const first = text.lastIndexOf("\n", start - 1) + 1;
    const line = /.*/.exec(text.slice(first))?.[0] ?? "";
    const name = `line ${text.slice(0, first).split("\n").length} of ${page}`;
    const known = lines.get(name) ?? { text: line, counted: new Set() };
    if (!/^\s*\|/.test(line)) lines.set(name, known);
    known.counted.add(start - first);
  }
  return [...lines].flatMap(([name, { text, counted }]) => {
    const rest = [...text.matchAll(anyNumber)].filter(({ index }) => !counted.has(index));
    const said = rest.map(([number]) => number).join(", ");
    return said === "" ? [] : [`In ${name}, which counts models, ${said} stays as it is.`];
  });
};
