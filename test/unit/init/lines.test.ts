import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { readingsOf } from "../../../src/init/columns/readings.ts";
import { lineOf } from "../../../src/init/lists/lines.ts";

const isNever = () => false;
const [retired, names] = ["finch-3b", ["Auk 7B", "Finch 3B", "Heron 70B", "Ibis 2B", "Tern 1B", "Wren 30B"]];
const shape = findModels(
  names.map((name) => {
    const id = name.toLowerCase().replace(" ", "-");
    return { id, name, status: id === retired ? "deprecated" : "active" };
  }),
  isNever,
  isNever,
);
if (shape === undefined) throw new Error("no models");
const catalog = { shape, readings: readingsOf(shape) };

test.each<readonly [what: string, of: (id: string) => string, want: string | undefined]>([
  ["follows the ID", (id) => `[\ue000](models/${id}.md)`, "[\ue000](models/{id}.md)"],
  [
    "leads to no other model's page where one has none",
    (id) => (id === retired ? "[\ue000" : `[\ue000](models/${id}.md)`),
    undefined,
  ],
])("a link of a line %s", (_, of, want) => {
  const samples = shape.models.map((model) => [of(model.id), model] as const);
  expect(lineOf(samples, catalog).text).toBe(want);
});
