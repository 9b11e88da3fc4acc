import { expect, test } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { placelessModels } from "../../../src/catalog/placeless.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { emptyLock } from "../../../src/model/lock.ts";
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

const lacking = { lacks: new Map([["m.md", { type: "lack" as const, page: "m.md", models: ["wren"] }]]) };

type Known = readonly string[];
test.each<
  [what: string, tables: Config["tables"], known: Known, told: readonly string[], lock?: typeof lacking]
>([
  ["a new one that stands nowhere", shared, ["ibis", "rail"], ["config"]],
  ["one of long ago that stands nowhere", shared, ["ibis", "rail", "wren"], ["config"]],
  [
    "a new one in none of the places that share all others",
    [all, ...shared],
    ["ibis", "rail"],
    ["config: m.md"],
  ],
  ["one of long ago there", [all, ...shared], ["ibis", "rail", "wren"], []],
  ["one that was told when it came", [all, ...shared], ["ibis", "rail", "wren"], ["config: m.md"], lacking],
  ["one that has a place since", [...shared, table("m.md", "Moor")], ["ibis", "rail", "wren"], [], lacking],
  ["a new one where the places don't share all others", [all, table("m.md", "Brook")], ["ibis", "rail"], []],
  ["all new", [all, ...shared], [], []],
])("%s", (_, tables, known, told, lock) => {
  const given = settings({
    catalog: { sources: [{ file: "" }], fields: { id: { path: "id" }, maker: { path: "maker" } } },
    ...(tables === undefined ? {} : { tables }),
  });
  const models = new Map(
    known.map((id) => [id, { type: "model" as const, model: id, fields: {}, absent: 0 }]),
  );
  const { problems, lacks } = placelessModels(given, entries, { ...emptyLock, ...lock, models }, "config");
  expect([...lacks.keys()].map((page) => `config: ${page}`)).toEqual(
    told.filter((each) => each !== "config"),
  );
  expect(problems.map(({ where }) => where)).toEqual(told);
  expect(problems.every(({ message }) => message.includes('"wren"'))).toBe(true);
});
