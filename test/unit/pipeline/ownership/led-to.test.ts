import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { makeWorld } from "./world.ts";

const [alpha, beta, gamma] = ["Alpha", "Beta", "Gamma"].map((name) => ({ id: `x/${name}`, name }));

const config: Partial<Config> = {
  ...{ sections: [], tables: [], removal: { policy: "prune" } },
  snippets: [{ kind: "chat", language: "python", path: "models/{slug}.md" }],
};

const told = [
  "warning: It leads to models/beta.md, which isn't there any more then. [page-led-to]",
  "  at:  PLACE",
];

test.each<[what: string, inside: boolean, file: string, text: string, where: string | undefined]>([
  ["a menu beside the pages", false, "mkdocs.yml", "nav:\n  - Beta: models/beta.md\n", "../mkdocs.yml"],
  [
    "a menu below them",
    true,
    "sidebars.js",
    "module.exports = { a: ['models/alpha', 'models/beta'] };\n",
    "sidebars.js",
  ],
  ["a route", true, "index.md", "[Beta](/models/beta/#price)\n", "index.md"],
  ["a route below a folder of the site", true, "index.md", "See [it](/docs/models/beta).\n", "index.md"],
  ["an element's route", true, "index.md", '<a href="/models/beta">Beta</a>\n', "index.md"],
  ["another page's route", true, "index.md", "[Alpha](/models/alpha) and /models/beta\n", undefined],
  ["a page of that name elsewhere", true, "other/models/beta.md", "[It](/other/models/beta)\n", undefined],
])("what leads to a page that goes is told: %s", async (_, inside, file, text, where) => {
  const world = makeWorld([alpha!, beta!, gamma!], config);
  if (inside) world.write(file, text);
  else writeFileSync(join(world.folder, file), text);
  await world.apply();
  world.catalog([alpha, gamma]);
  const { changes, err } = await world.plan("--accept-catalog");
  expect(changes).toEqual(["delete models/beta.md"]);
  expect(err.includes("[page-led-to]")).toBe(where !== undefined);
  if (where !== undefined) expect(err).toContain(told.join("\n").replace("PLACE", where));
});
