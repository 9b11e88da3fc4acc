import { describe, expect, test } from "vitest";
import { readingsOf } from "../../../../src/init/columns/readings.ts";
import { draftText } from "../../../../src/init/columns/text-draft.ts";
import { findModels } from "../../../../src/init/catalog/records.ts";
import type { TextDraft } from "../../../../src/init/types.ts";

/** Drafts a column in which the first models stand. */
const draft = (records: readonly unknown[], label: string, raw: readonly string[]): TextDraft => {
  const shape = findModels(
    records,
    () => false,
    () => false,
  );
  if (shape === undefined) throw new Error("no models");
  const samples = shape.models.flatMap((model, index) => {
    const text = raw[index];
    return text === undefined ? [] : [{ model, raw: text }];
  });
  return draftText(samples, label, { shape, readings: readingsOf(shape) });
};

const birds = [
  {
    id: "acme/Wren-1B",
    name: "Acme Wren 1B",
    limits: { context: 131072 },
    price: "0.5",
    perToken: "0.0000001",
    created: 1754669020,
    tags: ["vision"],
    purpose: "chat",
    active: true,
    description: "<b>Small</b> bird. Sings.",
  },
  {
    id: "acme/Auk-2B",
    name: "Auk 2B",
    limits: { context: 32768 },
    price: "1.25",
    perToken: "0.00000025",
    created: 1700000000,
    tags: [],
    purpose: "multi",
    active: true,
    description: "Swims.",
  },
  {
    id: "nest/Ibis-3B",
    name: "Ibis 3B",
    limits: { context: 8192 },
    price: "2",
    perToken: "0.000002",
    created: 1749600000,
    tags: ["tools"],
    purpose: "chat",
    active: false,
    description: "",
  },
];

describe("a column of three birds", () => {
  test.each<readonly [what: string, raw: readonly string[], want: Readonly<Record<string, unknown>>]>([
    ["the name, in bold", ["**Acme Wren 1B**", "**Auk 2B**", "**Ibis 3B**"], { value: "**{name}**" }],
    ["the ID, as code", ["`acme/Wren-1B`", "`acme/Auk-2B`", "`nest/Ibis-3B`"], { value: "`{id}`" }],
    [
      "a length, and a word after it",
      ["131k tokens", "32k tokens", "8k tokens"],
      { value: "{limitsContextTokens} tokens" },
    ],
    ["an amount", ["$0.5", "$1.25", "$2"], { value: "${price}" }],
    ["a price per million", ["$0.10", "$0.25", "$2.00"], { value: "{perTokenPrice}" }],
    ["a length by 1024", ["128k", "32k", "8k"], { value: "{limitsContextBinary}" }],
    ["a month", ["August 2025", "November 2023", "June 2025"], { value: "{createdMonth}" }],
    ["the name without its vendor", ["Wren 1B", "Auk 2B", "Ibis 3B"], { value: "{nameShort}" }],
    [
      "a link that has the ID in it",
      ["[Acme Wren 1B](/m/acme/Wren-1B)", "[Auk 2B](/m/acme/Auk-2B)", "[Ibis 3B](/m/nest/Ibis-3B)"],
      { value: "[{name}](/m/{id})" },
    ],
    [
      "the same everywhere, braces and all",
      ["{x}", "{x}", "{x}"],
      { value: "{{x}}", owner: "people", remark: expect.stringContaining("are the same") },
    ],
    [
      "a mark where a list has a word",
      ["✅", "—", "—"],
      { value: "✅", otherwise: "—", when: { field: "tags", includes: "vision" } },
    ],
    [
      "a mark where one of two things holds",
      ["yes", "yes", "no"],
      { value: "yes", otherwise: "no", when: { field: "active", equals: true } },
    ],
    ["nothing", ["nice", "grey", "tall"], { value: "{descriptionPlain}", owner: "people" }],
    [
      "all but one cell",
      ["131k", "32k", "9k"],
      {
        value: "{limitsContextTokens}",
        explained: 2,
        differing: [{ shown: "9k", made: "8k" }],
        remark: "The catalog gives 2 of 3 cells; the others are pinned until it changes them.",
      },
    ],
    [
      "links to different places",
      ["[Acme Wren 1B](/a)", "[Auk 2B](/b)", "[Ibis 3B](/c)"],
      { value: "{name}" },
    ],
  ])("%s", (_, raw, want) => {
    expect(draft(birds, "Description", raw)).toMatchObject(want);
  });
});

/** Four models with one value each. */
const having = (field: string, values: readonly unknown[]): readonly unknown[] =>
  values.map((value, index) => ({ id: `m-${"abcdefgh"[index] ?? ""}`, [field]: value }));

