import type { TextRule } from "../../config/config.gen.ts";
import type { Form, Kind } from "./kinds.ts";
import { listForms } from "./list-forms.ts";

const owner: TextRule = { op: "take", separator: "/", part: 0 };
const last: TextRule = { op: "take", separator: "/", part: -1 };
const upper: TextRule = { op: "uppercase" };
const lower: TextRule = { op: "lowercase" };
const title: TextRule = { op: "titleCase" };
const sentence: TextRule = { op: "sentenceCase" };
const words: TextRule = { op: "words" };
/** `name-2411`, `name-20250514`, `name-2024-08-06`: without the date. */
const undated: TextRule = { op: "regex", pattern: "-(?:\\d{4}|\\d{8}|\\d{4}-\\d\\d-\\d\\d)$", with: "" };
/** `8b` is eight billion. */
const sized: TextRule = { op: "regex", pattern: "(\\d)b(?![a-z])", with: "$1B" };

const texts: readonly Form[] = [
  ["Last", [last]],
  ["Owner", [owner]],
  // `gateway/maker/name`: as the gateway's own page calls it.
  ["Rest", [{ op: "regex", pattern: "^[^/]+/", with: "" }]],
  ["Words", [last, words]],
  // `https://code.example/owner/name/…`: what stands there is called by both.
  ["Repository", [{ op: "regex", pattern: "^https?://[^/]+/([^/]+/[^/?#]+).*$", with: "$1" }]],
  ["Plain", [{ op: "stripTags" }, { op: "collapse" }]],
  ["Sentence", [{ op: "stripTags" }, { op: "collapse" }, { op: "firstSentence" }]],
  ["Lower", [lower]],
  ["Upper", [upper]],
  ["Title", [words, title]],
  ["Capital", [words, sentence]],
  ["LowerTitle", [lower, words, title]],
  ["LastTitle", [last, words, title]],
  ["OwnerTitle", [owner, words, title]],
  ["LastLower", [last, lower]],
  ["OwnerLower", [owner, lower]],
  ["LastUndated", [last, undated]],
  ["LastSized", [last, words, title, sized]],
  ["LastUndatedTitle", [last, undated, words, title, sized]],
  // `Vendor: Name`, as routers call models.
  ["Label", [{ op: "take", separator: ": ", part: -1 }]],
  ["Vendor", [{ op: "take", separator: ": ", part: 0 }]],
  // `name:tag`, as runners of local models call them.
  ["Base", [{ op: "take", separator: ":", part: 0 }]],
  // `Class.VALUE`, as code calls them.
  ["Class", [{ op: "take", separator: ".", part: 0 }]],
  ["Dashed", [{ op: "replace", find: "_", with: "-" }]],
  ["Spaced", [words]],
  ["Anchor", [last, lower, { op: "regex", pattern: "[^a-z0-9]+", with: "-" }]],
  // `.. _auk_3:`, as labels are written.
  ["Underscored", [last, lower, { op: "regex", pattern: "[^a-z0-9]+", with: "_" }]],
  // What most sites lead to a heading by.
  [
    "Heading",
    [
      lower,
      { op: "regex", pattern: "[^\\p{L}\\p{N}_ -]+", with: "" },
      { op: "replace", find: " ", with: "-" },
    ],
  ],
  ["Slug", [lower, { op: "replace", find: " ", with: "-" }]],
];

const times = (by: number): TextRule => ({ op: "times", by });

/** `10`, but `0.40`. */
const wholeOrCents: readonly TextRule[] = [
  { op: "fixed", digits: 2 },
  { op: "regex", pattern: "\\.00$", with: "" },
];

const halves = { Even: "even", Printf: "printf", ToFixed: "toFixed" } as const;

const rounded = (suffix: string, before: readonly TextRule[]): readonly Form[] => [
  ...[2, 1, 0, 3].map((digits): Form => [`${suffix}Fixed${digits}`, [...before, { op: "fixed", digits }]]),
  ...[2, 1, 3, 4].map((digits): Form => [`${suffix}Rounded${digits}`, [...before, { op: "round", digits }]]),
  [`${suffix}Cents`, [...before, ...wholeOrCents]],
  // As scripts round, which made the page: 0.125 is 0.12 in many languages, 0.075 is 0.07 in most.
  ...Object.entries(halves).flatMap(([by, half]): readonly Form[] => [
    [`${suffix}Fixed${by}`, [...before, { op: "fixed", digits: 2, half }]],
    [`${suffix}Rounded${by}`, [...before, { op: "round", digits: 2, half }]],
  ]),
];

