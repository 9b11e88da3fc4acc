import { describe, expect, test } from "vitest";
import { readingsOf } from "../../../../src/init/columns/readings.ts";
import { draftText } from "../../../../src/init/columns/text-draft.ts";
import { findModels } from "../../../../src/init/catalog/records.ts";
import type { TextDraft } from "../../../../src/init/types.ts";

const draft = (records: readonly unknown[], label: string, raw: readonly string[]): TextDraft => {
  const shape = findModels(
    records,
    () => false,
    () => false,
  );
  if (shape === undefined) throw new Error("no models");
  const samples = shape.models.map((model, index) => ({ model, raw: raw[index] ?? "" }));
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
