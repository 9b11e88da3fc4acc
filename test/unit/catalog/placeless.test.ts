import { expect, test } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { placelessModels } from "../../../src/catalog/placeless.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { settings } from "../given.ts";

const makers = { ibis: "Brook", rail: "Fen", wren: "Moor" };

const entries = Object.entries(makers).map(
  ([id, maker]): Entry => ({
    id,
    name: id,
    slug: id,
    position: 0,
    templates: "",
    fields: new Map([["maker", maker]]),
    capabilities: [],
  }),
);

const table = (page: string, maker?: string): NonNullable<Config["tables"]>[number] => ({
  page,
  columns: [{ header: "Model", value: "{name}" }],
  ...(maker === undefined ? {} : { where: { field: "maker", equals: maker } }),
});

const all = table("all.md");
const shared = [table("m.md", "Brook"), table("m.md", "Fen")];

test.each<[what: string, tables: Config["tables"], known: readonly string[], told: readonly string[]]>([
  ["a new one that stands nowhere", shared, ["ibis", "rail"], ["config"]],
  ["one of long ago that stands nowhere", shared, ["ibis", "rail", "wren"], ["config"]],
  [
    "a new one in none of the places that share all others",
    [all, ...shared],
    ["ibis", "rail"],
    ["config: m.md"],
  ],
  ["one of long ago there", [all, ...shared], ["ibis", "rail", "wren"], []],
  ["a new one where the places don't share all others", [all, table("m.md", "Brook")], ["ibis", "rail"], []],
  ["all new", [all, ...shared], [], []],
])("%s", (_, tables, known, told) => {
  const given = settings({
    catalog: { sources: [{ file: "" }], fields: { id: { path: "id" }, maker: { path: "maker" } } },
    ...(tables === undefined ? {} : { tables }),
  });
  const problems = placelessModels(given, entries, (id) => known.includes(id), "config");
  expect(problems.map(({ where }) => where)).toEqual(told);
  expect(problems.every(({ message }) => message.includes('"wren"'))).toBe(true);
});