describe("a value is shown as", () => {
  const lengths = [131072, 1048576, 8192, 200000];
  test.each<
    readonly [
      what: string,
      field: string,
      values: readonly unknown[],
      raw: readonly string[],
      want: Readonly<Record<string, unknown>>,
    ]
  >([
    [
      "two decimals",
      "usd",
      [0.9375, 99, 0.875, 6, 2.5],
      ["$0.94", "$1.50", "$0.88", "$6.00", ""],
      {
        value: "${usdFixed2}",
        fields: { usdFixed2: { path: "usd", rules: [{ op: "fixed", digits: 2 }] } },
        explained: 3,
      },
    ],
    [
      "a price per million without zeros",
      "input",
      [3e-5, 2.5e-6, 1.5e-7, 6e-7],
      ["$30", "$2.5", "$0.15", "$0.6"],
      { value: "${inputPerMillion}" },
    ],
    [
      "prices of which none shows whether a zero at the end is written",
      "input",
      [3, 0.15, 1.25, 12],
      ["$3", "$0.15", "$1.25", "$12"],
      { value: "${inputCents}" },
    ],
    [
      "thousands without decimals, and millions with one",
      "context",
      [131072, 1050000, 8192, 1048576],
      ["131K", "1.1M", "8K", "1.0M"],
      { value: "{contextUnitsWholePoint}" },
    ],
    [
      "a price per million with two decimals",
      "input",
      ["0.00003", "0.0000025", "0.00000015", "0.0000006"],
      ["$30.00", "$2.50", "$0.15", "$0.60"],
      { value: "{inputPrice}" },
    ],
    [
      "nothing, where it is missing",
      "input",
      [3e-5, null, 1.5e-7, null],
      ["$30 / 1M", "--", "$0.15 / 1M", "--"],
      {
        value: "${inputPerMillionCents} / 1M",
        when: { field: "inputPerMillionCents", exists: true },
        otherwise: "--",
      },
    ],
    [
      "N/A, where it is missing",
      "context",
      [131072, null, 8192, null],
      ["131,072", "N/A", "8,192", "N/A"],
      {
        value: "{contextGroupedOrNA}",
        fields: { contextGroupedOrNA: { path: "context", default: "N/A" } },
      },
    ],
    [
      "a dash, where it is zero",
      "context",
      [131072, 0, 8192, 0],
      ["131,072", "-", "8,192", "-"],
      {
        value: "{contextGroupedPositiveOrDash}",
        fields: { contextGroupedPositiveOrDash: { missing: { in: [0, "0"] }, default: "-" } },
      },
    ],
    ["thousands", "context", lengths, ["131K", "1M", "8K", "200K"], { value: "{contextTokensUpper}" }],
    ["units of 1000", "context", lengths, ["131.1K", "1M", "8.2K", "200K"], { value: "{contextUnits1}" }],
    ["units of 1024", "context", lengths, ["128K", "1M", "8K", "195K"], { value: "{contextKibi0}" }],
    [
      "parted by spaces",
      "context",
      lengths,
      ["131 072", "1 048 576", "8 192", "200 000"],
      { value: "{contextSpaced}" },
    ],
    [
      "a list with other signs",
      "inputs",
      [["text", "image"], ["text"], ["text", "audio"], ["image"]],
      ["Text / Image", "Text", "Text / Audio", "Image"],
      { value: "{inputsPartedTitle}" },
    ],
    [
      "words with capitals",
      "kind",
      ["text_embedding", "chat_model", "image_edit", "chat_model"],
      ["Text Embedding", "Chat Model", "Image Edit", "Chat Model"],
      { value: "{kindTitle}" },
    ],
    [
      "a word of its own for each",
      "vendor",
      ["aa", "bb", "aa", "bb", "aa", "bb"],
      ["Acme AI", "Bird", "Acme AI", "Bird", "Acme AI", "Bird"],
      {
        value: "{vendorName}",
        fields: { vendorName: { rules: [{ op: "map", values: { aa: "Acme AI", bb: "Bird" } }] } },
      },
    ],
  ])("%s", (_, field, values, raw, want) => {
    expect(draft(having(field, values), field, raw)).toMatchObject(want);
  });
});

test("labelled parts of a cell are there where the catalog has a value", () => {
  const prices = [
    { in: 3, out: 15, cached: 0.3 },
    { in: 2, out: 8 },
    { in: 1, out: 5, cached: 0.1 },
    { in: 0.4, out: 1.6 },
    {},
  ];
  const records = prices.map((price, index) => ({ id: `m-${index}`, price }));
  const raw = [
    "In: $3, Out: $15, Cached: $0.3",
    "In: $2, Out: $8",
    "In: $1, Out: $5, Cached: $0.1",
    "In: $0.4, Out: $1.6",
    "-",
  ];
  expect(draft(records, "Price", raw)).toMatchObject({
    value: "In: ${priceIn}{priceOutPart}{priceCachedPart}",
    when: { field: "priceIn", exists: true },
    otherwise: "-",
    fields: { priceCached: { path: "price.cached" }, priceCachedPart: { text: ", Cached: ${priceCached}" } },
    explained: 5,
  });
});

