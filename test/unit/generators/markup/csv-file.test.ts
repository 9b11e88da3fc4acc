import fc from "fast-check";
import { expect, test } from "vitest";
import { entry, lines } from "../../given.ts";
import { a, b, c, models, updated } from "./tables.ts";

const runs = Number(process.env.RUNS ?? 60);

const page = "source/models.csv";

const before = lines("Model,Context", '"Bee",100', "Cat,20", '"*ours*, ""all""",any');

const after = lines("Model,Context", '"Ant",1', '"Bee",100', "Cat,300", '"*ours*, ""all""",any');

test.each([
  ["commas", before, after],
  ["the line ends of Windows, the last bare", before.trimEnd(), after.trimEnd()].map((text) =>
    text.replaceAll("\n", "\r\n"),
  ),
  ["semicolons", "Model;Context\nCat;20", "Model;Context\nAnt;1\nBee;100\nCat;300"],
  [
    "a byte order mark and no rows",
    "\ufeffModel,Context\n",
    "\ufeffModel,Context\nAnt,1\nBee,100\nCat,300\n",
  ],
])("a file of %s follows the catalog", (_, text = "", want) => {
  expect(updated(page, text, [a, b, c])).toBe(want);
});

test("rows go with their models, the others stay", () => {
  expect(updated(page, after, [b, c], {}, [a, b, c])).toBe(before.replace("20", "300"));
});

test("a column comes", () => {
  const columns = [
    { header: "Model", value: "{name}", key: true },
    { header: "ID", value: "{id}, {context}" },
    { header: "Context", value: "{context}" },
  ];
  expect(updated(page, "Model,Context\nBee,100\n", [b], { columns })).toBe(
    'Model,ID,Context\nBee,"x/b, 100",100\n',
  );
});

test("a file with a cell over two lines is refused", () => {
  expect(() => updated(page, 'Model,Context\nBee,"1\n00"\n', [a, b])).toThrow("goes on in the next line");
});

const names = fc
  .array(fc.constantFrom(..."M x ' \" , ; \t = | # * ` \n 日本 \ufeff".split(" "), " "), { maxLength: 5 })
  .map((parts) => parts.join("").trim());

test("whatever the models are called, the other lines stay and a second plan is empty", () => {
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 4 }), (found) => {
      const some = found.map((name, index) => entry(`x/r${index}`, { name: `N${index}${name}`, context: 1 }));
      const more = updated(page, after, [a, b, c, ...some, ...models(1)]);
      expect(updated(page, more, [a, b, c], {}, [a, b, c, ...some, ...models(1)])).toBe(after);
    }),
    { numRuns: runs, seed: 18 },
  );
});
