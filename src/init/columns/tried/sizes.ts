import type { TextRule } from "../../../config/config.gen.ts";
import { isList } from "../../../model/entry.ts";
import type { CatalogView } from "../../types.ts";
import { type Reading, readingOf, valueAt } from "../readings.ts";
import { type Sample, tally } from "../samples.ts";

/** The size of a file: `815MB`, `15.22 kB`, `3.3 GiB`. */
const size = /(?<![\d.,])\d+(?:\.(\d+))?( ?)([kKMGT])(i?B)(?!\w)/u;

/** The share of texts that have a size. */
const leastShare = 0.6;

/** Zeros at the end, where all sizes have as many decimals: `1.90 kB`. */
const padded = (digits: number): readonly TextRule[] =>
  Array.from(
    { length: digits },
    (_, at): TextRule => ({
      op: "regex",
      pattern: at === 0 ? "^(\\d+)( ?[kKMGTi]*B)$" : `^(\\d+\\.\\d{${at}})( ?[kKMGTi]*B)$`,
      with: at === 0 ? "$1.0$2" : "$10$2",
    }),
  );

/** Bytes as sizes of files, in the units and with the decimals that texts have. */
export const sizeReadings = (
  samples: readonly Sample[],
  { shape, readings }: CatalogView,
): readonly Reading[] => {
  const sizes = samples.map(({ raw }) => size.exec(raw)).filter((found) => found !== null);
  if (sizes.length === 0 || sizes.length < leastShare * samples.length) return [];
  const [space = ""] = tally(sizes.map(([, , own = ""]) => own))[0] ?? [];
  const thousand = sizes.some(([, , , unit]) => unit === "k") ? "k" : "K";
  const decimals = new Set(sizes.map(([, own = ""]) => own.length));
  const digits = Math.max(...decimals);
  const zeros = decimals.size === 1 ? padded(digits) : [];
  const [end = "B"] = tally(sizes.map(([, , , , own = ""]) => own))[0] ?? [];
  const units = [`${space}B`, ...[thousand, "M", "G", "T"].map((unit) => space + unit + end)];
  return readings
    .filter(
      ({ path, rules }) =>
        rules.length === 0 &&
        samples.some(({ model }) => {
          const value = valueAt({ path }, model);
          return !isList(value) && Number(value) >= 1000;
        }),
    )
    .flatMap(({ path }) =>
      ([1024, 1000] as const).map((base) =>
        readingOf(shape, path, base === 1024 ? "Size" : "SizeDecimal", [
          { op: "units", base, units, digits },
          ...zeros,
        ]),
      ),
    );
};
