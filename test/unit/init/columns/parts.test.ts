import { expect, test } from "vitest";
import { findModels } from "../../../../src/init/catalog/records.ts";
import { readingsOf } from "../../../../src/init/columns/readings.ts";
import { draftText } from "../../../../src/init/columns/text-draft.ts";

const no = (): boolean => false;

const shape = findModels(
  [
    { id: "ant-1", input: 0.1, output: 0.3 },
    { id: "bee-2", input: 0.2, output: 0.8 },
    { id: "cat-3", input: 1.5, output: 6 },
    { id: "dog-4", input: 0.05 },
  ],
  no,
  no,
);

test.each<readonly [what: string, cells: readonly string[], value: string, part: string | undefined]>([
  [
    "the sign before a value",
    ["¥0.1 / ¥0.3", "¥0.2 / ¥0.8", "¥1.5 / ¥6"],
    "¥{input}{outputPart}",
    " / ¥{output}",
  ],
  [
    "what is said of both stays",
    ["$0.1, $0.3 per million", "$0.2, $0.8 per million", "$1.5, $6 per million"],
    "${input}{outputPart} per million",
    ", ${output}",
  ],
  [
    "a bracket that opens for it",
    ["0.1 (out 0.3)", "0.2 (out 0.8)", "1.5 (out 6)"],
    "{input}{outputPart}",
    " (out {output})",
  ],
  [
    "the cell says what stands there",
    ["0.1/0.3", "0.2/0.8", "1.5/6", "0.05/-"],
    "{input}/{outputOrDash}",
    undefined,
  ],
])("what belongs to a value that models of the catalog lack leaves with it: %s", (_, cells, value, part) => {
  if (shape === undefined) throw new Error("no models");
  const samples = cells.flatMap((raw, index) => {
    const model = shape.models[index];
    return model === undefined ? [] : [{ raw, model }];
  });
  const draft = draftText(samples, "Price", { shape, readings: readingsOf(shape) });
  expect([draft.value, draft.fields.outputPart?.text, draft.differing]).toEqual([value, part, []]);
});