const numbers: readonly Form[] = [
  ["PriceMillion", [{ op: "price", per: "million" }]],
  ["AmountMillion", [{ op: "price", per: "million", before: "" }]],
  ...rounded("", []),
  ["Percent", [{ op: "percent" }]],
  // `90.0` of `90.0%`.
  ["Hundred1", [times(100), { op: "fixed", digits: 1 }]],
  ["Hundred2", [times(100), { op: "fixed", digits: 2 }]],
];

const perToken = [times(1_000_000)];
const perThousand = [times(1000)];

/** Prices of one token. */
const tiny: readonly Form[] = [
  ["Price", [{ op: "price" }]],
  ["Amount", [{ op: "price", before: "" }]],
  ["PerMillion", perToken],
  ...rounded("PerMillion", perToken),
  ["PerThousand", perThousand],
  ...rounded("PerThousand", perThousand),
];

const units = (base: 1000 | 1024, names: string[], digits: number | [number, ...number[]]): TextRule => ({
  op: "units",
  base,
  units: names,
  digits,
});

/** `1.0M`, but `128K`. */
const pointed: TextRule = { op: "regex", pattern: "^(\\d+)([MB])$", with: "$1.0$2" };

/** `41.0k` beside `131.1k`. */
const tenths: TextRule = { op: "regex", pattern: "^(\\d+)([A-Za-z])$", with: "$1.0$2" };

/** Lengths and counts. */
const large: readonly Form[] = [
  ["Tokens", [{ op: "tokens" }]],
  ["Binary", [{ op: "tokens", style: "binary" }]],
  ["Grouped", [{ op: "tokens", style: "grouped" }]],
  ["Tenths", [{ op: "tokens", digits: 1 }]],
  ["TokensUpper", [{ op: "tokens" }, upper]],
  ["BinaryUpper", [{ op: "tokens", style: "binary" }, upper]],
  ["TenthsUpper", [{ op: "tokens", digits: 1 }, upper]],
  ["Thousands", [times(0.001)]],
  ["Millions", [times(0.000_001)]],
  ["Spaced", [{ op: "thousands", separator: " " }]],
  ["Points", [{ op: "thousands", separator: "." }]],
  ["Underscored", [{ op: "thousands", separator: "_" }]],
  // `131K`, but `1.1M`.
  ["UnitsWhole", [units(1000, ["", "K", "M", "B"], [0, 0, 1])]],
  ["UnitsWholePoint", [units(1000, ["", "K", "M", "B"], [0, 0, 1]), pointed]],
  ...[0, 1, 2].map((digits): Form => [`Units${digits}`, [units(1000, ["", "K", "M", "B"], digits)]]),
  ["Units1Point", [units(1000, ["", "K", "M", "B"], 1), pointed]],
  // `1000K` and `1M` beside each other are of two pages.
  ["UnitsOfThousands", [units(1000, ["", "K"], 0)]],
  ["UnitsOfThousandsLower", [units(1000, ["", "k"], 0)]],
  ["UnitsLower", [units(1000, ["", "k", "m", "b"], 1)]],
  ["UnitsLowerFixed", [units(1000, ["", "k", "m", "b"], 1), tenths]],
  ["UnitsFixed", [units(1000, ["", "K", "M", "B"], 1), tenths]],
  ["UnitsMixedWhole", [units(1000, ["", "k", "M", "B"], [0, 0, 1])]],
  ["UnitsMixed0", [units(1000, ["", "k", "M", "B"], 0)]],
  ["UnitsMixed", [units(1000, ["", "k", "M", "B"], 1)]],
  ["UnitsSpaced", [units(1000, ["", " K", " M", " B"], 1)]],
  // Sizes of files: `815MB`, `3.3GB`.
  ["Giga", [units(1000, ["", "K", "M", "G", "T"], [0, 0, 0, 1])]],
  ["Giga1", [units(1000, ["", "K", "M", "G", "T"], 1)]],
  ["GigaSpaced", [units(1000, ["", " K", " M", " G", " T"], 1)]],
  ["KibiOfThousands", [units(1024, ["", "K"], 0)]],
  ["KibiOfThousandsLower", [units(1024, ["", "k"], 0)]],
  ...[0, 1].map((digits): Form => [`Kibi${digits}`, [units(1024, ["", "K", "M", "G"], digits)]]),
  ["KibiLower", [units(1024, ["", "k", "m", "g"], 1)]],
];