test("a dash stands in the place of one value of two", () => {
  const records = [
    { id: "a", in: ["text", "image"], out: ["text"] },
    { id: "b", in: [], out: ["audio"] },
    { id: "c", in: ["audio"], out: [] },
    { id: "d", in: ["text"], out: ["image"] },
  ];
  const raw = [
    "In: text, image; Out: text",
    "In: -; Out: audio",
    "In: audio; Out: -",
    "In: text; Out: image",
  ];
  expect(draft(records, "I/O", raw)).toMatchObject({
    value: "In: {inOrDash}; Out: {outOrDash}",
    fields: { inOrDash: { path: "in", default: "-" }, outOrDash: { path: "out", default: "-" } },
    explained: 4,
  });
});

test("an empty list isn't a missing value: what stands in its place is the field's own", () => {
  const records = [
    { id: "a", in: ["text", "image"], out: ["text"] },
    { id: "b", in: [], out: [] },
    { id: "c", in: ["text"], out: ["image"] },
  ];
  const raw = ["In: text, image; Out: text", "In: -; Out: -", "In: text; Out: image"];
  const { when, ...drafted } = draft(records, "I/O", raw);
  expect(when).toBeUndefined();
  expect(drafted).toMatchObject({ value: "In: {inOrDash}; Out: {outOrDash}", explained: 3 });
});

test.each([
  [
    "a word for nothing in all cells but one",
    "{filesQuantizedOrNone}",
    ["nest/Auk-q4", "None", "None", "None", "None"],
  ],
  [
    "what the first object of a list has, deep in it",
    "{parts0SourceHubId}",
    ["n/a-1", "n/b-2", "n/c-3", "n/d-4", "n/e-5"],
  ],
])("%s", (_, value, raw) => {
  const records = ["a-1", "b-2", "c-3", "d-4", "e-5"].map((id, index) => ({
    id,
    ...(index === 0 ? { files: { quantized: "nest/Auk-q4" } } : {}),
    parts: [{ format: "x", source: { hub: { id: `n/${id}` } } }],
  }));
  expect(draft(records, "Quantized", raw)).toMatchObject({ value, differing: [] });
});

test.each<readonly [what: string, isInList: boolean, value: string]>([
  ["a number of its own", false, "${priceTimes0_5}"],
  ["the first number of a list, which another of them may be", true, ""],
])("a price that is in proportion to %s", (_, isInList, value) => {
  const records = [0.75, 1.5, 3.25, 0.35].map((price, at) => ({
    id: `x-${at}`,
    ...(isInList ? { ends: [{ price }] } : { price }),
  }));
  expect(draft(records, "From", ["$0.375", "$0.75", "$1.625", "$0.175"]).value).toBe(value);
});

test("marks that one flag tells aren't copied from a neighbour, though there are too few to follow it", () => {
  const records = Array.from({ length: 8 }, (_, at) => ({ id: `x-${at}`, tasks: at < 2 ? ["embed"] : [] }));
  const marks = (shows: (at: number) => boolean): readonly string[] =>
    records.map((_record, at) => (shows(at) ? "✅" : ""));
  expect(
    draft(
      records,
      "Vectors",
      marks((at) => at < 2),
    ).copied,
  ).toBeUndefined();
  expect(
    draft(
      records,
      "Vectors",
      marks((at) => at === 2 || at > 6),
    ).copied,
  ).toBe(true);
});

test.each<
  readonly [
    what: string,
    records: readonly object[],
    raw: readonly string[],
    want: Readonly<Record<string, unknown>>,
  ]
>([
  [
    "a flag that agrees with five of eight cells isn't theirs",
    [1, 0, 1, 1, 0, 1, 0, 1].map((tools) => ({ tools: tools === 1 })),
    ["true", "false", "true", "false", "true", "false", "false", "true"],
    { owner: "people", value: "", copied: undefined },
  ],
  [
    "one that agrees with seven is",
    [1, 0, 1, 1, 0, 1, 0, 1].map((tools) => ({ tools: tools === 1 })),
    ["true", "false", "true", "false", "false", "true", "false", "true"],
    { owner: undefined, value: "{tools}", explained: 7 },
  ],
  [
    "a value with a sign of its own isn't one of all others",
    ["ga", "ga", "ga", "ga", "beta", "ga", "old", "ga"].map((stage) => ({ stage })),
    ["🟢", "🟢", "🟢", "🟢", "🟡", "🟢", "🔴", "🟢"],
    { owner: "people", when: undefined, copied: undefined },
  ],
  [
    "words behind a label",
    ["ga", "ga", "ga", "ga", "preview"].map((stage) => ({ stage })),
    [...Array.from({ length: 4 }, () => "Stage: Out now"), "Stage: Preview"],
    { value: "Stage: {stageTitleName}", explained: 5 },
  ],
])("%s", (_, records, raw, want) => {
  const own = records.map((record, at) => ({ id: `x-${at}`, ...record }));
  const none = { owner: undefined, when: undefined, copied: undefined };
  expect({ ...none, ...draft(own, "State", raw) }).toMatchObject(want);
});

