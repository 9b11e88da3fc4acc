import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { readingsOf } from "../../../src/init/columns/readings.ts";
import { draftOrders, ofGroups } from "../../../src/init/order/orders.ts";

/** Models as a catalog has them. */
const names = ["Auk 7B", "Auk 70B", "Owl VL", "Owl Mini", "Tern 1", "Tern 1 Mini", "Wren 32B", "Wren 3B"];
const isNever = () => false;
const shape = findModels(
  names.map((name) => ({ id: name.toLowerCase().replaceAll(" ", "-"), name })),
  isNever,
  isNever,
);
if (shape === undefined) throw new Error("no models");
const catalog = { shape, readings: readingsOf(shape) };

test.each([
  ["as the catalog", [["Auk 7B", "Auk 70B"], ["Owl VL", "Owl Mini"], ["Tern 1"]], { source: true }],
  [
    "by name",
    [
      ["Auk 7B", "Auk 70B"],
      ["Owl Mini", "Owl VL"],
      ["Wren 3B", "Wren 32B"],
    ],
    { by: "name", natural: true },
  ],
])("models are sorted %s, as those of all groups of a list are", (_, groups, order) => {
  const models = groups.map((own) =>
    own.flatMap((name) => shape.models.find((model) => model.name === name) ?? []),
  );
  const [found] = draftOrders([{ page: "p.md", ...ofGroups(models) }], catalog);
  expect(found?.order).toEqual(order);
});
