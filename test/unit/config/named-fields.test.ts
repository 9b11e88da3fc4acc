import { expect, test } from "vitest";
import { namedFields } from "../../../src/config/named-fields.ts";
import type { Config } from "../../../src/config/config.gen.ts";

const fields = {
  ...{ id: {}, name: {}, context: {}, price: {}, "max-output": {}, about: {}, made: {} },
  fee: { text: "{price} a month", when: { not: { field: "made", exists: true } } },
};
const base: Config = { root: "docs", catalog: { sources: [{ file: "c.json" }], fields } };

test.each<[string, Partial<Config>, readonly string[], readonly string[]]>([
  ["nothing", {}, [], []],
  [
    "a column",
    { tables: [{ page: "p.md", columns: [{ header: "C", value: "{context|tokens}" }] }] },
    [],
    ["context"],
  ],
  [
    "a field that is there for some models",
    { sections: [{ page: "p.md", format: "heading-2", body: ["{fee}"] }] },
    [],
    ["fee", "made", "price"],
  ],
  ["a condition", { exclude: [{ name: "old", when: { field: "about", equals: "x" } }] }, [], ["about"]],
  [
    "a template",
    {},
    ["<%= it.model.fields.price %>", "<%= it.model.fields['max-output'] %>"],
    ["max-output", "price"],
  ],
])("the fields that are named by %s", (_, config, templates, want) => {
  const named = namedFields({ ...base, ...config }, templates);
  expect([...named].sort()).toEqual(["id", "name", ...want].sort());
});