test("pictures are the same where their addresses are", () => {
  const badge = (word: string, colour: string): string => `![${word}](/badge/${word}-${colour})`;
  const records = ["ga", "ga", "beta", "beta"].map((stage, index) => ({ id: `wren-${index}`, stage }));
  const raw = records.map(({ stage }) => badge(stage, stage === "ga" ? "green" : "blue"));
  expect(draft(records, "Stage", raw)).toMatchObject({
    value: badge("{stage}", "{stageName}"),
    fields: {
      stageName: { path: "stage", rules: [{ op: "map", values: { beta: "blue", ga: "green" } }] },
    },
    explained: 4,
  });
});

describe("texts of few models, of which the catalog has more", () => {
  const tiers = ["S", "A", "A", "B"].map((tier, index) => ({
    id: `wren-${index}`,
    tier,
    width: 2 + index / 9,
  }));
  test("a word for one value isn't for all others", () => {
    expect(draft(tiers, "Tier", ["**S** 60%", "**A** 40%", "**A** 40%"]).otherwise).toBeUndefined();
  });
  test("but is where the catalog has no other", () => {
    expect(draft(tiers.slice(0, 3), "Tier", ["**S** 60%", "**A** 40%", "**A** 40%"])).toMatchObject({
      value: "**A** 40%",
      when: { field: "tier", equals: "A" },
      otherwise: "**S** 60%",
    });
  });
  test("what all say doesn't follow from a digit that they happen to have", () => {
    expect(draft(tiers, "Ratios", ["2:1, 3:2", "2:1, 3:2", "2:1, 3:2"])).toMatchObject({
      value: "2:1, 3:2",
      owner: "people",
      fields: {},
    });
  });
});

const places = [["us", "eu"], ["us", "eu"], ["us"], ["us", "eu"], ["us"], ["us", "eu"], ["eu", "ap"]].map(
  (regions, at) => ({ id: `auk-${at}`, name: `Auk ${at}`, regions }),
);

test.each<readonly [what: string, write: (regions: readonly string[]) => string, value: string]>([
  [
    "all items of a list are that list, and no mark of one",
    (all) => all.map((each) => `\`${each}\``).join("<br>"),
    "",
  ],
  ["one of its items is a mark", (all) => (all.includes("eu") ? "in Europe" : "elsewhere"), "in Europe"],
])("%s", (_, write, value) => {
  expect(
    draft(
      places,
      "Regions",
      places.map(({ regions }) => write(regions)),
    ).value,
  ).toBe(value);
});

test("a word that several makers share is no name of another maker", () => {
  const makers = ["acme", "acme", "nest", "nest", "reef", "reef", "dune", "dune", "moor"];
  const records = makers.map((maker, at) => ({ id: `${maker}/m-${at}`, maker, context: 1000 + at }));
  const { value, fields } = draft(records, "Served from", ["EU", "EU", "US", "US", "EU", "EU", "US", "US"]);
  expect(fields[value.slice(1, -1)]?.rules).toEqual([
    { op: "map", otherwise: "", values: { acme: "EU", dune: "US", nest: "US", reef: "EU" } },
  ]);
});

test("a list of abilities follows the flags that are called so where a page says otherwise of one model in ten", () => {
  const records = Array.from({ length: 12 }, (_, at) => ({
    id: `acme/m-${at}`,
    context: 1000 + at,
    vision: at % 3 === 0,
    tools: at % 2 === 0,
  }));
  const raw = records.map(({ vision, tools }, at) =>
    ["chat", ...(vision ? ["vision"] : []), ...(tools && at !== 4 ? ["tools"] : [])].join(", "),
  );
  const { value, owner, differing } = draft(records, "Abilities", raw);
  expect([value, owner, differing.map(({ model, made }) => [model.id, made])]).toEqual([
    "{abilitiesList}",
    undefined,
    [["acme/m-4", "chat, tools"]],
  ]);
});

test("numbers of rows are told as such", () => {
  const records = ["d", "a", "c", "b"].map((name) => ({ id: `acme/${name}`, context: 8192 }));
  const { owner, value, remark } = draft(records, "#", ["1", "2", "3", "4"]);
  expect([owner, value, remark]).toEqual(["people", "", expect.stringContaining("number the rows")]);
});