/** `Jun 5, 2025` and `Jun 2025`. */
const shortMonth: TextRule = { op: "regex", pattern: "^([A-Z][a-z]{2})[a-z]*", with: "$1" };

/** `Jun 05, 2025`, and `5 Jun 2025`. */
const paddedDay: TextRule = { op: "regex", pattern: "^(\\w+) (\\d),", with: "$1 0$2," };
const dayFirst: TextRule = { op: "regex", pattern: "^(\\w+) (\\d+), (\\d+)$", with: "$2 $1 $3" };

const digits = (pattern: string, shown: string): readonly TextRule[] => [
  { op: "date" },
  { op: "regex", pattern, with: shown },
];

const dates: readonly Form[] = [
  ["Date", [{ op: "date" }]],
  ["Month", [{ op: "date", style: "month" }]],
  ["Day", [{ op: "date", style: "long" }]],
  ["MonthShort", [{ op: "date", style: "month" }, shortMonth]],
  ["DayShort", [{ op: "date", style: "long" }, shortMonth]],
  ["DayShortPadded", [{ op: "date", style: "long" }, shortMonth, paddedDay]],
  ["DayFirst", [{ op: "date", style: "long" }, dayFirst]],
  ["DayFirstShort", [{ op: "date", style: "long" }, shortMonth, dayFirst]],
  ["Slashed", [{ op: "date" }, { op: "replace", find: "-", with: "/" }]],
  ["MonthFirst", digits("^(\\d{4})-0?(\\d+)-0?(\\d+)$", "$2/$3/$1")],
  ["MonthFirstFull", digits("^(\\d{4})-(\\d\\d)-(\\d\\d)$", "$2/$3/$1")],
  ["MonthFirstBrief", digits("^\\d\\d(\\d\\d)-(\\d\\d)-(\\d\\d)$", "$2/$3/$1")],
  ["MonthFirstBare", digits("^\\d\\d(\\d\\d)-0?(\\d+)-0?(\\d+)$", "$2/$3/$1")],
  ["DaySlashed", digits("^(\\d{4})-(\\d\\d)-(\\d\\d)$", "$3/$2/$1")],
  ["Dotted", digits("^(\\d{4})-(\\d\\d)-(\\d\\d)$", "$3.$2.$1")],
  // As versions are called: `25.06`, `2506`, `06-2025`, `20250605`.
  ["VersionDotted", digits("^\\d\\d(\\d\\d)-(\\d\\d)-\\d\\d$", "$1.$2")],
  ["VersionBrief", digits("^\\d\\d(\\d\\d)-(\\d\\d)-\\d\\d$", "$1$2")],
  ["VersionMonth", digits("^(\\d{4})-(\\d\\d)-\\d\\d$", "$2-$1")],
  ["VersionDay", digits("^(\\d{4})-(\\d\\d)-(\\d\\d)$", "$1$2$3")],
  ["YearMonth", [{ op: "date" }, { op: "regex", pattern: "^(\\d{4}-\\d\\d)-\\d\\d$", with: "$1" }]],
];

const byKind: Readonly<Record<Kind, readonly Form[]>> = {
  text: texts,
  tiny,
  large,
  number: numbers,
  date: dates,
  list: listForms,
  boolean: [],
};

const kindOrder = ["text", "large", "tiny", "number", "date", "list", "boolean"] as const;

/** What values of these kinds are tried with: as they are first. */
export const formsFor = (kinds: ReadonlySet<Kind>): readonly Form[] => {
  const forms = kindOrder.flatMap((kind) => (kinds.has(kind) ? byKind[kind] : []));
  return [["", []], ...new Map(forms.map((form) => [form[0], form] as const)).values()];
};
