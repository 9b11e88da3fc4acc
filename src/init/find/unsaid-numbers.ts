import type { CounterConfig } from "../../config/config.gen.ts";
import type { RelativePath, Snapshot } from "../../model/file.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { lastPart } from "../join/key-forms.ts";
import { groupingReadings } from "../order/criteria.ts";
import { countEach } from "../../text/group-by.ts";
import { namedIn } from "../texts.ts";
import { modelsOf } from "./maker-counts.ts";

/** How many models are told one by one. */
const shown = 5;

/** What is said of models that the config leaves out, though pages name them; not where another's ID is meant. */
export const unsaidNames = (
  absent: readonly Model[],
  all: readonly Model[],
  snapshot: Snapshot,
): readonly string[] => {
  if (absent.length === 0) return [];
  const left = new Set(absent);
  const meant = new Set(all.flatMap((model) => (left.has(model) ? [] : [lastPart(model.id)])));
  const pages = [...snapshot].map(([path, { text }]) => [path, text] as const);
  const { isId, isName } = namedIn(pages.map(([, text]) => text));
  const named = absent.flatMap(({ id, name }) => {
    const [called] = [...(isId(id) ? [id] : []), ...(isName(name) ? [name] : [])].filter(
      (each) => !meant.has(each),
    );
    return called === undefined ? [] : [called];
  });
  const said = named.slice(0, shown).flatMap((called) => {
    const [at] = pages.flatMap(([path, text]) => {
      const line = text.split(/\r?\n/).findIndex((each) => each.includes(called));
      return line === -1 ? [] : [`line ${line + 1} of ${path}`];
    });
    return at === undefined ? [] : [`${called} is left out, though ${at} names it.`];
  });
  const more = named.length - said.length;
  return more > 0 ? [...said, `${more} more models that pages name.`] : said;
};

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

/** What is said of pages that count the models of each maker or kind: the next one has no line there. */
export const unsaidMakers = (counters: readonly CounterConfig[]): readonly string[] =>
  [...countEach(counters.flatMap(({ page, name }) => (name.startsWith(modelsOf) ? [page] : [])))].map(
    ([page, count]) =>
      `${page} has ${count} lines with a number of models each, which are counted: that of another maker is to be written by hand.`,
  );

/** A number that may count or compare something; years, versions and parts of names don't. */
const anyNumber = /(?<![\p{L}\d.,/#:=_-])\$?(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?%?(?![\p{L}\d_-])/gu;

/** What is said of the other numbers in lines that count models: those stay. */
export const unsaidBeside = (pages: Snapshot, counters: readonly CounterConfig[]): readonly string[] => {
  const spots = counters.flatMap(({ page, pattern = "(?!)" }) => {
    const text = pages.get(page)?.text ?? "";
    const [start, end = 0] = new RegExp(pattern, "dmu").exec(text)?.indices?.[1] ?? [];
    const first = text.lastIndexOf("\n", (start ?? 0) - 1) + 1;
    return start === undefined ? [] : [{ page, text, start, end, first }];
  });
  const said = spots.flatMap(({ page, text, first }) => {
    const [line = ""] = /.*/.exec(text.slice(first)) ?? [];
    const isCounted = (at: number): boolean =>
      spots.some((spot) => spot.page === page && spot.start <= first + at && first + at < spot.end);
    const rest = [...line.matchAll(anyNumber)].flatMap(({ 0: shown, index }) =>
      isCounted(index) ? [] : shown,
    );
    const number = text.slice(0, first).split("\n").length;
    return rest.length === 0 || /^\s*\|/.test(line)
      ? []
      : [
          `In line ${number} of ${page}, which counts models, ${rest.join(", ")} ${rest.length === 1 ? "stays as it is" : "stay as they are"}.`,
        ];
  });
  return [...new Set(said)];
};
