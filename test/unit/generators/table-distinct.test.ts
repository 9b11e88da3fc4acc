import { expect, it, test } from "vitest";
import { valueEntries } from "../../../generators/placing/values.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const model = (id: string, maker: FieldValue, key = `${id} key`) => entry(id, { maker, key, name: id });

test.each<readonly [what: string, makers: readonly FieldValue[], wanted: readonly string[]]>([
  ["each value once, as the first has it", ["a", "b", "a"], ["a 1", "b 2"]],
  ["none where there is none", [null, "", "b"], ["b 3"]],
  [
    "all of a list",
    [
      ["a", "b"],
      ["b", "c"],
    ],
    ["a 1", "b 1", "c 2"],
  ],
  ["numbers and truth values as texts", [8, true, 8], ["8 1", "true 2"]],
])("of the values of a field there is %s", (_, makers, wanted) => {
  const entries = makers.map((maker, at) => model(String(at + 1), maker));
  const made = valueEntries("maker", entries).map(
    ({ id, fields }) => `${id} ${String(fields.get("key")).split(" ")[0] ?? ""}`,
  );
  expect(made).toEqual(wanted);
});

const given = settings({
  tables: [
    {
      page: "p.md",
      distinct: "maker",
      columns: [
        { header: "Maker", value: "{id}" },
        { header: "Key", value: "{key}" },
        { header: "Note", value: "", owner: "people" },
      ],
    },
  ],
});
const page = (...rows: readonly string[]): string =>
  lines("| Maker | Key | Note |", "|---|---|---|", ...rows);

it("a row goes on with the next model of its maker, whatever people wrote in it", () => {
  const [one, two] = [model("a/1", "a", "k"), model("a/2", "a", "k")];
  const first = turn(given, [one, two], { "p.md": page("| a | k | ours |") });
  const then = turn(given, [two, model("b/1", "b", "l")], first.pages, first.lock);
  expect(then.pages["p.md"]).toBe(page("| a | k | ours |", "| b | l | |"));
  expect(then.told).toEqual([]);
});

it("a cell follows what the first model says", () => {
  const first = turn(given, [model("a/1", "a", "k")], { "p.md": page("| a | k | |") });
  const then = turn(given, [model("a/1", "a", "new")], first.pages, first.lock);
  expect(then.pages["p.md"]).toBe(page("| a | new | |"));
});
