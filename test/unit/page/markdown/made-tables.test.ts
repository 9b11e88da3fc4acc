import { describe, expect, test } from "vitest";
import { withTablesAligned, withTablesLoose } from "../../../../src/page/markdown/made-tables.ts";

const page = (...lines: readonly string[]): string => `${lines.join("\n")}\n`;

describe("a table whose header is padded is written as formatters write it", () => {
  const cases: Readonly<Record<string, readonly [made: string, want: string]>> = {
    "as wide as its longest cell": [
      page("| A    | B   |", "| ---- | --: |", "| long name | 1 |"),
      page("| A         |   B |", "| --------- | --: |", "| long name |   1 |"),
    ],
    "no wider than that": [
      page("| A            | B   |", "|--------------|:---:|", "| one | 1 |"),
      page("| A   |  B  |", "|-----|:---:|", "| one |  1  |"),
    ],
    "a header without padding": [
      page("| A | B |", "| --- | --- |", "| long name | 1 |"),
      page("| A | B |", "| --- | --- |", "| long name | 1 |"),
    ],
    "a header that isn't as wide as the line below it": [
      page("| A    | B |", "|---|---|", "| one | 1 |"),
      page("| A    | B |", "|---|---|", "| one | 1 |"),
    ],
    "a table in code": [
      page("```", "| A    |", "| ---- |", "| long name |", "```"),
      page("```", "| A    |", "| ---- |", "| long name |", "```"),
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [made, want]) => {
    expect(withTablesAligned("page.md", made)).toBe(want);
    expect(withTablesAligned("page.md", want)).toBe(want);
  });
});

test("what is made loose is aligned as it was", () => {
  const texts = [
    page(
      "# Auk",
      "",
      "| Field   | Value        |",
      "| ------- | ------------ |",
      "| Context | 8,192 tokens |",
    ),
    page(
      "| ID  | Price |",
      "| :-- | ----: |",
      "| a   | $1.00 |",
      "",
      "- item",
      "",
      "  | Name | B     |",
      "  | ---- | ----- |",
      "  | one  | `b\\|` |",
    ),
    page("| A | B |", "|---|---|", "| one  | two |"),
    page("| Modell   | 上下文 |", "| -------- | ------ |", "| Größe XL | 128    |"),
  ];
  for (const text of texts) expect(withTablesAligned("page.md", withTablesLoose("page.md", text))).toBe(text);
  expect(withTablesLoose("page.md", texts[0] ?? "")).toBe(
    page("# Auk", "", "| Field  | Value  |", "| ------ | ------ |", "| Context | 8,192 tokens |"),
  );
});
