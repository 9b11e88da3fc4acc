import { expect, test } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { makeWorld } from "./ownership/world.ts";

const models = { header: "Model", value: "{name}", key: true };
const table = { page: "prices.md", columns: [models, { header: "Price", value: "1" }] };

/** A documentation with one page of a table, under a config with these places. */
const told = async (places: Partial<Config>, command: "plan" | "check"): Promise<string> => {
  const world = makeWorld([{ id: "a/Alpha", name: "Alpha" }], {
    sections: [],
    snippets: [],
    tables: [],
    ...places,
  });
  world.write("get-started/prices.md", "| Model | Price |\n|---|---|\n");
  world.write("prices.md", "| Model | Price |\n|---|---|\n| Alpha | 9 |\n");
  world.write("mkdocs.yml", "nav: []\n");
  const { out, err } = await world.run(command);
  return out + err;
};

test.each<readonly [what: string, command: "plan" | "check", places: Partial<Config>, want: string]>([
  [
    "a page",
    "plan",
    { tables: [{ ...table, page: "prizes.md" }] },
    "Did you mean `prices.md`? Correct `page`",
  ],
  ["a page, for check", "check", { tables: [{ ...table, page: "prizes.md" }] }, "Did you mean `prices.md`?"],
  [
    "the folder of a page",
    "plan",
    { tables: [{ ...table, page: "getting-started/prices.md" }] },
    "Did you mean `get-started/prices.md`?",
  ],
  [
    "a navigation file",
    "plan",
    { navigation: [{ file: "mkdoc.yml", path: ["nav"], item: { "{name}": "models/{slug}.md" } }] },
    "Did you mean `mkdocs.yml`? Correct `file`",
  ],
  [
    "a key column",
    "plan",
    { tables: [{ ...table, columns: [{ ...models, header: "Modle" }] }] },
    "Did you mean `Model`? Correct the place or the column's header",
  ],
  [
    "a column",
    "plan",
    { tables: [{ ...table, columns: [models, { header: "Prise", value: "1" }] }] },
    'column Prise in the page: is it the page\'s "Price"?',
  ],
])("%s that is misspelt is told with the one that is there (%s)", async (_, command, places, want) => {
  expect(await told(places, command)).toContain(want);
});
