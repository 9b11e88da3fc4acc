import { expect, test } from "vitest";
import { findModels } from "../../../../src/init/catalog/records.ts";
import { readingsOf } from "../../../../src/init/columns/readings.ts";
import { draftText } from "../../../../src/init/columns/text-draft.ts";

const no = (): boolean => false;

/** So many that those which are looked at closely have none of the few that tell. */
const count = 200;

const few = new Map([
  [101, { input: 0.125, output: 0.625 }],
  [103, { input: 0.375, output: 2.125 }],
]);

const prices = Array.from({ length: count }, (_, at) => few.get(at) ?? { input: at / 100, output: at / 50 });

const { shape } = {
  shape: findModels(
    prices.map((price, at) => ({ id: `ant-${at}`, ...price })),
    no,
    no,
  ),
};

const even = (value: number): string =>
  ({ 0.125: "0.12", 0.375: "0.38", 0.625: "0.62", 2.125: "2.12" })[value] ?? value.toFixed(2);

test.each<readonly [what: string, cell: (price: { input: number; output: number }) => string, value: string]>(
  [
    ["one number", ({ input }) => `$${even(input)}`, "${inputFixedEven}"],
    [
      "two numbers",
      ({ input, output }) => `In: $${even(input)}, Out: $${even(output)}`,
      "In: ${inputFixedEven}, Out: ${outputFixedEven}",
    ],
  ],
)("forms that few texts tell: %s", (_, cell, value) => {
  expect(shape).toBeDefined();
  if (shape === undefined) return;
  const samples = shape.models.map((model, at) => ({
    model,
    raw: cell(prices[at] ?? { input: 0, output: 0 }),
  }));
  const draft = draftText(samples, "Price", { shape, readings: readingsOf(shape) });
  expect([draft.value, draft.differing.length]).toEqual([value, 0]);
});
