import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { readingsOf } from "../../../src/init/columns/readings.ts";
import { draftOrders, ofGroups } from "../../../src/init/order/orders.ts";
import { versionIn } from "../../../src/init/order/versions.ts";

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

test.each([
  ["claude-opus-4-6", "4.6"],
  ["claude-3-7-sonnet-latest", "3.7"],
  ["anthropic/claude-haiku-4-5-20251001", "4.5"],
  ["gpt-5-mini", "5."],
  ["gpt-4.10", "4.10"],
  ["gpt-4o", "4."],
  ["llama-3.3-70b-versatile", "3.3"],
  ["gemini-2.5-flash-preview-05-20", "2.5"],
  ["acme/opus-70B", ""],
  ["mixtral-8x22b", ""],
  ["qwen3-235b-a22b", "3."],
  ["gemma-3n-E4B", "3."],
  ["ai21/jamba-2", "2."],
  ["ai21/jamba", ""],
  ["snap-2023-12-01", ""],
  ["command-r-08-2024", ""],
  ["mistral-large-2411", ""],
  ["360gpt-turbo", ""],
  ["default", ""],
])("the version in %s is %j", (id, version) => {
  expect(versionIn(id)).toBe(version);
});
